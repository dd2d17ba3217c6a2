"""The page about the API: each address with its parameters and an example that works."""

import json
from typing import Any

from django.conf import settings
from django.http import QueryDict

from samspil.figures.api import queries
from samspil.figures.api.endpoints import ENDPOINTS, Endpoint
from samspil.figures.api.queries import parse

SHORT = 480
"""Letters of an answer that are shown; the rest is behind the address."""


def documentation() -> dict[str, Any]:
    """Return what the page shows."""
    return {
        "endpoints": [_shown(endpoint) for endpoint in ENDPOINTS],
        "limit": settings.SAMSPIL_API_REQUESTS_A_MINUTE,
    }


def _shown(endpoint: Endpoint) -> dict[str, Any]:
    names = [*endpoint.in_path, *endpoint.query.model_fields]
    return {
        "name": endpoint.name,
        "path": f"/api/v1/{endpoint.path}",
        "summary": endpoint.summary,
        "parameters": [(name, queries.RIGHT[name]) for name in names],
        "example": f"/api/v1/{endpoint.example}",
        "answer": _beginning(endpoint),
    }


def _beginning(endpoint: Endpoint) -> str:
    """Return how the answer to the example begins."""
    address, _mark, query = endpoint.example.partition("?")
    values = address.split("/")
    pattern = endpoint.path.split("/")
    path = {
        name.strip("{}"): value
        for name, value in zip(pattern, values, strict=True)
        if name.startswith("{")
    }
    body = endpoint.answered(parse(QueryDict(query), endpoint.query), path)
    text = json.dumps(body.model_dump(mode="json"), ensure_ascii=False, indent=2)
    return text if len(text) <= SHORT else text[:SHORT].rsplit("\n", 1)[0] + "\n  …"
