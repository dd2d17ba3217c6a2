"""The API does what its OpenAPI document says, asked in ways nobody thought of.

Schemathesis makes the requests in this process; the long form is ``benchmarks/api.py``.
"""

import functools

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from pydantic import TypeAdapter
from schemathesis import Case

from samspil.figures.api import openapi
from samspil.figures.api.endpoints import ENDPOINTS
from samspil.figures.api.queries import RIGHT

pytestmark = pytest.mark.django_db
EXAMPLES = 15


@functools.cache
def loaded():
    # Once: it reads all of the product's source for values that are worth asking with.
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.fixture(autouse=True)
def one_connection(settings):
    """Requests share this test's transaction, as with Django's own client; no limit counts them."""
    settings.SAMSPIL_API_REQUESTS_A_MINUTE = 10**6
    cache.clear()
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


# What takes no parameters cannot be asked in a wrong way.
ASKED = [
    (endpoint, mode)
    for endpoint in ENDPOINTS
    for mode in ("positive", "negative")
    if mode == "positive" or endpoint.in_path or endpoint.query.model_fields
]


@pytest.mark.parametrize(("endpoint", "mode"), ASKED, ids=[f"{e.name}-{m}" for e, m in ASKED])
def test_an_address_keeps_to_its_description(endpoint, mode):
    operation = loaded()[f"/api/v1/{endpoint.path}"]["GET"]
    chosen = schemathesis.GenerationMode(mode)

    @seed(2026)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=chosen))
    def keeps(case: Case) -> None:
        case.call_and_validate()

    keeps()


def test_the_document_is_openapi_and_names_everything():
    document = openapi.document()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {f"/api/v1/{endpoint.path}" for endpoint in ENDPOINTS}
    named = {p["name"] for path in document["paths"].values() for p in path["get"]["parameters"]}
    assert named == set(RIGHT)
    for path in document["paths"].values():
        assert {"200", "304", "400", "405", "429"} <= set(path["get"]["responses"])
    loaded().validate()


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_document_is_served_in_both_languages(client, language):
    answer = client.get("/api/v1/openapi.json", headers={"accept-language": language})
    wanted = {"da": "Én kommune", "en": "One municipality"}[language]
    assert answer.json()["paths"]["/api/v1/municipalities/{code}"]["get"]["summary"] == wanted


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda e: e.name)
def test_every_example_fits_its_body(client, endpoint):
    answer = client.get(f"/api/v1/{endpoint.example}")
    TypeAdapter(endpoint.body).validate_json(answer.content)
