"""What a process is about: themes, the move to school, and whether both sectors share it."""

from django.db import IntegrityError, transaction

from samspil.development.models import Process, ProcessTheme, SectorTaken
from samspil.development.services import errors
from samspil.development.services.processes import changed, held, must_take_part, record, take
from samspil.development.themes import theme_ids
from samspil.development.values import Scope
from samspil.people.viewer import Viewer


def set_scope(*, actor: Viewer, process: int, scope: Scope) -> Process:
    """Say what the process is about, and whether it is a joint one of both sectors.

    A process becomes joint where the municipality takes part in both sectors and the other has
    begun none. Raises NotAllowedError, Process.DoesNotExist, ProcessClosedError,
    TextRefusedError for an unknown theme, NotTakingPartError and OtherProcessError.
    """
    try:
        with transaction.atomic():
            return _set(actor, process, scope)
    except IntegrityError as error:
        # The other sector began its own in the same moment.
        raise errors.OtherProcessError from error


def _set(actor: Viewer, process: int, scope: Scope) -> Process:
    found = held(actor, process)
    if not set(scope.themes) <= set(theme_ids()):
        raise errors.TextRefusedError("themes", "unknown")
    _set_themes(found, scope.themes)
    found.transition = scope.transition
    if scope.is_joint and not found.is_joint:
        _make_joint(found)
    elif found.is_joint and not scope.is_joint:
        SectorTaken.objects.filter(process=found).exclude(sector=found.sector).delete()
        found.is_joint = False
    found.save(update_fields=["transition", "is_joint"])
    changed(found)
    record(actor, "development.scope_set", found)
    return found


def _make_joint(process: Process) -> None:
    process.is_joint = True
    for sector in process.sectors:
        must_take_part(process.edition, process.municipality_id, sector)
    standing = SectorTaken.objects.filter(
        edition=process.edition, municipality=process.municipality_id
    )
    if standing.exclude(process=process).exists():
        raise errors.OtherProcessError
    take(process)


def _set_themes(process: Process, wanted: tuple[str, ...]) -> None:
    process.themes.exclude(theme__in=wanted).delete()
    standing = set(process.themes.values_list("theme", flat=True))
    ProcessTheme.objects.bulk_create(
        ProcessTheme(process=process, theme=theme)
        for theme in theme_ids()
        if theme in wanted and theme not in standing
    )
