"""What the pages of this room share: look up with permission, do, say so."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from samspil.development import rules, selectors, services
from samspil.development.models import TestOfChange
from samspil.development.selectors import ProcessView, TestRow
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError

REFUSALS: Mapping[type[services.DevelopmentError], Promise] = {
    services.ProcessClosedError: _("Processen er afsluttet og kan ikke ændres."),
    services.NoPredictionError: _("Skriv først, hvad I venter, der sker. Så kan I gå i gang."),
    services.WrongStepError: _("Prøven var allerede et andet sted. Her er den, som den står nu."),
    services.NoMeetingError: _("Der er ingen kommende netværksdag at tage prøven med til endnu."),
    services.TextRefusedError: _("Teksten kunne ikke gemmes. Se den igennem, og prøv igen."),
    services.NoSuchFindingError: _("Fundet findes ikke længere. Begynd uden det."),
    services.DriverGoneError: _("Den er fjernet imens. Her er diagrammet, som det står nu."),
    services.CircleError: _(
        "En driver kan ikke høre under sig selv eller under noget, der hører under den."
    ),
    services.WrongLevelError: _(
        "Det passer ikke der: målet har primære drivere, de har sekundære, og de har idéer."
    ),
    services.HoldsMoreError: _(
        "Den har noget under sig eller en prøve, så den kan ikke skifte niveau. Flyt det først."
    ),
    services.LastParentError: _("Den skal høre under noget. Flyt den i stedet."),
    services.TooManyDriversError: _("Der er ikke plads til flere. Et diagram skal kunne læses."),
    services.NotTakingPartError: _("Kommunen er ikke tilmeldt denne del af partnerskabet."),
    services.NotOpenError: _("Spørgsmålet eller svaret er lukket eller trukket tilbage."),
    services.HasAnswersError: _(
        "Nogen har svaret, så spørgsmålet kan ikke trækkes tilbage. Luk det med et ord."
    ),
    services.DayPassedError: _("Vælg en dag, der ikke er gået."),
    services.NudgedAlreadyError: _(
        "Kommunen har fået det ene brev, eller har i mellemtiden givet eller fået sparring."
    ),
    services.NobodyToWriteToError: _(
        "Ingen i kommunen kan få brevet: der er ingen chef eller projektleder, eller de har valgt "
        "breve om sparring fra."
    ),
    services.NoSuchMeasureError: _(
        "Målingen findes ikke længere eller er lagt til side. Vælg en anden, eller ingen."
    ),
    services.NoSuchFigureError: _("Tallet er ikke kendt længere. Vælg igen."),
    services.NoSuchUnitError: _(
        "Skolen findes ikke i jeres kommune. Vælg igen, eller skriv navnet."
    ),
    services.TooManyError: _("Det var for meget på én gang. Vælg det, der betyder mest."),
    services.OtherProcessError: _(
        "Kommunens andet område har allerede sin egen proces. Der er højst én for hvert område."
    ),
    services.JointProcessError: _(
        "Kommunen har én proces for skole og dagtilbud sammen. Her er den."
    ),
}

page = require_http_methods(["GET", "HEAD", "POST"])


def done(
    request: HttpRequest,
    process: int,
    act: Callable[[], object],
    words: Promise,
    *,
    part: str = "process",
    test: int | None = None,
) -> HttpResponse:
    """Do it, say so or why not, and show the process or the page of one part of it.

    The process is shown at the test that is named or made.
    """
    try:
        made = act()
    except NotAllowedError as error:
        raise PermissionDenied from error
    except services.DevelopmentError as refusal:
        messages.error(request, str(REFUSALS[type(refusal)]))
    else:
        messages.success(request, str(words))
        if isinstance(made, TestOfChange):
            test = made.pk
    there = reverse(f"development:{part}", args=[process])
    return redirect(f"{there}#test-{test}" if test else there)


def readable(request: HttpRequest, process: int) -> ProcessView:
    """Return the process, or raise Http404 where there is none that this person may read."""
    view = selectors.process(viewer=viewer_of(request), process=process)
    if view is None:
        raise Http404
    return view


def writable(request: HttpRequest, process: int) -> ProcessView:
    """Return the process of somebody who may change it; others get Http404 or are refused."""
    view = readable(request, process)
    if not rules.may_write_row(viewer_of(request), view.row):
        raise PermissionDenied
    return view


def readable_test(request: HttpRequest, test: int) -> TestRow:
    """Return the test, or raise Http404 where there is none that this person may read."""
    row = selectors.test(viewer=viewer_of(request), test=test)
    if row is None:
        raise Http404
    return row


def writable_test(request: HttpRequest, test: int) -> tuple[TestRow, ProcessView]:
    """Return a test and its process, for somebody who may change them."""
    row = readable_test(request, test)
    return row, writable(request, row.process)


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also where it is nothing; None where nothing was sent."""
    return request.POST if request.method == "POST" else None
