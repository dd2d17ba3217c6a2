"""Reads of measures, each only for those who may; few are kept from all but the own people."""

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.components.charts import VariationChart
from samspil.development import rules, sentences
from samspil.development.measuring import drawing, periods, public, words
from samspil.development.measuring.protection import is_few
from samspil.development.measuring.rows import MeasureView, PhaseRow, PointRow, WatchRow
from samspil.development.measuring.series import chart_of, decimals_of, exact
from samspil.development.models import (
    Measure,
    MeasurePhase,
    MeasurePoint,
    Process,
    TestOfChange,
    WatchedMeasure,
)
from samspil.development.selectors.rows import ProcessView
from samspil.figures.variation_rules import current_rules
from samspil.people.models import User
from samspil.people.viewer import Viewer

KINDS = ("outcome", "process", "balancing")


def measures(
    *, viewer: Viewer, process: int, for_others: bool = False, put_aside: bool = False
) -> list[MeasureView]:
    """Return the measures of a process that the viewer may read; none where it may not.

    Outcome first, then process, then balancing. ``for_others`` leaves out the points about few
    that only the own people may see: say so wherever what is returned is shared, sent or saved.
    ``put_aside`` gives those that were put aside instead.
    """
    found = Process.objects.select_related("municipality").filter(pk=process).first()
    if found is None or not rules.may_read_process(viewer, found):
        return []
    wanted = _whole().filter(process=found, put_aside_at__isnull=not put_aside)
    sees_few = not for_others and _may_write(viewer, found)
    views = [_view(one, found, sees_few=sees_few) for one in wanted]
    return sorted(views, key=lambda view: (KINDS.index(view.kind), view.id))


def measure(
    *, viewer: Viewer, process: int, measure: int, for_others: bool = False
) -> MeasureView | None:
    """Return one measure of a process; None where there is none that this person may read."""
    found = _whole().filter(process=process, pk=measure).select_related("process__municipality")
    one = found.first()
    if one is None or not rules.may_read_process(viewer, one.process):
        return None
    sees_few = not for_others and _may_write(viewer, one.process)
    return _view(one, one.process, sees_few=sees_few)


def measure_names(
    *, viewer: Viewer, view: ProcessView, also: int | None = None
) -> list[tuple[int, str]]:
    """Return number and name of the measures of a process that its tests can be followed on.

    Those that were put aside are left out, but for the one in ``also``.
    """
    if not rules.may_read_row(viewer, view.row):
        return []
    wanted = Q(put_aside_at=None) | Q(pk=also or 0)
    found = Measure.objects.filter(wanted, process=view.row.id).order_by("name")
    return list(found.values_list("pk", "name"))


def chart(view: MeasureView, *, is_small: bool = False) -> VariationChart:
    """Return the chart of a measure: drawing, table and words from the same rows."""
    return drawing.chart_of(view, is_small=is_small)


def missing_kinds(views: Sequence[MeasureView]) -> tuple[str, ...]:
    """Return which kinds of measure a family still lacks."""
    have = {view.kind for view in views}
    return tuple(kind for kind in KINDS if kind not in have)


def history(*, viewer: Viewer, view: MeasureView, when: str) -> list[MeasurePoint]:
    """Return what stood for a time before, the newest first, for the own people only."""
    process = Process.objects.get(pk=view.process)
    if not _may_write(viewer, process):
        return []
    ended = MeasurePoint.objects.filter(measure=view.id, when=when, ended_at__isnull=False)
    return list(ended.select_related("ended_by").order_by("-ended_at", "-pk"))


def _may_write(viewer: Viewer, one: Process) -> bool:
    # Of a joint process, the people of either sector.
    return rules.may_write(
        viewer, municipality=one.municipality_id, sector=one.reach, edition=one.edition
    )


def _whole() -> QuerySet[Measure]:
    standing = MeasurePoint.objects.filter(ended_at__isnull=True).order_by("when")
    phases = MeasurePhase.objects.select_related("decided_by", "taken_back_by")
    tests = WatchedMeasure.objects.select_related("test").order_by("test__number")
    return Measure.objects.prefetch_related(
        Prefetch("points", queryset=standing),
        Prefetch("phases", queryset=phases),
        Prefetch("watched_by", queryset=tests),
    )


def _view(one: Measure, process: Process, *, sees_few: bool) -> MeasureView:
    """Return a measure as this reader may see it."""
    return _own(one, process, sees_few=sees_few) if one.is_own else _public(one, process)


def _own(one: Measure, process: Process, *, sees_few: bool) -> MeasureView:
    points = tuple(_point(one, point, sees_few=sees_few) for point in one.points.all())
    known = [point.exact for point in points if point.exact is not None]
    given = replace(
        _empty(one, process),
        points=points,
        kept_back=sum(point.value is None for point in points),
        decimals=decimals_of(known) if known else 0,
    )
    return _drawn(given)


def _public(one: Measure, process: Process) -> MeasureView:
    if not public.is_known(one.indicator, one.part):
        return replace(_empty(one, process), remark=_("Tallet findes ikke længere i Samspil."))
    found = public.series(one.indicator, one.part, process.municipality)
    given = replace(
        _empty(one, process),
        points=found.points,
        unit=found.unit,
        direction=found.direction,
        frequency=found.frequency,
        decimals=found.decimals,
        definition=found.definition,
        remark=found.remark,
        origin=found.origin,
    )
    return _drawn(given)


def _drawn(view: MeasureView) -> MeasureView:
    """Return the view with its chart."""
    made = chart_of(
        view.points, view.phases, view.rules, direction=view.direction, target=view.target
    )
    return replace(view, chart=made)


def _empty(one: Measure, process: Process) -> MeasureView:
    """Return all of a measure but its points."""
    phases = [_phase(one, phase) for phase in one.phases.all()]
    given = current_rules()
    return MeasureView(
        id=one.pk,
        process=process.pk,
        name=one.name,
        counted=one.counted,
        of=one.of,
        kind=one.kind,
        shape=one.shape,
        unit=words.unit(one.shape, one.unit),
        of_people=one.of_people,
        direction=one.direction,
        frequency=one.frequency,
        target=one.target,
        definition=one.definition,
        collects=one.collects,
        source=one.source,
        indicator=one.indicator,
        points=(),
        phases=tuple(phase for phase in phases if phase.taken_back_on is None),
        taken_back=tuple(phase for phase in phases if phase.taken_back_on is not None),
        tests=tuple(_test(watch.test) for watch in one.watched_by.all()),
        rules=given,
        chart=chart_of((), (), given, direction=one.direction, target=one.target),
        is_put_aside=one.put_aside_at is not None,
        place=process.municipality.name,
        is_example=process.municipality.is_example,
    )


def _point(one: Measure, point: MeasurePoint, *, sees_few: bool) -> PointRow:
    few = is_few(one, point.value, point.numerator, point.denominator)
    label = periods.label(one.frequency, point.when)
    if few and not sees_few:
        return PointRow(None, point.when, label, None, is_few=True)
    return PointRow(
        id=point.pk,
        when=point.when,
        label=label,
        value=point.value,
        exact=exact(
            point.value, point.numerator, point.denominator,
            is_share=one.shape == Measure.Shape.SHARE,
        ),
        note=point.note,
        numerator=point.numerator,
        denominator=point.denominator,
        is_few=few,
        typed_at=point.typed_at,
    )  # fmt: skip


def _phase(one: Measure, phase: MeasurePhase) -> PhaseRow:
    back = phase.taken_back_at
    return PhaseRow(
        id=phase.pk,
        begins=phase.begins,
        label=periods.label(one.frequency, phase.begins),
        reason=phase.reason,
        by=_name(phase.decided_by),
        decided_on=phase.decided_on,
        taken_back_on=None if back is None else timezone.localtime(back).date(),
        taken_back_by=_name(phase.taken_back_by),
        taken_back_because=phase.taken_back_because,
    )


def _name(user: User | None) -> str:
    return (user.name if user else "") or _("en tidligere bruger")


def _test(test: TestOfChange) -> WatchRow:
    begun, ended = test.begun_at, test.concluded_at
    return WatchRow(
        id=test.pk,
        number=test.number,
        question=test.question,
        status=test.status,
        status_name=str(sentences.STATUSES[test.status]),
        begun_on=None if begun is None else timezone.localtime(begun).date(),
        concluded_on=None if ended is None else timezone.localtime(ended).date(),
    )
