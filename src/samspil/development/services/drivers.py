"""Acts on the driver diagram: add, rename, move, link, unlink, reorder, remove, undo.

Each locks the process, notes what it changed (so that it can be undone) and leaves one audit
event. ``seen`` is the version of the node that the actor had before them.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from samspil.development.models import LEVERS, DriverLink, DriverNode, Process, TestOfChange
from samspil.development.services import changes, errors
from samspil.development.services.changes import Change
from samspil.development.services.processes import held, record
from samspil.people.viewer import Viewer

Kind = DriverNode.Kind
MOST = 60
LONGEST = 200
_BELOW = {None: Kind.PRIMARY, Kind.PRIMARY: Kind.SECONDARY, Kind.SECONDARY: Kind.IDEA}


def add_driver(
    *,
    actor: Viewer,
    process: int,
    text: str,
    key: str,
    under: int | None = None,
    after: int | None = None,
) -> Change:
    """Add a driver under another (None: under the aim), last or ``after`` one beside it.

    The level comes from what it hangs on. ``key`` sent again adds nothing. Raises NotAllowedError,
    Process.DoesNotExist, ProcessClosedError, DriverGoneError, WrongLevelError,
    TooManyDriversError and TextRefusedError.
    """
    with _changing(actor, process, "development.driver_added") as (found, change):
        standing = found.drivers.filter(key=key).first()
        if standing is not None:
            change.node, change.is_repeated = standing.pk, True
            return change
        said = _text(text)
        if found.drivers.count() >= MOST:
            raise errors.TooManyDriversError
        parent = None if under is None else _node(found, under)
        kind = _kind_below(parent)
        node = DriverNode.objects.create(
            process=found, kind=kind, text=said, key=key, position=_last(found) + 1
        )
        if parent is not None:
            DriverLink.objects.create(parent=parent, child=node)
        if after is not None:
            _place_after(found, node, after)
        change.node = node.pk
    return change


def rename_driver(
    *, actor: Viewer, node: int, text: str, seen: int, lever: int | None = None
) -> Change:
    """Write a driver anew, and which lever a primary one pulls.

    Raises NotAllowedError, ProcessClosedError, DriverGoneError, DriverChangedError and
    TextRefusedError.
    """
    process = _process_of(node)
    with _changing(actor, process, "development.driver_renamed") as (found, change):
        one = _unchanged(found, node, seen)
        one.text = _text(text)
        if lever is not None and (lever not in LEVERS or one.kind != Kind.PRIMARY):
            raise errors.TextRefusedError("lever", "unknown")
        one.lever = lever
        _save(one)
        change.node = node
    return change


def move_driver(
    *,
    actor: Viewer,
    node: int,
    under: int | None,
    seen: int,
    leaving: int | None = None,
    after: int | None = None,
) -> Change:
    """Hang a driver on another one (None: on the aim) instead of on ``leaving``, or of on all.

    Its level follows; where that changes, nothing may stand under it. Raises NotAllowedError,
    ProcessClosedError, DriverGoneError, DriverChangedError, CircleError, WrongLevelError and
    HoldsMoreError.
    """
    process = _process_of(node)
    with _changing(actor, process, "development.driver_moved") as (found, change):
        one = _unchanged(found, node, seen)
        parent = None if under is None else _node(found, under)
        _refuse_circle(one, parent)
        kind = _kind_below(parent)
        left = one.above.all()
        if kind == one.kind and leaving is not None:
            left = left.filter(parent=leaving)
        elif kind != one.kind:
            _refuse_more(one)
        left.delete()
        one.kind, one.lever = kind, one.lever if kind == Kind.PRIMARY else None
        _save(one)
        if parent is not None:
            DriverLink.objects.get_or_create(parent=parent, child=one)
        if after is not None:
            _place_after(found, one, after)
        change.node = node
    return change


def link_driver(*, actor: Viewer, node: int, under: int, seen: int) -> Change:
    """Let a driver serve one more; linked already, nothing changes.

    Raises NotAllowedError, ProcessClosedError, DriverGoneError, DriverChangedError, CircleError
    and WrongLevelError.
    """
    process = _process_of(node)
    with _changing(actor, process, "development.driver_linked") as (found, change):
        one, parent = _unchanged(found, node, seen), _node(found, under)
        _refuse_circle(one, parent)
        if _kind_below(parent) != one.kind:
            raise errors.WrongLevelError
        _link, made = DriverLink.objects.get_or_create(parent=parent, child=one)
        change.node, change.is_repeated = node, not made
        if made:
            _save(one)
    return change


def unlink_driver(*, actor: Viewer, node: int, under: int, seen: int) -> Change:
    """Let a driver no longer serve one of those it serves; unlinked already, nothing changes.

    Raises NotAllowedError, ProcessClosedError, DriverGoneError, DriverChangedError and
    LastParentError.
    """
    process = _process_of(node)
    with _changing(actor, process, "development.driver_unlinked") as (found, change):
        one = _unchanged(found, node, seen)
        change.node = node
        link = one.above.filter(parent=under)
        if not link.exists():
            change.is_repeated = True
            return change
        if one.above.count() == 1:
            raise errors.LastParentError
        link.delete()
        _save(one)
    return change


def shift_driver(
    *, actor: Viewer, node: int, up: bool, seen: int, under: int | None = None
) -> Change:
    """Let a driver change places with the one before or after it; at the end it stays.

    ``under`` says among whom, where it serves several. Raises NotAllowedError,
    ProcessClosedError, DriverGoneError and DriverChangedError.
    """
    process = _process_of(node)
    with _changing(actor, process, "development.driver_moved") as (found, change):
        one = _unchanged(found, node, seen)
        beside = _beside(found, one, under)
        place = [each.pk for each in beside].index(one.pk) + (-1 if up else 1)
        change.node = node
        if not 0 <= place < len(beside):
            change.is_repeated = True
            return change
        other = beside[place]
        one.position, other.position = other.position, one.position
        other.save(update_fields=["position"])
        _save(one)
    return change


def remove_driver(*, actor: Viewer, node: int, seen: int, confirmed: bool = False) -> Change:
    """Remove a driver, and what stands under it alone; tests stay, without an idea.

    Unless ``confirmed``, what takes more along is refused. Raises NotAllowedError,
    ProcessClosedError, DriverGoneError, DriverChangedError and TakesMoreAlongError.
    """
    process = _process_of(node)
    with _changing(actor, process, "development.driver_removed") as (found, change):
        one = _unchanged(found, node, seen)
        gone = _only_under(found, one)
        tests = TestOfChange.objects.filter(idea__in=gone)
        if not confirmed and (len(gone) > 1 or tests.exists()):
            raise errors.TakesMoreAlongError(len(gone) - 1, tests.count())
        change.node = node
        DriverNode.objects.filter(pk__in=gone).delete()
    return change


def undo_change(*, actor: Viewer, change: Change) -> Change:
    """Let the diagram stand as before a change, if nobody has gone on from it.

    Raises NotAllowedError, Process.DoesNotExist, ProcessClosedError, DriverGoneError and
    DriverChangedError.
    """
    with _changing(actor, change.process, "development.driver_undone") as (found, undone):
        for node, version in change.after.items():
            one = _node(found, node)
            if one.version != version:
                raise errors.DriverChangedError(one.text)
        standing = changes.states(found)
        for added in set(change.after) - set(change.before):
            below = [state for state in standing.values() if added in state.parents]
            if below or standing[added].tests:
                raise errors.DriverChangedError(standing[added].text)
        changes.put_back(found, change)
        undone.node = next(iter(change.before), 0)
    return undone


# --- what the acts are made of ----------------------------------------------------------------


@contextmanager
def _changing(actor: Viewer, process: int, action: str) -> Iterator[tuple[Process, Change]]:
    """Hold the process while it is changed; leave an audit event if anything was."""
    with transaction.atomic():
        found = held(actor, process)
        with changes.noted(found) as change:
            yield found, change
        if not change.is_repeated:
            found.changed_at = timezone.now()
            found.save(update_fields=["changed_at"])
            record(actor, action, found)


def _process_of(node: int) -> int:
    process = DriverNode.objects.filter(pk=node).values_list("process_id", flat=True).first()
    if process is None:
        raise errors.DriverGoneError
    return process


def _node(process: Process, node: int) -> DriverNode:
    found = process.drivers.filter(pk=node).first()
    if found is None:
        raise errors.DriverGoneError
    return found


def _unchanged(process: Process, node: int, seen: int) -> DriverNode:
    found = _node(process, node)
    if found.version != seen:
        raise errors.DriverChangedError(found.text)
    return found


def _save(node: DriverNode) -> None:
    node.version += 1
    node.changed_at = timezone.now()
    node.save()


def _text(text: str) -> str:
    said = " ".join(text.split())
    errors.check_texts({"text": said}, required=("text",))
    if len(said) > LONGEST:
        raise errors.TextRefusedError("text", "long")
    return said


def _kind_below(parent: DriverNode | None) -> str:
    kind = None if parent is None else Kind(parent.kind)
    if kind not in _BELOW:
        raise errors.WrongLevelError
    return _BELOW[kind]


def _refuse_circle(node: DriverNode, parent: DriverNode | None) -> None:
    if parent is not None and parent.pk in _under(node):
        raise errors.CircleError


def _refuse_more(node: DriverNode) -> None:
    if node.below.exists() or node.tests.exists():
        raise errors.HoldsMoreError


def _under(node: DriverNode) -> set[int]:
    """The node and everything that stands under it."""
    found, edge = {node.pk}, {node.pk}
    while edge:
        below = DriverLink.objects.filter(parent__in=edge).values_list("child_id", flat=True)
        edge = set(below) - found
        found |= edge
    return found


def _only_under(process: Process, node: DriverNode) -> set[int]:
    """The node, and what would hang on nothing without it."""
    standing = changes.states(process)
    gone: set[int] = {node.pk}
    while more := {
        state.id
        for state in standing.values()
        if state.id not in gone and state.parents and gone.issuperset(state.parents)
    }:
        gone |= more
    return gone


def _last(process: Process) -> int:
    return max(process.drivers.values_list("position", flat=True), default=0)


def _beside(process: Process, node: DriverNode, under: int | None) -> list[DriverNode]:
    """Those under the same one, in order, itself among them."""
    alike = process.drivers.filter(kind=node.kind)
    if node.kind == Kind.PRIMARY:
        return list(alike)
    parents: Collection[int] = node.above.values_list("parent_id", flat=True)
    chosen = under if under in parents else min(parents)
    return list(alike.filter(above__parent=chosen))


def _place_after(process: Process, node: DriverNode, after: int) -> None:
    """Give the node the place after another one; the others make room."""
    others = [one for one in process.drivers.all() if one.pk != node.pk]
    place = next((i for i, one in enumerate(others) if one.pk == after), len(others) - 1) + 1
    for position, one in enumerate((*others[:place], node, *others[place:]), start=1):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])
