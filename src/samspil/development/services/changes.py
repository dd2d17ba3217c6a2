"""What an act changed in a driver diagram, so that it can be undone."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any

from samspil.development.models import DriverLink, DriverNode, Process, TestOfChange


@dataclass(frozen=True)
class NodeState:
    """A node as it stands: its own fields, the nodes above it, and the tests that try it."""

    id: int
    key: str
    kind: str
    text: str
    lever: int | None
    position: int
    version: int
    parents: tuple[int, ...] = ()
    tests: tuple[int, ...] = ()


@dataclass
class Change:
    """What an act did: how nodes stood ``before`` it, and the versions it left (``after``).

    A node that was added is only in ``after``, one that was removed only in ``before``. ``node``
    is the one that was acted on; ``is_repeated`` says that the act had been done already.
    """

    process: int
    node: int = 0
    is_repeated: bool = False
    before: dict[int, NodeState] = field(default_factory=dict)
    after: dict[int, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return what a session can keep."""
        before = [asdict(state) for state in self.before.values()]
        return {"process": self.process, "before": before, "after": list(self.after.items())}


def from_json(kept: Mapping[str, Any]) -> Change:
    """Return what a session has kept."""
    states = [
        NodeState(**(one | {"parents": tuple(one["parents"]), "tests": tuple(one["tests"])}))
        for one in kept["before"]
    ]
    return Change(
        process=kept["process"],
        before={state.id: state for state in states},
        after=dict(kept["after"]),
    )


def states(process: Process) -> dict[int, NodeState]:
    """Return how every node of a process stands."""
    parents: dict[int, list[int]] = {}
    for parent, child in DriverLink.objects.filter(child__process=process).values_list(
        "parent_id", "child_id"
    ):
        parents.setdefault(child, []).append(parent)
    tests: dict[int, list[int]] = {}
    for test, idea in TestOfChange.objects.filter(process=process, idea__isnull=False).values_list(
        "id", "idea_id"
    ):
        tests.setdefault(idea, []).append(test)
    return {
        node.pk: NodeState(
            id=node.pk,
            key=node.key,
            kind=node.kind,
            text=node.text,
            lever=node.lever,
            position=node.position,
            version=node.version,
            parents=tuple(sorted(parents.get(node.pk, ()))),
            tests=tuple(sorted(tests.get(node.pk, ()))),
        )
        for node in DriverNode.objects.filter(process=process)
    }


@contextmanager
def noted(process: Process) -> Iterator[Change]:
    """Note what is changed meanwhile."""
    change = Change(process.pk)
    before = states(process)
    yield change
    after = states(process)
    change.before = {key: state for key, state in before.items() if after.get(key) != state}
    change.after = {key: one.version for key, one in after.items() if before.get(key) != one}


def put_back(process: Process, change: Change) -> None:
    """Let the nodes stand as they did before; the caller has checked that nobody went on."""
    added = [key for key in change.after if key not in change.before]
    DriverNode.objects.filter(process=process, pk__in=added).delete()
    # Links first go, then kinds change, then links come: the database refuses what does not fit.
    DriverLink.objects.filter(child__process=process, child__in=change.before).delete()
    kept = set(DriverNode.objects.filter(process=process).values_list("pk", flat=True))
    for state in change.before.values():
        fields = {
            name: getattr(state, name) for name in ("key", "kind", "text", "lever", "position")
        }
        version = max(state.version, change.after.get(state.id, 0)) + 1
        DriverNode.objects.update_or_create(
            pk=state.id, process=process, defaults=fields | {"version": version}
        )
        kept.add(state.id)
        TestOfChange.objects.filter(process=process, pk__in=state.tests).update(idea=state.id)
    DriverLink.objects.bulk_create(
        DriverLink(parent_id=parent, child_id=state.id)
        for state in change.before.values()
        for parent in state.parents
        if parent in kept
    )


def rebase(older: Change, change: Change, undone: Change) -> None:
    """Let an older change expect the versions that undoing a later one has left."""
    for key, state in change.before.items():
        known = (state.version, change.after.get(key))
        if key in undone.after and key in older.after and older.after[key] in known:
            older.after[key] = undone.after[key]
