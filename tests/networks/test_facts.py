"""The numbers behind the reasons, against small cases worked by hand."""

import numpy as np
import pytest

from samspil.methods.costs import Weights, pair_costs
from samspil.networks.facts import GroupFacts, MemberFacts, group_facts, member_facts

CODES = ["a", "b", "c", "d"]
PEOPLE = [10_000, 20_000, 40_000, 80_000]
UNLIKE = np.array([[0, 1, 2, np.nan], [1, 0, 2, np.nan], [2, 2, 0, np.nan], [np.nan] * 3 + [0]])


@pytest.fixture
def costs():
    """Four places on a meridian, 1, 2 and 3 degrees apart; the last has no conditions."""
    return pair_costs(
        points=[[54, 10], [55, 10], [57, 10], [60, 10]],
        populations=PEOPLE,
        distances=UNLIKE,
        weights=Weights(1, 0, 0),
    )


def test_a_member_by_hand(costs):
    degree = 111.195
    found = member_facts(costs, CODES, PEOPLE, [[0, 1, 2], [3]][:1])["a"]
    assert found.nearest == "b"
    assert found.nearest_km == pytest.approx(degree, abs=0.01)
    assert found.mean_km == pytest.approx(2 * degree, abs=0.01)
    # The median of 1, 2 and 2 is 2, and the mean of 1 and 2 is 1.5.
    assert found.likeness == pytest.approx(0.75)
    assert (found.population, found.others_low, found.others_high) == (10_000, 20_000, 40_000)
    assert found.closer_group == 0


def test_who_would_be_closer_elsewhere_is_told_where(costs):
    """In degrees: a to c is 3 and to b and d 3.5; c to a is 3 but to b and d 2.5; and so on."""
    found = member_facts(costs, CODES, PEOPLE, [[0, 2], [1, 3]])
    closer = {code: facts.closer_group for code, facts in found.items()}
    assert closer == {"a": 0, "b": 1, "c": 2, "d": 1}


def test_unknown_conditions_stay_unknown(costs):
    found = member_facts(costs, CODES, PEOPLE, [[0, 3], [1, 2]])
    assert found["d"].likeness is None
    assert found["b"].likeness == pytest.approx(1.0)
    assert group_facts(costs, PEOPLE, [0, 3]).likeness is None


def test_a_group_by_hand(costs):
    found = group_facts(costs, PEOPLE, [0, 1, 2])
    degree = 111.195
    assert found.mean_km == pytest.approx(2 * degree, abs=0.01)
    assert found.longest_km == pytest.approx(3 * degree, abs=0.01)
    assert found.typical_km == pytest.approx(3 * degree, abs=0.01)
    assert (found.population_low, found.population_high) == (10_000, 40_000)
    assert found.likeness == pytest.approx(5 / 6)
    assert found.cost == pytest.approx(2 / 3, abs=1e-4)


def test_facts_come_back_as_they_were_stored(costs):
    member = member_facts(costs, CODES, PEOPLE, [[0, 1], [2, 3]])["c"]
    assert MemberFacts.from_json(member.as_json()) == member
    group = group_facts(costs, PEOPLE, [0, 1])
    assert GroupFacts.from_json(group.as_json() | {"of a later version": 1}) == group
