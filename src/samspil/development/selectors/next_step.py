"""The one thing to do next in a process: what waits for an answer first, then what is not begun.

Every page that tells somebody the next step of a process asks here, so that they tell the same.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.development.models import (
    AMBITION,
    DriverNode,
    InvolvedArea,
    Level,
    Measure,
    Organisation,
    Passage,
    StartingFigure,
    StartingFinding,
    ValueConflict,
    Vision,
)
from samspil.development.selectors.rows import ProcessRow, ProcessView, TestRow
from samspil.development.selectors.sparring import waiting
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class NextStep:
    """Something to do, and the button that leads there; ``waits``: somebody waits for it."""

    text: str
    action: str
    href: str
    waits: bool = False


def next_step(
    *, viewer: Viewer, view: ProcessView, now: dt.datetime | None = None
) -> NextStep | None:
    """Return what to do next; None for those who only read, and once the process is closed."""
    return next(_steps(viewer, view, now), None) if view.may_write else None


def _steps(viewer: Viewer, view: ProcessView, now: dt.datetime | None) -> Iterator[NextStep]:
    """Yield the most pressing first; each part is looked up only where nothing before it waits."""
    test = view.next_test
    if test is not None and test.status == "doing":
        yield NextStep(
            _("Skriv, hvad der skete i jeres prøve: %(question)s") % {"question": test.question},
            _("Skriv, hvad der skete"),
            reverse("development:conclude", args=[test.id]),
            waits=True,
        )
    yield from _asked(viewer, view.row, now)
    if test is not None:
        yield _planned(view, test)
    yield from _begun(view)
    yield from _framed(view)
    yield from _drawn_and_counted(view)
    yield NextStep(_("Planlæg den næste prøve"), _("Planlæg en prøve"), _href(view, "plan"))


def _asked(viewer: Viewer, row: ProcessRow, now: dt.datetime | None) -> Iterator[NextStep]:
    """Yield the questions of others that wait for an answer from this municipality."""
    for one in waiting(viewer=viewer, now=now):
        if one.is_for(row):
            yield NextStep(
                _("%(name)s beder om sparring: %(question)s")
                % {"name": one.municipality, "question": one.stuck},
                _("Skriv et svar"),
                reverse("development:give", args=[one.id]),
                waits=True,
            )


def _planned(view: ProcessView, test: TestRow) -> NextStep:
    """A test is planned: what is expected of it is written first, then it is begun."""
    if not test.prediction:
        return NextStep(
            _("Skriv, hvad I venter, før I går i gang: %(question)s") % {"question": test.question},
            _("Skriv, hvad I venter"),
            reverse("development:change_plan", args=[test.id]),
        )
    return NextStep(
        _("Gå i gang med den prøve, I har planlagt: %(question)s") % {"question": test.question},
        _("Se prøven"),
        f"{_href(view, 'process')}#test-{test.id}",
    )


def _begun(view: ProcessView) -> Iterator[NextStep]:
    """Yield what a process begins with."""
    here = {"process": view.row.id}
    if not any(model.objects.filter(**here).exists() for model in (Passage, ValueConflict)):
        yield NextStep(
            _("Skriv den politiske ambition med jeres egne ord: én sætning er nok"),
            _("Skriv ambitionen"),
            reverse("development:passage", args=[view.row.id, AMBITION]),
        )
    chosen = view.claim or any(
        model.objects.filter(**here).exists() for model in (StartingFinding, StartingFigure)
    )
    if not chosen:
        yield NextStep(
            _("Vælg de fund og tal, processen begynder med"),
            _("Vælg udgangspunkt"),
            _href(view, "choose_starting_point"),
        )
    if not view.tests:
        yield NextStep(
            _("Planlæg den første prøve; den må være lille"),
            _("Planlæg en prøve"),
            _href(view, "plan"),
        )


def _framed(view: ProcessView) -> Iterator[NextStep]:
    """Yield what a process gets once a test is made."""
    here = {"process": view.row.id}
    if not Vision.objects.filter(**here).exists():
        yield NextStep(
            _("Skriv, hvad I gerne vil se, og hvordan I ser det"),
            _("Skriv en vision"),
            _href(view, "new_vision"),
        )
    if not _is_organised(view.row.id):
        yield NextStep(
            _("Aftal, hvem der er med til daglig, og hvilke andre områder I spørger"),
            _("Skriv organiseringen"),
            _href(view, "organise"),
        )
    if not Passage.objects.filter(**here, kind__in=Level.values).exists():
        yield NextStep(
            _("Skriv, hvad ambitionen betyder for dem, der skal gøre det på mandag"),
            _("Fortsæt med ambitionen"),
            _href(view, "ambition"),
        )
    if not view.themes:
        yield NextStep(
            _("Vælg de temaer, processen handler om, så andre kan finde jer"),
            _("Vælg temaer"),
            _href(view, "scope"),
        )


def _is_organised(process: int) -> bool:
    """Whether anything is written of who is in it; a form sent empty is not."""
    empty = {"lead": "", "group": "", "meets": "", "others": ""}
    said = Organisation.objects.filter(process=process).exclude(**empty)
    return said.exists() or InvolvedArea.objects.filter(process=process).exists()


def _drawn_and_counted(view: ProcessView) -> Iterator[NextStep]:
    if not DriverNode.objects.filter(process=view.row.id).exists():
        yield NextStep(
            _("Tegn, hvad der skal være anderledes, før I når målet"),
            _("Begynd et driverdiagram"),
            _href(view, "drivers"),
        )
    if not Measure.objects.filter(process=view.row.id, put_aside_at=None).exists():
        yield NextStep(
            _("Vælg noget at tælle, så I kan se, om det, I prøver, flytter noget"),
            _("Begynd at måle"),
            _href(view, "measures"),
        )


def _href(view: ProcessView, name: str) -> str:
    return reverse(f"development:{name}", args=[view.row.id])
