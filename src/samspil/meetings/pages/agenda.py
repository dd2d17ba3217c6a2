"""What the pages of an agenda hold."""

from typing import Any

from samspil.meetings import selectors, sentences
from samspil.meetings.forms.agenda import ItemForm, MaterialForm, MinutesForm
from samspil.meetings.models import AgendaItem
from samspil.meetings.pages.meetings import edition_words
from samspil.meetings.selectors import MeetingRow, MinutesView
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes
from samspil.programmes.selectors import EditionView


def agenda(
    viewer: Viewer,
    view: EditionView,
    row: MeetingRow,
    *,
    material: tuple[int, MaterialForm] | None = None,
) -> dict[str, Any]:
    """Return the page where an agenda is made; `material` is a form just refused, by item."""
    found = selectors.agenda(viewer, row)
    refused = dict([material]) if material else {}
    items = found.items if found else ()
    return {
        "edition": edition_words(view),
        "meeting": row,
        "agenda": found,
        "items": [
            (item, refused.get(item.id) or MaterialForm(prefix=f"m{item.id}")) for item in items
        ],
        "fits": sentences.fits_the_day(found.left) if found else "",
        "too_long": bool(found and found.left is not None and found.left < 0),
        "refused": material[1] if material else None,
        "section": "partnerskaber",
    }


def item(
    viewer: Viewer,
    view: EditionView,
    row: MeetingRow,
    form: ItemForm,
    stored: AgendaItem | None,
) -> dict[str, Any]:
    """Return the page of one item."""
    found = selectors.agenda(viewer, row)
    return {
        "edition": edition_words(view),
        "meeting": row,
        "form": form,
        "item": stored,
        # After a collision what stands is shown beside what was typed.
        "standing": stored if form.non_field_errors() else None,
        "version": found.version if found else 1,
        "section": "partnerskaber",
    }


def minutes(
    view: EditionView, row: MeetingRow, form: MinutesForm, found: MinutesView
) -> dict[str, Any]:
    """Return the page where minutes are written; after a collision, with what stands now."""
    return {
        "edition": edition_words(view),
        "meeting": row,
        "form": form,
        "version": found.version,
        "standing": found if form.non_field_errors() else None,
        "section": "partnerskaber",
    }


def session(stored: AgendaItem, form: MaterialForm, token: str) -> dict[str, Any]:
    """Return a speaker's own session."""
    row = selectors.row_of(stored.agenda.meeting)
    view = programmes.edition(row.edition)
    return {
        "edition": edition_words(view) if view else None,
        "meeting": row,
        "item": selectors.item_row(stored, row),
        "form": form,
        "token": token,
        "section": "",
    }
