"""Processes and tests as pages and other rooms show them, and the words for them."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samspil.development import sentences
from samspil.development.models import SECTORS, TestOfChange
from samspil.development.selectors.themes import theme_names
from samspil.development.values import Aim
from samspil.screening import selectors as screening

Status = TestOfChange.Status


@dataclass(frozen=True)
class ProcessRow:
    """A process in a list. ``planned``, ``doing`` and ``concluded`` count its tests."""

    id: int
    code: str
    municipality: str
    is_example: bool
    sector: str
    edition: str
    edition_title: str
    what: str
    is_active: bool
    planned: int
    doing: int
    concluded: int
    changed_at: dt.datetime
    is_joint: bool = False

    @property
    def sectors(self) -> tuple[str, ...]:
        """The sectors it takes up: its own, or both."""
        return SECTORS if self.is_joint else (self.sector,)

    @property
    def reach(self) -> str:
        """The sector that rules ask about; empty where people of either sector take part."""
        return "" if self.is_joint else self.sector

    @property
    def sector_name(self) -> str:
        """The sector in words, or both."""
        return str(sentences.JOINT if self.is_joint else sentences.SECTORS[self.sector])


@dataclass(frozen=True)
class TestRow:
    """A test of change as pages and cases show it; ``compared`` and ``decision`` are codes.

    ``without_prediction``: it began without one, and never gets one. ``idea`` is what it tries.
    """

    __test__ = False

    id: int
    process: int
    number: int
    follows: int | None
    question: str
    prediction: str
    measure: str
    who: str
    planned_for: dt.date | None
    status: str
    begun_at: dt.datetime | None
    concluded_at: dt.datetime | None
    what_happened: str
    compared: str
    decision: str
    without_prediction: bool = False
    idea: int | None = None
    idea_text: str = ""
    watched: int | None = None
    watched_name: str = ""

    @property
    def status_name(self) -> str:
        """How far it is, in words."""
        return str(sentences.STATUSES[self.status])

    @property
    def compared_name(self) -> str:
        """What happened beside the prediction, in words; empty while it is not known."""
        return compared_name(self.compared)

    @property
    def decision_name(self) -> str:
        """What was decided, in words; empty while nothing is."""
        return decision_name(self.decision)


@dataclass(frozen=True)
class ProcessView:
    """A whole process: the aim, where it came from, and its tests in the order of time."""

    row: ProcessRow
    aim: Aim
    claim: str
    tests: tuple[TestRow, ...]
    begun_at: dt.datetime
    closed_at: dt.datetime | None
    may_write: bool
    themes: tuple[str, ...] = ()
    transition: bool = False

    @property
    def theme_names(self) -> tuple[str, ...]:
        """The themes it is about, in words; one that is no longer among them is left out."""
        names = theme_names()
        return tuple(names[theme] for theme in self.themes if theme in names)

    @property
    def lever_names(self) -> tuple[str, ...]:
        """The levers it works with, in words."""
        names = lever_names()
        return tuple(names[lever] for lever in self.aim.levers)

    @property
    def aim_words(self) -> str:
        """For whom, how much and by when, in sentences."""
        return aim_words(self.aim)

    @property
    def next_test(self) -> TestRow | None:
        """The test that is being tried, or else the first that is planned."""
        for status in (Status.DOING, Status.PLANNED):
            for test in self.tests:
                if test.status == status:
                    return test
        return None


@dataclass(frozen=True)
class Choice:
    """A process that somebody could begin."""

    edition: str
    edition_title: str
    code: str
    municipality: str
    sector: str
    is_joint: bool = False

    @property
    def value(self) -> str:
        """The choice as a form carries it."""
        joint = "/joint" if self.is_joint else ""
        return f"{self.edition}/{self.code}/{self.sector}{joint}"

    @property
    def label(self) -> str:
        """The choice in words."""
        sector = str(sentences.SECTORS[self.sector]).lower()
        if self.is_joint:
            sector = str(sentences.JOINT).lower()
        return f"{self.municipality}: {sector} ({self.edition_title})"


class NothingYet(StrEnum):
    """Why the list of somebody's own processes is empty."""

    CAN_BEGIN = "can_begin"
    ON_THE_TEAM = "on_the_team"
    NOT_REGISTERED = "not_registered"
    NO_MUNICIPALITY = "no_municipality"


def aim_words(aim: Aim) -> str:
    """For whom, how much and by when an aim is, in sentences."""
    day = date_format(aim.by_when, "DATE_FORMAT")
    said = (aim.for_whom, aim.how_much, _("Senest %(day)s") % {"day": day})
    return " ".join(f"{capfirst(one.strip().rstrip('.'))}." for one in said)


def lever_names(language: str = "") -> dict[int, str]:
    """The seven levers' names, in the reader's language or the one asked for."""
    return screening.lever_labels(language)


def sector_names() -> dict[str, str]:
    """The sectors in words."""
    return {sector: str(name) for sector, name in sentences.SECTORS.items()}


def compared_name(compared: str) -> str:
    """What happened beside a prediction, in words; empty while it is not known."""
    return str(sentences.COMPARED.get(compared, ""))


def decision_name(decision: str) -> str:
    """What was decided about a test, in words; empty while nothing is."""
    return str(sentences.DECISIONS.get(decision, ""))
