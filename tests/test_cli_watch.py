"""`malaff watch`: rounds over feeds, what is kept of them, and a clean end."""

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from malaff.archive.archive import Archive
from malaff.archive.watching import ArchiveMemory, Keeper
from malaff.model import Article
from malaff.watch.memory import Remembered
from malaff.watch.polite import Visitor
from samples import BODY

sys.path.append(str(Path(__file__).parent / "watch"))
from localpress import Press, page, rss


@pytest.fixture
def press(monkeypatch):
    """A press on this machine, which the command takes for every host."""
    press = Press()
    monkeypatch.setattr(Visitor, "of", lambda _plan, *, sleep: press.visitor(clock=time.time, sleep=sleep, delay=0.01))
    yield press
    press.close()


@pytest.fixture
def archive(tmp_path, monkeypatch):
    """The address of an archive that is not there yet."""
    path = tmp_path / "malaff.db"
    monkeypatch.setenv("MALAFF_ARCHIVE", str(path))
    return path


@pytest.fixture
def plan(tmp_path):
    """Write a feeds.toml."""

    def write(*urls, extra=""):
        path = tmp_path / "feeds.toml"
        path.write_text(extra + "".join(f'[[feed]]\nurl = "{url}"\n' for url in urls), "utf-8")
        return path

    return write


def test_a_round_keeps_pages_with_their_bytes(run, press, plan, archive):
    press.put("/rss.xml", rss(press.url("/a"), press.url("/b")))
    press.put("/a", page(0), Content_Type="text/html")
    press.put("/b", page(1), Content_Type="text/html")
    result = run("watch", plan(press.url("/rss.xml")), "--once")
    assert result.code == 0
    assert result.out == ""
    (line,) = result.err.splitlines()
    assert line.endswith(f"{press.url('/rss.xml')}: new 2, unchanged 0, forbidden 0, failed 0, waiting 0")
    with Archive(archive) as kept:
        assert kept.count() == 2
        assert {kept.original(head.id).data for head in kept.articles()} == {page(0).encode(), page(1).encode()}


@pytest.mark.usefixtures("archive")
def test_a_second_watch_goes_on_from_the_archive(run, press, plan):
    press.put("/rss.xml", rss(press.url("/a")))
    press.put("/a", page(0), Content_Type="text/html")
    feeds = plan(press.url("/rss.xml"))
    run("watch", feeds, "--once")
    asked = len(press.asked)
    result = run("watch", feeds, "--once")
    assert result.code == 0
    assert "no feed is due before " in result.err
    assert len(press.asked) == asked


@pytest.mark.usefixtures("archive")
def test_failures_are_named(run, press, plan, lines):
    press.put("/rss.xml", rss(press.url("/missing")))
    result = run("watch", plan(press.url("/rss.xml")), "--once")
    assert result.code == 1
    counts, error = lines(result.err)
    assert "failed 1" in counts
    assert error.startswith(f"malaff: {press.url('/missing')}: [M108] ")


@pytest.mark.usefixtures("archive")
def test_quiet_tells_by_the_exit_code_alone(run, press, plan):
    assert run("watch", plan(press.url("/none.xml")), "--once", "-q") == (1, "", "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(run, press, plan, archive, number):
    press.put("/rss.xml", rss(press.url("/a")))
    press.put("/a", page(0), Content_Type="text/html")
    before = signal.getsignal(number)

    def later():
        while not any(asked.path == "/a" for asked in press.asked):
            time.sleep(0.02)
        time.sleep(0.5)
        os.kill(os.getpid(), number)

    threading.Thread(target=later, daemon=True).start()
    result = run("watch", plan(press.url("/rss.xml")))
    assert result.code == 0
    assert "new 1" in result.err
    assert signal.getsignal(number) is before
    with Archive(archive) as kept:
        assert kept.count() == 1


@pytest.mark.usefixtures("archive")
def test_a_round_that_is_cut_short_says_so_by_its_code(run, press, plan, monkeypatch):
    press.put("/rss.xml", rss(press.url("/a"), press.url("/b")))
    press.put("/a", page(0), Content_Type="text/html")

    def of(_plan, *, sleep):
        def asleep(seconds):
            if not any(asked.path == "/a" for asked in press.asked):
                return sleep(seconds)
            os.kill(os.getpid(), signal.SIGINT)
            return sleep(30)

        return press.visitor(clock=time.time, sleep=asleep, delay=0.05)

    monkeypatch.setattr(Visitor, "of", of)
    assert run("watch", plan(press.url("/rss.xml")), "--once").code == 130


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "M901"),
        ("[[feed]\n", "M901"),
        ('[[feed]]\nurl = "ftp://news.example/"\n', "M901"),
        ('[watch]\ncolour = "red"\n', "M901"),
        (None, "M101"),
    ],
)
def test_a_bad_plan_is_one_line_and_makes_no_archive(run, lines, tmp_path, archive, text, code):
    path = tmp_path / "feeds.toml"
    if text is not None:
        path.write_text(text, "utf-8")
    result = run("watch", path)
    assert result.code == 2
    (line,) = lines(result.err)
    assert line.startswith(f"malaff: [{code}] ")
    assert not archive.exists()


# -- what is remembered --------------------------------------------------------------------------------------------


@pytest.fixture
def kept(tmp_path):
    """A new archive."""
    with Archive(tmp_path / "m.db", create=True) as archive:
        yield archive


def test_the_memory_is_the_archives(kept):
    memory = ArchiveMemory(kept.database)
    assert memory.recall("http://a.example/") is None
    for remembered in (Remembered(etag='"1"', next_at=5.5), Remembered(last_modified="x", failures=2)):
        memory.remember("http://a.example/", remembered)
        assert ArchiveMemory(kept.database).recall("http://a.example/") == remembered


def test_many_addresses_are_seen_at_once(kept):
    memory = ArchiveMemory(kept.database)
    urls = [f"http://a.example/{n}" for n in range(3000)]
    memory.mark_seen(urls[:2000])
    memory.mark_seen([*urls[1990:2010], urls[0], urls[0]])
    assert memory.seen(urls) == set(urls[:2010])
    assert memory.seen([]) == set()


def test_a_failure_of_the_reader_does_not_end_the_round(kept, monkeypatch):
    import malaff.api

    monkeypatch.setattr(malaff.api, "read_article", lambda _: 1 / 0)
    keep = Keeper(kept)
    keep(Article(id="a", source="a", text=BODY), b"<p>")
    assert [error.code for error in keep.unread] == ["M000"]
    assert kept.count() == 0
