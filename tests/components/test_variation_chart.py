"""A measure's chart: what lies where, shapes and not colours alone; and its slide."""

import datetime as dt
import io
import re
import zipfile

import lxml.etree
import pytest
from deck_structure import complaints
from pptx import Presentation

from samspil.components.charts import (
    LineNames,
    Measured,
    Sign,
    Stretch,
    Tried,
    VariationChart,
    picture,
)
from samspil.components.charts.base import Words
from samspil.components.slides import ChartSlide, Deck, Line, Panel, Properties, TimeChart, render
from samspil.components.slides.web import drawing_of
from samspil.components.slides.workbook import column_name
from samspil.components.tables import Table

FIRST = dt.date(2027, 1, 4)
WORDS = Words("Titel", "Under", "Alt <b>", "Kilde")


def day(place):
    return FIRST + dt.timedelta(weeks=place)


def chart(values, *, signs=(), stretches=None, tried=(), target=None, is_small=False):
    points = tuple(
        Measured(day(n), value, f"uge {n}: {value}", dict(signs).get(n, Sign.PLAIN))
        for n, value in enumerate(values)
    )
    whole = (Stretch(FIRST, day(len(values) - 1), 50, 40, 60),) if values else ()
    return VariationChart(
        words=WORDS,
        table=Table("Tabel", ("Tid",), ()),
        points=points,
        stretches=whole if stretches is None else stretches,
        names=LineNames("middel 50", "nedre 40", "øvre 60", "mål 70"),
        days=tuple((point.day, f"{point.day.day}. maj") for point in points),
        target=target,
        tried=tried,
        is_small=is_small,
    )


def drawn(made, width=640):
    return lxml.etree.fromstring(made.svg(width).encode())


@pytest.mark.parametrize("width", [320, 600, 940])
def test_everything_lies_inside_at_every_width(width):
    tried = (
        Tried(day(-20), day(3), "Prøve 1"),
        Tried(day(2), None, "Prøve 2 med et langt navn"),
        Tried(day(9), day(40), "Prøve 3"),
    )
    stretches = (
        Stretch(FIRST, day(4), 50, 40, 60),
        Stretch(day(5), day(9), 55, None, None, "En grund, der er længere end en telefon er bred"),
    )
    made = chart([50, 70, 30, 45, 52] * 2, tried=tried, stretches=stretches, target=71)
    root = drawn(made, width)
    height = float(root.get("height"))
    for each in root.iter():
        for name in ("x", "x1", "x2", "cx"):
            assert 0 <= float(each.get(name, 0)) <= width, lxml.etree.tostring(each)
        for name in ("y", "y1", "y2", "cy"):
            assert 0 <= float(each.get(name, 0)) <= height, lxml.etree.tostring(each)
    assert "style=" not in made.svg(width)


LETTER, TALL = 6.4, 11.0


def boxes(root):
    """Every text as a box: left, top, right, bottom."""
    for each in root.iter():
        if each.tag.endswith("text"):
            wide, x, y = len(each.text) * LETTER, float(each.get("x")), float(each.get("y"))
            left = {"end": x - wide, "middle": x - wide / 2}.get(each.get("text-anchor"), x)
            yield each.text, (left, y - TALL + 2, left + wide, y + 2)


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def crowded():
    """Points close about the middle and lines close together, two phases with long reasons."""
    stretches = (
        Stretch(FIRST, day(3), 50, 40, 60, "Fase 1: en grund, som er ret lang"),
        Stretch(day(4), day(5), 50, 40, 60, "Fase 2: en anden grund, også lang"),
        Stretch(day(6), day(9), 51, 50.5, 52, "Fase 3: endnu en"),
    )
    tried = (Tried(day(-20), day(3), "Prøve 1"), Tried(day(7), None, "Prøve 2"))
    return chart([50, 51, 50, 50.5, 51] * 2, stretches=stretches, target=50.2, tried=tried)


@pytest.mark.parametrize("width", [320, 480, 600, 940])
def test_no_text_lies_over_another_or_over_a_point(width):
    root = drawn(crowded(), width)
    texts = list(boxes(root))
    for place, (text, box) in enumerate(texts):
        for other, beside in texts[place + 1 :]:
            assert not overlap(box, beside), (text, other)
        for dot in root.iter():
            if dot.get("class") == "own" and dot.get("cx"):
                x, y, r = (float(dot.get(name)) for name in ("cx", "cy", "r"))
                assert not overlap(box, (x - r, y - r, x + r, y + r)), text


def test_on_a_phone_the_lines_are_named_in_a_key_with_their_own_look():
    root = drawn(chart([50, 51, 52], target=70), 320)
    bottom = max(float(each.get("y1")) for each in root.iter() if each.get("class") == "axis")
    named = {text: box for text, box in boxes(root) if not text[0].isdigit()}
    assert set(named) == {"middel 50", "nedre 40", "øvre 60", "mål 70"}
    assert all(box[1] > bottom for box in named.values())
    looks = [each.get("class") for each in root.iter() if each.get("class") in {"limit", "goal"}]
    assert looks == ["limit", "limit", "goal", "goal", "limit", "limit"]


def test_signals_have_shapes_of_their_own():
    signs = ((0, Sign.GOOD), (1, Sign.WORRY), (2, Sign.CHANGE))
    svg = chart([50, 51, 52, 53], signs=signs).svg()
    assert svg.count("<circle") == 1
    assert svg.count("<rect") == 1
    assert svg.count('<path class="s1"') == 1
    assert svg.count('<path class="s4"') == 1


def test_a_missing_week_takes_its_room_and_phases_are_not_joined():
    made = chart([50, 51, 52])
    far = VariationChart(**{**vars(made), "points": (*made.points[:2], Measured(day(9), 52, ""))})
    places = [float(x) for x in re.findall(r'<circle class="own" cx="([\d.]+)"', far.svg())]
    assert (places[2] - places[1]) == pytest.approx(8 * (places[1] - places[0]), rel=0.02)
    two = (Stretch(FIRST, day(1), 50), Stretch(day(2), day(3), 60, reason="Fase 2"))
    root = drawn(chart([50, 51, 60, 61], stretches=two))
    lines = [each for each in root.iter() if each.tag.endswith("polyline")]
    assert [len(each.get("points").split()) for each in lines] == [2, 2]
    assert len([each for each in root.iter() if each.get("class") == "exp"]) == 1


def test_nothing_and_one_point_are_still_drawings_and_texts_are_escaped():
    for made in (chart([]), chart([5]), chart([5, 5], is_small=True), chart([], target=4)):
        assert drawn(made).get("aria-label") == "Alt <b>"
    held = picture(chart([5], tried=(Tried(FIRST, None, "<script>"),)))
    assert "<script>" not in held
    assert held.startswith("<svg")
    lxml.etree.fromstring(held.encode())


def test_a_small_chart_names_no_lines():
    assert "middel 50" in chart([50, 51]).svg()
    assert "middel 50" not in chart([50, 51], is_small=True).svg()


TIMES = TimeChart(
    times=("uge 1", "uge 2", "uge 3"),
    lines=(
        Line("Timer", (5.0, None, 7.5), "measured", ((2, "good"), (0, "worry"))),
        Line("Middel", (6.0, 6.0, None), "centre"),
        Line("Nedre grænse", (4.0, 4.0, 4.0), "limit", in_legend=False),
        Line("Mål", (8.0, 8.0, 8.0), "target"),
    ),
    alt="Timer over tid: lavest 5 i uge 1, højest 7,5 i uge 3.",
)


def deck():
    created = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    source = "Kilde: egne målinger, senest skrevet 1. januar 2027."
    notes = "Et signal er en grund til at spørge."
    slide = ChartSlide("Titel", (Panel("", TIMES),), source=source, notes=notes)
    return render(Deck("Titel", (slide,), Properties("Samspil", created)))


def test_lines_over_time_are_native_sound_and_the_same_each_time():
    made = deck()
    assert made == deck()
    assert complaints(made) == []
    (graphic,) = [s for s in Presentation(io.BytesIO(made)).slides[0].shapes if s.has_chart]
    plot = graphic.chart.plots[0]
    assert list(plot.categories) == list(TIMES.times)
    assert [tuple(series.values) for series in plot.series] == [line.values for line in TIMES.lines]
    with zipfile.ZipFile(io.BytesIO(made)) as parts:
        xml = parts.read("ppt/charts/chart1.xml").decode()
    assert 'symbol val="diamond"' in xml
    assert 'symbol val="square"' in xml
    assert 'prstDash val="dash"' in xml
    assert xml.count("<c:legendEntry>") == 1


def test_lines_over_time_are_shown_on_the_page_too():
    shown = drawing_of(TIMES, WORDS)
    assert shown.table.rows[1][1].exact is None
    assert shown.table.rows[2][1].exact == 7.5
    lxml.etree.fromstring(shown.svg(600).encode())


@pytest.mark.parametrize(
    "make",
    [
        lambda: TimeChart((), (Line("a", ()),), "alt"),
        lambda: TimeChart(("a",), (), "alt"),
        lambda: TimeChart(("a",), (Line("a", (1.0, 2.0)),), "alt"),
        lambda: TimeChart(("a",), (Line("a", (None,)),), "alt"),
        lambda: TimeChart(("a",), (Line("a", (1.0,)),), " "),
        lambda: Line("a", (float("nan"),)),
    ],
)
def test_lines_that_cannot_be_shown_are_refused(make):
    with pytest.raises(ValueError, match=r"."):
        make()


def test_columns_are_named_as_a_spreadsheet_names_them():
    assert [column_name(n) for n in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip
