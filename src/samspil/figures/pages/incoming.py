"""The pages of files on their way in: what a file is, what would change, what is left out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.components import numbers
from samspil.components.tables import Cell, Table, row
from samspil.figures import sentences
from samspil.figures.incoming import Incoming
from samspil.figures.indicators import load_indicators
from samspil.figures.readers import (
    Complaint,
    RawTable,
    Remark,
    Row,
    cubes,
    grid,
    jsonstat,
    noegletal,
    statbank,
    tidy,
    xlsx,
)
from samspil.figures.selectors.incoming import MappingRow
from samspil.places import selectors as places

SHOWN_COMPLAINTS = 100
_SHOWN_ROWS = 8


@dataclass(frozen=True)
class Outlook:
    """What publishing a file would do."""

    new: int
    changed: int
    complaints: tuple[Complaint, ...]


def staged(
    name: str, found: Incoming, outlook: Outlook, sources: Mapping[str, str]
) -> dict[str, Any]:
    """What is shown of a file before it is published."""
    rows = found.reading.rows
    refused = outlook.complaints
    is_ready = bool(rows) and not refused
    return {
        "name": name,
        "answer": _answer(found, outlook),
        "form_name": form_name(found.form),
        "is_unclear": found.is_unclear,
        "is_ready": is_ready,
        "is_mapped": found.columns is not None,
        "choices": found.tables if found.is_unclear else (),
        "table_name": "" if found.is_unclear or found.columns else ", ".join(found.tables),
        "unchanged": len(rows) - outlook.new - outlook.changed,
        "outlook": outlook,
        "holds": _holds(rows) if is_ready else None,
        "first": _first(rows, sources) if is_ready else None,
        "complaints": _complaints(refused) if refused and not found.is_unclear else None,
        "more": max(0, len(refused) - SHOWN_COMPLAINTS),
        "left_out": _left_out(found.reading.remarks) if found.reading.remarks else None,
        "raw": raw_table(found.raw) if found.raw else None,
        "can_map": found.raw is not None and (found.is_unclear or found.columns is not None),
    }


def _answer(found: Incoming, outlook: Outlook) -> str:
    words = {"format": form_name(found.form), "count": len(outlook.complaints)}
    if found.is_unclear and found.tables:
        return _("Filen er læst som %(format)s. Sig, hvilken tabel det er.") % words
    if found.is_unclear:
        return (
            _("Filen er læst som %(format)s. Sig én gang, hvad kolonnerne er; så husker vi det.")
            % words
        )
    if outlook.complaints:
        return (
            ngettext(
                "Filen kan ikke udgives: %(count)s fejl. Intet er ændret.",
                "Filen kan ikke udgives: %(count)s fejl. Intet er ændret.",
                len(outlook.complaints),
            )
            % words
        )
    if not outlook.new and not outlook.changed:
        return _("Alle filens tal står her allerede. Der er intet at udgive.")
    return _(
        "Filen kan udgives: %(new)s nye tal og %(changed)s ændrede. Intet er ændret endnu."
    ) % {
        "new": numbers.number(outlook.new),
        "changed": numbers.number(outlook.changed),
    }


def form_name(form: str) -> str:
    """Return a format in words."""
    return {
        tidy.FORM: _("Samspils egen CSV"),
        statbank.CSV: _("Statistikbankens CSV"),
        statbank.BULK: _("Statistikbankens BULK, hvor rækker er udeladt"),
        jsonstat.FORM: _("Statistikbankens JSON-stat"),
        cubes.FORM: _("Uddannelsesstatistiks JSON"),
        noegletal.FORM: _("De Kommunale Nøgletals CSV"),
        xlsx.FORM: _("et regneark"),
        grid.CSV: _("en CSV-fil"),
    }.get(form, _("et ukendt format"))


def _holds(rows: Sequence[Row]) -> Table:
    """Return what the file has figures of, an indicator a line."""
    periods: dict[str, set[str]] = defaultdict(set)
    counts: dict[str, int] = defaultdict(int)
    for one in rows:
        periods[one.indicator].add(one.period)
        counts[one.indicator] += 1
    return Table(
        _("Filens tal"),
        (_("Indikator"), _("Fra"), _("Til"), _("Tal")),
        tuple(
            row(
                _indicator(name),
                min(periods[name]),
                max(periods[name]),
                Cell(numbers.number(counts[name]), exact=counts[name]),
            )
            for name in sorted(counts, key=_indicator)
        ),
    )


def _indicator(name: str) -> str:
    found = load_indicators().get(name)
    return sentences.short(found.content) if found else name


def _first(rows: Sequence[Row], sources: Mapping[str, str]) -> Table:
    names = places.names()
    return Table(
        _("De første tal, som de vil blive udgivet"),
        (_("Sted"), _("Indikator"), _("Periode"), _("Tal"), _("Kilde")),
        tuple(
            row(
                names.get(one.municipality, one.institution or _("Hele landet")),
                _part(one),
                one.period,
                _figure(one),
                sources.get(one.source, one.source),
            )
            for one in rows[:_SHOWN_ROWS]
        ),
    )


def _part(one: Row) -> str:
    """Return the indicator's name and, where it is split, the part's."""
    found = load_indicators().get(one.indicator)
    label = found.content.breakdown_label(one.breakdown) if found else None
    part = label.in_language(sentences.language()) if label else one.breakdown
    return ", ".join(word for word in (_indicator(one.indicator), part) if word)


def _figure(one: Row) -> Cell:
    if one.value is None:
        shown = {"suppressed": _("vises ikke"), "not_applicable": _("ikke relevant")}
        return Cell(shown.get(one.state, one.state))
    # As many decimals as the file has, so that nothing looks rounded that is not.
    text = repr(one.value).partition(".")[2]
    decimals = 0 if one.value == int(one.value) else min(len(text), 6)
    return Cell(numbers.number(one.value, decimals), exact=one.value)


def _complaints(found: Iterable[Complaint]) -> Table:
    return Table(
        _("Hvad der er galt, og hvad der ville være rigtigt"),
        (_("Linje"), _("Felt"), _("Fandt"), _("Ventede")),
        tuple(
            row(str(one.line), one.column, one.found[:80], one.expected)
            for one in list(found)[:SHOWN_COMPLAINTS]
        ),
    )


def _left_out(found: Iterable[Remark]) -> Table:
    return Table(
        _("Udeladt efter en regel"),
        (_("Hvad"), _("Hvorfor"), _("Rækker"), _("Første linje")),
        tuple(
            row(
                one.found or _("tal"),
                one.reason,
                Cell(numbers.number(one.count), exact=one.count),
                Cell(str(one.line), exact=one.line),
            )
            for one in found
        ),
    )


def raw_table(raw: RawTable) -> Table:
    """Return the file's first lines in its own words."""
    columns = (*raw.variables, *(name for name in raw.measures if name not in raw.variables))
    return Table(
        _("De første linjer i filen"),
        columns[:12],
        tuple(
            row(*(_field(name, record.members, record.values) for name in columns[:12]))
            for record in raw.records[:_SHOWN_ROWS]
        ),
    )


def mappings(found: Iterable[MappingRow]) -> list[dict[str, Any]]:
    """Return what was said of columns, for the list of it."""
    return [
        {
            "fingerprint": one.fingerprint,
            "form": form_name(one.form),
            "columns": ", ".join(one.columns)[:160],
            "made_by": one.made_by or _("ukendt"),
            "made_at": one.made_at,
        }
        for one in found
    ]


def _field(name: str, members: Mapping[str, str], values: Mapping[str, str]) -> str:
    return members.get(name, values.get(name, ""))[:60]
