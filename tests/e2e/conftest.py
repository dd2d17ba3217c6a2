"""A real browser against a real Samspil."""

import contextlib
import datetime as dt
import os
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pytest
from first_start import Shared, free_port
from looking import Eyes
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

SCREENSHOTS = Path(__file__).parent / "screenshots"
EYES = Eyes()
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No process is kept ready for a page that may come.
    "--renderer-process-limit=1",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here needs a browser; without one it is skipped, except in CI."""
    missing = shutil.which("chromium") is None
    for item in items:
        if "/e2e/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if missing and os.environ.get("CI") != "true":
                item.add_marker(pytest.mark.skip(reason="no chromium on this machine"))


@dataclass(frozen=True)
class Product:
    """A running Samspil."""

    address: str
    folder: Path


@pytest.fixture(scope="session")
def prepared(shared: Shared) -> Path:
    """The folder that a first start of ``samspil up`` has left; others begin with a copy."""
    shared.seen()
    return shared.data


@pytest.fixture(scope="session")
def product(prepared: Path) -> Iterator[Product]:
    """Start ``samspil up`` once more after a first start."""
    with _running(prepared, {}) as one:
        yield one


@contextlib.contextmanager
def _running(prepared: Path, more: dict[str, str]) -> Iterator[Product]:
    """Run ``samspil up`` in a copy of a folder, with more in its environment, until it is left."""
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="samspil-e2e-"))
    shutil.copytree(prepared, folder, dirs_exist_ok=True)
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SAMSPIL_")}
    command = [sys.executable, "-m", "samspil.cli", "up", "--port", str(port)]
    command += ["--data", str(folder)]
    server = subprocess.Popen(command, env=environment | more)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server)
        yield Product(address, folder)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


class Clock:
    """What a Samspil in the past takes the time to be; it stands still until it is moved."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def stand(self, moment: str) -> None:
        """Let it be ``moment``: Danish clock time such as ``2021-08-16 12:00:00``."""
        at = dt.datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Europe/Copenhagen"))
        with self.file.open("r+b" if self.file.exists() else "wb") as opened:
            # One write of eight bytes: no process ever reads half a moment.
            opened.write(struct.pack("<q", int(at.timestamp()) * 10**9))


@dataclass(frozen=True)
class Past(Product):
    """A Samspil in which it is the time its clock says."""

    clock: Clock


@pytest.fixture(scope="module")
def past(prepared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Past]:
    """Start ``samspil up`` as it would have been in the summer of 2018."""
    clock = Clock(tmp_path_factory.mktemp("clock") / "moment")
    clock.stand("2018-08-01 09:00:00")
    more = {"TEST_CLOCK": str(clock.file), "PYTHONPATH": str(Path(__file__).parent / "clock")}
    with _running(prepared, more) as one:
        yield Past(one.address, one.folder, clock)


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    ends = time.monotonic() + 120
    while time.monotonic() < ends and server.poll() is None:
        try:
            urlopen(address + "/sundhed/", timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("samspil up did not start")


class Windows:
    """Windows that people sit at one after another: a new one costs a second of a processor."""

    _AT_MOST = 4

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: list[Page] = []

    def open(self, width: int) -> Page:
        """Return a window in which nobody's cookies or words are, this many pixels wide."""
        if not self._free:
            context = self._browser.new_context(viewport={"width": width, "height": 900})
            return context.new_page()
        page = self._free.pop()
        page.set_viewport_size({"width": width, "height": 900})
        return page

    def empty(self, page: Page, origin: str) -> None:
        """Clear a window of all that pages have kept in it."""
        if page.context.pages != [page] or len(self._free) >= self._AT_MOST:
            page.context.close()
            return
        page.context.set_offline(False)
        # A page without scripts; an empty one would be of another process than what comes next.
        page.goto(f"{origin}/sundhed/")
        page.evaluate("sessionStorage.clear(); window.name = ''")
        page.context.clear_cookies()
        devtools = page.context.new_cdp_session(page)
        everything = {"origin": origin, "storageTypes": "all"}
        devtools.send("Storage.clearDataForOrigin", everything)
        devtools.send("Page.resetNavigationHistory")
        devtools.detach()
        self._free.append(page)


class NewWindows(Windows):
    """A new window for everybody, for those who lose the network in it or close it."""

    def empty(self, page: Page, origin: str) -> None:
        """Close it."""
        page.context.close()


class Walker:
    """One person at one window: opens pages and looks at each."""

    def __init__(self, windows: "Windows", product: Product, *, language: str, width: int) -> None:
        self.product, self.language, self.width = product, language, width
        self._windows, self._has_gone = windows, False
        self.page: Page = windows.open(width)
        self.context = self.page.context
        if language == "en":
            cookie = {"name": "samspil_sprog", "value": "en", "url": product.address}
            self.context.add_cookies([cookie])
        self.troubles: list[str] = []
        self._heard: list[tuple[Any, Callable[..., None]]] = [
            ("pageerror", lambda error: self.troubles.append(str(error))),
            ("console", self._hear),
            ("request", self._stay_at_home),
        ]
        for event, listener in self._heard:
            self.page.on(event, listener)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_how: object) -> None:
        self.go()

    def go(self) -> None:
        """Leave the window, with nothing of this person in it, to whoever comes next."""
        if self._has_gone:
            return
        self._has_gone = True
        for event, listener in self._heard:
            self.page.remove_listener(event, listener)
        self._windows.empty(self.page, self.product.address)

    def _hear(self, message: ConsoleMessage) -> None:
        # A refused page is an answer, not a fault of the page.
        if message.type == "error" and "status of 40" not in message.text:
            self.troubles.append(message.text)

    def _stay_at_home(self, request: Request) -> None:
        if not request.url.startswith((self.product.address, "data:")):
            self.troubles.append(f"asked another host: {request.url}")

    def be(self, name: str) -> None:
        """Sign in as one of the example's people."""
        self.page.goto(f"{self.product.address}/konto/login/")
        self.page.locator("li.card", has_text=name).get_by_role("button").click()
        self.page.wait_for_load_state()

    def leave(self) -> None:
        """Sign out."""
        self.context.clear_cookies(name="sessionid")

    def open(self, path: str, expect: int = 200) -> Page:
        """Open a page; fails if it answers otherwise than expected."""
        answer = self.page.goto(self.product.address + path)
        assert answer is not None
        assert answer.status == expect, f"{path} answered {answer.status}"
        return self.page

    def look(self, name: str) -> None:
        """Look at the page one stands on: axe, width and faults; a picture where one is wanted.

        SAMSPIL_TEST_PICTURES=window keeps one of what the window shows, =whole of the whole page.
        """
        if wanted := os.environ.get("SAMSPIL_TEST_PICTURES"):
            SCREENSHOTS.mkdir(exist_ok=True)
            picture = SCREENSHOTS / f"{name}-{self.language}-{self.width}.png"
            self.page.screenshot(path=picture, full_page=wanted == "whole")
        violations = EYES.complaints(self.page)
        assert violations == [], f"{name}: {violations}"
        wide = self.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= self.width, f"{name} is {wide} px wide in a window of {self.width}"
        assert self.page.locator("h1").count() == 1, name
        assert self.troubles == [], f"{name}: {self.troubles}"


@pytest.fixture(scope="session")
def _windows(browser: Browser) -> Windows:
    return Windows(browser)


@pytest.fixture
def windows(request: pytest.FixtureRequest, browser: Browser, _windows: Windows) -> Windows:
    """Windows used before; new ones for modules that say ``NEW_WINDOWS = True``."""
    return NewWindows(browser) if getattr(request.module, "NEW_WINDOWS", False) else _windows


@pytest.fixture
def walker(windows: Windows, product: Product) -> Iterator[Callable[..., Walker]]:
    """Make walkers; each has a window and cookies of its own."""
    with _walkers(windows, product) as make:
        yield make


@pytest.fixture
def walker_alone(windows: Windows, prepared: Path) -> Iterator[Callable[..., Walker]]:
    """Make walkers of a Samspil where nobody else has walked: as the example's story left it."""
    with _running(prepared, {}) as one, _walkers(windows, one) as make:
        yield make


@pytest.fixture
def walker_then(windows: Windows, past: Past) -> Iterator[Callable[..., Walker]]:
    """Make walkers of the Samspil in the past."""
    with _walkers(windows, past) as make:
        yield make


@contextlib.contextmanager
def _walkers(windows: Windows, product: Product) -> Iterator[Callable[..., Walker]]:
    made: list[Walker] = []

    def make(*, language: str = "da", width: int = 1280) -> Walker:
        made.append(Walker(windows, product, language=language, width=width))
        return made[-1]

    yield make
    for each in made:
        each.go()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield chromium
        chromium.close()
