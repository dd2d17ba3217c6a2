"""Acts on a development process: begin it, change its aim, close it."""

from collections.abc import Collection, Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.development import rules
from samspil.development.findings import finding_of
from samspil.development.models import (
    LEVERS,
    SECTORS,
    AimWording,
    Process,
    ProcessLever,
    SectorTaken,
)
from samspil.development.services import errors
from samspil.development.values import Aim
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes


def begin_process(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    sector: str,
    aim: Aim,
    finding: int | None = None,
    is_joint: bool = False,
) -> Process:
    """Begin the process of a municipality and sector, or return the one that stands already.

    A joint one takes up both sectors, and people of either write in it. ``finding`` is one that
    the actor may read in this municipality's screening of the sector; its claim is copied. Raises
    NotAllowedError, NotTakingPartError, NoSuchFindingError, TextRefusedError, JointProcessError
    where one process stands for both sectors, and OtherProcessError where a joint one would cover
    a process that stands.
    """
    if not rules.may_write(actor, municipality=municipality, sector=sector, edition=edition):
        raise people.NotAllowedError
    sectors = SECTORS if is_joint else (sector,)
    for one in sectors:
        must_take_part(edition, municipality, one)
    where = {"edition": edition, "municipality_id": municipality, "sector": sector}
    claim = "" if finding is None else _claim(actor, finding, municipality, sectors)
    _check(aim)
    try:
        with transaction.atomic():
            return _begun(actor, aim, finding, claim, where, is_joint=is_joint)
    except IntegrityError:
        # Somebody else began it in the same moment.
        standing = _standing(where, is_joint=is_joint)
        if standing is None:
            raise
        return standing


def _standing(where: Mapping[str, str], *, is_joint: bool) -> Process | None:
    """Return the process that stands there; raises JointProcessError and OtherProcessError."""
    there = {"edition": where["edition"], "municipality_id": where["municipality_id"]}
    for one in Process.objects.filter(**there):
        if one.sector == where["sector"] and (one.is_joint or not is_joint):
            return one
        if one.is_joint:
            raise errors.JointProcessError(one.pk)
        if is_joint:
            raise errors.OtherProcessError
    return None


def must_take_part(edition: str, municipality: str, sector: str) -> None:
    """Raise NotTakingPartError where the municipality has no confirmed team in the sector."""
    taking_part = programmes.participants(edition, sector) if sector in SECTORS else []
    if municipality not in {one.code for one in taking_part}:
        raise errors.NotTakingPartError


def _claim(actor: Viewer, finding: int, municipality: str, sectors: Collection[str]) -> str:
    """Return what the finding claims; raises NoSuchFindingError for another municipality's."""
    found = finding_of(actor, finding)
    if found is None or found.code != municipality or found.sector not in sectors:
        raise errors.NoSuchFindingError
    return found.claim


def _check(aim: Aim) -> None:
    texts = aim.texts
    errors.check_texts(texts, required=tuple(texts))
    if not set(aim.levers) <= set(LEVERS):
        raise errors.TextRefusedError("levers", "unknown")


def _begun(
    actor: Viewer,
    aim: Aim,
    finding: int | None,
    claim: str,
    where: dict[str, str],
    *,
    is_joint: bool,
) -> Process:
    standing = _standing(where, is_joint=is_joint)
    if standing is not None:
        return standing
    process = Process.objects.create(
        **where,
        **aim.texts,
        by_when=aim.by_when,
        finding=finding,
        claim=claim,
        begun_by_id=actor.user_id,
        is_joint=is_joint,
    )
    take(process)
    _set_levers(process, aim)
    record(actor, "development.process_begun", process)
    return process


def take(process: Process) -> None:
    """Take up the sectors of the process; IntegrityError where another has one of them."""
    standing = set(process.taken.values_list("sector", flat=True))
    for sector in process.sectors:
        if sector not in standing:
            SectorTaken.objects.create(
                process=process,
                edition=process.edition,
                municipality_id=process.municipality_id,
                sector=sector,
            )


def _set_levers(process: Process, aim: Aim) -> None:
    process.levers.exclude(lever__in=aim.levers).delete()
    standing = set(process.levers.values_list("lever", flat=True))
    ProcessLever.objects.bulk_create(
        ProcessLever(process=process, lever=lever) for lever in sorted(set(aim.levers) - standing)
    )


@transaction.atomic
def change_aim(*, actor: Viewer, process: int, aim: Aim) -> Process:
    """Write the aim anew; where its words change, the earlier wording is kept.

    Raises NotAllowedError, Process.DoesNotExist, ProcessClosedError and TextRefusedError.
    """
    found = held(actor, process)
    _check(aim)
    _keep_wording(found, aim)
    for field, text in aim.texts.items():
        setattr(found, field, text)
    found.by_when = aim.by_when
    _set_levers(found, aim)
    found.changed_at = timezone.now()
    found.save()
    record(actor, "development.aim_changed", found)
    return found


def _keep_wording(process: Process, aim: Aim) -> None:
    before = {name: getattr(process, name) for name in (*aim.texts, "by_when")}
    if before != {**aim.texts, "by_when": aim.by_when}:
        AimWording.objects.create(process=process, **before)


@transaction.atomic
def close_process(*, actor: Viewer, process: int) -> Process:
    """Close the process; what was tried stays to read. Closing again changes nothing.

    Raises NotAllowedError and Process.DoesNotExist.
    """
    found = held(actor, process, closed_too=True)
    if not found.is_active:
        return found
    found.status = Process.Status.CLOSED
    found.closed_at = found.changed_at = timezone.now()
    found.save(update_fields=["status", "closed_at", "changed_at"])
    record(actor, "development.process_closed", found)
    return found


def held(actor: Viewer, process: int, *, closed_too: bool = False) -> Process:
    """Return the process, locked until the act is done.

    Raises NotAllowedError, Process.DoesNotExist and ProcessClosedError.
    """
    found = Process.objects.select_for_update().get(pk=process)
    where = {"municipality": found.municipality_id, "sector": found.reach}
    if not rules.may_write(actor, edition=found.edition, **where):
        raise people.NotAllowedError
    if not found.is_active and not closed_too:
        raise errors.ProcessClosedError
    return found


def changed(process: Process) -> None:
    """Note that something in the process has changed now."""
    process.changed_at = timezone.now()
    process.save(update_fields=["changed_at"])


def record(actor: Viewer, action: str, process: Process, **details: int | str) -> None:
    """Write the audit event of an act on a process."""
    people.record(
        actor=actor,
        action=action,
        municipality=process.municipality_id,
        edition=process.edition,
        subject=f"process:{process.pk}",
        details=details,
    )
