"""The driver diagram of a process, as pages, pictures and outlines show it."""

from dataclasses import dataclass

from samspil.development.models import DriverLink, DriverNode, Process, TestOfChange
from samspil.development.selectors import processes
from samspil.development.selectors.rows import ProcessView, lever_names
from samspil.people.viewer import Viewer

Kind = DriverNode.Kind


@dataclass(frozen=True)
class IdeaTest:
    """A test of change that tries an idea."""

    id: int
    number: int
    question: str
    status: str


@dataclass(frozen=True)
class DriverRow:
    """A node of a driver diagram; ``parents`` are ids, none where it hangs on the aim."""

    id: int
    kind: str
    text: str
    lever: int | None
    lever_name: str
    version: int
    parents: tuple[int, ...]
    tests: tuple[IdeaTest, ...]


@dataclass(frozen=True)
class DriverView:
    """A driver diagram: the aim, and the nodes in their own order."""

    process: int
    aim: str
    rows: tuple[DriverRow, ...]
    may_write: bool

    def of_kind(self, kind: str) -> tuple[DriverRow, ...]:
        """The nodes of a kind, in order."""
        return tuple(row for row in self.rows if row.kind == kind)

    def row(self, node: int) -> DriverRow | None:
        """One node."""
        return next((row for row in self.rows if row.id == node), None)

    def below(self, node: int | None) -> tuple[DriverRow, ...]:
        """The nodes that hang on one (None: on the aim), in order."""
        if node is None:
            return self.of_kind(Kind.PRIMARY)
        return tuple(row for row in self.rows if node in row.parents)

    @property
    def ideas(self) -> tuple[DriverRow, ...]:
        """The change ideas, in order."""
        return self.of_kind(Kind.IDEA)


def drivers(*, viewer: Viewer, process: int) -> DriverView | None:
    """The driver diagram of a process; None where there is none that this person may read."""
    view = processes.process(viewer=viewer, process=process)
    return drivers_of(view) if view is not None else None


def drivers_of(view: ProcessView) -> DriverView:
    """The driver diagram of a process that somebody reads."""
    found = Process.objects.get(pk=view.row.id)
    return DriverView(found.pk, found.what, _rows(found), view.may_write)


def _rows(process: Process) -> tuple[DriverRow, ...]:
    parents: dict[int, list[int]] = {}
    links = DriverLink.objects.filter(child__process=process)
    for parent, child in links.order_by("parent__position", "id").values_list(
        "parent_id", "child_id"
    ):
        parents.setdefault(child, []).append(parent)
    tests: dict[int, list[IdeaTest]] = {}
    tried = TestOfChange.objects.filter(process=process, idea__isnull=False).order_by("number")
    for one in tried:
        shown = IdeaTest(one.pk, one.number, one.question, one.status)
        tests.setdefault(one.idea_id or 0, []).append(shown)
    names = lever_names()
    return tuple(
        DriverRow(
            id=node.pk,
            kind=node.kind,
            text=node.text,
            lever=node.lever,
            lever_name=names.get(node.lever or 0, ""),
            version=node.version,
            parents=tuple(parents.get(node.pk, ())),
            tests=tuple(tests.get(node.pk, ())),
        )
        for node in process.drivers.order_by("position", "id")
    )
