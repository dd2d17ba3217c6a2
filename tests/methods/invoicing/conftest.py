"""Documents for tests. Both parties are invented; their numbers are only well formed."""

import datetime as dt
from decimal import Decimal
from types import SimpleNamespace

import pytest

from samspil.methods.invoicing import (
    Bank,
    Contact,
    Document,
    Fik,
    Line,
    Party,
    Preceding,
    Tax,
    fik_payment_id,
)

SELLER = Party(
    name="Eksempelforbundet",
    cvr="10000106",
    street="Eksempelvej 1",
    postal_code="1000",
    city="Eksempelby",
    contact=Contact("Regnskabet", "regnskab@example.org", "11 11 11 11"),
)
BUYER = Party(name="Fabelborg Kommune", cvr="10000203", gln="5790000000012")
VAT = Tax("S", Decimal(25))
EXEMPT = Tax("E", reason="Momsfri undervisning")
OUTSIDE = Tax("O", reason="Sælgeren er ikke registreret for moms")
IN_2021 = (Line("partnership:daycare", "Partnerskab, dagtilbud", 1, Decimal(55_000)),)
IN_2022 = (
    Line("partnership:both", "Begge partnerskaber", 1, Decimal(110_000)),
    Line("pre_analysis:both", "Foranalyse på begge områder", 1, Decimal(170_000)),
)
WITH_EXTRA = (
    Line("partnership:school", "Partnerskab, skole", 1, Decimal(60_000)),
    Line("extra_participant:school", "Ekstra deltager, skole", 2, Decimal("9995.00")),
)


def document(**different):
    """An invoice of 2021's price; ``kind="credit_note"`` gives the one that takes it back."""
    stated = {
        "kind": "invoice",
        "number": "EKS-0001",
        "issued": dt.date(2026, 11, 28),
        "seller": SELLER,
        "buyer": BUYER,
        "lines": IN_2021,
        "tax": VAT,
        "buyer_reference": "Dagtilbudschefen",
    }
    if different.get("kind") == "credit_note":
        stated["preceding"] = Preceding("EKS-0001", dt.date(2026, 11, 28))
    else:
        stated |= {"due": dt.date(2026, 12, 28), "payment": Bank("1234", "12345678")}
    return Document(**stated | different)


SLIP = Fik("12345678", fik_payment_id(1, 1))
HARD = "Æ & <b>ø</b> \"å\" 'x' ]]> \u0007\u200b 👩🏽‍🏫\nny linje"
EVERY_KIND = {
    "invoice": document(),
    "invoice-slip": document(payment=SLIP),
    "invoice-2022": document(lines=IN_2022, order_reference="4500012345", buyer_reference=""),
    "invoice-extra": document(lines=WITH_EXTRA, order_reference="4500012345"),
    "invoice-exempt": document(tax=EXEMPT),
    "invoice-outside": document(tax=OUTSIDE),
    "invoice-gln": document(seller=Party("Eksempelforbundet", "10000106", gln="5790000000029")),
    "invoice-oere": document(
        lines=(
            Line("a", "Et", 3, Decimal("0.01")),
            Line("b", "To", 7, Decimal("1234.57")),
            Line("c", "Gratis", 1, Decimal(0)),
        )
    ),
    "invoice-nothing-due": document(lines=(Line("a", "Gratis", 1, Decimal(0)),)),
    "invoice-hard": document(
        lines=(Line("a", HARD, 1, Decimal(1)),), note=HARD, terms=HARD, buyer_reference=HARD
    ),
    "credit": document(kind="credit_note", number="EKS-0002"),
    "credit-2022": document(kind="credit_note", number="EKS-0002", lines=IN_2022, note="Forkert."),
    "credit-exempt": document(kind="credit_note", number="EKS-0002", tax=EXEMPT),
    "credit-outside": document(kind="credit_note", number="EKS-0002", tax=OUTSIDE),
}


@pytest.fixture(scope="session")
def papers():
    """The parts above, and ``papers.document(**different)``."""
    return SimpleNamespace(
        document=document, every_kind=EVERY_KIND, seller=SELLER, buyer=BUYER, vat=VAT,
        in_2021=IN_2021, in_2022=IN_2022, slip=SLIP, hard=HARD,
    )  # fmt: skip
