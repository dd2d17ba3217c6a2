"""What is shared outside the municipality, and a second screening beside the first."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.screening import rules, selectors, services
from samspil.screening.forms.sharing import ShareForm
from samspil.screening.views.common import done, readable


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def sharing(request: HttpRequest, screening_id: int) -> HttpResponse:
    """Who outside the municipality may see what?"""
    view, viewer = readable(request, screening_id), viewer_of(request)
    row = view.row
    may_share = rules.may_share(
        viewer, municipality=row.code, sector=row.sector, edition=row.edition
    )
    standing = selectors.standing_shares(viewer=viewer, screening=screening_id)
    form = ShareForm(request.POST if request.method == "POST" else None, standing=standing)
    if request.method == "POST":
        if not may_share:
            raise PermissionDenied
        if form.is_valid():
            act = partial(services.share, actor=viewer, screening=screening_id, **form.cleaned_data)
            if done(request, act):
                messages.success(request, _("Jeres valg er gemt."))
            return redirect("screening:sharing", screening_id)
    context = {
        "screening": view,
        "form": form,
        "may_share": may_share,
        "standing": sorted(standing),
    }
    return render(request, "screening/sharing.html", context)


@require_safe
@never_cache
@signed_in_only
def shared(request: HttpRequest) -> HttpResponse:
    """What have other municipalities chosen to share with us?"""
    rows = selectors.shared_with_me(viewer=viewer_of(request))
    return render(request, "screening/shared.html", {"rows": rows})


@require_safe
@never_cache
@signed_in_only
def compared(request: HttpRequest, screening_id: int) -> HttpResponse:
    """What is placed elsewhere than last time?"""
    readable(request, screening_id)
    found = selectors.compared(viewer=viewer_of(request), screening=screening_id)
    if found is None:
        raise Http404
    return render(request, "screening/compared.html", {"screening": found.after, "compared": found})
