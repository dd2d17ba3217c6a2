"""Findings: what is claimed, on what, what is recommended, and what comes first."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from samspil.people.viewer import Viewer
from samspil.screening.instrument import LEVERS
from samspil.screening.models import FEW, Evidence, Finding, Screening
from samspil.screening.services.held import AnswerRefusedError, changed, opened, record


@transaction.atomic
def add_finding(
    *,
    actor: Viewer,
    screening: int,
    lever: int,
    claim: str,
    kind: str,
    bottom_line: str,
    evidence: str = "",
    effect: int | None = None,
    effort: int | None = None,
    transition: str = "",
    sources: Sequence[int] = (),
) -> Finding:
    """Write a finding; the same claim of the same kind on the same lever again adds nothing.

    ``effect`` and ``effort`` run from 1 to 3 and are given both or not at all; ``sources`` are
    ids of the screening's evidence. Raises NotAllowedError, Screening.DoesNotExist, FinishedError
    and AnswerRefusedError.
    """
    found = opened(actor, screening)
    said = _checked(
        lever=lever,
        claim=claim,
        kind=kind,
        bottom_line=bottom_line,
        evidence=evidence,
        effect=effect,
        effort=effort,
        transition=transition,
    )
    rests_on = _sources(found, sources)
    standing = Finding.objects.filter(screening=found, key=said["key"]).first()
    if standing is not None:
        return standing
    finding = Finding.objects.create(screening=found, added_by_id=actor.user_id, **said)
    finding.sources.set(rests_on)
    changed(found)
    record(actor, "screening.finding_added", found, lever=lever, finding=finding.pk)
    return finding


@transaction.atomic
def change_finding(
    *,
    actor: Viewer,
    screening: int,
    finding: int,
    lever: int,
    claim: str,
    kind: str,
    bottom_line: str,
    evidence: str = "",
    effect: int | None = None,
    effort: int | None = None,
    transition: str = "",
    sources: Sequence[int] = (),
) -> Finding:
    """Write a finding anew; its place among the first stays.

    Raises as ``add_finding`` does, and AnswerRefusedError("claim") where the same stands already.
    """
    found = opened(actor, screening)
    standing = _finding(found, finding)
    said = _checked(
        lever=lever,
        claim=claim,
        kind=kind,
        bottom_line=bottom_line,
        evidence=evidence,
        effect=effect,
        effort=effort,
        transition=transition,
    )
    if Finding.objects.filter(screening=found, key=said["key"]).exclude(pk=standing.pk).exists():
        raise AnswerRefusedError("claim")
    for name, value in said.items():
        setattr(standing, name, value)
    standing.save()
    standing.sources.set(_sources(found, sources))
    changed(found)
    record(actor, "screening.finding_changed", found, lever=lever, finding=standing.pk)
    return standing


@transaction.atomic
def remove_finding(*, actor: Viewer, screening: int, finding: int) -> None:
    """Take a finding out. Raises as ``add_finding`` does."""
    found = opened(actor, screening)
    standing = _finding(found, finding)
    lever = standing.lever
    standing.delete()
    changed(found)
    record(actor, "screening.finding_removed", found, lever=lever)


@transaction.atomic
def prioritise(*, actor: Viewer, screening: int, findings: Sequence[int]) -> None:
    """Put a few findings first, in this order; the others have no place.

    Raises as ``add_finding`` does, and AnswerRefusedError("findings") for too many, one twice, or
    one that is not there.
    """
    found = opened(actor, screening)
    known = set(Finding.objects.filter(screening=found).values_list("pk", flat=True))
    if len(findings) > FEW or len(set(findings)) < len(findings) or set(findings) - known:
        raise AnswerRefusedError("findings")
    Finding.objects.filter(screening=found).update(priority=None)
    for place, finding in enumerate(findings, start=1):
        Finding.objects.filter(pk=finding).update(priority=place)
    changed(found)
    record(actor, "screening.prioritised", found, number=len(findings))


def _checked(
    *,
    lever: int,
    claim: str,
    kind: str,
    bottom_line: str,
    evidence: str,
    effect: int | None,
    effort: int | None,
    transition: str,
) -> Mapping[str, Any]:
    """Return the finding's fields; raises AnswerRefusedError for the first that cannot be."""
    if lever not in range(1, LEVERS + 1):
        raise AnswerRefusedError("lever")
    if not claim.strip():
        raise AnswerRefusedError("claim")
    if kind not in Finding.Kind.values:
        raise AnswerRefusedError("kind")
    if bottom_line not in Finding.BottomLine.values:
        raise AnswerRefusedError("bottom_line")
    if transition not in ["", *Finding.Transition.values]:
        raise AnswerRefusedError("transition")
    _check_weight(effect, effort)
    return {
        "lever": lever,
        "claim": claim.strip(),
        "kind": kind,
        "bottom_line": bottom_line,
        "evidence": evidence.strip(),
        "effect": effect,
        "effort": effort,
        "transition": transition,
        "key": hashlib.sha256(f"{lever} {kind} {claim.strip()}".encode()).hexdigest()[:40],
    }


def _check_weight(effect: int | None, effort: int | None) -> None:
    """Raise AnswerRefusedError unless both are given, from 1 to 3, or neither."""
    given = {"effect": effect, "effort": effort}
    for name, value in given.items():
        if value is not None and value not in range(1, 4):
            raise AnswerRefusedError(name)
    if (effect is None) != (effort is None):
        raise AnswerRefusedError("effort" if effort is None else "effect")


def _sources(screening: Screening, ids: Sequence[int]) -> list[Evidence]:
    found = list(Evidence.objects.filter(screening=screening, pk__in=ids))
    if len(found) < len(set(ids)):
        raise AnswerRefusedError("sources")
    return found


def _finding(screening: Screening, finding: int) -> Finding:
    found = Finding.objects.filter(screening=screening, pk=finding).first()
    if found is None:
        raise AnswerRefusedError("finding")
    return found
