"""What the pages of sparring say: own commitments as sentences, and all of them as one table."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from samspil.components.tables import Cell, Table, table
from samspil.development import selectors
from samspil.development.selectors import CommitmentRow, ProcessRow, QuestionRow
from samspil.people import rules as people
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes


@dataclass(frozen=True)
class Said:
    """A sentence about a commitment, and the next step there is."""

    text: str
    step: str = ""
    href: str = ""


@dataclass(frozen=True)
class OwnCommitments:
    """A municipality's own commitments in one sector of an edition."""

    row: CommitmentRow
    edition_title: str
    said: tuple[Said, ...]


def own_commitments(viewer: Viewer, now: dt.datetime) -> list[OwnCommitments]:
    """Return what the viewer's own municipalities have promised, in the order of their places."""
    found = []
    places = selectors.sparring_places(viewer=viewer)
    rows = {
        (row.edition, row.code, row.sector): row
        for edition in dict.fromkeys(place.edition for place in places)
        for row in selectors.commitments(viewer=viewer, edition=edition, now=now)
    }
    for place in places:
        row = rows.get((place.edition, place.code, place.sector))
        if row is not None:
            found.append(OwnCommitments(row, place.edition_title, tuple(sentences_of(row))))
    return found


def sentences_of(row: CommitmentRow) -> Iterator[Said]:
    """Yield what was promised and how it stands: never a score."""
    yield _process(row)
    yield _given(row)
    yield _received(row)
    yield _steering(row)
    yield _people(row)


def _process(row: CommitmentRow) -> Said:
    if row.process is not None:
        href = reverse("development:process", args=[row.process])
        return Said(_("Jeres udviklingsproces er begyndt."), _("Se processen"), href)
    return Said(
        _("Jeres udviklingsproces er ikke begyndt endnu."),
        _("Begynd processen"),
        reverse("development:processes"),
    )


def _given(row: CommitmentRow) -> Said:
    asked = f"{reverse('development:sparring')}#til-os"
    if not row.given:
        return Said(_("I har ikke givet sparring endnu."), _("Se, hvad de andre spørger om"), asked)
    text = ngettext(
        "I har givet et svar til en anden kommune.",
        "I har givet %(count)s svar til andre kommuner.",
        row.given,
    ) % {"count": row.given}
    if row.thanked:
        text += " " + _("Noget af det er brugt: %(count)s.") % {"count": row.thanked}
    return Said(text)


def _received(row: CommitmentRow) -> Said:
    ask, ours = reverse("development:ask"), f"{reverse('development:sparring')}#vores"
    if not row.asked:
        return Said(_("I har ikke bedt om sparring endnu."), _("Bed om sparring"), ask)
    if not row.received:
        return Said(
            _("I har bedt om sparring, og ingen har svaret endnu."), _("Se jeres spørgsmål"), ours
        )
    text = ngettext(
        "I har fået et svar fra en anden kommune.",
        "I har fået %(count)s svar fra andre kommuner.",
        row.received,
    ) % {"count": row.received}
    if row.used:
        return Said(text + " " + _("I har brugt noget af det: %(count)s.") % {"count": row.used})
    return Said(text, _("Sig, hvad I har brugt"), ours)


def _steering(row: CommitmentRow) -> Said:
    href = reverse("meetings:meetings", args=[row.edition])
    if not row.steering_held:
        return Said(_("Der er ikke noteret fremmøde ved et styregruppemøde endnu."))
    text = _("I var repræsenteret ved %(present)s af %(held)s styregruppemøder.") % {
        "present": row.steering_present,
        "held": row.steering_held,
    }
    if row.steering_present == row.steering_held:
        return Said(text)
    return Said(text, _("Se, hvornår det næste er"), href)


def _people(row: CommitmentRow) -> Said:
    href = reverse("meetings:continuity", args=[row.edition])
    if not row.days:
        return Said(_("Der er ikke noteret fremmøde ved en netværksdag endnu."))
    text = _("%(throughout)s af jeres %(people)s navngivne har været med ved alle netværksdage.")
    said = {"throughout": row.throughout, "people": row.people}
    return Said(text % said, _("Se fremmødet"), href)


def commitments_table(rows: Sequence[CommitmentRow], title: str) -> Table:
    """Return every municipality's commitments as one table, in the order of the rows."""
    names = (
        _("Kommune"),
        _("Område"),
        _("Proces begyndt"),
        _("Har spurgt"),
        _("Svar givet"),
        _("Svar fået"),
        _("Heraf brugt"),
        _("Tilbud"),
        _("Repræsenteret ved styregruppemøder"),
        _("Samme personer ved alle netværksdage"),
    )
    return table(
        _("Det, kommunerne har lovet hinanden: %(edition)s. I alfabetisk orden.")
        % {"edition": title},
        names,
        [_cells(row) for row in rows],
    )


def silent(rows: Sequence[CommitmentRow]) -> list[CommitmentRow]:
    """Return those that have neither given nor received yet, in the order of the rows.

    Where one process serves both sectors, sparring in either of them is sparring about it.
    """
    heard = {row.process for row in rows if row.process is not None and not row.is_silent}
    return [row for row in rows if row.is_silent and row.process not in heard]


def _cells(row: CommitmentRow) -> list[Cell | str]:
    counts = (row.asked, row.given, row.received, row.used, row.offers)
    return [
        row.municipality,
        row.sector_name,
        _("ja") if row.process_started else _("ikke endnu"),
        *(Cell(str(count), count) for count in counts),
        _of(row.steering_present, row.steering_held),
        _of(row.throughout, row.people) if row.days else _of(0, 0),
    ]


def _of(some: int, every: int) -> str:
    """Return a part of a whole in words; nothing noted is said, and is no zero."""
    if not every:
        return _("ikke noteret")
    return _("%(some)s af %(all)s") % {"some": some, "all": every}


def followed_editions(viewer: Viewer) -> list[tuple[str, str]]:
    """Return id and title of the editions with anybody in them that the viewer runs."""
    if not people.is_organiser(viewer):
        return []
    return [
        (row.edition.id, row.edition.content.title.in_language(get_language() or "da"))
        for row in programmes.editions(viewer)
        if people.is_organiser(viewer, row.edition.id)
        and any(
            programmes.participants(row.edition.id, sector)
            for sector in row.edition.content.sector_ids
        )
    ]


@dataclass(frozen=True)
class Beside:
    """What a process's page shows of sparring: its questions, and how many wait for an answer."""

    questions: tuple[QuestionRow, ...]
    waiting: int


def sparring_beside(viewer: Viewer, row: ProcessRow) -> Beside | None:
    """Return it for those who have a part in sparring; None for all others who read a process."""
    if not selectors.sees_sparring_of(viewer=viewer, row=row):
        return None
    waiting = sum(one.is_for(row) for one in selectors.waiting(viewer=viewer))
    return Beside(tuple(selectors.questions_about(viewer=viewer, row=row)), waiting)
