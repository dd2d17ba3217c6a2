"""Who may do what about registrations. Editions themselves are public."""

from samspil.people import rules as people
from samspil.people.roles import Role
from samspil.people.viewer import Viewer

PREPARERS = (Role.CHIEF, Role.PROJECT_LEAD, Role.SECRETARY)


def may_publish(viewer: Viewer) -> bool:
    """Owners publish editions, and so does an installation that is being prepared.

    No page publishes, so nobody reaches this signed out but the command line.
    """
    return people.is_owner(viewer) or not viewer.is_signed_in


def may_edit_editions(viewer: Viewer) -> bool:
    """Owners write, publish and close editions."""
    return people.is_owner(viewer)


def may_prepare(viewer: Viewer, municipality: str, edition: str) -> bool:
    """The municipality's chiefs, project leads and secretaries write its draft."""
    return viewer.holds(*PREPARERS, municipality=municipality, edition=edition)


def may_help(viewer: Viewer, edition: str) -> bool:
    """Those who see all registrations write one for somebody on the telephone."""
    return may_see_all(viewer, edition)


def may_write(viewer: Viewer, municipality: str, edition: str) -> bool:
    """The municipality's own people write its draft, or somebody for them on the telephone."""
    return may_prepare(viewer, municipality, edition) or may_help(viewer, edition)


def may_confirm(viewer: Viewer, municipality: str, edition: str) -> bool:
    """Only a chief of the municipality binds it."""
    return viewer.holds(Role.CHIEF, municipality=municipality, edition=edition)


def may_see(viewer: Viewer, municipality: str, edition: str) -> bool:
    """A municipality's own people see its registration once it is confirmed; organisers see all."""
    own = people.belongs_to(viewer, municipality, edition=edition)
    own = own or may_prepare(viewer, municipality, edition)
    return own or may_see_all(viewer, edition)


def may_see_all(viewer: Viewer, edition: str) -> bool:
    """Those who run the programme, and those who look after registrations."""
    return people.is_organiser(viewer, edition) or viewer.holds(
        Role.REGISTRATION_CONTACT, edition=edition
    )


def may_except(viewer: Viewer, edition: str) -> bool:
    """Owners and facilitators let a municipality through, let it go, and change what is bound."""
    return people.is_organiser(viewer, edition)


def may_bill(viewer: Viewer, edition: str) -> bool:
    """Owners, and those who look after registrations, bill and record payments."""
    return people.is_owner(viewer) or viewer.holds(Role.REGISTRATION_CONTACT, edition=edition)


def may_decide_vat(viewer: Viewer) -> bool:
    """Owners say what an edition's prices hold of VAT."""
    return people.is_owner(viewer)


def may_note_billing(viewer: Viewer, municipality: str, edition: str) -> bool:
    """A municipality's own people say where its bill goes; those who bill do it for them."""
    return may_prepare(viewer, municipality, edition) or may_bill(viewer, edition)


def may_invite(viewer: Viewer, edition: str) -> bool:
    """Those who run the programme, and those who look after registrations, invite to it."""
    return viewer.is_signed_in and may_see_all(viewer, edition)


def may_set_budget(viewer: Viewer) -> bool:
    """Owners say what an edition is expected to bring in."""
    return people.is_owner(viewer) and viewer.is_signed_in


def may_hand_over(viewer: Viewer) -> bool:
    """Owners let somebody take over all that a colleague who changes job held."""
    return people.is_owner(viewer) and viewer.is_signed_in
