"""Answering a survey by a personal link, without an account."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.people.sealing import UnopenableError
from samspil.people.services import LinkRefusedError
from samspil.surveys import selectors, services
from samspil.surveys.forms import AnswerForm

_STATUS = {"unknown": 404, "closed": 410, "expired": 410, "revoked": 410}


LATER = "later"
"""The button that keeps what was answered so far instead of sending it."""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the questions and keep the answers; say why a link opens nothing."""
    door = selectors.door(token)
    if door.state != "open" or door.questionnaire is None:
        return _page(request, "surveys/shut.html", {"door": door}, _STATUS.get(door.state, 200))
    if request.method != "POST":
        form = AnswerForm(door.questionnaire, initial=dict(door.draft))
        return _asked(request, token, door, form, door.draft, is_kept="gemt" in request.GET)
    form = AnswerForm(door.questionnaire, request.POST)
    if LATER in request.POST or not form.is_valid():
        return _paused(request, token, door, form)
    return _kept(request, token, form)


def _asked(
    request: HttpRequest,
    token: str,
    door: selectors.Door,
    form: AnswerForm,
    given: Mapping[str, str],
    *,
    is_kept: bool = False,
) -> HttpResponse:
    progress = form.progress(given) if given else ""
    context = {
        "door": door,
        "form": form,
        "token": token,
        "progress": progress,
        "is_kept": is_kept,
    }
    return _page(request, "surveys/answer.html", context, 200)


def _paused(
    request: HttpRequest, token: str, door: selectors.Door, form: AnswerForm
) -> HttpResponse:
    """Keep what is answered so far; what is missing is asked for unless one goes on later."""
    given = form.so_far()
    refused = _refused(request, token, lambda: services.keep_draft(token=token, values=given))
    if refused is not None:
        return refused
    if LATER in request.POST and door.pauses:
        return _guarded(redirect(f"{reverse('surveys:answer', args=[token])}?gemt"))
    return _asked(request, token, door, form, given)


def _kept(request: HttpRequest, token: str, form: AnswerForm) -> HttpResponse:
    values = form.values()
    refused = _refused(request, token, lambda: services.answer(token=token, values=values))
    return refused or _guarded(redirect("surveys:thanks", token=token))


def _refused(request: HttpRequest, token: str, act: Callable[[], object]) -> HttpResponse | None:
    """Do it; returns the page that says why it could not be done, or None once it is."""
    try:
        act()
    except services.AlreadyAnsweredError:
        # Pressed twice: the thank-you page is the right answer.
        return _guarded(redirect("surveys:thanks", token=token))
    except (services.ClosedError, LinkRefusedError):
        door = selectors.door(token)
        return _page(request, "surveys/shut.html", {"door": door}, _STATUS.get(door.state, 410))
    except UnopenableError:
        # The operator has changed the secret key without naming the old one.
        door = replace(selectors.door(token), state="locked")
        return _page(request, "surveys/shut.html", {"door": door}, 503)
    return None


@never_cache
@require_POST
def keep_draft(request: HttpRequest, token: str) -> HttpResponse:
    """Keep what is answered so far while one answers on; says how far one has come."""
    door = selectors.door(token)
    if door.state != "open" or door.questionnaire is None or not door.pauses:
        return _guarded(HttpResponse(status=204))
    form = AnswerForm(door.questionnaire, request.POST)
    given = form.so_far()
    try:
        services.keep_draft(token=token, values=given)
    except (services.AlreadyAnsweredError, services.ClosedError, LinkRefusedError):
        return _guarded(HttpResponse(status=204))
    context = {"progress": form.progress(given), "is_kept": True}
    return _page(request, "surveys/_progress.html", context, 200)


@never_cache
@require_safe
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    """Say thank you, once the answers are kept."""
    door = selectors.door(token)
    if door.state == "open":
        return _guarded(redirect("surveys:answer", token=token))
    return _page(request, "surveys/shut.html", {"door": door}, _STATUS.get(door.state, 200))


def _page(
    request: HttpRequest, template: str, context: dict[str, object], status: int
) -> HttpResponse:
    return _guarded(render(request, template, context, status=status))


def _guarded(response: HttpResponse) -> HttpResponse:
    """Keep the secret of the link out of what the browser tells any server.

    Not ``no-referrer``: under it browsers send ``Origin: null`` with forms, which the protection
    against forged forms rightly refuses.
    """
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    return response
