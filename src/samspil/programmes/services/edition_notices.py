"""The letters that follow a changed edition: to those registered, once a version."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from samspil.letters import services as letters
from samspil.people.models import User
from samspil.programmes import edition_words, words
from samspil.programmes.differences import from_json
from samspil.programmes.models import EditionVersion, Participant, Registration
from samspil.programmes.selectors.editions import content_of

MOST_LINES = 40
"""A letter names so many changes; the page of the version holds them all."""


def tell(version: EditionVersion) -> None:
    """Write to the chiefs, the contacts and whoever confirmed, saying what changed and why.

    Nobody is written to where no word that a reader sees has changed. Keys make each letter
    unique: once a version, a registration and a person.
    """
    if not version.changes:
        return
    # Whoever changes the edition may read English; those who get the letter are Danish.
    language = settings.LANGUAGE_CODE
    with translation.override(language):
        common = _common(version)
    rows = Registration.objects.filter(
        edition=version.edition, status=Registration.Status.CONFIRMED
    ).select_related("municipality", "confirmed_by")
    for row in rows.order_by("municipality__sort_key"):
        place = {"edition_id": row.edition, "code": row.municipality_id}
        receipt = letters.absolute_url(reverse("programmes:receipt", kwargs=place))
        told = {}
        for user in addressees(row):
            told[user.email.lower()] = f"{user.pk}"
        for contact in row.contacts.all():
            told.setdefault(contact.email.lower(), f"contact:{contact.role}")
        for address, who in told.items():
            letters.write_and_send(
                template="edition_changed",
                to=address,
                context=common | {"municipality": row.municipality.name, "receipt": receipt},
                key=f"edition:{version.edition}:{version.number}:{row.pk}:{who}",
                language=language,
            )


def addressees(row: Registration) -> Iterable[User]:
    """Return each person who must hear of a change to what the municipality is registered for."""
    chiefs = Participant.objects.filter(team__registration=row, is_chief=True)
    wanted = {person.user_id for person in chiefs} | {row.confirmed_by_id}
    return User.objects.filter(pk__in=[one for one in wanted if one is not None]).order_by("pk")


def _common(version: EditionVersion) -> dict[str, object]:
    """Return what every letter says."""
    content = content_of(version.content)
    lines = [edition_words.difference(from_json(one)) for one in version.changes]
    base = {"edition_id": version.edition}
    page = reverse("programmes:versions", kwargs=base)
    return {
        "edition": words.localised(content.title),
        "is_example": content.is_example,
        "reason": version.reason,
        "number": version.number,
        "changes": lines[:MOST_LINES],
        "more": max(0, len(lines) - MOST_LINES),
        "page": letters.absolute_url(page),
    }
