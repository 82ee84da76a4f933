"""How quickly the pages answer many readers at once.

    python benchmarks/web.py ARCHIVE [--readers 20] [--rounds 10] [--dossier ID]

Starts `malaff serve` on this machine's loopback, measures the time to its first page, then has readers ask for pages
one after another, each its own connection, a bounded number of times; every reader asks other filters and pages of the
statements, so that few answers are kept ones. Prints the median and the 95th percentile of each kind of page, errors,
and the server's memory. The process ends by itself.
"""

from __future__ import annotations

import argparse
import http.client
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from urllib.parse import quote

ACTS = ("assert", "announce", "deny", "demand", "commit", "warn", "accuse", "support", "reject", "expect")
WORDS = ("الحكومة", "البرلمان", "المفاوضات", "اليونان", "النفط", "اليمن", "الاتفاق", "الوزير", "مجلس الأمن", "الأسعار")
_WAIT = 120.0  # seconds for the slowest answer


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("archive")
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--dossier", type=int, default=1)
    options = parser.parse_args()
    command = [sys.executable, "-m", "malaff.cli", "serve", "--archive", options.archive, "--port", "0"]
    begun = time.perf_counter()
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:  # noqa: S603 - our own command
        try:
            port = _port(server)
            _get(port, "/")
            print(f"first page {time.perf_counter() - begun:.2f} s after the start")
            first = time.perf_counter()
            _get(port, f"/dossiers/{options.dossier}")
            print(f"first board {time.perf_counter() - first:.2f} s")
            _load(port, options.readers, options.rounds, options.dossier)
            print(f"memory {_memory(server.pid):.0f} MB, {_memory(server.pid, 'VmHWM'):.0f} MB at most")
        finally:
            server.terminate()
    return 0


def _port(server: subprocess.Popen[str]) -> int:
    for line in server.stderr or ():
        if found := re.search(r"http://127\.0\.0\.1:(\d+)/", line):
            return int(found[1])
    raise SystemExit("the server did not start")


def _get(port: int, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_WAIT)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


def _paths(reader: int, rounds: int, dossier: int) -> list[tuple[str, str]]:
    draw = random.Random(reader)  # noqa: S311 - the same pages in every run
    asked = []
    for number in range(rounds):
        act = draw.choice(ACTS)
        asked += [
            ("board", f"/dossiers/{dossier}?language={'ar' if (reader + number) % 2 else 'en'}"),
            ("statements", "/statements"),
            ("statements, filtered", f"/statements?act={act}&offset={25 * draw.randrange(40)}"),
            ("statements, speaker", f"/statements?speaker={quote(draw.choice(('وزير', 'رئيس', 'محمد', 'كيري')))}"),
            ("search", f"/search?q={quote(draw.choice(WORDS) + ' ' + draw.choice(WORDS))}"),
        ]
    draw.shuffle(asked)
    return asked


def _load(port: int, readers: int, rounds: int, dossier: int) -> None:
    times: dict[str, list[float]] = defaultdict(list)
    wrong: list[str] = []
    lock = threading.Lock()

    def read(reader: int) -> None:
        for kind, path in _paths(reader, rounds, dossier):
            begun = time.perf_counter()
            status = _get(port, path)
            taken = time.perf_counter() - begun
            with lock:
                times[kind].append(taken)
                if status != 200:
                    wrong.append(f"{status} {path}")

    begun = time.perf_counter()
    threads = [threading.Thread(target=read, args=(reader,)) for reader in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    total = sum(map(len, times.values()))
    print(
        f"{readers} readers, {total} pages, {total / (time.perf_counter() - begun):.0f} a second, {len(wrong)} errors"
    )
    for line in wrong[:5]:
        print(f"  {line}")
    for kind, taken in sorted(times.items()):
        ordered = sorted(taken)
        late = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
        print(f"  {kind:22} median {statistics.median(ordered) * 1000:6.0f} ms, 95th {late * 1000:6.0f} ms")


def _memory(pid: int, what: str = "VmRSS") -> float:
    """Megabytes, where the system says so."""
    status = Path(f"/proc/{pid}/status")
    found = re.search(rf"{what}:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) / 1024 if found else float("nan")


if __name__ == "__main__":
    raise SystemExit(main())
