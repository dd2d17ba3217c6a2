"""A pasted block as those who paste it see it before anything is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from samspil.figures.models.own import OwnFigure
from samspil.figures.own import entries as own_entries
from samspil.figures.own import pasting as own_pasting
from samspil.figures.own import standing as own_standing
from samspil.figures.own.entries import Doubt, Entry, Key
from samspil.figures.own.pasting import ReadLine
from samspil.figures.readers import pasted
from samspil.figures.readers.pasted import Pasted
from samspil.figures.selectors.own import schools, standing_figures
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class PasteCheck:
    """A block as it was read, against what stands; ``seen`` marks what stands.

    ``doubts`` are by place among ``entries``.
    """

    block: Pasted
    lines: Sequence[ReadLine]
    doubts: Mapping[int, Sequence[Doubt]]
    seen: str
    standing: Mapping[Key, OwnFigure]

    @property
    def entries(self) -> list[Entry]:
        """The entries of the lines that are right."""
        return [line.entry for line in self.lines if line.entry is not None]

    @property
    def wrong(self) -> int:
        """How many lines are wrong."""
        return sum(1 for line in self.lines if line.entry is None)

    @property
    def asks_for_word(self) -> bool:
        """Whether a share without counts is among them."""
        return any(own_entries.settle(entry).basis == "vouched" for entry in self.entries)


def paste_check(*, viewer: Viewer, code: str, text: str, source: str) -> PasteCheck:
    """Read a block for somebody who may type; ``source`` stands where a line names none."""
    block = pasted.read(text)
    names = {school.pk: school.name for school in schools(code)}
    lines = own_pasting.read_lines(block.lines, source=source, schools=names)
    entries = [line.entry for line in lines if line.entry is not None]
    standing = standing_figures(viewer=viewer, code=code)
    settled = [own_entries.settle(entry) for entry in entries]
    doubts = own_standing.doubts_of(standing, entries, settled)
    return PasteCheck(block, lines, doubts, own_standing.mark_of(standing, entries), standing)
