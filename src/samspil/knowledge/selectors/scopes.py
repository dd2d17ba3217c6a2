"""Who may read what: every list, page, search and count asks here, and nowhere else.

The answer is a condition for the database, so that nothing is counted or cut off before it holds.
"""

from collections.abc import Iterable

from django.db.models import F, Q

from samspil.knowledge import rules
from samspil.knowledge.models import SECTORS, WITHIN, Case, Scope, Status
from samspil.networks import selectors as networks
from samspil.people import rules as people
from samspil.people.roles import Role
from samspil.people.viewer import Grant, Viewer
from samspil.programmes import selectors as programmes

_PORTAL = (*people.ORGANISERS, Role.EDITOR)
# Held without an edition, these reach every partnership; others only those they take part in.
_EVERYWHERE = (*_PORTAL, Role.REGISTRATION_CONTACT)


def published(viewer: Viewer) -> Q:
    """The published texts this viewer may read."""
    circles = _own(viewer) | _for_kl(viewer) | _partnership(viewer) | _sparring(viewer)
    return Q(status=Status.PUBLISHED) & (Q(scope=Scope.PUBLIC) | circles)


def readable(viewer: Viewer) -> Q:
    """Published texts, what those who write have under way, and what is handed in to an editor."""
    under_way = Q(status__in=[Status.DRAFT, Status.SUBMITTED]) & own(viewer)
    return published(viewer) | under_way | handed_in(viewer)


def handed_in(viewer: Viewer) -> Q:
    """What waits for this viewer as an editor: handed in, or consented to in a wider circle."""
    found = _nothing()
    for grant in _held(viewer, rules.EDITORS):
        found |= (Q(status=Status.SUBMITTED) | _to_be_widened()) & _edition(grant)
    return found


def _to_be_widened() -> Q:
    """As the rule ``waits_to_be_widened``, for the database."""
    wider = _nothing()
    for consent, circles in WITHIN.items():
        wider |= Q(consent_scope=consent, scope__in=sorted(circles - {consent}))
    unseen = Q(looked_at=None) | Q(looked_at__lt=F("consent_at"))
    return Q(status=Status.PUBLISHED, consent_at__gt=F("published_at")) & wider & unseen


def own(viewer: Viewer) -> Q:
    """Everything the viewer's own team has written, withdrawn or not.

    For those who tend the portal: the texts that no municipality stands behind.
    """
    return _own(viewer) | _tended(viewer)


def recorded(viewer: Viewer) -> Q:
    """The texts whose record of versions and consents this viewer may read.

    The own ones, also withdrawn, and what an editor tends as long as it is readable.
    """
    found = own(viewer)
    for grant in _held(viewer, rules.EDITORS):
        found |= readable(viewer) & _edition(grant)
    return found


def _tended(viewer: Viewer) -> Q:
    """The portal's own texts, for those who write them; what is shipped is nobody's work here."""
    found = _nothing()
    for grant in _held(viewer, rules.TENDERS):
        found |= Q(municipality=None, article="") & _edition(grant)
    return found


def _own(viewer: Viewer) -> Q:
    """The own municipality's texts, as far as the role reaches."""
    found = _nothing()
    for grant in _held(viewer, people.OWN_PEOPLE):
        found |= Q(municipality=grant.municipality) & _edition(grant) & _sector(grant)
    return found


def _for_kl(viewer: Viewer) -> Q:
    """Texts KL may use: for those who run the programme or edit the portal."""
    found = _nothing()
    for grant in _held(viewer, _PORTAL):
        found |= Q(scope=Scope.KL) & _edition(grant)
    return found


def _partnership(viewer: Viewer) -> Q:
    """Texts shared in a partnership: for everybody with a role in that edition."""
    editions = {grant.edition for grant in viewer.grants if grant.edition}
    roaming = [grant for grant in viewer.grants if not grant.edition]
    if any(grant.role in _EVERYWHERE for grant in roaming):
        return Q(scope=Scope.PARTNERSHIP)
    at_home = {grant.municipality for grant in roaming if grant.municipality}
    if at_home:
        shared = _editions(Scope.PARTNERSHIP)
        editions |= {one for one in shared if at_home & programmes.taking_part(one, SECTORS)}
    return Q(scope=Scope.PARTNERSHIP, edition__in=editions) if editions else _nothing()


def _editions(scope: Scope) -> Iterable[str]:
    found = Case.objects.filter(status=Status.PUBLISHED, scope=scope)
    return found.order_by().values_list("edition", flat=True).distinct()


def _sparring(viewer: Viewer) -> Q:
    """Texts shared in a sparring group: for the people of the municipalities in it."""
    found = _nothing()
    grants = list(_held(viewer, people.OWN_PEOPLE))
    if not grants:
        return found
    shared = Case.objects.filter(status=Status.PUBLISHED, scope=Scope.SPARRING_GROUP)
    for edition, sector in shared.order_by().values_list("edition", "sector").distinct():
        codes = {
            code
            for grant in grants
            if grant.covers(municipality=grant.municipality, edition=edition, sector=sector)
            for code in _group(edition, sector, grant.municipality)
        }
        if codes:
            found |= Q(
                scope=Scope.SPARRING_GROUP, edition=edition, sector=sector, municipality__in=codes
            )
    return found


def _group(edition: str, sector: str, code: str) -> tuple[str, ...]:
    """The municipalities in the accepted group of one; none while there is no such group."""
    group = networks.group_of(edition, sector, code)
    return group.codes if group else ()


def _held(viewer: Viewer, roles: Iterable[Role]) -> Iterable[Grant]:
    wanted = set(roles)
    return (grant for grant in viewer.grants if grant.role in wanted)


def _edition(grant: Grant) -> Q:
    return Q(edition__in=["", grant.edition]) if grant.edition else ~_nothing()


def _sector(grant: Grant) -> Q:
    return Q(sector__in=["", grant.sector]) if grant.sector else ~_nothing()


def _nothing() -> Q:
    return Q(pk__in=[])
