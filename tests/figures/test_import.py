"""Publishing figures: all or nothing, never overwritten, and nothing false can be stored."""

from datetime import date
from importlib.resources import files

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Count
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil.figures import selectors, services, snapshot
from samspil.figures.models import Observation, Source, Vintage
from samspil.people.models import AuditEvent
from samspil.people.viewer import ANYBODY

pytestmark = pytest.mark.django_db

HEAD = "indicator,municipality_code,period,breakdown,value,unit,source"
STARTER = files("samspil.figures").joinpath("starter", "observations.csv").read_bytes()


def line(code="615", value="21.5", period="2024", **other):
    fields = {
        "indicator": "class_size",
        "municipality_code": code,
        "period": period,
        "breakdown": "",
        "value": value,
        "unit": "pupils_per_class",
        "source": "dst_kvotien",
    }
    return ",".join((fields | other).values())


def take_in(*lines, name="tal.csv"):
    content = "\n".join([HEAD, *lines]).encode()
    return services.import_file(actor=ANYBODY, name=name, content=content)


def refusals(*lines):
    before = standing()
    with pytest.raises(services.FiguresRefusedError) as refused:
        take_in(*lines)
    assert standing() == before
    return refused.value.complaints


def standing():
    """Enough of the database to see any change of figures."""
    return (
        Observation.objects.count(),
        Observation.objects.filter(superseded_by=None).count(),
        list(Vintage.objects.values_list("pk", flat=True)),
        AuditEvent.objects.count(),
    )


def current(code="615", period="2024"):
    return Observation.objects.get(
        indicator="class_size", municipality_id=code, period=period, superseded_by=None
    )


def test_a_new_figure_is_published_with_its_vintage_and_a_note_of_who():
    done = take_in(line(period="2099"))
    assert (done.read, done.new, done.changed) == (1, 1, 0)
    vintage = Vintage.objects.get(pk=done.vintage)
    assert (vintage.origin, vintage.rows_read, vintage.rows_new) == ("tal.csv", 1, 1)
    assert len(vintage.content_hash) == 64
    event = AuditEvent.objects.first()
    assert (event.action, event.subject) == ("figures.published", f"vintage:{done.vintage}")
    assert event.details == {"origin": "tal.csv", "new": 1, "changed": 0}
    assert current(period="2099").value == 21.5


def test_pages_show_a_published_figure_at_once():
    take_in(line(period="2099", value="12.25"))
    assert snapshot.current().real("class_size") == {"615": 12.25}
    page = selectors.indicator_page(indicator="class_size", language="da")
    assert page.distributions[0].period == "2099"


def test_the_same_file_again_changes_nothing():
    take_in(line(period="2099"), line("101", period="2099"))
    before = standing()
    done = take_in(line(period="2099"), line("101", period="2099"))
    assert (done.vintage, done.read, done.new, done.changed) == (None, 2, 0, 0)
    assert standing() == before


def test_a_changed_figure_supersedes_and_the_old_one_is_kept():
    old = current()
    done = take_in(line(value="99.5"), line("101", value=str(current("101").value)))
    assert (done.read, done.new, done.changed) == (2, 0, 1)
    assert current().value == 99.5
    kept = Observation.objects.get(pk=old.pk)
    assert (kept.value, kept.superseded_by_id) == (old.value, done.vintage)
    third = take_in(line(value=str(old.value)))
    assert third.changed == 1
    history = Observation.objects.filter(
        indicator="class_size", municipality_id="615", period="2024"
    ).order_by("pk")
    assert [o.value for o in history] == [old.value, 99.5, old.value]


def test_another_source_of_the_same_value_is_a_change():
    old = current()
    done = take_in(line(value=str(old.value), source="stil_gs_fravaar"))
    assert done.changed == 1
    assert current().source_id == "stil_gs_fravaar"


def test_one_bad_line_refuses_all_of_them():
    (complaint,) = refusals(line(period="2099"), line("101", value="x"))
    assert (complaint.line, complaint.column, complaint.found) == (3, "value", "x")


@pytest.mark.parametrize(
    ("fields", "column", "expected"),
    [
        ({"code": "999"}, "municipality_code", "615"),
        ({"code": "E01"}, "municipality_code", "615"),
        ({"indicator": "happiness"}, "indicator", "indikator"),
        ({"source": "hearsay"}, "source", "kilde"),
        ({"unit": "percent"}, "unit", "pupils_per_class"),
        ({"unit": ""}, "unit", "pupils_per_class"),
        ({"breakdown": "udskoling"}, "breakdown", "tomt"),
        ({"period": "2024/2025"}, "period", "2024"),
        ({"period": "24"}, "period", "2024"),
        ({"period": "20240101-20241231"}, "period", "2024"),
        ({"period": "2024\x00"}, "period", "2024"),
    ],
)
def test_what_does_not_exist_or_fit_is_refused_with_what_would(fields, column, expected):
    (complaint,) = refusals(line(**fields))
    assert (complaint.line, complaint.column) == (2, column)
    assert expected in complaint.expected


def test_a_part_of_another_indicator_is_told_which_there_are():
    line_of = line(
        period="2024/2025", indicator="absence_total", unit="percent", breakdown="indskoling"
    )
    (complaint,) = refusals(line_of)
    assert complaint.expected == "mellemtrin, udskoling"


def test_a_figure_said_twice_names_both_lines():
    (complaint,) = refusals(line(), line("101"), line(value="3"))
    assert complaint.line == 4
    assert "linje 2" in complaint.expected


def test_every_complaint_comes_in_order_of_line():
    found = refusals(line("999", source="x"), line(value=""), line("998"))
    assert [(c.line, c.column) for c in found] == [
        (2, "municipality_code"), (2, "source"), (3, "value"), (4, "municipality_code"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "content", [b"", b"\x00", b"a b c\n1 2 3", b"PK\x03\x04", b"\xff\xfe", HEAD.encode()[:-8]]
)
def test_another_kind_of_file_is_told_what_was_expected(content):
    before = standing()
    with pytest.raises(services.FiguresRefusedError) as refused:
        services.import_file(actor=ANYBODY, name="x", content=content)
    assert "municipality_code" in refused.value.complaints[0].expected
    assert standing() == before


def test_complaints_come_in_the_readers_language():
    from django.utils import translation

    with translation.override("en"):
        assert "a number" in refusals(line(value="x"))[0].expected


def test_an_empty_tidy_file_publishes_nothing():
    done = take_in()
    assert (done.vintage, done.read) == (None, 0)


def test_ten_megabytes_of_nonsense_are_refused_whole():
    lines = [line("999", source="x" * 900)] * 11_000
    content = "\n".join([HEAD, *lines]).encode()
    assert len(content) > 10_000_000
    before = standing()
    with pytest.raises(services.FiguresRefusedError) as refused:
        services.import_file(actor=ANYBODY, name="stor.csv", content=content)
    assert len(refused.value.complaints) == 3 * 11_000 - 1
    assert standing() == before


def test_a_failure_on_the_way_leaves_nothing_half_done(monkeypatch):
    before = standing()

    def broken(**_words):
        raise RuntimeError

    monkeypatch.setattr(services.publishing.people, "record", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        take_in(line(value="99.5"), line(period="2099"))
    assert standing() == before


def test_the_starter_figures_stand_whole_and_loading_them_again_changes_nothing():
    before = standing()
    published = services.load_starter(actor=ANYBODY)
    assert [done.vintage for done in published] == [None] * 4
    assert published[0].read == STARTER.count(b"\n") - 1
    assert standing() == before
    assert Observation.objects.exclude(superseded_by=None).count() == 0


def test_the_example_in_english_and_danish_numbers_of_a_real_export_mean_the_same():
    take_in(line(period="2098", value="1234.5"))
    head = HEAD.replace(",", ";")
    text = line(period="2099").replace(",", ";").replace("21.5", "1.234,5")
    services.import_file(actor=ANYBODY, name="dansk.csv", content=f"{head}\n{text}".encode())
    assert current(period="2098").value == current(period="2099").value == 1234.5


MUTATED = STARTER[: STARTER.index(b"\n", 4000) + 1]
DIGITS = [place for place, byte in enumerate(MUTATED) if byte in b"0123456789"]


@st.composite
def mutations(draw):
    """A few of the first starter lines with bytes changed, lost, added or said twice."""
    content = bytearray(MUTATED)
    for place in draw(st.lists(st.sampled_from(DIGITS), max_size=3)):
        content[place] = draw(st.sampled_from(b"0123456789"))
    for _number in range(draw(st.integers(0, 2))):
        start = draw(st.integers(0, len(content) - 1))
        length = draw(st.integers(0, 40))
        piece = draw(
            st.one_of(
                st.binary(max_size=12),
                st.sampled_from([b"", b"\n", b'"', b",", b";", b"\x00", b"\xff", b"-", b"9999"]),
                st.just(bytes(content[start : start + 120])),
            )
        )
        content[start : start + length] = piece
    return bytes(content)


@given(mutations())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_file_is_refused_or_published_whole_and_never_breaks(content):
    before = standing()
    with transaction.atomic():
        try:
            done = services.import_file(actor=ANYBODY, name="skadet.csv", content=content)
        except services.FiguresRefusedError as refused:
            assert (bool(refused.complaints), standing()) == (True, before)  # noqa: PT017
        else:
            after = standing()
            assert after[0] == before[0] + done.new + done.changed
            assert after[1] == before[1] + done.new
            assert len(after[2]) == len(before[2]) + (done.vintage is not None)
            twice = (
                Observation.objects.filter(superseded_by=None, institution=None)
                .values("indicator", "municipality_id", "period", "breakdown")
                .annotate(count=Count("pk"))
                .filter(count__gt=1)
            )
            assert not twice.exists()
        transaction.set_rollback(True)


# What must never be false, asked of the database itself.


@pytest.fixture
def vintages():
    return [
        Vintage.objects.create(
            origin="x", content_hash="0" * 64, rows_read=1, rows_new=1, rows_changed=0
        )
        for _number in range(2)
    ]


def observation(vintage, **fields):
    standard = {
        "indicator": "class_size",
        "municipality_id": "615",
        "period": "2099",
        "value": 1.0,
        "source_id": "dst_kvotien",
        "vintage": vintage,
    }
    return Observation.objects.create(**(standard | fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"value": None},
        {"state": "suppressed"},
        {"state": "not_applicable"},
        {"state": "rumoured"},
        {"institution_id": "101001"},
    ],
)
def test_the_database_refuses_a_figure_that_contradicts_itself(vintages, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        observation(vintages[0], **fields)


@pytest.mark.parametrize(
    "place",
    [{}, {"municipality_id": None}, {"municipality_id": None, "institution_id": "101001"}],
)
def test_the_database_keeps_one_current_figure_for_each_place(vintages, place):
    first = observation(vintages[0], **place)
    with pytest.raises(IntegrityError), transaction.atomic():
        observation(vintages[1], **place, value=2.0)
    Observation.objects.filter(pk=first.pk).update(superseded_by=vintages[1])
    assert observation(vintages[1], **place, value=2.0).pk


def test_other_roles_parts_and_periods_are_other_figures(vintages):
    observation(vintages[0])
    observation(vintages[0], role="payer")
    observation(vintages[0], breakdown="x")
    observation(vintages[0], period="2098")
    assert observation(vintages[0], period="2097", value=None, state="suppressed").pk


def test_a_figure_is_superseded_by_a_later_vintage_only(vintages):
    first, second = vintages
    standing = observation(second)
    for wrong in (first, second):
        with pytest.raises(IntegrityError), transaction.atomic():
            Observation.objects.filter(pk=standing.pk).update(superseded_by=wrong)


def test_a_source_has_a_known_quality():
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.create(
            id="x", publisher="x", table="x", quality="rumour", collected=date(2026, 1, 1)
        )


def test_what_figures_stand_on_cannot_be_deleted(vintages):
    from django.db.models import ProtectedError

    observation(vintages[0])
    with pytest.raises(ProtectedError):
        vintages[0].delete()
    with pytest.raises(ProtectedError):
        Source.objects.get(pk="dst_kvotien").delete()


def test_suppressed_and_not_applicable_figures_are_read_as_what_they_are(vintages):
    from samspil.methods.states import NotApplicable, NotAvailable, Suppressed, Value

    observation(vintages[0])
    observation(vintages[0], municipality_id="101", value=None, state="suppressed")
    observation(vintages[0], municipality_id="147", value=None, state="not_applicable")
    figures = snapshot.current()
    found = [type(figures.one(code, "class_size")) for code in ("615", "101", "147", "151")]
    assert found == [Value, Suppressed, NotApplicable, NotAvailable]
    assert figures.real("class_size") == {"615": 1.0}
