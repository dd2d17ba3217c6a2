"""The first ``samspil up`` in an empty folder: what is seen of it, and what it leaves behind.

It takes long, and much of what tests begin with comes about on the way: tables, the starter figures
and the example. So it is done once, in a process of its own, for all runs beside each other.
"""

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import traceback
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.request import urlopen

_OURS = ("SAMSPIL_", "DJANGO_", "PYTHONDONTWRITEBYTECODE")
ENVIRONMENT = {k: v for k, v in os.environ.items() if not k.startswith(_OURS)}
_PATIENCE = 300.0


@dataclass
class Running:
    """A ``samspil up`` that answers."""

    process: "subprocess.Popen[bytes]"
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


def begin(folder: Path, *more: str, **environment: str) -> Running:
    """Start ``samspil up`` in a session of its own, without waiting for it to answer."""
    port = free_port()
    log = folder.with_name(f"{folder.name}-{port}.log")
    command = [sys.executable, "-m", "samspil.cli", "up", "--data", str(folder)]
    command += ["--port", str(port), *more]
    environment = ENVIRONMENT | {"SAMSPIL_LANGUAGE": "da"} | environment
    with log.open("w") as out:
        process = subprocess.Popen(
            command, env=environment, start_new_session=True, stdout=out, stderr=out
        )
    return Running(process, f"http://127.0.0.1:{port}", 0.0, log)


def start(folder: Path, *more: str, **environment: str) -> Running:
    """Start ``samspil up`` and wait until it says that it answers."""
    began = time.monotonic()
    running = begin(folder, *more, **environment)
    while time.monotonic() - began < 180 and running.process.poll() is None:
        if running.address in running.log.read_text():
            running.seconds = time.monotonic() - began
            return running
        time.sleep(0.05)
    running.process.kill()
    raise AssertionError(running.log.read_text())


@dataclass(frozen=True)
class FirstStart:
    """What was seen of the first start in a new folder, from the command to its end."""

    address: str
    seconds: float
    home: tuple[int, str]
    said: str
    family: int
    code: int
    is_gone: bool


class Shared:
    """The folder in which the first start is made, once, and where others find what they need."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.data = folder / "first" / "data"
        """The data folder it leaves; nothing runs in it, and nobody may change it."""
        self.tables = folder / "tables.sqlite3"
        """A database in which every migration has run, from the first, and nothing else stands."""
        self._seen = folder / "first" / "seen.json"
        self._failed = folder / "first" / "failed"
        self._process: subprocess.Popen[bytes] | None = None

    def begin(self) -> None:
        """Begin the first start, unless somebody has; it goes on beside us."""
        with (self._folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not self.is_begun:
                self._seen.parent.mkdir()
                command = [sys.executable, __file__, str(self._folder)]
                self._process = subprocess.Popen(command, env=ENVIRONMENT)

    def end(self) -> None:
        """Wait until what was begun here is over."""
        if self._process:
            self._process.wait(timeout=_PATIENCE)

    @property
    def is_begun(self) -> bool:
        return self._seen.parent.exists()

    def seen(self) -> FirstStart:
        """Return what was seen, when it is over."""
        self.begin()
        self._wait_for(self._seen)
        return FirstStart(**json.loads(self._seen.read_text()))

    def with_tables(self) -> Path:
        """Return the file with tables only; made without the rest where nobody needs that."""
        with (self._folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not self.is_begun and not self.tables.exists():
                self._migrate()
        self._wait_for(self.tables)
        return self.tables

    def _wait_for(self, file: Path) -> None:
        ends = time.monotonic() + _PATIENCE
        while not file.exists():
            assert not self._failed.exists(), self._failed.read_text()
            assert time.monotonic() < ends, f"the first start has not come to {file.name}"
            time.sleep(0.1)

    def _migrate(self) -> None:
        folder = self._folder / "tables"
        environment = ENVIRONMENT | {"SAMSPIL_DATA": str(folder), "SAMSPIL_DEMO": "1"}
        environment["DJANGO_SETTINGS_MODULE"] = "samspil.web.settings"
        folder.mkdir()
        seldom = "import gc; gc.set_threshold(20_000, 50, 100)\n"
        migrate = "from django.core import management; management.execute_from_command_line()"
        command = [sys.executable, "-c", seldom + migrate, "migrate", "--verbosity=0"]
        subprocess.run(command, env=environment, check=True)
        (folder / "samspil.sqlite3").rename(self.tables)


def _main(shared: Shared) -> None:
    file = shared.data.with_name("seen.json")
    try:
        _put(file, json.dumps(asdict(_first_start(shared))))
    except BaseException:
        _put(file.with_name("failed"), traceback.format_exc())
        raise


def _first_start(shared: Shared) -> FirstStart:
    running = start(
        shared.data,
        PYTHONPATH=str(Path(__file__).with_name("tables")),
        TABLES_COPY=str(shared.tables),
    )
    try:
        home, family = running.get("/"), len(running.family())
        code = running.stop(signal.SIGTERM)
    finally:
        running.process.kill()
    return FirstStart(
        running.address,
        running.seconds,
        home,
        running.log.read_text(),
        family,
        code,
        running.is_gone(),
    )


def _put(file: Path, text: str) -> None:
    half = file.with_suffix(".half")
    half.write_text(text)
    # Whoever sees it sees all of it.
    half.rename(file)


if __name__ == "__main__":
    _main(Shared(Path(sys.argv[1])))
