"""What every page can use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from samspil.people.selectors import viewer_of


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """Who is looking, whether examples are on, and where in the house we are."""
    return {
        "viewer": viewer_of(request),
        "demo": settings.SAMSPIL_DEMO,
        "section": request.path.strip("/").split("/")[0],
    }
