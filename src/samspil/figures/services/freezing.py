"""Freezing a selection: what was decided stays as it was, whatever the figures become."""

from django.db import transaction

from samspil.figures import rules, selectors, snapshot
from samspil.figures.comparisons import load_selections
from samspil.figures.models.peers import FrozenSelection
from samspil.people import services as people
from samspil.people.viewer import Viewer


class NothingToFreezeError(Exception):
    """There are no figures yet."""


@transaction.atomic
def freeze_selection(*, actor: Viewer, selection: str) -> FrozenSelection:
    """Keep a selection with its definition's version and its input hash, as it stands now.

    The same selection of the same figures is kept once: it is returned as it stands. Raises
    NotAllowedError and NothingToFreezeError.
    """
    if not rules.may_freeze_selection(actor) or actor.user_id is None:
        raise people.NotAllowedError
    vintage = snapshot.current().vintage
    if not vintage:
        raise NothingToFreezeError
    result = selectors.selection_result(selection=selection)
    version = load_selections()[selection].version
    frozen, created = FrozenSelection.objects.get_or_create(
        selection=selection,
        version=version,
        inputs=result.inputs,
        defaults={
            "vintage_id": vintage,
            "rows": selectors.selection_rows(result),
            "frozen_by_id": actor.user_id,
        },
    )
    if created:
        people.record(
            actor=actor,
            action="figures.selection_frozen",
            subject=f"frozen_selection:{frozen.pk}",
            details={"selection": selection, "version": version, "inputs": result.inputs},
        )
    return frozen
