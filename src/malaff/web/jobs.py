"""Adding in the background: what was sent waits in a short queue, one worker reads it, a page tells how far it is.

Jobs live with the server: what they added is in the archive, what they tell is forgotten when the server ends.
"""

from __future__ import annotations

import io
import logging
import queue
import threading
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO, Literal, cast

from msgspec.structs import replace
from starlette.requests import Request

from malaff.archive import store
from malaff.archive.adding import Added
from malaff.archive.archive import Archive
from malaff.errors import AddressRefused, MalaffError, QueueFull, UnknownJob
from malaff.intake import read_source, read_stream
from malaff.model import Article, ReadingError, Record
from malaff.web.audit import audit_done
from malaff.web.failures import unplaced
from malaff.web.settings import Settings

_log = logging.getLogger("malaff.web")
# Jobs that wait, and that are remembered once they are done.
WAITING, REMEMBERED = 8, 50
# Errors that one source shows; the others are counted.
_ERRORS = 20
# Seconds to wait for another writer: nobody waits for the answer.
_PATIENCE = 600.0
# What may come out of a packed file, against what may be sent.
UNPACKED = 10
_LONGEST_NAME = 120


@dataclass(frozen=True)
class Given:
    """One thing to add: a file, a text or an address; `name` is what it is shown by, and no path."""

    name: str
    file: BinaryIO | None = None
    url: str | None = None
    fields: dict[str, str] = field(default_factory=dict)


class Outcome(Record, frozen=True):
    """What became of one source; `errors` are the first of those that `failed` counts, and the last."""

    name: str
    added: int = 0
    changed: int = 0
    same: int = 0
    failed: int = 0
    errors: list[ReadingError] = []


class Job(Record, frozen=True):
    """A job as it stands: `outcomes` has an entry for each source that was begun, of `total`."""

    number: int
    user: str
    made_at: str
    total: int
    state: Literal["waiting", "running", "done"] = "waiting"
    outcomes: list[Outcome] = []


class Jobs:
    """The jobs of a server.

    Args:
        settings: where the archive is, how much may be sent.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._jobs: OrderedDict[int, Job] = OrderedDict()
        self._queue: queue.Queue[tuple[int, list[Given]] | None] = queue.Queue(WAITING)
        self._lock = threading.Lock()
        self._worker: threading.Thread | None = None
        self._ending = threading.Event()
        self._last = 0

    @classmethod
    def of(cls, request: Request) -> Jobs:
        """The jobs of the server that answers a request."""
        return cast("Jobs", request.app.state.jobs)

    def start(self, given: list[Given], *, user: str) -> Job:
        """Have something added.

        Args:
            given: what; its files are closed once they are read.
            user: who adds it.

        Raises:
            QueueFull: where too much waits already; nothing is added.
        """
        with self._lock:
            if self._ending.is_set():
                raise QueueFull("The server is ending.", remedy="Send it again when it is back.")
            job = Job(number=self._last + 1, user=user, made_at=store.now(), total=len(given))
            try:
                self._queue.put_nowait((job.number, given))
            except queue.Full as error:
                raise QueueFull(f"{WAITING} jobs are waiting already.") from error
            self._last = job.number
            self._jobs[job.number] = job
            while len(self._jobs) > REMEMBERED + WAITING:
                self._jobs.popitem(last=False)
            if self._worker is None:
                self._worker = threading.Thread(target=self._work, name="malaff-add", daemon=True)
                self._worker.start()
        return job

    def get(self, number: int) -> Job:
        """A job as it stands.

        Raises:
            UnknownJob: where there is none, or it was forgotten.
        """
        with self._lock:
            job = self._jobs.get(number)
        if job is None:
            raise UnknownJob(f"There is no job {number}.")
        return job

    def latest(self) -> list[Job]:
        """The jobs that are remembered, latest first."""
        with self._lock:
            return list(reversed(self._jobs.values()))

    def close(self) -> None:
        """End after the batch that is being written; what still waits is left out."""
        self._ending.set()
        worker = self._worker
        if worker is None:
            return
        while True:
            try:
                self._queue.put_nowait(None)
                break
            except queue.Full:
                waiting = self._queue.get_nowait()
                if waiting is not None:
                    _close(waiting[1])
        worker.join(_PATIENCE)

    def _work(self) -> None:
        while (taken := self._queue.get()) is not None:
            number, given = taken
            try:
                if not self._ending.is_set():
                    self._change(number, state="running")
                    self._add(number, given)
                    self._change(number, state="done")
            except Exception as error:
                _log.exception("job %s", number)
                self._broken(number, given, error)
            finally:
                _close(given)

    def _add(self, number: int, given: list[Given]) -> None:
        user = self.get(number).user
        with Archive(self._settings.archive, wait=_PATIENCE) as archive:
            for each in given:
                if self._ending.is_set():
                    return
                outcome = self._one(number, archive, each)
                counts = f"added {outcome.added}, changed {outcome.changed}, same {outcome.same}"
                audit_done(archive.database, user, "add", each.name, f"{counts}, failed {outcome.failed}")

    def _one(self, number: int, archive: Archive, given: Given) -> Outcome:
        outcome = Outcome(name=given.name)
        failed: list[ReadingError] = []
        count = 0
        self._show(number, outcome, new=True)

        def fail(error: ReadingError) -> None:
            nonlocal count
            count += 1
            # The last says why a source ended early.
            failed[_ERRORS - 1 :] = [error]

        def articles() -> Iterator[Article]:
            try:
                for item in self._read(given):
                    if self._ending.is_set():
                        return
                    if isinstance(item, Article):
                        yield _described(item, given.fields)
                    else:
                        fail(item)
            except MalaffError as error:
                # What came before is kept.
                fail(as_record(given.name, error))

        try:
            for item in archive.add(articles(), max_bytes=self._settings.upload_bytes):
                if isinstance(item, Added):
                    outcome = replace(outcome, added=item.added, changed=item.changed, same=item.same)
                else:
                    fail(item)
                outcome = replace(outcome, failed=count, errors=list(failed))
                self._show(number, outcome)
        except MalaffError as error:
            error.message = unplaced(error.message, archive.database)
            fail(as_record(given.name, error))
        outcome = replace(outcome, failed=count, errors=list(failed))
        self._show(number, outcome)
        return outcome

    def _read(self, given: Given) -> Iterator[Article | ReadingError]:
        limit = self._settings.upload_bytes
        if given.file is not None:
            given.file.seek(0)
            yield from read_stream(given.file, given.name, max_bytes=limit, unpacked_bytes=limit * UNPACKED)
        elif given.url is not None:
            # Anything else would be taken for a path of this machine.
            if not given.url.lower().startswith(("http://", "https://")):
                raise AddressRefused(f"{given.name} is not an http or https address.")
            yield from read_source(given.url, max_bytes=limit)

    def _show(self, number: int, outcome: Outcome, *, new: bool = False) -> None:
        outcomes = self.get(number).outcomes
        self._change(number, outcomes=[*(outcomes if new else outcomes[:-1]), outcome])

    def _change(self, number: int, **fields: object) -> None:
        with self._lock:
            self._jobs[number] = replace(self._jobs[number], **fields)

    def _broken(self, number: int, given: list[Given], error: Exception) -> None:
        """The job as one that ended where it should not have."""
        # What the error says may name the archive's place; what its kind is does not.
        told: MalaffError = MalaffError(f"Unexpected {type(error).__name__}.")
        if isinstance(error, MalaffError):
            told = type(error)((type(error).__doc__ or "").partition("\n")[0])
        begun = self.get(number).outcomes
        outcomes = [*begun, *(Outcome(name=each.name) for each in given[len(begun) :])]
        # It broke at the one that was begun last, or before any was.
        first = max(len(begun) - 1, 0)
        self._change(number, state="done", outcomes=[
            *outcomes[:first],
            *(replace(each, failed=each.failed + 1, errors=[as_record(each.name, told), *each.errors])
              for each in outcomes[first:]),
        ])  # fmt: skip


def shown_name(name: str | None) -> str:
    """What a file is called, for showing: its last part, without characters that are none."""
    last = (name or "").replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(char for char in last if char.isprintable()).encode("utf-8", "replace").decode()
    return plain[-_LONGEST_NAME:] or "?"


def text_file(text: str) -> BinaryIO:
    """A text as a file."""
    return io.BytesIO(text.encode("utf-8", "replace"))


def _described(article: Article, fields: dict[str, str]) -> Article:
    """The article with what whoever pasted it says of it."""
    if not fields:
        return article
    known = {name: value for name, value in fields.items() if name in ("title", "outlet", "published", "url")}
    if "published" in known:
        return replace(article, **known, published_from="input")
    return replace(article, **known)


def as_record(source: str, error: MalaffError) -> ReadingError:
    """An error as the record of a source that failed."""
    return ReadingError(source=source, line=None, code=error.code, message=error.message, remedy=error.remedy)


def _close(given: list[Given]) -> None:
    for each in given:
        if each.file is not None:
            each.file.close()
