"""A real worker is killed midway; the next one finishes the work, once. (Long form: benchmarks.)"""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

SETTINGS = """
from samspil.web.settings import *
ROOMS_UNDER_TEST = ["crash_room"]
INSTALLED_APPS = [*INSTALLED_APPS, *ROOMS_UNDER_TEST]
"""
FIRST = """
import django; django.setup()
from django.core.management import call_command
from samspil.people.services import find_or_add_user
from samspil.people.viewer import Viewer
from samspil.jobs.services import start
user = find_or_add_user(email="ada@example.org")
start(actor=Viewer(user.pk), kind="crash_test", key="crash", subject="Tæl")
call_command("samspil_worker", interval=0.1)
"""
TASKS = "SELECT status, count(*) FROM django_tasks_database_dbtaskresult GROUP BY 1 ORDER BY 1"
SECOND = ["-m", "django", "samspil_worker", "--batch"]


@pytest.fixture
def environment(own_environment, tmp_path):
    (tmp_path / "crash_settings.py").write_text(SETTINGS)
    room = tmp_path / "crash_room"
    room.mkdir()
    (room / "__init__.py").touch()
    source = Path(__file__).parent / "crash_room" / "work.py"
    (room / "work.py").write_text(source.read_text())
    return own_environment | {
        "DJANGO_SETTINGS_MODULE": "crash_settings",
        "PYTHONPATH": str(tmp_path),
        "SAMSPIL_DEMO": "1",
    }


def ask(folder, question):
    with contextlib.closing(sqlite3.connect(folder / "samspil.sqlite3")) as database:
        return database.execute(question).fetchall()


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


def test_work_survives_a_worker_that_is_killed(environment, tmp_path):
    first = subprocess.Popen(
        [sys.executable, "-c", FIRST], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        wait_for((tmp_path / "midway").exists)
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    assert ask(tmp_path, "SELECT status, result FROM jobs_job") == [("running", "{}")]
    assert ask(tmp_path, TASKS) == [("RUNNING", 1)]
    subprocess.run([sys.executable, *SECOND], env=environment, check=True, timeout=60)
    assert ask(tmp_path, "SELECT status, result, done, attempts FROM jobs_job") == [
        ("done", '{"sum": 210}', 20, 2)
    ]
    assert ask(tmp_path, "SELECT status FROM letters_letter") == [("sent",)]
    assert ask(tmp_path, TASKS) == [("FAILED", 1), ("SUCCESSFUL", 2)]
    assert len(set((tmp_path / "attempts").read_text().split())) == 2
