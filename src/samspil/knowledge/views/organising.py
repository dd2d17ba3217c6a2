"""Organisers' pages: material of network days to take over, and municipalities to invite."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.documents.checks import RefusedError
from samspil.knowledge import forms, rules, selectors, services
from samspil.knowledge.selectors import DayMaterial
from samspil.people.gate import signed_in_only
from samspil.people.rules import ORGANISERS
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError
from samspil.programmes import selectors as programmes


def _only_organisers(request: HttpRequest) -> None:
    """Raise PermissionDenied for those who run no programme."""
    if not viewer_of(request).holds_somewhere(*ORGANISERS):
        raise PermissionDenied


@require_safe
@never_cache
@signed_in_only
def day_material(request: HttpRequest) -> HttpResponse:
    """What stood on the network days' agendas, and what has been taken over of it?"""
    _only_organisers(request)
    rows = selectors.day_material(viewer_of(request))
    shown = [(row, _take_over_form(row)) for row in rows]
    return render(request, "knowledge/day_material.html", {"rows": shown})


def _take_over_form(row: DayMaterial) -> forms.TakeOverForm:
    return forms.TakeOverForm(row, auto_id=f"id_{row.id}_%s")


@require_POST
@signed_in_only
def take_over(request: HttpRequest, material: int) -> HttpResponse:
    """Make a draft of material with one press; a speaker's file when the speaker has said yes."""
    _only_organisers(request)
    rows = selectors.day_material(viewer_of(request))
    row = next((one for one in rows if one.id == material), None)
    if row is None:
        raise Http404
    form = forms.TakeOverForm(row, request.POST, auto_id=f"id_{row.id}_%s")
    if form.is_valid():
        try:
            case = services.take_over(
                actor=viewer_of(request),
                material=material,
                consent=form.cleaned_data.get("consent", ""),
                confirmed_no_cpr=form.cleaned_data.get("confirmed_no_cpr", False),
            )
        except RefusedError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("Materialet er en kladde nu. Ret den til, og send den."))
            return redirect("knowledge:edit", case=case.pk)
    shown = [(one, form if one.id == material else _take_over_form(one)) for one in rows]
    return render(request, "knowledge/day_material.html", {"rows": shown, "wrong": form})


@require_safe
@never_cache
@signed_in_only
def invitations(request: HttpRequest) -> HttpResponse:
    """Whose results lie better than expected, so that they could be asked to write?"""
    _only_organisers(request)
    viewer = viewer_of(request)
    language = get_language() or "da"
    editions = [
        (row.edition.id, row.edition.content.title.in_language(language))
        for row in programmes.editions(viewer)
        if not row.edition.is_history and rules.may_invite(viewer, row.edition.id)
    ]
    asked = request.GET.get("udgave", "")
    edition = asked if asked in dict(editions) else (editions[0][0] if editions else "")
    context = {
        "editions": editions,
        "edition": edition,
        "rows": selectors.invitable(viewer, edition=edition) if edition else [],
    }
    return render(request, "knowledge/invitations.html", context)


@require_POST
@signed_in_only
def invite(request: HttpRequest, edition: str, code: str) -> HttpResponse:
    """Write to those who speak for a municipality, once."""
    _only_organisers(request)
    try:
        services.invite_to_write(actor=viewer_of(request), municipality=code, edition=edition)
    except NotAllowedError as error:
        raise PermissionDenied from error
    except services.NotInvitableError as error:
        raise Http404 from error
    except services.NobodyToAskError:
        messages.error(request, _("Kommunen har ingen chef eller projektleder her at skrive til."))
    else:
        messages.success(request, _("Invitationen er sendt, én gang i dette partnerskab."))
    return redirect(f"{reverse('knowledge:invitations')}?udgave={edition}")
