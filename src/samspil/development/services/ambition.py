"""Acts on the political ambition, and on the conflicts of value it meets."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from samspil.development.models import CHAIN, PASSAGES, Passage, Process, ValueConflict
from samspil.development.services import errors
from samspil.development.services.processes import changed, held, record
from samspil.development.values import Conflict
from samspil.people.viewer import Viewer


@transaction.atomic
def write_ambition(*, actor: Viewer, process: int, passages: Mapping[str, str]) -> Process:
    """Write the ambition, or what it means at some levels; a passage left out stays as it is.

    A passage given empty is taken away. Raises NotAllowedError, Process.DoesNotExist,
    ProcessClosedError and TextRefusedError.
    """
    found = held(actor, process)
    if unknown := sorted(set(passages) - set(PASSAGES)):
        raise errors.TextRefusedError(unknown[0], "unknown")
    texts = {kind: text.strip() for kind, text in passages.items()}
    errors.check_texts(texts)
    standing = {one.kind: one.text for one in found.passages.all()}
    anew = {kind: text for kind, text in texts.items() if text != standing.get(kind, "")}
    if not anew:
        return found
    for kind, text in anew.items():
        _set(found, kind, text)
    changed(found)
    record(actor, "development.ambition_written", found)
    return found


def _set(process: Process, kind: str, text: str) -> None:
    if not text:
        process.passages.filter(kind=kind).delete()
        return
    Passage.objects.update_or_create(
        process=process, kind=kind, defaults={"text": text, "changed_at": timezone.now()}
    )


@transaction.atomic
def name_conflict(*, actor: Viewer, process: int, conflict: Conflict) -> ValueConflict:
    """Name a conflict of value; the same two sides again name nothing more.

    Raises NotAllowedError, Process.DoesNotExist, ProcessClosedError and TextRefusedError.
    """
    found = held(actor, process)
    _check(conflict)
    stated = {**conflict.texts, "level": conflict.level}
    sides = {"one": stated["one"], "other": stated["other"]}
    standing = found.conflicts.filter(**sides).first()
    if standing is not None:
        return standing
    named = found.conflicts.create(**stated)
    changed(found)
    record(actor, "development.conflict_named", found)
    return named


@transaction.atomic
def change_conflict(*, actor: Viewer, conflict: int, anew: Conflict) -> ValueConflict:
    """Write a conflict anew.

    Raises NotAllowedError, ValueConflict.DoesNotExist, ProcessClosedError and TextRefusedError.
    """
    found = ValueConflict.objects.get(pk=conflict)
    process = held(actor, found.process_id)
    _check(anew)
    for name, text in anew.texts.items():
        setattr(found, name, text)
    found.level = anew.level
    found.save()
    changed(process)
    record(actor, "development.conflict_changed", process)
    return found


@transaction.atomic
def drop_conflict(*, actor: Viewer, conflict: int) -> None:
    """Take a conflict away.

    Raises NotAllowedError, ValueConflict.DoesNotExist and ProcessClosedError.
    """
    found = ValueConflict.objects.get(pk=conflict)
    process = held(actor, found.process_id)
    found.delete()
    changed(process)
    record(actor, "development.conflict_dropped", process)


def _check(conflict: Conflict) -> None:
    errors.check_texts(conflict.texts, required=("one", "other"))
    if conflict.level not in CHAIN:
        raise errors.TextRefusedError("level", "unknown")
