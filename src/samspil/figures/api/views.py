"""Every address of the API goes the same way: count, check, compare with what is known, answer."""

import hashlib
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import condition, require_safe

from samspil import __version__
from samspil.figures import snapshot
from samspil.figures.api import openapi, page
from samspil.figures.api.endpoints import Endpoint
from samspil.figures.api.limits import Allowance, use_one
from samspil.figures.api.problems import ProblemError, problem
from samspil.figures.api.queries import BadQueryError, NoQuery, Query, parse
from samspil.figures.comparisons import load_comparisons
from samspil.figures.indicators import load_indicators
from samspil.places import selectors as places

View = Callable[..., HttpResponse]
METHODS = "GET, HEAD, OPTIONS"
FRESH = "public, max-age=300"


def view_of(endpoint: Endpoint) -> View:
    """Return the view of an address."""

    def answer(_request: HttpRequest, query: Query, path: dict[str, str]) -> HttpResponse:
        body = endpoint.answered(query, path)
        return HttpResponse(body.model_dump_json(), content_type="application/json")

    return _reading(endpoint.query, answer)


def openapi_view() -> View:
    """Return the view of the OpenAPI document."""

    def answer(_request: HttpRequest, _query: Query, _path: dict[str, str]) -> HttpResponse:
        return JsonResponse(openapi.document(), json_dumps_params={"ensure_ascii": False})

    return _reading(NoQuery, answer)


def unknown_view() -> View:
    """Return the view of everything below ``/api/v1/`` that is no address."""

    def answer(_request: HttpRequest, _query: Query, _path: dict[str, str]) -> HttpResponse:
        raise ProblemError(404, _("Ingen adresse her. Alle står i /api/v1/openapi.json."))

    return _reading(None, answer)


Answer = Callable[[HttpRequest, Query, dict[str, str]], HttpResponse]


def _reading(model: type[Query] | None, answer: Answer) -> View:
    @csrf_exempt  # nothing is changed here, and a wrong method is told as one
    def view(request: HttpRequest, **path: str) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            response = _answered(request, model, answer, path)
        response.headers["Content-Language"] = language
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = "ETag, Retry-After, X-Request-ID"
        response.headers["X-Content-Type-Options"] = "nosniff"
        patch_vary_headers(response, ["Accept-Language"])
        return response

    return view


def language_of(request: HttpRequest) -> str:
    """Return English for those who ask for it before Danish, otherwise Danish."""
    for wanted, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if wanted.startswith(("da", "en")):
            return wanted[:2]
    return "da"


def _answered(
    request: HttpRequest, model: type[Query] | None, answer: Answer, path: dict[str, str]
) -> HttpResponse:
    if request.method == "OPTIONS":
        return _preflight()
    if request.method not in {"GET", "HEAD"}:
        refused = problem(request, 405, _("Her kan kun læses: %(m)s.") % {"m": METHODS})
        refused.headers["Allow"] = METHODS
        return refused
    allowance = use_one(request)
    if allowance.is_used_up:
        return _too_many(request, allowance)
    try:
        query = NoQuery() if model is None else parse(request.GET, model)
        return _fresh_or_known(request, lambda: answer(request, query, path))
    except BadQueryError as error:
        detail = _("En parameter kan ikke bruges; se, hvad der ville være rigtigt, i errors.")
        return problem(request, 400, detail, error.complaints)
    except ProblemError as error:
        return problem(request, error.status, error.detail, error.errors)


def _preflight() -> HttpResponse:
    response = HttpResponse(status=204)
    response.headers["Allow"] = METHODS
    response.headers["Access-Control-Allow-Methods"] = METHODS
    response.headers["Access-Control-Allow-Headers"] = "Accept-Language, If-None-Match"
    response.headers["Access-Control-Max-Age"] = "86400"
    return response


def _too_many(request: HttpRequest, allowance: Allowance) -> HttpResponse:
    detail = _("Højst %(limit)s forespørgsler i minuttet. Prøv igen om %(seconds)s sekunder.") % {
        "limit": allowance.limit,
        "seconds": allowance.resets_in,
    }
    response = problem(request, 429, detail)
    response.headers["Retry-After"] = str(allowance.resets_in)
    return response


def _fresh_or_known(request: HttpRequest, answer: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer 304 to those who know this version; nothing is worked out for them."""

    @condition(etag_func=lambda _request: etag())
    def conditional(_request: HttpRequest) -> HttpResponse:
        return answer()

    response = conditional(request)
    response.headers["Cache-Control"] = FRESH
    return response


def etag() -> str:
    """Return what every answer depends on: figures, definitions, places, language, our version."""
    definitions = [*load_indicators().values(), *load_comparisons().values()]
    state = "\n".join(
        (
            __version__,
            translation.get_language() or "",
            str(snapshot.current().vintage),
            *(f"{definition.id} {definition.version}" for definition in definitions),
            *(f"{p.code} {p.name} {p.population}" for p in places.real_municipalities()),
            *(f"{p.code} {p.name} {p.population}" for p in places.example_municipalities()),
        )
    )
    return f'"{hashlib.sha256(state.encode()).hexdigest()[:32]}"'


@require_safe
def documentation(request: HttpRequest) -> HttpResponse:
    """How the figures are read by a program, with examples."""
    return render(request, "figures/api.html", page.documentation())
