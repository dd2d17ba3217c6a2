"""A measure that is read from the figures room: live, never copied, and yearly is too seldom."""

import datetime as dt

import pytest

from samspil.development import selectors, services
from samspil.development.models import Measure, MeasurePoint
from samspil.development.values import MeasurePlan, Stated
from samspil.figures import services as figures
from samspil.figures.models import Observation
from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY
from samspil.places.models import Municipality
from samspil.places.services import sort_key

pytestmark = pytest.mark.django_db
INDICATOR = "absence_total"
GOLDEN = (5.3, 5.5, 5.8, 6.1, 6.6)
SOURCE = {
    "source": "test", "publisher": "Samspil", "table": "Opdigtet", "url": "",
    "quality": "example", "note": "", "collected": "2026-11-22",
}  # fmt: skip


def publish(*values, first=2019):
    rows = [
        Observation(
            indicator=INDICATOR,
            municipality_id=code,
            period=f"{first + n}/{first + n + 1}",
            role="location",
            value=value,
            source_id="test",
        )
        for n, value in enumerate(values)
        for code in ("E01", "999")
        if value is not None
    ]
    digest = "-".join(map(str, values))
    figures.publish(actor=ANYBODY, origin="prøve", digest=digest, observations=rows)


@pytest.fixture
def published(process):
    Municipality.objects.create(
        code="999", name="Ingensteds", sort_key=sort_key("Ingensteds"), is_example=False,
        region="Ingen", group="Ingen", population=20_000, area_km2=140.0,
        population_date=dt.date(2026, 1, 1), latitude=56.0, longitude=10.8,
        tile_column=199, tile_row=199,
    )  # fmt: skip
    figures.load_sources(rows=[SOURCE])
    publish(*GOLDEN)


def test_five_years_of_a_rising_share_are_too_few_points(visit, process, published, lead):
    client = visit(Role.PROJECT_LEAD, "E01")
    path = f"/udvikling/{process.pk}/maalinger/offentligt-tal/"
    assert f'value="{INDICATOR}|"' in client.get(path).content.decode()
    sent = {"indicator": f"{INDICATOR}|", "name": "Fravær", "kind": "balancing"}
    page = client.post(path, sent, follow=True).content.decode()
    assert "For få punkter til at sige noget endnu: 5 af 7" in page
    assert "følg også noget, I selv tæller" in page
    assert "Skriv et målepunkt" not in page
    assert not MeasurePoint.objects.exists()
    measure = Measure.objects.get()
    view = selectors.measure(viewer=lead, process=process.pk, measure=measure.pk)
    assert float(view.chart.now.lines.mean) == pytest.approx(5.86)
    assert view.points[0].label == "2019/20"
    assert view.direction == "lower"
    publish(6.4, first=2023)
    again = selectors.measure(viewer=lead, process=process.pk, measure=measure.pk)
    assert float(again.points[-1].value) == 6.4


def test_nobody_writes_points_of_a_public_figure(visit, process, published, lead):
    plan = MeasurePlan(name="Fravær", counted="Fravær", kind="balancing", shape="other",
                       source="indicator", indicator=INDICATOR)  # fmt: skip
    measure = services.begin_measure(actor=lead, process=process.pk, plan=plan)
    with pytest.raises(services.MeasureRefusedError, match="read_elsewhere"):
        services.add_point(actor=lead, measure=measure.pk, stated=Stated(dt.date(2026, 1, 1)))
    client = visit(Role.PROJECT_LEAD, "E01")
    family = f"/udvikling/{process.pk}/maalinger/{measure.pk}/"
    for path in ("ny/", "indsaet/", "ret/"):
        assert client.get(family + path).status_code == 404
    assert client.get(family + "data.csv").status_code == 200
    begins = dt.date(2021, 8, 1)
    services.begin_phase(
        actor=lead, measure=measure.pk, begins=begins, reason="Ny optælling", decided_on=begins
    )
    view = selectors.measure(viewer=lead, process=process.pk, measure=measure.pk)
    assert [each.count for each in view.chart.phases] == [2, 3]
    Measure.objects.filter(pk=measure.pk).update(indicator="findes_ikke_mere")
    gone = selectors.measure(viewer=lead, process=process.pk, measure=measure.pk)
    assert gone.remark == "Tallet findes ikke længere i Samspil."
    assert client.get(family).status_code == 200
