"""A file on its way in: what it is, which figures it holds, and what is left out or refused."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from pydantic import ValidationError

from samspil.figures import matching
from samspil.figures.indicators import load_indicators
from samspil.figures.matching import Match
from samspil.figures.models import ColumnMapping
from samspil.figures.readers import Complaint, RawTable, Reading, mapping, recognise, tidy
from samspil.figures.readers.mapping import Columns
from samspil.figures.readers.meaning import Known
from samspil.places import selectors as places
from samspil.places.names import Names


@dataclass(frozen=True)
class Incoming:
    """What a file was recognised as.

    ``raw`` is the publisher's table, where it is not a tidy file. ``tables`` names the tables it
    can be, ``columns`` what a person has said of it. ``is_unclear`` where somebody has to be asked:
    it fits no table, several, or one that many others look like.
    """

    form: str
    reading: Reading
    raw: RawTable | None = None
    tables: tuple[str, ...] = ()
    columns: Columns | None = None
    is_unclear: bool = False


def known_places() -> Known:
    """Return what the installation knows of places, for readers to resolve names by."""
    return Known(Names(places.names()), places.institution_numbers())


def examine(content: bytes, *, table: str = "", confirmed: bool = False) -> Incoming:
    """Recognise a file and read it.

    ``table`` settles which of several tables it is; ``confirmed`` says that somebody has just seen
    what the columns are taken for. An indicator's own query comes before what a person has said.
    """
    found = recognise.read(content)
    if isinstance(found, Reading):
        return Incoming(tidy.FORM if tidy.recognises(content) else "", found)
    matches = matching.matches(found)
    whole = [match for match in matches if not match.needs]
    tables = tuple(sorted({match.table for match in whole}))
    if table in tables or (len(tables) == 1 and any(match.tells for match in whole)):
        chosen = table or tables[0]
        reading = matching.rows_of([m for m in whole if m.table == chosen], found, known_places())
        return Incoming(found.form, _with_rows(reading), found, (chosen,))
    columns = kept_columns(found, confirmed=confirmed)
    if columns is not None:
        return Incoming(found.form, read_columns(columns, found), found, tables, columns)
    unclear = _unclear(found, matches, tables)
    return Incoming(found.form, unclear, found, tables, is_unclear=True)


def read_columns(columns: Columns, raw: RawTable) -> Reading:
    """Return the rows that columns make of a table."""
    return _with_rows(mapping.read(columns, raw, load_indicators(), known_places()))


def kept_columns(raw: RawTable, *, confirmed: bool = False) -> Columns | None:
    """Return what somebody has said of a table of this shape, if it still holds.

    A shape that says nothing of what it is about is taken for the same only when ``confirmed``.
    """
    kept = ColumnMapping.objects.filter(pk=mapping.fingerprint(raw)).first()
    if kept is None:
        return None
    try:
        columns = Columns.model_validate_json(json.dumps(kept.content))
    except ValidationError:
        return None
    is_known = all(figure.indicator in load_indicators() for figure in columns.figures)
    holds = is_known and mapping.suits(columns, raw)
    return columns if holds and (confirmed or mapping.tells(columns, raw)) else None


def _with_rows(reading: Reading) -> Reading:
    """A table of which nothing is left is refused, with what was left out."""
    if reading.rows or reading.complaints:
        return reading
    why = "; ".join(dict.fromkeys(remark.reason for remark in reading.remarks))
    complaint = Complaint(1, "", why[:300], _("mindst ét tal for en kommune eller hele landet"))
    return Reading((), (complaint,), reading.remarks)


def _unclear(raw: RawTable, matches: Sequence[Match], tables: Sequence[str]) -> Reading:
    """Say why a table was not read: the columns found, and what would settle it."""
    columns = ", ".join(dict.fromkeys((*raw.variables, *raw.measures)))
    needs = sorted({f"{match.indicator}: {match.needs}" for match in matches if match.needs})
    if tables:
        expected = _("at I siger, hvilken tabel det er; den kan være %(tables)s") % {
            "tables": ", ".join(tables)
        }
    elif needs:
        expected = _("også den tabel, der deles med (%(tables)s)") % {"tables": ", ".join(needs)}
    else:
        expected = _("kolonner, en indikator er beskrevet med; sig på siden Indlæs tal, hvad de er")
    return Reading(complaints=(Complaint(1, "", columns[:300], expected),))
