"""Acts on groups: propose and accept."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils import timezone

from samspil.figures import snapshot
from samspil.networks import forming, rules, ruleset
from samspil.networks.models import Group, GroupMember, GroupPlan
from samspil.networks.services.errors import (
    NoSuchEditionError,
    NoSuchPlanError,
    ParticipantsChangedError,
    PlanNotOpenError,
    ReasonMissingError,
    TooFewParticipantsError,
)
from samspil.networks.services.wishes import networks_of, wished
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes

REASON_LENGTH = 1000
SHOWN = 3
"""So many proposals are laid side by side."""


def propose(*, actor: Viewer, edition: str, sector: str, seed: int = forming.SEED) -> GroupPlan:
    """Form the best groups of those registered; the same question again returns the same proposal.

    By the rules' own sizes and weights and the wishes written down. Raises NotAllowedError,
    NoSuchEditionError, TooFewParticipantsError, grouping.InvalidProblemError when the rules' sizes
    cannot be met, and grouping.InfeasibleError when wishes contradict each other.
    """
    question = question_for(actor, edition, sector, seed=seed)
    # Thinking takes seconds, so it happens before the transaction that would hold others up.
    return keep(actor, question, forming.form(question), origin="best")


def propose_several(*, actor: Viewer, question: forming.Question) -> list[GroupPlan]:
    """Form the best groups and up to two other good ones, in which people meet other people.

    Raises as ``propose``.
    """
    if not rules.may_form(actor, question.edition):
        raise people.NotAllowedError
    best = forming.form(question)
    found, seen = [keep(actor, question, best, origin="best")], [best.groups]
    while len(found) < SHOWN:
        other = forming.form_another(question, best, seen)
        if other is None:
            break
        seen.append(other.groups)
        found.append(keep(actor, question, other, origin="other"))
    return found


def question_for(
    actor: Viewer, edition: str, sector: str, *, seed: int = forming.SEED
) -> forming.Question:
    """Return what is asked of an edition's sector by the rules. Raises as ``propose``."""
    if not rules.may_form(actor, edition):
        raise people.NotAllowedError
    view = programmes.edition(edition)
    if view is None or sector not in view.content.sector_ids:
        raise NoSuchEditionError
    content = ruleset.current().content
    codes = tuple(place.code for place in programmes.participants(edition, sector))
    if len(codes) < content.sizes.min:
        raise TooFewParticipantsError(len(codes), content.sizes.min)
    together, apart = wished(edition, sector, codes)
    return forming.Question(
        codes=codes,
        sector=sector,
        low=content.sizes.min,
        high=content.sizes.max,
        weights=content.weights.weights(),
        seconds=content.seconds.proposal,
        seed=seed,
        edition=edition,
        together=together,
        apart=apart,
        networks=networks_of(edition, sector),
    )


def keep(
    actor: Viewer, question: forming.Question, formed: forming.Formed, *, origin: str
) -> GroupPlan:
    """Keep groups as a numbered proposal; those that say the same stand once.

    `origin` is ``best``, ``other``, ``repair`` or ``by_hand``.
    """
    parameters = _parameters(question) | {"origin": origin}
    if formed.grouping.moves is not None:
        parameters["moves"] = formed.grouping.moves
    try:
        return _store(actor, question.edition, question.sector, formed, parameters)
    except IntegrityError:
        # Somebody proposed at the same moment: now their proposal, and its number, can be seen.
        return _store(actor, question.edition, question.sector, formed, parameters)


def _parameters(question: forming.Question) -> dict[str, Any]:
    """Return what the groups were formed by, to be kept with the plan."""
    return {
        "rules": ruleset.current().version,
        "vintage": snapshot.current().vintage,
        "sizes": [question.low, question.high],
        "weights": dataclasses.asdict(question.weights),
        "seconds": question.seconds,
        "together": [list(pair) for pair in question.together],
        "apart": [list(pair) for pair in question.apart],
    }


@transaction.atomic
def _store(
    actor: Viewer, edition: str, sector: str, formed: forming.Formed, parameters: Mapping[str, Any]
) -> GroupPlan:
    """Write a proposal with its groups, or return the one that says the same."""
    found = formed.grouping
    plans = GroupPlan.objects.filter(edition=edition, sector=sector)
    standing = plans.filter(
        status=GroupPlan.Status.PROPOSED, inputs=found.inputs, seed=found.seed
    ).first()
    if standing is not None:
        return standing
    highest = plans.aggregate(highest=Max("number"))["highest"] or 0
    plan = GroupPlan.objects.create(
        edition=edition,
        sector=sector,
        number=highest + 1,
        parameters=parameters,
        cost=found.cost,
        bound=max(0.0, found.bound),
        proved=found.proved,
        seed=found.seed,
        inputs=found.inputs,
        created_by_id=actor.user_id,
    )
    _store_groups(plan, formed)
    people.record(
        actor=actor,
        action="networks.proposed",
        edition=edition,
        subject=f"group_plan:{plan.pk}",
        details={"sector": sector, "groups": len(formed.groups), "inputs": found.inputs},
    )
    return plan


def _store_groups(plan: GroupPlan, formed: forming.Formed) -> None:
    """Write the groups of a plan and who is in them."""
    members = []
    together = zip(formed.groups, formed.group_facts, strict=True)
    for number, (codes, facts) in enumerate(together, start=1):
        group = Group.objects.create(plan=plan, number=number, facts=facts.as_json())
        members += [
            GroupMember(
                plan=plan,
                group=group,
                municipality_id=code,
                facts=formed.member_facts[code].as_json(),
            )
            for code in codes
        ]
    GroupMember.objects.bulk_create(members)


@transaction.atomic
def accept(*, actor: Viewer, plan: int, reason: str) -> GroupPlan:
    """Accept a proposal with a reason; the plan accepted before is superseded.

    Raises NotAllowedError, NoSuchPlanError, PlanNotOpenError, ParticipantsChangedError and
    ReasonMissingError.
    """
    found = GroupPlan.objects.filter(pk=plan).first()
    if found is None:
        raise NoSuchPlanError
    if not rules.may_form(actor, found.edition):
        raise people.NotAllowedError
    why = reason.strip()
    if not why or len(why) > REASON_LENGTH:
        raise ReasonMissingError
    # All plans of the sector are held, so that two who accept at once come one after the other.
    plans = GroupPlan.objects.filter(edition=found.edition, sector=found.sector)
    held = {each.pk: each for each in plans.select_for_update().order_by("pk")}
    chosen = held[found.pk]
    if chosen.status != GroupPlan.Status.PROPOSED:
        raise PlanNotOpenError
    if is_outdated(chosen):
        raise ParticipantsChangedError
    plans.filter(status=GroupPlan.Status.ACCEPTED).update(status=GroupPlan.Status.SUPERSEDED)
    chosen.status = GroupPlan.Status.ACCEPTED
    chosen.accepted_by_id = actor.user_id
    chosen.accepted_at = timezone.now()
    chosen.reason = why
    chosen.save(update_fields=["status", "accepted_by", "accepted_at", "reason"])
    people.record(
        actor=actor,
        action="networks.accepted",
        edition=chosen.edition,
        subject=f"group_plan:{chosen.pk}",
        details={"sector": chosen.sector, "groups": chosen.groups.count()},
    )
    return chosen


def is_outdated(plan: GroupPlan) -> bool:
    """Say whether others are registered now than those in the plan."""
    now = {place.code for place in programmes.participants(plan.edition, plan.sector)}
    return now != set(plan.members.values_list("municipality_id", flat=True))
