"""Every read of this room."""

from samspil.development.selectors.ambition import (
    AmbitionView,
    ConflictRow,
    ambition,
    conflict,
    first_lever_findings,
)
from samspil.development.selectors.organisation import OrganisationView, organisation
from samspil.development.selectors.processes import (
    choices,
    finding,
    may_bring,
    may_write,
    mine,
    nothing_yet,
    overview,
    process,
    process_for,
    taken_home,
    test,
)
from samspil.development.selectors.rows import (
    Choice,
    NothingYet,
    ProcessRow,
    ProcessView,
    TestRow,
    aim_words,
    compared_name,
    decision_name,
    lever_names,
    sector_names,
)
from samspil.development.selectors.scope import could_be_joint
from samspil.development.selectors.starting import (
    StartingPoint,
    starting_choices,
    starting_point,
)
from samspil.development.selectors.themes import theme_explanations, theme_names
from samspil.development.selectors.vision import VisionRow, units, vision, visions
from samspil.development.selectors.wordings import WordingRow, wordings

__all__ = [
    "AmbitionView",
    "Choice",
    "ConflictRow",
    "NothingYet",
    "OrganisationView",
    "ProcessRow",
    "ProcessView",
    "StartingPoint",
    "TestRow",
    "VisionRow",
    "WordingRow",
    "aim_words",
    "ambition",
    "choices",
    "compared_name",
    "conflict",
    "could_be_joint",
    "decision_name",
    "finding",
    "first_lever_findings",
    "lever_names",
    "may_bring",
    "may_write",
    "mine",
    "nothing_yet",
    "organisation",
    "overview",
    "process",
    "process_for",
    "sector_names",
    "starting_choices",
    "starting_point",
    "taken_home",
    "test",
    "theme_explanations",
    "theme_names",
    "units",
    "vision",
    "visions",
    "wordings",
]
