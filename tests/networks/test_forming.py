"""Groups of real and invented municipalities: reproducible, and the best by a plain count."""

import json
from itertools import combinations

import numpy as np
import pytest

from samspil.definitions import DefinitionError, load_file
from samspil.methods.costs import Weights, pair_costs
from samspil.methods.grouping import InvalidProblemError
from samspil.networks import forming, ruleset
from samspil.networks.forming import Question, UnknownMunicipalitiesError, form
from samspil.networks.likeness import condition_distances
from samspil.networks.ruleset import GroupRules
from samspil.places.models import Municipality

pytestmark = pytest.mark.django_db

WEIGHTS = Weights(2, 1, 1)
JUTLAND = ("615", "661", "671", "706", "707", "710", "727", "730", "740", "741", "746", "751")


def question(codes, low=3, high=5, sector="school", **more):
    return Question(tuple(codes), sector, low, high, WEIGHTS, seconds=4.0, **more)


def test_twelve_real_municipalities_are_grouped_once_and_proved():
    found = form(question(JUTLAND))
    assert sorted(code for group in found.groups for code in group) == sorted(JUTLAND)
    assert all(3 <= len(group) <= 5 for group in found.groups)
    assert found.grouping.proved
    assert len(found.group_facts) == len(found.groups)
    assert set(found.member_facts) == set(JUTLAND)


def test_the_same_question_gives_the_same_groups_whatever_the_order():
    first = form(question(JUTLAND))
    forming._formed.cache_clear()
    again = form(question(reversed(JUTLAND)))
    assert again.groups == first.groups
    assert again.grouping.inputs == first.grouping.inputs
    assert again.member_facts == first.member_facts


def test_no_other_way_of_two_threes_is_better():
    codes = sorted(JUTLAND[:6])
    found = form(question(codes, 3, 3))
    rows = [Municipality.objects.get(pk=code) for code in codes]
    total = pair_costs(
        points=[[row.latitude, row.longitude] for row in rows],
        populations=[row.population for row in rows],
        distances=condition_distances(codes, "school"),
        weights=WEIGHTS,
    ).total

    def cost(group):
        return sum(np.mean([total[a, b] for b in group if b != a]) for a in group)

    ways = [
        cost((0, *pair)) + cost([m for m in range(6) if m not in (0, *pair)])
        for pair in combinations(range(1, 6), 2)
    ]
    assert found.grouping.cost == pytest.approx(min(ways))


def test_forty_municipalities_are_answered_in_time():
    codes = Municipality.objects.filter(is_example=False).values_list("code", flat=True)[:40]
    asked = Question(tuple(codes), "daycare", 3, 5, WEIGHTS, seconds=1.5)
    found = form(asked)
    assert len(found.member_facts) == sum(map(len, found.groups)) == 40
    assert found.grouping.bound <= found.grouping.cost
    # The work is counted, not timed; the clock is the safety net of a busy machine.
    assert found.grouping.seconds < 4


def test_sizes_that_cannot_be_met_say_what_could():
    with pytest.raises(InvalidProblemError) as refused:
        form(question(JUTLAND[:7], 5, 6))
    assert refused.value.complaints[0].code == "impossible_sizes"


def test_unknown_codes_are_named():
    with pytest.raises(UnknownMunicipalitiesError) as refused:
        form(question(["615", "999", "661", "000"]))
    assert refused.value.codes == ("000", "999")


def test_the_rules_are_as_documented():
    content = ruleset.current().content
    assert (content.sizes.min, content.sizes.max) == (3, 5)
    assert content.weights.weights() == Weights(2, 1, 1)
    assert content.seconds.scenario <= 1.5
    assert (content.scenario.min, content.scenario.max) == (6, 40)


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("max = 5", "max = 2", "sizes"),
        ("min = 3", "min = 1", "sizes.min"),
        ("2\nsize = 1\ncomparability = 1", "0\nsize = 0\ncomparability = 0", "weights"),
        ("scenario = 1.5", "scenario = 0", "seconds.scenario"),
    ],
)  # fmt: skip
def test_rules_that_make_no_sense_are_refused_by_key(tmp_path, old, new, key):
    from importlib.resources import files

    text = (files("samspil.networks") / "definitions/rules/default.toml").read_text()
    assert old in text
    file = tmp_path / "default.toml"
    file.write_text(text.replace(old, new))
    with pytest.raises(DefinitionError, match=key):
        load_file(file, GroupRules)


def test_facts_are_plain_json():
    found = form(question(JUTLAND[:6]))
    for facts in (*found.group_facts, *found.member_facts.values()):
        assert json.loads(json.dumps(facts.as_json())) == facts.as_json()
