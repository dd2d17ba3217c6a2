"""What other rooms offer to do with a finding; this room holds the place, they fill it."""

from collections.abc import Callable
from dataclasses import dataclass

from samspil.people.viewer import Viewer
from samspil.screening.selectors import FindingRow, ScreeningRow


@dataclass(frozen=True)
class Offer:
    """Somewhere one can go with a finding."""

    label: str
    href: str


Maker = Callable[[Viewer, ScreeningRow, FindingRow], Offer | None]
_makers: list[Maker] = []


def register(maker: Maker) -> None:
    """Ask ``maker``, whenever a finding is shown, what it offers this viewer."""
    if maker not in _makers:
        _makers.append(maker)


def offers(viewer: Viewer, row: ScreeningRow, finding: FindingRow) -> list[Offer]:
    """Return what is offered this viewer beside this finding."""
    return [offer for maker in _makers if (offer := maker(viewer, row, finding)) is not None]
