"""The page of a wider circle: asking, how many have answered, and what they answered."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError
from samspil.screening import selectors as screenings
from samspil.screening.forms.circle import AskForm
from samspil.screening.models import Screening
from samspil.screening.selectors import circle as selectors
from samspil.screening.services import AnswerRefusedError, FinishedError
from samspil.screening.services import circle as services
from samspil.surveys.models import Invitation
from samspil.surveys.services import ClosedError


@require_safe
@never_cache
@signed_in_only
def circle(request: HttpRequest, screening_id: int) -> HttpResponse:
    """What does a wider circle say, and how many have answered?"""
    return _page(request, screening_id)


def _page(request: HttpRequest, screening_id: int, form: AskForm | None = None) -> HttpResponse:
    viewer = viewer_of(request)
    screening = screenings.screening(viewer=viewer, screening=screening_id)
    found = selectors.circle(viewer=viewer, screening=screening_id)
    if screening is None or found is None:
        raise Http404
    may_edit = screenings.may_edit(viewer=viewer, row=screening.row)
    if may_edit and form is None and found.state in ("none", "open"):
        form = AskForm(roles=selectors.roles(screening.row.sector), is_first=found.state == "none")
    context = {
        "screening": screening,
        "circle": found,
        "may_edit": may_edit,
        "form": form if may_edit else None,
    }
    return render(request, "screening/circle.html", context)


@require_POST
@signed_in_only
def ask(request: HttpRequest, screening_id: int) -> HttpResponse:
    """Ask people in a role."""
    viewer = viewer_of(request)
    screening = screenings.screening(viewer=viewer, screening=screening_id)
    found = selectors.circle(viewer=viewer, screening=screening_id)
    if screening is None or found is None:
        raise Http404
    form = AskForm(
        request.POST,
        roles=selectors.roles(screening.row.sector),
        is_first=found.state == "none",
    )
    if not form.is_valid():
        if not screenings.may_edit(viewer=viewer, row=screening.row):
            raise PermissionDenied
        return _page(request, screening_id, form)
    _do(request, lambda: _asked(request, screening_id, form))
    return redirect("screening:circle", screening_id)


def _asked(request: HttpRequest, screening_id: int, form: AskForm) -> None:
    new, known = services.ask(
        actor=viewer_of(request),
        screening=screening_id,
        role=form.cleaned_data["role"],
        addresses=form.cleaned_data["addresses"],
        closes_on=form.cleaned_data.get("closes_on"),
    )
    said = ngettext(
        "%(count)s får nu en mail med et personligt link.",
        "%(count)s får nu en mail med hver sit personlige link.",
        new,
    ) % {"count": new}
    if known:
        said += " " + ngettext(
            "%(count)s var spurgt i forvejen og får ikke en til.",
            "%(count)s var spurgt i forvejen og får ikke en til.",
            known,
        ) % {"count": known}
    messages.success(request, said)


@require_POST
@signed_in_only
def remind(request: HttpRequest, screening_id: int) -> HttpResponse:
    """Remind those who have not answered."""

    def act() -> None:
        number = services.remind(actor=viewer_of(request), screening=screening_id)
        said = ngettext(
            "%(count)s får nu en påmindelse.", "%(count)s får nu en påmindelse.", number
        )
        if not number:
            said = _("Alle har svaret, eller er mindet om det i dag.")
        messages.success(request, said % {"count": number} if number else said)

    return _act(request, screening_id, act)


@require_POST
@signed_in_only
def close(request: HttpRequest, screening_id: int) -> HttpResponse:
    """Take no more answers, and show the results."""

    def act() -> None:
        services.close(actor=viewer_of(request), screening=screening_id)
        messages.success(request, _("Der er lukket for svar."))

    return _act(request, screening_id, act)


@require_POST
@signed_in_only
def use(request: HttpRequest, screening_id: int) -> HttpResponse:
    """Let the answers stand as evidence on the questions."""

    def act() -> None:
        services.use(actor=viewer_of(request), screening=screening_id)
        messages.success(request, _("Svarene står nu som grundlag på spørgsmålene."))

    return _act(request, screening_id, act)


@require_POST
@signed_in_only
def take_back(request: HttpRequest, screening_id: int) -> HttpResponse:
    """Close somebody's link."""
    chosen = request.POST.get("invitation", "")
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 12):
        raise Http404

    def act() -> None:
        services.take_back(actor=viewer_of(request), screening=screening_id, invitation=int(chosen))
        messages.success(
            request, _("Linket åbner ikke mere. Et svar, der er sendt, bliver stående.")
        )

    return _act(request, screening_id, act)


def _act(request: HttpRequest, screening_id: int, act: Callable[[], None]) -> HttpResponse:
    if screenings.screening(viewer=viewer_of(request), screening=screening_id) is None:
        raise Http404
    _do(request, act)
    return redirect("screening:circle", screening_id)


def _do(request: HttpRequest, act: Callable[[], None]) -> None:
    """Do it; what cannot be done any more is said on the page."""
    try:
        act()
    except NotAllowedError as error:
        raise PermissionDenied from error
    except (Screening.DoesNotExist, Invitation.DoesNotExist, services.NobodyAskedError) as error:
        raise Http404 from error
    except FinishedError:
        messages.warning(request, _("Foranalysen er afsluttet og kan ikke ændres."))
    except ClosedError:
        messages.warning(request, _("Der er lukket for svar, så ingen kan spørges mere."))
    except AnswerRefusedError:
        messages.warning(request, _("Det kunne ikke tages imod. Indlæs siden igen, og prøv igen."))
