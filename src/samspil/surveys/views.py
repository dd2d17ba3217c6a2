"""Answering a survey by a personal link, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspil.people.services import LinkRefusedError
from samspil.surveys import selectors, services
from samspil.surveys.forms import AnswerForm

_STATUS = {"unknown": 404, "closed": 410, "expired": 410, "revoked": 410}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the questions and keep the answers; say why a link opens nothing."""
    door = selectors.door(token)
    if door.state != "open" or door.questionnaire is None:
        return _page(request, "surveys/shut.html", {"door": door}, _STATUS.get(door.state, 200))
    form = AnswerForm(door.questionnaire, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _kept(request, token, form)
    return _page(request, "surveys/answer.html", {"door": door, "form": form}, 200)


def _kept(request: HttpRequest, token: str, form: AnswerForm) -> HttpResponse:
    try:
        services.answer(token=token, values=form.values())
    except services.AlreadyAnsweredError:
        pass  # Pressed twice: the thank-you page is the right answer.
    except (services.ClosedError, LinkRefusedError):
        door = selectors.door(token)
        return _page(request, "surveys/shut.html", {"door": door}, _STATUS.get(door.state, 410))
    return _guarded(redirect("surveys:thanks", token=token))


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
