"""Reads of a municipality's own figures, by those they belong to and those they are shown to.

Nothing here reads or feeds observations: own figures are in nobody's peers, expected values or
distributions. Small groups were never kept; what subtraction could tell is hidden here, from all.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from samspil.figures import rules, snapshot
from samspil.figures.indicators import Indicator, load_indicators
from samspil.figures.models.own import OwnFigure, OwnFigureShare
from samspil.figures.own import entries as own_entries
from samspil.figures.own.entries import Entry, Key
from samspil.figures.own.standing import key_of
from samspil.figures.selectors.comparison import NoSuchMunicipalityError
from samspil.figures.snapshot import SourceRow
from samspil.methods.differences import Counted, hidden_parts
from samspil.methods.states import Figure, Suppressed, Value
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.places.models import Institution, Municipality
from samspil.places.services import sort_key

type WholeOf = Callable[[Key], Key]


@dataclass(frozen=True)
class OwnRow:
    """One own figure as its readers may see it. ``by`` is empty for those outside."""

    id: int
    key: Key
    indicator: Indicator
    institution: str
    figure: Figure
    basis: str
    counted: Counted | None
    source: str
    note: str
    by: str
    at: datetime
    is_correction: bool


@dataclass(frozen=True)
class Beside:
    """One figure shown beside an own one: the municipality's own, or a public one."""

    part: str
    period: str
    figure: Figure
    own: OwnRow | None
    source: SourceRow | None


@dataclass(frozen=True)
class Companion:
    """An indicator that must be seen together with another. Without ``rows`` it is missing."""

    id: str
    indicator: Indicator
    rows: tuple[Beside, ...]


@dataclass(frozen=True)
class OwnGroup:
    """All own figures of one indicator, in order of school, part and period."""

    id: str
    indicator: Indicator
    rows: tuple[OwnRow, ...]
    companions: tuple[Companion, ...]


@dataclass(frozen=True)
class ShareRow:
    """Leave given to others, standing or withdrawn. ``code`` is empty for the organisers."""

    id: int
    code: str
    name: str
    given_at: datetime
    given_by: str
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class Ended:
    """A figure that stands no more: what it was, how it ended, by whom and why."""

    row: OwnRow
    is_withdrawn: bool
    at: datetime
    by: str
    reason: str


@dataclass(frozen=True)
class OwnFigures:
    """A municipality's own figures as one viewer may see them."""

    municipality: Municipality
    groups: tuple[OwnGroup, ...]
    wanted: tuple[str, ...]
    may_type: bool
    is_inside: bool
    changed_at: datetime | None

    @property
    def count(self) -> int:
        """How many figures stand."""
        return sum(len(group.rows) for group in self.groups)


def own_figures(*, viewer: Viewer, code: str) -> OwnFigures | None:
    """Return the own figures; None for those who may not see them.

    Raises NoSuchMunicipalityError.
    """
    municipality = places.municipality(code)
    if municipality is None:
        raise NoSuchMunicipalityError(code)
    if not may_see(viewer=viewer, code=code):
        return None
    inside = rules.belongs_with_own(viewer, code)
    rows = _protected(_row(found, inside=inside) for found in _standing(code))
    by_indicator: dict[str, list[OwnRow]] = defaultdict(list)
    for row in rows:
        by_indicator[row.key.indicator].append(row)
    reader = _Reader(code, by_indicator, snapshot.current())
    return OwnFigures(
        municipality=municipality,
        groups=tuple(reader.group(name) for name in by_indicator),
        wanted=tuple(n for n in own_entries.brought() if n not in by_indicator),
        may_type=rules.may_type_own(viewer, code),
        is_inside=inside,
        changed_at=max((row.at for row in rows), default=None),
    )


def may_see(*, viewer: Viewer, code: str) -> bool:
    """Whether the viewer may see the municipality's own figures at this moment."""
    return rules.belongs_with_own(viewer, code) or (
        viewer.is_signed_in and rules.may_see_own(viewer, code, _shown_to(code))
    )


def _shown_to(code: str) -> frozenset[str]:
    found = OwnFigureShare.objects.filter(municipality=code, withdrawn_at=None)
    others = found.values_list("other_id", flat=True)
    return frozenset(other or rules.ORGANISERS for other in others)


def shown_to_me(*, viewer: Viewer) -> list[Municipality]:
    """Municipalities whose own figures the viewer may see because they were let in."""
    if not viewer.is_signed_in:
        return []
    shares = OwnFigureShare.objects.filter(withdrawn_at=None).select_related("municipality")
    audiences: dict[Municipality, set[str]] = defaultdict(set)
    for share in shares:
        audiences[share.municipality].add(share.other_id or rules.ORGANISERS)
    found = [
        place
        for place, shown in audiences.items()
        if rules.may_see_own(viewer, place.pk, shown)
        and not rules.belongs_with_own(viewer, place.pk)
    ]
    return sorted(found, key=lambda place: place.sort_key)


def own_shares(*, viewer: Viewer, code: str) -> list[ShareRow]:
    """Who else may see and might once, newest first; for those inside."""
    if not rules.belongs_with_own(viewer, code):
        return []
    found = OwnFigureShare.objects.filter(municipality=code).select_related("other", "given_by")
    return [
        ShareRow(
            share.pk,
            share.other_id or "",
            share.other.name if share.other else "",
            share.given_at,
            str(share.given_by),
            share.withdrawn_at,
        )
        for share in found.order_by("-pk")
    ]


def own_figure(*, viewer: Viewer, code: str, figure: int) -> OwnRow | None:
    """Return one figure that stands; None where there is none for this viewer to see."""
    page = own_figures(viewer=viewer, code=code)
    rows = [row for group in page.groups for row in group.rows] if page else []
    return next((row for row in rows if row.id == figure), None)


def own_history(
    *, viewer: Viewer, code: str, figure: int
) -> tuple[OwnRow | None, list[Ended]] | None:
    """Return what stands at the same key as a figure, and all that stood before, newest first.

    None where the municipality has no such figure, or the viewer is not inside.
    """
    if not rules.belongs_with_own(viewer, code):
        return None
    found = OwnFigure.objects.filter(pk=figure, municipality=code).first()
    if found is None:
        return None
    same = OwnFigure.objects.filter(
        municipality=code,
        indicator=found.indicator,
        period=found.period,
        breakdown=found.breakdown,
        institution=found.institution,
    ).select_related("entered_by", "ended_by", "institution")
    standing = next((one.pk for one in same if not one.ending), 0)
    current = own_figure(viewer=viewer, code=code, figure=standing) if standing else None
    return current, [_ended(one) for one in reversed(same) if one.ending]


def own_withdrawn(*, viewer: Viewer, code: str) -> list[Ended]:
    """Figures taken away where nothing stands in their place, newest first; for those inside."""
    if not rules.belongs_with_own(viewer, code):
        return []
    standing = {key_of(found) for found in _standing(code)}
    found = OwnFigure.objects.filter(
        municipality=code, ending=OwnFigure.Ending.WITHDRAWN
    ).select_related("entered_by", "ended_by", "institution")
    newest = {key_of(one): one for one in found if key_of(one) not in standing}
    return [_ended(one) for one in sorted(newest.values(), key=lambda one: -one.pk)]


def standing_figures(*, viewer: Viewer, code: str) -> dict[Key, OwnFigure]:
    """Return what stands by key, for those who may type."""
    if not rules.may_type_own(viewer, code):
        return {}
    return {key_of(found): found for found in _standing(code)}


def schools(code: str) -> list[Institution]:
    """The municipality's public schools by name, for the form; these are public."""
    found = Institution.objects.filter(
        municipality=code, kind=Institution.Kind.PUBLIC_SCHOOL
    ).order_by("name")
    return list(found)


def entry_of(found: OwnFigure) -> Entry:
    """Return a figure as it was stated, to be corrected by those who may type."""
    counted = found.numerator is not None
    return Entry(
        key=key_of(found),
        state=_STATES[found.state],
        value=None if counted else found.value,
        numerator=found.numerator,
        denominator=found.denominator,
        source=found.source,
        note=found.note,
    )


_STATES: Mapping[str, own_entries.State] = {
    "value": "value",
    "suppressed": "suppressed",
    "not_applicable": "not_applicable",
}


def _standing(code: str) -> Iterable[OwnFigure]:
    """What stands of indicators that are still defined, in reading order."""
    found = OwnFigure.objects.filter(municipality=code, ended_at=None).select_related(
        "entered_by", "institution"
    )
    indicators = load_indicators()
    return sorted((one for one in found if one.indicator in indicators), key=_order)


def _order(found: OwnFigure) -> tuple[str, str, int, str]:
    content = load_indicators()[found.indicator].content
    parts = ["", *(part.code for part in content.breakdowns)]
    place = parts.index(found.breakdown) if found.breakdown in parts else len(parts)
    school = found.institution.name if found.institution else ""
    return sort_key(content.short.da), sort_key(school), place, found.period


def _row(found: OwnFigure, *, inside: bool) -> OwnRow:
    counted = None
    if found.numerator is not None and found.denominator is not None:
        counted = Counted(found.numerator, found.denominator)
    return OwnRow(
        id=found.pk,
        key=key_of(found),
        indicator=load_indicators()[found.indicator].content,
        institution=found.institution.name if found.institution else "",
        figure=own_entries.figure_of(found.state, found.value),
        basis=found.basis,
        counted=counted,
        source=found.source,
        note=found.note,
        by=str(found.entered_by) if inside else "",
        at=found.entered_at,
        is_correction=found.replaces_id is not None,
    )


def _ended(found: OwnFigure) -> Ended:
    # Without its counts: what is hidden now could be found from an older whole.
    row = replace(_row(found, inside=True), counted=None)
    return Ended(
        row=row,
        is_withdrawn=found.ending == OwnFigure.Ending.WITHDRAWN,
        at=found.ended_at or found.entered_at,
        by=str(found.ended_by or ""),
        reason=found.reason,
    )


def _protected(rows: Iterable[OwnRow]) -> list[OwnRow]:
    """Hide the parts and schools that could be found by taking others from the whole."""
    found = list(rows)
    hidden = _hidden_by(found, lambda key: replace(key, breakdown=""))
    hidden |= _hidden_by(found, lambda key: replace(key, institution=""))
    return [_hide(row) if row.key in hidden else row for row in found]


def _hidden_by(rows: Iterable[OwnRow], whole_of: WholeOf) -> set[Key]:
    counted = {
        row.key: row.counted for row in rows if row.basis == "share" and row.counted is not None
    }
    parts: dict[Key, dict[Key, Counted]] = defaultdict(dict)
    for key, counts in counted.items():
        if whole_of(key) != key:
            parts[whole_of(key)][key] = counts
    return {
        key
        for whole, found in parts.items()
        if whole in counted
        for key in hidden_parts(counted[whole], found)
    }


def _hide(row: OwnRow) -> OwnRow:
    return replace(row, figure=Suppressed("few"), counted=None)


@dataclass(frozen=True)
class _Reader:
    """Puts together what is shown about an indicator, and what beside it."""

    code: str
    own: Mapping[str, list[OwnRow]]
    public: snapshot.Snapshot

    def group(self, name: str) -> OwnGroup:
        """Return an indicator with its companions."""
        content = load_indicators()[name].content
        return OwnGroup(
            id=name,
            indicator=content,
            rows=tuple(self.own[name]),
            companions=tuple(self._companion(other) for other in content.beside),
        )

    def _companion(self, name: str) -> Companion:
        content = load_indicators()[name].content
        rows = self._own_newest(name) or self._public_newest(name, content)
        return Companion(name, content, rows)

    def _own_newest(self, name: str) -> tuple[Beside, ...]:
        """The newest own figures of the whole municipality, one for each part."""
        rows = [row for row in self.own.get(name, ()) if not row.institution]
        newest = {row.key.breakdown: row for row in sorted(rows, key=lambda row: row.key.period)}
        chosen = [newest[""]] if "" in newest else list(newest.values())
        return tuple(
            Beside(row.key.breakdown, row.key.period, row.figure, row, None) for row in chosen
        )

    def _public_newest(self, name: str, content: Indicator) -> tuple[Beside, ...]:
        found = []
        for part in ["", *(one.code for one in content.breakdowns)]:
            period = self.public.latest(name, part)
            figure = self.public.one(self.code, name, period, part)
            if isinstance(figure, Value):
                source = self.public.source_for(self.code, name, period, part)
                found.append(Beside(part, period, figure, None, source))
        return tuple(found)
