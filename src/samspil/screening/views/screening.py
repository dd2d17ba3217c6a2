"""The list of screenings, and one of them at a glance."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.people import rules as people
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError
from samspil.screening import rules, selectors, sentences, services
from samspil.screening.forms.screening import StartForm
from samspil.screening.instruments import known_instruments
from samspil.screening.pages.screening import overview
from samspil.screening.views.common import done, readable


@require_safe
@never_cache
@signed_in_only
def index(request: HttpRequest) -> HttpResponse:
    """The screenings one may read, and those one can begin."""
    return _index(request, _start_form(request))


def _start_form(request: HttpRequest) -> StartForm:
    return StartForm(
        request.POST if request.method == "POST" else None,
        choices=selectors.can_start(viewer=viewer_of(request)),
        instruments=[
            (name, sentences.say(one.content.title)) for name, one in known_instruments().items()
        ],
    )


def _index(request: HttpRequest, form: StartForm) -> HttpResponse:
    viewer = viewer_of(request)
    context = {
        "screenings": selectors.mine(viewer=viewer),
        "followed": selectors.followed(viewer=viewer),
        "follows": people.is_organiser(viewer),
        "shared": selectors.shared_with_me(viewer=viewer),
        "choices": selectors.can_start(viewer=viewer),
        "may_bring": rules.may_bring_instrument(viewer),
        "form": form,
    }
    return render(request, "screening/index.html", context)


@require_POST
@signed_in_only
def start(request: HttpRequest) -> HttpResponse:
    """Begin a screening, or go to the one that is open."""
    viewer = viewer_of(request)
    form = _start_form(request)
    if not form.is_valid():
        return _index(request, form)
    code, sector, edition = form.cleaned_data["choice"]
    try:
        begun = services.start(
            actor=viewer,
            municipality=code,
            sector=sector,
            edition=edition,
            form=form.cleaned_data["form"],
            instrument=form.cleaned_data["instrument"],
        )
    except NotAllowedError as error:
        raise PermissionDenied from error
    except services.AnswerRefusedError:
        form.add_error("choice", _("Vælg en af mulighederne."))
        return _index(request, form)
    return redirect("screening:show", begun.pk)


@require_safe
@never_cache
@signed_in_only
def show(request: HttpRequest, screening_id: int) -> HttpResponse:
    """Where are we well-equipped, where challenged, on what evidence?"""
    view = readable(request, screening_id)
    return render(request, "screening/screening.html", overview(viewer_of(request), view))


@require_POST
@signed_in_only
def widen(request: HttpRequest, screening_id: int) -> HttpResponse:
    """Ask all questions; what was answered stands."""
    readable(request, screening_id)
    actor = viewer_of(request)
    if done(request, partial(services.widen, actor=actor, screening=screening_id)):
        messages.success(request, _("Nu spørges der om alt. Det, I har svaret, står der stadig."))
    return redirect("screening:show", screening_id)


@require_POST
@signed_in_only
def finish(request: HttpRequest, screening_id: int) -> HttpResponse:
    """Finish the screening as it is."""
    readable(request, screening_id)
    actor = viewer_of(request)
    if done(request, partial(services.finish, actor=actor, screening=screening_id)):
        messages.success(
            request, _("Foranalysen er afsluttet. Nu kan jeres politikere også læse den.")
        )
    return redirect("screening:show", screening_id)
