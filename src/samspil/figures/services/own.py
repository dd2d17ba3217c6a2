"""Acts on a municipality's own figures: type, correct, withdraw."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from samspil.documents.cpr import find_cpr
from samspil.figures import rules
from samspil.figures.models.own import OwnFigure
from samspil.figures.own import entries as own_entries
from samspil.figures.own.entries import (
    LONGEST_REASON,
    Doubt,
    Entry,
    Flaw,
    Key,
    Problem,
    Settled,
)
from samspil.figures.own.standing import doubts_of, is_same, key_of, mark_of, repeated
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.places.models import Institution, Municipality


class OwnFigureError(Exception):
    """An act on own figures cannot be done; nothing was changed."""


class NoSuchOwnFigureError(OwnFigureError):
    """There is no such figure."""


class EntryRefusedError(OwnFigureError):
    """Something is wrong; ``problems`` by place in the entries given."""

    def __init__(self, problems: Mapping[int, Sequence[Problem]]) -> None:
        self.problems = problems
        super().__init__(str(dict(problems)))


class DoubtfulError(OwnFigureError):
    """Something looks wrong and was not confirmed; ``doubts`` by place in the entries given."""

    def __init__(self, doubts: Mapping[int, Sequence[Doubt]]) -> None:
        self.doubts = doubts
        super().__init__(str(dict(doubts)))


class ChangedSinceSeenError(OwnFigureError):
    """Another figure stands than the one that was seen; ``standing`` is it, None where none is."""

    def __init__(self, standing: OwnFigure | None) -> None:
        self.standing = standing
        super().__init__(str(standing))


@dataclass(frozen=True)
class Kept:
    """What was done with entries. ``figures`` stand now, in the order they were given."""

    figures: tuple[OwnFigure, ...]
    new: int
    replaced: int
    same: int


@transaction.atomic
def type_figure(
    *,
    actor: Viewer,
    municipality: str,
    entry: Entry,
    seen: int | None,
    vouched: bool = False,
    confirmed: bool = False,
) -> Kept:
    """Keep one figure; the same one again changes nothing.

    ``seen`` is the figure that stood when the person wrote. Raises NotAllowedError,
    EntryRefusedError, DoubtfulError unless ``confirmed``, and ChangedSinceSeenError.
    """
    held = _held(actor, municipality)
    settled = _settled(held, [entry], vouched=vouched, confirmed=confirmed)
    standing = held.standing.get(entry.key)
    if (standing and standing.pk) != seen and not is_same(standing, entry, settled[0]):
        raise ChangedSinceSeenError(standing)
    kept = _keep(held, [entry], settled)
    if kept.new or kept.replaced:
        action = "figures.own_replaced" if kept.replaced else "figures.own_typed"
        _record(actor, action, kept.figures[0])
    return kept


@transaction.atomic
def type_figures(
    *,
    actor: Viewer,
    municipality: str,
    entries: Sequence[Entry],
    seen: str,
    vouched: bool = False,
    confirmed: bool = False,
) -> Kept:
    """Keep all of a pasted block or nothing; figures that stand already stay as they are.

    ``seen`` is what ``mark`` gave for the entries when the person looked. Raises as
    ``type_figure`` does.
    """
    held = _held(actor, municipality)
    settled = _settled(held, entries, vouched=vouched, confirmed=confirmed)
    pairs = list(zip(entries, settled, strict=True))
    changes = [e for e, s in pairs if not is_same(held.standing.get(e.key), e, s)]
    if changes and mark_of(held.standing, entries) != seen:
        raise ChangedSinceSeenError(held.standing.get(changes[0].key))
    kept = _keep(held, entries, settled)
    if kept.new or kept.replaced:
        people.record(
            actor=actor,
            action="figures.own_pasted",
            municipality=municipality,
            details={"new": kept.new, "replaced": kept.replaced},
        )
    return kept


@transaction.atomic
def withdraw_figure(*, actor: Viewer, figure: int, reason: str) -> OwnFigure:
    """Take a figure away, with the reason; it stays in the history. Again changes nothing.

    Raises NotAllowedError, NoSuchOwnFigureError, EntryRefusedError about ``reason``, and
    ChangedSinceSeenError where it has been replaced.
    """
    municipality = OwnFigure.objects.filter(pk=figure).values_list("municipality_id", flat=True)
    if not municipality:
        raise NoSuchOwnFigureError
    held = _held(actor, municipality[0])
    found = OwnFigure.objects.get(pk=figure)
    if found.ending == OwnFigure.Ending.WITHDRAWN:
        return found
    if found.ending:
        raise ChangedSinceSeenError(held.standing.get(key_of(found)))
    words = " ".join(reason.split())
    if problems := _about_reason(words):
        raise EntryRefusedError({0: problems})
    _end([found], OwnFigure.Ending.WITHDRAWN, held, reason=words)
    _record(actor, "figures.own_withdrawn", found)
    return found


def _about_reason(words: str) -> list[Problem]:
    if not words:
        return [Problem("reason", Flaw.MISSING)]
    if len(words) > LONGEST_REASON:
        return [Problem("reason", Flaw.LONG)]
    return [Problem("reason", Flaw.CPR)] if find_cpr(words) else []


@dataclass(frozen=True)
class _Held:
    """A municipality whose own figures nobody else changes until the transaction ends."""

    code: str
    user: int
    moment: datetime
    standing: Mapping[Key, OwnFigure]


def _held(actor: Viewer, municipality: str) -> _Held:
    if actor.user_id is None or not rules.may_type_own(actor, municipality):
        raise people.NotAllowedError
    # One at a time: the second of two colleagues reads what the first has written.
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality)
    found = OwnFigure.objects.filter(municipality=municipality, ended_at=None)
    standing = {key_of(figure): figure for figure in found}
    return _Held(municipality, actor.user_id, timezone.now(), standing)


def _settled(
    held: _Held, entries: Sequence[Entry], *, vouched: bool, confirmed: bool
) -> list[Settled]:
    """Return what is to be kept; raises what is wrong, then what is doubtful."""
    numbers = Institution.objects.filter(municipality=held.code).values_list("pk", flat=True)
    schools = set(numbers) if any(entry.key.institution for entry in entries) else set()
    problems = {
        place: found
        for place, entry in enumerate(entries)
        if (found := own_entries.flaws(entry, institutions=schools, vouched=vouched))
    }
    for place in repeated(entries):
        problems.setdefault(place, [Problem("indicator", Flaw.TWICE)])
    if problems:
        raise EntryRefusedError(problems)
    settled = [own_entries.settle(entry) for entry in entries]
    doubts = doubts_of(held.standing, entries, settled)
    if doubts and not confirmed:
        raise DoubtfulError(doubts)
    return settled


def _keep(held: _Held, entries: Sequence[Entry], settled: Sequence[Settled]) -> Kept:
    figures: list[OwnFigure] = []
    new = replaced = 0
    for entry, kept in zip(entries, settled, strict=True):
        standing = held.standing.get(entry.key)
        if standing is not None and is_same(standing, entry, kept):
            figures.append(standing)
            continue
        if standing is not None:
            _end([standing], OwnFigure.Ending.REPLACED, held)
        figures.append(_write(held, entry, kept, standing))
        new, replaced = new + (standing is None), replaced + (standing is not None)
    return Kept(tuple(figures), new, replaced, len(entries) - new - replaced)


def _write(held: _Held, entry: Entry, kept: Settled, standing: OwnFigure | None) -> OwnFigure:
    return OwnFigure.objects.create(
        municipality_id=held.code,
        institution_id=entry.key.institution or None,
        indicator=entry.key.indicator,
        period=entry.key.period,
        breakdown=entry.key.breakdown,
        state=kept.state,
        basis=kept.basis,
        value=kept.value,
        numerator=kept.numerator,
        denominator=kept.denominator,
        source=entry.source.strip(),
        note=entry.note.strip(),
        entered_by_id=held.user,
        entered_at=held.moment,
        replaces=standing,
    )


def _end(
    figures: Sequence[OwnFigure], ending: OwnFigure.Ending, held: _Held, *, reason: str = ""
) -> None:
    for figure in figures:
        figure.ending, figure.reason = ending, reason
        figure.ended_by_id, figure.ended_at = held.user, max(held.moment, figure.entered_at)
        figure.save(update_fields=["ending", "reason", "ended_by", "ended_at"])


def _record(actor: Viewer, action: str, figure: OwnFigure) -> None:
    people.record(
        actor=actor,
        action=action,
        municipality=figure.municipality_id,
        subject=f"own_figure:{figure.pk}",
        details={"indicator": figure.indicator, "period": figure.period},
    )
