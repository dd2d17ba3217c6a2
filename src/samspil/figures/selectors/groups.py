"""Reads about given peers: saved groups, and KL's comparison groups."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models

from samspil.figures import rules
from samspil.figures.models.peers import ComparisonList, ComparisonPair, MunicipalityGroup
from samspil.figures.peer_choice import PeerChoice
from samspil.people.viewer import Viewer


class ChoiceRefusedError(Exception):
    """A choice of peers that cannot be had; ``reason`` is a code that pages turn into words."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True)
class GroupRow:
    """A saved group as its users see it; ``sector`` empty is both, ``owner`` who made it."""

    id: int
    name: str
    sector: str
    codes: tuple[str, ...]
    owner: str
    municipality: str
    for_all: bool
    is_editable: bool


@dataclass(frozen=True)
class ListRow:
    """A version of KL's comparison groups; ``municipalities`` is how many have a group in it."""

    id: int
    sector: str
    source: str
    as_of: date
    file_name: str
    uploaded_by: str
    uploaded_at: datetime
    municipalities: int


def group_rows(*, viewer: Viewer) -> list[GroupRow]:
    """Groups the viewer can use, in the order they were made."""
    found = MunicipalityGroup.objects.select_related("owner").prefetch_related("members")
    return [_row(group, viewer) for group in found if rules.may_use_group(viewer, group)]


def group_row(*, viewer: Viewer, group: int) -> GroupRow | None:
    """One group, None where there is none for this viewer."""
    found = MunicipalityGroup.objects.select_related("owner").filter(pk=group).first()
    return _row(found, viewer) if found and rules.may_use_group(viewer, found) else None


def groups_for(*, viewer: Viewer, sector: str) -> list[GroupRow]:
    """Groups the viewer can use in one area."""
    return [row for row in group_rows(viewer=viewer) if row.sector in ("", sector)]


def current_list(*, sector: str) -> ListRow | None:
    """KL's comparison groups in use, None where none have been brought."""
    return next(iter(_lists(ComparisonList.objects.filter(sector=sector), newest=1)), None)


def list_rows() -> list[ListRow]:
    """Every version of KL's comparison groups, the newest first."""
    return _lists(ComparisonList.objects.all())


def members(*, viewer: Viewer, code: str, sector: str, choice: PeerChoice) -> tuple[str, ...]:
    """Codes of the given peers of a municipality, itself left out; raises ChoiceRefusedError."""
    codes = _kl(code, sector) if choice.kind == "kl" else _saved(viewer, sector, choice.group)
    others = tuple(sorted(set(codes) - {code}))
    if not others:
        raise ChoiceRefusedError("nobody_else")
    return others


def _kl(code: str, sector: str) -> list[str]:
    newest = ComparisonList.objects.filter(sector=sector).first()
    if newest is None:
        raise ChoiceRefusedError("no_kl_list")
    pairs = ComparisonPair.objects.filter(list=newest, municipality_id=code)
    found = list(pairs.values_list("peer_id", flat=True))
    if not found:
        raise ChoiceRefusedError("not_in_kl_list")
    return found


def _saved(viewer: Viewer, sector: str, number: int) -> tuple[str, ...]:
    row = group_row(viewer=viewer, group=number)
    if row is None or row.sector not in ("", sector):
        raise ChoiceRefusedError("no_such_group")
    return row.codes


def _row(group: MunicipalityGroup, viewer: Viewer) -> GroupRow:
    return GroupRow(
        id=group.pk,
        name=group.name,
        sector=group.sector,
        codes=tuple(member.pk for member in group.members.all()),
        owner=str(group.owner),
        municipality=group.municipality_id or "",
        for_all=group.for_all,
        is_editable=rules.may_change_group(viewer, group),
    )


def _lists(found: models.QuerySet[ComparisonList], newest: int | None = None) -> list[ListRow]:
    counted = found.select_related("uploaded_by").annotate(
        places=models.Count("pairs__municipality", distinct=True)
    )
    return [
        ListRow(
            id=one.pk,
            sector=one.sector,
            source=one.source,
            as_of=one.as_of,
            file_name=one.file_name,
            uploaded_by=str(one.uploaded_by),
            uploaded_at=one.uploaded_at,
            municipalities=one.places,
        )
        for one in counted[:newest]
    ]
