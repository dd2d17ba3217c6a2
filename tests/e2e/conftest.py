"""A real browser against a real Samspil."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

SCREENSHOTS = Path(__file__).parent / "screenshots"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
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
def product() -> Iterator[Product]:
    """Start ``samspil up`` in a new folder, as a newcomer would."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="samspil-e2e-"))
    environment = {k: v for k, v in os.environ.items() if not k.startswith("SAMSPIL_")}
    command = [sys.executable, "-m", "samspil.cli", "up", "--port", str(port), "--data", str(folder)]
    server = subprocess.Popen(command, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server)
        yield Product(address, folder)
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


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


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Debian's Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=FLAGS
        )
        yield chromium
        chromium.close()
