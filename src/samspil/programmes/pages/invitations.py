"""What the pages of the invitation show."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samspil.components.tables import Cell, Table
from samspil.programmes.addressees import Complaint
from samspil.programmes.invitation_letter import Recipient
from samspil.programmes.selectors import CampaignView, EditionView, InvitationRow, State
from samspil.programmes.selectors.invitations import counted

STATES: dict[State, Promise] = {
    State.NOT_SENT: gettext_lazy("ikke sendt"),
    State.SENT: gettext_lazy("sendt"),
    State.OPENED: gettext_lazy("link åbnet"),
    State.BEGUN: gettext_lazy("begyndt på tilmelding"),
    State.REGISTERED: gettext_lazy("tilmeldt"),
    State.DECLINED: gettext_lazy("svaret nej tak"),
    State.EXPIRED: gettext_lazy("udløbet"),
    State.WITHDRAWN: gettext_lazy("trukket tilbage"),
}
OFFICES: dict[str, Promise] = {
    "director": gettext_lazy("direktør"),
    "chief": gettext_lazy("chef"),
    "other": gettext_lazy("anden"),
}
FATES: dict[str, Promise] = {
    "queued": gettext_lazy("mailen venter på at blive sendt"),
    "sending": gettext_lazy("mailen er ved at blive afleveret"),
    "sent": gettext_lazy("mailen er afleveret til mailserveren"),
    "failed": gettext_lazy("mailen kunne ikke afleveres"),
    "uncertain": gettext_lazy("mailen er måske ikke kommet frem"),
}
ATTENTION = "attention"
"""The filter that shows those whose mail did not arrive."""


def invitations(
    view: EditionView,
    campaign: CampaignView | None,
    rows: Sequence[InvitationRow],
    places: Mapping[str, str],
    chosen: str,
) -> dict[str, Any]:
    """Return the organiser's page, with the rows of the chosen state."""
    standing = [row for row in rows if row.state is not State.WITHDRAWN]
    unsent = sum(row.sent_at is None for row in standing)
    invited = {row.code for row in standing}
    return {
        "edition": view,
        "campaign": campaign,
        "rows": [_line(row) for row in rows if _is_shown(row, chosen)],
        "states": _choices(rows, chosen),
        "chosen": chosen,
        "answer": _answer(rows),
        "invited": len(invited),
        "missing": [name for code, name in places.items() if code not in invited],
        "places": len(places),
        "recipients": len(standing),
        "unsent": unsent,
        "sent": len(standing) - unsent,
    }


def _is_shown(row: InvitationRow, chosen: str) -> bool:
    return not chosen or chosen == row.state or (chosen == ATTENTION and row.needs_attention)


def _answer(rows: Sequence[InvitationRow]) -> str:
    """Return in a sentence how far the invitation is, counted in municipalities."""
    places = {row.code for row in rows if row.sent_at or row.on_paper_at}
    if not places:
        return _("Ingen er inviteret endnu.")
    text = ngettext(
        "%(count)s kommune er inviteret", "%(count)s kommuner er inviteret", len(places)
    )
    answered = [
        _("%(count)s tilmeldt") % {"count": _places_in(rows, State.REGISTERED)},
        _("%(count)s begyndt") % {"count": _places_in(rows, State.BEGUN)},
        _("%(count)s har svaret nej tak") % {"count": _all_declined(rows)},
    ]
    return f"{text % {'count': len(places)}}: {', '.join(answered)}."


def _places_in(rows: Sequence[InvitationRow], state: State) -> int:
    return len({row.code for row in rows if row.state is state})


def _all_declined(rows: Sequence[InvitationRow]) -> int:
    """Return how many municipalities have said no by every recipient who was written to."""
    standing = [r for r in rows if r.state is not State.WITHDRAWN and r.sent_at]
    said = {row.code for row in standing if row.state is State.DECLINED}
    return len(said - {row.code for row in standing if row.state is not State.DECLINED})


def _choices(rows: Sequence[InvitationRow], chosen: str) -> list[dict[str, Any]]:
    """Return the filters: all, each state that somebody is in, and what needs attention."""
    found = [("", _("alle modtagere"), len(rows))]
    found += [(state.value, str(STATES[state]), count) for state, count in counted(rows).items()]
    troubled = sum(row.needs_attention for row in rows)
    if troubled:
        found.append((ATTENTION, _("mailen kom måske ikke frem"), troubled))
    return [
        {"key": key, "label": label, "count": count, "is_chosen": key == chosen}
        for key, label, count in found
    ]


def _line(row: InvitationRow) -> dict[str, Any]:
    return {
        "row": row,
        "state": STATES[row.state],
        "when": _when(row),
        "trouble": FATES[row.fate] if row.needs_attention else "",
    }


def _when(row: InvitationRow) -> Any:  # noqa: ANN401 - a moment, or nothing
    """Return the moment that the row's state is about, where it is kept here."""
    moments = {
        State.SENT: row.sent_at or row.on_paper_at,
        State.OPENED: row.opened_at,
        State.DECLINED: row.declined_at,
        State.EXPIRED: row.expires_at,
        State.WITHDRAWN: row.withdrawn_at,
    }
    return moments.get(row.state)


def one(view: EditionView, row: InvitationRow) -> dict[str, Any]:
    """Return the page of one recipient."""
    return {
        "edition": view,
        "row": row,
        "state": STATES[row.state],
        "office": OFFICES[row.office],
        "fate": FATES.get(row.fate, ""),
        "is_standing": row.state is not State.WITHDRAWN,
        "was_sent": bool(row.expires_at),
    }


def sample_recipient(rows: Sequence[InvitationRow], places: Mapping[str, str]) -> Recipient:
    """Return whom a preview is to: the first on the list, else the first municipality."""
    standing = [row for row in rows if row.state is not State.WITHDRAWN]
    if standing:
        return Recipient(standing[0].municipality, standing[0].title, standing[0].name)
    name = next(iter(places.values()), _("Kommunen"))
    return Recipient(name, _("Chefen for området"))


def complaint(found: Complaint) -> str:
    """Return what is wrong in a list, as a sentence."""
    where = _("Linje %(line)s") % {"line": found.line}
    if found.column:
        where += _(", kolonnen %(column)s") % {"column": found.column}
    if found.found:
        return _("%(where)s: der står »%(found)s«. Rigtigt ville være %(expected)s.") % {
            "where": where,
            "found": found.found,
            "expected": found.expected,
        }
    return _("%(where)s: her mangler %(expected)s.") % {"where": where, "expected": found.expected}


def template_table(places: Mapping[str, str]) -> Table:
    """Return the sheet to fill in: a line for each municipality that may be invited."""
    columns = (_("Kommune"), _("Titel"), _("E-mail"), _("Navn"), _("Sprog"))
    rows = tuple((Cell(name), *(Cell("") for _one in columns[1:])) for name in places.values())
    caption = _("Udfyld titel og e-mail. Gentag linjen, hvis flere i en kommune skal med.")
    return Table(caption, columns, rows)
