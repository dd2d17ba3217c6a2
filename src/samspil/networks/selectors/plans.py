"""Reads of plans: the accepted ones and the proposals."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from samspil.networks import rules, sentences, services
from samspil.networks.facts import GroupFacts, MemberFacts
from samspil.networks.models import Group, GroupMember, GroupPlan
from samspil.networks.selectors.shown import GroupView, Quality, member_view, quality
from samspil.people.viewer import Viewer
from samspil.places import selectors as places

PROPOSALS_SHOWN = 3


@dataclass(frozen=True)
class PlanView:
    """A plan as its page shows it."""

    id: int
    number: int
    sector: str
    status: str
    groups: tuple[GroupView, ...]
    quality: Quality
    created_by: str
    created_at: dt.datetime
    accepted_by: str
    accepted_at: dt.datetime | None
    reason: str
    outdated: bool
    origin: str
    moves: int | None

    def group_of(self, code: str) -> GroupView | None:
        """Return the group a municipality is in."""
        return next((group for group in self.groups if code in group.codes), None)


def group_of(edition: str, sector: str, code: str) -> GroupView | None:
    """Return a municipality's group in the accepted plan, or None."""
    members = GroupMember.objects.filter(
        plan__edition=edition,
        plan__sector=sector,
        plan__status=GroupPlan.Status.ACCEPTED,
        municipality=code,
    )
    found = members.select_related("group").first()
    return None if found is None else _group(found.group, places.names())


def accepted_plan(viewer: Viewer, edition: str, sector: str) -> PlanView | None:
    """Return the accepted plan, for organisers and for the people of those who are in it."""
    plan = _plans(edition, sector).filter(status=GroupPlan.Status.ACCEPTED).first()
    if plan is None:
        return None
    members = [member.municipality_id for member in plan.members.all()]
    return _plan(plan) if rules.may_see(viewer, edition, members) else None


@dataclass(frozen=True)
class FormerPlan:
    """A plan that was accepted once and has been superseded: who, when, why."""

    id: int
    number: int
    accepted_by: str
    accepted_at: dt.datetime | None
    reason: str


def former_plans(viewer: Viewer, edition: str, sector: str) -> list[FormerPlan]:
    """Return the superseded plans, newest first, for organisers."""
    if not rules.may_form(viewer, edition):
        return []
    found = GroupPlan.objects.filter(
        edition=edition, sector=sector, status=GroupPlan.Status.SUPERSEDED
    )
    return [
        FormerPlan(plan.pk, plan.number, str(plan.accepted_by or ""), plan.accepted_at, plan.reason)
        for plan in found.select_related("accepted_by")
    ]


def is_formed(edition: str, sector: str) -> bool:
    """Whether groups have been accepted, whoever may see them."""
    return _plans(edition, sector).filter(status=GroupPlan.Status.ACCEPTED).exists()


def proposals(viewer: Viewer, edition: str, sector: str) -> list[PlanView]:
    """Return the newest open proposals, newest first; empty for all but organisers."""
    if not rules.may_form(viewer, edition):
        return []
    plans = _plans(edition, sector).filter(status=GroupPlan.Status.PROPOSED)
    return [_plan(plan) for plan in plans[:PROPOSALS_SHOWN]]


def plan(viewer: Viewer, edition: str, plan_id: int) -> PlanView | None:
    """Return one plan of an edition, where this viewer may see it."""
    found = _plans(edition).filter(pk=plan_id).first()
    if found is None:
        return None
    if rules.may_form(viewer, edition):
        return _plan(found)
    members = [member.municipality_id for member in found.members.all()]
    accepted = found.status == GroupPlan.Status.ACCEPTED
    return _plan(found) if accepted and rules.may_see(viewer, edition, members) else None


def _plans(edition: str, sector: str = "") -> QuerySet[GroupPlan]:
    found = GroupPlan.objects.filter(edition=edition)
    if sector:
        found = found.filter(sector=sector)
    return found.select_related("created_by", "accepted_by").prefetch_related(
        "members", "groups__members__municipality"
    )


def _plan(found: GroupPlan) -> PlanView:
    names = places.names()
    groups = tuple(_group(group, names) for group in found.groups.all())
    origin = str(found.parameters.get("origin", "best"))
    return PlanView(
        id=found.pk,
        number=found.number,
        sector=found.sector,
        status=found.status,
        groups=groups,
        quality=quality(found.cost, found.bound, groups, proved=found.proved, origin=origin),
        created_by=str(found.created_by),
        created_at=found.created_at,
        accepted_by=str(found.accepted_by or ""),
        accepted_at=found.accepted_at,
        reason=found.reason,
        outdated=services.is_outdated(found),
        origin=origin,
        moves=found.parameters.get("moves"),
    )


def _group(group: Group, names: Mapping[str, str]) -> GroupView:
    members = tuple(
        member_view(member.municipality_id, MemberFacts.from_json(member.facts), names)
        for member in group.members.all()
    )
    facts = GroupFacts.from_json(group.facts)
    return GroupView(group.number, members, sentences.group_reasons(facts), facts)
