"""Before and after: golden cases, and a slow second implementation."""

import datetime as dt
from statistics import median

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.methods.before_after import FEWEST, around, before_after, span, together

FIRST, LAST = dt.date(2023, 1, 9), dt.date(2023, 12, 31)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2024", (2024, 1, 1), (2024, 12, 31)),
        ("2023/2024", (2023, 8, 1), (2024, 7, 31)),
        ("2024M02", (2024, 2, 1), (2024, 2, 29)),
        ("2024M12", (2024, 12, 1), (2024, 12, 31)),
        ("2024K4", (2024, 10, 1), (2024, 12, 31)),
        ("2024Q1", (2024, 1, 1), (2024, 3, 31)),
        ("2024H2", (2024, 7, 1), (2024, 12, 31)),
    ],
)
def test_periods(period, first, last):
    assert span(period) == (dt.date(*first), dt.date(*last))


@pytest.mark.parametrize("period", ["", "2024/2026", "2024M13", "2024K5", "24", "2024-01", "0000"])
def test_what_is_no_period(period):
    assert span(period) is None


def test_a_period_that_lies_in_part_within_is_neither_before_nor_after():
    periods = ["2020/2021", "2021/2022", "2022/2023", "2023/2024", "2024/2025", "2025/2026"]
    assert around(periods, FIRST, LAST) == ("2021/2022", "2025/2026")
    assert around(["2022/2023", "2023/2024"], FIRST, LAST) == ("", "")
    assert around(["2022", "2023", "2024"], FIRST, LAST) == ("2022", "2024")


def test_golden():
    own = {"2021": 4.0, "2022": 4.2, "2024": 4.5}
    peers = [{"2022": 4.0, "2024": 4.1}, {"2022": 4.4, "2024": 4.2}, {"2022": 4.2, "2024": 4.6}]
    found = before_after(own, peers, first=FIRST, last=LAST)
    assert (found.before, found.after) == ("2022", "2024")
    assert (found.own_before, found.own_after) == (4.2, 4.5)
    assert found.own_change == pytest.approx(0.3)
    assert found.peers_before.median == 4.2
    assert found.peers_change.least == pytest.approx(-0.2)
    assert found.peers_change.most == pytest.approx(0.4)
    assert found.is_among_peers


def test_what_is_not_known_yet_is_said_and_never_nought():
    own = {"2022": 4.2, "2023": 4.4}
    found = before_after(own, [dict(own)] * 5, first=FIRST, last=LAST)
    assert found.after == ""
    assert found.own_after is None
    assert found.own_change is None
    assert found.is_among_peers is None
    assert found.peers_after is None
    assert found.peers_before.known == 5


def test_peers_tell_the_periods_where_there_is_no_own_figure():
    found = before_after({}, [{"2022": 1.0}] * 3, first=FIRST, last=LAST)
    assert found.before == "2022"
    assert found.own_before is None
    assert found.peers_before.median == 1.0


def test_places_known_in_one_of_the_periods_only_are_left_out_of_both():
    peers = [{"2022": 1.0, "2024": 2.0}] * 3 + [{"2022": 99.0}, {"2024": 99.0}]
    found = before_after({"2022": 1.0, "2024": 1.0}, peers, first=FIRST, last=LAST)
    assert (found.peers_before.known, found.peers_after.known, found.peers_change.known) == (
        3,
        3,
        3,
    )
    assert found.is_among_peers is False


values = st.dictionaries(
    st.sampled_from(["2019", "2020", "2021", "2022", "2023", "2024", "2025"]),
    st.floats(-1e3, 1e3).map(lambda x: round(x, 3)),
)


@given(values, st.lists(values, max_size=12))
def test_against_the_slow_way(own, peers):
    found = before_after(own, peers, first=FIRST, last=LAST)
    known = own or {period: 0.0 for one in peers for period in one}
    early = sorted(p for p in known if int(p) < 2023) or sorted(
        p for one in peers for p in one if int(p) < 2023
    )
    late = sorted(p for p in known if int(p) > 2023) or sorted(
        p for one in peers for p in one if int(p) > 2023
    )
    assert found.before == (early[-1] if early else "")
    assert found.after == (late[-1] if late else "")
    changes = [
        one[found.after] - one[found.before]
        for one in peers
        if found.after in one and found.before in one
    ]
    if len(changes) < FEWEST:
        assert found.peers_change is None
    else:
        assert found.peers_change.median == median(changes)
        assert found.peers_change.low == pytest.approx(np.quantile(changes, 0.25))
        assert found.peers_change.high == pytest.approx(np.quantile(changes, 0.75))
        own_change = found.own_change
        if own_change is not None:
            assert found.is_among_peers == any(
                a <= own_change <= b for a in changes for b in changes
            )


def test_few_are_not_told_together():
    assert together([1.0, 2.0]) is None
    assert together([1.0, 2.0, 3.0]).known == 3
