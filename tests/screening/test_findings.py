"""Findings written anew, put first, taken out; the transitions they are about."""

import pytest

from samspil.people.services import NotAllowedError
from samspil.screening import selectors, services
from samspil.screening.models import FEW, Finding

CODE, OTHER = "E91", "E92"
SAID = {"lever": 5, "claim": "Barnet høres ikke", "kind": "justering", "bottom_line": "child"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def act(screening, viewer):
    """Do something to the screening as its chief."""

    def do(act_name, /, **given):
        return getattr(services, act_name)(actor=viewer("chief"), screening=screening.pk, **given)

    return do


def refused(act, act_name, field, /, **given):
    with pytest.raises(services.AnswerRefusedError) as error:
        act(act_name, **given)
    assert error.value.field == field


def test_a_finding_is_written_anew_with_its_sources(act, screening, viewer):
    source = act("add_document", title="Ti afgørelser")
    finding = act("add_finding", **SAID)
    changed = SAID | {"claim": "Barnet høres sjældent", "transition": "ordinary_special"}
    act("change_finding", finding=finding.pk, sources=[source.pk], **changed)
    view = selectors.screening(viewer=viewer("member"), screening=screening.pk)
    (row,) = view.findings
    assert (row.claim, row.transition) == ("Barnet høres sjældent", "ordinary_special")
    assert row.sources == ((source.pk, "Ti afgørelser"),)
    assert row.rests_on == "Ti afgørelser"
    about = {one.transition: one.findings for one in selectors.transitions(view)}
    assert about["ordinary_special"] == (row,)
    assert about["daycare_school"] == ()


def test_the_same_finding_is_not_written_twice_by_changing_one(act):
    act("add_finding", **SAID)
    other = act("add_finding", **(SAID | {"claim": "Noget andet"}))
    refused(act, "change_finding", "claim", finding=other.pk, **SAID)
    refused(act, "change_finding", "transition", finding=other.pk, **SAID, transition="hjem")
    third = SAID | {"claim": "Noget tredje", "sources": [999_999]}
    refused(act, "change_finding", "sources", finding=other.pk, **third)
    refused(act, "change_finding", "finding", finding=999_999, **SAID)
    assert {one.claim for one in Finding.objects.all()} == {SAID["claim"], "Noget andet"}


def test_a_few_are_put_first_in_an_order(act, screening, viewer):
    ids = [act("add_finding", **(SAID | {"claim": f"Fund {n}"})).pk for n in range(FEW + 1)]
    act("prioritise", findings=[ids[3], ids[0]])
    act("prioritise", findings=[ids[0], ids[4]])
    view = selectors.screening(viewer=viewer("chief"), screening=screening.pk)
    assert [one.id for one in view.first_findings] == [ids[0], ids[4]]
    refused(act, "prioritise", "findings", findings=ids)
    refused(act, "prioritise", "findings", findings=[ids[0], ids[0]])
    refused(act, "prioritise", "findings", findings=[999_999])
    view = selectors.screening(viewer=viewer("chief"), screening=screening.pk)
    assert [one.id for one in view.first_findings] == [ids[0], ids[4]], "nothing half done"


def test_a_finding_is_taken_out(act):
    finding = act("add_finding", **SAID)
    act("remove_finding", finding=finding.pk)
    assert not Finding.objects.exists()
    refused(act, "remove_finding", "finding", finding=finding.pk)


@pytest.mark.parametrize(("role", "place"), [("member", CODE), ("consultant", OTHER)])
def test_others_change_nothing(act, screening, viewer, role, place):
    finding, where = act("add_finding", **SAID), {"screening": screening.pk}
    actor = viewer(role, place)
    for do in (
        lambda: services.change_finding(actor=actor, **where, finding=finding.pk, **SAID),
        lambda: services.prioritise(actor=actor, **where, findings=[finding.pk]),
        lambda: services.remove_finding(actor=actor, **where, finding=finding.pk),
    ):
        with pytest.raises(NotAllowedError):
            do()
    assert Finding.objects.get().priority is None


def test_a_finished_screening_keeps_its_findings_as_they_are(act):
    finding = act("add_finding", **SAID)
    act("finish")
    for name, given in (
        ("change_finding", {"finding": finding.pk} | SAID),
        ("prioritise", {"findings": [finding.pk]}),
        ("remove_finding", {"finding": finding.pk}),
    ):
        with pytest.raises(services.FinishedError):
            act(name, **given)


def test_what_is_left_of_leadership_organisation_and_steering(filled, viewer):
    view = selectors.screening(viewer=viewer("chief"), screening=filled.pk)
    found = selectors.aspects(view)
    assert [one.aspect for one in found] == ["leadership", "organisation", "steering"]
    placed = [q for lever in view.levers for q in lever.questions if q.level is not None]
    assert sum(one.placed for one in found) == len(placed)
    assert sum(one.well for one in found) == sum(q.level >= 3 for q in placed)
    assert all(question.level <= 2 for one in found for question in one.left)
