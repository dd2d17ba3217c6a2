"""Beginning a text: from a process or one of its tests, from nothing, from a network day."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from samspil.development import selectors as development
from samspil.development.selectors import ProcessView
from samspil.knowledge import measured, rules, sentences
from samspil.knowledge.circles import scopes_of
from samspil.knowledge.models import SECTORS, Case, Kind, Scope, Status
from samspil.knowledge.services import errors
from samspil.knowledge.services.cases import (
    TITLE_LENGTH,
    keep_version,
    record,
    set_levers,
)
from samspil.knowledge.trials import trials_of
from samspil.people import services as people
from samspil.people.viewer import Viewer


def draft_from_process(*, actor: Viewer, process: int, test: int | None = None) -> Case:
    """Begin a case from a process, or from one of its tests, or return the draft that stands.

    Aim and finding become its first words; every concluded test is copied with what was predicted
    and what happened, also what did not work. ``test`` is the number of one concluded test: then
    only that one is told of. Raises NoSuchProcessError, NoSuchTestError and NotAllowedError.
    """
    view = development.process(viewer=actor, process=process)
    if view is None:
        raise errors.NoSuchProcessError
    row = view.row
    if not rules.may_write(actor, municipality=row.code, sector=row.reach, edition=row.edition):
        raise people.NotAllowedError
    if test is not None and test not in {one["number"] for one in trials_of(view)}:
        raise errors.NoSuchTestError
    try:
        with transaction.atomic():
            return _drafted(actor, view, test)
    except IntegrityError:
        # Somebody else began it in the same moment.
        return Case.objects.get(process_id=process, status=Status.DRAFT, test=test)


def _drafted(actor: Viewer, view: ProcessView, test: int | None) -> Case:
    standing = Case.objects.filter(process_id=view.row.id, status=Status.DRAFT, test=test).first()
    if standing is not None:
        return standing
    trials = [one for one in trials_of(view) if test is None or one["number"] == test]
    with translation.override("da"):
        words = _first_words(view) if test is None else _words_of_a_test(view, trials[0])
    case = Case.objects.create(
        **words,
        sector=view.row.reach,
        municipality_id=view.row.code,
        edition=view.row.edition,
        process_id=view.row.id,
        test=test,
        trials=trials,
        measures=measured.measures_of(actor, view.row.id),
        written_by_id=actor.user_id,
    )
    set_levers(case, view.aim.levers)
    keep_version(actor, case)
    record(actor, "knowledge.drafted", case)
    return case


def _first_words(view: ProcessView) -> dict[str, str]:
    parts = [_("## Det lærte vi"), str(sentences.TO_WRITE)]
    if view.claim:
        parts = [_("## Det begyndte med"), view.claim, *parts]
    return {
        "title": view.aim.what[:TITLE_LENGTH],
        "summary": view.aim_words,
        "body": "\n\n".join(parts),
    }


def _words_of_a_test(view: ProcessView, trial: Mapping[str, object]) -> dict[str, str]:
    """Return the first words of a case about one test; also one that did not go as expected."""
    parts = (
        _("## Det ville vi opnå"),
        view.aim.what,
        _("## Det lærte vi"),
        str(sentences.TO_WRITE),
    )
    return {
        "title": str(trial["question"])[:TITLE_LENGTH],
        "summary": str(trial["happened"]),
        "body": "\n\n".join(parts),
    }


@transaction.atomic
def begin(
    *,
    actor: Viewer,
    title: str,
    summary: str,
    kind: str = Kind.CASE,
    municipality: str = "",
    sector: str = "",
    edition: str = "",
) -> Case:
    """Begin a text from nothing: a municipality's, or without one the portal's own.

    Raises NotAllowedError and TextRefusedError.
    """
    if municipality:
        allowed = rules.may_write(
            actor, municipality=municipality, sector=sector, edition=edition
        ) and (sector in SECTORS)
    else:
        allowed = rules.may_write_own(actor, edition)
    if not allowed:
        raise people.NotAllowedError
    errors.check_texts({"title": title, "summary": summary}, required=("title", "summary"))
    if kind not in Kind.values or len(title) > TITLE_LENGTH:
        raise errors.TextRefusedError("kind" if kind not in Kind.values else "title", "unknown")
    case = Case(
        title=title,
        summary=summary,
        kind=kind,
        municipality_id=municipality or None,
        sector=sector,
        edition=edition,
        written_by_id=actor.user_id,
    )
    # The smallest circle that others are in; those who write choose another.
    case.scope = Scope.PARTNERSHIP if edition else scopes_of(case)[0]
    case.save()
    keep_version(actor, case)
    record(actor, "knowledge.drafted", case)
    return case
