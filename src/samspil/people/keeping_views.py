"""What is kept about me; and for owners, what is due to go."""

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.people import rules, selectors, services
from samspil.people.gate import signed_in_only
from samspil.people.keeping import archive, forgetting, sweeping
from samspil.people.keeping.definitions import load_kinds
from samspil.people.models import DeletionRequest, User
from samspil.people.selectors import viewer_of
from samspil.people.viewer import Viewer
from samspil.places.models import Municipality


@require_safe
@never_cache
@signed_in_only
def mine(request: HttpRequest) -> HttpResponse:
    """What is kept about me, and how do I take it with me or have it deleted?"""
    viewer = viewer_of(request)
    asked = DeletionRequest.objects.filter(user=_user(viewer), done_at=None).first()
    context = {"asked": asked, "kinds": kinds(), "places": selectors.chief_places(viewer)}
    return render(request, "people/kept.html", context)


def kinds() -> list[dict[str, str]]:
    """Return every kind of data in the reader's language."""
    language = get_language() or "da"
    names = ("what", "why", "ground", "seen_by", "how_long")
    return [
        {"id": one.id} | {name: getattr(one.content, name).in_language(language) for name in names}
        for one in load_kinds().values()
    ]


@require_safe
@never_cache
@signed_in_only
def my_archive(request: HttpRequest) -> HttpResponse:
    """Everything about me as one file."""
    viewer = viewer_of(request)
    content = archive.person_archive(viewer=viewer, user=_user(viewer))
    return _zip(content, "mine-oplysninger")


def _user(viewer: Viewer) -> User:
    """Return who is signed in."""
    return User.objects.get(pk=viewer.user_id or 0)


@require_safe
@never_cache
@signed_in_only
def municipality_archive(request: HttpRequest, code: str) -> HttpResponse:
    """Everything about a municipality as one file."""
    try:
        content = archive.municipality_archive(viewer=viewer_of(request), municipality=code)
    except services.NotAllowedError as error:
        raise PermissionDenied from error
    except Municipality.DoesNotExist as error:
        raise Http404 from error
    return _zip(content, f"kommune-{code}")


def _zip(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@never_cache
@signed_in_only
def ask_deletion(request: HttpRequest) -> HttpResponse:
    """Ask to be forgotten."""
    forgetting.ask_to_be_forgotten(actor=viewer_of(request))
    text = _(
        "Vi har noteret det. En programejer ser på det og sletter det, loven ikke kræver gemt."
    )
    messages.success(request, text)
    return redirect("people:kept")


@require_safe
@never_cache
@signed_in_only
def keeping(request: HttpRequest) -> HttpResponse:
    """What has been kept long enough, what was done, and who asks to be forgotten?"""
    if not rules.is_owner(viewer_of(request)):
        raise PermissionDenied
    due = {one.kind: one for one in sweeping.due()}
    rows = [kind | {"due": due.get(kind["id"])} for kind in kinds()]
    asked = DeletionRequest.objects.filter(done_at=None).select_related("user")
    context = {"rows": rows, "asked": asked, "total": sum(one.count for one in due.values())}
    return render(request, "people/keeping.html", context)


@require_POST
@never_cache
@signed_in_only
def sweep(request: HttpRequest) -> HttpResponse:
    """Remove what is due now."""
    try:
        gone = sweeping.sweep(actor=viewer_of(request))
    except services.NotAllowedError as error:
        raise PermissionDenied from error
    text = _("%(count)s oplysninger er slettet.") % {"count": sum(gone.values())}
    messages.success(request, text)
    return redirect("people:keeping")


@require_POST
@never_cache
@signed_in_only
def forget(request: HttpRequest, person: int) -> HttpResponse:
    """Forget somebody who asked for it."""
    viewer = viewer_of(request)
    if not rules.is_owner(viewer):
        raise PermissionDenied
    asked = DeletionRequest.objects.filter(user_id=person, done_at=None).select_related("user")
    found = asked.first()
    if found is None:
        raise Http404
    try:
        forgetting.forget(actor=viewer, user=found.user)
    except services.LastOwnerError:
        messages.error(
            request, _("Den sidste programejer kan ikke slettes. Giv rollen til en til.")
        )
    else:
        messages.success(request, _("Navn og adresse er slettet overalt, hvor loven tillader det."))
        if person == viewer.user_id:
            logout(request)
            return redirect("home")
    return redirect("people:keeping")
