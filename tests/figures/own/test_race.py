"""Six real processes press at once: one figure stands, and who came later is told."""

from pathlib import Path


def test_colleagues_at_once(own_database, answer_of):
    came = answer_of(Path(__file__).with_name("race.py"), own_database)
    for told in (came["first"], came["second"]):
        (winner,) = [numerator for _number, outcome, numerator in told if outcome == "kept"]
        for number, outcome, numerator in told:
            wanted = 100 if number % 2 else 100 + number
            # Who typed what already stood did nothing wrong; the others learn what stands.
            assert numerator == winner, told
            assert outcome in (("kept", "same") if wanted == winner else ("told",)), told
    assert [row["ending"] for row in came["rows"]] == ["replaced", ""]
    assert came["events"] == ["figures.own_typed", "figures.own_replaced"]
