"""What each viewer is shown of groups, and in which words."""

import pytest
from django.utils import translation

from samspil.networks import selectors, sentences, services
from samspil.networks.facts import GroupFacts, MemberFacts
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY

pytestmark = pytest.mark.django_db
REAL = ("101", "147", "157", "159", "161", "163", "165", "167", "169")


@pytest.fixture
def accepted(twelve, with_figures, facilitator):
    plan = services.propose(actor=facilitator, edition=twelve, sector="school")
    return services.accept(actor=facilitator, plan=plan.pk, reason="De ligger godt")


def test_the_accepted_plan_is_for_those_in_it_and_organisers(accepted, facilitator, viewer):
    for who in (facilitator, viewer(Role.CHIEF, "E02"), viewer(Role.POLITICIAN, "E12")):
        found = selectors.accepted_plan(who, "example", "school")
        assert found is not None
        assert (found.reason, found.outdated) == ("De ligger godt", False)
        assert selectors.plan(who, "example", accepted.pk) == found
    for who in (ANYBODY, viewer(Role.CHIEF, "615"), viewer(Role.EDITOR)):
        assert selectors.accepted_plan(who, "example", "school") is None
        assert selectors.plan(who, "example", accepted.pk) is None


def test_proposals_are_for_organisers_alone(twelve, facilitator, viewer):
    plan = services.propose(actor=facilitator, edition=twelve, sector="school")
    chief = viewer(Role.CHIEF, "E01")
    assert [each.id for each in selectors.proposals(facilitator, twelve, "school")] == [plan.pk]
    assert selectors.proposals(chief, twelve, "school") == []
    assert selectors.plan(chief, twelve, plan.pk) is None
    assert selectors.plan(facilitator, "2022-23", plan.pk) is None


def test_members_stand_in_danish_order_with_three_reasons_or_four(accepted, facilitator):
    found = selectors.accepted_plan(facilitator, "example", "school")
    assert found is not None
    for group in found.groups:
        assert list(group.names) == sorted(
            group.names, key=lambda n: n.lower().replace("ø", "|").replace("æ", "{")
        )
        assert len(group.reasons) == 3
        for member in group.members:
            assert len(member.reasons) in (3, 4)
            assert "km i gennemsnit til de andre" in member.reasons[0]
            assert "vilkår" in member.reasons[1]
            assert "indbyggere; de andre har" in member.reasons[2]


def test_group_of_gives_the_same_group(accepted, facilitator):
    plan = selectors.accepted_plan(facilitator, "example", "school")
    assert plan is not None
    assert selectors.group_of("example", "school", "E05") == plan.group_of("E05")


def test_a_scenario_of_real_municipalities_stores_nothing(viewer, facilitator):
    from samspil.networks.models import GroupPlan

    found = selectors.scenario(facilitator, codes=REAL, sector="school", low=3, high=3)
    assert sorted(code for group in found.groups for code in group.codes) == sorted(REAL)
    assert found.quality.proved
    assert not GroupPlan.objects.exists()
    chief = viewer(Role.CHIEF, "615")
    assert selectors.scenario(chief, codes=REAL[::-1], sector="school", low=3, high=3) == found


def test_scenarios_are_not_for_everybody(viewer):
    for who in (ANYBODY, viewer(Role.EDITOR), viewer()):
        with pytest.raises(NotAllowedError):
            selectors.scenario(who, codes=REAL, sector="school", low=3, high=5)


MEMBER = MemberFacts(61_300, "E02", 22.4, 51.6, 0.604, 22_400, 58_900, 0)


def test_reasons_in_both_languages():
    danish = sentences.member_reasons(MEMBER, {"E02": "Prøvestrand"})
    assert danish == (
        "52 km i gennemsnit til de andre; nærmest er Prøvestrand, 22 km væk.",
        "Forskellen i vilkår er 40 pct. mindre end hos et typisk par.",
        "61.300 indbyggere; de andre har 22.400 til 58.900.",
    )
    with translation.override("en"):
        english = sentences.member_reasons(MEMBER, {"E02": "Prøvestrand"})
    assert english == (
        "52 km to the others on average; the nearest is Prøvestrand, 22 km away.",
        "The difference in conditions is 40 per cent less than between a typical pair.",
        "61,300 inhabitants; the others have 22,400 to 58,900.",
    )


@pytest.mark.parametrize(
    ("likeness", "words"),
    [
        (None, "mangler tal"),
        (1.0, "som hos et typisk par"),
        (0.95, "som hos et typisk par"),
        (1.05, "som hos et typisk par"),
        (0.94, "6 pct. mindre"),
        (1.5, "50 pct. større"),
    ],
)
def test_likeness_in_words(likeness, words):
    facts = GroupFacts(10.0, 20.0, 30.0, likeness, 5, 5, 0.5)
    reasons = sentences.group_reasons(facts)
    assert words in reasons[1]
    assert reasons[2] == "Kommunerne har 5 indbyggere."


def test_a_closer_group_is_told():
    facts = MemberFacts(5, "E02", 1.0, 1.0, None, 5, 5, 3)
    assert "tættere på gruppe 3" in sentences.member_reasons(facts, {})[3]


@pytest.mark.parametrize(
    ("share", "words"), [(0.62, "38 pct. tættere"), (0.97, "omtrent"), (1.2, "omtrent")]
)
def test_fit_in_words(share, words):
    assert words in sentences.fit(share, 3)


def test_one_group_is_not_compared():
    assert sentences.fit(0.5, 1) == "Alle er i samme gruppe."
    assert sentences.map_title("Skole", 1) == "Skole: én gruppe"
    assert sentences.map_title("Skole", 3) == "Skole: 3 grupper"


def test_what_is_not_proved_promises_no_more_than_holds():
    assert "bevist" in sentences.proof(proved=True, gap=0.0)
    assert "højst være 3,3 pct. bedre" in sentences.proof(proved=False, gap=0.0321)
    assert "højst være 0,1 pct. bedre" in sentences.proof(proved=False, gap=0.0000001)
