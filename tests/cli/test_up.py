"""``samspil up``: one command, an address that answers, and nothing left behind."""

import hashlib
import os
import shutil
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
# Not what the installation is made of: visits come and go.
PASSING = ("django_session", "shared_cache")


def rows_of(folder: Path) -> dict[str, str]:
    """A hash of each table's rows, visits left out."""
    with closing(sqlite3.connect(f"file:{folder}/samspil.sqlite3?mode=ro", uri=True)) as database:
        names = [
            name
            for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type='table'")
            if name not in PASSING
        ]
        return {
            name: hashlib.sha256(
                repr(sorted(map(repr, database.execute(f'SELECT * FROM "{name}"')))).encode()
            ).hexdigest()
            for name in names
        }


def gone(running) -> bool:
    """Whether every process of it has ended, given a moment."""
    for _time in range(40):
        if not running.family():
            return True
        time.sleep(0.05)
    return False


def test_the_first_start_answers_with_the_example(first_start):
    print(f"\nfirst start: {first_start.seconds:.1f} s")  # noqa: T201
    status, page = first_start.get("/")
    assert status == 200
    assert "Eksempel" in page
    assert first_start.get("/kommuner/615/")[0] == 200
    said = first_start.log.read_text()
    assert f"Samspil kører på {first_start.address}/" in said
    assert "Ctrl-C" in said
    assert len(first_start.family()) >= 3


def test_a_first_start_stopped_by_a_service_manager_leaves_no_process(first_start):
    assert first_start.stop(signal.SIGTERM) == 0
    assert gone(first_start)


@pytest.mark.parametrize("wish", [signal.SIGTERM, signal.SIGINT])
def test_a_second_start_is_quick_changes_nothing_and_stops_clean(folder, starting, wish):
    before = rows_of(folder)
    assert len(before) > 20
    running = starting(folder)
    print(f"\nsecond start: {running.seconds:.1f} s")  # noqa: T201
    assert running.get("/")[0] == 200
    assert running.stop(wish) == 0
    assert gone(running)
    assert rows_of(folder) == before
    assert not list((folder / "backups").glob("*")) if (folder / "backups").exists() else True


def test_ctrl_c_in_a_terminal_reaches_everybody_and_still_ends_in_good_order(folder, starting):
    running = starting(folder)
    os.killpg(running.process.pid, signal.SIGINT)
    assert running.process.wait(timeout=30) == 0
    assert gone(running)
    assert "Traceback" not in running.log.read_text()


def test_when_it_is_killed_outright_its_children_end_too(folder, starting):
    running = starting(folder)
    family = running.family()
    running.process.kill()
    running.process.wait()
    assert len(family) >= 3
    assert gone(running)


def test_a_worker_that_falls_is_started_again(folder, starting):
    running = starting(folder)
    # The web server answers for its own workers; of our two children one has children itself.
    children = [pid for pid in running.family() if parent(pid) == running.process.pid]
    (worker,) = [pid for pid in children if not any(parent(p) == pid for p in running.family())]
    os.kill(worker, signal.SIGKILL)
    for _time in range(100):
        now = [pid for pid in running.family() if parent(pid) == running.process.pid]
        if len(now) == 2 and worker not in now:
            break
        time.sleep(0.05)
    else:
        pytest.fail("no new worker")
    assert running.get("/")[0] == 200
    assert running.stop(signal.SIGTERM) == 0
    assert gone(running)


def parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def test_a_folder_that_is_in_use_is_told(folder, starting, shell):
    running = starting(folder)
    told = shell("up", "--data", folder, "--port", "0")
    assert told.code == 3
    assert "bruges af en anden Samspil" in told.said
    english = shell("up", "--data", folder, language="en")
    assert "is used by another Samspil" in english.said
    # Reading goes on beside it.
    assert shell("peers", "615", "--data", folder).code == 0
    assert running.stop(signal.SIGTERM) == 0


def test_without_the_example_there_is_none(folder, starting, tmp_path):
    copy = tmp_path / "data"
    shutil.copytree(folder, copy)
    running = starting(copy, "--no-demo")
    status, page = running.get("/konto/login/")
    assert status == 200
    assert "eksemplets personer" not in page
    assert 'role="note"' not in page
    assert running.stop(signal.SIGINT) == 0
