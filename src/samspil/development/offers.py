"""What other rooms offer to do with a process; this room holds the place, they fill it."""

from collections.abc import Callable
from dataclasses import dataclass

from samspil.development.selectors import ProcessView
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class Offer:
    """Something one can do with a process: a form sent to ``action`` by a button."""

    label: str
    explanation: str
    action: str


Maker = Callable[[Viewer, ProcessView], Offer | None]
_makers: list[Maker] = []


def register(maker: Maker) -> None:
    """Ask ``maker``, whenever a process is shown, what it offers this viewer."""
    if maker not in _makers:
        _makers.append(maker)


def offers(viewer: Viewer, view: ProcessView) -> list[Offer]:
    """Return what is offered this viewer on the page of this process."""
    return [offer for maker in _makers if (offer := maker(viewer, view)) is not None]
