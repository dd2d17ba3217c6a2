"""Funnels and intervals: what lies where, what is named, and what never shows."""

import lxml.etree
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.components.charts import (
    FunnelDot,
    FunnelLine,
    FunnelPlot,
    Group,
    Interval,
    IntervalChart,
    png,
)
from samspil.components.charts.base import Words
from samspil.components.charts.funnel import sizes_for_lines
from samspil.components.tables import Table
from samspil.methods.funnel import share_funnel

WORDS = Words("Titel", "Undertitel", "Titel. Lavest 1, højest 5.", "Kilde: x")
NASTY = "<script>alert(\"x\")</script> & 'æ'"
SVG = "{http://www.w3.org/2000/svg}"
UNITS = st.lists(
    st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))),
    min_size=2,
    max_size=60,
).filter(lambda units: 0 < sum(x for x, _ in units) < sum(n for _, n in units))


def funnel(units, own=0):
    codes = [f"{i:02d}" for i in range(len(units))]
    result = share_funnel(codes, [x for x, _ in units], [n for _, n in units])
    sizes = sizes_for_lines(max(n for _, n in units))
    limits = [(size, result.limits_at(size)) for size in sizes]
    return FunnelPlot(
        words=WORDS,
        table=Table("", (), ()),
        dots=tuple(
            FunnelDot(p.size, 100 * p.value, Group.OWN if i == own else Group.OTHER, f"Sted {i}")
            for i, p in enumerate(result.points)
        ),
        lines=tuple(
            FunnelLine(
                s, 100 * o.low_998, 100 * o.low_95, 100 * o.high_95, 100 * o.high_998
            )
            for s, o in limits
        ),
        target=100 * result.target,
        size_label="antal",
    )  # fmt: skip


def drawn(chart, width=640):
    return lxml.etree.fromstring(chart.svg(width).encode())


def circles(tree):
    return [
        (float(c.get("cx")), float(c.get("cy")), float(c.get("r")), c.get("class"))
        for c in tree.iter(f"{SVG}circle")
    ]


def texts(tree):
    return [text.text for text in tree.iter(f"{SVG}text")]


@given(UNITS, st.sampled_from([320, 600, 940]))
@settings(max_examples=30, deadline=None)
def test_all_dots_and_lines_lie_inside(units, width):
    tree = drawn(funnel(units), width)
    high = float(tree.get("height"))
    assert len(circles(tree)) == len(units)
    for x, y, _r, _group in circles(tree):
        assert 0 <= x <= width
        assert 0 <= y <= high
    for line in tree.iter(f"{SVG}polyline"):
        for pair in line.get("points").split():
            x, y = map(float, pair.split(","))
            assert 0 <= x <= width
            assert 0 <= y <= high


def test_bigger_lies_right_and_higher_lies_up():
    found = circles(drawn(funnel([(2, 20), (30, 100), (12, 100)], own=0)))
    by_group = {group: (x, y) for x, y, _r, group in found}
    others = sorted((x, y) for x, y, _r, group in found if group == "other")
    assert by_group["own"][0] < others[0][0]
    assert others[0][0] == others[1][0]
    assert others[0][1] < others[1][1]


def test_nobody_is_named_but_the_own_unit():
    chart = funnel([(i, 50 + i) for i in range(1, 20)], own=4)
    tree = drawn(chart)
    assert "Sted 4" in chart.svg()
    assert [text for text in texts(tree) if "Sted" in text] == ["Sted 4 9,1"]
    assert len(list(tree.iter(f"{SVG}title"))) == 1


def test_the_limits_are_labelled():
    found = texts(drawn(funnel([(5, 50), (9, 100), (20, 200)])))
    assert "95 pct." in found
    assert "99,8 pct." in found
    assert "antal" in found


def test_the_own_unit_is_drawn_last_and_inside():
    for width in (320, 640):
        chart = funnel([(1, 2), (40, 80), (10, 300)], own=2)
        tree = drawn(chart, width)
        assert circles(tree)[-1][3] == "own"
        (label,) = [t for t in tree.iter(f"{SVG}text") if t.get("class") == "ownlabel"]
        half = len(label.text) * 3.8
        assert half <= float(label.get("x")) <= width - half


def test_sizes_for_lines_are_whole_and_grow():
    assert sizes_for_lines(5) == [1, 2, 3, 4, 5]
    assert sizes_for_lines(1) == [1]
    long = sizes_for_lines(5000)
    assert long == sorted(set(long))
    assert (long[0], long[-1]) == (1, 5000)
    assert len(long) <= 61


# Intervals.


def intervals(*rows, **more):
    return IntervalChart(words=WORDS, table=Table("", (), ()), rows=rows, **more)


A = Interval("Abildskolen", 5.0, 6.0, 7.0, 5.8)
B = Interval("Birkeskolen", 6.0, 7.0, 8.0, 7.2, Group.OWN)
NONE = Interval("Cedertræskolen", note="få børn, vises ikke")


@pytest.mark.parametrize("width", [320, 640, 940])
def test_an_interval_lies_where_it_says(width):
    tree = drawn(intervals(A, B, NONE, yardstick=6.5, yardstick_label="landet"), width)
    lines = [line for line in tree.iter(f"{SVG}line") if "line" in line.get("class").split()]
    across = [line for line in lines if line.get("y1") == line.get("y2")]
    assert len(across) == 2
    lengths = [float(line.get("x2")) - float(line.get("x1")) for line in across]
    assert lengths[0] == pytest.approx(lengths[1], abs=0.3)
    first, second = circles(tree)
    assert first[0] == pytest.approx(
        (float(across[0].get("x1")) + float(across[0].get("x2"))) / 2, abs=0.2
    )
    (yardstick,) = [line for line in tree.iter(f"{SVG}line") if line.get("class") == "exp"]
    assert first[0] < float(yardstick.get("x1")) < second[0]


def test_rows_keep_their_order_and_a_missing_one_says_why():
    found = texts(drawn(intervals(B, NONE, A)))
    names = [text for text in found if text.endswith("skolen")]
    assert names == ["Birkeskolen", "Cedertræskolen", "Abildskolen"]
    assert "få børn, vises ikke" in found
    assert len(circles(drawn(intervals(NONE)))) == 0
    assert "0,0" not in " ".join(text for text in found if text not in names)


def test_a_phone_shows_the_same_rows_higher():
    rows = tuple(Interval(f"Skole {n}", n, n + 1.0, n + 2.0) for n in range(9))
    wide, narrow = (drawn(intervals(*rows), width) for width in (940, 320))
    assert float(narrow.get("height")) > float(wide.get("height"))
    assert len(circles(wide)) == len(circles(narrow)) == 9
    assert max(x for x, *_rest in circles(narrow)) < 320


def test_nothing_and_one_value_are_still_drawn():
    assert drawn(intervals()).get("role") == "img"
    assert len(circles(drawn(intervals(Interval("a", 5.0, 5.0, 5.0, 5.0))))) == 1


def test_every_text_is_escaped_and_nothing_is_styled():
    words = Words(NASTY, NASTY, NASTY, NASTY)
    table = Table("", (), ())
    plot = funnel([(5, 50), (9, 100)])
    charts = [
        IntervalChart(words, table, (Interval(NASTY, 1.0, 2.0, 3.0), Interval(NASTY, note=NASTY)),
                      yardstick=2.0, yardstick_label=NASTY),
        FunnelPlot(words, table, (FunnelDot(5.0, 9.0, Group.OWN, NASTY),), plot.lines, 9.0, NASTY),
    ]  # fmt: skip
    for chart in charts:
        tree = drawn(chart)
        assert not list(tree.iter("{*}script"))
        assert tree.get("aria-label") == NASTY
        assert " style=" not in chart.svg()


def test_pictures_are_made():
    for chart in (funnel([(5, 50), (9, 100)]), intervals(A, B, NONE)):
        assert png(chart).startswith(b"\x89PNG\r\n\x1a\n")
