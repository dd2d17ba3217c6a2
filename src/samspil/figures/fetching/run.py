"""Gathering tables from a publisher: asked for what is missing, taken from the folder otherwise."""

import json
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from samspil.figures.fetching import cubes, paging, statbank
from samspil.figures.fetching.client import Client
from samspil.figures.fetching.errors import MisfitError, RefusedError, TooLargeError
from samspil.figures.fetching.parts import Parts
from samspil.figures.fetching.plan import Table, name_of
from samspil.figures.queries import Cube, StatbankTable

Report = Callable[[int, int, str], None]
"""Told how many questions of how many are answered, and what is being asked now."""


@dataclass
class Gathered:
    """Answers by table, and what does not fit the publisher, in words."""

    answers: dict[str, bytes] = field(default_factory=dict)
    misfits: dict[str, str] = field(default_factory=dict)


@dataclass
class Gatherer:
    """Asks one publisher. ``codes`` are the municipalities wanted."""

    client: Client
    parts: Parts
    codes: Set[str]
    report: Report
    _said: dict[str, bytes] = field(default_factory=dict)
    _done: int = 0
    _total: int = 0

    def gather(self, tables: Mapping[str, Table]) -> Gathered:
        """Return the answers to all tables; raises FetchError where a publisher cannot be asked.

        Every table is checked before the first figure is asked for.
        """
        found = Gathered()
        plans: dict[str, Callable[[], bytes]] = {}
        self._total = len(tables)
        for key, table in tables.items():
            self.report(self._done, self._total, name_of(table))
            try:
                plans[key] = self._plan(table)
            except (MisfitError, RefusedError) as error:
                found.misfits[key] = str(error)
                self._total -= 1
        for key, answer in plans.items():
            try:
                found.answers[key] = answer()
            except RefusedError as error:
                found.misfits[key] = str(error)
        self.report(self._total, self._total, "")
        return found

    def _plan(self, table: Table) -> Callable[[], bytes]:
        if isinstance(table, StatbankTable):
            return self._statbank(table)
        return self._cube(table)

    def _statbank(self, table: StatbankTable) -> Callable[[], bytes]:
        asked = {"table": table.table, "lang": "da", "format": "JSON"}
        info = statbank.table_info(self._about("tableinfo", asked, statbank.table_info))
        questions = statbank.split(statbank.question_for(table, info, self.codes))
        self._total += len(questions) - 1

        def answer() -> bytes:
            pieces = [p for one in questions for p in self._pieces(one, info.updated)]
            return _joined(pieces)

        return answer

    def _pieces(self, question: statbank.Question, edition: str) -> list[bytes]:
        """Return the answers to a question; one that is found too large is asked in halves."""
        self.report(self._done, self._total, question.table)
        try:
            content = self._kept("data", question.body(), statbank.is_data, edition)
        except TooLargeError:
            halves = question.halves()
            if halves is None:
                raise
            self._total += 1
            return [piece for half in halves for piece in self._pieces(half, edition)]
        self._done += 1
        return [content]

    def _cube(self, table: Cube) -> Callable[[], bytes]:
        asked = cubes.where(table)
        schema = cubes.schema(self._about("skema", asked, cubes.schema))
        named = {name for name in (*cubes.filters(table), table.time) if name in schema.dimensions}
        known = {name: self._members(asked, name) for name in sorted(named)}
        cubes.check(table, schema, known)
        years = known.get(table.time, ())
        calls = cubes.calls(table, schema, years)
        self._total += len(calls) - 1

        def answer() -> bytes:
            lines = [line for years in calls for line in self._call(table, years)]
            return json.dumps(lines, ensure_ascii=False).encode()

        return answer

    def _members(self, asked: Mapping[str, str], name: str) -> tuple[str, ...]:
        """Return a dimension's members; empty where the publisher does not list them."""
        try:
            return cubes.members(self._about("skema", {**asked, "detalje": name}, cubes.members))
        except RefusedError:
            return ()

    def _call(self, table: Cube, years: tuple[str, ...]) -> list[paging.Line]:
        self.report(self._done, self._total, " ".join([table.cube, *years]))

        def page(number: int) -> list[paging.Line]:
            body = cubes.body(table, years, number)
            return cubes.lines(self._kept("statistik", body, cubes.lines))

        lines = paging.all_lines(page, cubes.PAGE)
        self._done += 1
        return lines

    def _about(
        self, path: str, body: Mapping[str, Any], checked: Callable[[bytes], object]
    ) -> bytes:
        """Return what a table says of itself: asked once a run, and anew in each run."""
        key = json.dumps([path, body], sort_keys=True)
        if key not in self._said:
            self._said[key] = self.client.ask(path, body, checked)
        return self._said[key]

    def _kept(
        self,
        path: str,
        body: Mapping[str, Any],
        checked: Callable[[bytes], object],
        edition: str = "",
    ) -> bytes:
        kept = self.parts.get(path, body, edition)
        if kept is not None:
            return kept
        content = self.client.ask(path, body, checked)
        self.parts.put(path, body, content, edition)
        return content


def _joined(pieces: list[bytes]) -> bytes:
    """Return several answers to pieces of one question as one, under the first heading."""
    first, *others = pieces
    heading = first.split(b"\n", 1)[0].strip()
    whole = first
    for other in others:
        own, _newline, lines = other.partition(b"\n")
        if own.strip() != heading:
            message = _("Udgiverens svar har forskellige overskrifter; prøv igen senere.")
            raise RefusedError(message, status=200)
        whole += lines
    return whole
