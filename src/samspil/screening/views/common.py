"""What the pages of one screening share."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError
from samspil.screening import selectors, services
from samspil.screening.models import Screening
from samspil.screening.selectors import ScreeningView


def readable(request: HttpRequest, screening_id: int) -> ScreeningView:
    """Return the screening; a stranger learns not even that there is one."""
    found = selectors.screening(viewer=viewer_of(request), screening=screening_id)
    if found is None:
        raise Http404
    return found


def may_edit(request: HttpRequest, view: ScreeningView) -> bool:
    """Whether this person may change the screening as it is now."""
    return selectors.may_edit(viewer=viewer_of(request), row=view.row)


def must_edit(request: HttpRequest, view: ScreeningView) -> None:
    """Stop those who may read and not change."""
    if not may_edit(request, view):
        raise PermissionDenied


def done(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Do it; returns whether it was done. A finished screening says so, as do gone parts."""
    try:
        act()
    except NotAllowedError as error:
        raise PermissionDenied from error
    except Screening.DoesNotExist as error:
        raise Http404 from error
    except services.FinishedError:
        messages.warning(request, _("Foranalysen er afsluttet og kan ikke ændres."))
        return False
    except services.AnswerRefusedError as refused:
        messages.warning(request, _refusals().get(refused.field) or _("Det kunne ikke gemmes."))
        return False
    return True


def _refusals() -> dict[str, str]:
    """Return what is said where something cannot be stored, by the part of it."""
    return {
        "evidence": _("Kilden er der ikke længere; en kollega har nok fjernet den."),
        "finding": _("Fundet er der ikke længere; en kollega har nok fjernet det."),
        "findings": _("Et af fundene er der ikke længere. Se listen igennem, og prøv igen."),
        "item": _("Punktet er der ikke længere; en kollega har nok fjernet det."),
        "sources": _("En af kilderne er der ikke længere. Se listen igennem, og prøv igen."),
        "indicator": _("Tallet kendes ikke for kommunen, så det kan ikke sættes ind."),
        "claim": _("Det samme fund står der allerede."),
        "due": _("Datoen skal ligge senest på den første netværksdag."),
        "status": _("Afslut foranalysen, før I deler noget."),
    }


def is_htmx(request: HttpRequest) -> bool:
    """Whether the page asks for a part of itself only."""
    return request.headers.get("HX-Request") == "true"
