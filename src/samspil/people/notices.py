"""Where rooms above ask to be told that somebody was given a role, or had one taken back."""

from collections.abc import Callable
from dataclasses import dataclass

from samspil.people.roles import Role


@dataclass(frozen=True)
class RoleChange:
    """A role somebody was given (``is_given``) or that was taken back, and by whom."""

    membership: int
    is_given: bool
    email: str
    name: str
    role: Role
    municipality: str
    by: str


Listener = Callable[[RoleChange], None]
_LISTENERS: list[Listener] = []


def when_role_changes(listener: Listener) -> None:
    """Call ``listener`` with each change that a person has made, inside its transaction."""
    if listener not in _LISTENERS:
        _LISTENERS.append(listener)


def tell(change: RoleChange) -> None:
    """Tell all who asked."""
    for listener in _LISTENERS:
        listener(change)
