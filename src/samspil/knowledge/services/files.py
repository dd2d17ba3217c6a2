"""Files under a text: taken over from a network day, added by those who write, taken away."""

from django.db import IntegrityError, transaction

from samspil.documents import services as documents
from samspil.knowledge import rules, selectors
from samspil.knowledge.models import Case, CaseFile, Kind, Scope, Status
from samspil.knowledge.selectors import DayMaterial
from samspil.knowledge.services import errors
from samspil.knowledge.services.cases import (
    TITLE_LENGTH,
    held,
    keep_version,
    person,
    record,
    set_levers,
)
from samspil.meetings import selectors as meetings
from samspil.people import services as people
from samspil.people.viewer import Viewer

ROOM = "knowledge"
MOST_FILES = 12
CONSENT_LENGTH = 300


def take_over(
    *, actor: Viewer, material: int, consent: str = "", confirmed_no_cpr: bool = False
) -> Case:
    """Make a draft of material on a network day's agenda; taken over already, return that text.

    ``consent`` says who allowed it, when and to what: asked for where it is a speaker's file.
    Raises NoSuchMaterialError, TextRefusedError (``consent``) and documents' RefusedError.
    """
    found = next((one for one in selectors.day_material(actor) if one.id == material), None)
    if found is None:
        raise errors.NoSuchMaterialError
    if found.taken is not None:
        return Case.objects.get(pk=found.taken)
    consent = consent.strip()
    required = ("consent",) if found.needs_consent else ()
    errors.check_texts({"consent": consent}, required=required)
    if len(consent) > CONSENT_LENGTH:
        raise errors.TextRefusedError("consent", "long")
    try:
        with transaction.atomic():
            return _taken_over(actor, found, consent, confirmed_no_cpr=confirmed_no_cpr)
    except IntegrityError:
        # Somebody else took it over in the same moment.
        return Case.objects.exclude(status=Status.WITHDRAWN).get(day_material=material)


def _taken_over(actor: Viewer, found: DayMaterial, consent: str, *, confirmed_no_cpr: bool) -> Case:
    case = Case.objects.create(
        title=found.title[:TITLE_LENGTH],
        summary=f"{found.session} ({found.meeting}, {found.edition_title})",
        body=found.about,
        kind=Kind.NETWORK_DAY_MATERIAL,
        scope=Scope.PARTNERSHIP,
        edition=found.edition,
        sector=found.sector,
        sources=[{"name": found.title, "url": found.address}] if found.address else [],
        day_material_id=found.id,
        written_by_id=actor.user_id,
    )
    set_levers(case, found.levers)
    if found.has_file:
        given = meetings.material_file(actor, found.edition, found.id)
        if given is None:
            raise errors.NoSuchMaterialError
        _keep(
            actor,
            case,
            title=found.title,
            name=given.name,
            content=given.content,
            consent=consent,
            confirmed_no_cpr=confirmed_no_cpr,
        )
    keep_version(actor, case)
    record(actor, "knowledge.taken_over", case)
    return case


@transaction.atomic
def add_file(
    *,
    actor: Viewer,
    case: int,
    title: str,
    name: str,
    content: bytes,
    consent: str = "",
    confirmed_no_cpr: bool = False,
) -> CaseFile:
    """Put a file under a text that the actor may edit.

    Raises NotAllowedError, Case.DoesNotExist, TooManyFilesError, TextRefusedError and documents'
    RefusedError.
    """
    found = held(case)
    if actor.user_id is None or not rules.may_edit(actor, found):
        raise people.NotAllowedError
    title, consent = title.strip(), consent.strip()
    errors.check_texts({"title": title, "consent": consent}, required=("title",))
    if found.files.count() >= MOST_FILES:
        raise errors.TooManyFilesError
    kept = _keep(
        actor,
        found,
        title=title,
        name=name,
        content=content,
        consent=consent,
        confirmed_no_cpr=confirmed_no_cpr,
    )
    record(actor, "knowledge.file_added", found)
    return kept


@transaction.atomic
def remove_file(*, actor: Viewer, file: int) -> None:
    """Take a file away for good; one that is gone already is left gone. Raises NotAllowedError."""
    found = CaseFile.objects.select_related("case", "document").filter(pk=file).first()
    if found is None:
        return
    if not rules.may_edit(actor, found.case):
        raise people.NotAllowedError
    case, document = found.case, found.document
    found.delete()
    documents.delete_held(actor=actor, document=document, room=ROOM)
    record(actor, "knowledge.file_removed", case)


def _keep(
    actor: Viewer,
    case: Case,
    *,
    title: str,
    name: str,
    content: bytes,
    consent: str,
    confirmed_no_cpr: bool,
) -> CaseFile:
    document = documents.take_in(
        actor=actor,
        name=name,
        content=content,
        municipality=case.municipality_id or "",
        edition=case.edition,
        confirmed_no_cpr=confirmed_no_cpr,
        held_by=ROOM,
    )
    return CaseFile.objects.create(
        case=case, document=document, title=title, consent=consent, added_by_id=person(actor)
    )
