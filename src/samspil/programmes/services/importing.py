"""An existing list of teams taken in: as drafts, or as registrations that bind already."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes import checks, rules, selectors, team_lists
from samspil.programmes.checks import Problem
from samspil.programmes.models import Registration
from samspil.programmes.selectors.editions import EditionView
from samspil.programmes.selectors.registrations import wish_of
from samspil.programmes.services import errors
from samspil.programmes.services.confirming import SaidYes, register_team
from samspil.programmes.services.drafts import change_draft
from samspil.programmes.team_lists import Complaint, Listed
from samspil.programmes.wishes import Wish


@dataclass(frozen=True)
class ListRow:
    """What a list says of one municipality, and what keeps it from being taken in."""

    listed: Listed
    name: str
    problems: tuple[Problem, ...]
    stands: bool
    """Whether exactly this has been registered already."""


@dataclass(frozen=True)
class ListRead:
    """A list as it was understood."""

    rows: tuple[ListRow, ...]
    complaints: tuple[Complaint, ...]

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong anywhere."""
        return not self.complaints and not any(row.problems for row in self.rows)


@dataclass(frozen=True)
class Imported:
    """What came of a list: how many municipalities are new, and how many stood already."""

    new: int
    known: int


def read_list(
    viewer: Viewer, edition: str, rows: Sequence[Sequence[str]], *, binding: bool
) -> ListRead:
    """Return a list as it is understood, with everything wrong in it; stores nothing.

    Raises NotAllowedError, NoSuchEditionError.
    """
    if not rules.may_help(viewer, edition):
        raise people.NotAllowedError
    view = selectors.edition(edition)
    if view is None:
        raise errors.NoSuchEditionError
    known = dict(places.names())
    offered = view.content.sector_ids
    listed, complaints = team_lists.read(rows, known, offered)
    found = tuple(_row(view, one, known[one.code], binding=binding) for one in listed)
    return ListRead(found, tuple(complaints))


def _row(view: EditionView, listed: Listed, name: str, *, binding: bool) -> ListRow:
    row = Registration.objects.filter(edition=view.id, municipality_id=listed.code).first()
    wish = listed.wish.in_sequence(view.content.sector_ids)
    if row is not None and row.confirmed_at is not None:
        stands = wish_of(row).teams == wish.teams
        problems: tuple[Problem, ...] = () if stands else (Problem("bound_already"),)
        return ListRow(listed, name, problems, stands)
    check = checks.problems if binding else checks.flaws
    found = list(check(view.content, wish))
    if binding and not any(team.chief for team in wish.teams):
        found.append(Problem("no_chief_to_say_yes"))
    stands = not binding and row is not None and wish_of(row).teams == wish.teams
    return ListRow(listed, name, tuple(found), stands)


@transaction.atomic
def import_list(
    *,
    actor: Viewer,
    edition: str,
    rows: Sequence[Sequence[str]],
    binding: bool,
    reason: str = "",
    now: dt.datetime | None = None,
) -> Imported:
    """Take in all teams of a list, or none; taken in again it changes nothing.

    With ``binding`` each is registered on the word of the chief the list names, for ``reason``.
    Raises NotAllowedError, NoSuchEditionError, ListRefusedError, and what registering raises.
    """
    read = read_list(actor, edition, rows, binding=binding)
    if not read.is_sound or not read.rows:
        raise errors.ListRefusedError
    new = [row for row in read.rows if not row.stands]
    for row in new:
        _take_in(actor, edition, row.listed, reason if binding else None, now)
    people.record(
        actor=actor,
        action="programmes.list_imported",
        edition=edition,
        details={"count": len(new)},
    )
    return Imported(len(new), len(read.rows) - len(new))


def _take_in(
    actor: Viewer, edition: str, listed: Listed, reason: str | None, now: dt.datetime | None
) -> None:
    where = {"edition": edition, "municipality": listed.code}

    def change(standing: Wish) -> Wish:
        return Wish(
            listed.wish.teams, standing.pre_analyses, standing.remarks, standing.contacts,
            standing.areas, standing.process_support,
        )  # fmt: skip

    if reason is None:
        change_draft(actor=actor, change=change, now=now, **where)
        return
    chief = next(team.chief for team in listed.wish.teams if team.chief)
    register_team(
        actor=actor,
        wish=listed.wish,
        said_yes=SaidYes(chief.name, chief.email, reason),
        now=now,
        **where,
    )
