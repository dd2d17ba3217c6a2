"""What other rooms know about teams of an edition, read once, as far as the viewer may see it.

Who came is alone counted as those who run the edition see it: no name leaves this file, and
whether the viewer may read the counts has been asked before (``rules.may_read``).
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspil.development import selectors as development
from samspil.development.selectors import CommitmentRow, ProcessView
from samspil.evaluation.selectors.rows import Team
from samspil.knowledge.selectors import CaseRow
from samspil.knowledge.selectors.evaluated import published_in
from samspil.meetings import selectors as meetings
from samspil.meetings.selectors.evaluated import InterplayFacts, interplay_facts
from samspil.networks.selectors.evaluated import companions
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
    """What is known, by team (municipality and sector) or by municipality.

    ``readable`` are the pre-analyses that the viewer may read.
    """

    viewer: Viewer
    analyses: Mapping[tuple[str, str], ScreeningRow]
    readable: frozenset[int]
    processes: Mapping[tuple[str, str], ProcessView]
    presence: Mapping[str, Presence]
    interplay: InterplayFacts
    groups: Mapping[tuple[str, str], tuple[str, ...]]
    texts: Sequence[CaseRow]
    sparring: Mapping[tuple[str, str], CommitmentRow]


def facts_of(viewer: Viewer, edition: str, teams: Sequence[Team], now: dt.datetime) -> Facts:
    """Return what is known about some teams of an edition."""
    own = screening.mine(viewer=viewer)
    analyses = [*own, *screening.progress(viewer=viewer, edition=edition)]
    return Facts(
        viewer=viewer,
        # Newest first; the oldest is put in first, so that the newest stands.
        analyses={
            (one.code, one.sector): one for one in reversed(analyses) if one.edition == edition
        },
        readable=frozenset(one.id for one in own),
        processes=_processes(viewer, edition, teams),
        presence=_presence(edition, now),
        interplay=interplay_facts(viewer, edition, now),
        groups=companions(edition),
        texts=published_in(viewer, edition),
        # For own people and organisers alone, as in the room it comes from.
        sparring={
            (one.code, one.sector): one
            for one in development.commitments(viewer=viewer, edition=edition, now=now)
        },
    )


def _processes(
    viewer: Viewer, edition: str, teams: Sequence[Team]
) -> dict[tuple[str, str], ProcessView]:
    """Return the processes there are; most teams of a young edition have none."""
    rows = [*development.mine(viewer=viewer), *development.overview(viewer=viewer)]
    begun = {one.code for one in rows if one.edition == edition}
    found = {
        team.key: development.process_for(
            viewer=viewer, edition=edition, code=team.code, sector=team.sector
        )
        for team in teams
        if team.code in begun
    }
    return {key: view for key, view in found.items() if view is not None}


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
