"""Small articles and readings for the tests of the archive: invented states, people and outlets."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

import malaff
from malaff.archive.archive import Archive
from malaff.model import Article, Reading, ReadingError
from malaff.reading.reader import read_article

PAGES = sorted((Path(malaff.__file__).parent / "story" / "pages").glob("*.html"))

TEXT = (
    'قال وزير الري سامي الحداد إن "الوفدين لم يتوصلا إلى صيغة نهائية".\n'
    "وأعلنت حكومة رملان أن جولة أخرى من المحادثات ستعقد الثلاثاء المقبل في لمار.\n"
    "ونفى النائب فارس العطار وجود خلاف على حصص المياه.\n"
)


def article(
    id: str = "a",  # noqa: A002 - the record's own field
    text: str = TEXT,
    *,
    title: str | None = "جولة جديدة",
    outlet: str | None = "صدى شهدار",
    published: str | None = "2025-03-10",
    url: str | None = None,
) -> Article:
    """An article as intake would give it."""
    return Article(
        id=id, source=f"test:{id}", text=text, title=title, outlet=outlet, published=published, url=url, language="ar"
    )


def reading(*arguments, **fields) -> Reading:
    """The reading of such an article."""
    return read_article(article(*arguments, **fields))


def added(archive: Archive, *sources: object, jobs: int = 1):
    """Add sources; how far it came, and the errors on the way."""
    items = list(archive.add(list(sources), jobs=jobs))
    return items[-1], [item for item in items if isinstance(item, ReadingError)]


def put(archive: Archive, *readings: Reading) -> None:
    """Keep readings."""
    archive.add_readings(list(readings))


def found(archive: Archive, query: str) -> set[str]:
    """The ids a search finds, all pages of them."""
    return {hit.id for hit in archive.search(query, limit=10_000).hits}


def statements(archive: Archive, id: str) -> list[str]:  # noqa: A002 - the record's own field
    """What is said in an article, as people left it."""
    return [statement.content.text for statement in archive.reading(id).statements]


_GIVEN = ("سامي", "فارس", "نادر", "لمياء", "أكرم", "هالة", "مروان", "رنا")
_FAMILY = ("الحداد", "العطار", "السرحدي", "الدرعمي", "الخالدي", "البيطار")
_ACTS = ("قال", "أكد", "نفى", "أعلن", "حذر")
_THINGS = ("حصص المياه", "موعد الخروج", "معبر الرتاج", "أجور المعلمين", "سد الوادي", "خط السكة", "ميناء لمار")
_OUTLETS = ("صدى شهدار", "قناة لمار", "دفاتر ساجان", None)


def generated(count: int, *, changed: bool = False) -> list[dict[str, object]]:
    """Records of short articles; `changed` gives every tenth one another text."""
    records: list[dict[str, object]] = []
    for i in range(count):
        given, family, thing = _GIVEN[i % 8], _FAMILY[i // 8 % 6], _THINGS[i % 7]
        again = " مرة أخرى" if changed and i % 10 == 0 else ""
        text = f"{_ACTS[i % 5]} {given} {family} إن الخلاف على {thing} رقم {i} انتهى{again}.\n"
        text += f"وأضاف أن الوزراء سيجتمعون بعد {i % 30 + 2} أيام في لمار."
        record: dict[str, object] = {"id": f"g{i}", "text": text, "title": f"{thing} {i}"}
        record |= {"date": f"2025-{i % 12 + 1:02}-{i % 28 + 1:02}"}
        if outlet := _OUTLETS[i % 4]:
            record["outlet"] = outlet
        records.append(record)
    return records


def write_jsonl(path: Path, records: list[dict[str, object]]) -> Path:
    """A corpus file."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path


def state(archive: Archive, *, ordered: bool = True) -> dict[str, object]:
    """All that an archive holds but the moments of adding; what depends on the order of adding where `ordered`."""
    info = archive.info()
    heads = sorted(archive.articles(limit=100_000), key=lambda head: head.id)
    keys = [head.id for head in heads]
    held = {
        "heads": [(h.id, h.title, h.outlet, h.url, h.published, h.statements) for h in heads],
        "versions": {key: [(v.number, v.title, v.original) for v in archive.versions(key)] for key in keys[::17]},
        "counts": (info.articles, info.versions, info.originals, info.statements, info.people, info.outlets),
        "days": (info.first, info.last),
        "readings": [msgspec.structs.replace(one, source="") for one in archive.readings(keys)],
        "found": {query: sorted(found(archive, query)) for query in QUERIES},
        "wrong": archive.check(),
    }
    if ordered:
        # Which phrases are standing ones, that show no copy, depends on what was there before.
        held["copies"] = sorted(map(sorted, archive.copies(keys)))
        held["pairs"] = info.copies
    return held


QUERIES = (
    "المياه", '"معبر الرتاج"', "وزير", "الخلاف -الوادي", "speaker:الحداد", "speaker:العطار act:deny", "kind:person",
    "outlet:لمار", "from:2025-03 to:2025-04-10", "outlet:صدى act:announce لمار", "role:وزير", "7",
)  # fmt: skip
