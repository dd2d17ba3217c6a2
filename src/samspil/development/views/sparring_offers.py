"""Pages of standing offers, of what was promised, and of how often one is written to."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from samspil.components.tables import Table, csv_response
from samspil.development import forms, rules, selectors, services
from samspil.development.pages import sparring as pages
from samspil.development.selectors import CommitmentRow
from samspil.development.views.acts import REFUSALS, page, typed
from samspil.development.views.sparring import attempt, sees
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.programmes import selectors as programmes


@page
@signed_in_only
def offer(request: HttpRequest) -> HttpResponse:
    """Offer to show the others something."""
    sees(request)
    places = selectors.sparring_places(viewer=viewer_of(request))
    if not places:
        raise PermissionDenied
    form = forms.OfferForm(places, typed(request))
    if request.method == "POST" and form.is_valid():
        edition, code, sector = form.cleaned_data["team"].split("/")
        attempt(
            request,
            lambda: services.offer(
                actor=viewer_of(request),
                edition=edition,
                municipality=code,
                sector=sector,
                lever=form.cleaned_data["lever"],
                what=form.cleaned_data["what"],
            ),
            _("Tilbuddet står her nu. I kan trække det tilbage, når I vil."),
        )
        return redirect("development:sparring")
    return render(request, "development/sparring_offer.html", {"form": form})


@page
@signed_in_only
def change_offer(request: HttpRequest, offer: int) -> HttpResponse:
    """Say one's offer in other words."""
    row = selectors.own_offer(viewer=viewer_of(request), offer=offer)
    if row is None:
        raise Http404
    form = forms.OfferForm((), typed(request), initial=forms.offer_of(row))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_offer(actor=viewer_of(request), offer=offer, **form.cleaned_data)
        except services.TextRefusedError:
            form.add_error("what", _("Det samme tilbud står der allerede."))
        except services.DevelopmentError as refusal:
            messages.error(request, str(REFUSALS[type(refusal)]))
            return redirect("development:sparring")
        else:
            messages.success(request, _("Tilbuddet er rettet."))
            return redirect("development:sparring")
    return render(request, "development/sparring_offer.html", {"form": form, "offer": row})


@require_POST
@signed_in_only
def withdraw_offer(request: HttpRequest, offer: int) -> HttpResponse:
    """Take one's offer back."""
    if selectors.own_offer(viewer=viewer_of(request), offer=offer) is None:
        raise Http404
    attempt(
        request,
        lambda: services.withdraw_offer(actor=viewer_of(request), offer=offer),
        _("Tilbuddet er trukket tilbage."),
    )
    return redirect("development:sparring")


@require_safe
@signed_in_only
def commitments(request: HttpRequest, edition: str) -> HttpResponse:
    """What has each municipality given and received? Alphabetically, for those who run it."""
    rows, title, table = _followed(request, edition)
    context = {
        "edition": edition,
        "title": title,
        "table": table,
        "rows": rows,
        "silent": pages.silent(rows),
    }
    return render(request, "development/sparring_commitments.html", context)


@require_safe
@signed_in_only
def commitments_csv(request: HttpRequest, edition: str) -> HttpResponse:
    """The same table for a spreadsheet."""
    _rows, _title, table = _followed(request, edition)
    return csv_response(table, f"sparring-{edition}")


def _followed(request: HttpRequest, edition: str) -> tuple[list[CommitmentRow], str, Table]:
    view = programmes.edition(edition)
    viewer = viewer_of(request)
    if view is None or not rules.may_nudge(viewer, edition=edition):
        raise Http404
    title = view.content.title.in_language(get_language() or "da")
    rows = selectors.commitments(viewer=viewer, edition=edition)
    return rows, title, pages.commitments_table(rows, title)


@require_POST
@signed_in_only
def nudge(request: HttpRequest, edition: str) -> HttpResponse:
    """Send a municipality one kind reminder."""
    rows, _title, _table = _followed(request, edition)
    wanted = (request.POST.get("kommune", ""), request.POST.get("omraade", ""))
    row = next((one for one in rows if (one.code, one.sector) == wanted), None)
    if row is None:
        raise Http404
    attempt(
        request,
        lambda: services.nudge(
            actor=viewer_of(request), edition=edition, municipality=row.code, sector=row.sector
        ),
        _("Brevet er sendt. Det sendes kun denne ene gang."),
    )
    return redirect("development:commitments", edition=edition)


@page
@signed_in_only
def rhythm(request: HttpRequest) -> HttpResponse:
    """How often may we write?"""
    sees(request)
    viewer = viewer_of(request)
    first = {"rhythm": selectors.rhythm_of(viewer.user_id or 0)}
    form = forms.RhythmForm(typed(request), initial=first)
    if request.method == "POST" and form.is_valid():
        attempt(
            request,
            lambda: services.choose_rhythm(actor=viewer, rhythm=form.cleaned_data["rhythm"]),
            _("Gemt."),
        )
        return redirect("development:sparring_rhythm")
    return render(request, "development/sparring_rhythm.html", {"form": form})
