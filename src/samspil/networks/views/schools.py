"""Networks across schools: who agrees, which schools of a family meet."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samspil.networks import pages, rules, selectors, services
from samspil.networks.forms import SchoolsForm
from samspil.networks.views.plans import edition_or_404
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError
from samspil.people.viewer import Viewer
from samspil.programmes.selectors import EditionView


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def schools(request: HttpRequest, edition: str) -> HttpResponse:
    """Which schools are alike across municipalities, and could learn from each other?"""
    viewer, view = viewer_of(request), edition_or_404(edition)
    if "school" not in view.content.sector_ids:
        raise Http404
    if not rules.may_see(viewer, view.id, selectors.in_school(view.id)):
        raise PermissionDenied
    if request.method != "POST":
        return render(request, "networks/schools.html", pages.schools(viewer, view))
    if request.POST.get("go") in ("agree", "no-more"):
        return _consent(request, viewer, view)
    return _together(request, viewer, view)


@require_safe
@signed_in_only
def school_network(request: HttpRequest, edition: str, network: int) -> HttpResponse:
    """Which schools are we with, whom do we write to, and when do we meet?"""
    viewer, view = viewer_of(request), edition_or_404(edition)
    if not rules.may_see(viewer, view.id, selectors.in_school(view.id)):
        raise PermissionDenied
    found = selectors.school_network(viewer, view.id, network)
    if found is None:
        raise Http404
    page = pages.school_network(viewer, view, found, timezone.now())
    return render(request, "networks/school_network.html", page)


def _consent(request: HttpRequest, viewer: Viewer, view: EditionView) -> HttpResponse:
    code = request.POST.get("code", "")
    try:
        if request.POST["go"] == "agree":
            services.agree(actor=viewer, edition=view.id, municipality=code)
            messages.success(request, _("Jeres skoler kan nu være med i netværk på tværs."))
        else:
            services.agree_no_more(actor=viewer, edition=view.id, municipality=code)
            messages.success(request, _("Jeres skoler er ikke længere med i netværk på tværs."))
    except (NotAllowedError, services.InvalidChangeError) as error:
        raise PermissionDenied from error
    return redirect("networks:schools", view.id)


def _together(request: HttpRequest, viewer: Viewer, view: EditionView) -> HttpResponse:
    if not rules.may_form(viewer, view.id):
        raise PermissionDenied
    family = request.POST.get("family", "")
    offered = next(
        (one for one in selectors.school_networks(viewer, view.id) if one.family == family), None
    )
    if offered is None:
        raise Http404
    form = SchoolsForm(offered, request.POST, auto_id=f"id_{family}_%s")
    if form.is_valid():
        try:
            services.accept_school_network(
                actor=viewer,
                edition=view.id,
                family=family,
                schools=form.cleaned_data["schools"],
                reason=form.cleaned_data["reason"],
            )
        except services.InvalidChangeError:
            form.add_error("schools", _("Vælg skoler fra mindst to kommuner."))
        else:
            messages.success(request, _("Skolerne er sat sammen. Kommunerne kan se det nu."))
            return redirect("networks:schools", view.id)
    page = pages.schools(viewer, view, {family: form})
    return render(request, "networks/schools.html", page, status=422)
