"""Bringing an instrument of one's own, in the same file format as ours."""

from django.db import transaction
from django.utils import timezone

from samspil.definitions import Definition, DefinitionError, load_bytes
from samspil.figures.indicators import load_indicators
from samspil.people import services as people
from samspil.people.services import NotAllowedError
from samspil.people.viewer import Viewer
from samspil.screening import rules
from samspil.screening.instrument import Instrument, check_indicators, load_instruments
from samspil.screening.models import OwnInstrument

LARGEST_FILE = 1_000_000
"""Bytes; ours, with all its wordings, is a fifth of this."""


@transaction.atomic
def bring(*, actor: Viewer, name: str, content: bytes) -> OwnInstrument:
    """Take an instrument into use from a definition file called ``name``; ends in .toml.

    A changed file of the same name becomes the version in use; screenings keep the one they were
    begun with, and the same file again changes nothing. Raises NotAllowedError and
    DefinitionError.
    """
    if not rules.may_bring_instrument(actor):
        raise NotAllowedError
    definition = _checked(name, content)
    in_use = OwnInstrument.objects.select_for_update().filter(name=definition.id, retired_at=None)
    standing = in_use.first()
    if standing is not None and standing.version == definition.version:
        return standing
    in_use.update(retired_at=timezone.now())
    brought, _is_new = OwnInstrument.objects.update_or_create(
        name=definition.id,
        version=definition.version,
        defaults={
            "content": definition.content.model_dump(mode="json", exclude_unset=True),
            "retired_at": None,
            "brought_by_id": actor.user_id,
            "brought_at": timezone.now(),
        },
    )
    _record(actor, "screening.instrument_brought", brought)
    return brought


def _checked(name: str, content: bytes) -> Definition[Instrument]:
    """Return the file as an instrument, its figures known and its name not one of ours."""
    if len(content) > LARGEST_FILE:
        raise DefinitionError(name, (("", "the file is larger than 1 MB"),))
    definition = load_bytes(name, content, Instrument)
    if definition.id in load_instruments():
        raise DefinitionError(name, (("", f"{definition.id} is the name of another instrument"),))
    check_indicators(definition, load_indicators())
    return definition


@transaction.atomic
def retire(*, actor: Viewer, name: str) -> None:
    """Take an instrument out of use; screenings made with it stand. Raises NotAllowedError."""
    if not rules.may_bring_instrument(actor):
        raise NotAllowedError
    for one in OwnInstrument.objects.filter(name=name, retired_at=None):
        one.retired_at = timezone.now()
        one.save(update_fields=["retired_at"])
        _record(actor, "screening.instrument_retired", one)


def _record(actor: Viewer, action: str, instrument: OwnInstrument) -> None:
    people.record(
        actor=actor,
        action=action,
        subject=f"instrument:{instrument.pk}",
        details={"instrument": f"{instrument.name} {instrument.version}"},
    )
