"""The ambition at every level, and the conflicts of value it meets."""

import datetime as dt
from dataclasses import dataclass

from samspil.development import rules, sentences
from samspil.development.models import AMBITION, Level, Passage, ValueConflict
from samspil.development.selectors.rows import ProcessRow
from samspil.people.viewer import Viewer
from samspil.screening import selectors as screening
from samspil.screening.selectors import FindingRow

FIRST_LEVER = 1
"""A clear political ambition and direction."""


@dataclass(frozen=True)
class LevelRow:
    """What the ambition means at one level, in the municipality's words; empty for not yet."""

    level: str
    text: str

    @property
    def name(self) -> str:
        """The level in words."""
        return str(sentences.LEVELS[self.level])


@dataclass(frozen=True)
class ConflictRow:
    """Two good things that pull apart."""

    id: int
    one: str
    other: str
    level: str
    owner: str
    handling: str

    @property
    def level_name(self) -> str:
        """Where it shows, in words."""
        return str(sentences.LEVELS[self.level])


@dataclass(frozen=True)
class AmbitionView:
    """The ambition, every level of the chain in its order, and the conflicts."""

    text: str
    levels: tuple[LevelRow, ...]
    conflicts: tuple[ConflictRow, ...]
    written_on: dt.datetime | None

    @property
    def levels_told(self) -> int:
        """At how many levels it is said what the ambition means."""
        return sum(1 for one in self.levels if one.text)

    @property
    def is_begun(self) -> bool:
        """Whether anything is written."""
        return bool(self.text or self.levels_told or self.conflicts)


def ambition(*, viewer: Viewer, row: ProcessRow) -> AmbitionView:
    """The ambition of a process; empty for those who may not read it."""
    if not rules.may_read_row(viewer, row):
        return AmbitionView("", (), (), None)
    passages = {one.kind: one for one in Passage.objects.filter(process=row.id)}
    texts = {kind: one.text for kind, one in passages.items()}
    return AmbitionView(
        text=texts.get(AMBITION, ""),
        levels=tuple(LevelRow(level, texts.get(level, "")) for level in Level.values),
        conflicts=tuple(_conflict(one) for one in ValueConflict.objects.filter(process=row.id)),
        written_on=min((one.written_at for one in passages.values()), default=None),
    )


def conflict(*, viewer: Viewer, conflict: int) -> tuple[ConflictRow, int] | None:
    """One conflict and its process; None where there is none that this person may read."""
    found = ValueConflict.objects.select_related("process").filter(pk=conflict).first()
    if found is None or not rules.may_read_process(viewer, found.process):
        return None
    return _conflict(found), found.process_id


def first_lever_findings(*, viewer: Viewer, row: ProcessRow) -> list[FindingRow]:
    """What the newest screenings that this person may read found on the first lever."""
    return [
        one
        for sector in row.sectors
        for one in screening.findings(
            viewer=viewer, edition=row.edition, code=row.code, sector=sector
        )
        if one.lever == FIRST_LEVER
    ]


def _conflict(one: ValueConflict) -> ConflictRow:
    return ConflictRow(one.pk, one.one, one.other, one.level, one.owner, one.handling)
