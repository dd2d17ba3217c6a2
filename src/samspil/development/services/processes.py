"""Acts on a development process: begin it, change its aim, close it."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.development import rules
from samspil.development.findings import finding_of
from samspil.development.models import LEVERS, SECTORS, Process, ProcessLever
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
) -> Process:
    """Begin the process of a municipality and sector, or return the one that stands already.

    ``finding`` is one that the actor may read in this municipality's screening of the sector; its
    claim is copied. Raises NotAllowedError, NotTakingPartError, NoSuchFindingError and
    TextRefusedError.
    """
    if not rules.may_write(actor, municipality=municipality, sector=sector, edition=edition):
        raise people.NotAllowedError
    _must_take_part(edition, municipality, sector)
    where = {"edition": edition, "municipality_id": municipality, "sector": sector}
    claim = "" if finding is None else _claim(actor, finding, municipality, sector)
    _check(aim)
    try:
        with transaction.atomic():
            return _begun(actor, aim, finding, claim, where)
    except IntegrityError:
        # Somebody else began it in the same moment.
        return Process.objects.get(**where)


def _must_take_part(edition: str, municipality: str, sector: str) -> None:
    taking_part = programmes.participants(edition, sector) if sector in SECTORS else []
    if municipality not in {one.code for one in taking_part}:
        raise errors.NotTakingPartError


def _claim(actor: Viewer, finding: int, municipality: str, sector: str) -> str:
    """Return what the finding claims; raises NoSuchFindingError for another municipality's."""
    found = finding_of(actor, finding)
    if found is None or (found.code, found.sector) != (municipality, sector):
        raise errors.NoSuchFindingError
    return found.claim


def _check(aim: Aim) -> None:
    texts = aim.texts
    errors.check_texts(texts, required=tuple(texts))
    if not set(aim.levers) <= set(LEVERS):
        raise errors.TextRefusedError("levers", "unknown")


def _begun(
    actor: Viewer, aim: Aim, finding: int | None, claim: str, where: dict[str, str]
) -> Process:
    standing = Process.objects.filter(**where).first()
    if standing is not None:
        return standing
    process = Process.objects.create(
        **where,
        **aim.texts,
        by_when=aim.by_when,
        finding=finding,
        claim=claim,
        begun_by_id=actor.user_id,
    )
    _set_levers(process, aim)
    record(actor, "development.process_begun", process)
    return process


def _set_levers(process: Process, aim: Aim) -> None:
    process.levers.exclude(lever__in=aim.levers).delete()
    standing = set(process.levers.values_list("lever", flat=True))
    ProcessLever.objects.bulk_create(
        ProcessLever(process=process, lever=lever) for lever in sorted(set(aim.levers) - standing)
    )


@transaction.atomic
def change_aim(*, actor: Viewer, process: int, aim: Aim) -> Process:
    """Write the aim anew.

    Raises NotAllowedError, Process.DoesNotExist, ProcessClosedError and TextRefusedError.
    """
    found = held(actor, process)
    _check(aim)
    for field, text in aim.texts.items():
        setattr(found, field, text)
    found.by_when = aim.by_when
    _set_levers(found, aim)
    found.changed_at = timezone.now()
    found.save()
    record(actor, "development.aim_changed", found)
    return found


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
    where = {"municipality": found.municipality_id, "sector": found.sector}
    if not rules.may_write(actor, edition=found.edition, **where):
        raise people.NotAllowedError
    if not found.is_active and not closed_too:
        raise errors.ProcessClosedError
    return found


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
