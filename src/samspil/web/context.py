"""What every page can use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from samspil.figures.rules import may_open_potential
from samspil.people import selectors as people
from samspil.web.example.people import shown


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """Who is looking, whether examples are on, and where in the house we are."""
    on_sign_in = request.path == reverse("account_login")
    # What needs the database is read when a template asks: an error page must do without.
    return {
        "example_people": shown() if settings.SAMSPIL_DEMO and on_sign_in else [],
        "viewer": SimpleLazyObject(lambda: people.viewer_of(request)),
        "sees_potential": SimpleLazyObject(lambda: may_open_potential(people.viewer_of(request))),
        "demo": settings.SAMSPIL_DEMO,
        "contact": settings.SAMSPIL_CONTACT,
        "section": request.path.strip("/").split("/")[0],
    }
