"""`malaff add` and `malaff reread`: what is kept, counted, passed over, and what an interruption leaves."""

import json
import os
import re
import signal
import subprocess
import sys
import time

import pytest

from malaff.archive.archive import Archive
from malaff.demo import pages
from samples import BODY


@pytest.fixture(autouse=True)
def archive(tmp_path, monkeypatch):
    """The address of an archive that is not there yet."""
    path = tmp_path / "malaff.db"
    monkeypatch.setenv("MALAFF_ARCHIVE", str(path))
    return path


@pytest.fixture
def corpus(article_file):
    """Write a corpus of articles whose texts differ."""

    def write(count, name="c.jsonl", extra=""):
        rows = [json.dumps({"id": f"a{n}", "text": f"{BODY}وبلغ عدد الحاضرين {n} شخصا.\n"}) for n in range(count)]
        return article_file("\n".join(rows) + "\n" + extra, name)

    return write


def test_add_makes_the_archive_and_counts(run, archive):
    result = run("add", *pages())
    assert result == (0, "added 26, changed 0, same 0, failed 0\n", "")
    with Archive(archive) as kept:
        assert kept.count() == 26
        assert all(kept.original(head.id) for head in kept.articles())


def test_what_is_there_is_passed_over(run):
    run("add", *pages()[:3])
    assert run("add", *pages()[:5]).out == "added 2, changed 0, same 3, failed 0\n"


def test_a_changed_text_is_a_new_version(run, corpus, article_file):
    run("add", corpus(2))
    changed = article_file(json.dumps({"id": "a0", "text": BODY + "ثم انفض الاجتماع.\n"}), "d.jsonl")
    assert run("add", changed).out == "added 0, changed 1, same 0, failed 0\n"
    assert "  2. " in run("show", "a0", "--versions").out


def test_the_archive_is_an_option_too(run, corpus, tmp_path):
    other = tmp_path / "other.db"
    assert run("add", corpus(1), "--archive", other).code == 0
    assert other.exists()


def test_the_default_is_in_the_current_folder(run, corpus, tmp_path, monkeypatch):
    monkeypatch.delenv("MALAFF_ARCHIVE")
    source = corpus(1)
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    run("add", source)
    assert (tmp_path / "here" / "malaff.db").exists()


def test_standard_input_is_added(run):
    row = json.dumps({"id": "in", "text": BODY}, ensure_ascii=False)
    assert run("add", "-", stdin=row.encode()).out.startswith("added 1,")
    assert "in" in run("show", "in").out


def test_quiet_says_nothing(run, corpus):
    assert run("add", corpus(2, extra="nonsense\n"), "-q") == (1, "", "")


def test_progress_counts_what_became_of_them(run, corpus):
    err = run("add", corpus(3), "--progress").err
    assert "3/3" in err
    assert "added 3, changed 0, same 0, failed 0" in err


@pytest.mark.parametrize("jobs", [1, 2])
def test_failures_are_named_and_the_rest_is_kept(run, corpus, tmp_path, jobs):
    result = run("add", corpus(80, extra="nonsense\n"), tmp_path / "none.html", "-j", jobs)
    assert result.code == 1
    assert result.out == "added 80, changed 0, same 0, failed 2\n"
    bad, missing = result.err.splitlines()
    assert re.fullmatch(r"malaff: .*c\.jsonl:81: \[M107\] .+", bad)
    assert "none.html: [M101]" in missing


def test_the_only_source_failing_is_an_error(run, lines, tmp_path):
    result = run("add", tmp_path / "none.html")
    assert result.code == 2
    assert result.out == ""
    (line,) = lines(result.err)
    assert line.startswith("malaff: [M101] ")


def test_a_source_that_breaks_off_keeps_what_came_before(run, tmp_path, corpus):
    import gzip
    from pathlib import Path

    packed = gzip.compress(Path(corpus(300)).read_bytes())
    path = tmp_path / "cut.jsonl.gz"
    path.write_bytes(packed[: len(packed) // 2])
    result = run("add", path)
    assert result.code in (1, 2)
    assert len(result.err.splitlines()) == 1
    if result.code == 1:
        assert re.fullmatch(r"added [1-9]\d*, changed 0, same 0, failed 1\n", result.out)


def test_a_limit_on_bytes_is_kept(run, article_file):
    result = run("add", article_file(), "--max-bytes", "100")
    assert result.code == 2
    assert "[M106]" in result.err


# Coverage is not measured in the interrupted process, whose time is what counts here.
@pytest.mark.no_cover
@pytest.mark.skipif(os.name == "nt", reason="no SIGINT to another process")
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_an_interruption_loses_nothing(run, corpus, archive, jobs):
    count = 2500
    source = corpus(count)
    command = [sys.executable, "-X", "faulthandler", "-m", "malaff.cli", "add", source, "-j", jobs, "--progress"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        kept = 0
        deadline = time.monotonic() + 60
        while not kept and process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.1)
            if archive.exists():
                try:
                    with Archive(archive) as opened:
                        kept = opened.count()
                except Exception:  # noqa: S112 - being made just now
                    continue
        process.send_signal(signal.SIGINT)
        try:
            out, err = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            # Shows where each thread stands.
            process.send_signal(signal.SIGABRT)
            out, err = process.communicate()
    assert process.returncode == 130, err
    assert out == ""
    assert "Traceback" not in err
    said = re.search(r"malaff: interrupted; kept so far: added (\d+), .* The same command goes on from there\.", err)
    assert said, err
    with Archive(archive) as opened:
        kept = opened.count()
        assert 0 < kept < count
        assert int(said[1]) <= kept
        assert opened.check() == []
    assert run("add", source).out == f"added {count - kept}, changed 0, same {kept}, failed 0\n"


# -- reread --------------------------------------------------------------------------------------------------------


def test_reread_passes_over_what_this_reader_read(run):
    run("add", *pages()[:4])
    assert run("reread") == (0, "read again 0\n", "")
    assert run("reread", "--all").out == "read again 4\n"
    assert run("reread", "--all", "-q").out == ""
    assert "4/4" in run("reread", "--all", "--progress").err


def test_reread_leaves_decisions_standing(run):
    run("add", *pages())
    shown = json.loads(run("search", "مدربين", "-f", "json").out)["hits"][0]["id"]
    run("correct", shown, "statement", 1, "edit", "speaker_name=نوري الفلاحي")
    run("reread", "--all")
    assert "نوري الفلاحي" in run("show", shown).out
    assert "نوري الفلاحي" not in run("show", shown, "--as-read").out


@pytest.mark.parametrize(("option", "said"), [((), "The same command goes on"), (("--all",), "begins anew with --all")])
def test_reread_interrupted_says_how_to_go_on(run, monkeypatch, option, said):
    import malaff.archive.archive

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    run("add", *pages()[:2])
    monkeypatch.setattr(malaff.archive.archive.Archive, "reread", interrupted)
    result = run("reread", *option)
    assert result.code == 130
    assert result.err.startswith("malaff: interrupted; what was read again so far is kept. ")
    assert said in result.err
