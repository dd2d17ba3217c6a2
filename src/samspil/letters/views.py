"""Pages about letters: the example's post, and letters that did not arrive."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from samspil.components.tables import Cell, Table, table
from samspil.letters import rules, selectors, services
from samspil.letters.models import Letter
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError


@require_GET
@never_cache
def outbox(request: HttpRequest) -> HttpResponse:
    """List the mails of the example, newest first. Exists in demo mode only."""
    _demo_only()
    return render(request, "letters/outbox.html", {"table": _table(selectors.example_letters())})


@require_GET
@never_cache
def letter(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Show one mail of the example. Exists in demo mode only."""
    _demo_only()
    shown = selectors.example_letter(letter_id)
    if shown is None:
        raise Http404
    return render(request, "letters/letter.html", {"letter": shown})


def _table(letters: list[selectors.LetterRow]) -> Table | None:
    """Return the letters as a table, newest first; None without letters."""
    rows = [
        (
            Cell(letter.subject, href=reverse("letters:letter", args=[letter.id])),
            letter.to,
            date_format(timezone.localtime(letter.at), "SHORT_DATETIME_FORMAT"),
            _("her i posten") if letter.is_sent else _("venter"),
        )
        for letter in letters
    ]
    names = (_("Emne"), _("Til"), _("Skrevet"), _("Hvor den er"))
    return table(_("Mails, nyeste først"), names, rows) if rows else None


def _demo_only() -> None:
    if not services.shows_letters():
        raise Http404


@require_GET
@never_cache
def stuck(request: HttpRequest) -> HttpResponse:
    """List the letters that did not arrive, for those who run the programme."""
    viewer = viewer_of(request)
    if not rules.may_tend_letters(viewer):
        raise Http404
    letters = selectors.stuck_letters(viewer=viewer)
    return render(request, "letters/stuck.html", {"letters": letters})


@require_POST
def send_again(request: HttpRequest, letter_id: int) -> HttpResponse:
    """Send a letter anew, on a person's decision."""
    try:
        services.send_again(actor=viewer_of(request), letter_id=letter_id)
    except (NotAllowedError, Letter.DoesNotExist) as error:
        raise Http404 from error
    except services.CannotSendAgainError:
        messages.warning(request, _("Mailen kan ikke sendes igen. Måske er den lige blevet sendt."))
    else:
        messages.success(request, _("Mailen bliver sendt igen nu."))
    return redirect("letters:stuck")
