"""What each address answers: from the selectors' rows to the API's bodies."""

from collections.abc import Sequence
from typing import cast
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from samspil.definitions import Definition, Text
from samspil.figures import guards, sentences, snapshot, states
from samspil.figures.api import bodies
from samspil.figures.api.problems import ProblemError
from samspil.figures.api.queries import ExpectedQuery, FiguresQuery, PeersQuery
from samspil.figures.comparisons import load_comparisons
from samspil.figures.indicators import Indicator, load_indicators
from samspil.figures.selectors.comparison import (
    NoFiguresError,
    NoSuchMunicipalityError,
    expected_values,
    peers_of,
)
from samspil.figures.selectors.published import (
    PublishedFigure,
    Wanted,
    published_figures,
    rows_of,
)
from samspil.figures.sentences import compared
from samspil.methods.peers import Peer
from samspil.methods.states import Value
from samspil.places import selectors as places
from samspil.places.models import EXAMPLE_PREFIX, Municipality


def figures(query: FiguresQuery) -> bodies.FiguresBody:
    """Return a page of figures. Raises ProblemError for what does not exist."""
    _must_exist(query)
    found = published_figures(vintage=query.vintage)
    if found is None:
        raise ProblemError(
            404, _("Der er ingen udgivelse med nummer %(n)s.") % {"n": query.vintage}
        )
    wanted = Wanted(
        query.indicator, query.municipality, query.period, query.part, query.examples == "true"
    )
    rows = rows_of(found, wanted)
    first = (query.page - 1) * query.size
    shown = rows[first : first + query.size]
    named = sorted({row.indicator for row in shown})
    return bodies.FiguresBody(
        vintage=found.vintage,
        published=found.published,
        page=query.page,
        size=query.size,
        total=len(rows),
        next=_next(query) if first + query.size < len(rows) else None,
        figures=[_figure(row) for row in shown],
        indicators={name: _minded(name) for name in named},
        notices=_notices(query.indicator or named),
    )


def _must_exist(query: FiguresQuery) -> None:
    unknown = [name for name in query.indicator if name not in load_indicators()]
    if unknown:
        raise ProblemError(
            404,
            _("Indikatoren %(name)s findes ikke. Alle står i /api/v1/indicators.")
            % {"name": ", ".join(unknown)},
        )
    names = places.names()
    missing = [code for code in query.municipality if code not in names]
    if missing:
        raise ProblemError(404, _no_municipality(", ".join(missing)))


def _no_municipality(code: str) -> str:
    return _("Ingen kommune har koden %(code)s. Alle står i /api/v1/municipalities.") % {
        "code": code
    }


def _next(query: FiguresQuery) -> str:
    stated = query.model_dump(exclude_defaults=True) | {"page": query.page + 1}
    return "/api/v1/figures?" + urlencode(stated, doseq=True)


def _figure(row: PublishedFigure) -> bodies.FigureBody:
    return bodies.FigureBody(
        indicator=row.indicator,
        part=row.part,
        period=row.period,
        municipality=row.code,
        state=cast("bodies.State", states.word(row.figure)),
        value=row.figure.number if isinstance(row.figure, Value) else None,
        example=row.code.startswith(EXAMPLE_PREFIX),
        source=row.source or None,
        quality=row.quality or None,
    )


def _minded(name: str) -> bodies.IndicatorOfFigures:
    definition = load_indicators()[name]
    content = definition.content
    return bodies.IndicatorOfFigures(
        definition=definition.version,
        unit=content.unit.value,
        kind=content.kind.value,
        direction=content.direction.value,
        beside=list(guards.companions(name, load_indicators())),
        never_with=sorted(guards.never_with(name, load_indicators())),
        breaks=[(found.before, found.after) for found in content.breaks],
    )


def _notices(names: Sequence[str]) -> list[bodies.NoticeBody]:
    """What the pages hold to, said to those who make charts of their own."""
    indicators = load_indicators()

    def said(name: str) -> str:
        return indicators[name].content.name.in_language(sentences.language())

    found = [
        bodies.NoticeBody(
            code="never_in_one_chart",
            indicators=list(pair),
            text=compared.never_together([said(name) for name in pair]),
        )
        for pair in guards.conflicts(names, indicators)
    ]
    for name in names:
        content = indicators[name].content
        if guards.is_never_alone(name):
            text = _("Vis aldrig %(name)s uden de tal, der hører til (beside).")
            found.append(_notice("never_alone", name, text % {"name": said(name)}))
        if guards.is_forecast(content):
            text = _("%(name)s er en fremskrivning, ikke et resultat.")
            found.append(_notice("forecast", name, text % {"name": said(name)}))
        elif not guards.may_tell_yearly_change(name, content):
            text = _("Udpeg ikke ændringer fra ét år til det næste i %(name)s.")
            found.append(_notice("no_yearly_change", name, text % {"name": said(name)}))
    return found


def _notice(code: str, name: str, text: str) -> bodies.NoticeBody:
    return bodies.NoticeBody.model_validate({"code": code, "indicators": [name], "text": text})


def indicators() -> bodies.IndicatorsBody:
    """Return every definition."""
    figures = snapshot.current()
    found = [_indicator(one, figures) for one in load_indicators().values()]
    return bodies.IndicatorsBody(indicators=found)


def indicator(indicator: str) -> bodies.IndicatorBody:
    """Return one definition. Raises ProblemError."""
    definition = load_indicators().get(indicator)
    if definition is None:
        raise ProblemError(
            404,
            _("Indikatoren %(name)s findes ikke. Alle står i /api/v1/indicators.")
            % {"name": indicator},
        )
    return _indicator(definition, snapshot.current())


def _words(text: Text | None) -> bodies.Words | None:
    return None if text is None else bodies.Words(da=text.da, en=text.en)


def _indicator(
    definition: Definition[Indicator], figures: snapshot.Snapshot
) -> bodies.IndicatorBody:
    content = definition.content
    stated = content.model_dump(mode="json")
    parts = [part.code for part in content.breakdowns]
    periods = {p for part in ["", *parts] for p in figures.periods(definition.id, part)}
    kept = bodies.IndicatorBody.model_fields.keys() & stated.keys()
    return bodies.IndicatorBody.model_validate(
        {name: stated[name] for name in kept}
        | {
            "id": definition.id,
            "version": definition.version,
            "unit_label": _words(content.unit_label),
            "never_with": sorted(guards.never_with(definition.id, load_indicators())),
            "breaks": [
                {"before": b.before, "after": b.after, "explanation": _words(b.explanation)}
                for b in content.breaks
            ],
            "parts": [{"code": p.code, "label": _words(p.label)} for p in content.breakdowns],
            "checked": content.is_checked,
            "periods": sorted(periods),
        }
    )


def municipalities() -> bodies.MunicipalitiesBody:
    """Return the real municipalities and then the examples."""
    found = [*places.real_municipalities(), *places.example_municipalities()]
    return bodies.MunicipalitiesBody(municipalities=[_municipality(place) for place in found])


def municipality(code: str) -> bodies.MunicipalityBody:
    """Return one municipality. Raises ProblemError."""
    place = places.municipality(code)
    if place is None:
        raise ProblemError(404, _no_municipality(code))
    return _municipality(place)


def _municipality(place: Municipality) -> bodies.MunicipalityBody:
    return bodies.MunicipalityBody(
        code=place.code,
        name=place.name,
        region=place.region,
        group=place.group,
        population=place.population,
        population_date=place.population_date,
        area_km2=place.area_km2,
        example=place.is_example,
    )


def peers(query: PeersQuery, code: str) -> bodies.PeersBody:
    """Return the peers of a municipality. Raises ProblemError."""
    try:
        result = peers_of(code=code, sector=query.sector, k=query.k)
    except NoFiguresError as error:
        detail = _("Der er ikke tal nok til at sammenligne %(code)s.") % {"code": code}
        raise ProblemError(404, detail) from error
    except NoSuchMunicipalityError as error:
        raise ProblemError(404, _no_municipality(code)) from error
    names = places.names()
    return bodies.PeersBody(
        municipality=code,
        example=code.startswith(EXAMPLE_PREFIX),
        sector=query.sector,
        k=result.k,
        conditions=[
            bodies.ConditionBody(indicator=c.indicator, weight=c.weight) for c in result.conditions
        ],
        peers=[_peer(peer, names[peer.code]) for peer in result.peers],
        far=result.far,
        stability=result.stability,
        inputs=result.inputs,
    )


def _peer(peer: Peer, name: str) -> bodies.PeerBody:
    return bodies.PeerBody(
        code=peer.code,
        name=name,
        distance=peer.distance,
        far=peer.far,
        differs_most=[
            bodies.DifferenceBody(indicator=d.indicator, sd=d.sd) for d in peer.differs_most
        ],
    )


def expected(query: ExpectedQuery, indicator: str) -> bodies.ExpectedBody:
    """Return a result beside what conditions let one expect. Raises ProblemError."""
    comparisons = load_comparisons()
    holding = [
        sector
        for sector, comparison in comparisons.items()
        if indicator in comparison.content.results and query.sector in {None, sector}
    ]
    if not holding:
        known = ", ".join(name for c in comparisons.values() for name in c.content.results)
        raise ProblemError(
            404,
            _("Der regnes ikke forventede værdier for %(name)s. De regnes for: %(known)s.")
            % {"name": indicator, "known": known},
        )
    result = expected_values(indicator=indicator, sector=holding[0])
    return bodies.ExpectedBody(
        indicator=indicator,
        sector=holding[0],
        period=snapshot.current().latest(indicator),
        explained=result.explained,
        method=result.method,
        coverage=result.coverage,
        rows=[
            bodies.ExpectedRowBody(
                code=row.code,
                example=row.code.startswith(EXAMPLE_PREFIX),
                actual=row.actual,
                expected=row.expected,
                low=row.low,
                high=row.high,
                difference=row.difference,
                standing=row.standing,
            )
            for row in (*result.rows, *result.outside)
        ],
        inputs=result.inputs,
    )
