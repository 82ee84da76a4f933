"""For the tests in a browser: a server that answers in a thread, and what is looked at on every page.

Needs playwright and a Chromium; without them the tests say how to get both.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import uvicorn
from starlette.applications import Starlette

HOW = "pip install playwright axe-playwright-python, and Debian's chromium or: playwright install chromium"
# The widths of a desk and of a telephone.
WIDTHS = (1280, 390)


@contextmanager
def served(app: Starlette) -> Iterator[str]:
    """The address where an application answers."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 10
    while not server.started:
        assert time.monotonic() < until
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(10)


def look_at(view, address: str, *, width: int, language: str) -> None:
    """Open a page: it is in its language, no wider than the screen, and axe finds nothing serious, folded or not."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason=f"needs {HOW}")
    view.set_viewport_size({"width": width, "height": 900})
    view.goto(address)
    assert view.evaluate("document.documentElement.lang") == language
    for unfolded in (False, True):
        if unfolded:
            if not view.locator("details").count():
                return
            view.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
        wide, room = view.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide <= room, f"{address} is {wide} wide on {room}"
        grave = [
            (violation["id"], [node["html"][:160] for node in violation["nodes"][:3]])
            for violation in axe.Axe().run(view).response["violations"]
            if violation["impact"] in ("serious", "critical")
        ]
        assert not grave, address
