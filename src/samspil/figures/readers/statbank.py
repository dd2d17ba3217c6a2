"""Statistics Denmark's CSV and BULK: semicolons, one figure a line, INDHOLD last.

The two look alike. BULK leaves out lines whose figure is nought and keeps no order, so a table
with fewer lines than its members span is read as one that leaves lines out; see ``meaning`` for
what a line that is not there may mean.
"""

import math

from django.utils.translation import gettext as _

from samspil.figures.readers import Complaint, RawTable, Record, Unreadable, numbers, text

CSV, BULK = "statbank-csv", "statbank-bulk"
_VALUE = "INDHOLD"


def recognises(content: bytes) -> bool:
    """Whether the first line is a StatBank heading: names between semicolons, INDHOLD the last."""
    head = content[:4096].decode("utf-8-sig", errors="replace").split("\n", 1)[0]
    names = [name.strip().strip('"') for name in head.split(";")]
    return len(names) > 1 and names[-1].upper() == _VALUE


def read(content: bytes) -> RawTable:
    """Read the table; raises Unreadable naming the first line that is not whole."""
    lines = text.lines_of(text.decoded(content), ";")
    names = lines[0][1]
    variables = tuple(names[:-1])
    if len({name.casefold() for name in variables}) < len(variables) or "" in variables:
        raise Unreadable(Complaint(1, "", ";".join(names), _("et navn til hver kolonne")))
    for number, fields in lines[1:]:
        if len(fields) != len(names):
            expected = _("lige så mange felter som i overskriften")
            raise Unreadable(Complaint(number, "", ";".join(fields)[:80], expected))
    records = tuple(
        Record(number, dict(zip(variables, fields, strict=False)), {_VALUE: fields[-1]})
        for number, fields in lines[1:]
    )
    style = numbers.style_of(fields[-1] for _number, fields in lines[1:])
    form = CSV if _is_whole(records, variables) else BULK
    return RawTable(form, "", variables, (_VALUE,), records, style)


def _is_whole(records: tuple[Record, ...], variables: tuple[str, ...]) -> bool:
    """Whether every combination of the members has its line."""
    sizes = [len({record.members[name] for record in records}) for name in variables]
    return len(records) >= math.prod(sizes)
