"""A file on its way in: what it is, which figures it holds, and what is left out or refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from samspil.figures import matching
from samspil.figures.matching import Match
from samspil.figures.readers import Complaint, RawTable, Reading, recognise, tidy
from samspil.figures.readers.meaning import Known
from samspil.places import selectors as places
from samspil.places.names import Names


@dataclass(frozen=True)
class Incoming:
    """What a file was recognised as.

    ``raw`` is the publisher's table, where it is not a tidy file. ``tables`` names the tables it
    can be: none and several are both reasons to ask a person.
    """

    form: str
    reading: Reading
    raw: RawTable | None = None
    tables: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()

    @property
    def is_unclear(self) -> bool:
        """Whether the format is read, and nobody has said yet what the columns mean."""
        return self.raw is not None and len(self.tables) != 1


def known_places() -> Known:
    """Return what the installation knows of places, for readers to resolve names by."""
    return Known(Names(places.names()), places.institution_numbers())


def examine(content: bytes, *, table: str = "") -> Incoming:
    """Recognise a file and read it; ``table`` settles which of several tables it is."""
    found = recognise.read(content)
    if isinstance(found, Reading):
        return Incoming(tidy.FORM if tidy.recognises(content) else "", found)
    matches = matching.matches(found)
    tables = tuple(sorted({match.table for match in matches if not match.needs}))
    if table in tables:
        tables = (table,)
    if len(tables) != 1:
        return Incoming(found.form, _unclear(found, matches, tables), found, tables)
    chosen = tuple(match for match in matches if match.table in tables)
    return Incoming(
        found.form, matching.rows_of(chosen, found, known_places()), found, tables, chosen
    )


def _unclear(raw: RawTable, matches: Sequence[Match], tables: Sequence[str]) -> Reading:
    """Say why a table was not read: the columns found, and what would settle it."""
    columns = ", ".join((*raw.variables, *raw.measures))
    needs = sorted({f"{match.indicator}: {match.needs}" for match in matches if match.needs})
    if tables:
        expected = _("én tabel, og den kan være %(tables)s") % {"tables": ", ".join(tables)}
    elif needs:
        expected = _("også den tabel, der deles med (%(tables)s)") % {"tables": ", ".join(needs)}
    else:
        expected = _("kolonner, en indikator er beskrevet med; sig på siden Indlæs tal, hvad de er")
    return Reading(complaints=(Complaint(1, "", columns[:300], expected),))
