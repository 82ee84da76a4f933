"""What every request of one server shares: the archive, its dossiers, the settings, what was rendered."""

from __future__ import annotations

from threading import Lock
from typing import cast

from starlette.requests import Request

from malaff.archive.archive import Archive
from malaff.archive.remembered import Remembered
from malaff.dossier.desk import Desk
from malaff.web.settings import Settings

# Boards that are kept; one takes some 200 KB.
_BOARDS = 48


class Site:
    """An open archive and the way it is shown.

    Args:
        settings: what the server was told.
        archive: stays the caller's to close.
    """

    def __init__(self, settings: Settings, archive: Archive) -> None:
        self.settings = settings
        self.archive = archive
        self.desk = Desk(archive)
        self.boards = Remembered(_BOARDS)
        self._making: dict[int, Lock] = {}

    def making(self, dossier: int) -> Lock:
        """Held while a dossier is made, so that those who ask for it at once make it once."""
        return self._making.setdefault(dossier, Lock())

    @classmethod
    def of(cls, request: Request) -> Site:
        """The site that a request is answered from."""
        return cast("Site", request.app.state.site)
