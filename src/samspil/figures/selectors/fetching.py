"""Reads about fetching: keys without the keys themselves, what is under way, what came of runs."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from samspil.figures import rules
from samspil.figures.fetching.addresses import PUBLISHERS, Publisher
from samspil.figures.fetching.plan import fetchable
from samspil.figures.indicators import Indicator, load_indicators
from samspil.figures.models import FetchKey, FetchRun
from samspil.figures.services.keys import from_environment
from samspil.figures.work import FETCH
from samspil.jobs import selectors as jobs
from samspil.jobs.selectors import JobRow
from samspil.people.viewer import Viewer

RUNS = 10
NAMES = {"statbank": "Danmarks Statistik", "uddannelsesstatistik": "Uddannelsesstatistik.dk"}
"""Publishers as their licences ask to be named."""


@dataclass(frozen=True)
class KeyRow:
    """How a publisher's key stands: its last four signs and its end, never the key."""

    publisher: str
    variable: str
    is_set: bool
    in_environment: bool
    last_four: str
    expires_at: datetime | None

    @property
    def is_expired(self) -> bool:
        """Whether the publisher will no longer take it."""
        return self.expires_at is not None and self.expires_at <= timezone.now()


@dataclass(frozen=True)
class RunRow:
    """A fetch that came to an end."""

    publisher: str
    name: str
    succeeded: bool
    finished_at: datetime
    indicators: int
    new: int
    changed: int
    left_out: tuple[tuple[str, str], ...]
    message: str


@dataclass(frozen=True)
class FetchPage:
    """What a programme owner sees of fetching. ``choices`` is publisher to indicators by id."""

    key: KeyRow
    choices: dict[str, dict[str, Indicator]]
    under_way: tuple[JobRow, ...]
    runs: tuple[RunRow, ...]


def fetch_page(*, viewer: Viewer) -> FetchPage | None:
    """Return the page; None for those who may not fetch."""
    if not rules.may_fetch(viewer):
        return None
    choices: dict[str, dict[str, Indicator]] = {name: {} for name in PUBLISHERS}
    for name, definition in load_indicators().items():
        publisher = fetchable(definition.content)
        if publisher:
            choices[publisher][name] = definition.content
    return FetchPage(
        key=_key(PUBLISHERS["uddannelsesstatistik"]),
        choices=choices,
        under_way=jobs.under_way(viewer=viewer, kind=FETCH),
        runs=tuple(_run(run) for run in FetchRun.objects.all()[:RUNS]),
    )


def _key(publisher: Publisher) -> KeyRow:
    own = from_environment(publisher)
    saved = FetchKey.objects.filter(publisher=publisher.id).first()
    return KeyRow(
        publisher=publisher.id,
        variable=publisher.key_variable,
        is_set=saved is not None,
        in_environment=own is not None,
        last_four=own.last_four if own else (saved.last_four if saved else ""),
        expires_at=own.expires_at if own else (saved.expires_at if saved else None),
    )


def _run(run: FetchRun) -> RunRow:
    # Several queries of one indicator may be left out for the same reason.
    left_out = Counter((str(name), str(reason)) for name, reason in run.left_out)
    return RunRow(
        publisher=run.publisher,
        name=NAMES.get(run.publisher, run.publisher),
        succeeded=run.status == FetchRun.Status.DONE,
        finished_at=run.finished_at,
        indicators=len(run.indicators),
        new=run.rows_new,
        changed=run.rows_changed,
        left_out=tuple(left_out),
        message=run.message,
    )
