"""The plan of a watch: which feeds and sitemaps are polled, how often and how gently, read from a feeds.toml.

[watch]
every = "15m"

[[feed]]
url = "https://news.example/rss.xml"
outlet = "وكالة رامستان"

[[sitemap]]
url = "https://news.example/sitemap.xml"
include = ["/politics/", "*/2031/*"]
newer = 7
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from malaff.errors import BadOption, SourceNotFound
from malaff.intake.fetch import user_agent
from malaff.intake.source import MAX_BYTES
from malaff.model import Record

DAY = 86_400.0
_UNITS = {"s": 1.0, "m": 60.0, "h": 3600.0, "d": DAY}
_DURATION = re.compile(r"(\d{1,9}(?:\.\d{1,3})?)\s*([smhd])")
_KINDS = ("watch", "feed", "sitemap")


class Setting(NamedTuple):
    """One setting of a feeds.toml: its table and key (`watch.every`), its value where none is given, what it does."""

    name: str
    default: object
    help: str


SETTINGS = (
    Setting("watch.every", "15m", "time between two polls of one feed: seconds, or a text like 90s, 15m, 1h, 1d"),
    Setting("watch.delay", 5, "least time between two requests to one host; its robots.txt can make it longer"),
    Setting("watch.max_bytes", MAX_BYTES, "most bytes of one feed, sitemap or page, packed or unpacked"),
    Setting("watch.user_agent", user_agent(), "what malaff calls itself to servers and looks for in robots.txt"),
    Setting("feed.url", None, "address of an RSS, RDF or Atom feed"),
    Setting("feed.outlet", None, "name of the outlet for its articles, instead of the one that they give"),
    Setting("feed.pages", True, "read the page that an item links to, not the text in the feed"),
    Setting("sitemap.url", None, "address of a sitemap or of an index of sitemaps, also gzipped"),
    Setting("sitemap.outlet", None, "name of the outlet for its articles, instead of the one that they give"),
    Setting(
        "sitemap.include", [], "read only addresses with one of these in them; with a *, the whole address must fit"
    ),
    Setting("sitemap.exclude", [], "read no address with one of these in it; with a *, the whole address must fit"),
    Setting("sitemap.newer", None, "read only pages whose <lastmod> lies within so many days, or a text like 36h"),
)


class Feed(Record, frozen=True):
    """A feed to poll; `pages` says that the pages its items link to are read, not the texts in it."""

    url: str
    outlet: str | None = None
    pages: bool = True


class SitemapSource(Record, frozen=True):
    """A sitemap to poll; `newer` is in seconds, the other fields are as SETTINGS has them."""

    url: str
    outlet: str | None = None
    include: list[str] = []
    exclude: list[str] = []
    newer: float | None = None


class Plan(Record, frozen=True):
    """What `malaff watch` does; `every` and `delay` are in seconds."""

    every: float = 900.0
    delay: float = 5.0
    max_bytes: int = MAX_BYTES
    user_agent: str = user_agent()
    feeds: list[Feed] = []
    sitemaps: list[SitemapSource] = []

    @property
    def sources(self) -> list[Feed | SitemapSource]:
        """Everything that is polled, feeds first."""
        return [*self.feeds, *self.sitemaps]


def load_plan(path: str | Path) -> Plan:
    """The plan that a feeds.toml holds.

    Raises:
        SourceNotFound: where the file cannot be read.
        BadOption: where it is no TOML, or a setting is unknown, missing or of the wrong type or size.
    """
    try:
        # Editors on Windows put a byte order mark in front, which TOML does not know.
        text = Path(path).read_bytes().decode("utf-8-sig")
        tables = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise BadOption(f"{path} is not UTF-8.", remedy="Save it as UTF-8.") from error
    except tomllib.TOMLDecodeError as error:
        raise BadOption(f"{path} is no TOML: {error}.", remedy="Mend that line.") from error
    except OSError as error:
        raise SourceNotFound(f"{path} cannot be read: {error.strerror or error}.") from error
    for name in tables:
        if name not in _KINDS:
            raise BadOption(
                f"{path}: {name!r} is no part of a plan.", remedy="Allowed are [watch], [[feed]] and [[sitemap]]."
            )
    general = tables.get("watch", {})
    if not isinstance(general, dict):
        raise BadOption(f"{path}: watch is no table.", remedy="Write [watch] on a line of its own.")
    plan = Plan(
        **_values(general, "watch", f"{path}: [watch]"),
        feeds=[Feed(**values) for values in _entries(tables, "feed", path)],
        sitemaps=[SitemapSource(**values) for values in _entries(tables, "sitemap", path)],
    )
    if not plan.sources:
        raise BadOption(
            f"{path} names no feed.", remedy='Add [[feed]] or [[sitemap]] with url = "https://..." under it.'
        )
    met: set[str] = set()
    for source in plan.sources:
        if source.url in met:
            raise BadOption(f"{path}: url {source.url} is there twice.", remedy="Take one of the two out.")
        met.add(source.url)
    return plan


def _entries(tables: dict[str, Any], kind: str, path: str | Path) -> list[dict[str, Any]]:
    entries = tables.get(kind, [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadOption(f"{path}: {kind} is no list of tables.", remedy=f"Write [[{kind}]] over each, in two brackets.")
    return [_values(entry, kind, f"{path}: [[{kind}]] number {at}") for at, entry in enumerate(entries, 1)]


def _values(table: dict[str, Any], kind: str, where: str) -> dict[str, Any]:
    """The settings of one table, checked; the record's own default stands in for one that is not given."""
    allowed = [setting.name.split(".", 1)[1] for setting in SETTINGS if setting.name.startswith(f"{kind}.")]
    values = {}
    for key, value in table.items():
        if key not in allowed:
            raise BadOption(f"{where}: {key!r} is no setting.", remedy=f"Allowed are {', '.join(allowed)}.")
        check, meaning = _CHECKS[key]
        checked = check(value)
        if checked is None:
            raise BadOption(f"{where}: {key} cannot be {value!r:.80}.", remedy=f"{key} is {meaning}.")
        values[key] = checked
    if "url" in allowed and "url" not in values:
        raise BadOption(f"{where} has no url.", remedy=f"url is {_CHECKS['url'][1]}.")
    return values


# -- one check for each key: the value as the plan keeps it, None where it does not fit ------------------------------


def _seconds(value: object, unit: float = 1.0) -> float | None:
    """Seconds; a number counts in `unit`, a text names its own. TOML's true is a number to Python."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value * unit
    found = _DURATION.fullmatch(value.strip()) if isinstance(value, str) else None
    return float(found[1]) * _UNITS[found[2]] if found else None


def _within(low: float, high: float, unit: float = 1.0) -> Callable[[object], float | None]:
    def check(value: object) -> float | None:
        seconds = _seconds(value, unit)
        # The comparison refuses TOML's nan too.
        return seconds if seconds is not None and low <= seconds <= high else None

    return check


def _bytes(value: object) -> int | None:
    return value if type(value) is int and 1000 <= value <= 1_000_000_000 else None


def _agent(value: object) -> str | None:
    fits = isinstance(value, str) and value.strip() and value.isascii() and value.isprintable()
    return str(value).strip() if fits else None


def _name(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _switch(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _patterns(value: object) -> list[str] | None:
    values = value if isinstance(value, list) else [value]
    texts = [item for item in values if isinstance(item, str) and item]
    return texts if len(texts) == len(values) else None


def _address(value: object) -> str | None:
    return value.strip() if isinstance(value, str) and is_http(value.strip()) else None


def is_http(url: str) -> bool:
    """Whether a text is an http or https address with a host."""
    try:
        split = urlsplit(url)
        return split.scheme in ("http", "https") and bool(split.hostname) and (split.port is None or split.port > 0)
    except ValueError:
        return False


_CHECKS: dict[str, tuple[Callable[[object], Any], str]] = {
    "every": (_within(60, 30 * DAY), 'a time from 60 seconds to 30 days: 900, "15m", "1h"'),
    "delay": (_within(1, 3600), 'a time from 1 second to an hour: 5, "30s"'),
    "max_bytes": (_bytes, "a whole number from 1000 to 1000000000"),
    "user_agent": (_agent, "a text of ASCII characters"),
    "url": (_address, 'an address: "https://news.example/rss.xml"'),
    "outlet": (_name, "a text"),
    "pages": (_switch, "true or false"),
    "include": (_patterns, 'a text or a list of texts: ["/politics/", "*/2031/*"]'),
    "exclude": (_patterns, 'a text or a list of texts: ["/sport/"]'),
    "newer": (_within(60, 36_500 * DAY, DAY), 'a number of days or a time: 7, "36h"'),
}
