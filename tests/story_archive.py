"""An archive that holds the demo story, made once and copied for each test."""

from __future__ import annotations

import shutil
import tempfile
from functools import cache
from pathlib import Path

from malaff.archive.archive import Archive
from malaff.demo import pages

# Articles of the story that tests name: one with an id of its own (a digest), one known by its address.
TRAINERS = "1fc08f77546e5946"
SOLDIERS = "https://hawdgate.example/archives/20962"


@cache
def _made() -> tuple[tempfile.TemporaryDirectory[str], Path]:
    folder = tempfile.TemporaryDirectory(prefix="malaff-story-", ignore_cleanup_errors=True)
    path = Path(folder.name) / "story.db"
    with Archive(path, create=True) as archive:
        for _ in archive.add(pages()):
            pass
        archive.vacuum()
    return folder, path


def story_archive(folder: Path) -> Path:
    """A copy of the story's archive in a folder."""
    return Path(shutil.copy(_made()[1], folder / "malaff.db"))
