"""What the pages of this room share: a stranger learns not even that there is an evaluation."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from samspil.evaluation import selectors
from samspil.evaluation.selectors import EditionEvaluation, MunicipalityEvaluation
from samspil.people.selectors import viewer_of
from samspil.programmes import selectors as programmes


def edition_or_404(request: HttpRequest, edition: str) -> EditionEvaluation:
    """Return an edition's evaluation; raises PermissionDenied, and Http404 where there is none."""
    found = selectors.edition(viewer_of(request), edition)
    if found is not None:
        return found
    if programmes.edition(edition) is None:
        raise Http404
    raise PermissionDenied


def municipality_or_404(
    request: HttpRequest, edition: str, code: str, sector: str
) -> MunicipalityEvaluation:
    """Return a municipality's evaluation; raises Http404 for those who may not read it."""
    found = selectors.municipality(viewer_of(request), edition, code, sector)
    if found is None:
        raise Http404
    return found


def must_run(request: HttpRequest, edition: str) -> EditionEvaluation:
    """Return the evaluation of an edition that somebody runs; historical ones are refused."""
    found = edition_or_404(request, edition)
    if found.is_history:
        raise Http404
    return found


def asked_in(request: HttpRequest) -> HttpResponse | None:
    """Return the way to signing in for a visitor who is signed out, who then comes back."""
    if viewer_of(request).is_signed_in:
        return None
    return redirect_to_login(request.get_full_path())
