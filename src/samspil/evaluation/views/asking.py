"""Asking participants at the start and the end: open, remind, close."""

import datetime as dt
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.evaluation import selectors, sentences, services
from samspil.evaluation.forms import AskForm
from samspil.evaluation.questionnaires import MOMENTS, load_surveys
from samspil.evaluation.selectors import EditionEvaluation, Survey
from samspil.evaluation.views.common import must_run
from samspil.jobs import services as jobs
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.surveys.services import ClosedError

_USUAL = dt.timedelta(days=14)


@require_safe
@never_cache
@signed_in_only
def questions(request: HttpRequest, edition: str) -> HttpResponse:
    """What do we ask participants, and how far are we?"""
    return _page(request, must_run(request, edition))


def _page(
    request: HttpRequest, found: EditionEvaluation, refused: tuple[str, AskForm] | None = None
) -> HttpResponse:
    viewer = viewer_of(request)
    named = len(services.addresses(actor=viewer, edition=found.edition.id))
    voices = found.voices
    context = {
        "found": found,
        "named": named,
        "refused": refused[1] if refused else None,
        "surveys": [_survey(one, refused) for one in (voices.surveys if voices else ())],
    }
    return render(request, "evaluation/questions.html", context)


def _survey(one: Survey, refused: tuple[str, AskForm] | None) -> dict[str, Any]:
    asked = load_surveys()[MOMENTS[one.moment]].content
    form = AskForm(
        initial={"closes_on": timezone.localdate() + _USUAL}, auto_id=f"id_{one.moment}_%s"
    )
    if refused and refused[0] == one.moment:
        form = refused[1]
    return {
        "row": one,
        "name": _("Ved begyndelsen") if one.moment == "start" else _("Ved slutningen"),
        "questions": [sentences.say(question.text) for question in asked.questions],
        "form": form,
    }


@require_POST
@signed_in_only
def ask(request: HttpRequest, edition: str, moment: str) -> HttpResponse:
    """Open the questions and write to everybody; opened already, to those who have come since."""
    found, chosen = must_run(request, edition), _moment(moment)
    standing = selectors.run_of(edition, chosen)
    form = AskForm(request.POST, auto_id=f"id_{moment}_%s")
    if standing is None and not form.is_valid():
        return _page(request, found, (moment, form))
    closes_at = form.closes_at if standing is None else None
    run = services.open_survey(
        actor=viewer_of(request), edition=edition, moment=chosen, closes_at=closes_at
    )
    if run.is_closed:
        messages.warning(request, _("Spørgsmålene er lukket, så ingen flere kan spørges."))
        return redirect("evaluation:questions", edition)
    job = jobs.start(
        actor=viewer_of(request),
        kind=services.ASK,
        key=f"{services.ASK}:{edition}:{moment}",
        subject=_("Spørgsmål til deltagerne: %(title)s") % {"title": found.title},
        arguments={"edition": edition, "moment": moment, "by": viewer_of(request).user_id},
    )
    return redirect("jobs:job", job.pk)


@require_POST
@signed_in_only
def remind(request: HttpRequest, edition: str, moment: str) -> HttpResponse:
    """Write again to those who have not answered."""
    must_run(request, edition)
    try:
        sent = services.remind(actor=viewer_of(request), edition=edition, moment=_moment(moment))
    except services.NoSuchEvaluationError as error:
        raise Http404 from error
    except ClosedError:
        messages.warning(request, _("Spørgsmålene er lukket, så ingen bliver mindet om dem."))
    else:
        words = ngettext("%(count)s er mindet om det.", "%(count)s er mindet om det.", sent)
        messages.success(
            request, words % {"count": sent} if sent else _("Ingen nye påmindelser i dag.")
        )
    return redirect("evaluation:questions", edition)


@require_POST
@signed_in_only
def close_questions(request: HttpRequest, edition: str, moment: str) -> HttpResponse:
    """Take no more answers, so that they can be seen."""
    must_run(request, edition)
    try:
        services.close_survey(actor=viewer_of(request), edition=edition, moment=_moment(moment))
    except services.NoSuchEvaluationError as error:
        raise Http404 from error
    messages.success(request, _("Spørgsmålene er lukket. Svarene kan nu ses samlet."))
    return redirect("evaluation:questions", edition)


def _moment(moment: str) -> services.Moment:
    if moment not in MOMENTS:
        raise Http404
    return cast("services.Moment", moment)
