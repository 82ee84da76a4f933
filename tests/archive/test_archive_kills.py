"""Adding that is killed, and adding by several at once: nothing is lost, nothing is doubled."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from newsroom import PAGES, added, found, generated, reading, state, write_jsonl

from malaff.archive import search
from malaff.archive.archive import Archive

ADD = """
import sys
from malaff.archive.archive import Archive
if __name__ == "__main__":
    address, jobs, *sources = sys.argv[1:]
    with Archive(address, create=True) as archive:
        for item in archive.add(sources, jobs=int(jobs)):
            print(item, flush=True)
"""
READ = """
import sys
from malaff.archive.archive import Archive
with Archive(sys.argv[1]) as archive:
    print("reading", flush=True)
    seen = looked = 0
    while seen < int(sys.argv[2]):
        found = archive.search("المياه", limit=5)
        assert len(found.hits) == min(5, found.total), found
        for hit in found.hits:
            assert archive.reading(hit.id).id == hit.id
        archive.people("الحداد")
        count = archive.count()
        assert count >= seen, (count, seen)
        seen = count
        looked += 1
print(looked)
"""


@pytest.fixture
def start(tmp_path):
    """Start one of the scripts in a process of its own: `start(ADD, address, 1, source)`."""
    running = []

    def begin(script: str, *arguments: object) -> subprocess.Popen:
        path = tmp_path / f"script{len(running)}.py"
        path.write_text(script, encoding="utf-8")
        process = subprocess.Popen(  # noqa: S603 - the interpreter that runs the tests
            [sys.executable, str(path), *map(str, arguments)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2] / "src")},
            start_new_session=True,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=10)


def ended(process: subprocess.Popen) -> str:
    out, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    return out


def sources(folder: Path, count: int) -> list[Path]:
    """A corpus, a later state of it with changed articles, and pages."""
    first = write_jsonl(folder / "first.jsonl", generated(count))
    second = write_jsonl(folder / "second.jsonl", generated(count, changed=True))
    return [first, *PAGES[:8], second]


@pytest.mark.parametrize(("kind", "count", "kills"), [("sqlite", 600, 4), ("postgresql", 250, 2)])
def test_adding_that_is_killed_goes_on_where_it_stood(kind, count, kills, start, tmp_path, request):
    address = tmp_path / "killed.db" if kind == "sqlite" else request.getfixturevalue("emptied")()
    given = sources(tmp_path, count)
    chance = random.Random(20250310)  # noqa: S311 - moments to kill at
    with Archive(address, create=True) as archive:
        before = 0
        cut_off = 0
        for _ in range(kills):
            process = start(ADD, address, 1, *given)
            process.stdout.readline()  # the first batch is kept
            try:
                process.wait(chance.uniform(0.0, 0.5))
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                cut_off += 1
            kept = archive.info().versions
            assert kept >= before
            assert archive.check() == []
            before = kept
        assert cut_off
        ended(start(ADD, address, 1, *given))
        with Archive(tmp_path / "whole.db", create=True) as whole:
            added(whole, *given)
            assert whole.info().versions == count + count // 10 + 8
            assert state(archive) == state(whole)


def test_a_killed_pool_leaves_a_whole_archive(start, tmp_path):
    address = tmp_path / "killed.db"
    corpus = write_jsonl(tmp_path / "news.jsonl", generated(500))
    process = start(ADD, address, 2, corpus)
    process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    # The workers hold the other ends of its pipes: they end too.
    process.communicate(timeout=10)
    with Archive(address) as archive:
        assert archive.check() == []
        assert 0 < archive.count() <= 500
        assert added(archive, corpus, jobs=2)[0].done == 500
        assert archive.info().versions == 500


def test_two_add_and_a_third_reads(nowhere, start, tmp_path):
    records = generated(300)
    Archive(nowhere, create=True).close()
    one = write_jsonl(tmp_path / "one.jsonl", records[:200])
    two = write_jsonl(tmp_path / "two.jsonl", records[100:])
    reader = start(READ, nowhere, 300)
    writers = [start(ADD, nowhere, 1, one, PAGES[0]), start(ADD, nowhere, 1, two, PAGES[0])]
    for writer in writers:
        ended(writer)
    with Archive(nowhere) as archive, Archive(tmp_path / "alone.db", create=True) as alone:
        assert archive.count() == archive.info().versions == 301
        added(alone, one, two, PAGES[0])
        assert state(archive, ordered=False) == state(alone, ordered=False)
    assert int(ended(reader).split()[-1]) > 1


def test_several_open_a_new_archive_at_once(nowhere, start):
    processes = [start(ADD, nowhere, 1, PAGES[i]) for i in range(4)]
    for process in processes:
        ended(process)
    with Archive(nowhere) as archive:
        assert archive.count() == 4
        assert archive.check() == []


def test_readers_see_one_state(archive, address):
    archive.add_readings([reading("a")])
    with archive.database.read() as connection:
        assert search.search(connection, "المحادثات").total == 1
        with Archive(address) as other:
            other.add_readings([reading("b")])
        assert search.search(connection, "المحادثات").total == 1
    assert found(archive, "المحادثات") == {"a", "b"}
