"""Who is looking: the one value that rules and selectors ask."""

from collections.abc import Iterable
from dataclasses import dataclass

from samspil.people.roles import Role


@dataclass(frozen=True)
class Grant:
    """A role and where it holds; an empty field means everywhere."""

    role: Role
    municipality: str = ""
    edition: str = ""
    sector: str = ""

    def covers(self, *, municipality: str = "", edition: str = "", sector: str = "") -> bool:
        """Whether the grant reaches this place, edition and sector."""
        return (
            (not self.municipality or self.municipality == municipality)
            and (not self.edition or not edition or self.edition == edition)
            and (not self.sector or not sector or self.sector == sector)
        )


@dataclass(frozen=True)
class Viewer:
    """A person, or nobody in particular, with the roles held now."""

    user_id: int | None = None
    name: str = ""
    is_example: bool = False
    grants: tuple[Grant, ...] = ()

    @property
    def is_signed_in(self) -> bool:
        """Whether we know who this is."""
        return self.user_id is not None

    def holds(
        self, *roles: Role, municipality: str = "", edition: str = "", sector: str = ""
    ) -> bool:
        """Whether any of these roles is held here."""
        return any(
            grant.role in roles
            and grant.covers(municipality=municipality, edition=edition, sector=sector)
            for grant in self.grants
        )

    def holds_somewhere(self, *roles: Role) -> bool:
        """Whether any of these roles is held at all, in whichever municipality or edition."""
        return any(grant.role in roles for grant in self.grants)

    def municipalities(self, roles: Iterable[Role] = tuple(Role)) -> tuple[str, ...]:
        """Codes of the municipalities in which one of the roles is held, in order of code."""
        wanted = set(roles)
        return tuple(
            sorted({g.municipality for g in self.grants if g.municipality and g.role in wanted})
        )


ANYBODY = Viewer()
