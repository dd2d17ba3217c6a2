"""What an invoice comes to, what may not be issued, and the check digits of its numbers."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from samspil.methods.invoicing import (
    Bank,
    DocumentError,
    Fik,
    Line,
    Party,
    Preceding,
    Tax,
    Totals,
    as_ubl,
    fik_payment_id,
    is_cvr,
    is_gln,
    plain_cvr,
    plain_gln,
    totals,
)

PRICES = st.integers(0, 99_999_999).map(lambda oere: Decimal(oere) / 100)
VAT, OUTSIDE = Tax("S", Decimal(25)), Tax("O", reason="Uden for moms")
SHARED = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
SLIP = Fik("12345678", fik_payment_id(1, 1))
LINES = st.lists(
    st.builds(Line, st.just("x"), st.just("Ydelse"), st.integers(1, 1000), PRICES),
    min_size=1,
    max_size=6,
)


def test_2021_with_vat(papers):
    assert totals(papers.document()) == Totals(Decimal(55_000), Decimal(13_750), Decimal(68_750))


def test_2022_with_vat(papers):
    assert totals(papers.document(lines=papers.in_2022)) == Totals(
        Decimal(280_000), Decimal(70_000), Decimal(350_000)
    )


@SHARED
@given(LINES, st.sampled_from([VAT, OUTSIDE]))
def test_sums_are_exact_and_rounded_once(papers, lines, tax):
    """Against a second reckoning in whole øre and fractions."""
    came = totals(papers.document(lines=tuple(lines), tax=tax))
    oere = sum(line.quantity * int(line.unit_price * 100) for line in lines)
    exact = Fraction(oere) * Fraction(int(tax.rate), 100)
    vat = int(exact + Fraction(1, 2))  # half up, of what is never negative
    assert (came.net * 100, came.vat * 100, came.payable * 100) == (oere, vat, oere + vat)


@SHARED
@given(LINES)
def test_what_is_written_adds_up_to_what_is_to_be_paid(papers, lines):
    root = etree.fromstring(as_ubl(papers.document(lines=tuple(lines))))
    amounts = {
        name: [Decimal(one.text) for one in root.iter(f"{{*}}{name}")]
        for name in ("LineExtensionAmount", "TaxAmount", "TaxExclusiveAmount", "PayableAmount")
    }
    whole, *parts = amounts["LineExtensionAmount"]
    assert whole == sum(parts) == amounts["TaxExclusiveAmount"][0]
    assert amounts["PayableAmount"] == [whole + amounts["TaxAmount"][0]]


def test_text_of_people_is_text(papers):
    root = etree.fromstring(as_ubl(papers.every_kind["invoice-hard"]))
    name = root.findtext(".//{*}Item/{*}Name")
    assert "<b>ø</b>" in name
    assert "]]>" in name
    assert "\u0007" not in name
    assert papers.hard.replace("\u0007", "").split()[0] in name


@pytest.mark.parametrize(
    ("different", "says"),
    [
        ({"number": " "}, "number"),
        ({"lines": ()}, "line"),
        ({"buyer": Party("Fabelborg Kommune", "10000203")}, "GLN"),
        ({"buyer_reference": " "}, "reference"),
        ({"due": None}, "when and where"),
        ({"payment": None}, "when and where"),
        ({"due": dt.date(2026, 11, 27)}, "fall due"),
        ({"preceding": Preceding("EKS-0000", dt.date(2026, 11, 1))}, "takes no other back"),
        ({"kind": "credit_note", "preceding": None}, "names an invoice"),
        ({"kind": "credit_note", "due": dt.date(2026, 12, 28)}, "no payment"),
        ({"kind": "credit_note", "payment": SLIP}, "no payment"),
    ],
)
def test_what_may_not_be_issued(papers, different, says):
    with pytest.raises(DocumentError, match=says):
        papers.document(**different)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Party("", "10000106"),
        lambda: Party("X", "10000107"),
        lambda: Party("X", "10000106", gln="5790000000013"),
        lambda: Bank("123", "1"),
        lambda: Bank("1234", "12345678901"),
        lambda: Bank("1234", "١٢٣"),
        lambda: Fik("1234567", fik_payment_id(1, 1)),
        lambda: Fik("12345678", "1"),
        lambda: Tax("S", Decimal(0)),
        lambda: Tax("S", Decimal(25), "fordi"),
        lambda: Tax("E", Decimal(25), "fordi"),
        lambda: Tax("O"),
        lambda: Line("x", "X", 0, Decimal(1)),
        lambda: Line("x", "X", 1, Decimal(-1)),
        lambda: Line("x", " ", 1, Decimal(1)),
        lambda: fik_payment_id(10_000, 1),
        lambda: fik_payment_id(1, 10**10),
        lambda: fik_payment_id(-1, 1),
    ],
)
def test_parts_that_are_wrong_are_refused(make):
    with pytest.raises(ValueError):
        make()


def test_a_payment_slip_can_be_read():
    assert SLIP.slip == "+71<000100000000016+12345678<"


@given(st.integers(0, 9999), st.integers(0, 10**10 - 1))
def test_a_payment_is_named_once_with_its_check_digit(series, number):
    name = fik_payment_id(series, number)
    assert int(name[:4]) == series
    assert int(name[4:14]) == number
    # Modulus 10: every second digit from the right doubled, and digits summed.
    doubled = [int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(name))]
    assert sum(n // 10 + n % 10 for n in doubled) % 10 == 0


@given(st.integers(1_000_000, 9_999_999))
def test_a_cvr_number_has_one_check_digit_or_none(stem):
    weighed = sum(w * int(d) for w, d in zip((2, 7, 6, 5, 4, 3, 2), str(stem), strict=True))
    right = [d for d in range(10) if (weighed + d) % 11 == 0]
    assert [d for d in range(10) if is_cvr(f"{stem}{d}")] == right


@given(st.integers(0, 10**12 - 1))
def test_a_gln_has_one_check_digit(stem):
    digits = f"{stem:012d}"
    weighed = sum(int(d) * (3 if place % 2 else 1) for place, d in enumerate(digits))
    assert [d for d in range(10) if is_gln(f"{digits}{d}")] == [-weighed % 10]


@pytest.mark.parametrize("wrong", ["", "1000010", "100001066", "0000000x", "١٠٠٠٠١٠٦", "00000000"])
def test_no_cvr_number(wrong):
    assert not is_cvr(wrong)


@pytest.mark.parametrize("wrong", ["", "579000000001", "57900000000125", "579000000001x"])
def test_no_gln(wrong):
    assert not is_gln(wrong)


def test_numbers_as_people_write_them(papers):
    assert plain_cvr(" DK 10 00 01.06 ") == papers.seller.cvr
    assert plain_gln("5790 0000-0001\u00a02") == papers.buyer.gln
    assert papers.in_2021[0].amount == 55_000
