"""The addresses of the API in one table: views, the OpenAPI document and the page read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspil.figures.api import answers, bodies, queries


@dataclass(frozen=True)
class Endpoint:
    """One address: what it takes, what it answers, and an example that works."""

    name: str
    path: str
    summary: Promise
    query: type[queries.Query]
    body: type[bodies.Body]
    answer: Callable[..., bodies.Body]
    example: str
    in_path: Mapping[str, str] = field(default_factory=dict)

    @property
    def route(self) -> str:
        """The address as Django writes it, below ``/api/v1/``."""
        return self.path.replace("{", "<str:").replace("}", ">")

    @property
    def may_be_missing(self) -> bool:
        """Whether the address can name something that does not exist."""
        return bool(self.in_path) or self.query is queries.FiguresQuery

    def answered(self, query: queries.Query, path: Mapping[str, Any]) -> bodies.Body:
        """Return the answer; an address without parameters has no query to pass on."""
        if self.query is queries.NoQuery:
            return self.answer(**path)
        return self.answer(query, **path)


ENDPOINTS = (
    Endpoint(
        "figures",
        "figures",
        _("Tal: én kommunes tal for en indikator, en del og en periode i hver række"),
        queries.FiguresQuery,
        bodies.FiguresBody,
        answers.figures,
        "figures?indicator=exam_mean_grade9&municipality=615",
    ),
    Endpoint(
        "indicators",
        "indicators",
        _("Indikatorer: hver definition med ord, tæller, nævner, brud og forbehold"),
        queries.NoQuery,
        bodies.IndicatorsBody,
        answers.indicators,
        "indicators",
    ),
    Endpoint(
        "indicator",
        "indicators/{indicator}",
        _("Én indikators definition"),
        queries.NoQuery,
        bodies.IndicatorBody,
        answers.indicator,
        "indicators/staff_ratio_3_5",
        {"indicator": r"^[a-z0-9_]{1,60}$"},
    ),
    Endpoint(
        "municipalities",
        "municipalities",
        _("Kommuner i alfabetisk orden; eksempelkommunerne er mærket"),
        queries.NoQuery,
        bodies.MunicipalitiesBody,
        answers.municipalities,
        "municipalities",
    ),
    Endpoint(
        "municipality",
        "municipalities/{code}",
        _("Én kommune"),
        queries.NoQuery,
        bodies.MunicipalityBody,
        answers.municipality,
        "municipalities/615",
        {"code": r"^([0-9]{3}|E[0-9]{2})$"},
    ),
    Endpoint(
        "peers",
        "peers/{code}",
        _("De kommuner, der ligner en kommune mest på vilkår; resultater indgår aldrig"),
        queries.PeersQuery,
        bodies.PeersBody,
        answers.peers,
        "peers/615?k=3",
        {"code": r"^([0-9]{3}|E[0-9]{2})$"},
    ),
    Endpoint(
        "expected",
        "expected/{indicator}",
        _("Et resultat mod det, vilkårene lader forvente, for alle kommuner"),
        queries.ExpectedQuery,
        bodies.ExpectedBody,
        answers.expected,
        "expected/exam_mean_grade9",
        {"indicator": r"^[a-z0-9_]{1,60}$"},
    ),
)
