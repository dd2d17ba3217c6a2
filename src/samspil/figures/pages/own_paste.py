"""What a pasted block looks like when it is shown for check."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.figures import sentences
from samspil.figures.indicators import load_indicators
from samspil.figures.own import entries as own_entries
from samspil.figures.own.entries import Entry
from samspil.figures.own.pasting import ReadLine
from samspil.figures.pages.own import column_name
from samspil.figures.readers import Complaint, pasted
from samspil.figures.selectors.own_paste import PasteCheck
from samspil.figures.sentences import own as own_sentences


@dataclass(frozen=True)
class LineRow:
    """A line as the page shows it: how it was read, or what is wrong where."""

    number: int
    name: str
    period: str
    part: str
    value: str
    counts: str
    source: str
    stands: str
    questions: tuple[str, ...]
    complaints: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether the line can be kept."""
        return not self.complaints


def paste(check: PasteCheck | None) -> dict[str, Any]:
    """The rows for check, the columns as they were understood, and what is asked."""
    if check is None:
        return {"rows": (), "has_block": False, "order": guide()}
    places = iter(range(len(check.entries)))
    rows = [_row(line, check, places) for line in check.lines]
    return {
        "has_block": True,
        "order": guide(),
        "rows": rows,
        "columns": [column_name(column) for column in check.block.columns],
        "has_headings": check.block.has_headings,
        "block_complaints": [_complaint(one) for one in check.block.complaints],
        "right": len(check.entries),
        "wrong": check.wrong,
        "asks_confirm": bool(check.doubts),
        "asks_word": check.asks_for_word,
        "may_save": bool(check.entries) and not check.block.complaints,
    }


def guide() -> list[str]:
    """The columns in the order in which a block without headings is read."""
    return [column_name(column) for column in pasted.USUAL_ORDER]


def _row(line: ReadLine, check: PasteCheck, places: Iterator[int]) -> LineRow:
    entry = line.entry
    if entry is None:
        cells = line.cells
        return LineRow(
            number=line.number,
            name=cells.get(pasted.INDICATOR, ""),
            period=cells.get(pasted.PERIOD, ""),
            part=cells.get(pasted.PART, ""),
            value=cells.get(pasted.VALUE, ""),
            counts="",
            source=cells.get(pasted.SOURCE, ""),
            stands="",
            questions=(),
            complaints=tuple(_complaint(one) for one in line.complaints),
        )
    place = next(places)
    return _right_row(line.number, entry, check, place)


def _right_row(number: int, entry: Entry, check: PasteCheck, place: int) -> LineRow:
    content = load_indicators()[entry.key.indicator].content
    settled = own_entries.settle(entry)
    label = content.breakdown_label(entry.key.breakdown)
    part = label.in_language(sentences.language()) if label else ""
    standing = check.standing.get(entry.key)
    figure = own_entries.figure_of(settled.state, settled.value)
    return LineRow(
        number=number,
        name=sentences.short(content),
        period=numbers.period(entry.key.period),
        part=", ".join(word for word in (entry.key.institution, part) if word),
        value=own_sentences.figure(figure, content),
        counts=_counts(settled),
        source=entry.source,
        stands=_("erstatter %(value)s") % {"value": own_sentences.stored(standing)}
        if standing
        else "",
        questions=tuple(own_sentences.doubt(doubt) for doubt in check.doubts.get(place, ())),
        complaints=(),
    )


def _counts(settled: own_entries.Settled) -> str:
    if settled.numerator is None or settled.denominator is None:
        return ""
    return own_sentences.of(settled.numerator, settled.denominator)


def _complaint(one: Complaint) -> str:
    """Return where, what was found and what would be right: "periode »2024«: Skriv …"."""
    where = column_name(one.column) if one.column else _("rækken")
    found = f" »{one.found[:60]}«" if one.found else ""
    return f"{where}{found}: {one.expected}"
