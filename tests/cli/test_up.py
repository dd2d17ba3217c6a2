"""``samspil up``: one command, an address that answers, and nothing left behind."""

import hashlib
import os
import signal
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs /proc")
# Not what the installation is made of: visits come and go, and letters that wait are sent.
PASSING = ("django_session", "shared_cache", "letters_letter", "django_tasks_database_dbtaskresult")


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


def parent(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
    except OSError:
        return 0


def children(running) -> list[int]:
    return [pid for pid in running.family() if parent(pid) == running.process.pid]


def test_the_first_start_answers_with_the_example_and_says_where(first_start):
    print(f"\nfirst start: {first_start.seconds:.1f} s")  # noqa: T201
    status, page = first_start.home
    assert status == 200
    assert "Eksempel" in page
    assert f"Samspil kører på {first_start.address}/" in first_start.said
    assert "Ctrl-C" in first_start.said
    assert "Traceback" not in first_start.said
    assert first_start.family >= 3


def test_stopped_by_a_service_manager_it_leaves_no_process(first_start):
    assert first_start.code == 0
    assert first_start.is_gone


@pytest.mark.parametrize("wish", [signal.SIGTERM, signal.SIGINT])
def test_stopped_while_it_prepares_it_leaves_nothing_running_and_says_no_more(
    tmp_path, begun, wish
):
    running = begun(tmp_path / "data")
    for _time in range(200):
        if "Gør klar" in running.log.read_text() and len(running.family()) == 2:
            break
        time.sleep(0.05)
    time.sleep(0.5)
    if wish is signal.SIGINT:
        # A terminal sends it to the whole group.
        os.killpg(running.process.pid, wish)
    else:
        running.process.send_signal(wish)
    assert running.process.wait(timeout=10) != 0
    assert running.is_gone()
    assert running.log.read_text() == "Gør klar …\n"


def test_a_second_start_changes_nothing_and_the_folder_is_its_own_meanwhile(
    folder, starting, shell
):
    before = rows_of(folder)
    assert len(before) > 20
    running = starting(folder)
    print(f"\nsecond start: {running.seconds:.1f} s")  # noqa: T201
    assert running.get("/kommuner/615/")[0] == 200
    for language, words in (("da", "bruges af en anden Samspil"), ("en", "used by another")):
        told = shell("up", "--data", folder, language=language)
        assert told.code == 3
        assert words in told.said
    # Reading goes on beside it.
    assert shell("peers", "615", "--data", folder).code == 0
    assert running.stop(signal.SIGTERM) == 0
    assert running.is_gone()
    # Whoever copies the database now needs to take one file.
    assert [file.name for file in folder.glob("samspil.sqlite3*")] == ["samspil.sqlite3"]
    assert rows_of(folder) == before
    assert not list(folder.glob("backups/*"))


def test_ctrl_c_reaches_everybody_and_still_ends_in_good_order(folder, starting):
    running = starting(folder, "--no-demo")
    status, page = running.get("/konto/login/")
    assert status == 200
    assert "eksemplets personer" not in page
    # A terminal sends it to the whole group.
    os.killpg(running.process.pid, signal.SIGINT)
    assert running.process.wait(timeout=30) == 0
    assert running.is_gone()
    assert "Traceback" not in running.log.read_text()


def test_a_worker_that_falls_is_started_again_and_a_sudden_end_leaves_nothing(folder, starting):
    running = starting(folder)
    # Of our two children the web server has children of its own.
    parents = {parent(pid) for pid in running.family()}
    (worker,) = [pid for pid in children(running) if pid not in parents]
    os.kill(worker, signal.SIGKILL)
    for _time in range(100):
        if len(children(running)) == 2 and worker not in children(running):
            break
        time.sleep(0.05)
    else:
        pytest.fail("no new worker")
    assert running.get("/")[0] == 200
    running.process.kill()
    running.process.wait()
    assert running.is_gone()


def test_asked_once_to_stop_from_outside_by_sigint_it_stops(folder, starting):
    running = starting(folder)
    assert running.stop(signal.SIGINT) == 0
    assert running.is_gone()
