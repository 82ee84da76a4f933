"""A small archive behind the application, and visitors of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

import malaff
from malaff.archive.archive import Archive
from malaff.model import Article
from malaff.reading.reader import read_article
from malaff.web import accounts
from malaff.web.accounts import Accounts
from malaff.web.app import make_app
from malaff.web.settings import Settings

HOME = "http://127.0.0.1:8000"
PASSWORD = "نهر السروان ١٢"  # noqa: S105 - of accounts that tests make
TEXT = (
    'قال وزير الري سامي الحداد إن "الوفدين لم يتوصلا إلى صيغة نهائية".\n'
    "وأعلنت حكومة رملان أن جولة أخرى من المحادثات ستعقد الثلاثاء المقبل في لمار.\n"
    "ونفى النائب فارس العطار وجود خلاف على حصص المياه.\n"
)
PAGES = sorted((Path(malaff.__file__).parent / "story" / "pages").glob("*.html"))
# Argon2 with next to no cost: what it takes is no subject here.
QUICK = accounts.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def article(id: str, text: str = TEXT, **fields: str) -> Article:  # noqa: A002 - the record's own field
    """An article as intake would give it."""
    given = {"title": "جولة جديدة", "outlet": "صدى شهدار", "published": "2025-03-10"} | fields
    return Article(id=id, source=f"test:{id}", text=text, language="ar", **given)


def filled(archive: Archive) -> None:
    """Put two articles in."""
    archive.add_readings([
        read_article(article("a")),
        read_article(article("b", TEXT.replace("الحداد", "الحدّاد").replace("الثلاثاء", "الأربعاء"))),
    ])  # fmt: skip


@contextmanager
def site(folder: Path, *, wait: float = 5.0, address: str | None = None, **settings: object) -> Iterator[Visitor]:
    """A visitor of an application over a small archive."""
    address = address or str(folder / "malaff.db")
    with Archive(address, create=True, wait=wait) as archive:
        if not archive.count():
            filled(archive)
        app = make_app(Settings(archive=address, **settings), archive)
        # Answers that failed are looked at, not raised.
        with TestClient(app, base_url=HOME, follow_redirects=False, raise_server_exceptions=False) as client:
            yield Visitor(client, archive)


class Visitor:
    """A browser: it keeps cookies, sends Origin, and takes the token of forms along."""

    def __init__(self, client: TestClient, archive: Archive) -> None:
        self.client = client
        self.archive = archive
        self.accounts = Accounts(archive.database)

    def get(self, path: str, **given: object):
        """A page."""
        return self.client.get(path, **given)

    def post(self, path: str, data: dict[str, object] | None = None, *, page: str | None = None, **given: object):
        """Send a form, with the token of the page it stands on."""
        token = self.token(page or path)
        headers = {"Origin": str(self.client.base_url).rstrip("/"), **given.pop("headers", {})}
        return self.client.post(path, data={"csrf": token, **(data or {})}, headers=headers, **given)

    def token(self, page: str) -> str:
        """The token in the first form of a page."""
        return re.search(r'name="csrf" value="([^"]+)"', self.get(page).text)[1]

    def add(self, name: str, role: str = "editor") -> None:
        """Make an account."""
        self.accounts.add(name, PASSWORD, role, by="test")

    def sign_in(self, name: str, password: str = PASSWORD, **data: object):
        """Sign in with the form."""
        return self.post("/sign-in", {"name": name, "password": password, **data})
