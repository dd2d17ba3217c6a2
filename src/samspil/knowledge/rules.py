"""Who may write, hand in, edit, publish and withdraw; ``selectors.scopes`` says who may read."""

from samspil.knowledge.models import WITHIN, Case, Status
from samspil.people import rules as people
from samspil.people.roles import Role
from samspil.people.viewer import Viewer

TENDERS = (Role.EDITOR, *people.ORGANISERS)
"""Those who write the portal's own texts: research, models, methods, material of a day."""

EDITORS = (Role.EDITOR, Role.PROGRAMME_OWNER)
"""Those who read what is handed in, and publish."""


def may_write(viewer: Viewer, *, municipality: str, sector: str, edition: str) -> bool:
    """The municipality's own people taking part write its drafts."""
    return bool(municipality) and people.belongs_to(
        viewer, municipality, sector=sector, edition=edition
    )


def may_write_own(viewer: Viewer, edition: str = "") -> bool:
    """Editors and organisers write the texts that no municipality stands behind."""
    return viewer.is_signed_in and viewer.holds(*TENDERS, edition=edition)


def may_speak_for(viewer: Viewer, case: Case) -> bool:
    """The municipality's chief and project lead hand in, consent and withdraw."""
    return bool(case.municipality_id) and viewer.holds(
        Role.CHIEF,
        Role.PROJECT_LEAD,
        municipality=case.municipality_id or "",
        sector=case.sector,
        edition=case.edition,
    )


def may_submit(viewer: Viewer, case: Case) -> bool:
    """Who speaks for the municipality; a text of nobody's is handed in by those who write it."""
    if case.municipality_id:
        return may_speak_for(viewer, case)
    return may_write_own(viewer, case.edition)


def may_publish(viewer: Viewer, case: Case) -> bool:
    """An editor publishes what is handed in, and a draft that no municipality stands behind.

    Also what is published already, once the municipality has said yes to a wider circle.
    """
    ready = case.status == Status.SUBMITTED or waits_to_be_widened(case)
    own = case.status == Status.DRAFT and not case.municipality_id
    return (ready or own) and is_editor(viewer, case.edition)


def waits_to_be_widened(case: Case) -> bool:
    """Whether a wider consent was given since it was published, and no editor has acted on it."""
    given, published = case.consent_at, case.published_at
    if case.status != Status.PUBLISHED or given is None or published is None or given <= published:
        return False
    is_wider = case.scope != case.consent_scope and case.scope in WITHIN[case.consent_scope]
    return is_wider and (case.looked_at is None or case.looked_at < given)


def is_editor(viewer: Viewer, edition: str = "") -> bool:
    """Editors and programme owners tend the portal."""
    return viewer.holds(*EDITORS, edition=edition)


def may_edit(viewer: Viewer, case: Case) -> bool:
    """A draft is those who write it's; what is handed in or published is the editor's."""
    if case.status == Status.DRAFT and not case.municipality_id:
        return may_write_own(viewer, case.edition)
    if case.status == Status.DRAFT:
        return may_write(
            viewer,
            municipality=case.municipality_id or "",
            sector=case.sector,
            edition=case.edition,
        )
    return case.status in (Status.SUBMITTED, Status.PUBLISHED) and is_editor(viewer, case.edition)


def may_take_over(viewer: Viewer, edition: str) -> bool:
    """Organisers take over what stood on the agenda of a network day they run."""
    return viewer.is_signed_in and people.is_organiser(viewer, edition)


def may_invite(viewer: Viewer, edition: str = "") -> bool:
    """Organisers, who may see every municipality's potential, invite to write."""
    return viewer.is_signed_in and people.is_organiser(viewer, edition)


def may_load(viewer: Viewer) -> bool:
    """Owners load the shipped articles, and so does an installation that is being prepared.

    No page does it, so nobody reaches this signed out but the command line.
    """
    return people.is_owner(viewer) or not viewer.is_signed_in
