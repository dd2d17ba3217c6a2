"""The home page: the two arenas on one spine of time, and one next step for each person."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samspil.development import selectors as development
from samspil.development.selectors import ProcessView, TestRow
from samspil.knowledge import selectors as knowledge
from samspil.knowledge.selectors import CaseRow
from samspil.meetings import selectors as meetings
from samspil.meetings.selectors import MeetingRow
from samspil.networks import selectors as networks
from samspil.people.roles import Role
from samspil.people.rules import MUNICIPAL
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes import selectors as programmes
from samspil.programmes.selectors import EditionRow
from samspil.screening import selectors as screening
from samspil.web.running import Running, running

SHARED, LOCAL = "shared", "local"
_LATEST = 3


@dataclass(frozen=True)
class NextStep:
    """The one thing to do now."""

    text: str
    action: str
    href: str


@dataclass(frozen=True)
class Step:
    """Something on the spine of time, in the shared or the local arena."""

    arena: str
    day: dt.date
    when: str
    title: str
    text: str
    href: str
    state: str = ""
    carry: str = ""


@dataclass(frozen=True)
class Line:
    """What is said of one sector: its name and the words."""

    sector: str
    text: str
    href: str = ""


@dataclass(frozen=True)
class Track:
    """One municipality's two arenas in an edition, both its sectors on one spine."""

    municipality: str
    edition_title: str
    shared: str
    meetings_href: str
    local: tuple[Line, ...]
    groups: tuple[Line, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Home:
    """Everything the home page shows."""

    next_step: NextStep | None
    tracks: tuple[Track, ...]
    running: tuple[Running, ...]
    open_editions: tuple[EditionRow, ...]
    latest: tuple[CaseRow, ...]


@dataclass(frozen=True)
class _Place:
    """Where somebody takes part: a registered municipality in the sectors of an edition."""

    edition: str
    edition_title: str
    code: str
    name: str
    sectors: tuple[str, ...]


type _Processes = Mapping[str, ProcessView | None]
"""A place's processes by sector; None where none has begun."""


def home(*, viewer: Viewer, now: dt.datetime, language: str) -> Home:
    """Return the home page of a person, or of a visitor."""
    editions = programmes.editions(viewer)
    open_editions = tuple(row for row in editions if row.edition.is_open(now))
    own = {place: _processes(viewer, place) for place in _places(viewer, editions, language)}
    return Home(
        next_step=next(_next_steps(viewer, editions, own, now), None),
        tracks=tuple(_track(viewer, place, processes, now) for place, processes in own.items()),
        running=running(viewer, editions, now, language),
        open_editions=open_editions,
        latest=tuple(knowledge.latest(viewer=viewer, limit=_LATEST)),
    )


def _places(viewer: Viewer, editions: list[EditionRow], language: str) -> Iterator[_Place]:
    own = viewer.municipalities()
    names = dict(places.names()) if own else {}
    # Nobody registers in an edition that is kept as history.
    for row in (row for row in editions if own and not row.edition.is_history):
        title = row.edition.content.title.in_language(language)
        taking_part = {
            sector: {place.code for place in programmes.participants(row.edition.id, sector)}
            for sector in sorted(row.edition.content.sector_ids, reverse=True)
        }
        for code in own:
            sectors = tuple(
                sector
                for sector, codes in taking_part.items()
                if code in codes
                and viewer.holds(
                    *MUNICIPAL, municipality=code, edition=row.edition.id, sector=sector
                )
            )
            if sectors:
                yield _Place(row.edition.id, title, code, names[code], sectors)


def _processes(viewer: Viewer, place: _Place) -> _Processes:
    where = {"edition": place.edition, "code": place.code}
    return {
        sector: development.process_for(viewer=viewer, sector=sector, **where)
        for sector in place.sectors
    }


def _track(viewer: Viewer, place: _Place, processes: _Processes, now: dt.datetime) -> Track:
    once = _once(processes)
    names = development.sector_names()
    shared = [
        row
        for row in meetings.meetings_of(place.edition)
        if row.sector in ("", *place.sectors) and row.day is not None
    ]
    local = [
        step for sector, process in once for step in _local_steps(viewer, place, sector, process)
    ]
    steps = [*_meeting_steps(viewer, shared, now), *local]
    return Track(
        municipality=place.name,
        edition_title=place.edition_title,
        shared=_("%(days)s netværksdage, et styregruppemøde før hver")
        % {"days": sum(1 for row in shared if row.is_network_day)},
        meetings_href=reverse("meetings:meetings", args=[place.edition]),
        local=tuple(
            Line(
                process.row.sector_name if process else names[sector],
                process.aim.what if process else _("ikke begyndt endnu"),
            )
            for sector, process in processes.items()
            if process is None or (sector, process) in once
        ),
        groups=tuple(_groups(place, names)),
        steps=tuple(sorted(steps, key=lambda step: (step.day, step.arena != SHARED))),
    )


def _once(processes: _Processes) -> list[tuple[str, ProcessView | None]]:
    """Return each sector with its process, a joint one with the first of its sectors only."""
    told: set[int] = set()
    found: list[tuple[str, ProcessView | None]] = []
    for sector, process in processes.items():
        is_told = process is not None and process.row.id in told
        found.append((sector, None if is_told else process))
        if process is not None:
            told.add(process.row.id)
    return found


def _groups(place: _Place, names: Mapping[str, str]) -> Iterator[Line]:
    for sector in place.sectors:
        group = networks.group_of(place.edition, sector, place.code)
        if group is not None:
            others = [member.name for member in group.members if member.code != place.code]
            href = reverse("networks:networks", args=[place.edition])
            yield Line(names[sector], ", ".join(others), href)


def _meeting_steps(viewer: Viewer, rows: list[MeetingRow], now: dt.datetime) -> Iterator[Step]:
    """The meetings; the next one that the viewer goes to stands out."""
    held = [row for row in rows if not row.is_cancelled]
    coming = [row for row in held if not row.is_past(now) and meetings.attends(viewer, row)]
    for row in rows:
        if row.day is None:
            continue
        past = row.is_past(now)
        yield Step(
            arena=SHARED,
            day=row.day,
            when=f"{row.when} · {_how(row, past=past)}",
            title=f"{row.name}: {row.theme}" if row.theme else row.name,
            text="" if meetings.attends(viewer, row) else _("for jeres repræsentant"),
            href=reverse("meetings:meeting", args=[row.edition, row.id]),
            state="done" if past else "now" if coming and row is coming[0] else "",
        )


def _how(row: MeetingRow, *, past: bool) -> str:
    """Return what is said beside a meeting's time: called off, held, or where it will be."""
    if row.is_cancelled:
        return _("aflyst")
    return _("holdt") if past else row.where


def _local_steps(
    viewer: Viewer, place: _Place, sector: str, process: ProcessView | None
) -> Iterator[Step]:
    found = screening.newest_summary(
        viewer=viewer, edition=place.edition, code=place.code, sector=sector
    )
    if found is not None:
        yield Step(
            arena=LOCAL,
            day=found.changed_at.date(),
            when=_("i gang") if found.is_open else _("afsluttet"),
            title=_("Foranalyse"),
            text=_("%(count)s fund på syv greb") % {"count": found.findings},
            href=reverse("screening:show", args=[found.id]),
            state="" if found.is_open else "done",
        )
    if process is not None:
        for test in process.tests:
            yield _test_step(process, test)


def _test_step(process: ProcessView, test: TestRow) -> Step:
    begun = test.begun_at.date() if test.begun_at else None
    when = {
        "planned": _("planlagt"),
        "doing": _("i gang siden %(day)s") % {"day": date_format(begun, "j. F") if begun else ""},
        "concluded": _("afsluttet"),
    }[test.status]
    predicted = _("I forudså: %(text)s") % {"text": test.prediction} if test.prediction else ""
    return Step(
        arena=LOCAL,
        day=begun or test.planned_for or process.begun_at.date(),
        when=when,
        title=_("Prøve %(number)s: %(question)s")
        % {"number": test.number, "question": test.question},
        text=test.what_happened or predicted,
        href=_to_test(process, test),
        state={"doing": "now", "concluded": "done"}.get(test.status, ""),
        carry=_("Mangler: hvad skete der?") if test.status == "doing" else "",
    )


def _next_steps(
    viewer: Viewer,
    editions: list[EditionRow],
    own: Mapping[_Place, _Processes],
    now: dt.datetime,
) -> Iterator[NextStep]:
    """What to do, the most pressing first; the page shows the first."""
    if not viewer.is_signed_in:
        return
    yield from _to_register(editions, viewer, now)
    for place, processes in own.items():
        yield from _at_home(viewer, place, processes, now)
    yield from _as_consultant(viewer)
    yield from _as_organiser(viewer, editions)
    yield from _as_editor(viewer)
    for place in own:
        yield from _to_meet(viewer, place, now)
    yield from _to_read(viewer)


def _to_register(
    editions: list[EditionRow], viewer: Viewer, now: dt.datetime
) -> Iterator[NextStep]:
    for row in editions:
        if not row.edition.is_open(now):
            continue
        confirmed = {own.code for own in row.own if own.is_confirmed}
        for own in programmes.own_choices(viewer, row.edition.id):
            if own.code not in confirmed:
                deadline = row.edition.content.deadline
                day = date_format(deadline.at, "j. F Y") if deadline else ""
                yield NextStep(
                    _("Tilmeld %(name)s senest den %(day)s") % {"name": own.name, "day": day},
                    _("Til tilmeldingen"),
                    reverse("programmes:start", args=[row.edition.id]),
                )


def _at_home(
    viewer: Viewer, place: _Place, processes: _Processes, now: dt.datetime
) -> Iterator[NextStep]:
    """The local arena: what somebody waits for, then what each process comes to next."""
    if not viewer.holds(Role.CHIEF, Role.PROJECT_LEAD, Role.MEMBER, municipality=place.code):
        return
    standing = {process.row.id: process for process in processes.values() if process is not None}
    found = [
        development.next_step(viewer=viewer, view=process, now=now) for process in standing.values()
    ]
    steps = [one for one in found if one is not None]
    yield from (_shown(one) for one in steps if one.waits)
    yield from _who_asks(viewer, place, now)
    yield from _ordered_analyses(viewer, place)
    yield from (_shown(one) for one in steps)
    if None in processes.values():
        yield NextStep(
            _("Begynd jeres lokale udvikling: hvad vil I ændre, og hvad prøver I først?"),
            _("Begynd"),
            reverse("development:processes"),
        )


def _shown(step: development.NextStep) -> NextStep:
    """The next step of a process, as its own page tells it."""
    return NextStep(step.text, step.action, step.href)


def _who_asks(viewer: Viewer, place: _Place, now: dt.datetime) -> Iterator[NextStep]:
    """Questions of other municipalities that wait for an answer from this one."""
    for row in development.waiting(viewer=viewer, now=now):
        if (row.edition, row.asked_as) == (place.edition, place.code):
            yield NextStep(
                _("%(name)s beder om sparring: %(question)s")
                % {"name": row.municipality, "question": row.stuck},
                _("Skriv et svar"),
                reverse("development:give", args=[row.id]),
            )


def _ordered_analyses(viewer: Viewer, place: _Place) -> Iterator[NextStep]:
    """Pre-analyses that were ordered with the registration and have not begun."""
    own = programmes.registration_for(viewer, place.edition, place.code)
    ordered = own.wish.pre_analyses if own is not None and own.is_confirmed else ()
    startable = {(one.code, one.sector, one.edition) for one in screening.can_start(viewer=viewer)}
    for sector in ordered:
        where = {"edition": place.edition, "code": place.code, "sector": sector}
        begun = screening.newest_summary(viewer=viewer, **where) is not None
        if not begun and (place.code, sector, place.edition) in startable:
            yield NextStep(
                _("Begynd den foranalyse, I har bestilt: %(sector)s")
                % {"sector": development.sector_names()[sector].lower()},
                _("Til foranalysen"),
                reverse("screening:index"),
            )


def _href(process: ProcessView) -> str:
    return reverse("development:process", args=[process.row.id])


def _to_test(process: ProcessView, test: TestRow) -> str:
    return f"{_href(process)}#test-{test.id}"


def _as_consultant(viewer: Viewer) -> Iterator[NextStep]:
    if not viewer.holds_somewhere(Role.CONSULTANT):
        return
    rows = screening.mine(viewer=viewer)
    for row in (row for row in rows if row.is_open):
        yield NextStep(
            _("Gør foranalysen i %(name)s færdig") % {"name": row.municipality},
            _("Åbn foranalysen"),
            reverse("screening:show", args=[row.id]),
        )
    for row in rows:
        yield NextStep(
            _("Gennemgå foranalysen i %(name)s med kommunen") % {"name": row.municipality},
            _("Åbn foranalysen"),
            reverse("screening:show", args=[row.id]),
        )


def _as_organiser(viewer: Viewer, editions: list[EditionRow]) -> Iterator[NextStep]:
    if viewer.holds(Role.FACILITATOR):
        for row in editions:
            for sector in row.edition.content.sector_ids:
                if not programmes.participants(row.edition.id, sector):
                    continue
                plan = networks.accepted_plan(viewer, row.edition.id, sector)
                if plan is None or plan.outdated:
                    yield NextStep(
                        _("Dan sparringsgrupper af de tilmeldte kommuner"),
                        _("Til grupperne"),
                        reverse("networks:networks", args=[row.edition.id]),
                    )
    if viewer.holds(Role.FACILITATOR, Role.REGISTRATION_CONTACT, Role.PROGRAMME_OWNER):
        for row in editions:
            if programmes.is_anybody_registering(viewer, row.edition.id):
                yield NextStep(
                    _("Se, hvem der er tilmeldt, og hvem der er på vej"),
                    _("Til tilmeldingerne"),
                    reverse("programmes:registrations", args=[row.edition.id]),
                )


def _as_editor(viewer: Viewer) -> Iterator[NextStep]:
    if not viewer.holds(Role.EDITOR):
        return
    waiting = len(knowledge.queue(viewer=viewer))
    text = (
        _("Læs og udgiv de erfaringer, der venter: %(count)s") % {"count": waiting}
        if waiting
        else _("Ingen erfaringer venter på jer")
    )
    yield NextStep(text, _("Til redaktionen"), reverse("knowledge:desk"))


def _to_meet(viewer: Viewer, place: _Place, now: dt.datetime) -> Iterator[NextStep]:
    for sector in place.sectors:
        row = meetings.next_meeting(viewer, place.edition, sector, now)
        if row is None:
            continue
        yield NextStep(
            _("Næste gang I mødes: %(name)s, %(when)s") % {"name": row.name, "when": row.when},
            _("Se mødet"),
            reverse("meetings:meeting", args=[row.edition, row.id]),
        )


def _to_read(viewer: Viewer) -> Iterator[NextStep]:
    for code in viewer.municipalities():
        yield NextStep(
            _("Læs jeres kommunes udfordringsbillede"),
            _("Til kommunen"),
            reverse("figures:municipality", args=[code]),
        )
