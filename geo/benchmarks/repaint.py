"""From the click on a filter to the repainted map, in a real browser.

The project's layer and a plain folium map of markers are measured in one run on the same
stores, each click leaving another half of the events. Time runs from the click until the
browser has painted them; kilobytes are what the server sent over its socket meanwhile.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple
from urllib.error import URLError
from urllib.request import urlopen

from geo.errors import ConflictMapError
from geo.settings import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Frame, Page

APP = Path(__file__).with_name("repaint_app.py")
WAYS: tuple[tuple[str, str, dict[int, int]], ...] = (
    ("layer", "our layer", {100: 7, 1_000: 7, 10_000: 7, 1_000_000: 7}),
    ("markers", "plain markers", {100: 7, 1_000: 3, 10_000: 1}),
)
"""Each way, how it is called, and how many changes are timed at each number of events."""

PATIENCE = 300
"""Seconds that a repaint may take; ten thousand plain markers take about a minute."""

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

PAINTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Change(NamedTuple):
    """One change of the filter: time until repainted, size of what was sent, view kept."""

    milliseconds: float
    kilobytes: float
    kept: bool


def measure() -> list[dict[str, object]]:
    """Return the median time and size of a change, for each way and number of events."""
    numbers = sorted({number for _, _, numbers in WAYS for number in numbers})
    with _stores(numbers) as stores, _server(stores) as address, _browser() as browser:
        return [
            row
            for way, called, numbers in WAYS
            for number, rounds in numbers.items()
            for row in _rows(
                f"{number:,} events, {called}",
                _changes(browser, f"{address}/?way={way}&n={number}", way, rounds),
            )
        ]


def _rows(what: str, changes: list[Change]) -> list[dict[str, object]]:
    time_taken = round(median(change.milliseconds for change in changes))
    sent = round(median(change.kilobytes for change in changes), 1)
    kept = round(100 * sum(change.kept for change in changes) / len(changes))
    return [
        {"what": f"filter to repainted map, {what}", "value": time_taken, "unit": "ms"},
        {"what": f"sent for a change, {what}", "value": sent, "unit": "kB"},
        {"what": f"view kept, {what}", "value": kept, "unit": "%"},
    ]


def _changes(browser: Browser, address: str, way: str, rounds: int) -> list[Change]:
    """Change the filter so many times, after one more to warm up where there are several."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    received: list[int] = []
    page.on(
        "websocket",
        lambda channel: channel.on("framereceived", lambda frame: received.append(len(frame))),
    )
    page.set_default_timeout(PATIENCE * 1000)
    page.goto(address)
    _frame(page).wait_for_function(DRAWN[way])
    turns = range(1, rounds + (2 if rounds > 1 else 1))
    changes = [_change(page, way, f"window {turn}", received) for turn in turns]
    page.close()
    return changes[-rounds:]


DRAWN = {
    "layer": "() => window.map && window.ConflictMapDrawn",
    "markers": "() => window.map && document.querySelector('.leaflet-marker-icon')",
}
MARKED = {
    "layer": "() => { window.before = window.ConflictMapShown; window.map.setZoom(5) }",
    "markers": "() => { window.old = true; window.map.setZoom(5) }",
}
REPAINTED = {
    "layer": "() => window.ConflictMapShown > window.before",
    "markers": "() => !window.old && document.querySelector('.leaflet-marker-icon')",
}


def _change(page: Page, way: str, window: str, received: list[int]) -> Change:
    """Click the filter and wait until the other events are painted."""
    _frame(page).evaluate(MARKED[way])
    page.wait_for_timeout(900)
    received.clear()
    start = time.perf_counter()
    page.get_by_text(window, exact=True).click()
    frame = _repainted(page, way)
    taken = time.perf_counter() - start
    kept = bool(frame.evaluate("() => window.map.getZoom() === 5"))
    return Change(taken * 1000, sum(received) / 1000, kept)


def _repainted(page: Page, way: str) -> Frame:
    """Wait for the new state in whichever frame holds the map now."""
    from playwright.sync_api import Error

    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            frame = _frame(page)
            frame.wait_for_function(REPAINTED[way], timeout=500, polling="raf")
            frame.evaluate(PAINTED)
        except Error:
            continue
        return frame
    raise ConflictMapError("The map was not repainted in minutes; run the benchmark alone.")


def _frame(page: Page) -> Frame:
    element = page.wait_for_selector("iframe[title*='folium']", state="attached")
    frame = element.content_frame() if element else None
    if frame is None:
        raise ConflictMapError("The page has no map; open it in a browser to see what it says.")
    return frame


@contextmanager
def _stores(numbers: Sequence[int]) -> Iterator[Path]:
    """Make a store of so many events for each number, in a folder named after it."""
    from geo.benchmarks import corpus
    from geo.store import Store

    with TemporaryDirectory() as folder:
        for number in numbers:
            corpus.fill(Store(Path(folder) / str(number)), number)
        yield Path(folder)


@contextmanager
def _server(stores: Path) -> Iterator[str]:
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(APP), "--server.port", str(port)]
    quiet = ["--server.headless", "true", "--browser.gatherUsageStats", "false"]
    process = subprocess.Popen(  # noqa: S603
        command + quiet,
        cwd=ROOT,
        env=os.environ
        | {"PYTHONPATH": str(ROOT), "CONFLICT_MAP_BENCHMARK_STORES": str(stores)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        address = f"http://localhost:{port}"
        _wait_for(f"{address}/_stcore/health")
        yield address
    finally:
        process.terminate()
        process.wait(timeout=10)


def _free_port() -> int:
    with closing(socket.socket()) as listener:
        listener.bind(("localhost", 0))
        return int(listener.getsockname()[1])


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            with urlopen(address, timeout=1):  # noqa: S310
                return
        except (URLError, OSError):
            time.sleep(0.2)
    raise ConflictMapError("The benchmark's server did not start within a minute; try again.")


@contextmanager
def _browser() -> Iterator[Browser]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError as error:
        raise ConflictMapError(
            "Repainting is measured in a browser: run “make test” once to set it up."
        ) from error
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
