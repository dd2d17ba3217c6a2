"""Publishing the open example edition."""

import datetime as dt

from django.db import transaction

from samspil.definitions import version_of
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import rules
from samspil.programmes.editions import EXAMPLE, as_example, load_editions
from samspil.programmes.models import OpenEdition

COPIED = "2022-23"
"""The edition whose rules and prices the example borrows."""


@transaction.atomic
def publish_example(*, actor: Viewer, first_day: dt.date) -> OpenEdition:
    """Open the example edition with its dates laid from ``first_day``; twice changes nothing.

    What stands is kept even if the file it was made from has changed since: the terms of an
    edition are those that were published. Raises NotAllowedError.
    """
    if not rules.may_publish(actor):
        raise people.NotAllowedError
    content = as_example(load_editions()[COPIED].content, first_day)
    row, is_new = OpenEdition.objects.get_or_create(
        pk=EXAMPLE,
        defaults={
            # What was never stated stays unstated, as the version is made of what was.
            "content": content.model_dump(mode="json", exclude_unset=True),
            "version": version_of(content),
        },
    )
    if is_new:
        people.record(
            actor=actor,
            action="programmes.edition_published",
            edition=EXAMPLE,
            details={"edition": EXAMPLE, "version": row.version},
        )
    return row
