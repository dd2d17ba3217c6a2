"""Error pages: what happened, what to do, and a code support can look up."""

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import requires_csrf_token

from samspil.figures.api.problems import problem
from samspil.people.tracing import current_request_id


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400; 413 where more was sent than a form takes, before any of it was read."""
    return _page(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 403."""
    return _page(request, 403)


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """Answer 404."""
    return _page(request, 404)


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """Answer 405 to somebody who reloads, or comes by a link, to where only a form leads."""
    return _page(request, 405)


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """Answer 429 to somebody who tries too often; allauth asks for this by its name in urls."""
    return _page(request, 429)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Answer a form that comes from another page or after a long pause."""
    return _page(request, 403, template="web/errors/csrf.html")


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500 without touching the database, which may be what failed."""
    return _page(request, 500)


def _page(request: HttpRequest, status: int, template: str = "") -> HttpResponse:
    if request.path.startswith("/api/v1/"):
        return problem(request, status, _("Adressen kan ikke læses."))
    context = {"code": current_request_id.get(), "status": status}
    name = template or f"web/errors/{status}.html"
    return render(request, name, context, status=status)
