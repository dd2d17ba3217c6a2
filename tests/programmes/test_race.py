"""Real processes press at once: one registration each, never more than there are places."""

import json
import subprocess
import sys
from pathlib import Path


def raced(name, environment):
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name(name))],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_twenty_press_for_the_last_five_places(own_database):
    came = raced("race_places.py", own_database)
    assert sorted(came["told"]) == ["full"] * 15 + ["in"] * 5
    # One had registered before; nobody who was refused has left anything behind.
    assert came["counts"] == {"confirmed": 6, "rows": 6, "entries": 6, "receipts": 6}


def test_fifty_press_at_once(own_database):
    came = raced("race.py", own_database)
    assert sorted(is_new for is_new, _by in came["told"]) == [False] * 49 + [True], came["told"]
    (winner,) = [by for is_new, by in came["told"] if is_new]
    assert {by for _is_new, by in came["told"]} == {winner}
    assert came["counts"] == {
        "registrations": 1,
        "rows": 1,
        "lines": 2,
        "receipts": 1,
        "named": 2,
        "events": 1,
        "roles": 2,
    }
