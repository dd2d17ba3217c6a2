"""Uddannelsesstatistik's JSON: a bare list of flat objects, every value a text.

A variable ``[A].[B]`` comes back as the key ``[A].[B].[B]``; a key without brackets is a measure.
Figures behind which too few stand are left out as whole objects, never written as nothing.
"""

import re
from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from samspil.figures.readers import Complaint, RawTable, Record, Unreadable, jsonfile
from samspil.figures.readers.numbers import Style

FORM = "uddannelsesstatistik-json"
_VARIABLE = re.compile(r"(?P<name>\[[^\]]+\]\.\[(?P<last>[^\]]+)\])(\.\[(?P=last)\])?")
_MEASURE = re.compile(r"\[Measures\]\.\[(?P<name>.+)\]")


def recognises(content: bytes) -> bool:
    """Whether the bytes begin as a JSON list of objects."""
    head = content[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    return head.startswith(b"[") and head[1:].lstrip(b" \t\r\n")[:1] in (b"{", b"]")


def read(content: bytes) -> RawTable:
    """Read the list; raises Unreadable naming the first object that is not like the others.

    Lines count the objects.
    """
    found = jsonfile.parsed(content)
    if not isinstance(found, list) or not found:
        raise Unreadable(Complaint(1, "", "[]", _("en liste med mindst én række")))
    for line, entry in enumerate(found, 1):
        _check(line, entry, found[0])
    variables = {key: name for key in found[0] if (name := _variable(key))}
    measures = {key: _measure(key) for key in found[0] if key not in variables}
    if len(set(variables.values())) < len(variables) or not measures:
        raise Unreadable(
            Complaint(1, "", "", _("variable i kantede klammer og mindst ét nøgletal"))
        )
    return RawTable(
        form=FORM,
        title="",
        variables=tuple(variables.values()),
        measures=tuple(measures.values()),
        records=tuple(_records(found, variables, measures)),
        style=Style.DANISH,
    )


def _check(line: int, entry: object, first: Mapping[str, object]) -> None:
    if not isinstance(entry, dict) or entry.keys() != first.keys():
        expected = _("et objekt med de samme navne som det første")
        raise Unreadable(Complaint(line, "", str(entry)[:80], expected))
    for key, value in entry.items():
        if not isinstance(value, str):
            raise Unreadable(Complaint(line, key, str(value)[:80], _("tekst i anførselstegn")))


def _variable(key: str) -> str:
    """Return ``[A].[B]`` for a variable's key; an empty text for a measure's."""
    found = _VARIABLE.fullmatch(key)
    return found["name"] if found and not key.startswith("[Measures]") else ""


def _measure(key: str) -> str:
    found = _MEASURE.fullmatch(key)
    return found["name"] if found else key


def _records(
    entries: Sequence[Mapping[str, str]], variables: Mapping[str, str], measures: Mapping[str, str]
) -> list[Record]:
    return [
        Record(
            line,
            {name: entry[key].strip() for key, name in variables.items()},
            {name: entry[key].strip() for key, name in measures.items()},
        )
        for line, entry in enumerate(entries, 1)
    ]
