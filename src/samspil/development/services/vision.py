"""Acts on shared visions and their success criteria."""

from django.db import transaction
from django.utils import timezone

from samspil.development.models import Criterion, Process, Vision
from samspil.development.services import errors
from samspil.development.services.processes import changed, held, record
from samspil.development.values import SharedVision
from samspil.people.viewer import Viewer
from samspil.places import selectors as places

MOST_CRITERIA = 6
"""Success criteria that people can still remember."""


@transaction.atomic
def write_vision(
    *, actor: Viewer, process: int, vision: SharedVision, replaces: int | None = None
) -> Vision:
    """Write a vision for the whole process, a school of the register or a named unit.

    ``replaces`` is a vision of the process to write anew. Raises NotAllowedError,
    Process.DoesNotExist, Vision.DoesNotExist, ProcessClosedError, NoSuchUnitError for a school
    elsewhere, and TextRefusedError (``twice`` where the unit has a vision already).
    """
    found = held(actor, process)
    name = _unit_name(found, vision)
    _check(vision)
    stated = {**vision.texts, "unit": vision.unit, "unit_name": name}
    standing = found.visions.get(pk=replaces) if replaces else Vision(process=found)
    for field, text in stated.items():
        setattr(standing, field, text)
    standing.agreed_on = vision.agreed_on
    standing.changed_at = timezone.now()
    if found.visions.filter(unit_name=name).exclude(pk=standing.pk).exists():
        raise errors.TextRefusedError("unit_name", "twice")
    standing.save()
    _set_criteria(standing, vision)
    changed(found)
    record(actor, "development.vision_written", found)
    return standing


def _unit_name(process: Process, vision: SharedVision) -> str:
    """Return what the unit is called; raises NoSuchUnitError."""
    if not vision.unit:
        return vision.texts["unit_name"]
    for school in places.schools_of(process.municipality_id):
        if school.number == vision.unit:
            return school.name[:120]
    raise errors.NoSuchUnitError


def _check(vision: SharedVision) -> None:
    errors.check_texts(vision.texts, required=("text",))
    if len(vision.stated) > MOST_CRITERIA:
        raise errors.TooManyError
    for number, (sentence, sign) in enumerate(vision.stated, start=1):
        texts = {f"criterion_{number}": sentence, f"sign_{number}": sign}
        errors.check_texts(texts, required=(f"criterion_{number}",))


def _set_criteria(vision: Vision, stated: SharedVision) -> None:
    vision.criteria.all().delete()
    Criterion.objects.bulk_create(
        Criterion(vision=vision, number=number, sentence=sentence, sign=sign)
        for number, (sentence, sign) in enumerate(stated.stated, start=1)
    )


@transaction.atomic
def drop_vision(*, actor: Viewer, vision: int) -> None:
    """Take a vision and its criteria away.

    Raises NotAllowedError, Vision.DoesNotExist and ProcessClosedError.
    """
    found = Vision.objects.get(pk=vision)
    process = held(actor, found.process_id)
    found.delete()
    changed(process)
    record(actor, "development.vision_dropped", process)
