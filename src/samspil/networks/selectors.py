"""Reads of groups: accepted ones, proposals, and scenarios that claim nothing about anybody."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from samspil.methods.costs import Weights
from samspil.networks import forming, rules, ruleset, sentences, services
from samspil.networks.facts import GroupFacts, MemberFacts
from samspil.networks.models import Group, GroupMember, GroupPlan
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.places import selectors as places

PROPOSALS_SHOWN = 3


@dataclass(frozen=True)
class MemberView:
    """A municipality in a group and why it is there."""

    code: str
    name: str
    facts: MemberFacts
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class GroupView:
    """A group: its number, its members in alphabetical order, what holds it together."""

    number: int
    members: tuple[MemberView, ...]
    reasons: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The members' codes."""
        return tuple(member.code for member in self.members)

    @property
    def names(self) -> tuple[str, ...]:
        """The members' names."""
        return tuple(member.name for member in self.members)


@dataclass(frozen=True)
class Quality:
    """How good groups are, in words, and the measure in digits."""

    fit: str
    proof: str
    measure: str
    proved: bool


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

    def group_of(self, code: str) -> GroupView | None:
        """Return the group a municipality is in."""
        return next((group for group in self.groups if code in group.codes), None)


@dataclass(frozen=True)
class ScenarioView:
    """Groups of municipalities that nobody has asked."""

    sector: str
    groups: tuple[GroupView, ...]
    quality: Quality
    inputs: str


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


def scenario(
    viewer: Viewer, *, codes: Sequence[str], sector: str, low: int, high: int
) -> ScenarioView:
    """Return groups of any municipalities, as if they took part; stores nothing.

    Raises NotAllowedError, forming.UnknownMunicipalitiesError, and grouping.InvalidProblemError
    when so many cannot be divided into groups of `low` to `high`.
    """
    if not rules.may_try_scenarios(viewer):
        raise people.NotAllowedError
    content = ruleset.current().content
    question = forming.Question(
        codes=tuple(sorted(set(codes))),
        sector=sector,
        low=low,
        high=high,
        weights=_weights(),
        seconds=content.seconds.scenario,
    )
    formed = forming.form(question)
    names = places.names()
    found = formed.grouping
    order = _danish_order(names)
    groups = tuple(
        GroupView(
            number,
            tuple(
                _member(code, formed.member_facts[code], names)
                for code in sorted(members, key=order.__getitem__)
            ),
            sentences.group_reasons(facts),
        )
        for number, (members, facts) in enumerate(
            zip(formed.groups, formed.group_facts, strict=True), start=1
        )
    )
    quality = _quality(found.cost, found.bound, groups, proved=found.proved)
    return ScenarioView(sector, groups, quality, found.inputs)


def _weights() -> Weights:
    return ruleset.current().content.weights.weights()


def _danish_order(names: Mapping[str, str]) -> dict[str, int]:
    """Return each code's place in the Danish alphabet of names."""
    known = (*places.real_municipalities(), *places.example_municipalities())
    ordered = sorted(known, key=lambda place: place.sort_key)
    return {place.code: number for number, place in enumerate(ordered) if place.code in names}


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
    return PlanView(
        id=found.pk,
        number=found.number,
        sector=found.sector,
        status=found.status,
        groups=groups,
        quality=_quality(found.cost, found.bound, groups, proved=found.proved),
        created_by=str(found.created_by),
        created_at=found.created_at,
        accepted_by=str(found.accepted_by or ""),
        accepted_at=found.accepted_at,
        reason=found.reason,
        outdated=services.is_outdated(found),
    )


def _group(group: Group, names: Mapping[str, str]) -> GroupView:
    members = tuple(
        _member(member.municipality_id, MemberFacts.from_json(member.facts), names)
        for member in group.members.all()
    )
    reasons = sentences.group_reasons(GroupFacts.from_json(group.facts))
    return GroupView(group.number, members, reasons)


def _member(code: str, facts: MemberFacts, names: Mapping[str, str]) -> MemberView:
    return MemberView(code, names[code], facts, sentences.member_reasons(facts, names))


def _quality(cost: float, bound: float, groups: Sequence[GroupView], *, proved: bool) -> Quality:
    """Return how good groups are; cost and bound are sums over the members."""
    members = sum(len(group.members) for group in groups)
    gap = (cost - bound) / cost if cost > 0 else 0.0
    return Quality(
        fit=sentences.fit(cost / members, len(groups)),
        proof=sentences.proof(proved=proved, gap=gap),
        measure=sentences.measure(cost / members, bound / members),
        proved=proved,
    )
