"""Which tables a fetch needs: those that the wanted indicators' definitions name, each once."""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from samspil.definitions import Definition
from samspil.figures.fetching.addresses import PUBLISHERS
from samspil.figures.indicators import Indicator
from samspil.figures.queries import Cube, Query, StatbankTable

Table = StatbankTable | Cube
SOURCE_LENGTH = 60


@dataclass(frozen=True)
class Wanted:
    """One query of one indicator."""

    indicator: str
    content: Indicator
    query: Query

    @property
    def tables(self) -> tuple[Table, ...]:
        """The table, and the one to divide by where there is one."""
        return tuple(table for table in (self.query.value, self.query.over) if table is not None)

    @property
    def source(self) -> str:
        """The id of the source row of figures fetched by this query."""
        table = re.sub(r"[^a-z0-9]+", "_", name_of(self.query.value).lower())
        short = {"statbank": "statbank", "uddannelsesstatistik": "uddstat"}[self.query.value.api]
        found = f"{short}_{table}_{self.indicator}"
        if len(found) <= SOURCE_LENGTH:
            return found
        return f"{found[: SOURCE_LENGTH - 9]}_{hashlib.sha256(found.encode()).hexdigest()[:8]}"


def name_of(table: Table) -> str:
    """Return what the publisher calls a table."""
    return table.table if isinstance(table, StatbankTable) else table.cube


def key_of(table: Table) -> str:
    """Return a text that is the same for the same table asked in the same way."""
    return table.model_dump_json()


def wanted(
    indicators: Mapping[str, Definition[Indicator]],
    publisher: str,
    only: Collection[str] = (),
) -> list[Wanted]:
    """Return every query that this publisher answers whole, of ``only`` or of all indicators."""
    return [
        one
        for name, definition in indicators.items()
        if not only or name in only
        for one in _queries(name, definition.content)
        if all(table.api == publisher for table in one.tables)
    ]


def _queries(name: str, content: Indicator) -> Iterator[Wanted]:
    for query in content.queries:
        yield Wanted(name, content, query)


def fetchable(content: Indicator) -> str:
    """Return the id of the publisher an indicator is fetched from; empty where there is none."""
    for publisher in PUBLISHERS:
        for query in content.queries:
            tables = [t for t in (query.value, query.over) if t is not None]
            if all(table.api == publisher for table in tables):
                return publisher
    return ""


def tables(found: Sequence[Wanted]) -> dict[str, Table]:
    """Return the tables by key, each once, in the order they are first needed."""
    return {key_of(table): table for one in found for table in one.tables}
