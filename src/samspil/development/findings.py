"""A finding of the screening, as something to begin with."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from samspil.development import rules
from samspil.development.models import Process
from samspil.people.viewer import Viewer
from samspil.screening import selectors as screening
from samspil.screening.offers import Offer
from samspil.screening.selectors import FindingRow as ScreeningFinding
from samspil.screening.selectors import ScreeningRow


@dataclass(frozen=True)
class FindingRow:
    """What a screening claims about a municipality in a sector, on one of the levers."""

    id: int
    code: str
    sector: str
    edition: str
    lever: int
    claim: str


def finding_of(viewer: Viewer, finding: int) -> FindingRow | None:
    """Return a finding that this person may read."""
    for row in screening.mine(viewer=viewer):
        view = screening.screening(viewer=viewer, screening=row.id)
        for one in view.findings if view else ():
            if one.id == finding:
                return FindingRow(one.id, row.code, row.sector, row.edition, one.lever, one.claim)
    return None


def findings_for(viewer: Viewer, process: Process) -> list[FindingRow]:
    """Return this municipality's findings in the process's sectors that the person may read."""
    found: dict[int, FindingRow] = {}
    for row in screening.mine(viewer=viewer):
        if row.code != process.municipality_id or row.sector not in process.sectors:
            continue
        view = screening.screening(viewer=viewer, screening=row.id)
        for one in view.findings if view else ():
            found[one.id] = FindingRow(
                one.id, row.code, row.sector, row.edition, one.lever, one.claim
            )
    return sorted(found.values(), key=lambda one: (one.lever, one.id))


def begin_from(viewer: Viewer, row: ScreeningRow, finding: ScreeningFinding) -> Offer | None:
    """Offer those who may write to make a finding their local development, until one stands."""
    where = {"municipality": row.code, "sector": row.sector, "edition": row.edition}
    if not row.edition or not rules.may_write(viewer, **where):
        return None
    standing = Process.objects.filter(
        taken__sector=row.sector, municipality_id=row.code, edition=row.edition
    ).first()
    if standing is not None:
        if standing.finding != finding.id:
            return None
        href = reverse("development:process", args=[standing.pk])
        return Offer(_("Se den lokale udvikling, der begyndte her"), href)
    return Offer(_("Gør til lokal udvikling"), f"{reverse('development:begin')}?fund={finding.id}")
