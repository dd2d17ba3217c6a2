"""What other municipalities and organisers see of a screening: what was chosen, nothing else."""

from dataclasses import dataclass

from samspil.people import rules as people
from samspil.people.viewer import Viewer
from samspil.programmes import selectors as programmes
from samspil.screening.models import Screening, Share
from samspil.screening.selectors.access import may_read
from samspil.screening.selectors.rows import FindingRow, LeverView, ScreeningRow, ScreeningView
from samspil.screening.selectors.screening import view_of, with_answers


@dataclass(frozen=True)
class SharedView:
    """The shared parts of a screening; what was not chosen is empty or None."""

    row: ScreeningRow
    levers: tuple[LeverView, ...]
    summary: str
    findings: tuple[FindingRow, ...]
    report: ScreeningView | None


def standing_shares(*, viewer: Viewer, screening: int) -> set[tuple[str, str]]:
    """Return what is shared now as (part, audience), for those who may read the screening."""
    found = Screening.objects.filter(pk=screening).first()
    if found is None or not may_read(viewer, found):
        return set()
    shares = found.shares.filter(ended_at=None)
    return {(one.part, one.audience) for one in shares}


def shared_with_me(*, viewer: Viewer) -> list[SharedView]:
    """Return what is shared with this person, by municipality; own screenings are not here."""
    found = with_answers().filter(shares__ended_at=None).distinct()
    ordered = found.order_by("municipality__sort_key", "sector", "-id")
    views = (_shared(viewer, one) for one in ordered if not may_read(viewer, one))
    return [view for view in views if view is not None]


def shared_report(*, viewer: Viewer, screening: int) -> ScreeningView | None:
    """Return the whole screening where its report is shared with this person."""
    found = with_answers().filter(pk=screening).first()
    view = _shared(viewer, found) if found is not None else None
    return view.report if view else None


def _shared(viewer: Viewer, found: Screening) -> SharedView | None:
    """Return the parts shared with this person; None where there are none."""
    parts = {
        one.part
        for one in found.shares.all()
        if one.ended_at is None and _is_among(viewer, found, one.audience)
    }
    if not parts or found.is_open:
        return None
    view = view_of(found)
    whole = Share.Part.REPORT in parts
    return SharedView(
        row=view.row,
        levers=view.levers if whole or Share.Part.VERDICTS in parts else (),
        summary=view.summary if whole or Share.Part.VERDICTS in parts else "",
        findings=view.first_findings if whole or Share.Part.FINDINGS in parts else (),
        report=view if whole else None,
    )


def _is_among(viewer: Viewer, found: Screening, audience: str) -> bool:
    """Whether this person is one of those with whom it is shared."""
    if people.is_organiser(viewer, found.edition):
        return True
    if audience != Share.Audience.PARTNERSHIP or not found.edition:
        return False
    return any(
        people.belongs_to(viewer, place.code, edition=found.edition, sector=found.sector)
        for place in programmes.participants(found.edition, found.sector)
    )
