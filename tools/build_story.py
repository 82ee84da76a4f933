#!/usr/bin/env python3
"""Build the demo story: its pages, bodies, gold annotations, manifest and dossier, from `story_src/`.

    build_story.py            write everything to src/malaff/story/
    build_story.py --check    write nothing; say what is out of date or wrong, and fail if anything is

Needs Python 3.11 alone. The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

from story_src import gold
from story_src.designs import Page

TOOLS = Path(__file__).parent
SOURCES = TOOLS / "story_src"
STORY = TOOLS.parent / "src" / "malaff" / "story"
KINDS = {  # annotations, and which of their fields are stretches of the text
    "statements": ("content", "content2", "cue", "speaker", "via"),
    "times": ("text",),
    "developments": ("text", "time"),
    "positions": ("target", "condition", "evidence"),
}
Json = dict[str, Any] | list[Any] | str
WORD = re.compile(r"[^\W_]+")
FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": ""})


def words(text: str) -> list[str]:
    text = "".join(c for c in unicodedata.normalize("NFKC", text) if not unicodedata.combining(c))
    return WORD.findall(text.translate(FOLD))


def stock() -> list[tuple[str, str]]:
    """Headlines with leads for menus, rails and related links; they belong to no article of the story."""
    lines = (SOURCES / "furniture.txt").read_text(encoding="utf-8").splitlines()
    return [(head.strip(), lead.strip()) for head, _, lead in (line.partition("|") for line in lines) if head]


def related(source: gold.Source, sources: list[gold.Source]) -> list[gold.Source]:
    """What the outlet published before, at most three, newest first."""
    return [one for one in sources if one.id < source.id and one.head["outlet"] == source.head["outlet"]][-3:][::-1]


def furniture(page: Page, content: str) -> list[str]:
    """The strings of the page that an extraction must leave out, as far as the body does not say them too."""
    body, shown = " ".join(words(page.source.text)), " ".join(words(html.unescape(content)))
    pieces = page.outlet["furniture"] + page.items("related") + [head for head, _ in page.stories]
    return [p for p in pieces if " ".join(words(p)) in shown and " ".join(words(p)) not in body]


def dossier(sources: list[gold.Source]) -> Json:
    """The gold of the dossier, its evidence written out in full."""
    texts = {source.id: source.text for source in sources}

    def whole(value: Json) -> Json:
        if isinstance(value, list):
            return [whole(item) for item in value]
        if isinstance(value, dict):
            if set(value) == {"article", "text"}:
                article = next((id_ for id_ in texts if id_ == value["article"] or id_[:2] == value["article"]), None)
                if article is None:
                    raise gold.SourceError(f"dossier: no article {value['article']}")
                start, end = gold.stretches(texts[article], value["text"])[0]
                return {"article": article, "text": texts[article][start:end]}
            return {key: whole(item) for key, item in value.items()}
        if isinstance(value, str) and re.fullmatch(r"\d\d", value):
            return next(id_ for id_ in texts if id_[:2] == value)
        return value

    return whole(json.loads((SOURCES / "dossier.json").read_text(encoding="utf-8")))


def build() -> tuple[dict[str, bytes], list[dict[str, Any]]]:
    """Every file of the story by its path under the story's folder, and the gold rows."""
    outlets = json.loads((SOURCES / "outlets.json").read_text(encoding="utf-8"))
    sources, stories = gold.read_sources(SOURCES), stock()
    out: dict[str, bytes] = {}
    rows, manifest = [], []
    for source in sources:
        outlet = outlets[source.head["outlet"]]
        page = Page(source, outlet, stories, related(source, sources))
        content = page.render()
        out[f"pages/{source.id}.html"] = content.encode(source.charset)
        out[f"expected/{source.id}.txt"] = (source.text + "\n").encode()
        rows.append(gold.annotate(source))
        manifest.append(
            {
                "file": f"pages/{source.id}.html",
                "outlet": page.site.removeprefix("www."),
                "url": page.url,
                "title": page.title,
                "date": source.head["date"],
                "author": page.author,
                "sections": page.sections,
                "expected": f"expected/{source.id}.txt",
                "furniture": furniture(page, content),
            }
        )
    out["gold.jsonl"] = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
    out["manifest.json"] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
    out["dossier.json"] = (json.dumps(dossier(sources), ensure_ascii=False, indent=1) + "\n").encode()
    return out, rows


def faults(out: dict[str, bytes], rows: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the story: lost stretches, bodies that their pages do not hold, pages of an odd size."""
    found = []
    charsets = {source.id: source.charset for source in gold.read_sources(SOURCES)}
    for row in rows:
        for kind, names in KINDS.items():
            for item in row[kind]:
                for name in names:
                    if item.get(name) is not None:
                        start, end = gold.place(row["text"], item, name)
                        if row["text"][start:end] != item[name]:
                            found.append(f"{row['id']}: {name} does not round-trip: {item[name]}")
                        several = row["text"].count(item[name]) > 1
                        if several and name + "_occ" not in item:
                            found.append(f"{row['id']}: {name} stands more than once: {item[name]}")
        spoken = " ".join(words(shown(out[f"pages/{row['id']}.html"], charsets[row["id"]])))
        found += [
            f"{row['id']}: not on its page: {text[:60]}"
            for text in row["text"].split("\n")
            if " ".join(words(text)) not in spoken
        ]
        if not 14_500 <= len(out[f"pages/{row['id']}.html"]) <= 80_000:
            found.append(f"{row['id']}: page of {len(out['pages/' + row['id'] + '.html'])} bytes")
    return found


def shown(page: bytes, charset: str) -> str:
    """All the words of a page, whatever they are for; escapes of strings in scripts undone, drop capitals joined."""
    text = re.sub(r"<span class=\"dropcap\">(.)</span>", r"\1", page.decode(charset))
    return html.unescape(re.sub(r"<[^>]*>", " ", text.replace("\\n", " ").replace('\\"', '"')))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="write nothing, fail if anything is out of date or wrong")
    args = parser.parse_args(argv)
    try:
        out, rows = build()
    except gold.SourceError as error:
        print(error, file=sys.stderr)
        return 1
    wrong = faults(out, rows)
    if args.check:
        for name, content in out.items():
            if not (STORY / name).exists() or (STORY / name).read_bytes() != content:
                wrong.append(f"out of date: {name}")
        for folder in ("pages", "expected"):
            kept = {f"{folder}/{path.name}" for path in (STORY / folder).glob("*")}
            wrong += [f"left over: {name}" for name in sorted(kept - set(out))]
    else:
        for name, content in out.items():
            path = STORY / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    for line in wrong:
        print(line, file=sys.stderr)
    counts = [f"{sum(len(row[kind]) for row in rows)} {kind}" for kind in KINDS]
    print(f"{len(rows)} articles,", ", ".join(counts))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
