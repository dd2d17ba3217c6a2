"""Who comes to which registration, and what they are told when they cannot go on."""

from collections.abc import Callable, Mapping
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes import admission, rules, selectors, services, words
from samspil.programmes.selectors import Closed, EditionView
from samspil.programmes.services.errors import AlreadyConfirmedError
from samspil.programmes.visit import Visit

Page = Callable[..., HttpResponse]


def edition_or_404(edition_id: str) -> EditionView:
    """Return the edition, or end as not found."""
    found = selectors.edition(edition_id)
    if found is None:
        raise Http404
    return found


def biller(request: HttpRequest, edition_id: str) -> tuple[Viewer, EditionView]:
    """Return who asks and the edition, for those who may bill it; others are refused."""
    viewer = viewer_of(request)
    if not rules.may_bill(viewer, edition_id):
        raise PermissionDenied
    return viewer, edition_or_404(edition_id)


def draft_page(page: Page) -> Page:
    """Let in those who may write the draft, while the edition is open and nothing is confirmed.

    All others learn why: signed-out visitors are asked to sign in, a confirmed registration shows
    its receipt, a closed edition its reason.
    """

    @wraps(page)
    def guarded(request: HttpRequest, edition_id: str, code: str, **more: str) -> HttpResponse:
        edition = edition_or_404(edition_id)
        viewer = viewer_of(request)
        if not viewer.is_signed_in:
            return signed_out(request, edition)
        visit = visit_of(viewer, edition, code)
        return _refusal(request, visit) or _answer(request, visit, page, more)

    return guarded


def _refusal(request: HttpRequest, visit: Visit) -> HttpResponse | None:
    """Return why this person cannot write this draft, or None."""
    may_prepare = rules.may_write(visit.viewer, visit.code, visit.edition.id)
    if may_prepare and visit.registration is not None and visit.registration.is_confirmed:
        return already(request, visit)
    try:
        admission.must_be_open(visit.edition, visit.code, timezone.now())
    except services.ClosedError:
        return closed_page(request, visit.edition, visit if may_prepare else None)
    if not may_prepare:
        raise PermissionDenied
    return None


def _answer(
    request: HttpRequest, visit: Visit, page: Page, more: Mapping[str, str]
) -> HttpResponse:
    """Return the page, or what is said when something changed while it was being made."""
    try:
        return page(request, visit, **more)
    except AlreadyConfirmedError:
        return already(request, visit_of(visit.viewer, visit.edition, visit.code))
    except services.ClosedError:
        return closed_page(request, visit.edition, visit)
    except services.WithdrawnError:
        messages.warning(request, _("Kommunen er løst fra tilmeldingen. Skriv til arrangøren."))
        return redirect("programmes:edition", edition_id=visit.edition.id)
    except services.FullError as error:
        names = _(" og ").join(words.sector(sector) for sector in error.sectors)
        text = _("Der er ikke flere pladser i %(sectors)s. Intet er tilmeldt.")
        messages.warning(request, text % {"sectors": names})
        return redirect(visit.address("waiting"))
    except services.IncompleteError as error:
        for problem in error.problems:
            messages.error(request, words.problem(problem))
        return redirect(request.path)
    except (NotAllowedError, services.ExampleOnlyError) as error:
        raise PermissionDenied from error


def visit_of(viewer: Viewer, edition: EditionView, code: str) -> Visit:
    """Return the visit; ends as not found where there is no such municipality."""
    place = places.municipality(code)
    if place is None:
        raise Http404
    return Visit(
        viewer=viewer,
        edition=edition,
        code=code,
        municipality=place.name,
        is_example=place.is_example,
        registration=selectors.registration_for(viewer, edition.id, code),
    )


def already(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the receipt to whoever comes later, saying who was first."""
    standing = visit.registration
    if standing is not None and standing.confirmation is not None:
        text = _(
            "%(municipality)s er allerede tilmeldt af %(by)s %(at)s. Der er kun én tilmelding."
        )
        who = {"municipality": visit.municipality, "by": standing.confirmation.by}
        messages.info(request, text % (who | {"at": words.moment(standing.confirmation.at)}))
    return redirect(visit.address("receipt"))


def signed_out(request: HttpRequest, edition: EditionView) -> HttpResponse:
    """Say that the edition is closed, or ask the visitor to sign in and come back."""
    if not edition.is_open(timezone.now()):
        return closed_page(request, edition)
    if request.method == "POST":
        raise PermissionDenied
    return redirect_to_login(request.get_full_path())


def closed_page(
    request: HttpRequest, edition: EditionView, visit: Visit | None = None
) -> HttpResponse:
    """Refuse, saying why; a municipality that came too late is shown the waiting list."""
    reason = edition.closed(timezone.now())
    why = "" if reason is None else words.closed(edition.content, reason)
    context = {"edition": edition, "why": why}
    if visit is not None and reason is Closed.DEADLINE_PASSED:
        context["waiting"] = visit.address("waiting")
    return render(request, "programmes/closed.html", context, status=403)
