"""The pages of a municipality's own figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.components.charts import LineChart
from samspil.components.tables import Cell, Table, table
from samspil.figures import rules, sentences
from samspil.figures.charts import own as charts
from samspil.figures.indicators import Indicator, Kind, Sector, load_indicators
from samspil.figures.own import entries as own_entries
from samspil.figures.readers import pasted
from samspil.figures.selectors.own import (
    Beside,
    Companion,
    Ended,
    OwnFigures,
    OwnGroup,
    OwnRow,
    ShareRow,
)
from samspil.figures.sentences import own as own_sentences
from samspil.methods.states import NotApplicable, Suppressed, Value
from samspil.places import selectors as places
from samspil.places.services import sort_key


@dataclass(frozen=True)
class BesideLine:
    """A figure beside another in words; ``value`` is empty where it is missing."""

    id: str
    name: str
    value: str
    unit: str
    period: str
    source: str
    how: str
    may_be_brought: bool


@dataclass(frozen=True)
class GroupBlock:
    """An indicator on the page: its line or that there are too few points, and what is beside."""

    id: str
    name: str
    chart: LineChart | None
    rows: Table
    companions: tuple[BesideLine, ...]
    missing: str
    caution: str


def own(page: OwnFigures, shares: Sequence[ShareRow]) -> dict[str, Any]:
    """The page of all own figures."""
    return {
        "municipality": page.municipality,
        "page": page,
        "answer": own_sentences.answer(page, shares),
        "groups": blocks(page),
        "wanted": _wanted(page),
        "quality": own_sentences.quality(),
    }


def blocks(page: OwnFigures) -> list[GroupBlock]:
    """Each indicator with its companions, in alphabetical order."""
    return [_block(page, group) for group in page.groups]


def _block(page: OwnFigures, group: OwnGroup) -> GroupBlock:
    code = page.municipality.code
    addresses = {
        row.id: reverse("figures:own_figure", args=[code, row.id])
        for row in group.rows
        if page.is_inside
    }
    rows = charts.own_rows(group, addresses)
    companions = [line for one in group.companions for line in _beside(one)]
    missing = [line.name for line in companions if not line.value]
    return GroupBlock(
        id=group.id,
        name=own_sentences.group_title(group),
        chart=charts.own_lines(page.municipality, group, rows),
        rows=rows,
        companions=tuple(companions),
        missing=sentences.joined(missing) if missing else "",
        caution=group.indicator.caution.in_language(sentences.language()),
    )


def _beside(companion: Companion) -> list[BesideLine]:
    content = companion.indicator
    if companion.rows:
        return [_beside_line(companion.id, content, row) for row in companion.rows]
    obtain = content.obtain
    how = (
        obtain.in_language(sentences.language())
        if obtain
        else _("Tallet er ikke hentet for kommunen.")
    )
    brought = own_entries.may_be_brought(content)
    name = sentences.short(content)
    return [BesideLine(companion.id, name, "", "", "", "", how, brought)]


def _beside_line(name: str, content: Indicator, row: Beside) -> BesideLine:
    label = content.breakdown_label(row.part)
    part = label.in_language(sentences.language()) if label else ""
    short = sentences.short(content)
    source = own_sentences.quality() if row.own else sentences.source(row.source)
    return BesideLine(
        id=name,
        name=f"{short}, {part}" if part else short,
        value=numbers.figure(row.figure, content.decimals),
        unit=sentences.unit(content),
        period=numbers.period(row.period),
        source=source,
        how="",
        may_be_brought=False,
    )


def _wanted(page: OwnFigures) -> dict[str, Any]:
    """What the public tables lack and is not brought yet, by sector and then by name.

    What a municipality does itself comes first; conditions, which others mostly count, apart.
    """
    needed = {
        companion.id
        for group in page.groups
        for companion in group.companions
        if not companion.rows
    }
    rows = [_wanted_row(name, is_needed=name in needed) for name in page.wanted]
    rows.sort(key=lambda row: sort_key(str(row["name"])))
    words = {
        Sector.SCHOOL: _("Skole"),
        Sector.DAYCARE: _("Dagtilbud"),
        Sector.BOTH: _("Begge områder"),
    }
    own_doing = [row for row in rows if row["kind"] is not Kind.CONDITION]
    groups = [
        (sector, name, [row for row in own_doing if row["sector"] is sector])
        for sector, name in words.items()
    ]
    return {
        "groups": [group for group in groups if group[2]],
        "conditions": [row for row in rows if row["kind"] is Kind.CONDITION],
    }


def _wanted_row(name: str, *, is_needed: bool) -> dict[str, Any]:
    content, language = load_indicators()[name].content, sentences.language()
    return {
        "id": name,
        "name": content.name.in_language(language),
        "why": content.why.in_language(language),
        "kind": content.kind,
        "sector": content.sector,
        "is_needed": is_needed,
    }


def section(page: OwnFigures) -> dict[str, Any]:
    """The newest own figures, for the municipality's challenge picture, each with what is beside.

    Two parts of one indicator are lines of their own; older periods stand on the page of all.
    """
    return {
        "page": page,
        "quality": own_sentences.quality(),
        "groups": [
            {
                "facts": [figure_facts(row) for row in _newest(group)],
                "beside": _beside_words(group),
            }
            for group in page.groups
        ],
    }


def _newest(group: OwnGroup) -> list[OwnRow]:
    """The newest figure of each part for the whole municipality, else of each school."""
    whole = [row for row in group.rows if not row.institution] or list(group.rows)
    newest = {(row.key.institution, row.key.breakdown): row for row in whole}
    return list(newest.values())


def _beside_words(group: OwnGroup) -> str:
    """Say what must be seen together with an indicator, and what of it is missing."""
    lines = [line for one in group.companions for line in _beside(one)]
    if not lines:
        return ""
    words = [
        f"{line.name} {line.value} {line.unit} ({line.period})"
        if line.value
        else _("%(name)s mangler") % {"name": line.name}
        for line in lines
    ]
    return _("%(figure)s ses sammen med: %(others)s.") % {
        "figure": sentences.short(group.indicator),
        "others": "; ".join(words),
    }


def sharing(page: OwnFigures, shares: Sequence[ShareRow]) -> dict[str, Any]:
    """Who else may see, who might once, and whom one could let in."""
    code = page.municipality.code
    standing = [share for share in shares if share.withdrawn_at is None]
    taken = {share.code or rules.ORGANISERS for share in standing}
    found = (
        places.example_municipalities()
        if page.municipality.is_example
        else places.real_municipalities()
    )
    choices = [(rules.ORGANISERS, _("Partnerskabets arrangører"))]
    choices += [(one.code, one.name) for one in found if one.code != code]
    return {
        "shares": [(share, own_sentences.audience(share)) for share in standing],
        "former": [(s, own_sentences.audience(s)) for s in shares if s.withdrawn_at is not None],
        "choices": [choice for choice in choices if choice[0] not in taken],
    }


def figure_facts(row: OwnRow) -> dict[str, Any]:
    """One figure in words, for its page, its form and the list of withdrawn ones."""
    return {
        "row": row,
        "name": row.indicator.name.in_language(sentences.language()),
        "part": own_sentences.part(row),
        "period": numbers.period(row.key.period),
        "value": own_sentences.value(row),
        "unit": sentences.unit(row.indicator) if isinstance(row.figure, Value) else "",
        "counts": own_sentences.counts(row),
    }


def ended(found: Sequence[Ended]) -> list[dict[str, Any]]:
    """Figures that stand no more, in words."""
    return [figure_facts(one.row) | {"ended": one} for one in found]


def own_table(page: OwnFigures) -> Table:
    """All own figures as a file; its headings are those a pasted block may have."""
    rows = [_file_row(row) for group in page.groups for row in group.rows]
    example = _("Eksempel") + ": " if page.municipality.is_example else ""
    caption = f"{example}{page.municipality.name}, {own_sentences.quality()}"
    names = (
        "indicator", "name", "period", "breakdown", "institution", "value", "numerator",
        "denominator", "unit", "state", "source", "note", "quality", "entered",
    )  # fmt: skip
    return table(caption, names, rows)


def _file_row(row: OwnRow) -> list[Cell]:
    number = row.figure.number if isinstance(row.figure, Value) else None
    counted = row.counted
    return [
        Cell(row.key.indicator),
        Cell(sentences.short(row.indicator)),
        Cell(row.key.period),
        Cell(row.key.breakdown),
        Cell(row.key.institution),
        _number(number),
        _number(counted.numerator if counted else None),
        _number(counted.denominator if counted else None),
        Cell(row.indicator.unit.value),
        Cell(_state(row)),
        Cell(row.source),
        Cell(row.note),
        Cell("own"),
        Cell(row.at.date().isoformat()),
    ]


def _number(value: float | None) -> Cell:
    return Cell("") if value is None else Cell(repr(value), exact=value)


def _state(row: OwnRow) -> str:
    if isinstance(row.figure, Suppressed):
        return "suppressed"
    return "not_applicable" if isinstance(row.figure, NotApplicable) else "value"


def column_name(column: str) -> str:
    """Return a column's heading as one may write it, in the reader's language."""
    return {
        pasted.INDICATOR: _("indikator"),
        pasted.PERIOD: _("periode"),
        pasted.PART: _("del"),
        pasted.INSTITUTION: _("skole"),
        pasted.VALUE: _("værdi"),
        pasted.NUMERATOR: _("tæller"),
        pasted.DENOMINATOR: _("nævner"),
        pasted.STATE: _("tilstand"),
        pasted.SOURCE: _("kilde"),
        pasted.NOTE: _("note"),
    }.get(column, _("springes over"))
