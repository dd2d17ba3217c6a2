"""Letters of the portal: to those who wrote, and to those who speak for a municipality."""

from collections.abc import Mapping

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from samspil.knowledge import sentences
from samspil.knowledge.models import Case, ConsentRequest, WritingInvitation
from samspil.letters import services as letters
from samspil.people import selectors as people
from samspil.people.models import User
from samspil.people.roles import Role


def tell_authors(case: Case, *, also: int | None = None) -> int:
    """Write to those who wrote a text that it was sent back, once for each time; how many.

    ``also`` is who handed it in. Whoever has left the municipality since is not written to, and
    neither is the editor who sent it back.
    """
    wrote = {*case.versions.values_list("written_by", flat=True), also} - {case.returned_by_id}
    if case.municipality_id:
        wrote &= {one.user_id for one in people.municipal_holders(case.municipality_id)}
    numbers = [number for number in wrote if number is not None]
    authors = User.objects.filter(pk__in=numbers, is_active=True).order_by("pk")
    context = {
        "title": case.title,
        "word": case.returned_word,
        "link": letters.absolute_url(reverse("knowledge:edit", args=[case.pk])),
    }
    for author in authors:
        _send("knowledge_returned", author.email, context, f"{_moment(case)}:{author.pk}")
    return len(authors)


def _moment(case: Case) -> str:
    at = case.returned_at
    return f"knowledge:returned:{case.pk}:{at.timestamp() if at else 0}"


def ask_for_consent(asked: ConsentRequest) -> int:
    """Write to those who speak for the municipality, once; returns how many."""
    case = asked.case
    with translation.override(settings.LANGUAGE_CODE):
        circle = str(sentences.SCOPES[asked.scope])
    context = {
        "title": case.title,
        "circle": circle,
        "word": asked.word,
        "link": letters.absolute_url(reverse("knowledge:consent_request", args=[asked.pk])),
    }
    addresses = _speakers(case.municipality_id or "", case.edition, case.sector)
    for number, address in addresses.items():
        _send("knowledge_consent", address, context, f"knowledge:consent:{asked.pk}:{number}")
    return len(addresses)


def invite_to_write(invitation: WritingInvitation, edition_title: str) -> int:
    """Write to those who speak for the municipality, once; returns how many."""
    place = invitation.municipality_id
    begin = f"{reverse('knowledge:begin')}?kommune={place}&udgave={invitation.edition}"
    context = {
        "municipality": invitation.municipality.name,
        "edition": edition_title,
        "is_example": invitation.municipality.is_example,
        "link": letters.absolute_url(begin),
    }
    addresses = _speakers(place, invitation.edition, "")
    for number, address in addresses.items():
        _send("knowledge_invited", address, context, f"knowledge:invited:{invitation.pk}:{number}")
    return len(addresses)


def _speakers(municipality: str, edition: str, sector: str) -> dict[int, str]:
    """Addresses of the chiefs and project leads, by the number of the person."""
    return {
        one.user_id: one.email
        for role in (Role.CHIEF, Role.PROJECT_LEAD)
        for one in people.holders(role, municipality, edition, sector)
    }


def _send(template: str, to: str, context: Mapping[str, object], key: str) -> None:
    letters.write_and_send(
        template=template, to=to, context=context, key=key, language=settings.LANGUAGE_CODE
    )
