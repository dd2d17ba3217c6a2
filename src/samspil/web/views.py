"""The home page and the pages that belong to the whole house."""

from django.conf import settings
from django.contrib.auth import login
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from samspil.people import selectors as people
from samspil.people.keeping_views import kinds
from samspil.web import home as home_page

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Say what this is, or to somebody signed in: what is the next step in each arena."""
    found = home_page.home(
        viewer=people.viewer_of(request), now=timezone.now(), language=get_language() or "da"
    )
    return render(request, "web/home.html", {"home": found})


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how accessible the product is and whom to tell."""
    return render(request, "web/accessibility.html", {"contact": settings.SAMSPIL_CONTACT})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept about people and why."""
    context = {"contact": settings.SAMSPIL_CONTACT, "kinds": kinds()}
    return render(request, "web/privacy.html", context)


@require_safe
def health(request: HttpRequest) -> JsonResponse:  # noqa: ARG001
    """Answer a watchdog: 200 when the database answers."""
    connection.ensure_connection()
    return JsonResponse({"status": "ok"})


@require_POST
def sign_in_as_example(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the people who do not exist; only where examples are shown."""
    if not settings.SAMSPIL_DEMO:
        raise Http404
    chosen = request.POST.get("person", "")
    person = next((p for p in people.example_people() if str(p.pk) == chosen), None)
    if person is None:
        raise Http404
    login(request, person, backend=BACKEND)
    return redirect("home")
