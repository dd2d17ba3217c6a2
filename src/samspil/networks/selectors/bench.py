"""The workbench as it is shown: groups, what each move would do, what does not fit."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samspil.methods.results import Floats
from samspil.networks import forming, rules, sentences
from samspil.networks.models import Bench
from samspil.networks.selectors.shown import GroupView, danish_order, group_views
from samspil.networks.services.bench import question_of
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.places import selectors as places

PER_CENT = 100


@dataclass(frozen=True)
class Choice:
    """One thing that could be done with a municipality: `value` as a form carries it.

    `change` is what the whole would become dearer (+) or cheaper (−) by, in points of which a
    typical pair is 100.
    """

    value: str
    label: str
    change: float


@dataclass(frozen=True)
class BenchMember:
    """A municipality on the table; `points` is how far it is from its group, 100 a typical pair."""

    code: str
    name: str
    is_pinned: bool
    points: float | None
    reasons: tuple[str, ...]
    moves: tuple[Choice, ...]
    swaps: tuple[Choice, ...]


@dataclass(frozen=True)
class BenchGroup:
    """A group on the table."""

    number: int
    members: tuple[BenchMember, ...]
    points: float | None
    reasons: tuple[str, ...]
    fits: bool


@dataclass(frozen=True)
class BenchView:
    """The workbench. `points` is the whole, 100 where all pairs are typical; None with no group."""

    edition: str
    sector: str
    version: int
    groups: tuple[BenchGroup, ...]
    unplaced: tuple[BenchMember, ...]
    points: float | None
    weights: dict[str, int]
    low: int
    high: int
    problems: tuple[str, ...]
    changed_by: str
    changed_at: dt.datetime
    can_keep: bool
    shown: tuple[GroupView, ...]


def bench(viewer: Viewer, edition: str, sector: str) -> BenchView | None:
    """Return the workbench of an edition's sector, for organisers; None before it is laid out."""
    if not rules.may_form(viewer, edition):
        raise people.NotAllowedError
    found = (
        Bench.objects.select_related("changed_by").filter(edition=edition, sector=sector).first()
    )
    if found is None:
        return None
    question = question_of(viewer, found)
    return _View(found, question).view()


class _View:
    """What is worked out of one state of the table."""

    def __init__(self, found: Bench, question: forming.Question) -> None:
        self.found, self.question = found, question
        self.ground = forming.ground_of(question)
        self.total = self.ground.costs.total
        self.at = {code: place for place, code in enumerate(self.ground.codes)}
        self.names, self.order = places.names(), danish_order()
        here = [[code for code in group if code in self.at] for group in found.groups]
        self.groups = [group for group in here if group]
        placed = {code for group in self.groups for code in group}
        self.unplaced = [code for code in question.codes if code not in placed]
        self.costs = [self._cost(group) for group in self.groups]

    def view(self) -> BenchView:
        """Return the page's whole content."""
        found = self.found
        shown: tuple[GroupView, ...] = ()
        if self.groups:
            placed = tuple(code for group in self.groups for code in group)
            # The facts are about those on the table; a lone municipality has no company to measure.
            several = tuple(tuple(group) for group in self.groups if len(group) > 1)
            shown = self._facts(placed, several)
        return BenchView(
            edition=found.edition,
            sector=found.sector,
            version=found.version,
            groups=tuple(self._group(number, shown) for number in range(len(self.groups))),
            unplaced=tuple(self._member(code, None, ()) for code in self._sorted(self.unplaced)),
            points=self._whole(),
            weights={part: int(value) for part, value in found.weights.items()},
            low=found.low,
            high=found.high,
            problems=tuple(self._problems()),
            changed_by=str(found.changed_by or ""),
            changed_at=found.changed_at,
            can_keep=bool(self.groups) and not self.unplaced and self._all_have_company(),
            shown=shown,
        )

    def _facts(
        self, placed: Sequence[str], several: Sequence[tuple[str, ...]]
    ) -> tuple[GroupView, ...]:
        if not several or len(placed) < 2:
            return ()
        return group_views(forming.judge(self.question, tuple(several)))

    def _all_have_company(self) -> bool:
        return all(len(group) > 1 for group in self.groups)

    def _whole(self) -> float | None:
        placed = sum(map(len, self.groups))
        return PER_CENT * sum(self.costs) / placed if placed else None

    def _group(self, number: int, shown: Sequence[GroupView]) -> BenchGroup:
        codes = self.groups[number]
        told = next((view for view in shown if set(view.codes) == set(codes)), None)
        reasons = {} if told is None else {one.code: one.reasons for one in told.members}
        return BenchGroup(
            number=number + 1,
            members=tuple(
                self._member(code, number, reasons.get(code, ())) for code in self._sorted(codes)
            ),
            points=PER_CENT * self.costs[number] / len(codes) if len(codes) > 1 else None,
            reasons=() if told is None else told.reasons,
            fits=self.found.low <= len(codes) <= self.found.high,
        )

    def _member(self, code: str, group: int | None, reasons: tuple[str, ...]) -> BenchMember:
        own = [] if group is None else self.groups[group]
        company = [self.at[other] for other in own if other != code]
        points = PER_CENT * float(np.mean(self.total[self.at[code], company])) if company else None
        return BenchMember(
            code=code,
            name=self.names[code],
            is_pinned=code in self.found.pinned,
            points=points,
            reasons=reasons,
            moves=tuple(self._moves(code, group)),
            swaps=tuple(self._swaps(code, group)),
        )

    def _moves(self, code: str, group: int | None) -> list[Choice]:
        """Return every group it could move to, with what the whole would change by."""
        left = 0.0
        if group is not None:
            rest = [other for other in self.groups[group] if other != code]
            left = self._cost(rest) - self.costs[group]
        found = []
        for number, members in enumerate(self.groups):
            if number == group:
                continue
            change = left + self._cost([*members, code]) - self.costs[number]
            label = sentences.to_group(number + 1, len(members) + 1, self.found.high)
            found.append(Choice(str(number + 1), label, self._points(change)))
        if group is None or len(self.groups[group]) > 1:
            number = len(self.groups) + 1
            found.append(Choice(str(number), sentences.to_new_group(), self._points(left)))
        return found

    def _swaps(self, code: str, group: int | None) -> list[Choice]:
        """Return for each other group the one it would be best to change places with."""
        if group is None:
            return []
        own = [other for other in self.groups[group] if other != code]
        found = []
        for number, members in enumerate(self.groups):
            if number == group:
                continue
            changes = [
                (
                    self._cost([*own, other])
                    + self._cost([*(each for each in members if each != other), code])
                    - self.costs[group]
                    - self.costs[number],
                    self.order[other],
                    other,
                )
                for other in members
            ]
            change, _place, other = min(changes)
            label = sentences.swap_with(self.names[other], number + 1)
            found.append(Choice(other, label, self._points(change)))
        return found

    def _points(self, change: float) -> float:
        return PER_CENT * change / len(self.ground.codes)

    def _cost(self, group: Sequence[str]) -> float:
        """Return the sum over the members of the mean cost to the others; 0 for one alone."""
        if len(group) < 2:
            return 0.0
        at = [self.at[code] for code in group]
        inside: Floats = self.total[np.ix_(at, at)]
        return float(inside.sum()) / (len(group) - 1)

    def _sorted(self, codes: Sequence[str]) -> list[str]:
        return sorted(codes, key=self.order.__getitem__)

    def _problems(self) -> list[str]:
        """Return in words what does not fit: sizes, wishes, those who have left."""
        found = [
            sentences.wrong_size(number, len(group), self.found.low, self.found.high)
            for number, group in enumerate(self.groups, start=1)
            if not self.found.low <= len(group) <= self.found.high
        ]
        of = {code: number for number, group in enumerate(self.groups) for code in group}
        for first, second in self.question.together:
            if first in of and second in of and of[first] != of[second]:
                found.append(sentences.not_together(self.names[first], self.names[second]))
        for first, second in self.question.apart:
            if first in of and of.get(first) == of.get(second):
                found.append(sentences.not_apart(self.names[first], self.names[second]))
        network = {code: n for n, group in enumerate(self.question.networks) for code in group}
        found += [
            sentences.across_networks(number)
            for number, group in enumerate(self.groups, start=1)
            if len({network[code] for code in group if code in network}) > 1
        ]
        return found
