"""Whatever a municipality orders and changes: price, lines, billing and debt are one sum."""

from decimal import ROUND_HALF_UP, Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.methods.pricing import Order, Partnership, PriceRules, differences, quote
from samspil.programmes.models import BillingEntry
from samspil.programmes.selectors import billing

ADDRESS = dict.fromkeys(("cvr", "gln", "order_reference", "contact_name", "contact_email"), "x")
PRICES = st.decimals(Decimal(0), Decimal(170_000), places=2)
SECTORS = [(), ("daycare",), ("school",), ("daycare", "school")]
RATES = {"exclusive": Decimal("0.25"), "inclusive": Decimal(0), "exempt": Decimal(0)}


@st.composite
def changing_orders(draw):
    """Return an edition's rules and what a municipality ordered, each order replacing the last."""
    rules = PriceRules(
        partnership={"daycare": draw(PRICES), "school": draw(PRICES)},
        partnership_bundle=draw(PRICES),
        minimum=1,
        included=5,
        vat_basis="unspecified",
        extra_participant=draw(PRICES),
        pre_analysis={"daycare": draw(PRICES), "school": draw(PRICES)},
        pre_analysis_bundle=draw(st.none() | PRICES),
    )
    orders = draw(
        st.lists(
            st.tuples(
                st.sampled_from(SECTORS[1:]), st.sampled_from(SECTORS), st.integers(1, 12)
            ).map(
                lambda of: Order(
                    tuple(Partnership(one, of[2]) for one in of[0]),
                    of[1],
                )
            ),
            min_size=1,
            max_size=4,
        )
    )
    return rules, orders


def seen(entries, basis):
    """Return the entries as the selector reads them from a registration."""
    stored = [
        BillingEntry(
            item=one.item, quantity=one.quantity, unit_price=one.unit_price,
            amount=one.amount, cause="confirmed",
        )
        for one in entries
    ]  # fmt: skip
    row = SimpleNamespace(billing_entries=SimpleNamespace(all=lambda: stored))
    return billing.BasisRow(
        code="E01", municipality="Fabelborg", is_example=True, is_withdrawn=False,
        vat_basis=basis, entries=tuple(billing._entries(row, basis)), payments=(), **ADDRESS,
    )  # fmt: skip


@pytest.mark.parametrize("basis", RATES)
@given(changing_orders())
def test_price_entries_basis_and_debt_are_one_sum(basis, case):
    rules, orders = case
    entries = []
    for order in orders:
        entries += differences(entries, quote(rules, order).lines)
    total = quote(rules, orders[-1]).total
    with_vat = total + (total * RATES[basis]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    row = seen(entries, basis)
    lines = list(row.run_lines())
    assert row.owed == total
    assert row.owed_gross == with_vat
    assert sum(Decimal(line.gross) for line in lines) == with_vat
    assert all(Decimal(one.net) + Decimal(one.vat) == Decimal(one.gross) for one in lines)


def test_what_is_taken_back_carries_the_vat_it_was_charged_with():
    order = Order((Partnership("school", 5),))
    rules = PriceRules(
        partnership={"school": Decimal("0.02")}, minimum=1, included=5, vat_basis="exclusive"
    )
    lines = quote(rules, order).lines
    row = seen([*lines, *differences(lines, ())], "exclusive")
    assert [line.vat for line in row.run_lines()] == ["0.01", "-0.01"]
    assert row.owed_gross == 0
