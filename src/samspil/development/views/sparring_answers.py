"""Pages of an answer: give it, read it, say what was used, take it back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from samspil.components.tables import download
from samspil.development import forms, selectors, services
from samspil.development.models import SparringAnswer
from samspil.development.selectors import AnswerRow, QuestionView
from samspil.development.views.acts import page, typed
from samspil.development.views.sparring import attempt, readable_question, too_late
from samspil.documents.checks import RefusedError
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError


@page
@signed_in_only
def give(request: HttpRequest, question: int) -> HttpResponse:
    """Answer, or correct one's answer."""
    view = selectors.sparring_question(viewer=viewer_of(request), question=question)
    if view is not None and not view.row.asked_as:
        raise PermissionDenied
    if view is None or not view.may_answer:
        return too_late(request, question, view)
    form = forms.AnswerForm(typed(request), request.FILES or None, mine=view.mine)
    if request.method == "POST" and form.is_valid():
        try:
            return _given(request, question, form)
        except RefusedError as refusal:
            form.add_error("file", refusal.sentence)
    return render(request, "development/sparring_give.html", {"view": view, "form": form})


def _given(request: HttpRequest, question: int, form: forms.AnswerForm) -> HttpResponse:
    """Keep the answer, or give it back where the question went while it was sent.

    Raises documents' RefusedError.
    """
    viewer = viewer_of(request)
    try:
        services.give(actor=viewer, question=question, given=form.given(), file=form.attached())
    except NotAllowedError as error:
        raise PermissionDenied from error
    except services.NotOpenError:
        view = selectors.sparring_question(viewer=viewer, question=question)
        return too_late(request, question, view)
    messages.success(
        request, str(_("Tak. Svaret er gemt, og spørgeren får besked i næste morgenbrev."))
    )
    return redirect("development:sparring_question", question=question)


def answer_of(request: HttpRequest, answer: int) -> tuple[AnswerRow, QuestionView]:
    """Return an answer with its question, or raise Http404."""
    found = SparringAnswer.objects.filter(pk=answer).values_list("question_id", flat=True).first()
    view = readable_question(request, found or 0)
    for row in view.answers:
        if row.id == answer:
            return row, view
    raise Http404


@require_safe
@signed_in_only
def answer_file(request: HttpRequest, answer: int) -> HttpResponse:
    """A file that goes with an answer, to be kept and never shown as a page of ours."""
    found = selectors.answer_file(viewer=viewer_of(request), answer=answer)
    if found is None:
        raise Http404
    response = download(found.content, found.name, found.content_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@signed_in_only
def mark_read(request: HttpRequest, answer: int) -> HttpResponse:
    """Say that an answer was read."""
    row, _view = answer_of(request, answer)
    attempt(
        request,
        lambda: services.mark_read(actor=viewer_of(request), answer=answer),
        _("Noteret. Sig siden, hvad I brugte; det er den bedste tak."),
    )
    return redirect("development:sparring_question", question=row.question)


@page
@signed_in_only
def say_used(request: HttpRequest, answer: int) -> HttpResponse:
    """Say what was used of an answer."""
    row, view = answer_of(request, answer)
    if not view.row.is_own:
        raise PermissionDenied
    first = {"used": row.used, "what": row.used_what}
    form = forms.UsedForm(typed(request), initial=first)
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: services.say_used(actor=viewer_of(request), answer=answer, **form.cleaned_data),
            _("Tak. Det går tilbage til dem, der svarede."),
        )
        # Taken back while it was written about: the words stay where they were typed.
        if done:
            return redirect("development:sparring_question", question=row.question)
    context = {"view": view, "answer": row, "form": form}
    return render(request, "development/sparring_used.html", context)


@require_POST
@signed_in_only
def withdraw_answer(request: HttpRequest, answer: int) -> HttpResponse:
    """Take one's answer back."""
    row, _view = answer_of(request, answer)
    attempt(
        request,
        lambda: services.withdraw_answer(actor=viewer_of(request), answer=answer),
        _("Svaret er trukket tilbage."),
    )
    return redirect("development:sparring_question", question=row.question)
