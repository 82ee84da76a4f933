"""The demo story: its pages added to an archive, its dossier opened.

The story is invented, states, agencies and people alike; its pages lie in the package (`malaff/story`), so that the
demo works wherever malaff is installed.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from malaff.api import as_exception
from malaff.archive.archive import Archive
from malaff.dossier.desk import Desk
from malaff.model import Dossier, Question, ReadingError


def pages() -> list[Path]:
    """The story's pages in the order they were published."""
    folder = _folder()
    manifest: list[dict[str, Any]] = msgspec.json.decode((folder / "manifest.json").read_bytes())
    return [folder / page["file"] for page in sorted(manifest, key=lambda page: (page["date"], page["file"]))]


def open_story(archive: Archive, *, jobs: int = 1, progress: Callable[[int], None] | None = None) -> Dossier:
    """Add the story's pages to an archive and open its dossier, which is made where the archive has none.

    Args:
        archive: where the story is kept.
        jobs: how many processes read; 0 for one on each processor.
        progress: called with the number of pages that are done.

    Raises:
        MalaffError: where a page cannot be read, which means that the installation is damaged.
    """
    for item in archive.add(pages(), jobs=jobs):
        if isinstance(item, ReadingError):
            raise as_exception(item)
        if progress is not None:
            progress(item.done)
    desk = Desk(archive)
    asked: dict[str, Any] = msgspec.json.decode((_folder() / "dossier.json").read_bytes())
    if not any(kept.definition.name == asked["name"] for kept in desk.listed()):
        questions = [Question(id=question["id"], text=question["text"]) for question in asked["questions"]]
        desk.new(asked["name"], about=asked["about"], questions=questions)
    return desk.show(asked["name"])


def _folder() -> Path:
    return Path(str(files("malaff").joinpath("story")))
