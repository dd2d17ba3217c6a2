"""Every read of this room."""

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
from samspil.development.selectors.themes import theme_explanations, theme_names

__all__ = [
    "Choice",
    "NothingYet",
    "ProcessRow",
    "ProcessView",
    "TestRow",
    "aim_words",
    "choices",
    "compared_name",
    "decision_name",
    "finding",
    "lever_names",
    "may_bring",
    "may_write",
    "mine",
    "nothing_yet",
    "overview",
    "process",
    "process_for",
    "sector_names",
    "taken_home",
    "test",
    "theme_explanations",
    "theme_names",
]
