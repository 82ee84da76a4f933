"""Errors a user can meet: each has a stable code, one sentence of what happened, and a remedy.

Codes are `M` and three digits: M1xx sources, M2xx reading, M3xx archive, M4xx dossier, M5xx web, M9xx usage.
docs/errors.md lists them; a test holds the list and the classes together.
"""

from __future__ import annotations

from typing import ClassVar


class MalaffError(Exception):
    """Base of every error malaff raises on purpose; `str()` gives code, message and remedy.

    Attributes:
        code: stable, searchable (`M101`).
        message: what happened, one sentence.
        remedy: what to do about it, one sentence.
    """

    code: ClassVar[str] = "M000"
    remedy: str = "Report it with the command you ran."

    def __init__(self, message: str, *, remedy: str | None = None) -> None:
        self.message = message
        if remedy is not None:
            self.remedy = remedy
        super().__init__(message)

    def __str__(self) -> str:
        return f"[{self.code}] {self.message} {self.remedy}"


class SourceNotFound(MalaffError):
    """The path does not exist or cannot be opened."""

    code = "M101"
    remedy = "Check the path and your right to read it."


class EmptySource(MalaffError):
    """The source holds no text at all."""

    code = "M102"
    remedy = "Give a page, a text file or a JSONL corpus that has text in it."


class BinarySource(MalaffError):
    """The bytes are no text in any encoding malaff knows (an image, a PDF, a database)."""

    code = "M103"
    remedy = "Give HTML, plain text, JSONL or CSV; convert other formats first."


class NotArabic(MalaffError):
    """The text is hardly or not at all Arabic."""

    code = "M104"
    remedy = "malaff reads Arabic; give an Arabic article."


class NoArticle(MalaffError):
    """The page holds no article: a login form, an error page, an index of links."""

    code = "M105"
    remedy = "Open the page in a browser and save the article itself."


class SourceTooLarge(MalaffError):
    """The source passes the size limit."""

    code = "M106"
    remedy = "Split it, or raise the limit with --max-bytes."


class BadLine(MalaffError):
    """A line of a JSONL or CSV corpus cannot be read; the rest goes on."""

    code = "M107"
    remedy = 'Each line needs at least {"id": "...", "text": "..."}.'


class FetchFailed(MalaffError):
    """The address did not answer with a page."""

    code = "M108"
    remedy = "Try it in a browser; save the page and read the file if it needs a login."


class AddressRefused(MalaffError):
    """The address is not a public http(s) address, or redirects to one that is not."""

    code = "M109"
    remedy = "Give a public http:// or https:// address."


class ArchiveNotFound(MalaffError):
    """There is no archive where one is asked."""

    code = "M301"
    remedy = "Give --archive PATH or set MALAFF_ARCHIVE; malaff add SOURCE... makes one."


class ArchiveEmpty(MalaffError):
    """The archive holds no article yet."""

    code = "M302"
    remedy = "Add some first: malaff add SOURCE..."


class ArchiveLocked(MalaffError):
    """Another process writes to the archive and did not finish in time."""

    code = "M303"
    remedy = "Wait until the other malaff command ends, then run this again; nothing was written."


class ArchiveReadOnly(MalaffError):
    """The archive's file or folder may not be written to."""

    code = "M304"
    remedy = "Check your right to write to the file and its folder, or copy the archive elsewhere."


class ArchiveDamaged(MalaffError):
    """The file is no archive of malaff's, or is damaged."""

    code = "M305"
    remedy = "Restore it from a backup (malaff archive backup makes them), or give another --archive."


class ArchiveVersion(MalaffError):
    """The archive was written by a newer malaff than this."""

    code = "M306"
    remedy = "Install a newer malaff; this one leaves the archive as it is."


class StorageFull(MalaffError):
    """There is no room left where the archive lies."""

    code = "M307"
    remedy = "Make room on the disk, then run this again; what was finished before is kept."


class ArchiveUnreachable(MalaffError):
    """The database server does not answer, or refuses."""

    code = "M308"
    remedy = "Check that the server runs and that the address, user and password are right."


class UnknownArticle(MalaffError):
    """The archive has no article with that id."""

    code = "M309"
    remedy = "Look for it with malaff search; ids stand in the first column."


class BadQuery(MalaffError):
    """A search cannot be understood."""

    code = "M310"
    remedy = 'Write words, "a phrase", and filters like speaker:NAME or from:2025-01-31; see malaff search --help.'


class UnknownPerson(MalaffError):
    """The archive knows nobody by that name or number."""

    code = "M311"
    remedy = "List who it knows: malaff people NAME."


class UnknownItem(MalaffError):
    """The article has no such statement, name, time, development or position."""

    code = "M312"
    remedy = "List what was read: malaff show ARTICLE."


class UnknownJudgement(MalaffError):
    """There is no judgement with that number, or it has been undone."""

    code = "M313"
    remedy = "List them: malaff judgements."


class UnknownDossier(MalaffError):
    """The archive has no dossier of that name."""

    code = "M401"
    remedy = "List them: malaff dossier list; make one: malaff dossier new NAME --about PHRASE."


class DossierExists(MalaffError):
    """A dossier of that name is there already."""

    code = "M402"
    remedy = "Give another name, or change it: malaff dossier edit NAME."


class DossierEmpty(MalaffError):
    """Nothing in the archive is about the dossier's affair."""

    code = "M403"
    remedy = "Add articles, or say what it is about in other words: malaff dossier edit NAME --about PHRASE."


class NotSignedIn(MalaffError):
    """What is asked needs somebody who is signed in."""

    code = "M510"
    remedy = "Sign in, or send name and password with the request."


class SignInFailed(MalaffError):
    """The name or the password is wrong, or the account was removed."""

    code = "M511"
    remedy = "Try again; who runs the server can give a new password: malaff user password NAME."


class NotAllowed(MalaffError):
    """The account's role does not allow it."""

    code = "M512"
    remedy = "Ask an administrator for another role, or to do it."


class TooManyAttempts(MalaffError):
    """Wrong passwords were given too often; for a while no other is looked at.

    `wait` is how many seconds.
    """

    code = "M513"
    remedy = "Wait, then try again."

    def __init__(self, message: str, *, remedy: str | None = None, wait: int = 1) -> None:
        self.wait = wait
        super().__init__(message, remedy=remedy)


class ForeignRequest(MalaffError):
    """The request was made by a page of another site."""

    code = "M514"
    remedy = "Open malaff itself and do it there."


class StaleForm(MalaffError):
    """The form carries no token of this session, or one of an older session."""

    code = "M515"
    remedy = "Go back, load the page again and send the form once more."


class AccountsNeeded(MalaffError):
    """The server would answer others, and nobody has an account."""

    code = "M516"
    remedy = "Make one first: malaff user add NAME --role admin; or leave --host at 127.0.0.1."


class UnknownUser(MalaffError):
    """Nobody has an account of that name."""

    code = "M517"
    remedy = "List them: malaff user list."


class UserExists(MalaffError):
    """An account of that name is there already."""

    code = "M518"
    remedy = "Give another name, or change it: malaff user role, malaff user password."


class BadAccount(MalaffError):
    """A name, password or role that an account cannot have."""

    code = "M519"
    remedy = "Give a name of 1 to 64 characters and a password of 10 or more."


class WrongContent(MalaffError):
    """The request's body is of a kind that is not taken there."""

    code = "M520"
    remedy = "Send a form, or application/json to the API."


class QueueFull(MalaffError):
    """As much is waiting to be added as the server keeps."""

    code = "M521"
    remedy = "Wait until some of it is done, then send it again."


class UnknownJob(MalaffError):
    """The server knows no such job; it forgets old ones, and all when it ends."""

    code = "M522"
    remedy = "See what was added in the search, or add it again."


class BadParameter(MalaffError):
    """A parameter of an address is unknown there, or its value does not fit."""

    code = "M531"
    remedy = "See docs/rest.md for what the address takes."


class BadBody(MalaffError):
    """The body of a request is no JSON, or not of the form that is taken there."""

    code = "M532"
    remedy = "See docs/rest.md for the form."


class BadOption(MalaffError):
    """An option or argument does not fit."""

    code = "M901"
    remedy = "See --help."
