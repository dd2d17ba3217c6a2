"""Who may see and form groups."""

from collections.abc import Iterable

from samspil.people import rules as people
from samspil.people.roles import Role
from samspil.people.viewer import Viewer


def may_form(viewer: Viewer, edition: str) -> bool:
    """Those who run the programme propose groups and accept them."""
    return people.is_organiser(viewer, edition)


def may_see(viewer: Viewer, edition: str, participants: Iterable[str]) -> bool:
    """Organisers, and the people of the municipalities taking part (codes)."""
    return may_form(viewer, edition) or bool(own_among(viewer, edition, participants))


def own_among(viewer: Viewer, edition: str, participants: Iterable[str]) -> tuple[str, ...]:
    """Return those of the municipalities in which the viewer holds a role in this edition."""
    return tuple(
        code
        for code in participants
        if viewer.holds(*people.MUNICIPAL, municipality=code, edition=edition)
    )


def may_say(viewer: Viewer, edition: str, municipality: str) -> bool:
    """A municipality's own people say what it can share and wants to learn."""
    return people.belongs_to(viewer, municipality, edition=edition)


def may_agree(viewer: Viewer, edition: str, municipality: str) -> bool:
    """A municipality's chief says whether its schools are part of networks with others'."""
    return viewer.holds(Role.CHIEF, municipality=municipality, edition=edition)


def may_bring_times(viewer: Viewer) -> bool:
    """Those who run a programme bring travel times; they count for everybody."""
    return people.is_organiser(viewer)


def may_try_scenarios(viewer: Viewer) -> bool:
    """Those who run the programme, and everybody with a role in a municipality."""
    return people.is_organiser(viewer) or bool(viewer.municipalities(people.MUNICIPAL))
