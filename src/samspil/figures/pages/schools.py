"""The pages of schools: a municipality's schools, and one school with its family."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.charts import Chart
from samspil.components.tables import Cell, Table, table
from samspil.figures import charts, sentences
from samspil.figures.indicators import load_indicators
from samspil.figures.school_rules import family_rules, school_figures
from samspil.figures.selectors.families import SchoolPage, SharedCondition
from samspil.figures.selectors.schools import MunicipalitySchools, Register, SchoolRow
from samspil.figures.sentences import schools as words
from samspil.figures.starter_schools import UNKNOWN_PERIOD
from samspil.methods.states import Figure, NotApplicable, Suppressed, Value

SPREAD, REFERENCE = "forskel", "niveau"


def municipality_schools(page: MunicipalitySchools) -> dict[str, Any]:
    """A municipality's schools as a page."""
    rules = school_figures().content
    return {
        "page": page,
        "municipality": page.municipality,
        "answer": words.schools_answer(page),
        "count": len(page.rows),
        "counted": page.counted,
        "choices": [{"id": f.indicator, "name": words.short(f.indicator)} for f in rules.figures],
        "intervals": charts.municipality_intervals(page) if page.rows else None,
        "behind": words.behind(page.indicator),
        "spread": charts.spread_strip(page),
        "fewest": rules.min_schools,
        "funnel": charts.reference_funnel(page) if page.rows else None,
        "table": charts.schools_table(page, _address),
        "note": rules.note.in_language(sentences.language()),
        "version": school_figures().version,
    }


def school(page: SchoolPage) -> dict[str, Any]:
    """One school as a page."""
    rules = school_figures().content
    return {
        "page": page,
        "school": page.school,
        "municipality": page.municipality,
        "answer": words.school_answer(page),
        "pupils": words.state(page.school.pupils),
        "verdict": words.verdict(page.school.verdict),
        "findings": [
            {
                "id": figure.indicator,
                "chart": charts.family_intervals(page, figure.indicator),
                "behind": words.behind(figure.indicator),
            }
            for figure in rules.figures
        ]
        if page.members
        else [],
        "conditions": [_condition(found) for found in page.conditions],
        "differs": _differs_most(page.conditions),
        "visit": [
            {"number": row.number, "name": charts.full_name(row, page.names)} for row in page.visit
        ],
        "table": charts.family_table(page, _address),
        "own": charts.school_table(page.school, _address),
        "note": family_rules().content.note.in_language(sentences.language()),
        "guard": rules.note.in_language(sentences.language()),
        "version": family_rules().version,
        "inputs": page.families.inputs if page.families else "",
    }


def _address(number: str) -> str:
    return reverse("figures:school", args=[number])


def _condition(found: SharedCondition) -> dict[str, str]:
    content = load_indicators()[found.choice.indicator].content
    label = content.breakdown_label(found.choice.breakdown)
    return {
        "id": found.choice.indicator,
        "name": sentences.short(content),
        "part": label.in_language(sentences.language()) if label else "",
        "unit": sentences.unit(content),
        "of": _("skolens") if found.choice.of == "school" else _("kommunens"),
        "own": numbers.number(found.own, content.decimals),
        "low": numbers.number(found.low, content.decimals),
        "high": numbers.number(found.high, content.decimals),
        "spread": numbers.number(found.spread, 2),
    }


def _differs_most(conditions: Iterable[SharedCondition]) -> str:
    """Name the condition on which the family is least alike."""
    found = sorted(conditions, key=lambda one: -one.spread)
    return words.lower(words.short(found[0].choice.indicator)) if found else ""


def municipality_chart(page: MunicipalitySchools, name: str) -> Chart | None:
    """Return a chart of a municipality's page by its name in addresses."""
    if not page.rows:
        return None
    if name == SPREAD:
        return charts.spread_strip(page)
    if name == REFERENCE:
        return charts.reference_funnel(page)
    return charts.municipality_intervals(page) if name == page.indicator else None


def school_chart(page: SchoolPage, name: str) -> Chart | None:
    """Return a chart of a school's page by its indicator."""
    known = page.members and name in page.school.figures
    return charts.family_intervals(page, name) if known else None


def schools_table(rows: Iterable[SchoolRow], register: Register, names: dict[str, str]) -> Table:
    """Every figure of some schools with its state: a row for each school and figure."""
    columns = (
        "school_number", "school", "municipality_code", "municipality", "indicator", "period",
        "value", "state", "shrunken", "low_95", "high_95", "source",
    )  # fmt: skip
    lines = [
        [
            one["school_number"], one["school"], one["municipality_code"], one["municipality"],
            one["indicator"], one["period"],
            *(_exact(one[key]) if key != "state" else one[key] for key in columns[6:11]),
            one["source"],
        ]
        for one in _records(rows, register, names)
    ]  # fmt: skip
    return table(_("Skoler"), columns, lines)


def _exact(value: float | None) -> Cell:
    return Cell("") if value is None else Cell(str(value), exact=value)


def schools_json(
    rows: Iterable[SchoolRow], register: Register, names: dict[str, str], **about: object
) -> dict[str, Any]:
    """The same rows for a program."""
    return {**about, "figures": _records(rows, register, names)}


def _records(
    rows: Iterable[SchoolRow], register: Register, names: dict[str, str]
) -> list[dict[str, Any]]:
    source = sentences.source(register.source)
    found = []
    for row in rows:
        figures = {"pupils": row.pupils, **row.figures, "socref_verdict": row.verdict}
        for indicator, figure in figures.items():
            mean = row.means.get(indicator)
            found.append(
                {
                    "school_number": row.number,
                    "school": row.name,
                    "municipality_code": row.municipality,
                    "municipality": names[row.municipality],
                    "indicator": indicator,
                    "period": UNKNOWN_PERIOD,
                    "value": figure.number if isinstance(figure, Value) else None,
                    "state": _state(figure),
                    "shrunken": mean.shrunk if mean else None,
                    "low_95": mean.low if mean else None,
                    "high_95": mean.high if mean else None,
                    "source": source,
                }
            )
    return found


def _state(figure: Figure) -> str:
    match figure:
        case Value():
            return "value"
        case Suppressed():
            return "suppressed"
        case NotApplicable():
            return "not_applicable"
        case _:
            return "not_available"
