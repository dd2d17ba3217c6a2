"""Acts on templates: bring one, take it into use, delete it for good."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspil.components.slides import brought
from samspil.documents import services as documents
from samspil.documents.checks import RefusedError, examine
from samspil.documents.models import Document
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.screening import rules
from samspil.screening.models import DeckTemplate

SENTENCES: dict[str, Promise] = {
    "kind": _("Filen er ingen PowerPoint-fil. Gem skabelonen som .pptx eller .potx."),
    "damaged": _(
        "Filen kan ikke læses som en skabelon. Åbn den i PowerPoint, gem den på ny, og vælg den "
        "igen."
    ),
    "no_layouts": _(
        "Skabelonen har ingen layouts. Lav mindst ét i PowerPoint under Vis, Diasmaster, og gem."
    ),
    "format": _(
        "Siderne har et format, et oplæg ikke kan stå på. Brug 16:9 eller 4:3 i liggende format."
    ),
    "linked": _(
        "Skabelonen henter noget fra en anden adresse, fx et billede. Sæt det ind i filen i "
        "stedet, og gem igen."
    ),
    "large": _(
        "Skabelonen fylder over 8 MB uden sine dias, og det ville hvert oplæg også gøre. Gør "
        "billederne mindre, og gem igen."
    ),
    "name_taken": _("Der er allerede en skabelon med det navn. Giv den et andet navn."),
}


class TemplateRefusedError(Exception):
    """The template is not taken; ``sentence`` says why and what would be right."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


def add(
    *, actor: Viewer, name: str, file_name: str, content: bytes, edition: str = ""
) -> DeckTemplate:
    """Check a template and keep it, not yet in use. Raises NotAllowedError, TemplateRefusedError.

    Nothing is kept of one that is refused.
    """
    if not rules.may_tend_templates(actor, edition=edition):
        raise people.NotAllowedError
    check(file_name, content)
    if DeckTemplate.objects.filter(edition=edition, name=name).exists():
        raise TemplateRefusedError(str(SENTENCES["name_taken"]))
    document = documents.store(actor=actor, name=file_name, content=content, edition=edition)
    try:
        with transaction.atomic():
            template = DeckTemplate.objects.create(
                edition=edition, name=name, document=document, added_by_id=actor.user_id
            )
            _record(actor, "screening.template_added", template)
    except IntegrityError:
        # Somebody else gave theirs the same name meanwhile.
        documents.delete(actor=actor, document=document)
        raise TemplateRefusedError(str(SENTENCES["name_taken"])) from None
    return template


def check(file_name: str, content: bytes) -> brought.Brought:
    """Return what is found in a template; raises TemplateRefusedError."""
    try:
        examined = examine(file_name, content)
        if examined.kind != Document.Kind.PPTX:
            raise TemplateRefusedError(str(SENTENCES["kind"]))
        return brought.read(content)
    except RefusedError as refusal:
        raise TemplateRefusedError(refusal.sentence) from refusal
    except brought.TemplateRefusedError as refusal:
        raise TemplateRefusedError(str(SENTENCES[refusal.code])) from refusal


@transaction.atomic
def accept(*, actor: Viewer, template: DeckTemplate) -> None:
    """Take a template into use; done twice it is done once. Raises NotAllowedError."""
    if not rules.may_tend_templates(actor, edition=template.edition):
        raise people.NotAllowedError
    waiting = DeckTemplate.objects.filter(pk=template.pk, accepted_at=None)
    if waiting.update(accepted_at=timezone.now()):
        _record(actor, "screening.template_accepted", template)


@transaction.atomic
def delete(*, actor: Viewer, template: DeckTemplate) -> None:
    """Delete a template and its file for good; decks already fetched stay.

    Raises NotAllowedError.
    """
    if not rules.may_tend_templates(actor, edition=template.edition):
        raise people.NotAllowedError
    document = template.document
    _record(actor, "screening.template_deleted", template)
    template.delete()
    documents.delete(actor=actor, document=document)


def _record(actor: Viewer, action: str, template: DeckTemplate) -> None:
    people.record(
        actor=actor,
        action=action,
        edition=template.edition,
        subject=f"deck_template:{template.pk}",
        details={"name": template.name},
    )
