"""Who is at a meeting's page on the day: somebody signed in, or a guest with a personal link."""

from dataclasses import dataclass

from samspil.people.viewer import ANYBODY, Viewer


@dataclass(frozen=True)
class Visitor:
    """A person on the day; either `viewer` is signed in, or `guest` is the guest's number."""

    name: str
    email: str
    viewer: Viewer = ANYBODY
    guest: int | None = None

    @property
    def key(self) -> str:
        """A name that keeps apart what two people keep on one phone."""
        return f"g{self.guest}" if self.guest is not None else f"p{self.viewer.user_id}"

    @property
    def owner(self) -> dict[str, int | None]:
        """Whose a note is, as the database names it."""
        return {"user_id": self.viewer.user_id, "guest_id": self.guest}
