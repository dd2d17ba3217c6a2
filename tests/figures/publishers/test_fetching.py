"""Fetching against the stand-in: what is published, what is left out, what a run goes on from."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.utils import timezone, translation

from samspil.figures import services, snapshot
from samspil.figures.fetching import client, plan
from samspil.figures.fetching.errors import KeyRefusedError, MisfitError, UnreachableError
from samspil.figures.indicators import load_indicators
from samspil.figures.models import FetchRun, Observation, Source, Vintage
from samspil.figures.services import fetching
from samspil.people.viewer import ANYBODY

pytestmark = pytest.mark.django_db
KEY = "en-hemmelig-kode-0123456789"


@pytest.fixture(autouse=True)
def asked(publishers, monkeypatch):
    """Point every fetch at the stand-in, without waiting between tries."""
    publishers.settings.key = KEY
    for name, value in publishers.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("SAMSPIL_UDDANNELSESSTATISTIK_KEY", KEY)
    monkeypatch.setattr(client, "FIRST_PAUSE", 0.0)
    monkeypatch.setenv("SAMSPIL_FETCH_TRIES", "2")
    return publishers.settings.asked


def fetch(publisher="statbank", *only, report=lambda *_step: None):
    return services.fetch(actor=ANYBODY, publisher=publisher, only=only, report=report)


def current(indicator, **more):
    return Observation.objects.filter(indicator=indicator, superseded_by=None, **more)


def data_of(asked, path="data"):
    return [body for where, body in asked if where.endswith(path)]


def test_a_table_becomes_figures_with_a_source_of_their_own(publishers, stand_in):
    done = fetch("statbank", "class_size")
    assert done.left_out == ()
    assert done.indicators == ("class_size",)
    fetched = current("class_size", source="statbank_kvotien_class_size")
    assert {o.period for o in fetched} == set(stand_in.YEARS)
    assert done.published.read == fetched.count()
    assert {o.municipality_id for o in fetched} <= set(stand_in.PLACES)
    one = fetched.get(municipality="615", period="2090")
    chosen = {"OMRÅDE": "615", "KLASSE": "0000", "SKTPE": "ANTALSUM", "Tid": "2090"}
    assert f"{one.value:.1f}".replace(".", ",") == stand_in.TABLES["KVOTIEN"].figure(chosen)
    source = Source.objects.get(pk="statbank_kvotien_class_size")
    assert (source.publisher, source.table, source.quality) == (
        "Danmarks Statistik",
        "KVOTIEN",
        "published",
    )
    assert source.collected == timezone.localdate()


def test_two_points_are_a_figure_kept_back_and_never_nought(publishers, stand_in):
    fetch("statbank", "class_size", "fee_nursery", "child_poverty", "relative_poverty_60")
    kept_back = Observation.objects.filter(state="suppressed", source__id__startswith="statbank_")
    assert kept_back.exists()
    assert all(o.value is None for o in kept_back)


def test_segregation_is_the_complement_of_inclusion_by_place_band_and_school(stand_in):
    done = fetch("uddannelsesstatistik", "segregation_rate_municipal", "inclusion_rate")
    assert done.left_out == ()
    source = "uddstat_gs_elev_elevex_segregation_rate_municipal"
    rows = current("segregation_rate_municipal", source=source)
    assert {o.breakdown for o in rows} == {"", "indskoling", "mellemtrin", "udskoling"}
    assert {o.period for o in rows} == set(stand_in.SCHOOL_YEARS)
    assert {o.role for o in rows} == {"location"}
    schools = rows.exclude(institution=None)
    assert schools.exists()
    assert all(o.municipality_id is None for o in schools)
    inclusion = {
        (o.municipality_id, o.institution_id, o.period, o.breakdown): o.value
        for o in current("inclusion_rate", source__id__startswith="uddstat")
    }
    for o in rows:
        key = (o.municipality_id, o.institution_id, o.period, o.breakdown)
        assert o.value == pytest.approx(100 - inclusion[key])
    assert Source.objects.get(pk=source).quality == "derived"
    # No Christiansø, no unknown place, and no line where there was none.
    assert rows.filter(municipality=None, institution=None).count() == 0
    full = 98 * len(stand_in.SCHOOL_YEARS) * 4
    assert 0.9 * full < rows.filter(institution=None).count() < full


def test_notifications_are_counted_over_children_of_the_same_year(publishers, stand_in):
    fetch("statbank", "notifications_per_1000")
    one = current("notifications_per_1000", municipality="615", period="2091").get()
    above = stand_in.TABLES["UND2"].figure({"ADMKOM": "615", "Tid": "2091"})
    children = sum(
        int(stand_in.TABLES["FOLK1A"].figure({"OMRÅDE": "615", "ALDER": str(a), "Tid": "2091K1"}))
        for a in range(18)
    )
    assert one.value == pytest.approx(1000 * int(above) / children)
    assert one.source.quality == "derived"


def test_a_nought_where_there_is_no_offer_is_no_figure(stand_in):
    fetch("uddannelsesstatistik", "staff_ratio_3_5")
    rows = current("staff_ratio_3_5", source__id__startswith="uddstat")
    assert {o.period for o in rows} == set(stand_in.YEARS)
    assert rows.filter(state="not_applicable", period__gte="2092").exists()
    assert not rows.filter(value=0).exists()


def test_fetched_figures_take_the_place_of_the_starters_in_whatever_role(monkeypatch, stand_in):
    # As figures lay in a folder made before roles were told apart.
    current("exam_mean_grade9").update(role="location")
    before = current("exam_mean_grade9", municipality="615", period="2024/2025").get()
    cube = stand_in.CUBES["GS/KARA/KARAGNS"]
    years = {**cube.dimensions, "[Skoleår].[Skoleår]": ("2024/2025",)}
    changed = stand_in.Cube(years, cube.measures)
    monkeypatch.setitem(stand_in.CUBES, "GS/KARA/KARAGNS", changed)
    done = fetch("uddannelsesstatistik", "exam_mean_grade9")
    assert done.published.changed > 90
    now = current("exam_mean_grade9", municipality="615", period="2024/2025").get()
    assert (now.role, now.source_id) == ("residence", "uddstat_gs_kara_karagns_exam_mean_grade9")
    before.refresh_from_db()
    assert before.superseded_by_id == done.published.vintage
    # Loading the starter figures again, as a new version does, leaves what was fetched alone.
    services.load_starter(actor=ANYBODY)
    now.refresh_from_db()
    assert now.superseded_by_id is None
    assert current("exam_mean_grade9", municipality="615", period="2024/2025").count() == 1
    assert snapshot.current().one("615", "exam_mean_grade9", "2024/2025").number == now.value


def test_fetching_again_changes_nothing(publishers):
    first = fetch("statbank", "class_size")
    again = fetch("statbank", "class_size")
    assert first.published.vintage is not None
    assert (again.published.vintage, again.published.new, again.published.changed) == (None, 0, 0)


def test_one_vintage_for_all_tables_or_none(publishers, stand_in):
    before = Vintage.objects.count()
    wanted = ("class_size", "child_poverty", "fee_nursery")
    publishers.settings.faults = [stand_in.Fault("data", "broken", times=99)]
    with pytest.raises(UnreachableError):
        fetch("statbank", *wanted)
    assert Vintage.objects.count() == before
    publishers.settings.faults = []
    done = fetch("statbank", *wanted)
    assert Vintage.objects.count() == before + 1
    assert set(done.indicators) == set(wanted)


def test_a_run_goes_on_from_what_was_answered(publishers, stand_in, asked, settings):
    wanted = ("class_size", "child_poverty", "fee_nursery", "relative_poverty_60")
    publishers.settings.faults = []

    def stop_at_the_third(done, _total, _message):
        if done == 2:
            publishers.settings.faults = [stand_in.Fault("data", "broken", times=99)]

    with pytest.raises(UnreachableError):
        fetch("statbank", *wanted, report=stop_at_the_third)
    folder = Path(settings.SAMSPIL_DATA) / "fetch" / "statbank"
    kept = sorted(folder.glob("*.part"))
    assert len(kept) == 2
    answered = {body["table"] for body in data_of(asked)[:2]}
    publishers.settings.faults = []
    asked.clear()
    done = fetch("statbank", *wanted)
    assert len(done.indicators) == 4
    assert answered.isdisjoint({body["table"] for body in data_of(asked)})
    assert len(data_of(asked)) == 2
    # A finished run leaves nothing behind.
    assert list(folder.iterdir()) == []


def test_answers_from_before_an_update_are_not_mixed_with_new_ones(publishers, stand_in, asked):
    def stop(done, _total, _message):
        if done == 1:
            publishers.settings.faults = [stand_in.Fault("data", "broken", times=99)]

    with pytest.raises(UnreachableError):
        fetch("statbank", "class_size", "child_poverty", report=stop)
    publishers.settings.faults = []
    publishers.settings.updated = "2094-03-01T08:00:00"
    asked.clear()
    fetch("statbank", "class_size", "child_poverty")
    assert len(data_of(asked)) == 2


def test_large_questions_are_split_under_the_stated_limit(publishers, asked, monkeypatch):
    from samspil.figures.fetching import statbank

    whole = {(o.municipality_id, o.period): o.value for o in _population(publishers)}
    monkeypatch.setattr(statbank.split, "__defaults__", (1000,), raising=True)
    asked.clear()
    Observation.objects.filter(source="statbank_folk1a_population_0_5").delete()
    split = {(o.municipality_id, o.period): o.value for o in _population(publishers)}
    assert len(data_of(asked)) > 5
    assert split == whole
    assert all(cells(body) <= 1000 for body in data_of(asked))


def test_a_question_the_publisher_finds_too_large_is_asked_in_halves(publishers, asked):
    whole = {(o.municipality_id, o.period): o.value for o in _population(publishers)}
    publishers.settings.limit = 1500
    asked.clear()
    Observation.objects.filter(source="statbank_folk1a_population_0_5").delete()
    split = {(o.municipality_id, o.period): o.value for o in _population(publishers)}
    assert split == whole
    assert {cells(body) <= 1500 for body in data_of(asked)} == {True, False}


def cells(body):
    count = len(body["variables"]) + 1
    for one in body["variables"]:
        count *= len(one["values"])
    return count


def _population(publishers):
    fetch("statbank", "population_0_5")
    return list(current("population_0_5", source="statbank_folk1a_population_0_5"))


@pytest.mark.parametrize(
    "first", ["zero_is_one", "from_zero", "zero_is_empty", "zero_is_refused", "all_at_once"]
)
def test_pages_are_read_once_wherever_they_begin(publishers, asked, first, stand_in, monkeypatch):
    from samspil.figures.fetching import cubes

    monkeypatch.setattr(cubes, "PAGE", 50)
    publishers.settings.first_page = first
    done = fetch("uddannelsesstatistik", "absence_over_10pct")
    full = 98 * len(stand_in.SCHOOL_YEARS)
    # What is left out of 294 lines is what has too few behind it.
    assert 0.9 * full < done.published.read <= full
    assert done.left_out == ()


def test_a_code_that_is_not_there_leaves_that_indicator_out_and_says_why(stand_in, monkeypatch):
    table = stand_in.TABLES["KVOTIEN"]
    changed = {**table.variables, "SKTPE": {"ALLE": "I alt"}}
    monkeypatch.setitem(
        stand_in.TABLES,
        "KVOTIEN",
        stand_in.Table(table.id, table.text, table.unit, changed, table.needed),
    )
    done = fetch("statbank", "class_size", "child_poverty")
    assert done.indicators == ("child_poverty",)
    (left_out,) = done.left_out
    assert left_out.indicator == "class_size"
    assert "SKTPE har ingen kode ANTALSUM" in left_out.reason
    assert current("class_size", source__id__startswith="statbank").count() == 0
    with pytest.raises(MisfitError, match="Intet blev hentet") as nothing:
        fetch("statbank", "class_size")
    assert "SKTPE har ingen kode ANTALSUM" in str(nothing.value)


def test_a_table_or_measure_that_is_not_there(stand_in, monkeypatch):
    monkeypatch.delitem(stand_in.TABLES, "KVOTIEN")
    cube = stand_in.CUBES["GS/ELEV/ELEVEX"]
    renamed = {"Antal elever": cube.measures["Antal elever"]}
    monkeypatch.setitem(stand_in.CUBES, "GS/ELEV/ELEVEX", stand_in.Cube(cube.dimensions, renamed))
    with pytest.raises(MisfitError, match="Tabellen findes ikke: KVOTIEN"):
        fetch("statbank", "class_size")
    with pytest.raises(MisfitError, match="der er intet nøgletal Inklusionsgrad"):
        fetch("uddannelsesstatistik", "inclusion_rate")


def test_a_place_nobody_knows_leaves_the_indicator_out(stand_in, monkeypatch):
    cube = stand_in.CUBES["GS/ELEVFRAV/FRAVAAR"]
    towns = (*stand_in.TOWNS, "Ny Kommune")
    changed = {**cube.dimensions, "[Institution].[Beliggenhedskommune]": towns}
    monkeypatch.setitem(
        stand_in.CUBES, "GS/ELEVFRAV/FRAVAAR", stand_in.Cube(changed, cube.measures)
    )
    with pytest.raises(MisfitError, match="Ny Kommune"):
        fetch("uddannelsesstatistik", "absence_over_10pct")


def test_a_cube_that_holds_nothing_says_so(stand_in, monkeypatch):
    monkeypatch.setattr(stand_in, "cube_lines", lambda *_asked: iter(()))
    with pytest.raises(MisfitError, match="GS/ELEVFRAV/FRAVAAR har ingen tal her"):
        fetch("uddannelsesstatistik", "absence_over_10pct")


def test_every_indicator_with_a_table_can_be_fetched(publishers):
    before, told = Vintage.objects.count(), []
    first = fetch("statbank", report=lambda *step: told.append(step))
    done = [first, fetch("uddannelsesstatistik")]
    assert [one.left_out for one in done] == [(), ()]
    assert Vintage.objects.count() == before + 2
    wanted = {one.indicator for one in plan.wanted(load_indicators(), "statbank")}
    assert set(first.indicators) == wanted
    assert len(wanted) >= 13
    fetched = {name for one in done for name in one.indicators}
    with_tables = {n for n, d in load_indicators().items() if d.content.queries}
    assert fetched == with_tables
    # What reports is told never goes backwards, and ends with all.
    assert all(done <= total for done, total, _message in told)
    assert [done for done, _total, _message in told] == sorted(d for d, _t, _m in told)
    assert told[-1][0] == told[-1][1]


def test_no_key_and_an_old_key_say_so_before_anything_is_asked(asked, monkeypatch):
    monkeypatch.delenv("SAMSPIL_UDDANNELSESSTATISTIK_KEY")
    with pytest.raises(KeyRefusedError, match="SAMSPIL_UDDANNELSESSTATISTIK_KEY"):
        fetch("uddannelsesstatistik", "inclusion_rate")
    monkeypatch.setenv("SAMSPIL_UDDANNELSESSTATISTIK_KEY", "en nøgle med mellemrum og ø")
    with pytest.raises(KeyRefusedError, match="ligner ikke en nøgle"):
        fetch("uddannelsesstatistik", "inclusion_rate")
    old = token(datetime(2020, 5, 1, tzinfo=UTC))
    monkeypatch.setenv("SAMSPIL_UDDANNELSESSTATISTIK_KEY", old)
    with pytest.raises(KeyRefusedError, match=r"udløb den 01\.05\.2020"):
        fetch("uddannelsesstatistik", "inclusion_rate")
    assert asked == []


def token(ends):
    import base64
    import json

    middle = base64.urlsafe_b64encode(json.dumps({"exp": ends.timestamp()}).encode()).decode()
    return f"eyJhbGciOiJIUzI1NiJ9.{middle.rstrip('=')}.c2lnbmF0dXI"


def test_a_key_the_publisher_does_not_take(publishers):
    publishers.settings.key = "en anden"
    with pytest.raises(KeyRefusedError, match=KEY[-4:]) as refused:
        fetch("uddannelsesstatistik", "inclusion_rate")
    assert KEY not in str(refused.value)


def test_runs_are_kept_with_what_came_of_them(publishers, stand_in):
    fetch("statbank", "class_size")
    publishers.settings.faults = [stand_in.Fault("tableinfo", "broken", times=99)]
    with translation.override("en"), pytest.raises(UnreachableError):
        fetch("statbank", "child_poverty")
    failed, done = FetchRun.objects.all()
    assert (done.status, done.indicators, done.message) == ("done", ["class_size"], "")
    assert done.vintage is not None
    assert (failed.status, failed.vintage, failed.indicators) == (
        "failed",
        None,
        ["child_poverty"],
    )
    assert "127.0.0.1" in failed.message


def test_figures_are_no_newer_than_the_oldest_answer(publishers, monkeypatch):
    day = datetime(2090, 1, 2, tzinfo=UTC).date()
    monkeypatch.setattr(fetching.Parts, "collected", lambda _parts: day)
    fetch("statbank", "class_size")
    assert Source.objects.get(pk="statbank_kvotien_class_size").collected == day
