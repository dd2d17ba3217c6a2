"""Which indicators a publisher's table holds the figures of, by their queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from samspil.definitions import Definition
from samspil.figures.indicators import Indicator, load_indicators
from samspil.figures.queries import Cube, Query, StatbankTable
from samspil.figures.readers import RawTable, Reading
from samspil.figures.readers.asking import fits, tells
from samspil.figures.readers.meaning import Known, Target, merged, read


@dataclass(frozen=True)
class Match:
    """A query that a table can answer. ``needs`` names the other table a ratio lacks."""

    indicator: str
    query: Query
    needs: str = ""

    @property
    def table(self) -> str:
        """The publisher's name of the table."""
        return name_of(self.query.value)

    @property
    def tells(self) -> bool:
        """Whether the table can hardly be another."""
        over = self.query.over
        return tells(self.query.value) or (over is not None and tells(over))


def name_of(table: StatbankTable | Cube) -> str:
    """Return the name a publisher knows a table by."""
    return table.table if isinstance(table, StatbankTable) else table.cube


def matches(raw: RawTable) -> list[Match]:
    """Return every query that the table answers, or answers in part, in order of indicator."""
    found = []
    for name, definition in load_indicators().items():
        for query in definition.content.queries:
            match = _match(name, query, raw)
            if match is not None:
                found.append(match)
    return found


def _match(name: str, query: Query, raw: RawTable) -> Match | None:
    above = fits(query.value, raw)
    if query.over is None:
        return Match(name, query) if above else None
    below = fits(query.over, raw)
    if above and below:
        return Match(name, query)
    if above or below:
        return Match(name, query, needs=name_of(query.over if above else query.value))
    return None


def rows_of(found: Iterable[Match], raw: RawTable, known: Known) -> Reading:
    """Return the rows of every match that this table answers whole."""
    indicators: Mapping[str, Definition[Indicator]] = load_indicators()
    readings = []
    for match in found:
        if match.needs:
            continue
        content = indicators[match.indicator].content
        target = Target.of(match.indicator, content, match.query.value.source or "")
        over = raw if match.query.over is not None else None
        readings.append(read(match.query, target, raw, over, known))
    return merged(readings)
