"""Fetching figures: asked for over the network, then published in one vintage or not at all."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.figures import incoming
from samspil.figures.fetching import plan
from samspil.figures.fetching.addresses import PUBLISHERS, Publisher, address_of
from samspil.figures.fetching.client import Client
from samspil.figures.fetching.errors import FetchError, MisfitError
from samspil.figures.fetching.parts import Parts
from samspil.figures.fetching.plan import Wanted, key_of, name_of
from samspil.figures.fetching.run import Gathered, Gatherer, Report
from samspil.figures.indicators import load_indicators
from samspil.figures.models import FetchRun
from samspil.figures.readers import (
    Complaint,
    RawTable,
    Reading,
    Remark,
    Row,
    Unreadable,
    cubes,
    meaning,
    statbank,
)
from samspil.figures.readers.meaning import Known, Target
from samspil.figures.services.importing import import_reading, unfit
from samspil.figures.services.keys import key_for
from samspil.figures.services.publishing import Published
from samspil.figures.services.starter import load_sources, starter_sources
from samspil.people.viewer import Viewer
from samspil.places import selectors as places


@dataclass(frozen=True)
class LeftOut:
    """A query whose figures were not published, and why."""

    indicator: str
    reason: str


@dataclass(frozen=True)
class Fetched:
    """What a fetch did. ``vintage`` is None where nothing was new."""

    publisher: str
    published: Published
    indicators: tuple[str, ...]
    left_out: tuple[LeftOut, ...]


@dataclass
class _Read:
    """What queries made of the answers."""

    rows: list[Row] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    sources: dict[str, dict[str, str]] = field(default_factory=dict)
    left_out: list[LeftOut] = field(default_factory=list)


def fetch(*, actor: Viewer, publisher: str, only: Collection[str] = (), report: Report) -> Fetched:
    """Fetch the tables that indicators need from a publisher, and publish them as one vintage.

    ``only`` are the indicators wanted, all of the publisher's where it is empty. A query that does
    not fit its table is left out and told of. Raises FetchError where nothing could be fetched;
    then nothing is changed, and the next run goes on from what has been answered.
    """
    began = timezone.now()
    try:
        done = _fetch(actor, PUBLISHERS[publisher], only, report)
    except FetchError as error:
        FetchRun.objects.create(
            publisher=publisher,
            status=FetchRun.Status.FAILED,
            started_at=began,
            message=str(error),
            indicators=sorted(only),
        )
        raise
    _note(done, began)
    return done


def _fetch(actor: Viewer, publisher: Publisher, only: Collection[str], report: Report) -> Fetched:
    wanted = plan.wanted(load_indicators(), publisher.id, only)
    if not wanted:
        message = _("Ingen af de valgte indikatorer hentes fra %(publisher)s.")
        raise MisfitError(message % {"publisher": publisher.id})
    key = key_for(publisher)
    parts = Parts(Path(settings.SAMSPIL_DATA) / "fetch" / publisher.id)
    codes = {place.code for place in places.real_municipalities()}
    with Client(address_of(publisher), key=key) as client:
        gathered = Gatherer(client, parts, codes, report).gather(plan.tables(wanted))
    collected = parts.collected() or timezone.localdate()
    found = _read(wanted, gathered, publisher, collected)
    if not found.rows:
        raise MisfitError(_nothing(found.left_out))
    published = _publish(actor, publisher, gathered, found)
    parts.forget_used()
    indicators = tuple(sorted({row.indicator for row in found.rows}))
    return Fetched(publisher.id, published, indicators, tuple(found.left_out))


def _nothing(left_out: Sequence[LeftOut]) -> str:
    told = dict.fromkeys(f"{one.indicator}: {one.reason}" for one in left_out)
    return "\n".join([_("Intet blev hentet, og intet er ændret."), *told])


def _read(
    wanted: Sequence[Wanted], gathered: Gathered, publisher: Publisher, collected: date
) -> _Read:
    """Turn answers into rows; a query that cannot be read is left out whole."""
    found = _Read()
    empty: dict[str, str] = {}
    known = incoming.known_places()
    tables = _tables(gathered)
    for one in wanted:
        try:
            reading = _rows(one, gathered, tables, known)
        except MisfitError as error:
            found.left_out.append(LeftOut(one.indicator, str(error)))
            continue
        if not reading.rows:
            empty[one.indicator] = name_of(one.query.value)
            continue
        found.rows += reading.rows
        found.remarks += reading.remarks
        found.sources[one.source] = _source(one, publisher, collected)
    # One of several queries may well hold nothing, such as the measure before a break.
    told = {row.indicator for row in found.rows} | {one.indicator for one in found.left_out}
    nothing = _("%(table)s har ingen tal her.")
    found.left_out += [
        LeftOut(name, nothing % {"table": table})
        for name, table in empty.items()
        if name not in told
    ]
    return found


def _rows(
    one: Wanted,
    gathered: Gathered,
    tables: Mapping[str, RawTable | Complaint],
    known: Known,
) -> Reading:
    """Return the rows of one query; raises MisfitError saying why there are none."""
    raws = []
    for table in one.tables:
        key = key_of(table)
        if key in gathered.misfits:
            raise MisfitError(gathered.misfits[key])
        if gathered.answers[key] == b"[]":
            raise MisfitError(_("%(table)s har ingen tal her.") % {"table": name_of(table)})
        raw = tables[key]
        if isinstance(raw, Complaint):
            raise MisfitError(_said(name_of(table), raw))
        raws.append(raw)
    target = Target.of(one.indicator, one.content, one.source)
    reading = meaning.read(one.query, target, raws[0], raws[1] if len(raws) > 1 else None, known)
    if reading.complaints:
        raise MisfitError(_said(name_of(one.query.value), reading.complaints[0]))
    return reading


def _tables(gathered: Gathered) -> dict[str, RawTable | Complaint]:
    found: dict[str, RawTable | Complaint] = {}
    for key, content in gathered.answers.items():
        reader: Callable[[bytes], RawTable] = (
            cubes.read if cubes.recognises(content) else statbank.read
        )
        try:
            found[key] = reader(content)
        except Unreadable as error:
            found[key] = error.complaint
    return found


def _said(table: str, complaint: Complaint) -> str:
    return _("%(table)s: fandt “%(found)s”, ventede %(expected)s.") % {
        "table": table,
        "found": complaint.found,
        "expected": complaint.expected,
    }


def _source(one: Wanted, publisher: Publisher, collected: date) -> dict[str, str]:
    """Return the source row of figures fetched by a query."""
    query = one.query
    is_sum = any(len(members) > 1 for t in one.tables for members in t.fixed.values())
    names = " / ".join(name_of(table) for table in one.tables)
    measure = getattr(query.value, "measure", "")
    is_statbank = query.value.api == "statbank"
    notes = [
        "100 minus the publisher's share." if query.complement else "",
        "A ratio computed from two tables." if query.over is not None else "",
        "A sum of members of the table." if is_sum else "",
    ]
    return {
        "source": one.source,
        "publisher": publisher.name,
        "table": ", ".join(filter(None, (names, measure)))[:160],
        "url": f"https://www.statbank.dk/{name_of(query.value)}"
        if is_statbank
        else "https://uddannelsesstatistik.dk",
        "quality": "derived" if any(notes) else "published",
        "note": " ".join(filter(None, notes)),
        "collected": collected.isoformat(),
    }


@transaction.atomic
def _publish(actor: Viewer, publisher: Publisher, gathered: Gathered, found: _Read) -> Published:
    """Publish all rows that fit; an indicator with one that does not is left out whole."""
    load_sources(rows=found.sources.values())
    wrong: dict[str, Complaint] = {}
    for indicator in sorted({row.indicator for row in found.rows}):
        complaints = unfit([row for row in found.rows if row.indicator == indicator])
        if complaints:
            wrong[indicator] = complaints[0]
    found.left_out += [LeftOut(name, _said(name, wrong[name])) for name in wrong]
    found.rows = [row for row in found.rows if row.indicator not in wrong]
    if not found.rows:
        raise MisfitError(_nothing(found.left_out))
    digest = hashlib.sha256()
    for key in sorted(gathered.answers):
        digest.update(gathered.answers[key])
    return import_reading(
        actor=actor,
        name=f"samspil fetch {publisher.id}",
        digest=digest.hexdigest(),
        reading=Reading(tuple(found.rows), (), tuple(found.remarks)),
        instead_of=starter_sources(),
    )


def _note(done: Fetched, began: datetime) -> None:
    FetchRun.objects.create(
        publisher=done.publisher,
        status=FetchRun.Status.DONE,
        started_at=began,
        indicators=list(done.indicators),
        left_out=[[one.indicator, one.reason] for one in done.left_out],
        vintage_id=done.published.vintage,
        rows_read=done.published.read,
        rows_new=done.published.new,
        rows_changed=done.published.changed,
    )
