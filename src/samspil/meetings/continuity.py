"""Whether the same people come throughout. Pure: who was asked, who came, in; counts out.

A day counts once somebody noted who came to it. Who came instead for a single day shows that the
municipality was there, and not that the same person was.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

CAME, INSTEAD = "came", "instead"


@dataclass(frozen=True)
class Day:
    """A network day on which attendance was noted; `sector` is empty where it serves all."""

    id: int
    sector: str = ""


@dataclass(frozen=True)
class Team:
    """Who a municipality named: their sectors by person."""

    code: str
    people: Mapping[int, Collection[str]]


@dataclass(frozen=True)
class DayCount:
    """How many of those who were to come on a day came, and how many sent another."""

    day: int
    came: int
    instead: int
    asked: int


@dataclass(frozen=True)
class TeamContinuity:
    """A municipality's own: of `people` named now, `throughout` came on every day that counts."""

    code: str
    people: int
    throughout: int
    days: tuple[DayCount, ...]

    @property
    def missed_last(self) -> bool:
        """Whether nobody came on the last day that was for them, neither named nor instead."""
        return bool(self.days) and self.days[-1].came + self.days[-1].instead == 0

    @property
    def share(self) -> float | None:
        """The share of those named now who came throughout; None where there is nothing to say."""
        return self.throughout / self.people if self.people and self.days else None


def continuity(
    team: Team, days: Sequence[Day], noted: Mapping[tuple[int, int], str]
) -> TeamContinuity:
    """Count a municipality's attendance; `days` in order of time, `noted` by day and person."""
    counts = [_count(team, day, noted) for day in days if _asked(team, day)]
    throughout = [
        person
        for person, sectors in team.people.items()
        if (own := [day for day in days if day.sector in ("", *sectors)])
        and all(noted.get((day.id, person)) == CAME for day in own)
    ]
    return TeamContinuity(team.code, len(team.people), len(throughout), tuple(counts))


def _asked(team: Team, day: Day) -> list[int]:
    return [person for person, sectors in team.people.items() if day.sector in ("", *sectors)]


def _count(team: Team, day: Day, noted: Mapping[tuple[int, int], str]) -> DayCount:
    """Count a day; those who have left the team since are no longer among the asked."""
    said = [noted.get((day.id, person)) for person in _asked(team, day)]
    return DayCount(day.id, said.count(CAME), said.count(INSTEAD), len(said))
