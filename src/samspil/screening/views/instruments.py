"""The instruments: ours, and those an organiser brings."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.components.tables import download
from samspil.definitions import DefinitionError
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError
from samspil.screening import rules, services
from samspil.screening.forms.instruments import InstrumentForm
from samspil.screening.instrument_file import written
from samspil.screening.instruments import known_instrument
from samspil.screening.pages.instruments import instruments_page


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_only
def instruments(request: HttpRequest) -> HttpResponse:
    """With which questions is practice screened, and whose are they?"""
    viewer = viewer_of(request)
    may_bring = rules.may_bring_instrument(viewer)
    posted = request.method == "POST"
    if posted and not may_bring:
        raise PermissionDenied
    form = InstrumentForm(request.POST if posted else None, request.FILES if posted else None)
    problems: tuple[tuple[str, str], ...] = ()
    if posted and form.is_valid():
        try:
            brought = services.bring(actor=viewer, name=form.name, content=form.content)
        except DefinitionError as error:
            problems = error.problems
        else:
            messages.success(request, _("%(name)s er taget i brug.") % {"name": brought.name})
            return redirect("screening:instruments")
    context = instruments_page() | {"form": form, "may_bring": may_bring, "problems": problems}
    return render(request, "screening/instruments.html", context, status=400 if problems else 200)


@require_safe
@signed_in_only
def instrument_file(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001
    """An instrument as its definition file: what one edits and brings back."""
    found = known_instrument(name)
    if found is None:
        raise Http404
    return download(written(found.content), f"{name}.toml", "application/toml")


@require_POST
@signed_in_only
def retire(request: HttpRequest, name: str) -> HttpResponse:
    """Take a brought instrument out of use; screenings made with it stand."""
    try:
        services.retire(actor=viewer_of(request), name=name)
    except NotAllowedError as error:
        raise PermissionDenied from error
    messages.success(request, _("%(name)s er taget ud af brug.") % {"name": name})
    return redirect("screening:instruments")
