"""Who may do what, as small predicates over the viewer. Rooms above build on these."""

from samspil.people.roles import Role
from samspil.people.viewer import Viewer

ORGANISERS = (Role.PROGRAMME_OWNER, Role.FACILITATOR)
OWN_PEOPLE = (
    Role.CHIEF,
    Role.PROJECT_LEAD,
    Role.MEMBER,
    Role.STEERING_REPRESENTATIVE,
)
MUNICIPAL = tuple(role for role in Role if role.is_municipal)


def is_owner(viewer: Viewer) -> bool:
    """A programme owner tends everything that is common."""
    return viewer.holds(Role.PROGRAMME_OWNER)


def is_organiser(viewer: Viewer, edition: str = "") -> bool:
    """Those who run the programme: its owners and facilitators."""
    return viewer.holds(*ORGANISERS, edition=edition)


def belongs_to(viewer: Viewer, municipality: str, *, edition: str = "", sector: str = "") -> bool:
    """One of the municipality's own people taking part."""
    return viewer.holds(*OWN_PEOPLE, municipality=municipality, edition=edition, sector=sector)


def may_see_audit(viewer: Viewer, municipality: str) -> bool:
    """A chief sees what was done about the own municipality; organisers see all."""
    return is_organiser(viewer) or viewer.holds(Role.CHIEF, municipality=municipality)


def may_grant(viewer: Viewer, role: Role, municipality: str) -> bool:
    """Owners give any role; a chief gives the municipality's own."""
    chief_gives = {
        Role.PROJECT_LEAD,
        Role.SECRETARY,
        Role.MEMBER,
        Role.STEERING_REPRESENTATIVE,
        Role.POLITICIAN,
    }
    return is_owner(viewer) or (
        role in chief_gives and viewer.holds(Role.CHIEF, municipality=municipality)
    )
