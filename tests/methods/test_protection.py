"""Small numbers: what is kept back, and that nothing kept back follows from what is shown."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from samspil.methods.protected_table import protect_table
from samspil.methods.protection import protect_count, protect_mean, protect_share
from samspil.methods.results import MethodError, ShapeError
from samspil.methods.states import NotApplicable, NotAvailable, Suppressed, Value

THRESHOLDS = st.sampled_from([3, 5, 10])
TABLES = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda size: st.lists(
        st.lists(
            st.integers(0, 12) | st.integers(0, 80), min_size=size[1], max_size=size[1]
        ),
        min_size=size[0],
        max_size=size[0],
    )
)  # fmt: skip


# Shares.


@pytest.mark.parametrize(
    ("numerator", "denominator", "wanted"),
    [
        (4, 100, Suppressed("few")),
        (5, 100, Value(5.0)),
        (95, 100, Value(95.0)),
        (96, 100, Suppressed("few")),
        (0, 8, Suppressed("few")),
        (8, 8, Suppressed("few")),
        (0, 400, Suppressed("few")),
        (400, 400, Suppressed("few")),
        (5, 9, Suppressed("few")),
        (5, 10, Value(50.0)),
        (0, 0, NotApplicable()),
        (None, 10, NotAvailable()),
        (5, None, NotAvailable()),
    ],
)
def test_shares(numerator, denominator, wanted):
    assert protect_share(numerator, denominator) == wanted


@given(st.integers(0, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), THRESHOLDS)
def test_a_shown_share_is_of_enough_with_and_enough_without(pair, threshold):
    x, n = pair
    figure = protect_share(x, n, threshold=threshold)
    assert isinstance(figure, Value) == (threshold <= x <= n - threshold)
    if isinstance(figure, Value):
        assert round(figure.number * n / 100) == x
        assert 0 < figure.number < 100


@given(st.integers(0, 50), THRESHOLDS)
def test_counts(count, threshold):
    figure = protect_count(count, threshold=threshold)
    if 0 < count < threshold:
        assert figure == Suppressed("few")
    else:
        assert figure == Value(count)
    assert protect_count(None, threshold=threshold) == NotAvailable()


@pytest.mark.parametrize(
    ("value", "counted", "size", "wanted"),
    [
        (6.4, 4, 500, Suppressed("few")),
        (6.4, 5, None, Value(6.4)),
        (6.4, None, 49, Suppressed("few")),
        (6.4, None, 50, Value(6.4)),
        (6.4, None, None, Suppressed("perhaps_few")),
        (None, None, 20, NotAvailable()),
        (None, 3, 20, NotAvailable()),
        (0.0, None, 300, Value(0.0)),
    ],
)
def test_means(value, counted, size, wanted):
    assert protect_mean(value, counted=counted, size=size, small_size=50) == wanted


@pytest.mark.parametrize("threshold", [0, 1, 4, 6, -5, 100])
def test_the_threshold_is_one_of_three(threshold):
    for refused in (
        lambda: protect_share(5, 10, threshold=threshold),
        lambda: protect_count(5, threshold=threshold),
        lambda: protect_table([[5]], threshold=threshold),
        lambda: protect_mean(1.0, counted=9, size=9, small_size=99, threshold=threshold),
    ):
        with pytest.raises(MethodError):
            refused()


def test_what_cannot_be_a_count_is_refused():
    for refused in (
        lambda: protect_share(11, 10),
        lambda: protect_share(-1, 10),
        lambda: protect_count(-1),
        lambda: protect_table([[5, -1]]),
        lambda: protect_mean(1.0, counted=9, size=9, small_size=4),
    ):
        with pytest.raises(MethodError):
            refused()
    for counts in ([], [[]], [[1, 2], [3]]):
        with pytest.raises(ShapeError):
            protect_table(counts)


# Tables. The attacker knows totals, counts and that nobody is negative: linear programming.


def grid(counts):
    with_totals = [[*row, sum(row)] for row in counts]
    return [*with_totals, [sum(column) for column in zip(*with_totals, strict=True)]]


def shown(table):
    rows = [[*row, total] for row, total in zip(table.cells, table.row_totals, strict=True)]
    return [*rows, [*table.column_totals, table.total]]


def range_of(wanted, rows, columns, published):
    """The least and the most a cell or total can be, by SciPy's linear programming."""
    inner = list(itertools.product(range(rows), range(columns)))

    def weights(cell):
        r, c = cell
        return [float(r in (i, rows) and c in (j, columns)) for i, j in inner]

    known = {cell: figure.number for cell, figure in published.items() if isinstance(figure, Value)}
    equations = [weights(cell) for cell in known] or None
    answers = list(known.values()) or None
    found = []
    for sign in (1, -1):
        cost = sign * np.array(weights(wanted))
        # A bound that nobody reaches keeps the programme finite where nothing at all is shown.
        run = linprog(cost, A_eq=equations, b_eq=answers, bounds=(0, 5000), method="highs")
        assert run.status == 0
        found.append(sign * run.fun)
    return found


@given(TABLES, THRESHOLDS)
@settings(max_examples=120, deadline=None)
def test_nothing_kept_back_follows_from_what_is_shown(counts, threshold):
    table = shown(protect_table(counts, threshold=threshold))
    rows, columns = len(counts), len(counts[0])
    published = {(r, c): table[r][c] for r in range(rows + 1) for c in range(columns + 1)}
    for cell, figure in published.items():
        if isinstance(figure, Suppressed):
            low, high = range_of(cell, rows, columns, published)
            assert high - low > 0.5, (cell, counts)


@given(TABLES, THRESHOLDS)
@settings(max_examples=150, deadline=None)
def test_rules_of_a_protected_table(counts, threshold):
    table, exact = shown(protect_table(counts, threshold=threshold)), grid(counts)
    lines = [list(zip(*pair, strict=True)) for pair in zip(table, exact, strict=True)]
    lines += [
        list(zip(*pair, strict=True))
        for pair in zip(zip(*table, strict=True), zip(*exact, strict=True), strict=True)
    ]
    for line in lines:
        kept = [count for figure, count in line if isinstance(figure, Suppressed)]
        for figure, count in line:
            if isinstance(figure, Value):
                assert figure.number == count
                assert not 0 < count < threshold
        if kept:
            assert len(kept) >= 2
        if kept and isinstance(line[-1][0], Value):
            assert sum(kept) >= threshold


@given(TABLES)
@settings(max_examples=50, deadline=None)
def test_a_table_of_enough_everywhere_is_shown_whole(counts):
    enough = [[n + 10 for n in row] for row in counts]
    for figures in shown(protect_table(enough, threshold=10)):
        assert all(isinstance(figure, Value) for figure in figures)


@given(TABLES, THRESHOLDS)
@settings(max_examples=40, deadline=None)
def test_turning_the_table_keeps_back_as_much(counts, threshold):
    turned = [list(column) for column in zip(*counts, strict=True)]
    one, other = (shown(protect_table(t, threshold=threshold)) for t in (counts, turned))
    hides = [any(isinstance(f, Suppressed) for row in table for f in row) for table in (one, other)]
    assert hides[0] == hides[1]


def hidden(counts, **more):
    table = shown(protect_table(counts, **more))
    return {(r, c) for r, row in enumerate(table) for c, f in enumerate(row) if f == FEW}


FEW = Suppressed("few")


def test_one_small_cell_takes_three_others_with_it():
    assert hidden([[3, 40, 60], [20, 30, 50], [70, 80, 90]]) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_two_by_subtraction_along_a_chain_is_seen():
    # Two per line is not enough here: without a way round, each follows from the next.
    counts = [[2, 30, 30], [30, 2, 30], [30, 30, 40]]
    table = protect_table(counts)
    assert isinstance(table.cells[2][2], Value)
    kept = hidden(counts)
    assert {(0, 0), (1, 1)} <= kept
    assert len(kept) == 4


def test_none_is_said_among_many_and_kept_back_among_few():
    assert hidden([[0, 400], [30, 300]]) == set()
    assert (0, 0) in hidden([[0, 8], [30, 300]])


def test_a_small_total_is_kept_back_with_its_cells():
    kept = hidden([[1, 2], [40, 50]])
    assert {(0, 0), (0, 1), (0, 2)} <= kept


def test_a_single_row():
    assert hidden([[3, 20, 30]]) == {(0, 0), (0, 1), (1, 0), (1, 1)}
    assert hidden([[20, 30]]) == set()
    assert hidden([[2]]) == {(0, 0), (0, 1), (1, 0), (1, 1)}
