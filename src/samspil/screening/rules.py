"""Who may do what with a screening."""

from samspil.people import rules as people
from samspil.people.roles import Role
from samspil.people.viewer import Viewer

EDITORS = (Role.CONSULTANT, Role.CHIEF, Role.PROJECT_LEAD)


def may_edit(viewer: Viewer, *, municipality: str, sector: str, edition: str = "") -> bool:
    """The assigned consultant, and the municipality's own chief and project lead."""
    return viewer.holds(*EDITORS, municipality=municipality, sector=sector, edition=edition)


def may_read(
    viewer: Viewer, *, municipality: str, sector: str, edition: str = "", finished: bool = False
) -> bool:
    """Those who edit, the municipality's people, programme owners; politicians once finished."""
    where = {"municipality": municipality, "sector": sector, "edition": edition}
    return (
        may_edit(viewer, **where)
        or people.belongs_to(viewer, municipality, sector=sector, edition=edition)
        or people.is_owner(viewer)
        or (finished and viewer.holds(Role.POLITICIAN, **where))
    )


def may_share(viewer: Viewer, *, municipality: str, sector: str, edition: str = "") -> bool:
    """What leaves the municipality is chosen by its own chief or project lead."""
    return viewer.holds(
        Role.CHIEF, Role.PROJECT_LEAD, municipality=municipality, sector=sector, edition=edition
    )


def may_bring_instrument(viewer: Viewer) -> bool:
    """Those who run the programme may bring an instrument of their own."""
    return people.is_organiser(viewer)


def may_follow(viewer: Viewer, *, edition: str) -> bool:
    """Organisers see which screenings exist and which are finished, not what they say."""
    return people.is_organiser(viewer, edition)


def may_make_all_decks(viewer: Viewer) -> bool:
    """Organisers make the decks of all municipalities: long work on public figures."""
    return people.is_organiser(viewer)


def may_tend_templates(viewer: Viewer, *, edition: str) -> bool:
    """An edition's organisers bring templates for its decks; owners for those of all editions."""
    return people.is_organiser(viewer, edition)
