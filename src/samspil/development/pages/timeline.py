"""What happened at home, beside the days on which all municipalities meet, on one line of time."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.development import selectors
from samspil.development.pages.frame import Frame
from samspil.development.pages.parts import href
from samspil.development.selectors import ProcessView, TestRow
from samspil.meetings import selectors as meetings
from samspil.meetings.selectors import MeetingRow, TakeHomeRow
from samspil.people.viewer import Viewer

SHARED, LOCAL, TODAY = "shared", "local", "today"


@dataclass(frozen=True)
class Entry:
    """One thing on the line: on which side, when, what, and in which words.

    ``state`` is ``done``, ``now`` or empty for what is to come; ``is_own_words`` tells that
    ``text`` is the municipality's own, so Danish whoever reads it.
    """

    side: str
    at: dt.datetime
    title: str
    text: str = ""
    href: str = ""
    state: str = "done"
    is_own_words: bool = True

    @property
    def day(self) -> dt.date:
        """The day in Denmark."""
        return timezone.localdate(self.at)


def timeline(viewer: Viewer, view: ProcessView, frame: Frame, now: dt.datetime) -> list[Entry]:
    """Return everything in the order of time, today among it."""
    entries = [
        *_meetings(view, now),
        *_aim(viewer, view, now),
        *_frame(view, frame),
        *(entry for test in view.tests for entry in _test(view, test)),
        *_phases(viewer, view),
        *(
            entry
            for one in selectors.taken_home(viewer=viewer, row=view.row)
            for entry in _taken_home(view, one, now)
        ),
        Entry(TODAY, now, _("I dag"), state="now"),
    ]
    if view.closed_at:
        entries.append(Entry(LOCAL, view.closed_at, _("Processen blev afsluttet")))
    # Today comes after what has happened today, and before what is still to come.
    return sorted(entries, key=lambda one: (one.day, one.state == "", one.side == TODAY, one.at))


def undated(view: ProcessView) -> list[MeetingRow]:
    """Return the meetings that have no day yet."""
    return [row for row in _shared(view) if row.day is None]


def _shared(view: ProcessView) -> list[MeetingRow]:
    wanted = ("", *view.row.sectors)
    return [row for row in meetings.meetings_of(view.row.edition) if row.sector in wanted]


def _meetings(view: ProcessView, now: dt.datetime) -> Iterator[Entry]:
    for row in _shared(view):
        if row.day is None:
            continue
        yield Entry(
            side=SHARED,
            at=row.starts_at or _morning(row.day),
            title=f"{row.name}: {row.theme}" if row.theme else row.name,
            text=_("aflyst") if row.is_cancelled else "",
            href=reverse("meetings:meeting", args=[row.edition, row.id]),
            state="done" if row.is_past(now) else "",
            is_own_words=False,
        )


def _aim(viewer: Viewer, view: ProcessView, now: dt.datetime) -> Iterator[Entry]:
    earlier = selectors.wordings(viewer=viewer, row=view.row)
    first = earlier[-1].aim.what if earlier else view.aim.what
    yield Entry(LOCAL, view.begun_at, _("Processen begyndte"), first)
    for one in earlier:
        yield Entry(
            side=LOCAL,
            at=one.replaced_at,
            title=_("Målet blev skrevet om"),
            text=_("Målet lød før: %(what)s") % {"what": f"{one.aim.what}. {one.words}"},
            is_own_words=False,
        )
    state = "" if view.aim.by_when >= timezone.localdate(now) else "done"
    yield Entry(
        LOCAL,
        _morning(view.aim.by_when),
        _("Her vil I være fremme"),
        view.aim.how_much,
        state=state,
    )


def _frame(view: ProcessView, frame: Frame) -> Iterator[Entry]:
    written = (
        (frame.ambition.written_on, _("Ambitionen blev skrevet"), frame.ambition.text, "ambition"),
        (frame.starting.chosen_on, _("Udgangspunktet blev valgt"), "", "starting_point"),
        (frame.organisation.written_at, _("Organiseringen blev aftalt"), "", "organisation"),
    )
    for moment, title, text, name in written:
        if moment is not None:
            yield Entry(LOCAL, moment, title, text, href(view, name))
    for one in frame.visions:
        at = _morning(one.agreed_on) if one.agreed_on else one.written_at
        title = _("En fælles vision")
        if one.unit_name:
            title = _("En vision for %(place)s") % {"place": one.unit_name}
        yield Entry(LOCAL, at, title, one.text, f"{href(view, 'visions')}#vision-{one.id}")


def _test(view: ProcessView, test: TestRow) -> Iterator[Entry]:
    said = {"number": test.number}
    link = f"{href(view, 'process')}#test-{test.id}"
    if test.begun_at is None:
        if test.planned_for is not None:
            title = _("Prøve %(number)s er planlagt") % said
            yield Entry(LOCAL, _morning(test.planned_for), title, test.question, link, state="")
        return
    doing = "done" if test.concluded_at else "now"
    yield Entry(
        LOCAL, test.begun_at, _("Prøve %(number)s begyndte") % said, test.question, link, doing
    )
    if test.concluded_at:
        yield Entry(
            LOCAL,
            test.concluded_at,
            _("Prøve %(number)s blev afsluttet: %(decision)s")
            % {**said, "decision": test.decision_name},
            test.what_happened,
            link,
        )


def _phases(viewer: Viewer, view: ProcessView) -> Iterator[Entry]:
    """The days on which it was decided that the lines of a measure begin anew."""
    for measure in selectors.measures(viewer=viewer, process=view.row.id):
        link = reverse("development:measure", args=[view.row.id, measure.id])
        for phase in measure.phases:
            if phase.taken_back_on is None:
                title = _("En ny fase i målingen: %(measure)s") % {"measure": measure.name}
                yield Entry(LOCAL, _morning(phase.decided_on), title, phase.reason, link)


def _taken_home(view: ProcessView, one: TakeHomeRow, now: dt.datetime) -> Iterator[Entry]:
    link = f"{reverse('meetings:meetings', args=[view.row.edition])}#vekselvirkning"
    if one.day is not None and one.day <= timezone.localdate(now):
        title = _("Taget med hjem fra %(meeting)s") % {"meeting": one.meeting}
        yield Entry(LOCAL, _morning(one.day), title, one.text, link)
    if one.replied_on is not None:
        yield Entry(
            LOCAL, _morning(one.replied_on), _("I fortalte, hvad der kom ud af det"), one.own_reply
        )


def _morning(day: dt.date) -> dt.datetime:
    """Return when a day begins in Denmark, for what is known by its day only."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
