"""A secretary who has prepared a registration asks a chief to confirm it."""

from django.db import transaction
from django.urls import reverse

from samspil.letters import services as letters
from samspil.people import selectors as people_selectors
from samspil.people import services as people
from samspil.people.roles import Role
from samspil.people.viewer import Viewer
from samspil.programmes import rules, selectors, words
from samspil.programmes.models import Registration
from samspil.programmes.selectors.registrations import wish_of
from samspil.programmes.services import errors
from samspil.programmes.wishes import seen


@transaction.atomic
def ask_chief(*, actor: Viewer, edition: str, municipality: str, chief: str) -> str:
    """Write to a chief of the municipality (a user's number as text) and return the name.

    The same draft is sent once to each; a changed one can be sent again. Raises NotAllowedError,
    NoDraftError, NotAChiefError.
    """
    if not rules.may_write(actor, municipality, edition):
        raise people.NotAllowedError
    row = (
        Registration.objects.select_related("municipality")
        .filter(edition=edition, municipality_id=municipality, confirmed_at=None)
        .first()
    )
    view = selectors.edition(edition)
    if row is None or view is None:
        raise errors.NoDraftError
    holders = people_selectors.holders(Role.CHIEF, municipality, edition)
    asked = next((one for one in holders if str(one.user_id) == chief), None)
    if asked is None:
        raise errors.NotAChiefError
    mark = seen(wish_of(row), view.shown)
    place = {"edition_id": edition, "code": municipality}
    letters.write_and_send(
        template="registration_ask_chief",
        to=asked.email,
        context={
            "name": asked.name,
            "by": actor.name,
            "municipality": row.municipality.name,
            "edition": words.localised(view.content.title),
            "deadline": words.deadline(view.content.deadline) if view.content.deadline else "",
            "link": letters.absolute_url(reverse("programmes:confirm", kwargs=place)),
            "is_example": view.content.is_example,
        },
        key=f"registration:{row.pk}:ask:{asked.user_id}:{mark}",
    )
    people.record(
        actor=actor,
        action="programmes.chief_asked",
        municipality=municipality,
        edition=edition,
        subject=f"registration:{row.pk}",
        details={"person": asked.user_id},
    )
    return asked.name
