"""The pages of saved groups and of KL's comparison groups."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from samspil.figures import rules, sentences
from samspil.figures.readers import Complaint
from samspil.figures.selectors.groups import GroupRow, ListRow
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.places.services import sort_key


def groups(rows: Sequence[GroupRow], viewer: Viewer) -> dict[str, Any]:
    """Groups one can use, by name."""
    names = places.names()
    return {
        "groups": [
            {
                "row": row,
                "sector": sector_name(row.sector),
                "members": sentences.joined(sorted((names[c] for c in row.codes), key=sort_key)),
                "shared": _shared(row, names.get(row.municipality, "")),
            }
            for row in sorted(rows, key=lambda row: sort_key(row.name))
        ],
        "may_bring_lists": rules.may_bring_lists(viewer),
    }


def sector_name(sector: str) -> str:
    """Return an area in words."""
    return {"school": _("skole"), "daycare": _("dagtilbud")}.get(sector) or _("begge områder")


def _shared(row: GroupRow, municipality: str) -> str:
    if row.for_all:
        return _("alle")
    if municipality:
        return _("alle fra %(name)s") % {"name": municipality}
    return _("kun den, der har lavet den")


def group_refusal(reason: str) -> str:
    """Say why a group cannot be saved, and what would be right."""
    return {
        "no_name": _("Skriv et navn."),
        "name_taken": _("I har allerede en gruppe med det navn. Vælg et andet."),
        "no_members": _("Vælg mindst én kommune."),
        "unknown_members": _("Vælg blandt landets 98 kommuner."),
    }[reason]


def comparison_lists(rows: Sequence[ListRow]) -> list[dict[str, Any]]:
    """Every version, the newest first; the newest in each area is in use."""
    newest = {row.sector: row.id for row in reversed(rows)}
    return [
        {
            "row": row,
            "sector": sector_name(row.sector),
            "is_used": newest[row.sector] == row.id,
        }
        for row in rows
    ]


def complaint(found: Complaint) -> str:
    """Say what is wrong in a line of a file, and what would be right."""
    where = _("Linje %(line)d") % {"line": found.line}
    column = f", {found.column}" if found.column else ""
    what = _("fandt “%(found)s”") % {"found": found.found} if found.found else _("fandt intet")
    return _("%(where)s: %(what)s, ventede %(expected)s.") % {
        "where": where + column,
        "what": what,
        "expected": found.expected,
    }
