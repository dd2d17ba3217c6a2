"""Lines side by side: told apart without colour, never across a gap or a break."""

import itertools
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.components.charts import ComparedLine, ComparedLines, Point, png
from samspil.components.charts.base import Words
from samspil.components.charts.compared import MOST_LINES, _spread
from samspil.components.tables import table

PERIODS = ("2017", "2018", "2019", "2020", "2021", "2022", "2023")
WORDS = Words("Titel", "Under", "Titel. Ærø: 1 i 2017.", "Kilde: x")
SVG = "{http://www.w3.org/2000/svg}"


def line(name="Ærø", values=(1, 2, 3, 4, 5, 6, 7), **more):
    points = tuple(Point(p, v) for p, v in zip(PERIODS, values, strict=True))
    return ComparedLine(name, points, **more)


def chart(*lines, **more):
    return ComparedLines(WORDS, table("t", ("a",), [["b"]]), PERIODS, tuple(lines), **more)


def drawn(made, width=640):
    return ET.fromstring(made.svg(width))


def polylines(root):
    return [
        [tuple(map(float, spot.split(","))) for spot in found.get("points").split()]
        for found in root.iter(f"{SVG}polyline")
    ]


def marks(root, css):
    return [found for found in root.iter(f"{SVG}path") if found.get("class") == css]


def test_a_line_is_one_line_with_a_mark_for_each_point():
    root = drawn(chart(line()))
    assert [len(spots) for spots in polylines(root)] == [7]
    # One more beside the name.
    assert len(marks(root, "s1")) == 8
    assert root.get("aria-label") == WORDS.alt
    assert root.get("role") == "img"


def test_a_missing_year_is_a_gap_as_wide_as_a_year_and_never_zero():
    root = drawn(chart(line(values=(1, 2, None, None, 5, 6, 7))))
    assert [len(spots) for spots in polylines(root)] == [2, 3]
    first, second = polylines(root)
    step = first[1][0] - first[0][0]
    assert second[0][0] - first[1][0] == pytest.approx(3 * step, abs=0.3)
    heights = [y for spots in (first, second) for _x, y in spots]
    assert heights == sorted(heights, reverse=True)


def test_a_line_never_crosses_a_break_and_the_break_is_marked():
    made = chart(line(), breaks=("2023",), break_word="brud")
    root = drawn(made)
    assert [len(spots) for spots in polylines(root)] == [6]
    at = [found for found in root.iter(f"{SVG}line") if found.get("class") == "exp"]
    assert len(at) == 1
    (before,) = polylines(root)
    assert before[-1][0] < float(at[0].get("x1"))
    assert "brud" in made.svg()


def test_neither_does_a_band():
    bounds = tuple((name, 1.0, 3.0) for name in PERIODS)
    whole = drawn(chart(line(band=bounds)))
    cut = drawn(chart(line(band=bounds), breaks=("2020",)))
    assert [len(list(whole.iter(f"{SVG}polygon"))), len(list(cut.iter(f"{SVG}polygon")))] == [1, 2]


def test_a_break_outside_the_periods_changes_nothing():
    assert chart(line(), breaks=("1999", "2017")).svg() == chart(line()).svg()


def test_too_few_points_are_dots_without_a_line():
    root = drawn(chart(line(values=(1, 2, None, None, None, None, None), joined=False)))
    assert polylines(root) == []
    assert len(marks(root, "s1")) == 3


def test_six_lines_differ_in_mark_dash_and_colour_and_all_are_named():
    lines = [line(f"Kommune {n}", (n, n + 1, n, n, n, n, n)) for n in range(MOST_LINES)]
    root = drawn(chart(*lines))
    looks = {found.get("class") for found in root.iter(f"{SVG}polyline")}
    dashes = {found.get("stroke-dasharray") for found in root.iter(f"{SVG}polyline")}
    shapes = {found.get("d") for found in root.iter(f"{SVG}path")}
    assert len(looks) == len(dashes) == len(shapes) == 6
    texts = [found.text for found in root.iter(f"{SVG}text")]
    assert all(f"Kommune {n}" in texts for n in range(6))


def test_the_own_line_has_the_accent_and_lies_on_top():
    made = chart(line("Egen", is_own=True), line("Anden", (2, 2, 2, 2, 2, 2, 2)))
    svg = made.svg()
    order = re.findall(r'polyline class="line (\w+)"', svg)
    assert order == ["s2", "own"]
    assert 'class="ownlabel"' in svg


@pytest.mark.parametrize("width", [320, 480, 640, 940])
def test_names_stand_apart_and_inside_the_drawing(width):
    lines = [line(f"Kommune {n}", (3, 3, 3, 3, 3, 3, 3 + n / 100)) for n in range(6)]
    made = chart(*lines)
    root = drawn(made, width)
    height = float(root.get("height"))
    labels = [t for t in root.iter(f"{SVG}text") if t.get("class") == "linelabel"]
    heights = sorted(float(t.get("y")) for t in labels)
    assert len(labels) == 6
    assert all(later - earlier >= 15 for earlier, later in itertools.pairwise(heights))
    for text in labels:
        assert 0 < float(text.get("y")) < height
        assert float(text.get("x")) + 6.2 * len(text.text) <= width


@given(st.lists(st.floats(0, 250), min_size=1, max_size=6))
def test_names_are_moved_no_further_than_they_must(heights):
    placed = dict(_spread(list(enumerate(heights)), 0, 250))
    assert sorted(placed) == list(range(len(heights)))
    found = sorted(placed.values())
    assert all(b - a >= 18.9 for a, b in itertools.pairwise(found))
    order = sorted(range(len(heights)), key=lambda n: heights[n])
    assert [placed[n] for n in order] == found


def test_nothing_known_is_an_empty_plane():
    empty = chart(line(values=(None,) * 7))
    assert polylines(drawn(empty)) == []
    assert drawn(ComparedLines(WORDS, empty.table, (), ())).get("aria-label") == WORDS.alt


def test_names_are_escaped():
    made = chart(line("<b>&\"'", (1, 1, 1, 1, 1, 1, 1)))
    assert "<b>" not in made.svg()
    assert "<b>&\"'" in [found.text for found in drawn(made).iter(f"{SVG}text")]


def test_what_must_not_be_parted_comes_in_the_same_picture():
    alone, together = png(chart(line())), png(chart(line()), beside=[chart(line()), chart(line())])
    height = [int.from_bytes(picture[20:24]) for picture in (alone, together)]
    assert height[1] > 2.5 * height[0]


def test_long_words_are_broken_into_lines_in_a_picture():
    words = Words("Et langt ord " * 20, "under " * 60, "alt", "Kilde " * 60)
    long = ComparedLines(words, table("t", ("a",), [["b"]]), PERIODS, (line(),))
    assert int.from_bytes(png(long)[20:24]) > int.from_bytes(png(chart(line()))[20:24]) + 100
