"""The one thing to do next in a process: what waits for an answer first, then what is not begun."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.development.pages.frame import Frame
from samspil.development.pages.parts import Below, href
from samspil.development.selectors import ProcessView, TestRow


@dataclass(frozen=True)
class NextStep:
    """Something to do, and the button that leads there."""

    text: str
    action: str
    href: str


def next_step(view: ProcessView, frame: Frame, below: Below) -> NextStep | None:
    """Return what to do next; None for those who only read, and once the process is closed."""
    return next(_steps(view, frame, below), None) if view.may_write else None


def _steps(view: ProcessView, frame: Frame, below: Below) -> Iterator[NextStep]:
    """The most pressing first: a test under way, then the parts one at a time, then a new test."""
    test = view.next_test
    if test is not None:
        yield _of_test(test)
    if not frame.ambition.is_begun:
        yield NextStep(
            _("Skriv den politiske ambition med jeres egne ord: én sætning er nok"),
            _("Skriv ambitionen"),
            reverse("development:passage", args=[view.row.id, "ambition"]),
        )
    if not (view.claim or frame.starting.findings or frame.starting.figures):
        yield NextStep(
            _("Vælg de fund og tal, processen begynder med"),
            _("Vælg udgangspunkt"),
            href(view, "choose_starting_point"),
        )
    if not view.tests:
        yield NextStep(
            _("Planlæg den første prøve; den må være lille"),
            _("Planlæg en prøve"),
            href(view, "plan"),
        )
    yield from _later(view, frame)
    yield from _drawn_and_counted(view, below)
    yield NextStep(_("Planlæg den næste prøve"), _("Planlæg en prøve"), href(view, "plan"))


def _later(view: ProcessView, frame: Frame) -> Iterator[NextStep]:
    if not frame.visions:
        yield NextStep(
            _("Skriv, hvad I gerne vil se, og hvordan I ser det"),
            _("Skriv en vision"),
            href(view, "new_vision"),
        )
    if not frame.organisation.is_begun:
        yield NextStep(
            _("Aftal, hvem der er med til daglig, og hvilke andre områder I spørger"),
            _("Skriv organiseringen"),
            href(view, "organise"),
        )
    if not frame.ambition.levels_told:
        yield NextStep(
            _("Skriv, hvad ambitionen betyder for dem, der skal gøre det på mandag"),
            _("Fortsæt med ambitionen"),
            href(view, "ambition"),
        )
    if not view.themes:
        yield NextStep(
            _("Vælg de temaer, processen handler om, så andre kan finde jer"),
            _("Vælg temaer"),
            href(view, "scope"),
        )


def _drawn_and_counted(view: ProcessView, below: Below) -> Iterator[NextStep]:
    if not below.drivers.rows:
        yield NextStep(
            _("Tegn, hvad der skal være anderledes, før I når målet"),
            _("Begynd et driverdiagram"),
            href(view, "drivers"),
        )
    if not below.measures:
        yield NextStep(
            _("Vælg noget at tælle, så I kan se, om det, I prøver, flytter noget"),
            _("Begynd at måle"),
            href(view, "measures"),
        )


def _of_test(test: TestRow) -> NextStep:
    if test.status == "doing":
        return NextStep(
            _("Skriv, hvad der skete i jeres prøve: %(question)s") % {"question": test.question},
            _("Skriv, hvad der skete"),
            reverse("development:conclude", args=[test.id]),
        )
    if not test.prediction:
        return NextStep(
            _("Skriv, hvad I venter, før I går i gang: %(question)s") % {"question": test.question},
            _("Skriv, hvad I venter"),
            reverse("development:change_plan", args=[test.id]),
        )
    return NextStep(
        _("Gå i gang med den prøve, I har planlagt: %(question)s") % {"question": test.question},
        _("Se prøven"),
        f"#test-{test.id}",
    )
