"""Small charts: dots that never touch, labels inside the drawing, lines that break."""

import math
import re

import lxml.etree
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.components.charts import (
    Dot,
    DotStrip,
    Group,
    LineChart,
    Point,
    Series,
    Tile,
    TileMap,
    png,
)
from samspil.components.charts.base import Words, tick_labels, ticks
from samspil.components.charts.breaks import BREAKS
from samspil.components.charts.tiles import label
from samspil.components.tables import Table
from samspil.places.services import starter
from samspil.web.example.places import INVENTED

WORDS = Words("Titel", "Undertitel", "Titel. Lavest 1, højest 5.", "Kilde: x")
NASTY = "<script>alert(\"x\")</script> & 'æ'"
SVG = "{http://www.w3.org/2000/svg}"


def strip(dots, **more):
    return DotStrip(words=WORDS, table=Table("", (), ()), dots=tuple(dots), **more)


def drawn(chart, width=640):
    """The drawing as a tree: not well-formed is an error in itself."""
    return lxml.etree.fromstring(chart.svg(width).encode())


def circles(tree):
    """Every dot (x, y, radius, group), drawn as a circle or as a stroke of no length."""
    found = [
        (float(c.get("cx")), float(c.get("cy")), float(c.get("r")), c.get("class"))
        for c in tree.iter(f"{SVG}circle")
    ]
    for path in tree.iter(f"{SVG}path"):
        radius, group = float(path.get("stroke-width")) / 2, path.get("class").split()[1]
        spots = re.findall(r"M(\S+) (\S+)h0", path.get("d"))
        found += [(float(x), float(y), radius, group) for x, y in spots]
    return found


def overlap(one, other):
    """How far two circles reach into each other, in pixels."""
    return one[2] + other[2] - math.dist(one[:2], other[:2])


def size(tree):
    return float(tree.get("width")), float(tree.get("height"))


GROUPS = st.sampled_from([Group.OTHER, Group.OTHER, Group.PEER])
MANY = st.lists(
    st.tuples(st.integers(0, 60).map(lambda n: n / 10), GROUPS), min_size=1, max_size=98
)


@given(MANY, st.sampled_from([320, 600, 940]))
@settings(max_examples=40, deadline=None)
def test_dots_never_touch_in_a_normal_strip(values, width):
    dots = [Dot(f"n{n}", value, group) for n, (value, group) in enumerate(values)]
    dots.append(Dot("own", 3.0, Group.OWN))
    tree = drawn(strip(dots), width)
    found = circles(tree)
    assert len(found) == len(dots)
    for place, one in enumerate(found):
        for other in found[place + 1 :]:
            # Places are written with one decimal.
            assert overlap(one, other) <= 0.15
    wide, high = size(tree)
    for x, y, r, _group in found:
        assert r <= x <= wide - r
        assert y - r >= 0
        assert y + r <= high


@given(MANY)
@settings(max_examples=20, deadline=None)
def test_a_small_strip_keeps_its_height_and_every_dot(values):
    dots = [Dot(f"n{n}", value, group) for n, (value, group) in enumerate(values)]
    tree = drawn(strip(dots, small=True), 256)
    assert len(circles(tree)) == len(dots)
    wide, high = size(tree)
    assert (wide, high <= 42) == (256, True)
    for _x, y, r, _group in circles(tree):
        assert y - r >= 0
        assert y + r <= high


def test_a_dot_lies_where_its_value_is():
    found = circles(drawn(strip([Dot("a", 0), Dot("b", 5), Dot("c", 10)])))
    places = sorted(x for x, *_rest in found)
    assert places[1] - places[0] == pytest.approx(places[2] - places[1], abs=0.2)


def test_the_own_dot_lies_on_the_middle_line_and_is_drawn_last():
    dots = [Dot(f"n{n}", 1.0) for n in range(9)] + [Dot("own", 1.0, Group.OWN)]
    found = circles(drawn(strip(dots)))
    assert found[-1][3] == "own"
    middle = sorted(y for _x, y, *_rest in found[:-1])
    assert found[-1][1] == pytest.approx((middle[0] + middle[-1]) / 2, abs=8)


@pytest.mark.parametrize("value", [0.0, 50.0, 100.0])
@pytest.mark.parametrize("name", ["Fanø", "Lyngby-Taarbæk", "Ringkøbing-Skjern"])
@pytest.mark.parametrize("width", [320, 640])
def test_the_label_stays_inside_the_drawing(value, name, width):
    dots = [Dot("a", 0.0), Dot("b", 100.0), Dot(name, value, Group.OWN)]
    tree = drawn(strip(dots), width)
    (text,) = [t for t in tree.iter(f"{SVG}text") if t.get("class") == "ownlabel"]
    assert text.text.startswith(name)
    half = len(text.text) * 7.6 / 2
    assert half <= float(text.get("x")) <= width - half


def test_band_and_expected_value_lie_where_they_say():
    chart = strip([Dot("a", 0.0), Dot("b", 10.0)], band=(2.0, 8.0), expected=5.0)
    tree = drawn(chart)
    rect = next(tree.iter(f"{SVG}rect"))
    (line,) = [item for item in tree.iter(f"{SVG}line") if item.get("class") == "exp"]
    left = float(rect.get("x"))
    right = left + float(rect.get("width"))
    assert float(line.get("x1")) == pytest.approx((left + right) / 2, abs=0.2)
    first, second = (x for x, *_rest in circles(tree))
    assert (right - left) / abs(second - first) == pytest.approx(0.6, abs=0.01)


def test_the_band_widens_the_axis_where_it_reaches_beyond_all_dots():
    tree = drawn(strip([Dot("a", 5.0)], band=(0.0, 9.0), expected=4.0))
    rect = next(tree.iter(f"{SVG}rect"))
    assert float(rect.get("x")) >= 0
    assert float(rect.get("x")) + float(rect.get("width")) <= 640


def test_nothing_to_show_is_still_a_drawing():
    assert circles(drawn(strip([]))) == []
    assert circles(drawn(strip([], small=True))) == []
    assert len(circles(drawn(strip([Dot("a", 3.0)])))) == 1


@given(st.floats(-1e6, 1e6), st.floats(1e-6, 1e6), st.integers(1, 9))
@settings(max_examples=50, deadline=None)
def test_ticks_are_round_numbers_inside_the_axis(low, length, wanted):
    high = low + length
    marks = ticks(low, high, wanted)
    assert len(marks) <= wanted + 1
    slack = max(abs(low), abs(high), length) * 1e-9
    assert all(low - slack <= mark <= high + slack for mark in marks)
    assert marks == sorted(set(marks))
    if len(marks) > 2:
        step = marks[1] - marks[0]
        unit = 10 ** math.floor(math.log10(step) + 1e-6)
        assert min(abs(step / unit - m) for m in (1, 2, 2.5, 5, 10)) < 1e-3


def test_ticks_as_one_would_choose_them():
    assert ticks(0, 10, 5) == [0, 2, 4, 6, 8, 10]
    assert ticks(6.4, 8.8, 5) == [6.5, 7.0, 7.5, 8.0, 8.5]
    assert ticks(-3, 3, 3) == [-2, 0, 2]
    assert ticks(5, 5, 4) == [5]


@pytest.mark.parametrize("number", [1, 3, 5, 8])
@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_every_tick_of_an_axis_says_exactly_where_it_lies(number, decimals):
    values = 3.4, 3.4 + number / 10
    dots = strip([Dot("a", values[0]), Dot("b", values[1])], decimals=decimals)
    lines = line_chart(series(values))
    for chart, anchor in ((dots, "middle"), (lines, "end")):
        texts = [t for t in drawn(chart).iter(f"{SVG}text") if t.get("class") == "tick"]
        marks = [t.text.replace(",", ".") for t in texts if t.get("text-anchor") == anchor]
        assert len({float(mark) for mark in marks}) == len(marks) >= 2
    assert tick_labels([0, 2.5, 5], 0) == ["0,0", "2,5", "5,0"]
    assert tick_labels([1, 2], 2) == ["1,00", "2,00"]
    assert tick_labels([21.123456], 1) == ["21,1"]


def test_every_text_in_a_drawing_is_escaped():
    words = Words(NASTY, NASTY, NASTY, NASTY)
    dots = (Dot(NASTY, 1.0, Group.OWN), Dot(NASTY, 2.0))
    table = Table("", (), ())
    charts = [
        DotStrip(words, table, dots),
        DotStrip(words, table, dots, small=True),
        LineChart(words, table, (Series(NASTY, (Point(NASTY, 1.0), Point("b", 2.0))),)),
        TileMap(words, table, (Tile(NASTY, 0, 0, href=f'/"{NASTY}', note=NASTY, group=NASTY),)),
    ]
    for chart in charts:
        tree = drawn(chart)
        assert not list(tree.iter("{*}script"))
        assert "<script" not in chart.svg()
        assert tree.get("aria-label") == NASTY


def test_a_drawing_carries_no_style_of_its_own():
    chart = strip([Dot("a", 1.0, Group.OWN), Dot("b", 2.0)], band=(1.0, 2.0), expected=1.5)
    assert " style=" not in chart.svg()
    assert "<style" not in chart.svg()


# Lines over time.


def line_chart(*series):
    return LineChart(words=WORDS, table=Table("", (), ()), series=series)


def series(values, name="Horsens", **more):
    points = tuple(Point(str(2015 + n), value) for n, value in enumerate(values))
    return Series(name, points, **more)


def runs(tree):
    return [len(line.get("points").split()) for line in tree.iter(f"{SVG}polyline")]


def test_a_whole_series_is_one_line_with_a_dot_for_each_point():
    tree = drawn(line_chart(series([1, 2, 3, 4])))
    assert runs(tree) == [4]
    assert len(circles(tree)) == 4


def test_a_gap_breaks_the_line_and_is_never_a_zero():
    tree = drawn(line_chart(series([1, 2, None, 4, 5])))
    assert runs(tree) == [2, 2]
    assert len(circles(tree)) == 4


def test_a_break_in_how_it_is_counted_breaks_the_line():
    tree = drawn(line_chart(series([1, 2, 3, 4, 5], breaks=("2018",))))
    assert runs(tree) == [3, 2]


def test_a_single_point_between_breaks_is_a_dot_alone():
    tree = drawn(line_chart(series([1, 2, 3], breaks=("2016", "2017"))))
    assert runs(tree) == []
    assert len(circles(tree)) == 3


def test_a_period_that_another_series_lacks_is_a_gap_for_it():
    other = Series("Aarhus", (Point("2015", 1.0), Point("2017", 2.0)), Group.PEER)
    tree = drawn(line_chart(series([1, 2, 3]), other))
    assert sorted(runs(tree)) == [3]
    assert len(circles(tree)) == 5


def test_higher_values_lie_higher_and_later_ones_further_right():
    found = circles(drawn(line_chart(series([1, 2, 3]))))
    assert [x for x, *_rest in found] == sorted(x for x, *_rest in found)
    assert [y for _x, y, *_rest in found] == sorted((y for _x, y, *_r in found), reverse=True)


@pytest.mark.parametrize("width", [320, 640, 940])
@pytest.mark.parametrize("name", ["Median", "Børn i dagpleje, hele landet"])
@pytest.mark.parametrize("count", [1, 2, 12])
def test_lines_points_and_labels_stay_inside(width, name, count):
    tree = drawn(line_chart(series([n % 3 for n in range(count)], name=name)), width)
    wide, high = size(tree)
    for x, y, r, _group in circles(tree):
        assert r <= x <= wide - r
        assert r <= y <= high - r
    for text in tree.iter(f"{SVG}text"):
        x, length = float(text.get("x")), len(text.text) * 6.6
        anchor = text.get("text-anchor", "start")
        left = {"start": x, "middle": x - length / 2, "end": x - length}[anchor]
        assert left >= -1
        assert left + length <= wide + 1
        assert 0 <= float(text.get("y")) <= high


def test_equal_values_and_no_values_are_still_drawn():
    assert len(circles(drawn(line_chart(series([3, 3, 3]))))) == 3
    assert len(circles(drawn(line_chart(series([0, 0]))))) == 2
    assert circles(drawn(line_chart(series([None, None])))) == []
    assert circles(drawn(line_chart())) == []


# The map.


def test_tiles_are_equal_squares_that_never_overlap():
    tiles = tuple(Tile(f"Sted {n}", n % 4, n // 4) for n in range(10))
    tree = drawn(TileMap(WORDS, Table("", (), ()), tiles))
    squares = [
        tuple(float(rect.get(name)) for name in ("x", "y", "width", "height"))
        for rect in tree.iter(f"{SVG}rect")
    ]
    assert {square[2:] for square in squares} == {(44.0, 44.0)}
    for place, (x, y, w, h) in enumerate(squares):
        for ox, oy, _ow, _oh in squares[place + 1 :]:
            assert abs(x - ox) >= w or abs(y - oy) >= h


def test_every_municipality_has_a_reviewed_break():
    """Real and invented: broken between the parts of the word, never too wide for a tile."""
    names = [row["name"] for row in starter("municipalities.csv")]
    names += [place.name for place in INVENTED]
    assert [name for name in names if len(name) > 8 and name not in BREAKS] == []
    for name in names:
        lines = label(name)
        spoken = "".join(line.removesuffix("-") for line in lines)
        assert spoken == name.replace("-", "")
        assert max(len(line) for line in lines) <= 10, lines
        assert len(lines) <= 3
    assert label("Odsherred") == ("Ods-", "herred")
    assert label("Ringkøbing-Skjern") == ("Ring-", "købing-", "Skjern")


def test_tiles_are_reached_in_reading_order_with_their_name_spoken():
    tiles = (
        Tile("Syd", 0, 5, href="/s/"),
        Tile("Nord", 3, 0, href="/n/", group="own", note="kommunen selv"),
        Tile("Uden", 0, 0),
    )
    tree = drawn(TileMap(WORDS, Table("", (), ()), tiles))
    assert tree.get("role") == "group"
    assert [a.get("href") for a in tree.iter(f"{SVG}a")] == ["/n/", "/s/"]
    spoken = [item.get("aria-label") for item in tree]
    assert spoken == ["Uden", "Nord, kommunen selv", "Syd"]
    assert drawn(TileMap(WORDS, Table("", (), ()), ())).get("role") == "img"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Odense", ("Odense",)),
        ("Lyngby-Taarbæk", ("Lyngby-", "Taarbæk")),
        ("Frederiksberg", ("Frederiks-", "berg")),
        ("Ringkøbing-Skjern", ("Ring-", "købing-", "Skjern")),
        ("Nyudviklingen", ("Nyudvik-", "lingen")),
    ],
)
def test_names_fit_in_their_tiles(name, lines):
    assert tuple(label(name)) == lines


# Pictures.


def test_a_picture_is_a_png_of_twice_the_width_with_the_words_on_it():
    content = png(strip([Dot("a", 1.0, Group.OWN), Dot("b", 2.0)]))
    assert content.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(content[16:20]) == 2 * (760 + 32)
    assert len(content) > 3000


def test_a_picture_of_nasty_words_is_made():
    words = Words(NASTY, NASTY, NASTY, NASTY)
    chart = DotStrip(words, Table("", (), ()), (Dot(NASTY, 1.0, Group.OWN),))
    assert png(chart).startswith(b"\x89PNG")


def test_numbers_in_a_drawing_follow_the_readers_language():
    from django.utils import translation

    chart = strip([Dot("Horsens", 1234.5, Group.OWN), Dot("b", 2000.0)])
    assert "Horsens 1.234,5" in chart.svg()
    with translation.override("en"):
        assert "Horsens 1,234.5" in chart.svg()
    assert not re.search(r"\d,\d{3},\d", chart.svg())
