"""Pages of a workshop: the list, the screen on the wall, and the phones in the room."""

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError
from samspil.screening import selectors as screenings
from samspil.screening.forms.workshop import SentenceForm
from samspil.screening.models import Screening
from samspil.screening.models.workshop import Workshop
from samspil.screening.selectors import workshop as selectors
from samspil.screening.services import AnswerRefusedError, FinishedError
from samspil.screening.services import workshop as services

LASTS = 60 * 60 * 12
"""Seconds a phone keeps its seat: a long day."""


@require_safe
@never_cache
@signed_in_only
def workshops(request: HttpRequest, screening_id: int) -> HttpResponse:
    """The workshops of a screening, and what they agreed on."""
    viewer = viewer_of(request)
    screening = screenings.screening(viewer=viewer, screening=screening_id)
    found = selectors.workshops(viewer=viewer, screening=screening_id)
    if screening is None or found is None:
        raise Http404
    context = {
        "screening": screening,
        "workshops": found,
        "has_open": any(row.is_open for row in found),
        "may_edit": screenings.may_edit(viewer=viewer, row=screening.row),
    }
    return render(request, "screening/workshops.html", context)


@require_POST
@signed_in_only
def begin(request: HttpRequest, screening_id: int) -> HttpResponse:
    """Open a workshop, or go to the open one."""
    if screenings.screening(viewer=viewer_of(request), screening=screening_id) is None:
        raise Http404
    opened: list[Workshop] = []

    def act() -> None:
        opened.append(services.open_workshop(actor=viewer_of(request), screening=screening_id))

    _do(request, act)
    if not opened:
        return redirect("screening:workshops", screening_id)
    return redirect("screening:workshop_screen", opened[0].pk)


@require_safe
@never_cache
@signed_in_only
def screen(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """What the projector shows."""
    return _screen(request, workshop_id)


def _screen(
    request: HttpRequest, workshop_id: int, form: SentenceForm | None = None
) -> HttpResponse:
    viewer = viewer_of(request)
    found = selectors.screen(viewer=viewer, workshop=workshop_id)
    if found is None:
        raise Http404
    screening = screenings.screening(viewer=viewer, screening=found.screening)
    if form is None and found.question and found.question.is_shown:
        form = SentenceForm(initial={"sentence": found.question.sentence})
    context = {
        "screen": found,
        "screening": screening,
        "form": form,
        "address": settings.SAMSPIL_PUBLIC_URL.partition("://")[2],
    }
    return render(request, "screening/workshop_screen.html", context)


@require_safe
@never_cache
@signed_in_only
def pulse(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """How many have voted, asked each second; whether the screen must be drawn anew."""
    beat = selectors.pulse(viewer=viewer_of(request), workshop=workshop_id)
    if beat is None:
        raise Http404
    answer = render(request, "screening/_pulse.html", {"pulse": beat})
    if request.GET.get("v", "") != str(beat.version):
        answer["HX-Refresh"] = "true"
    return answer


@require_POST
@signed_in_only
def put(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Put a question on screen and phones."""
    question = request.POST.get("question", "")
    return _lead(
        request,
        workshop_id,
        lambda: services.put(actor=viewer_of(request), workshop=workshop_id, question=question),
    )


@require_POST
@signed_in_only
def show(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Show how the votes spread."""
    return _lead(
        request,
        workshop_id,
        lambda: services.show(actor=viewer_of(request), workshop=workshop_id),
    )


@require_POST
@signed_in_only
def agree(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Keep the sentence that was agreed on."""
    form = SentenceForm(request.POST)
    if not form.is_valid():
        return _screen(request, workshop_id, form)

    def act() -> None:
        services.agree(
            actor=viewer_of(request), workshop=workshop_id, sentence=form.cleaned_data["sentence"]
        )

    return _lead(request, workshop_id, act)


@require_POST
@signed_in_only
def close(request: HttpRequest, workshop_id: int) -> HttpResponse:
    """Close the workshop."""
    found = selectors.screen(viewer=viewer_of(request), workshop=workshop_id)
    if found is None:
        raise Http404
    _do(request, lambda: services.close(actor=viewer_of(request), workshop=workshop_id))
    return redirect("screening:workshops", found.screening)


def _lead(request: HttpRequest, workshop_id: int, act: Callable[[], object]) -> HttpResponse:
    if selectors.pulse(viewer=viewer_of(request), workshop=workshop_id) is None:
        raise Http404
    _do(request, act)
    return redirect("screening:workshop_screen", workshop_id)


def _do(request: HttpRequest, act: Callable[[], object]) -> None:
    """Do it; what cannot be done any more is said on the page."""
    try:
        act()
    except NotAllowedError as error:
        raise PermissionDenied from error
    except (Screening.DoesNotExist, Workshop.DoesNotExist) as error:
        raise Http404 from error
    except FinishedError:
        messages.warning(request, _("Foranalysen er afsluttet og kan ikke ændres."))
    except services.ClosedError:
        messages.warning(request, _("Workshoppen er lukket."))
    except services.NotShownError:
        messages.warning(request, _("Vis stemmerne først; så kan I blive enige."))
    except AnswerRefusedError:
        messages.warning(request, _("Vælg et spørgsmål først."))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """Where a phone types the code from the screen."""
    if request.method != "POST":
        return render(request, "screening/workshop_door.html", {"typed": "", "error": ""})
    typed = request.POST.get("code", "")
    return _join(request, typed, typed=typed)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest, code: str) -> HttpResponse:
    """What a phone in the room shows; sent to, it takes a seat."""
    if request.method == "POST":
        return _join(request, code)
    found = selectors.phone(code=code, secret=_secret(request, code))
    status = {"unknown": 404, "closed": 410}.get(found.state, 200)
    return render(request, "screening/workshop_phone.html", {"phone": found}, status=status)


def _join(request: HttpRequest, code: str, typed: str = "") -> HttpResponse:
    try:
        secret = services.join(code=code, secret=_secret(request, code))
    except services.NoSuchCodeError:
        error = _("Ingen workshop har den kode lige nu. Se efter på skærmen, og skriv den igen.")
        return _at_the_door(request, typed or code, error, 404)
    except services.FullError:
        return _at_the_door(
            request, typed or code, _("Der er ikke plads til flere telefoner."), 409
        )
    answer = redirect("screening:workshop_phone", services.tidy(code))
    answer.set_cookie(
        _cookie(code),
        secret,
        max_age=LASTS,
        path="/stem/",
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return answer


def _at_the_door(request: HttpRequest, typed: str, error: str, status: int) -> HttpResponse:
    context = {"typed": typed[:20], "error": error}
    return render(request, "screening/workshop_door.html", context, status=status)


@require_POST
def vote(request: HttpRequest, code: str) -> HttpResponse:
    """Take a phone's vote."""
    secret, level = _secret(request, code), request.POST.get("level", "")
    try:
        services.vote(
            code=code,
            secret=secret,
            question=request.POST.get("question", ""),
            level=int(level) if level in {"0", "1", "2", "3", "4"} else -1,
        )
    except (services.NoSuchCodeError, services.NoSeatError, services.VotesShownError):
        pass  # The page says how it stands now.
    except AnswerRefusedError:
        messages.warning(request, _("Vælg et af svarene."))
    if request.headers.get("HX-Request") == "true":
        found = selectors.phone(code=code, secret=secret)
        return render(request, "screening/_phone.html", {"phone": found})
    return redirect("screening:workshop_phone", code)


@never_cache
@require_safe
def news(request: HttpRequest, code: str) -> HttpResponse:
    """What is new since the phone looked last: nothing (204), or all it shows."""
    version = selectors.version_of(code)
    if version is not None and request.GET.get("v", "") == str(version):
        return HttpResponse(status=204)
    found = selectors.phone(code=code, secret=_secret(request, code))
    return render(request, "screening/_phone.html", {"phone": found})


def _cookie(code: str) -> str:
    return f"samspil_stem_{services.tidy(code)}"


def _secret(request: HttpRequest, code: str) -> str:
    name = _cookie(code)
    return request.COOKIES.get(name, "") if name.isascii() else ""
