"""How the aim read before."""

import datetime as dt
from dataclasses import dataclass

from samspil.development import rules
from samspil.development.models import AimWording
from samspil.development.selectors.rows import ProcessRow, aim_words
from samspil.development.values import Aim
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class WordingRow:
    """An earlier wording of the aim, and when it was written anew."""

    aim: Aim
    replaced_at: dt.datetime

    @property
    def words(self) -> str:
        """For whom, how much and by when, in sentences."""
        return aim_words(self.aim)


def wordings(*, viewer: Viewer, row: ProcessRow) -> tuple[WordingRow, ...]:
    """The earlier wordings, newest first; none for those who may not read the process."""
    if not rules.may_read_row(viewer, row):
        return ()
    return tuple(
        WordingRow(
            Aim(one.what, one.how_much, one.by_when, one.for_whom, one.owner), one.replaced_at
        )
        for one in AimWording.objects.filter(process=row.id)
    )
