"""Begin a screening, judge its questions, finish it."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.screening import rules
from samspil.screening.instrument import LEVELS, SECTORS, Form
from samspil.screening.instruments import known_instrument
from samspil.screening.models import Judgement, Screening
from samspil.screening.services.held import (
    AnswerRefusedError,
    changed,
    locked,
    opened,
    question_of,
    record,
)
from samspil.screening.services.planning import lay

CURRENT_INSTRUMENT = "seven-levers-2026"


def start(
    *,
    actor: Viewer,
    municipality: str,
    sector: str,
    edition: str = "",
    instrument: str = CURRENT_INSTRUMENT,
    form: str = Form.SHORT,
) -> Screening:
    """Begin a screening with its plan, or return the one that is open already.

    It is led by the consultant when the consultant begins it. Raises NotAllowedError, and
    AnswerRefusedError for a municipality, sector, form or instrument that does not exist.
    """
    if places.municipality(municipality) is None:
        raise AnswerRefusedError("municipality")
    if sector not in SECTORS:
        raise AnswerRefusedError("sector")
    if form not in [*Form]:
        raise AnswerRefusedError("form")
    if known_instrument(instrument) is None:
        raise AnswerRefusedError("instrument")
    if not rules.may_edit(actor, municipality=municipality, sector=sector, edition=edition):
        raise NotAllowedError
    where = {"edition": edition, "municipality_id": municipality, "sector": sector}
    try:
        with transaction.atomic():
            return _started(actor, instrument, form, where)
    except IntegrityError:
        # Somebody else began it in the same moment.
        return Screening.objects.get(status=Screening.Status.OPEN, **where)


def _started(actor: Viewer, instrument: str, form: str, where: dict[str, str]) -> Screening:
    standing = Screening.objects.filter(status=Screening.Status.OPEN, **where).first()
    if standing is not None:
        return standing
    definition = known_instrument(instrument)
    assert definition is not None
    screening = Screening.objects.create(
        **where,
        instrument=definition.id,
        instrument_version=definition.version,
        content=definition.content.model_dump(mode="json", exclude_unset=True),
        form=form,
        led_by=_leads(actor, where),
        created_by_id=actor.user_id,
    )
    lay(screening)
    record(actor, "screening.started", screening)
    return screening


def _leads(actor: Viewer, where: dict[str, str]) -> str:
    code, edition = where["municipality_id"], where["edition"]
    consultant = actor.holds(
        Role.CONSULTANT, municipality=code, sector=where["sector"], edition=edition
    )
    return Screening.LedBy.CONSULTANT if consultant else Screening.LedBy.SELF


@transaction.atomic
def widen(*, actor: Viewer, screening: int) -> Screening:
    """Ask all questions instead of the short form's; what was answered stands.

    Raises NotAllowedError, Screening.DoesNotExist and FinishedError.
    """
    found = opened(actor, screening)
    if found.form == Form.FULL:
        return found
    found.form = Form.FULL
    found.save(update_fields=["form"])
    changed(found)
    record(actor, "screening.widened", found)
    return found


@transaction.atomic
def judge(
    *, actor: Viewer, screening: int, question: str, level: int | None, note: str = ""
) -> Judgement:
    """Answer a question anew; ``level`` None is "ved ikke". The same answer again changes nothing.

    ``question`` is an id such as ``3.2``: lever 3, its second question. Raises NotAllowedError,
    Screening.DoesNotExist, FinishedError and AnswerRefusedError.
    """
    found = opened(actor, screening)
    lever = question_of(found, question)
    if level is not None and level not in range(1, LEVELS + 1):
        raise AnswerRefusedError("level")
    answer = {"lever": lever, "dont_know": level is None, "level": level, "note": note.strip()}
    standing = Judgement.objects.filter(screening=found, question=question).first()
    if standing and all(getattr(standing, name) == value for name, value in answer.items()):
        return standing
    judgement, _created = Judgement.objects.update_or_create(
        screening=found,
        question=question,
        defaults=answer | {"judged_by_id": actor.user_id, "judged_at": timezone.now()},
    )
    changed(found)
    record(actor, "screening.judged", found, lever=lever)
    return judgement


@transaction.atomic
def finish(*, actor: Viewer, screening: int) -> Screening:
    """Finish; questions without an answer stay open. Finishing again changes nothing.

    Raises NotAllowedError and Screening.DoesNotExist.
    """
    found = locked(actor, screening)
    if not found.is_open:
        return found
    found.status = Screening.Status.FINISHED
    found.finished_at = found.changed_at = timezone.now()
    found.save(update_fields=["status", "finished_at", "changed_at"])
    record(actor, "screening.finished", found)
    return found
