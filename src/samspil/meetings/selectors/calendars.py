"""Reads of calendars: what each holds, who follows which, and what one may follow."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samspil.letters.services import absolute_url
from samspil.meetings.calendar_file import Entry, calendar_file
from samspil.meetings.models import CalendarLink, Meeting
from samspil.meetings.selectors.meetings import (
    MeetingRow,
    attends,
    may_see,
    meetings_of,
    participating,
)
from samspil.networks import selectors as networks
from samspil.people import selectors as people
from samspil.people.rules import MUNICIPAL
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes
from samspil.programmes.selectors import EditionView

_SECTORS = ("daycare", "school")


@dataclass(frozen=True)
class Choice:
    """A calendar that the viewer may follow; `key` names it in forms."""

    scope: str
    edition: str
    sector: str
    municipality: str
    name: str

    @property
    def key(self) -> str:
        """A name for forms."""
        return f"{self.scope}:{self.edition}:{self.sector}:{self.municipality}"


@dataclass(frozen=True)
class LinkRow:
    """A calendar somebody follows. `read_on` is the last day a calendar looked at it."""

    id: int
    name: str
    language: str
    made_at: dt.datetime
    ends_at: dt.datetime
    read_on: dt.date | None


def choices(viewer: Viewer) -> list[Choice]:
    """Return what the viewer may follow: own meetings, editions, networks and sparring groups."""
    views = _editions(viewer)
    if not views:
        return []
    groups = [choice for view in views for choice in _groups(viewer, view)]
    found = [Choice("mine", "", "", "", _name("mine"))]
    found += [Choice("edition", view.id, "", "", _name("edition", view)) for view in views]
    return found + groups


def links(viewer: Viewer, now: dt.datetime | None = None) -> list[LinkRow]:
    """Return the calendars that the viewer follows now, the newest first."""
    if viewer.user_id is None:
        return []
    standing = CalendarLink.objects.filter(
        user_id=viewer.user_id, link__revoked_at=None, link__expires_at__gt=now or timezone.now()
    )
    return [
        LinkRow(
            id=one.pk,
            name=calendar_name(one),
            language=one.language,
            made_at=one.link.created_at,
            ends_at=one.link.expires_at,
            read_on=one.read_on,
        )
        for one in standing.select_related("link")
    ]


def calendar_name(link: CalendarLink) -> str:
    """Return what a calendar is called, in the reader's language."""
    view = programmes.edition(link.edition) if link.edition else None
    return _name(link.scope, view, link.sector)


def content(link: CalendarLink) -> bytes:
    """Return the calendar behind a link, with what its holder may see at this moment."""
    viewer = people.viewer_by_id(link.user_id)
    with translation.override(link.language):
        entries = tuple(_entries(viewer, link))
        return calendar_file(calendar_name(link), entries, language=link.language)


def one_meeting(view: EditionView, row: MeetingRow) -> bytes | None:
    """Return one meeting as a calendar; None where no day is settled. The caller asks who sees."""
    language = _language()
    found = entry(view, row)
    if found is None:
        return None
    return calendar_file(_name("edition", view), [found], language=language)


def entry(view: EditionView, row: MeetingRow, with_whom: str = "") -> Entry | None:
    """Return a meeting as a calendar shows it, in the reader's language; None without a day.

    `with_whom` is a line about who meets.
    """
    if row.day is None:
        return None
    title = view.content.title.in_language(_language())
    address = absolute_url(reverse("meetings:meeting", args=[row.edition, row.id]))
    return Entry(
        uid=f"{row.uid}@samspil",
        sequence=row.version - 1,
        changed_at=row.changed_at,
        title=f"{row.name} · {title}",
        day=row.day,
        starts=row.starts_at,
        ends=row.ends_at,
        place=row.where,
        text="\n".join(_lines(row, with_whom, address)),
        address=address,
        status=_status(row),
    )


def _status(row: MeetingRow) -> str:
    if row.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if row.tentative else "CONFIRMED"


def _lines(row: MeetingRow, with_whom: str, address: str) -> Iterator[str]:
    """Yield what the calendar says beneath the title."""
    if row.is_cancelled:
        yield _("Aflyst: %(why)s") % {"why": row.cancelled_reason}
    elif row.tentative:
        yield _("Datoen er foreløbig og kan ændre sig.")
    if row.starts_at is None:
        yield _("Klokkeslættet er ikke oplyst endnu.")
    if row.theme:
        yield row.theme
    if with_whom:
        yield with_whom
    yield address


def _entries(viewer: Viewer, link: CalendarLink) -> Iterator[Entry]:
    for view in _editions(viewer):
        if link.edition not in ("", view.id):
            continue
        if not _is_still_so(link, view):
            continue
        with_whom = _with_whom(link, view)
        for row in meetings_of(view.id):
            if _belongs(viewer, link, row) and (found := entry(view, row, with_whom)):
                yield found


def _belongs(viewer: Viewer, link: CalendarLink, row: MeetingRow) -> bool:
    if link.scope == CalendarLink.Scope.MINE:
        return attends(viewer, row)
    if link.scope in (CalendarLink.Scope.GROUP, CalendarLink.Scope.NETWORK):
        return row.is_network_day and row.sector in ("", link.sector)
    return True


def _is_still_so(link: CalendarLink, view: EditionView) -> bool:
    """Whether the group stands, or the network's municipality takes part; one network is all."""
    if link.scope == CalendarLink.Scope.GROUP:
        return networks.group_of(view.id, link.sector, link.municipality_id or "") is not None
    if link.scope == CalendarLink.Scope.NETWORK:
        return link.municipality_id in participating(view.id, link.sector)
    return True


def _with_whom(link: CalendarLink, view: EditionView) -> str:
    """Return who meets in a group's or a network's calendar; empty for the other calendars."""
    place = (view.id, link.sector, link.municipality_id or "")
    if link.scope == CalendarLink.Scope.GROUP and (group := networks.group_of(*place)):
        return _("Sparringsgruppe: %(names)s") % {"names": ", ".join(group.names)}
    if link.scope == CalendarLink.Scope.NETWORK and (names := networks.network_of(*place)):
        return _("Netværk: %(names)s") % {"names": ", ".join(names)}
    return ""


def _editions(viewer: Viewer) -> list[EditionView]:
    """Return the editions with meetings that the viewer may see, newest first."""
    planned = set(Meeting.objects.values_list("edition", flat=True).distinct())
    rows = programmes.editions(viewer) if viewer.is_signed_in else []
    return [
        one.edition for one in rows if one.edition.id in planned and may_see(viewer, one.edition.id)
    ]


def _groups(viewer: Viewer, view: EditionView) -> Iterator[Choice]:
    """Yield the networks and sparring groups of the municipalities the viewer belongs to."""
    for sector in _SECTORS:
        for code in viewer.municipalities(MUNICIPAL):
            if not viewer.holds(*MUNICIPAL, municipality=code, edition=view.id):
                continue
            for scope, found in (
                ("network", networks.network_of(view.id, sector, code)),
                ("group", networks.group_of(view.id, sector, code)),
            ):
                if found:
                    yield Choice(scope, view.id, sector, code, _name(scope, view, sector))


def _name(scope: str, view: EditionView | None = None, sector: str = "") -> str:
    """Return what a calendar is called."""
    title = view.content.title.in_language(_language()) if view else ""
    if scope == "mine":
        return _("Mine møder i Samspil")
    area = {"daycare": _("dagtilbud"), "school": _("skole")}.get(sector, sector)
    parts = {"sector": area, "edition": title}
    if scope == "group":
        return _("Vores sparringsgruppe, %(sector)s: %(edition)s") % parts
    if scope == "network":
        return _("Vores netværk, %(sector)s: %(edition)s") % parts
    return _("Alle møder: %(edition)s") % {"edition": title}


def _language() -> str:
    return (translation.get_language() or "da")[:2]
