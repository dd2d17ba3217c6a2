"""Pages for those who write an edition: the overview, one part, what changes when published."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language

from samspil.programmes import edition_words, pages
from samspil.programmes.complaints import Complaint
from samspil.programmes.forms.editions import PARTS, Part, part_of
from samspil.programmes.selectors import (
    EditionAtWork,
    EditionRow,
    EditionView,
    HistoricalEdition,
    VersionRow,
)
from samspil.programmes.services.editions import mark


def workshop(work: Sequence[EditionAtWork], history: Sequence[HistoricalEdition]) -> dict[str, Any]:
    """Return the list of everything that can be written or copied."""
    return {
        "rows": [{"work": one, "title": title(one)} for one in work],
        "drafts": sum(one.has_draft for one in work),
        "history": history,
    }


def title(work: EditionAtWork) -> str:
    """Return an edition's title in the reader's language, or its id while it has none."""
    code = "en" if (get_language() or "da").startswith("en") else "da"
    return str(work.title.get(code) or work.title.get("da") or work.id)


def overview(work: EditionAtWork) -> dict[str, Any]:
    """Return one edition: what is missing, its parts, what changes."""
    missing = [_at_its_field(work, found) for found in work.complaints]
    wrong = {found.part for found in work.complaints}
    changed = {change.path[0] for change in work.changes}
    return {
        "work": work,
        "title": title(work),
        "missing": missing,
        "parts": [
            {
                "label": part.label,
                "url": reverse("programmes:edit_part", args=[work.id, part.slug]),
                "is_wrong": bool(wrong & set(part.form.keys)),
                "is_changed": bool(changed & set(part.form.keys)),
            }
            for part in PARTS
        ],
        "changes": [edition_words.difference(one) for one in work.changes],
    }


def _at_its_field(work: EditionAtWork, found: Complaint) -> dict[str, str]:
    """Return a complaint with a link to the very field."""
    row = complaint_row(work.id, found)
    part = part_of(found.part)
    field = part.form(work.stated).field_of(found) if part else None
    return row | {"url": f"{row['url']}#id_{field}"} if field else row


def complaint_row(edition: str, found: Complaint) -> dict[str, str]:
    """Return a complaint with its place, and the page on which it is put right."""
    part = part_of(found.part)
    url = reverse("programmes:edit_part", args=[edition, part.slug]) if part else ""
    return {
        "place": edition_words.place(found.key) if found.key else "",
        "key": found.key,
        "what": edition_words.complaint(found),
        "url": url,
    }


def part(work: EditionAtWork, one: Part, form: Any) -> dict[str, Any]:  # noqa: ANN401 - any PartForm
    """Return the page of one part."""
    place = PARTS.index(one)
    after = PARTS[place + 1] if place + 1 < len(PARTS) else None
    found = [found for found in work.complaints if found.part in one.form.keys]
    return {
        "work": work,
        "title": title(work),
        "part": one,
        "form": form,
        "mark": mark(work.stated),
        "next": after,
        "standing": [
            complaint_row(work.id, each) | {"field": form.field_of(each) or ""} for each in found
        ],
    }


def preview(work: EditionAtWork, moment: dt.datetime) -> dict[str, Any]:
    """Return the public page as it will look at ``moment``; the draft must be whole."""
    if work.edition is None:
        raise ValueError("a draft that is not whole has no page")
    view = EditionView(work.id, work.edition, "", is_closed=work.is_closed)
    return pages.edition(EditionRow(view), moment) | {"preview": moment, "work": work}


def versions(rows: Sequence[VersionRow]) -> list[dict[str, Any]]:
    """Return the versions of an edition, each with its changes in words."""
    return [
        {"row": row, "changes": [edition_words.difference(one) for one in row.changes]}
        for row in rows
    ]


def as_it_was(view: EditionView, row: VersionRow) -> dict[str, Any]:
    """Return the public page as it stood in one version, on the day it was published."""
    return pages.edition(EditionRow(view), row.at) | {"version": row}
