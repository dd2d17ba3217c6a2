"""A short form of ``benchmarks/workshop.py``: many phones, two questions, a real server."""

import os
from pathlib import Path

PLACE = Path(__file__).parents[2] / "benchmarks" / "workshop.py"
PHONES = 40 if "SAMSPIL_TEST_ALL" in os.environ else 16


def test_phones_lose_and_double_no_vote_and_the_screen_shows_them(own_database, answer_of):
    options = ["--phones", str(PHONES), "--questions", "2", "--rhythm", "0.5"]
    came = answer_of(PLACE, own_database, *options, "--data", own_database["SAMSPIL_DATA"])
    assert "troubles" not in came, came
    assert came["seats"] == PHONES
    assert came["votes_told"] == came["votes_kept"] == 2 * PHONES
    assert (came["lost"], came["doubled"], came["other_than_told"]) == (0, 0, [])
    # The screen asks each second. A machine that does much else is given time; the benchmark
    # measures.
    assert came["seconds_from_the_last_vote_to_the_screen"]["most"] < 10
