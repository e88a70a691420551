"""A real server over the demo articles, and a real browser that may reach nothing else."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Frame,
    Page,
    Route,
    expect,
    sync_playwright,
)

from geo.settings import ROOT

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60_000
"""Milliseconds until a test gives up; two busy cores may need many of them."""

expect.set_options(timeout=PATIENCE)

LOOPBACK = {"localhost", "127.0.0.1"}
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
STARTING = 120
"""Seconds that the server may take to start."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", metavar="DIR", help="write the screenshots of docs here")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@pytest.fixture(scope="session")
def screenshots(request: pytest.FixtureRequest) -> Path | None:
    """Return the folder for screenshots, if one was named."""
    folder = request.config.getoption("--screenshots", default=None)
    return Path(folder) if folder else None


@pytest.fixture(scope="session")
def demo_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a store filled from ``data/articles``, as `make app` fills it."""
    folder = tmp_path_factory.mktemp("browser") / "store"
    run = [sys.executable, "-m", "geo", "demo", "--store", str(folder)]
    subprocess.run(run, cwd=ROOT, check=True, capture_output=True, timeout=300)
    return folder


@pytest.fixture(scope="session")
def served(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of a dashboard over the demo store."""
    with server(demo_store, tmp_path_factory.mktemp("log")) as address:
        yield address


@contextmanager
def server(store: Path, logs: Path) -> Iterator[str]:
    """Serve a store as `make app` does, on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = logs / "server.log"
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "streamlit_app.py",
        "--server.port",
        str(port),
        "--server.address",
        "127.0.0.1",
        "--server.fileWatcherType",
        "none",
    ]
    with log.open("w") as out:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, "CONFLICT_MAP_STORE": str(store)},
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/_stcore/health", process, log)
        yield address
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()


def wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    """Return when the address answers."""
    until = time.monotonic() + STARTING
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - our own server
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(f"the server did not start:\n{log.read_text()}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Return Debian's Chromium, driven by Playwright."""
    path = next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if path is None:
        pytest.skip("no Chromium is installed and none could be had")
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield found
        found.close()


class Visit:
    """One reader's window, which may reach this server only."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context = context
        self.address = address
        self.outside: list[str] = []
        self.errors: list[str] = []
        context.route("**/*", self._guard)
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("dialog", self._dialog)

    def _guard(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.hostname not in LOOPBACK:
            self.outside.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    def _dialog(self, dialog: Any) -> None:
        self.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def open(self, path: str = "/") -> Page:
        """Open a page and wait until it stands."""
        self.page.goto(self.address + path)
        expect(self.page.locator(CONTENT).first).to_be_attached()
        self.settled()
        return self.page

    def settled(self) -> None:
        """Wait until the last run of the page is over."""
        app = self.page.locator('[data-testid="stApp"]')
        expect(self.page.locator(".st-key-header")).to_be_visible()
        expect(app).to_have_attribute("data-test-script-state", "notRunning")

    @property
    def map(self) -> Frame:
        """The map's frame, once it is painted."""
        frame = self.page.locator(".st-key-map iframe").element_handle().content_frame()
        assert frame is not None
        frame.wait_for_function(
            "window.map && window.map.conflict && window.map.conflict.desk.opened"
        )
        return frame

    def view(self) -> tuple[float, float, float]:
        """Return where the map stands: zoom, latitude, longitude."""
        zoom, lat, lon = self.map.evaluate(
            "[map.getZoom(), map.getCenter().lat, map.getCenter().lng]"
        )
        return zoom, round(lat, 3), round(lon, 3)

    def stands(self) -> None:
        """Wait until the address tells where the map stands."""
        self.page.wait_for_function(TOLD)
        self.settled()

    def still(self) -> None:
        """Wait until the map has stopped fitting itself to what it shows."""
        self.map.wait_for_function(STILL, polling=400)

    def rows(self) -> list[str]:
        """Return the ids of the list's rows."""
        return self.page.locator(".cm-row").evaluate_all(
            "rows => rows.map(row => row.dataset.key)"
        )

    def drawn(self) -> int:
        """Return how many marks the map draws."""
        return self.map.evaluate(DRAWN)


CONTENT = ".cm-row, .cm-empty, .cm-page-head, .cm-method, .cm-reader"

TOLD = """() => {
    const map = document.querySelector(".st-key-map iframe").contentWindow.map;
    const told = new URLSearchParams(location.search).get("map");
    if (!told) return false;
    const [zoom, lat, lon] = told.split("/").map(Number);
    const pixels = map.project(map.getCenter()).distanceTo(map.project([lat, lon]));
    return zoom === map.getZoom() && pixels < 2;
}"""

STILL = """() => {
    if ([...map.conflict.desk.overlay._areas.values()].includes(null)) return false;
    const at = [map.getZoom(), map.getCenter(), map.getSize()].join();
    const same = window.stoodAt === at;
    window.stoodAt = at;
    return same;
}"""

DRAWN = "map.conflict.desk.overlay._spots.reduce((sum, spot) => sum + spot.marks.length, 0)"


@pytest.fixture
def visit(browser: Browser, served: str) -> Iterator[Callable[..., Visit]]:
    """Open windows on the dashboard; the test fails if one reached outside or met an error."""
    visits: list[Visit] = []

    def come(
        viewport: dict[str, int] = DESKTOP, address: str = served, **options: Any
    ) -> Visit:
        context = browser.new_context(viewport=viewport, reduced_motion="reduce", **options)
        visits.append(Visit(context, address))
        return visits[-1]

    yield come
    for one in visits:
        one.context.close()
    assert [address for one in visits for address in one.outside] == []
    assert [error for one in visits for error in one.errors] == []
