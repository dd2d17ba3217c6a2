"""Pages of scenarios: what if these took part?"""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samspil.components.tables import csv_response
from samspil.methods.grouping import InvalidProblemError
from samspil.networks import charts, pages, rules, selectors
from samspil.networks.forms import ScenarioForm
from samspil.networks.selectors import ScenarioView
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError
from samspil.people.viewer import Viewer


@require_safe
@signed_in_only
def scenario(request: HttpRequest) -> HttpResponse:
    """What if these took part? A thought experiment about any municipalities."""
    viewer = viewer_of(request)
    form, found = _asked(request, viewer)
    csv = f"{reverse('networks:scenario_csv')}?{request.GET.urlencode()}"
    status = 422 if form.is_bound and form.errors else 200
    page = pages.scenario(form, request.GET.getlist("kommune"), found, csv)
    return render(request, "networks/scenario.html", page, status=status)


@require_safe
@signed_in_only
def scenario_csv(request: HttpRequest) -> HttpResponse:
    """A scenario's groups as CSV."""
    _form, found = _asked(request, viewer_of(request))
    if found is None:
        raise Http404
    shown = charts.group_map(found.groups, (), title=pages.scenario_title(found))
    return csv_response(shown.table, f"samspil-scenarie-{found.inputs}")


def _asked(request: HttpRequest, viewer: Viewer) -> tuple[ScenarioForm, ScenarioView | None]:
    """Return the question in the address and its answer, if it is one that can be answered."""
    form = ScenarioForm(request.GET or None)
    if not rules.may_try_scenarios(viewer):
        raise PermissionDenied
    if not form.is_valid():
        return form, None
    asked = form.cleaned_data
    try:
        found = selectors.scenario(
            viewer,
            codes=asked["kommune"],
            sector=asked["omraade"],
            low=asked["mindst"],
            high=asked["hoejst"],
        )
    except NotAllowedError as error:
        raise PermissionDenied from error
    except InvalidProblemError as error:
        form.add_error(None, _impossible(error, len(asked["kommune"])))
        return form, None
    return form, found


def _impossible(error: InvalidProblemError, count: int) -> str:
    """Return which sizes would do instead."""
    near = next((each.params for each in error.complaints if "near_min" in each.params), None)
    if near is None:
        return _("%(count)s kommuner kan ikke deles i grupper af de størrelser.") % {"count": count}
    text = _(
        "%(count)s kommuner kan ikke deles i grupper af de størrelser. Prøv for eksempel "
        "%(low)s til %(high)s i hver."
    )
    return text % {"count": count, "low": near["near_min"], "high": near["near_max"]}
