"""Bytes to text and lines, for the formats that are text."""

import csv
import io

from django.utils.translation import gettext as _

from samspil.figures.readers import Complaint, Unreadable


def decoded(content: bytes) -> str:
    """Return UTF-8 text without its mark; raises Unreadable with the line of the first bad byte."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Unreadable(Complaint(line, "", "", _("tekst i tegnsættet UTF-8"))) from error


def guessed(content: bytes) -> str:
    """Return text in UTF-8 or, where it is not that, in the alphabet older Danish exports use."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def lines_of(text: str, delimiter: str) -> list[tuple[int, list[str]]]:
    """Return each line that holds something, with its number; raises Unreadable.

    Strict about quotes: a quotation mark that never closes would swallow the rest of the file.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    found: list[tuple[int, list[str]]] = []
    try:
        found.extend((reader.line_num, [field.strip() for field in fields]) for fields in reader)
    except csv.Error as error:
        expected = _("en hel linje")
        raise Unreadable(Complaint(reader.line_num, "", str(error), expected)) from error
    return [(number, fields) for number, fields in found if any(fields)]


def delimiter_of(line: str) -> str:
    """Return what stands between the fields of a line: the most frequent of ; , and tab."""
    return max(";,\t", key=lambda mark: (line.count(mark), mark == ";"))
