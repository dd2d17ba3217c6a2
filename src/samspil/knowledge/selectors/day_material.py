"""What stands as material on the agendas of network days, and what has been taken over of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import get_language

from samspil.knowledge import rules
from samspil.knowledge.models import Case, Status
from samspil.meetings import selectors as meetings
from samspil.meetings.selectors import ItemRow, MeetingRow
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes


@dataclass(frozen=True)
class DayMaterial:
    """A file or an address on a day's agenda; ``taken`` is the text it became, if it did."""

    id: int
    title: str
    address: str
    has_file: bool
    edition: str
    edition_title: str
    sector: str
    meeting: str
    day: dt.date | None
    session: str
    about: str
    speaker: str
    levers: tuple[int, ...]
    taken: int | None

    @property
    def needs_consent(self) -> bool:
        """Whether it is a speaker's file, which is shared on when the speaker has said yes."""
        return self.has_file and bool(self.speaker)


def day_material(viewer: Viewer) -> list[DayMaterial]:
    """Material of the network days of the editions this viewer runs, the newest day first."""
    found: list[DayMaterial] = []
    for row in programmes.editions(viewer):
        if rules.may_take_over(viewer, row.edition.id):
            title = row.edition.content.title.in_language(get_language() or "da")
            for meeting in meetings.meetings_of(row.edition.id):
                if meeting.is_network_day:
                    found += _of_a_day(viewer, meeting, title)
    taken = _taken(one.id for one in found)
    rows = [_with(one, taken.get(one.id)) for one in found]
    return sorted(rows, key=lambda one: one.day or dt.date.min, reverse=True)


def _of_a_day(viewer: Viewer, meeting: MeetingRow, edition_title: str) -> Iterable[DayMaterial]:
    agenda = meetings.agenda(viewer, meeting)
    for item in agenda.items if agenda else ():
        yield from _of_an_item(meeting, item, edition_title)


def _of_an_item(meeting: MeetingRow, item: ItemRow, edition_title: str) -> Iterable[DayMaterial]:
    for one in item.material:
        yield DayMaterial(
            id=one.id,
            title=one.title,
            address=one.address,
            has_file=one.has_file,
            edition=meeting.edition,
            edition_title=edition_title,
            sector=meeting.sector,
            meeting=meeting.name,
            day=meeting.day,
            session=item.title,
            about=item.text,
            speaker=item.speaker,
            levers=item.levers,
            taken=None,
        )


def _taken(ids: Iterable[int]) -> dict[int, int]:
    standing = Case.objects.filter(day_material__in=list(ids)).exclude(status=Status.WITHDRAWN)
    return dict(standing.values_list("day_material_id", "pk"))


def _with(one: DayMaterial, taken: int | None) -> DayMaterial:
    return one if taken is None else replace(one, taken=taken)
