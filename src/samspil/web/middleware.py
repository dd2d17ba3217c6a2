"""What happens around every request: an id for support, and the chosen language."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirectBase
from django.urls import reverse
from django.utils import translation

from samspil.people.tracing import current_request_id
from samspil.web.errors import method_not_allowed

Handler = Callable[[HttpRequest], HttpResponse]
_ACCEPTABLE_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")
_SENT = re.compile(r"^[a-z0-9]{8,24}\Z", re.ASCII)
KEPT_COOKIE = "samspil_kept"
KEPT_FOR = 60 * 60 * 24 * 14
_log = logging.getLogger("samspil.request")


def request_id(get_response: Handler) -> Handler:
    """Give each request an id that logs, error pages and the audit trail share."""

    def middleware(request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        identity = given if _ACCEPTABLE_ID.match(given) else uuid.uuid4().hex[:12]
        token = current_request_id.set(identity)
        began = time.perf_counter()
        try:
            response = get_response(request)
            response["X-Request-ID"] = identity
            _note(request, response, began)
            return response
        finally:
            current_request_id.reset(token)

    return middleware


def _note(request: HttpRequest, response: HttpResponse, began: float) -> None:
    """One line a request: the route, never the address itself, which may hold a personal link."""
    match = request.resolver_match
    _log.info(
        "request",
        extra={
            "method": request.method,
            "route": match.view_name if match else None,
            "status": response.status_code,
            "milliseconds": round((time.perf_counter() - began) * 1000, 1),
        },
    )


def chosen_language(get_response: Handler) -> Handler:
    """Danish unless the person has chosen English; the choice lies in a cookie."""

    def middleware(request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
            response.headers.setdefault("Content-Language", language)
        return response

    return middleware


def reloaded_forms(get_response: Handler) -> Handler:
    """Say what to do where somebody opens an address that only a form leads to."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code != 405 or request.method != "GET":
            return response
        if request.path.startswith("/api/"):
            return response
        page = method_not_allowed(request)
        page["Allow"] = response["Allow"]
        return page

    return middleware


def kept_words(get_response: Handler) -> Handler:
    """Tell the page which typed words the server has taken, so that it keeps them no longer.

    A page that keeps what is typed (static/samspil/kept.js) gives each sending a name. A form that
    was accepted sends its reader on; one with errors is shown again, and names nothing.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        sent_on = isinstance(response, HttpResponseRedirectBase)
        if request.method != "POST" or not sent_on or _to_sign_in(response):
            return response
        sent = request.POST.get("kept", "")
        if _SENT.match(sent):
            earlier = request.COOKIES.get(KEPT_COOKIE, "").split(".")
            named = [*(one for one in earlier if _SENT.match(one)), sent][-10:]
            response.set_cookie(
                KEPT_COOKIE,
                ".".join(named),
                max_age=KEPT_FOR,
                samesite="Lax",
                secure=request.is_secure(),
            )
        return response

    return middleware


def _to_sign_in(response: HttpResponse) -> bool:
    return response["Location"].startswith(reverse("account_login"))


def no_null_characters(get_response: Handler) -> Handler:
    """Refuse an address with a null character: nothing here has one, and PostgreSQL takes none."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path_info or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation
        return get_response(request)

    return middleware
