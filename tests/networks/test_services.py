"""Proposing and accepting: rules, versions, the audit trail, and what the database refuses."""

import pytest
from django.db import IntegrityError, transaction

from samspil.methods.grouping import InvalidProblemError
from samspil.networks import selectors, services
from samspil.networks.models import Group, GroupMember, GroupPlan
from samspil.people import events
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY

pytestmark = pytest.mark.django_db


def test_a_proposal_holds_everybody_registered_once(proposal):
    members = list(proposal.members.values_list("municipality_id", flat=True))
    assert sorted(members) == [f"E{n:02}" for n in range(1, 13)]
    sizes = [group.members.count() for group in proposal.groups.all()]
    assert all(3 <= size <= 5 for size in sizes)
    assert (proposal.number, proposal.status, proposal.proved) == (1, "proposed", True)
    assert proposal.parameters["sizes"] == [3, 5]
    weights = {"travel": 2, "size": 1, "comparability": 1, "complementarity": 0}
    assert proposal.parameters["weights"] == weights
    for member in proposal.members.select_related("group"):
        assert member.group.plan_id == member.plan_id


def test_one_event_says_who_proposed_what(proposal, facilitator):
    event = AuditEvent.objects.get(action="networks.proposed")
    assert event.subject == f"group_plan:{proposal.pk}"
    assert (event.actor_id, event.edition) == (facilitator.user_id, "example")
    sentence = events.sentence(event.action, actor="Ada", municipality="", details=event.details)
    assert sentence == f"Ada dannede et forslag med {proposal.groups.count()} sparringsgrupper."


def test_asking_twice_is_asking_once(proposal, facilitator):
    again = services.propose(actor=facilitator, edition="example", sector="school")
    assert again.pk == proposal.pk
    assert AuditEvent.objects.filter(action="networks.proposed").count() == 1


def test_another_sector_has_plans_of_its_own(proposal, facilitator):
    daycare = services.propose(actor=facilitator, edition="example", sector="daycare")
    assert daycare.number == 1
    assert daycare.members.count() == 4
    assert daycare.groups.count() == 1


def test_accepting_keeps_who_when_and_why(proposal, facilitator):
    found = services.accept(actor=facilitator, plan=proposal.pk, reason="  De kan nå hinanden. ")
    found.refresh_from_db()
    assert (found.status, found.reason) == ("accepted", "De kan nå hinanden.")
    assert found.accepted_by_id == facilitator.user_id
    assert found.accepted_at is not None
    assert AuditEvent.objects.filter(action="networks.accepted").count() == 1
    group = selectors.group_of("example", "school", "E01")
    assert group is not None
    assert "E01" in group.codes
    assert selectors.group_of("example", "daycare", "E01") is None
    assert selectors.group_of("2022-23", "school", "E01") is None


def test_the_former_plan_is_superseded_and_kept(proposal, facilitator, registering):
    services.accept(actor=facilitator, plan=proposal.pk, reason="Først")
    changed = services.propose(actor=facilitator, edition="example", sector="school", seed=2)
    assert changed.number == 2
    services.accept(actor=facilitator, plan=changed.pk, reason="Bedre")
    proposal.refresh_from_db()
    assert (proposal.status, proposal.reason) == ("superseded", "Først")
    assert GroupPlan.objects.filter(status="accepted").get().pk == changed.pk
    (former,) = selectors.former_plans(facilitator, "example", "school")
    assert (former.number, former.reason) == (1, "Først")
    assert former.accepted_by == facilitator.name


def test_the_later_of_two_who_accept_is_told(small, facilitator):
    services.accept(actor=facilitator, plan=small.pk, reason="Først")
    with pytest.raises(services.PlanNotOpenError):
        services.accept(actor=facilitator, plan=small.pk, reason="Også mig")
    assert AuditEvent.objects.filter(action="networks.accepted").count() == 1
    small.refresh_from_db()
    assert small.reason == "Først"


def test_a_plan_without_the_latest_registration_is_not_accepted(edition, facilitator, registering):
    for code in ("E01", "E02", "E03"):
        registering(code, "school")
    plan = services.propose(actor=facilitator, edition=edition, sector="school")
    registering("E04", "school")
    with pytest.raises(services.ParticipantsChangedError):
        services.accept(actor=facilitator, plan=plan.pk, reason="For sent")
    assert selectors.proposals(facilitator, edition, "school")[0].outdated


@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001])
def test_accepting_needs_a_reason(small, facilitator, reason):
    with pytest.raises(services.ReasonMissingError):
        services.accept(actor=facilitator, plan=small.pk, reason=reason)
    small.refresh_from_db()
    assert small.status == "proposed"


@pytest.mark.parametrize("registered", [0, 1, 2])
def test_too_few_make_no_group(edition, facilitator, registering, registered):
    for number in range(registered):
        registering(f"E0{number + 1}", "school")
    with pytest.raises(services.TooFewParticipantsError) as few:
        services.propose(actor=facilitator, edition=edition, sector="school")
    assert (few.value.count, few.value.needed) == (registered, 3)
    assert not GroupPlan.objects.exists()


def test_sizes_nobody_can_meet(edition, facilitator, registering, monkeypatch):
    from samspil.networks import ruleset

    definition = ruleset.current()
    sizes = ruleset.Range(min=3, max=3)
    content = definition.content.model_copy(update={"sizes": sizes})
    odd = type(definition)(definition.id, definition.version, content, definition.path)
    monkeypatch.setattr(ruleset, "current", lambda: odd)
    for code in ("E01", "E02", "E03", "E04"):
        registering(code, "school")
    with pytest.raises(InvalidProblemError):
        services.propose(actor=facilitator, edition=edition, sector="school")


@pytest.mark.parametrize(("edition_id", "sector"), [("1999", "school"), ("example", "both")])
def test_unknown_edition_or_sector(edition, facilitator, edition_id, sector):
    with pytest.raises(services.NoSuchEditionError):
        services.propose(actor=facilitator, edition=edition_id, sector=sector)


@pytest.mark.parametrize("role", [None, Role.CHIEF, Role.CONSULTANT, Role.EDITOR])
def test_only_organisers_propose_and_accept(small, viewer, role):
    actor = viewer(role, "E01" if role in (Role.CHIEF, Role.CONSULTANT) else "")
    with pytest.raises(NotAllowedError):
        services.propose(actor=actor, edition="example", sector="school")
    with pytest.raises(NotAllowedError):
        services.accept(actor=actor, plan=small.pk, reason="Fordi")
    with pytest.raises(NotAllowedError):
        services.accept(actor=ANYBODY, plan=small.pk, reason="Fordi")


def test_a_facilitator_of_another_edition_may_not(small, viewer):
    other = viewer(Role.FACILITATOR, edition="2022-23")
    with pytest.raises(NotAllowedError):
        services.accept(actor=other, plan=small.pk, reason="Fordi")


def test_a_plan_that_is_not_there(edition, facilitator):
    with pytest.raises(services.NoSuchPlanError):
        services.accept(actor=facilitator, plan=99, reason="Fordi")


def test_two_proposals_at_the_same_moment_stand_as_one(twelve, facilitator, monkeypatch):
    """The second loses the race for the number, looks again, and finds the first one's proposal."""
    real, calls = services.plans._store, []

    def store(*arguments):
        calls.append(1)
        if len(calls) == 1:
            real(*arguments)
            raise IntegrityError
        return real(*arguments)

    monkeypatch.setattr(services.plans, "_store", store)
    plan = services.propose(actor=facilitator, edition=twelve, sector="school")
    assert GroupPlan.objects.get().pk == plan.pk


# What must never be false, by trying.

BASE = {
    "edition": "x",
    "sector": "school",
    "number": 1,
    "parameters": {},
    "cost": 2.0,
    "bound": 2.0,
    "proved": True,
    "seed": 1,
    "inputs": "abc",
}


def broken(**fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupPlan.objects.create(**BASE | fields)


def test_the_database_refuses_what_cannot_be(facilitator):
    from django.utils import timezone

    broken(status="lost")
    broken(sector="both")
    broken(edition="")
    broken(inputs="")
    broken(cost=1.0)
    broken(bound=-1.0)
    broken(reason="En grund uden godkendelse")
    done = {"accepted_by_id": facilitator.user_id, "accepted_at": timezone.now(), "reason": "x"}
    broken(status="accepted")
    broken(status="accepted", **done | {"reason": ""})
    broken(status="superseded", **done | {"accepted_by_id": None})
    GroupPlan.objects.create(**BASE | done | {"status": "accepted"})
    broken(number=1, inputs="other")
    broken(number=2, status="accepted", **done)
    GroupPlan.objects.create(**BASE | {"number": 2})
    broken(number=3)


def test_the_database_keeps_everybody_in_one_group(edition):
    plan = GroupPlan.objects.create(**BASE)
    one, two = (Group.objects.create(plan=plan, number=n, facts={}) for n in (1, 2))
    GroupMember.objects.create(plan=plan, group=one, municipality_id="E01", facts={})
    with pytest.raises(IntegrityError), transaction.atomic():
        GroupMember.objects.create(plan=plan, group=two, municipality_id="E01", facts={})
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.create(plan=plan, number=1, facts={})
    with pytest.raises(IntegrityError), transaction.atomic():
        Group.objects.create(plan=plan, number=0, facts={})
