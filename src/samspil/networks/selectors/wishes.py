"""Reads of wishes: pairs, what each can share and wants to learn, and travel times."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from samspil.networks import rules
from samspil.networks.models import Exchange, PairWish, TravelTimes
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes


@dataclass(frozen=True)
class WishRow:
    """A wish about two municipalities; organisers alone see it."""

    id: int
    kind: str
    names: tuple[str, str]
    reason: str


@dataclass(frozen=True)
class ExchangeRow:
    """The levers of which a municipality can share something, and wants to learn."""

    code: str
    name: str
    shares: tuple[int, ...]
    learns: tuple[int, ...]

    @property
    def has_said(self) -> bool:
        """Whether it has said anything yet."""
        return bool(self.shares or self.learns)


@dataclass(frozen=True)
class TravelView:
    """The newest travel times that cover these municipalities."""

    source: str
    brought_at: dt.datetime


def wishes(viewer: Viewer, edition: str, sector: str) -> list[WishRow]:
    """Return the wishes about pairs, for organisers: why two should not meet is between them."""
    if not rules.may_form(viewer, edition):
        return []
    rows = PairWish.objects.filter(edition=edition, sector=sector)
    return [
        WishRow(row.pk, row.kind, (row.first.name, row.second.name), row.reason)
        for row in rows.select_related("first", "second")
    ]


def exchange(viewer: Viewer, edition: str, sector: str) -> list[ExchangeRow]:
    """Return what those taking part can share and want to learn, for all of them to see."""
    taking_part = programmes.participants(edition, sector)
    if not rules.may_see(viewer, edition, [place.code for place in taking_part]):
        return []
    said = {
        row.municipality_id: row for row in Exchange.objects.filter(edition=edition, sector=sector)
    }
    return [
        ExchangeRow(place.code, place.name, tuple(row.shares), tuple(row.learns))
        if (row := said.get(place.code))
        else ExchangeRow(place.code, place.name, (), ())
        for place in taking_part
    ]


def own_exchange(viewer: Viewer, edition: str, sector: str) -> list[ExchangeRow]:
    """Return the rows that the viewer may write."""
    rows = exchange(viewer, edition, sector)
    return [row for row in rows if rules.may_say(viewer, edition, row.code)]


def travel_times(codes: Iterable[str]) -> TravelView | None:
    """Return the newest travel times that cover all of them, or None."""
    wanted = set(codes)
    for table in TravelTimes.objects.all():
        if wanted and wanted <= set(table.codes):
            return TravelView(table.source, table.brought_at)
    return None
