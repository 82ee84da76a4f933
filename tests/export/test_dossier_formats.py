"""Exporting a dossier: every format writes every dossier, files appear whole, errors say what to do."""

import io
import os
import re
import sys
from html import unescape
from pathlib import Path

import docx
import icalendar
import msgspec
import pytest
from dossier_samples import awkward, citations, empty, story

from malaff.errors import BadOption
from malaff.export.dossier import FORMATS, TABLES, export_dossier
from malaff.export.dossier import parquet as parquet_module
from malaff.export.dossier.text import shown
from malaff.model import Dossier

SINGLE = [name for name, what in FORMATS.items() if not what.several]
SEVERAL = [name for name, what in FORMATS.items() if what.several]
DOSSIERS = {"empty": empty, "awkward": awkward, "story": story}


def written(dossier, name, **options) -> bytes:
    out = io.BytesIO()
    export_dossier(dossier, name, out, **options)
    return out.getvalue()


def words_of_docx(data: bytes) -> str:
    """All text of the body in order, tables too."""
    body = docx.Document(io.BytesIO(data)).element.body
    return "".join(
        "\n" if node.tag.endswith(("}br", "}p")) else node.text or ""
        for node in body.iter()
        if node.tag.endswith(("}t", "}br", "}p"))
    )


def words_of_ics(data: bytes) -> str:
    events = icalendar.Calendar.from_ical(data).walk("VEVENT")
    return "\n".join(f"{event['summary']}\n{event['description']}" for event in events)


def flat(text: str) -> str:
    """Without isolates, the mark of a line break, and all that is only layout."""
    return re.sub(r"[\s⏎]", "", re.sub("[\u2066-\u2069]", "", text))


READERS = {
    "terminal": lambda data: data.decode(),
    "md": lambda data: unescape(re.sub(r"\\(.)", r"\1", re.sub(r"(?m)^[ >]+", "", data.decode()))),
    "html": lambda data: unescape(re.sub(r"<[^>]*>", "", data.decode())),
    "docx": words_of_docx,
}


@pytest.mark.parametrize("dossier", DOSSIERS)
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", SINGLE)
def test_every_format_writes_every_dossier(name, language, dossier):
    assert written(DOSSIERS[dossier](), name, language=language)


@pytest.mark.parametrize("dossier", DOSSIERS)
@pytest.mark.parametrize("name", SEVERAL)
def test_a_format_of_several_files_writes_one_a_table(tmp_path, name, dossier):
    export_dossier(DOSSIERS[dossier](), name, tmp_path / "new" / "tables")
    files = {path.name for path in (tmp_path / "new" / "tables").iterdir()}
    assert files == {f"{table}{FORMATS[name].ending}" for table in TABLES}


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", READERS)
def test_all_evidence_is_in_every_human_format(name, language):
    dossier = awkward()
    text = flat(READERS[name](written(dossier, name, language=language)))
    cited = citations([dossier.parties, dossier.timeline, dossier.pledges, dossier.open_questions,
                       dossier.contradictions, dossier.changes])  # fmt: skip
    assert len(cited) > 20
    for piece in cited:
        assert flat(shown(piece.text)) in text
        assert f"{piece.article}:{piece.start}–{piece.end}" in text
    for statement in dossier.statements:
        for span in (statement.content, statement.content2):
            if span is not None:
                assert flat(shown(span.text)) in text
                assert f"{statement.article}:{span.start}–{span.end}" in text


def test_the_calendar_holds_the_evidence_of_what_it_holds():
    dossier = awkward()
    text = flat(words_of_ics(written(dossier, "ics")))
    dated = [event for event in dossier.timeline if event.date != "soon"]
    for piece in citations([dated, dossier.pledges]):
        assert flat(shown(piece.text)) in text


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("name", READERS)
def test_going_round_in_circles_is_said_in_words(name, language):
    said = {"ar": "حلقة مفرغة", "en": "round in circles"}[language]
    going = awkward()
    assert said in READERS[name](written(going, name, language=language))
    still = msgspec.structs.replace(going, state=msgspec.structs.replace(going.state, circling=False))
    assert said not in READERS[name](written(still, name, language=language))


@pytest.mark.parametrize("dossier", DOSSIERS)
def test_json_is_the_record_itself(dossier):
    made = DOSSIERS[dossier]()
    assert msgspec.json.decode(written(made, "json"), type=Dossier) == made


@pytest.mark.parametrize("name", ["json", "md", "html", "terminal", "ics"])
def test_the_same_dossier_gives_the_same_bytes(name):
    assert written(awkward(), name) == written(awkward(), name)


# -- files ---------------------------------------------------------------------------------------------------------


def test_a_file_is_replaced_only_by_a_whole_one(tmp_path, monkeypatch):
    path = tmp_path / "ملف.html"
    path.write_text("before")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(BadOption, match="No space left"):
        export_dossier(empty(), "html", path)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]
    monkeypatch.undo()
    export_dossier(empty(), "html", path)
    assert path.read_text().startswith("<!DOCTYPE html>")
    umask = os.umask(0)
    os.umask(umask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask


def test_no_folder_is_left_where_nothing_could_be_made(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(BadOption):
        export_dossier(empty(), "parquet", tmp_path / "tables")
    assert not (tmp_path / "tables").exists()


def test_one_table_goes_into_a_file_or_a_stream(tmp_path):
    export_dossier(awkward(), "csv", tmp_path / "timeline.csv", table="timeline")
    assert (tmp_path / "timeline.csv").read_bytes() == written(awkward(), "csv", table="timeline")


# -- errors --------------------------------------------------------------------------------------------------------


def test_an_unknown_format_is_refused_with_those_there_are(tmp_path):
    with pytest.raises(BadOption, match="docx") as caught:
        export_dossier(empty(), "pdf", tmp_path / "x.pdf")
    assert "pdf" in caught.value.message


def test_folders_and_files_are_not_mistaken_for_each_other(tmp_path):
    with pytest.raises(BadOption, match="name of a file"):
        export_dossier(empty(), "html", tmp_path)
    (tmp_path / "file").write_text("")
    with pytest.raises(BadOption, match="name of a folder"):
        export_dossier(empty(), "csv", tmp_path / "file")
    with pytest.raises(BadOption, match="Give a folder"):
        export_dossier(empty(), "csv", io.BytesIO())
    with pytest.raises(BadOption, match="cannot be written"):
        export_dossier(empty(), "html", tmp_path / "nowhere" / "x.html")
    with pytest.raises(BadOption, match="cannot be written"):
        export_dossier(empty(), "csv", tmp_path / "file" / "below")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"format": "csv", "table": "weather"}, "timeline"),
        ({"format": "html", "table": "timeline"}, "csv, jsonl, parquet"),
        ({"format": "html", "excel": True}, "csv"),
        ({"format": "html", "language": "fr"}, "ar, en"),
    ],
)
def test_options_that_do_not_fit_are_refused(options, said):
    with pytest.raises(BadOption) as caught:
        export_dossier(empty(), target=io.BytesIO(), **options)
    assert said in caught.value.remedy


@pytest.mark.parametrize(
    ("name", "module", "extra"),
    [("docx", "docx", "word"), ("parquet", "pyarrow", "parquet"), ("ics", "icalendar", "calendar")],
)
def test_a_missing_library_is_named_with_its_extra(monkeypatch, tmp_path, name, module, extra):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(BadOption, match=re.escape(f'pip install "malaff[{extra}]"')):
        export_dossier(empty(), name, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_formats_say_truly_whether_they_are_text():
    assert parquet_module.parquet_file(TABLES["timeline"], empty()).startswith(b"PAR1")
    for name in SINGLE:
        data = written(awkward(), name)
        if FORMATS[name].binary:
            with pytest.raises(UnicodeDecodeError):
                data.decode()
        else:
            data.decode()
