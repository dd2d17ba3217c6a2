"""One lever: its questions, each answered and given its evidence by itself."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.screening import selectors, services
from samspil.screening.forms.evidence import UseForm
from samspil.screening.forms.screening import JudgementForm
from samspil.screening.pages.levers import lever_page, question_part
from samspil.screening.selectors import LeverView, QuestionView, ScreeningView
from samspil.screening.views.common import done, is_htmx, must_edit, readable


@require_safe
@never_cache
@signed_in_only
def lever(request: HttpRequest, screening_id: int, lever: int) -> HttpResponse:
    """How do we stand on this lever, question by question?"""
    view = readable(request, screening_id)
    context = lever_page(viewer_of(request), view, _lever(view, lever))
    return render(request, "screening/lever.html", context)


def _lever(view: ScreeningView, number: int) -> LeverView:
    found = next((one for one in view.levers if one.number == number), None)
    if found is None:
        raise Http404
    return found


def _question(view: ScreeningView, name: str) -> tuple[LeverView, QuestionView]:
    for one in view.levers:
        for question in one.questions:
            if question.id == name:
                return one, question
    raise Http404


@require_POST
@signed_in_only
def judge(request: HttpRequest, screening_id: int, question: str) -> HttpResponse:
    """Save one answer by itself; whatever stands in the others' forms stays there."""
    view = readable(request, screening_id)
    _of, asked = _question(view, question)
    form = JudgementForm(request.POST, instrument=view.instrument, question=asked)
    if not form.is_valid():
        must_edit(request, view)
        return _answer(request, screening_id, question, judged=form)
    saved = done(
        request,
        partial(
            services.judge,
            actor=viewer_of(request),
            screening=screening_id,
            question=question,
            **form.cleaned_data,
        ),
    )
    return _answer(request, screening_id, question, saved=saved)


@require_POST
@signed_in_only
def use(request: HttpRequest, screening_id: int, question: str) -> HttpResponse:
    """Tie a source to the question, with a quote or point."""
    view = readable(request, screening_id)
    _question(view, question)
    sources = selectors.sources(viewer=viewer_of(request), screening=screening_id)
    form = UseForm(request.POST, question=question, sources=sources)
    if not form.is_valid():
        must_edit(request, view)
        return _answer(request, screening_id, question, used=form)
    saved = done(
        request,
        partial(
            services.use,
            actor=viewer_of(request),
            screening=screening_id,
            question=question,
            **form.cleaned_data,
        ),
    )
    return _answer(request, screening_id, question, saved=saved)


@require_POST
@signed_in_only
def unuse(request: HttpRequest, screening_id: int, question: str, evidence: int) -> HttpResponse:
    """Take a source off the question; the source itself stays."""
    _question(readable(request, screening_id), question)
    saved = done(
        request,
        partial(
            services.unuse,
            actor=viewer_of(request),
            screening=screening_id,
            evidence=evidence,
            question=question,
        ),
    )
    return _answer(request, screening_id, question, saved=saved)


@require_POST
@signed_in_only
def figure(request: HttpRequest, screening_id: int, question: str) -> HttpResponse:
    """Put a public figure in as evidence, with peers and expectation."""
    _question(readable(request, screening_id), question)
    indicator, _slash, breakdown = request.POST.get("figure", "").partition("/")
    saved = done(
        request,
        partial(
            services.add_figure,
            actor=viewer_of(request),
            screening=screening_id,
            indicator=indicator,
            breakdown=breakdown,
            question=question,
        ),
    )
    return _answer(request, screening_id, question, saved=saved)


def _answer(
    request: HttpRequest,
    screening_id: int,
    question: str,
    *,
    saved: bool = False,
    judged: JudgementForm | None = None,
    used: UseForm | None = None,
) -> HttpResponse:
    """Return only the question where the page asks for just that, otherwise the lever's page."""
    viewer, view = viewer_of(request), readable(request, screening_id)
    of, asked = _question(view, question)
    refused = judged is not None or used is not None
    if is_htmx(request):
        part = question_part(viewer, view, of, asked, judged=judged, used=used)
        context = {"screening": view, "lever": of, "part": part, "saved": saved, "swap": True}
        return render(request, "screening/_saved.html", context)
    if refused:
        context = lever_page(viewer, view, of, question=question, judged=judged, used=used)
        return render(request, "screening/lever.html", context)
    if saved:
        messages.success(request, _("Spørgsmål %(question)s er gemt.") % {"question": question})
    address = reverse("screening:lever", args=[screening_id, of.number])
    return redirect(f"{address}#{asked.anchor}")
