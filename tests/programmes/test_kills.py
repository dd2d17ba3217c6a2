"""A short form of ``benchmarks/registration_kills.py``: ten servers killed under registrations."""

from pathlib import Path

PLACE = Path(__file__).parents[2] / "benchmarks" / "registration_kills.py"


def test_ten_killed_servers_lose_double_and_halve_nothing(own_database, answer_of):
    folder = own_database["SAMSPIL_DATA"]
    came = answer_of(PLACE, own_database, "--kills", "10", "--data", folder)
    assert came["not_whole"] == []
    assert came["letters_without_a_task"] == 0
    # The people were there: lines were lost to the kills, and still some came through.
    assert came["kills"] == 10
    assert came["lines_lost"] > 10
    assert came["confirmed"] >= came["receipts_seen"] > 0
