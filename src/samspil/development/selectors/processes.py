"""Reads of development processes, each only for those who may."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from django.db.models import Count, Q, QuerySet
from django.utils.translation import get_language

from samspil.development import rules
from samspil.development.findings import FindingRow, finding_of
from samspil.development.models import SECTORS, Process, SectorTaken, TestOfChange
from samspil.development.selectors.rows import (
    Choice,
    NothingYet,
    ProcessRow,
    ProcessView,
    TestRow,
)
from samspil.development.services.sharing import brought_as, subject_of
from samspil.development.values import Aim
from samspil.meetings import selectors as meetings
from samspil.meetings.selectors import TakeHomeRow
from samspil.people import rules as people
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes

Status = TestOfChange.Status


def mine(*, viewer: Viewer) -> list[ProcessRow]:
    """The processes of the viewer's own municipalities, alphabetically."""
    found = _counted(Process.objects.filter(municipality_id__in=viewer.municipalities()))
    return _rows(
        one
        for one in found
        if rules.may_read_process(viewer, one) and not _only_follows(viewer, one)
    )


def overview(*, viewer: Viewer) -> list[ProcessRow]:
    """Every process of the editions the viewer runs, in alphabetical order: never a ranking."""
    if not people.is_organiser(viewer):
        return []
    found = _counted(Process.objects.all())
    return _rows(one for one in found if rules.may_follow(viewer, edition=one.edition))


def process(*, viewer: Viewer, process: int) -> ProcessView | None:
    """One process; None where there is none that this person may read."""
    return _view(viewer, _whole().filter(pk=process).first())


def process_for(*, viewer: Viewer, edition: str, code: str, sector: str) -> ProcessView | None:
    """The process of a municipality and sector in an edition, if this person may read it.

    A joint process is that of either sector.
    """
    covers = Q(sector=sector) | Q(is_joint=True)
    found = _whole().filter(covers, edition=edition, municipality_id=code)
    return _view(viewer, found.first())


def test(*, viewer: Viewer, test: int) -> TestRow | None:
    """One test of change; None where there is none that this person may read."""
    found = (
        TestOfChange.objects.select_related("process", "idea", "watches__measure")
        .filter(pk=test)
        .first()
    )
    return (
        _test(found)
        if found is not None and rules.may_read_process(viewer, found.process)
        else None
    )


def choices(*, viewer: Viewer) -> list[Choice]:
    """The processes this person could begin: own teams that take part and have none yet."""
    own = viewer.municipalities(people.OWN_PEOPLE)
    if not own:
        return []
    taken = set(
        SectorTaken.objects.filter(municipality_id__in=own).values_list(
            "edition", "municipality_id", "sector"
        )
    )
    found = []
    for row in programmes.editions(viewer):
        title, edition = _title(row.edition), row.edition.id
        free: dict[str, list[str]] = {}
        for sector in row.edition.content.sector_ids:
            for one in programmes.participants(edition, sector):
                if (edition, one.code, sector) in taken:
                    continue
                free.setdefault(one.code, []).append(sector)
                if rules.may_write(viewer, municipality=one.code, sector=sector, edition=edition):
                    found.append(Choice(edition, title, one.code, one.name, sector))
        found.extend(_joint(found, edition, free))
    return found


def _joint(found: list[Choice], edition: str, free: dict[str, list[str]]) -> list[Choice]:
    """The joint processes one could begin, where both sectors take part and have begun none."""
    first = {one.code: one for one in reversed(found) if one.edition == edition}
    return [
        replace(one, is_joint=True)
        for code, one in sorted(first.items())
        if set(free[code]) == set(SECTORS)
    ]


def nothing_yet(*, viewer: Viewer) -> NothingYet:
    """Why somebody without a process sees none: there is none, or it is not theirs to see."""
    own = viewer.municipalities()
    if not own:
        return NothingYet.NO_MUNICIPALITY
    if choices(viewer=viewer):
        return NothingYet.CAN_BEGIN
    taking_part = {
        code
        for row in programmes.editions(viewer)
        for code in meetings.participating(row.edition.id)
    }
    return NothingYet.ON_THE_TEAM if taking_part & set(own) else NothingYet.NOT_REGISTERED


def may_bring(
    *, viewer: Viewer, view: ProcessView, standing: frozenset[int], now: dt.datetime
) -> frozenset[int]:
    """The begun tests of a process that this person could bring to the next network day.

    ``standing`` are those that are ``brought`` already.
    """
    row = view.row
    if not rules.may_write_row(viewer, row):
        return frozenset()
    if meetings.next_day(row.edition, row.sector, now) is None:
        return frozenset()
    return frozenset(test.id for test in view.tests if test.begun_at and test.id not in standing)


def brought(*, viewer: Viewer, view: ProcessView, now: dt.datetime) -> frozenset[int]:
    """The tests that are brought, as far as they have come, to the next network day."""
    day = meetings.next_day(view.row.edition, view.row.sector, now)
    if day is None:
        return frozenset()
    items = {(one.subject, one.kind) for one in meetings.brought_items(viewer, day.id)}
    return frozenset(
        test.id for test in view.tests if (subject_of(test.id), brought_as(test.status)) in items
    )


def taken_home(*, viewer: Viewer, row: ProcessRow) -> list[TakeHomeRow]:
    """What this municipality has taken home from network days, with what it told came of it."""
    found = {
        one.id: one
        for sector in row.sectors
        for one in meetings.to_do_at_home(viewer, row.edition, row.code, sector)
    }
    return list(found.values())


def finding(*, viewer: Viewer, finding: int) -> FindingRow | None:
    """A finding this person may read."""
    return finding_of(viewer, finding)


def may_write(*, viewer: Viewer, row: ProcessRow) -> bool:
    """Whether this person may change the process as it is now."""
    return row.is_active and rules.may_write_row(viewer, row)


def _counted(found: QuerySet[Process]) -> QuerySet[Process]:
    def number(status: str) -> Count:
        return Count("tests", filter=Q(tests__status=status), distinct=True)

    counted = found.select_related("municipality").annotate(
        planned=number(Status.PLANNED),
        doing=number(Status.DOING),
        concluded=number(Status.CONCLUDED),
    )
    # Counting drops the model's own order.
    return counted.order_by("municipality__sort_key", "edition", "sector")


def _whole() -> QuerySet[Process]:
    return _counted(Process.objects.all()).prefetch_related(
        "levers", "tests__idea", "tests__watches__measure", "themes"
    )


def _only_follows(viewer: Viewer, one: Process) -> bool:
    """Whether the viewer reads it as an organiser, who happens to be here for another sector."""
    return rules.may_follow(viewer, edition=one.edition) and not rules.may_write(
        viewer, municipality=one.municipality_id, sector=one.reach, edition=one.edition
    )


def _rows(found: Iterable[Process]) -> list[ProcessRow]:
    listed = list(found)
    titles = {edition: _title_of(edition) for edition in {one.edition for one in listed}}
    return [_row(one, titles[one.edition]) for one in listed]


def _row(one: Process, title: str) -> ProcessRow:
    counts = {name: getattr(one, name) for name in ("planned", "doing", "concluded")}
    return ProcessRow(
        id=one.pk,
        code=one.municipality_id,
        municipality=one.municipality.name,
        is_example=one.municipality.is_example,
        sector=one.sector,
        edition=one.edition,
        edition_title=title,
        what=one.what,
        is_active=one.is_active,
        changed_at=one.changed_at,
        is_joint=one.is_joint,
        **counts,
    )


def _title_of(edition: str) -> str:
    found = programmes.edition(edition)
    return _title(found) if found else edition


def _title(edition: programmes.EditionView) -> str:
    return edition.content.title.in_language(get_language() or "da")


def _view(viewer: Viewer, one: Process | None) -> ProcessView | None:
    if one is None or not rules.may_read_process(viewer, one):
        return None
    row = _row(one, _title_of(one.edition))
    return ProcessView(
        row=row,
        aim=Aim(
            what=one.what,
            how_much=one.how_much,
            by_when=one.by_when,
            for_whom=one.for_whom,
            owner=one.owner,
            levers=tuple(lever.lever for lever in one.levers.all()),
        ),
        claim=one.claim,
        tests=tuple(_test(test) for test in one.tests.all()),
        begun_at=one.begun_at,
        closed_at=one.closed_at,
        may_write=may_write(viewer=viewer, row=row),
        themes=tuple(theme.theme for theme in one.themes.all()),
        transition=one.transition,
    )


def _test(one: TestOfChange) -> TestRow:
    watches = getattr(one, "watches", None)
    return TestRow(
        id=one.pk,
        process=one.process_id,
        number=one.number,
        follows=one.follows_id,
        question=one.question,
        prediction=one.prediction,
        measure=one.measure,
        who=one.who,
        planned_for=one.planned_for,
        status=one.status,
        begun_at=one.begun_at,
        concluded_at=one.concluded_at,
        what_happened=one.what_happened,
        compared=one.compared,
        decision=one.decision,
        without_prediction=one.without_prediction,
        idea=one.idea_id,
        idea_text=one.idea.text if one.idea else "",
        watched=watches.measure_id if watches else None,
        watched_name=watches.measure.name if watches else "",
    )
