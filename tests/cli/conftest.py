"""Commands as a shell meets them: whole processes on one data folder that is prepared once."""

import functools
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(("SAMSPIL_", "DJANGO_"))}


@dataclass(frozen=True)
class Told:
    """How a command ended and what it said."""

    code: int
    out: str
    said: str

    @property
    def answer(self):
        return json.loads(self.out)


@dataclass
class Running:
    """A ``samspil up`` that answers."""

    process: subprocess.Popen
    address: str
    seconds: float
    log: Path

    def get(self, path: str = "/") -> tuple[int, str]:
        with urlopen(self.address + path, timeout=30) as answer:
            return answer.status, answer.read().decode()

    def stop(self, wish: signal.Signals) -> int:
        """Ask it to stop as a terminal or a service manager would; returns its exit code."""
        self.process.send_signal(wish)
        return self.process.wait(timeout=30)

    def family(self) -> list[int]:
        """Every living process it has started: those of its own session."""
        return sorted(
            int(folder.name)
            for folder in Path("/proc").iterdir()
            if folder.name.isdigit() and _session(folder) == self.process.pid
        )

    def is_gone(self) -> bool:
        """Whether every process of it has ended, given a moment."""
        for _time in range(40):
            if not self.family():
                return True
            time.sleep(0.05)
        return False


def _session(folder: Path) -> int:
    try:
        fields = (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    # State, parent, group, session; a zombie has ended and only waits to be counted.
    return 0 if fields[0] == "Z" else int(fields[3])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def begin(folder: Path, *more: str) -> Running:
    """Start ``samspil up`` in a session of its own, without waiting for it to answer."""
    port = free_port()
    log = folder.with_name(f"{folder.name}-{port}.log")
    command = [
        sys.executable,
        "-m",
        "samspil.cli",
        "up",
        "--data",
        str(folder),
        "--port",
        str(port),
    ]
    environment = ENVIRONMENT | {"SAMSPIL_LANGUAGE": "da"}
    with log.open("w") as out:
        process = subprocess.Popen(
            [*command, *more], env=environment, start_new_session=True, stdout=out, stderr=out
        )
    return Running(process, f"http://127.0.0.1:{port}", 0.0, log)


def start(folder: Path, *more: str) -> Running:
    """Start ``samspil up`` and wait until it answers."""
    began = time.monotonic()
    running = begin(folder, *more)
    while time.monotonic() - began < 180 and running.process.poll() is None:
        try:
            running.get("/sundhed/")
        except (URLError, OSError):
            time.sleep(0.05)
        else:
            running.seconds = time.monotonic() - began
            return running
    running.process.kill()
    raise AssertionError(running.log.read_text())


@dataclass(frozen=True)
class FirstStart:
    """What was seen of the first start in a new folder, from the command to its end."""

    folder: Path
    address: str
    seconds: float
    home: tuple[int, str]
    said: str
    family: int
    code: int
    is_gone: bool


@pytest.fixture(scope="session")
def first_start(tmp_path_factory) -> FirstStart:
    """Start once in a new folder, with the example; everything else builds on that folder."""
    folder = tmp_path_factory.mktemp("cli") / "data"
    running = start(folder)
    home, family = running.get("/"), len(running.family())
    code = running.stop(signal.SIGTERM)
    said = running.log.read_text()
    return FirstStart(
        folder, running.address, running.seconds, home, said, family, code, running.is_gone()
    )


@pytest.fixture(scope="session")
def folder(first_start) -> Path:
    """A prepared data folder that nothing runs in."""
    return first_start.folder


@pytest.fixture
def started():
    """What a test has started; whatever it leaves running is ended."""
    found: list[Running] = []
    yield found
    for running in found:
        if running.process.poll() is None:
            running.process.kill()


@pytest.fixture
def begun(started):
    """Begin one more, without waiting for it to answer."""
    return lambda *arguments: started.append(begin(*arguments)) or started[-1]


@pytest.fixture
def starting(started):
    """Start one more, and wait until it answers."""
    return lambda *arguments: started.append(start(*arguments)) or started[-1]


@pytest.fixture(scope="session")
def shell():
    """Run a command to its end."""

    def run(*arguments: object, language: str = "da", **environment: str) -> Told:
        command = [sys.executable, "-m", "samspil.cli", *map(str, arguments)]
        done = subprocess.run(
            command,
            env=ENVIRONMENT | {"SAMSPIL_LANGUAGE": language} | environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Told(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture(scope="session")
def ask(shell, folder):
    """Ask the prepared folder; a question that was asked before is answered from memory."""
    return functools.cache(lambda *arguments: shell(*arguments, "--data", folder))
