"""Who carries the process at home, and which other areas take part."""

from django.db import transaction
from django.utils import timezone

from samspil.development.models import Area, Involved, InvolvedArea, Organisation, Process
from samspil.development.services import errors
from samspil.development.services.processes import changed, held, record
from samspil.development.values import LocalOrganisation
from samspil.people.viewer import Viewer


@transaction.atomic
def organise(*, actor: Viewer, process: int, organisation: LocalOrganisation) -> Process:
    """Write the whole local organisation anew; areas left out are not involved.

    Raises NotAllowedError, Process.DoesNotExist, ProcessClosedError and TextRefusedError.
    """
    found = held(actor, process)
    errors.check_texts(organisation.texts)
    _check_areas(organisation)
    Organisation.objects.update_or_create(
        process=found, defaults={**organisation.texts, "changed_at": timezone.now()}
    )
    found.areas.exclude(area__in=organisation.areas).delete()
    for area, state in organisation.areas.items():
        InvolvedArea.objects.update_or_create(process=found, area=area, defaults={"state": state})
    changed(found)
    record(actor, "development.organised", found)
    return found


def _check_areas(organisation: LocalOrganisation) -> None:
    for area, state in organisation.areas.items():
        if area not in Area.values or state not in Involved.values:
            raise errors.TextRefusedError("areas", "unknown")
