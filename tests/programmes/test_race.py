"""Real processes press at once: one registration each, never more than there are places."""

import os
from pathlib import Path

HERE = Path(__file__).parent
BENCHMARKS = HERE.parents[1] / "benchmarks"
PRESSING = 50 if "SAMSPIL_TEST_ALL" in os.environ else 16


def test_twenty_press_for_the_last_five_places(own_database, answer_of):
    came = answer_of(HERE / "race_places.py", own_database)
    assert sorted(came["told"]) == ["full"] * 15 + ["in"] * 5
    # One had registered before; nobody who was refused has left anything behind.
    assert came["counts"] == {"confirmed": 6, "rows": 6, "entries": 6, "receipts": 6}


def test_many_press_at_once(own_database, answer_of):
    place = BENCHMARKS / "registrations_at_once.py"
    came = answer_of(place, own_database, "--pressing", str(PRESSING))
    is_new = sorted(is_new for is_new, _by in came["told"])
    assert is_new == [False] * (PRESSING - 1) + [True], came["told"]
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
