"""Counts honour the scope of what they count, and name others no further than they are known."""

import pytest

from samspil.development.models import Process
from samspil.evaluation import selectors
from samspil.evaluation.criteria import Evidence
from samspil.knowledge import services as knowledge
from samspil.networks.models import Group, GroupMember, GroupPlan
from samspil.people.roles import Role

pytestmark = pytest.mark.django_db


def beside(viewer, criterion="C4", code="E01"):
    found = selectors.municipality(viewer, "example", code, "school")
    one = next(one for one in found.parts[0].criteria if one.criterion.id == criterion)
    return {row.kind: row for row in one.evidence}


@pytest.fixture
def publish(chief, viewer):
    def go(scope):
        case = knowledge.draft_from_process(actor=chief, process=Process.objects.get().pk)
        text = knowledge.CaseText(title="To voksne", summary="Vi prøvede.", body="Det lærte vi.",
                                  levers=(2,), scope=scope, trials=(1,))  # fmt: skip
        knowledge.edit(actor=chief, case=case.pk, text=text)
        knowledge.submit(actor=chief, case=case.pk)
        knowledge.publish(actor=viewer(Role.EDITOR), case=case.pk)
        return case.pk

    return go


def test_a_text_for_the_team_is_counted_for_the_team_alone(publish, chief, facilitator, viewer):
    publish("team")
    assert beside(chief)[Evidence.KNOWLEDGE].text.startswith("1 udgivet af kommunen")
    for other in (facilitator, viewer(Role.POLITICIAN, "E01")):
        row = beside(other)[Evidence.KNOWLEDGE]
        assert (row.amount, row.href) == (0, "")
        assert row.text.startswith("0 udgivet af kommunen")


def test_a_text_for_the_partnership_is_others_to_read(publish, chief, viewer):
    case = publish("partnership")
    assert beside(chief)[Evidence.KNOWLEDGE].href.startswith(f"/viden/{case}/")
    row = beside(viewer(Role.CHIEF, "E02"), code="E02")[Evidence.KNOWLEDGE]
    assert row.text == "0 udgivet af kommunen, 1 af andre i partnerskabet"


def test_an_accepted_group_is_named_and_a_proposed_one_is_not(chief):
    plan = GroupPlan.objects.create(edition="example", sector="school", number=1, parameters={},
                                    cost=0, bound=0, proved=True, seed=1, inputs="x")  # fmt: skip
    group = Group.objects.create(plan=plan, number=1, facts={})
    for code in ("E01", "E02", "E03"):
        GroupMember.objects.create(plan=plan, group=group, municipality_id=code, facts={})
    assert beside(chief)[Evidence.GROUP].text == "Ikke i en gruppe"
    GroupPlan.objects.update(
        status="accepted", accepted_at=plan.created_at, accepted_by=chief.user_id, reason="Nære"
    )
    assert beside(chief)[Evidence.GROUP].text == "I gruppe med Mønsterlev, Prøvestrand"
