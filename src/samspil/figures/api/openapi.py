"""The OpenAPI 3.1 document, made from the table of addresses and the models of bodies."""

from typing import Any

from django.utils.translation import gettext as _
from pydantic.json_schema import models_json_schema

from samspil import __version__
from samspil.figures.api import queries
from samspil.figures.api.bodies import Body, Problem
from samspil.figures.api.endpoints import ENDPOINTS, Endpoint
from samspil.figures.api.problems import TYPE

VERSION = "3.1.0"
_COMPONENT = "#/components/schemas/{model}"


def document() -> dict[str, Any]:
    """Return the whole document in the reader's language."""
    return {
        "openapi": VERSION,
        "info": {
            "title": "Samspil",
            "version": __version__,
            "description": _(
                "Offentlige tal om danske kommuner: kun læsning, uden nøgle. Et tal har én af fire "
                "tilstande, og det, der mangler, er aldrig nul. Kommuner med koder fra E01 findes "
                "ikke. Nævn kilden, når tallene bruges."
            ),
        },
        "servers": [{"url": "/"}],
        "paths": {f"/api/v1/{each.path}": {"get": _operation(each)} for each in ENDPOINTS},
        "components": {"schemas": _schemas()},
    }


def _schemas() -> dict[str, Any]:
    models: list[type[Body]] = [*(each.body for each in ENDPOINTS), Problem]
    _keys, found = models_json_schema(
        [(model, "serialization") for model in models], ref_template=_COMPONENT
    )
    schemas: dict[str, Any] = found["$defs"]
    return schemas


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    return {
        "operationId": endpoint.name,
        "summary": str(endpoint.summary),
        "parameters": [*_in_path(endpoint), *_in_query(endpoint.query)],
        "responses": _responses(endpoint),
    }


def _in_path(endpoint: Endpoint) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": str(queries.RIGHT[name]),
            "schema": {"type": "string", "pattern": pattern},
        }
        for name, pattern in endpoint.in_path.items()
    ]


def _in_query(model: type[queries.Query]) -> list[dict[str, Any]]:
    properties = model.model_json_schema().get("properties", {})
    return [
        {
            "name": name,
            "in": "query",
            "required": False,
            "description": str(queries.RIGHT[name]),
            "schema": _plain(schema),
        }
        for name, schema in properties.items()
    ]


def _plain(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter left out is no value: the null that pydantic knows cannot be written."""
    either = schema.get("anyOf", [schema])
    chosen = next(each for each in either if each.get("type") != "null")
    dropped = {"title"} | ({"default"} if chosen is not schema else set())
    return {key: value for key, value in chosen.items() if key not in dropped}


def _responses(endpoint: Endpoint) -> dict[str, Any]:
    body = {"$ref": _COMPONENT.format(model=endpoint.body.__name__)}
    wrong = {TYPE: {"schema": {"$ref": _COMPONENT.format(model=Problem.__name__)}}}
    told = {
        "200": {
            "description": _("Svaret"),
            "headers": {"ETag": {"schema": {"type": "string"}}},
            "content": {"application/json": {"schema": body}},
        },
        "304": {"description": _("Uændret siden det ETag, der blev spurgt med")},
        "400": {
            "description": _(
                "En parameter kan ikke bruges; svaret siger, hvad der ville være rigtigt"
            ),
            "content": wrong,
        },
        "405": {"description": _("Kun GET, HEAD og OPTIONS"), "content": wrong},
        "429": {
            "description": _("For mange forespørgsler; vent så mange sekunder, Retry-After siger"),
            "headers": {"Retry-After": {"schema": {"type": "integer"}}},
            "content": wrong,
        },
    }
    if endpoint.may_be_missing:
        told["404"] = {"description": _("Findes ikke"), "content": wrong}
    return told
