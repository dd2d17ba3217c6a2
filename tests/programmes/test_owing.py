"""What a municipality owes: entries that add up to what was last agreed, whatever came before."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.methods.pricing import Line, differences

ITEMS = st.sampled_from(["partnership:school", "partnership:both", "extra_participant:school"])
LINES = st.lists(
    st.builds(
        Line,
        ITEMS,
        st.integers(1, 9),
        st.sampled_from([Decimal(0), Decimal(9995), Decimal("60000.00"), Decimal("0.05")]),
    ),
    max_size=5,
)


@given(st.lists(LINES, min_size=1, max_size=5))
def test_the_entries_always_come_to_the_last_wish(wishes: list[list[Line]]) -> None:
    entries: list[Line] = []
    for wish in wishes:
        entries += differences(entries, wish)
        assert sum((one.amount for one in entries), Decimal(0)) == sum(
            (one.amount for one in wish), Decimal(0)
        )
        assert differences(entries, wish) == ()


def test_a_bundle_takes_the_single_price_back_first() -> None:
    single = [Line("partnership:school", 1, Decimal(60000))]
    both = [Line("partnership:both", 1, Decimal(110000))]
    assert differences(single, both) == (
        Line("partnership:school", -1, Decimal(60000)),
        Line("partnership:both", 1, Decimal(110000)),
    )


@pytest.mark.parametrize(("before", "after", "net"), [(2, 3, 1), (3, 1, -2)])
def test_more_or_fewer_of_the_same_is_one_line(before: int, after: int, net: int) -> None:
    price = Decimal(9995)
    assert differences([Line("e", before, price)], [Line("e", after, price)]) == (
        Line("e", net, price),
    )
