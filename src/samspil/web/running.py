"""What those who run editions see on their home page: both arenas, in counts and names.

Nobody is ranked: municipalities stand in alphabetical order, and numbers only count.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.development import selectors as development
from samspil.meetings import selectors as meetings
from samspil.meetings.selectors import MeetingRow
from samspil.people import rules as people
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes
from samspil.programmes.selectors import EditionRow
from samspil.screening import selectors as screening
from samspil.screening.selectors import ScreeningRow

_COMING = 3


@dataclass(frozen=True)
class LocalLine:
    """One sector's local arenas: who takes part, and who has begun, by name."""

    sector: str
    taking_part: str
    processes: str
    analyses: str


@dataclass(frozen=True)
class Running:
    """An edition that somebody runs: its next meetings, and the local arenas in summary."""

    edition: str
    title: str
    is_example: bool
    meetings: tuple[MeetingRow, ...]
    local: tuple[LocalLine, ...]


def running(
    viewer: Viewer, editions: list[EditionRow], now: dt.datetime, language: str
) -> tuple[Running, ...]:
    """Return the editions this person runs in which somebody takes part or a meeting is to come."""
    return tuple(_running(viewer, editions, now, language))


def _running(
    viewer: Viewer, editions: list[EditionRow], now: dt.datetime, language: str
) -> Iterator[Running]:
    for row in editions:
        view = row.edition
        if not people.is_organiser(viewer, view.id):
            continue
        rows = meetings.meetings_of(view.id)
        held = [each for each in rows if each.day and not each.is_cancelled]
        coming = [each for each in held if not each.is_past(now)][:_COMING]
        local = tuple(_local(viewer, view.id, view.content.sector_ids))
        if coming or local:
            title = view.content.title.in_language(language)
            yield Running(view.id, title, view.content.is_example, tuple(coming), local)


def _local(viewer: Viewer, edition: str, sectors: Sequence[str]) -> Iterator[LocalLine]:
    """Yield a line for each sector in which somebody takes part."""
    taking_part = {sector: programmes.participants(edition, sector) for sector in sectors}
    if not any(taking_part.values()):
        return
    processes = [row for row in development.overview(viewer=viewer) if row.edition == edition]
    analyses = screening.progress(viewer=viewer, edition=edition)
    for sector, municipalities in taking_part.items():
        if municipalities:
            yield _line(
                sector,
                [place.name for place in municipalities],
                [row.municipality for row in processes if sector in row.sectors],
                [row for row in analyses if row.sector == sector],
            )


def _line(
    sector: str, names: list[str], begun: list[str], analyses: list[ScreeningRow]
) -> LocalLine:
    finished = sum(1 for row in analyses if not row.is_open)
    return LocalLine(
        sector=development.sector_names()[sector],
        taking_part=_counted(names),
        processes=_("Lokal udvikling er begyndt i %(names)s.") % {"names": ", ".join(begun)}
        if begun
        else _("Ingen har begyndt lokal udvikling endnu."),
        analyses=_("Foranalyser: %(open)s i gang, %(finished)s afsluttet.")
        % {"open": len(analyses) - finished, "finished": finished},
    )


def _counted(names: list[str]) -> str:
    words = ngettext("%(count)s kommune: %(names)s.", "%(count)s kommuner: %(names)s.", len(names))
    return words % {"count": len(names), "names": ", ".join(names)}
