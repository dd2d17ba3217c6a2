"""A short form of ``benchmarks/registration_kills.py``: ten servers killed under registrations."""

import json
import subprocess
import sys
from pathlib import Path

PLACE = Path(__file__).parents[2] / "benchmarks" / "registration_kills.py"


def test_ten_killed_servers_lose_double_and_halve_nothing(own_database):
    done = subprocess.run(
        [sys.executable, str(PLACE), "--kills", "10", "--data", own_database["SAMSPIL_DATA"]],
        env=own_database,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    came = json.loads(done.stdout)
    assert came["not_whole"] == []
    assert came["letters_without_a_task"] == 0
    # The people were there: lines were lost to the kills, and still some came through.
    assert came["kills"] == 10
    assert came["lines_lost"] > 10
    assert came["confirmed"] >= came["receipts_seen"] > 0
