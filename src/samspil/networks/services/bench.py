"""Acts at the workbench: lay groups out, move, pin, weigh, find the best, keep as a proposal.

Every act names the version it was made from; whoever comes later is told, and overwrites nothing.
"""

import dataclasses
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from samspil.methods.costs import Weights, part_names
from samspil.networks import forming, rules
from samspil.networks.models import Bench, GroupPlan
from samspil.networks.services import plans
from samspil.networks.services.errors import (
    InvalidChangeError,
    NoSuchPlanError,
    StaleBenchError,
)
from samspil.people import services as people
from samspil.people.viewer import Viewer

LARGEST_GROUP = 14
MOST_WEIGHT = 4


@transaction.atomic
def lay_out(*, actor: Viewer, edition: str, sector: str) -> Bench:
    """Return the workbench; the first time with the accepted groups, or all still to be placed.

    Raises NotAllowedError, NoSuchEditionError and TooFewParticipantsError.
    """
    question = plans.question_for(actor, edition, sector)
    accepted = GroupPlan.objects.filter(
        edition=edition, sector=sector, status=GroupPlan.Status.ACCEPTED
    ).first()
    bench, _is_new = Bench.objects.get_or_create(
        edition=edition,
        sector=sector,
        defaults={
            "weights": dataclasses.asdict(question.weights),
            "low": question.low,
            "high": question.high,
            "groups": groups_of(accepted) if accepted else [],
            "based_on": accepted,
            "changed_by_id": actor.user_id,
        },
    )
    return bench


@transaction.atomic
def arrange(*, actor: Viewer, plan: int, version: int) -> Bench:
    """Lay a plan's groups on the table.

    Raises NotAllowedError, NoSuchPlanError, StaleBenchError.
    """
    found = GroupPlan.objects.filter(pk=plan).first()
    if found is None:
        raise NoSuchPlanError
    bench = _held(actor, found.edition, found.sector, version)
    bench.groups, bench.pinned, bench.based_on = groups_of(found), [], found
    return _changed(bench, actor)


@transaction.atomic
def move(*, actor: Viewer, edition: str, sector: str, version: int, code: str, group: int) -> Bench:
    """Move a municipality to a group by its number; one more than there are makes a new group.

    Raises NotAllowedError, StaleBenchError, InvalidChangeError.
    """
    bench = _held(actor, edition, sector, version)
    question = plans.question_for(actor, edition, sector)
    groups = [[each for each in members if each != code] for members in bench.groups]
    if code not in question.codes or not 1 <= group <= len(groups) + 1:
        raise InvalidChangeError
    if group > len(groups):
        groups.append([])
    groups[group - 1].append(code)
    bench.groups = [members for members in groups if members]
    bench.pinned = [each for each in bench.pinned if each != code]
    return _changed(bench, actor)


@transaction.atomic
def swap(*, actor: Viewer, edition: str, sector: str, version: int, code: str, other: str) -> Bench:
    """Let two municipalities change places.

    Raises NotAllowedError, StaleBenchError, InvalidChangeError.
    """
    bench = _held(actor, edition, sector, version)
    placed = {each for members in bench.groups for each in members}
    if not {code, other} <= placed or code == other:
        raise InvalidChangeError
    places = {code: other, other: code}
    bench.groups = [[places.get(each, each) for each in members] for members in bench.groups]
    bench.pinned = [each for each in bench.pinned if each not in places]
    return _changed(bench, actor)


@transaction.atomic
def pin(*, actor: Viewer, edition: str, sector: str, version: int, code: str, stays: bool) -> Bench:
    """Let a municipality stay where it is, or no longer.

    Raises NotAllowedError, StaleBenchError, InvalidChangeError.
    """
    bench = _held(actor, edition, sector, version)
    if code not in {each for members in bench.groups for each in members}:
        raise InvalidChangeError
    others = [each for each in bench.pinned if each != code]
    bench.pinned = sorted([*others, code]) if stays else others
    return _changed(bench, actor)


@transaction.atomic
def weigh(
    *,
    actor: Viewer,
    edition: str,
    sector: str,
    version: int,
    weights: Mapping[str, int],
    low: int,
    high: int,
) -> Bench:
    """Set how much each part counts (0 to 4) and how large groups may be.

    Raises NotAllowedError, StaleBenchError, InvalidChangeError.
    """
    bench = _held(actor, edition, sector, version)
    counted = [weights.get(part, 0) for part in part_names()]
    if not all(0 <= each <= MOST_WEIGHT for each in counted) or not any(counted):
        raise InvalidChangeError
    if not 2 <= low <= high <= LARGEST_GROUP:
        raise InvalidChangeError
    bench.weights = dict(zip(part_names(), counted, strict=True))
    bench.low, bench.high = low, high
    return _changed(bench, actor)


def propose_from(*, actor: Viewer, edition: str, sector: str, version: int) -> list[GroupPlan]:
    """Form the best groups and two other good ones by the workbench's weights and sizes.

    Nothing on the table moves. Raises NotAllowedError, StaleBenchError, and as ``propose``.
    """
    bench = _current(actor, edition, sector, version)
    return plans.propose_several(actor=actor, question=question_of(actor, bench))


def find_best(*, actor: Viewer, edition: str, sector: str, version: int) -> Bench:
    """Let everybody who is not pinned go where the whole fits best.

    Raises NotAllowedError, StaleBenchError, and as ``propose`` for sizes and wishes.
    """
    bench = _current(actor, edition, sector, version)
    question = question_of(actor, bench)
    formed = forming.form(_with_pins(question, bench))
    with transaction.atomic():
        held = _held(actor, edition, sector, version)
        held.groups = [list(group) for group in formed.groups]
        return _changed(held, actor)


def repair(*, actor: Viewer, edition: str, sector: str) -> GroupPlan:
    """Propose the accepted groups again for those taking part now, with as few moves as possible.

    Raises NotAllowedError, NoSuchPlanError where none are accepted, and as ``propose``.
    """
    question = plans.question_for(actor, edition, sector)
    accepted = GroupPlan.objects.filter(
        edition=edition, sector=sector, status=GroupPlan.Status.ACCEPTED
    ).first()
    if accepted is None:
        raise NoSuchPlanError
    question = dataclasses.replace(
        question,
        weights=weights_of(accepted.parameters["weights"]),
        low=accepted.parameters["sizes"][0],
        high=accepted.parameters["sizes"][1],
        previous=tuple(tuple(group) for group in groups_of(accepted)),
    )
    return plans.keep(actor, question, forming.form(question), origin="repair")


def keep_proposal(*, actor: Viewer, edition: str, sector: str, version: int) -> GroupPlan:
    """Keep what is on the table as a proposal, which can then be accepted.

    Raises NotAllowedError, StaleBenchError, and InvalidChangeError while somebody who takes part
    has no place, or somebody who does not has one.
    """
    bench = _current(actor, edition, sector, version)
    question = question_of(actor, bench)
    groups = tuple(tuple(group) for group in bench.groups)
    if {code for group in groups for code in group} != set(question.codes):
        raise InvalidChangeError
    best = forming.form(question)
    if set(map(frozenset, best.groups)) == set(map(frozenset, groups)):
        return plans.keep(actor, question, best, origin="best")
    made = forming.judge(question, groups, bound=best.grouping.bound)
    return plans.keep(actor, question, made, origin="by_hand")


def question_of(actor: Viewer, bench: Bench) -> forming.Question:
    """Return what is asked by the workbench's weights and sizes, of those taking part now."""
    return dataclasses.replace(
        plans.question_for(actor, bench.edition, bench.sector),
        weights=weights_of(bench.weights),
        low=bench.low,
        high=bench.high,
    )


def weights_of(stored: Mapping[str, float]) -> Weights:
    """Return weights as the method takes them; an earlier version had three."""
    return Weights(**{part: float(stored.get(part, 0)) for part in part_names()})


def groups_of(plan: GroupPlan) -> list[list[str]]:
    """Return the codes of a plan's groups, in their sequence."""
    return [
        [member.municipality_id for member in group.members.all()]
        for group in plan.groups.prefetch_related("members")
    ]


def _with_pins(question: forming.Question, bench: Bench) -> forming.Question:
    """Return the question with the pinned kept together, and apart from those pinned elsewhere."""
    fixed = [
        tuple(code for code in members if code in bench.pinned and code in question.codes)
        for members in bench.groups
    ]
    fixed = [group for group in fixed if group]
    first_of_each = tuple(group[0] for group in fixed)
    return dataclasses.replace(
        question,
        together=(*question.together, *(group for group in fixed if len(group) > 1)),
        apart=(*question.apart, *((first_of_each,) if len(first_of_each) > 1 else ())),
    )


def _current(actor: Viewer, edition: str, sector: str, version: int) -> Bench:
    """Return the workbench if it is still as it was shown.

    Raises NotAllowedError, StaleBenchError.
    """
    if not rules.may_form(actor, edition):
        raise people.NotAllowedError
    bench = (
        Bench.objects.select_related("changed_by").filter(edition=edition, sector=sector).first()
    )
    if bench is None:
        raise InvalidChangeError
    if bench.version != version:
        raise StaleBenchError(str(bench.changed_by or ""))
    return bench


def _held(actor: Viewer, edition: str, sector: str, version: int) -> Bench:
    """Return the same, held until the transaction ends."""
    if rules.may_form(actor, edition):
        Bench.objects.select_for_update().filter(edition=edition, sector=sector).first()
    return _current(actor, edition, sector, version)


def _changed(bench: Bench, actor: Viewer) -> Bench:
    # SQLite holds no row: the version in the condition lets only one of two who press at once in.
    done = Bench.objects.filter(pk=bench.pk, version=bench.version).update(
        groups=bench.groups,
        pinned=bench.pinned,
        weights=bench.weights,
        low=bench.low,
        high=bench.high,
        based_on=bench.based_on,
        version=bench.version + 1,
        changed_by_id=actor.user_id,
        changed_at=timezone.now(),
    )
    if not done:
        raise StaleBenchError("")
    bench.refresh_from_db()
    return bench
