"""What other rooms know about teams of an edition, read once, as far as the viewer may see it.

``who came`` alone is counted as those who run the edition see it: no name leaves this file, and
whether the viewer may read the counts has been asked before (``rules.may_read``).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspil.development import selectors as development
from samspil.development.selectors import ProcessView
from samspil.evaluation.selectors.rows import Team
from samspil.knowledge.selectors import CaseRow
from samspil.knowledge.selectors.evaluated import published_in
from samspil.meetings import selectors as meetings
from samspil.meetings.selectors import BroughtRow, TakeHomeRow
from samspil.meetings.selectors.evaluated import TalkRow, talks
from samspil.networks import selectors as networks
from samspil.people.roles import Role
from samspil.people.viewer import Grant, Viewer
from samspil.screening import selectors as screening
from samspil.screening.selectors import ScreeningRow


@dataclass(frozen=True)
class Presence:
    """A municipality's attendance: days it was at, of those held for it; the same people."""

    days: int
    held: int
    people: int
    throughout: int


@dataclass(frozen=True)
class Facts:
    """What is known, by team (municipality and sector) or by municipality."""

    viewer: Viewer
    analyses: Mapping[tuple[str, str], ScreeningRow]
    processes: Mapping[tuple[str, str], ProcessView]
    presence: Mapping[str, Presence]
    talks: Sequence[TalkRow]
    brought: Mapping[tuple[str, str], Sequence[BroughtRow]]
    taken_home: Mapping[tuple[str, str], Sequence[TakeHomeRow]]
    groups: Mapping[tuple[str, str], tuple[str, ...]]
    texts: Sequence[CaseRow]
    readable: frozenset[int]


def facts_of(viewer: Viewer, edition: str, teams: Sequence[Team], now: dt.datetime) -> Facts:
    """Return what is known about some teams of an edition."""
    own = screening.mine(viewer=viewer)
    analyses = [*own, *screening.progress(viewer=viewer, edition=edition)]
    found = {team.key: _process(viewer, team) for team in teams}
    return Facts(
        viewer=viewer,
        # Newest first; the oldest is put in first, so that the newest stands.
        analyses={
            (one.code, one.sector): one for one in reversed(analyses) if one.edition == edition
        },
        processes={key: view for key, view in found.items() if view is not None},
        presence=_presence(edition, now),
        talks=talks(viewer, edition, now),
        brought=_brought(viewer, edition, teams),
        taken_home={
            team.key: meetings.to_do_at_home(viewer, edition, team.code, team.sector)
            for team in teams
        },
        groups={team.key: _group(team) for team in teams},
        texts=published_in(viewer, edition),
        readable=frozenset(one.id for one in own),
    )


def _process(viewer: Viewer, team: Team) -> ProcessView | None:
    return development.process_for(
        viewer=viewer, edition=team.edition, code=team.code, sector=team.sector
    )


def _presence(edition: str, now: dt.datetime) -> dict[str, Presence]:
    everybody = Viewer(grants=(Grant(Role.FACILITATOR, edition=edition),))
    found = meetings.edition_continuity(everybody, edition, now)
    return {
        one.found.code: Presence(
            days=sum(day.came + day.instead > 0 for day in one.found.days),
            held=len(one.found.days),
            people=one.found.people,
            throughout=one.found.throughout,
        )
        for one in found.here
    }


def _brought(
    viewer: Viewer, edition: str, teams: Sequence[Team]
) -> dict[tuple[str, str], list[BroughtRow]]:
    found: dict[tuple[str, str], list[BroughtRow]] = {team.key: [] for team in teams}
    for row in meetings.meetings_of(edition):
        for item in meetings.brought_items(viewer, row.id) if row.is_network_day else []:
            for key in ((item.code, item.sector), *_both(item)):
                if key in found:
                    found[key].append(item)
    return found


def _both(item: BroughtRow) -> list[tuple[str, str]]:
    """What is brought for no sector is for both."""
    return [] if item.sector else [(item.code, "school"), (item.code, "daycare")]


def _group(team: Team) -> tuple[str, ...]:
    """The names of the others in a team's sparring group."""
    found = networks.group_of(team.edition, team.sector, team.code)
    return tuple(one.name for one in found.members if one.code != team.code) if found else ()
