"""Commands as a shell meets them: whole processes on one data folder that is prepared once."""

import functools
import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from first_start import ENVIRONMENT, FirstStart, Running, begin, start


@dataclass(frozen=True)
class Told:
    """How a command ended and what it said."""

    code: int
    out: str
    said: str

    @property
    def answer(self):
        return json.loads(self.out)


@pytest.fixture(scope="session")
def first_start(shared) -> FirstStart:
    """Start once in a new folder, with the example; everything else builds on that folder."""
    return shared.seen()


@pytest.fixture(scope="session")
def folder(first_start, shared, tmp_path_factory) -> Path:
    """A prepared data folder that nothing runs in."""
    copy = tmp_path_factory.mktemp("cli") / "data"
    shutil.copytree(shared.data, copy)
    return copy


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
def sooner(starter):
    """Run a command to its end as ``shell`` does, only sooner (see ``starter``)."""

    def run(*arguments: object, language: str = "da", **environment: str) -> Told:
        more = {"SAMSPIL_LANGUAGE": language} | environment
        told = Told(*starter.command([*map(str, arguments)], ENVIRONMENT | more))
        assert "Traceback" not in told.said, told.said
        return told

    return run


@pytest.fixture(scope="session")
def commands(sooner):
    """Make what runs commands on a folder."""
    return lambda folder: functools.partial(_on, sooner, folder)


def _on(run, folder: Path, *arguments: object, **more: str) -> Told:
    return run(*arguments, "--data", folder, **more)


@pytest.fixture(scope="session")
def quick(commands, folder):
    """Run a command on the prepared folder, which it leaves as it was."""
    return commands(folder)


@pytest.fixture(scope="session")
def ask(quick):
    """Ask the prepared folder; a question that was asked before is answered from memory."""
    return functools.cache(quick)
