"""Who may see, plan and add to meetings."""

from collections.abc import Iterable

from samspil.people import rules as people
from samspil.people.roles import Role
from samspil.people.viewer import Viewer


def may_plan(viewer: Viewer, edition: str) -> bool:
    """Those who run the programme plan its meetings and write down decisions."""
    return people.is_organiser(viewer, edition)


def may_see(viewer: Viewer, edition: str, participants: Iterable[str]) -> bool:
    """Organisers, and the people of the municipalities taking part (codes)."""
    own = any(
        viewer.holds(*people.MUNICIPAL, municipality=code, edition=edition) for code in participants
    )
    return own or may_plan(viewer, edition)


def may_bring(viewer: Viewer, edition: str, municipality: str) -> bool:
    """A municipality's own people bring something; organisers do not speak for it."""
    return people.belongs_to(viewer, municipality, edition=edition)


def may_steer(viewer: Viewer, edition: str, municipality: str, sector: str) -> bool:
    """A municipality's representative, and its chief, speak and vote for it."""
    return viewer.holds(
        Role.STEERING_REPRESENTATIVE,
        Role.CHIEF,
        municipality=municipality,
        edition=edition,
        sector=sector,
    )


def attends_steering(viewer: Viewer, edition: str, sector: str) -> bool:
    """One representative for each municipality, and those who run the programme."""
    representative = any(
        viewer.holds(
            Role.STEERING_REPRESENTATIVE, municipality=code, edition=edition, sector=sector
        )
        for code in viewer.municipalities([Role.STEERING_REPRESENTATIVE])
    )
    return representative or may_plan(viewer, edition)
