"""Fifty real processes press at once: one registration, and each learns what happened."""

import json
import subprocess
import sys
from pathlib import Path


def test_fifty_press_at_once(own_database):
    script = Path(__file__).with_name("race.py")
    done = subprocess.run(
        [sys.executable, str(script)],
        env=own_database,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    came = json.loads(done.stdout)
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
