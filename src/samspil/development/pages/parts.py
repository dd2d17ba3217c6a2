"""The parts of a process as its page lists them: one line each, and where to read on or begin."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.development.pages.frame import Frame
from samspil.development.pages.measures import Card
from samspil.development.pages.sparring import Beside
from samspil.development.selectors import DriverView, ProcessView


@dataclass(frozen=True)
class Part:
    """One part: what stands there (``line``, empty for nothing yet), and what it is for.

    ``is_own_words`` tells that the line is the municipality's own, so Danish whoever reads it.
    """

    title: str
    href: str
    line: str
    purpose: str
    is_own_words: bool = True


@dataclass(frozen=True)
class Below:
    """What stands further down on the page; ``sparring`` is None for who has no part in it."""

    drivers: DriverView
    measures: Sequence[Card] = ()
    sparring: Beside | None = None


def parts(view: ProcessView, frame: Frame, below: Below) -> list[Part]:
    """Return the parts in the order that one thinks them."""
    return [
        _ambition(view, frame),
        _starting(view, frame),
        _vision(view, frame),
        _organisation(view, frame),
        _drivers(view, below.drivers),
        _trials(view),
        _measures(view, below.measures),
        *([_sparring(below.sparring)] if below.sparring else []),
        _timeline(view),
    ]


def href(view: ProcessView, name: str) -> str:
    """Return the address of a page below this process."""
    return reverse(f"development:{name}", args=[view.row.id])


def _ambition(view: ProcessView, frame: Frame) -> Part:
    told = frame.ambition
    line = told.text or next((one.text for one in told.levels if one.text), "")
    return Part(
        title=_("Ambition"),
        href=href(view, "ambition"),
        line=line
        or (f"{told.conflicts[0].one} – {told.conflicts[0].other}" if told.conflicts else ""),
        purpose=_("Hvad politikerne vil, og hvad det betyder hos chef, leder og medarbejdere."),
    )


def _starting(view: ProcessView, frame: Frame) -> Part:
    findings, figures = len(frame.starting.findings), len(frame.starting.figures)
    told = [
        ngettext("%(count)s fund", "%(count)s fund", findings) % {"count": findings},
        ngettext("%(count)s tal", "%(count)s tal", figures) % {"count": figures},
    ]
    return Part(
        title=_("Udgangspunkt"),
        href=href(view, "starting_point"),
        line=" · ".join(told) if findings or figures else "",
        purpose=_("De fund og tal, processen begynder med, som de så ud dengang."),
        is_own_words=False,
    )


def _vision(view: ProcessView, frame: Frame) -> Part:
    first = next(iter(frame.visions), None)
    line = ""
    if first is not None:
        line = f"{first.unit_name}: {first.text}" if first.unit_name else first.text
    return Part(
        title=_("Vision og succeskriterier"),
        href=href(view, "visions"),
        line=line,
        purpose=_("Det, I gerne vil se, og hvordan I ser det; også på den enkelte skole."),
    )


def _organisation(view: ProcessView, frame: Frame) -> Part:
    told = frame.organisation
    line = " · ".join(one for one in (told.lead, told.meets, told.group, told.others) if one)
    return Part(
        title=_("Organisering"),
        href=href(view, "organisation"),
        line=line,
        purpose=_("Hvem der leder og er med til daglig, og hvilke andre områder der skal spørges."),
    )


def _drivers(view: ProcessView, diagram: DriverView) -> Part:
    drivers, ideas = len(diagram.rows) - len(diagram.ideas), len(diagram.ideas)
    told = [
        ngettext("%(count)s driver", "%(count)s drivere", drivers) % {"count": drivers},
        ngettext("%(count)s idé", "%(count)s idéer", ideas) % {"count": ideas},
    ]
    return Part(
        title=_("Driverdiagram"),
        href=href(view, "drivers"),
        line=" · ".join(told) if diagram.rows else "",
        purpose=_("Hvad der skal til for at nå målet, og hvilke idéer I vil prøve."),
        is_own_words=False,
    )


def _measures(view: ProcessView, cards: Sequence[Card]) -> Part:
    return Part(
        title=_("Målinger"),
        href=href(view, "measures"),
        line=" ".join(f"{card.view.name}: {card.view.sentence}" for card in cards[:1]),
        purpose=_("Det, I tæller undervejs, så I kan se, om noget er mere end tilfældigt."),
        is_own_words=False,
    )


def _sparring(beside: Beside) -> Part:
    asked = len(beside.questions)
    told = [ngettext("%(count)s spørgsmål", "%(count)s spørgsmål", asked) % {"count": asked}]
    if beside.waiting:
        waits = ngettext(
            "%(count)s venter på jeres svar", "%(count)s venter på jeres svar", beside.waiting
        )
        told.append(waits % {"count": beside.waiting})
    return Part(
        title=_("Sparring"),
        href="#sparring",
        line=" · ".join(told) if asked or beside.waiting else "",
        purpose=_("Spørg de andre, og svar dem, når I ved noget."),
        is_own_words=False,
    )


def _trials(view: ProcessView) -> Part:
    count = len(view.tests)
    told = ""
    if view.next_test is not None:
        told = f"{view.next_test.status_name}: {view.next_test.question}"
    elif count:
        told = ngettext("%(count)s prøve", "%(count)s prøver", count) % {"count": count}
    return Part(
        title=_("Prøver"),
        href="#proever",
        line=told,
        purpose=_("Noget småt, I prøver af: hvad venter I, og hvad skete der?"),
        is_own_words=False,
    )


def _timeline(view: ProcessView) -> Part:
    return Part(
        title=_("Tidslinje"),
        href=href(view, "timeline"),
        line="",
        purpose=_("Det, der er sket hos jer, ved siden af de fælles mødedage."),
    )
