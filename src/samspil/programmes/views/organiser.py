"""The organiser's board."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.components.sheets import as_workbook
from samspil.components.tables import download
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.viewer import Viewer
from samspil.programmes import pages, rules, selectors, services, words
from samspil.programmes.forms.board import BudgetForm
from samspil.programmes.selectors import EditionView
from samspil.programmes.views.billing import XLSX
from samspil.programmes.views.visits import edition_or_404


@require_safe
@never_cache
@signed_in_only
def registrations(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Who is registered, who has begun, what is missing, what does it come to?"""
    return _board(request, viewer_of(request), edition_or_404(edition_id))


def _board(
    request: HttpRequest, viewer: Viewer, view: EditionView, wrong: BudgetForm | None = None
) -> HttpResponse:
    found = selectors.board(viewer, view)
    if found is None:
        raise PermissionDenied
    context = pages.board(view, found, request.GET.get("vis", ""))
    form = wrong or BudgetForm(initial={"amount": found.budget})
    context |= {
        "waiting": selectors.waiting(viewer, view.id),
        "may_bill": rules.may_bill(viewer, view.id),
        "may_set_budget": rules.may_set_budget(viewer),
        "form": form,
        "is_wrong": wrong is not None,
    }
    return render(request, "programmes/registrations.html", context, status=422 if wrong else 200)


@require_POST
@never_cache
@signed_in_only
def budget(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Say what the edition is expected to bring in."""
    viewer, view = viewer_of(request), edition_or_404(edition_id)
    if not rules.may_set_budget(viewer):
        raise PermissionDenied
    form = BudgetForm(request.POST)
    if not form.is_valid():
        return _board(request, viewer, view, form)
    services.set_budget(actor=viewer, edition=edition_id, amount=form.cleaned_data["amount"])
    messages.success(request, _("Budgettet er gemt."))
    return redirect("programmes:registrations", edition_id=edition_id)


@require_safe
@never_cache
@signed_in_only
def extract(request: HttpRequest, edition_id: str) -> HttpResponse:
    """All that the viewer may see of an edition, as a workbook."""
    viewer, view = viewer_of(request), edition_or_404(edition_id)
    found = selectors.board(viewer, view)
    if found is None:
        raise PermissionDenied
    title = words.localised(view.content.title)
    content = as_workbook(pages.extract(viewer, view, found), title=title)
    return download(content, f"tilmeldinger-{edition_id}.xlsx", XLSX)
