"""`malaff search` and `malaff show`: what is found and shown, in which format."""

import csv
import io
import json
import re

import pytest

from malaff.archive.search import FILTERS
from malaff.cli import cli
from malaff.demo import pages
from malaff.export.archive.found import COLUMNS
from malaff.model import decode
from story_archive import SOLDIERS, TRAINERS, story_archive

RLI, LRI, PDI = "\u2067", "\u2066", "\u2069"


@pytest.fixture(autouse=True)
def archive(tmp_path, monkeypatch):
    """The story's archive."""
    path = story_archive(tmp_path)
    monkeypatch.setenv("MALAFF_ARCHIVE", str(path))
    return path


def found(run, *arguments):
    return json.loads(run("search", *arguments, "-f", "json").out)


# -- search --------------------------------------------------------------------------------------------------------


def test_hits_have_id_title_day_outlet_and_words(run):
    result = run("search", "المدربين")
    assert result.code == 0
    assert result.err == ""
    first, blank, head, *rest = result.out.splitlines()
    assert re.fullmatch(r"\d+ articles", first)
    assert blank == ""
    assert head in (TRAINERS, *(hit["id"] for hit in found(run, "المدربين")["hits"]))
    assert any("جريدة الجرداء" in line for line in rest)


def test_every_arabic_line_of_the_view_is_isolated(run):
    for line in run("search", "المدربين").out.splitlines():
        assert line.count(RLI) + line.count(LRI) == line.count(PDI)
        bare = re.sub(f"[{RLI}{LRI}][^{PDI}]*{PDI}", "", line)
        assert not re.search("[\u0600-\u06ff]", bare)


def test_words_found_are_strong_inside_the_isolate():
    from malaff.export.archive.shared import marked_lines
    from malaff.export.terminal import Style

    text = "اتفق الوفدان على المهلة، ثم\nانفضا"
    start = text.index("المهلة")
    (line,) = marked_lines(text, [(start, start + 6)], 80, "  ", Style(colour=True))
    assert line == f"  {RLI}اتفق الوفدان على \x1b[1mالمهلة\x1b[0m، ثم انفضا{PDI}"
    assert marked_lines("\u202eأب\x1b[31m \u2069", [(0, 3)], 80, "", Style(colour=False)) == [f"{RLI}أب[31m{PDI}"]


def test_offsets_in_json_lead_to_the_words(run):
    result = found(run, "المدربين")
    assert result["total"] == len(result["hits"]) > 1
    for hit in result["hits"]:
        text = json.loads(run("show", hit["id"], "-f", "json").out)["text"]
        for snippet in hit["snippets"]:
            span = snippet["span"]
            assert text[span["start"] : span["end"]] == span["text"]
            assert all("مدرب" in text[low:high] for low, high in snippet["matches"])


def test_json_lines_and_csv_have_the_same_hits(run):
    hits = found(run, "المهلة")["hits"]
    assert [json.loads(line) for line in run("search", "المهلة", "-f", "jsonl").out.splitlines()] == hits
    rows = list(csv.DictReader(io.StringIO(run("search", "المهلة", "-f", "csv").out)))
    assert list(rows[0]) == list(COLUMNS)
    assert [row["article"] for row in rows] == [hit["id"] for hit in hits]
    assert int(rows[0]["end"]) - int(rows[0]["start"]) == len(rows[0]["snippet"])


def test_pages_of_hits_join_to_all_of_them(run):
    whole = found(run, "المهلة", "--limit", 100)
    parts = [found(run, "المهلة", "--limit", 2, "--offset", at) for at in range(0, whole["total"], 2)]
    assert [hit["id"] for part in parts for hit in part["hits"]] == [hit["id"] for hit in whole["hits"]]
    assert run("search", "المهلة", "--limit", "2", "--offset", "2").out.startswith(
        f"{whole['total']} articles, 3 to 4\n"
    )
    assert "none from 101 on" in run("search", "المهلة", "--offset", "100").out


def test_order_by_day(run):
    new = [hit["published"][:10] for hit in found(run, "المهلة", "--order", "new")["hits"]]
    old = [hit["published"][:10] for hit in found(run, "المهلة", "--order", "old")["hits"]]
    assert new == sorted(new, reverse=True)
    assert old == sorted(old)


def test_the_words_may_come_as_several_arguments(run):
    assert found(run, "المهلة", "اللجنة") == found(run, "المهلة اللجنة")
    assert found(run, '"اللجنة المشتركة"')["total"] < found(run, "اللجنة")["total"]


def test_filters_name_the_statements_they_met(run):
    result = found(run, "speaker:القاسطي")
    assert result["total"] > 1
    for hit in result["hits"]:
        reading = decode(run("show", hit["id"], "-f", "json").out)
        assert {reading.statements[number].speaker_name for number in hit["statements"]} == {"هدى القاسطي"}
    assert re.search(r"statement \d+: \d+–\d+", run("search", "speaker:القاسطي").out)


def test_nothing_found_is_no_error(run):
    assert run("search", "زرافات") == (0, "No article found\n", "")
    assert found(run, "زرافات") == {"total": 0, "hits": []}
    assert run("search", "زرافات", "-f", "jsonl").out == ""
    assert run("search", "زرافات", "-f", "csv").out == ",".join(COLUMNS) + "\r\n"


def test_a_file_is_written_whole(run, tmp_path):
    assert run("search", "المهلة", "-f", "json", "-o", tmp_path / "hits.json").out == ""
    assert json.loads((tmp_path / "hits.json").read_text("utf-8"))["total"] > 1


def test_the_help_lists_every_filter():
    text = cli.commands["search"].help
    assert [name for name in FILTERS if f"{name}:" not in text] == []


# -- show ----------------------------------------------------------------------------------------------------------


def numbered(text):
    """The numbers under each heading of a view."""
    found: dict[str, list[int]] = {}
    for line in text.splitlines():
        if heading := re.fullmatch(r"(\w+) \((\d+)\)", line):
            numbers = found[heading[1]] = []
        elif number := re.match(r" *(\d+)\. ", line):
            numbers.append(int(number[1]))
    return found


def test_everything_in_the_view_is_numbered_from_1(run):
    reading = decode(run("show", TRAINERS, "-f", "json").out)
    text = run("show", TRAINERS).out
    assert text.splitlines()[0] == TRAINERS
    counts = {part: list(range(1, len(getattr(reading, part.lower())) + 1))
              for part in ("Statements", "Names", "Developments", "Positions", "Times")}  # fmt: skip
    assert numbered(text) == counts


def test_an_id_copied_with_its_isolate_is_understood(run):
    assert run("show", f"{LRI}{SOLDIERS}{PDI} ").out == run("show", SOLDIERS).out


def test_judgements_stand_under_the_article(run):
    run("correct", TRAINERS, "statement", 1, "reject", "--why", "لم يقله", "--user", "salma")
    text = run("show", TRAINERS).out
    assert "Judgements (1)" in text
    assert "لم يقله" in text
    assert "Judgements" not in run("show", TRAINERS, "--as-read").out


def test_the_original_is_the_very_bytes(run, tmp_path):
    run("show", TRAINERS, "--original", "-o", tmp_path / "page.html")
    assert (tmp_path / "page.html").read_bytes() in [page.read_bytes() for page in pages()]


def test_versions_are_listed_and_shown(run, article_file):
    for number in (1, 2):
        run("add", article_file(json.dumps({"id": "v", "text": f"قال الوزير سامي الحداد إن العدد {number} كبير.\n"}),
                                f"{number}.jsonl"))  # fmt: skip
    versions = json.loads(run("show", "v", "--versions", "-f", "json").out)
    assert [version["number"] for version in versions] == [1, 2]
    assert len(numbered("Versions (2)\n" + run("show", "v", "--versions").out)["Versions"]) == 2
    assert "العدد 1" in run("show", "v", "--version", 1, "-f", "json").out
    newest = run("show", "v")
    assert "العدد 2" in newest.out
    assert "version 2 of 2" in newest.err


@pytest.mark.parametrize(("format_", "mark"), [("md", '<div dir="rtl">'), ("html", "<!doctype html>")])
def test_other_formats_are_those_of_read(run, format_, mark):
    assert run("show", TRAINERS, "-f", format_).out.lower().startswith(mark)
