"""Invoices: issued once, refused with the reason, credited whole, and adding up to what is owed."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil.methods import invoicing
from samspil.methods.pricing import Line, differences
from samspil.people import services as people
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.programmes import owing, papers, selectors, services
from samspil.programmes.models import (
    BillingEntry,
    Invoice,
    InvoiceFile,
    NumberSeries,
    Registration,
)
from samspil.programmes.paper_pdf import paper_pdf
from samspil.programmes.services.billing import owe

pytestmark = pytest.mark.django_db
E01 = {"edition": "example", "municipality": "E01"}


@pytest.fixture
def issue(biller, now):
    return lambda **more: services.issue_invoice(**{"actor": biller, "now": now} | E01 | more)


@pytest.fixture
def change(biller, now):
    """Change what E01 owes, as a later change of its order does."""

    def owed(*lines):
        owe(
            actor=biller,
            registration=Registration.objects.get(),
            lines=lines,
            cause=BillingEntry.Cause.CHANGED,
            reason="Aftalt",
            now=now,
        )

    return owed


SCHOOL = Line("partnership:school", 1, Decimal(60_000))
EXTRA = Line("extra_participant:school", 1, Decimal(9_995))


def test_an_invoice_says_all_of_it_and_is_kept_as_files(billable, issue, biller, team):
    billable(team("school", 7))
    made = issue()
    assert (made.label, made.kind, made.issued_on) == ("EKS-0001", "invoice", dt.date(2026, 11, 23))
    assert made.due_on == dt.date(2026, 12, 23)
    assert (made.net, made.vat, made.payable) == (79_990, Decimal("19997.50"), Decimal("99987.50"))
    assert made.keep_until == dt.date(2031, 12, 31)
    assert [(one.item, one.quantity, one.amount) for one in made.lines.all()] == [
        ("partnership:school", 1, 60_000),
        ("extra_participant:school", 2, 19_990),
    ]
    document = papers.from_json(made.content)
    assert document.buyer.name == "Fabelborg Kommune"
    assert document.note.startswith("EKSEMPEL")
    xml, pdf = (
        selectors.paper_file(biller, "example", "EKS-0001", form) for form in ("xml", "pdf")
    )
    assert xml == invoicing.as_ubl(document)
    assert b"<cbc:ID>EKS-0001</cbc:ID>" in xml
    assert pdf.startswith(b"%PDF")
    event = AuditEvent.objects.get(action="programmes.invoice_issued")
    assert event.details == {"label": "EKS-0001", "payable": "99987.50", "taken": ""}


def test_a_stored_paper_makes_the_same_files_again(billable, issue):
    billable()
    made = issue()
    document = papers.from_json(Invoice.objects.get().content)
    kept = {file.form: bytes(file.content) for file in InvoiceFile.objects.all()}
    assert kept["xml"] == invoicing.as_ubl(document)
    assert kept["pdf"] == paper_pdf(document, is_example=True)
    assert papers.as_json(document) == made.content


def test_what_is_invoiced_is_not_invoiced_again(billable, issue):
    billable()
    issue()
    with pytest.raises(services.NotInvoicedError, match="nothing_owed"):
        issue()
    assert NumberSeries.objects.get().next_number == 2


def test_what_comes_later_comes_on_the_next_invoice(billable, issue, change):
    billable()
    issue()
    change(SCHOOL, EXTRA)
    made = issue()
    assert (made.label, made.net) == ("EKS-0002", 9_995)


def test_what_is_taken_back_is_credited_and_invoiced_anew(
    billable, issue, change, biller, team, now
):
    billable(team("school", 7))
    issue()
    change(SCHOOL)
    with pytest.raises(services.NotInvoicedError, match="taken_back"):
        issue()
    row = selectors.invoiced(biller, "example", "E01")
    assert row.must_be_corrected
    assert not row.is_ready
    came = services.correct_invoices(actor=biller, reason="To færre deltager.", now=now, **E01)
    (note,) = came.credit_notes
    assert (note.label, note.credits.label, note.payable) == (
        "EKS-0002",
        "EKS-0001",
        Decimal("99987.50"),
    )
    assert (came.invoice.label, came.invoice.net) == ("EKS-0003", 60_000)
    row = selectors.invoiced(biller, "example", "E01")
    assert (row.left, row.payable) == ((), 75_000)
    document = papers.from_json(note.content)
    assert document.preceding.number == "EKS-0001"
    assert document.note.endswith("Krediterer faktura EKS-0001. To færre deltager.")


def test_when_nothing_is_owed_any_more_there_is_no_new_invoice(
    billable, issue, change, biller, now
):
    billable()
    issue()
    change()
    came = services.correct_invoices(actor=biller, reason="Trukket tilbage.", now=now, **E01)
    assert len(came.credit_notes) == 1
    assert came.invoice is None
    with pytest.raises(services.NotInvoicedError, match="no_such_invoice"):
        services.correct_invoices(actor=biller, reason="Igen.", now=now, **E01)


def test_an_invoice_is_credited_once_and_can_be_issued_anew(billable, issue, biller, addressed):
    billable()
    issue()
    credit = {"actor": biller, "edition": "example", "label": "EKS-0001", "reason": "Forkert EAN."}
    services.credit_invoice(**credit)
    for again in (credit, credit | {"label": "EKS-0002"}, credit | {"label": "X"}):
        with pytest.raises(services.NotInvoicedError):
            services.credit_invoice(**again)
    addressed(gln="5790000000029")
    made = issue()
    assert made.label == "EKS-0003"
    assert papers.from_json(made.content).buyer.gln == "5790000000029"
    first = Invoice.objects.get(label="EKS-0001")
    assert papers.from_json(first.content).buyer.gln == "5790000000012"


def test_a_price_agreed_down_is_taken_off(billable, issue, biller, now):
    billable()
    services.agree(actor=biller, amount=Decimal(-5_000), reason="Rabat", now=now, **E01)
    made = issue()
    assert made.net == 55_000
    assert made.payable == 68_750


def test_prices_with_vat_come_to_the_same_kroner(billable, issue, change):
    billable(basis="inclusive")
    change(SCHOOL, Line("extra_participant:school", 3, Decimal("9995.01")))
    made = issue()
    assert made.payable == 60_000 + 3 * Decimal("9995.01")
    assert made.rounding == made.payable - made.net - made.vat
    assert abs(made.rounding) < Decimal("0.05")


def test_no_vat(registered, addressed, issuer, vat, issue):
    registered()
    addressed()
    vat("exempt")
    issuer()
    with pytest.raises(services.NotInvoicedError, match="no_exemption"):
        issue()
    issuer(exemption="Momsfri undervisning")
    assert papers.from_json(issue().content).tax.category == "E"


def test_a_seller_outside_vat(registered, addressed, issuer, vat, issue):
    registered()
    addressed()
    issuer(is_vat_registered=False)
    vat("exclusive")
    with pytest.raises(services.NotInvoicedError, match="seller_outside_vat"):
        issue()
    vat("exempt")
    made = issue()
    assert (made.vat, papers.from_json(made.content).tax.category) == (0, "O")


def test_a_payment_slip_names_the_payment(billable, issuer, issue):
    billable()
    issuer(bank_registration="", bank_account="", fik_creditor="12345678")
    made = issue()
    series = NumberSeries.objects.get().pk
    assert papers.from_json(made.content).payment.payment_id == invoicing.fik_payment_id(series, 1)


def test_what_is_missing_is_said_and_takes_no_number(registered, issue, issuer, addressed, vat):
    registered()
    with pytest.raises(services.NotInvoicedError) as refused:
        issue()
    assert refused.value.obstacles == (
        "no_issuer", "vat_undecided", "no_cvr", "no_gln", "no_reference",
    )  # fmt: skip
    issuer()
    vat()
    for lacking in ("cvr", "gln"):
        addressed(**{lacking: ""})
        with pytest.raises(services.NotInvoicedError, match=f"no_{lacking}"):
            issue()
    addressed(order_reference="", contact_name="")
    with pytest.raises(services.NotInvoicedError, match="no_reference"):
        issue()
    assert NumberSeries.objects.get().next_number == 1
    assert not Invoice.objects.exists()


def test_nobody_gets_two_bills(billable, issue, biller, change, now):
    billable()
    issue()
    change(SCHOOL, EXTRA)
    with pytest.raises(services.NothingToBillError):
        services.make_billing_run(actor=biller, edition="example", now=now)


def test_what_is_invoiced_here_is_what_is_open(billable, issue, biller, now):
    billable()
    assert selectors.billed(biller, "example", "E01").open == 0
    issue()
    pay = {"actor": biller, "paid_on": now.date(), "reference": "EKS-0001", "note": "", "now": now}
    services.record_payment(amount=Decimal(70_000), **pay, **E01)
    row = selectors.billed(biller, "example", "E01")
    assert (row.billed_gross, row.open, row.new) == (75_000, 5_000, ())
    services.credit_invoice(actor=biller, edition="example", label="EKS-0001", reason="Forkert")
    assert selectors.billed(biller, "example", "E01").open == -70_000


def test_who_stands_in_a_billing_basis_is_billed_there(billable, issue, biller, now):
    billable()
    services.make_billing_run(actor=biller, edition="example", now=now)
    with pytest.raises(services.NotInvoicedError, match="in_basis"):
        issue()
    assert not selectors.invoiced(biller, "example", "E01").is_ready


def test_vat_lies_fast_once_something_is_invoiced(billable, issue, vat):
    billable()
    issue()
    with pytest.raises(services.AlreadyBilledError):
        vat("exempt")


def test_a_draft_owes_nothing(biller, chief, edition, team, now, issue):
    services.change_draft(actor=chief, change=lambda wish: wish, now=now, **E01)
    with pytest.raises(services.NotConfirmedError):
        issue()
    assert selectors.invoices(biller, "example").rows == ()


def test_lines_that_changed_since_they_were_seen(billable, issue, change, biller):
    billable()
    seen = selectors.invoiced(biller, "example", "E01").mark
    change(SCHOOL, EXTRA)
    with pytest.raises(services.ChangedSinceSeenError):
        issue(seen_mark=seen)
    issue(seen_mark=selectors.invoiced(biller, "example", "E01").mark)


def test_all_that_are_ready_at_once(billable, viewer, registered, team, biller, addressed, now):
    billable()
    other = viewer("bea", Role.CHIEF, "E02")
    registered(team("school", chief="bea"), actor=other, code="E02")
    made = services.issue_all(actor=biller, edition="example", now=now)
    assert [one.registration.municipality_id for one in made] == ["E01"]
    addressed("E02")
    assert len(services.issue_all(actor=biller, edition="example", now=now)) == 1
    assert services.issue_all(actor=biller, edition="example", now=now) == ()
    assert [one.label for one in selectors.invoices(biller, "example").papers] == [
        "EKS-0002",
        "EKS-0001",
    ]


@pytest.mark.parametrize(
    "who", [("fie", Role.FACILITATOR), ("ada", Role.CHIEF, "E01"), ("kim", Role.CONSULTANT, "E01")]
)
def test_others_issue_nothing(billable, viewer, issue, who):
    billable()
    actor = viewer(*who)
    with pytest.raises(people.NotAllowedError):
        issue(actor=actor)
    with pytest.raises(people.NotAllowedError):
        services.issue_all(actor=actor, edition="example")
    with pytest.raises(people.NotAllowedError):
        services.credit_invoice(actor=actor, edition="example", label="x", reason="x")
    with pytest.raises(people.NotAllowedError):
        services.correct_invoices(actor=actor, reason="x", **E01)
    assert selectors.invoices(actor, "example").rows == ()


def test_who_sees_a_paper(billable, issue, viewer, chief, biller, places):
    billable()
    issue()
    others = (viewer("bea", Role.CHIEF, "E02"), viewer("mia", Role.MEMBER, "E01"))
    for who in (chief, biller):
        assert selectors.paper(who, "example", "EKS-0001").row.payable == 75_000
        assert selectors.paper(who, "2021", "EKS-0001") is None
        assert selectors.paper_file(who, "example", "EKS-0001", "zip") is None
    for who in others:
        assert selectors.paper(who, "example", "EKS-0001") is None
        assert selectors.paper_file(who, "example", "EKS-0001", "pdf") is None
        assert selectors.invoiced(who, "example", "E01") is None


def test_a_series_goes_on_counts_in_its_own_way_and_ends(billable, issue, issuer, change):
    billable()
    issuer(series=services.Series("KL", digits=6, first=2041, last=2042))
    assert issue().label == "KL002041"
    for wrong in ({"digits": 5}, {"digits": 6, "last": 2040}):
        with pytest.raises(services.SeriesTakenError):
            issuer(series=services.Series("KL", **wrong))
    issuer(series=services.Series("KL", digits=6, first=1, last=2042))
    change(SCHOOL, EXTRA)
    assert issue().label == "KL002042"
    change(SCHOOL, Line("extra_participant:school", 2, Decimal(9_995)))
    with pytest.raises(services.NotInvoicedError, match="used_up"):
        issue()
    issuer(series=services.Series("NY-"))
    assert issue().label == "NY-0001"


def test_two_sellers_share_no_series(issuer, biller, now):
    issuer()
    assert issuer(cvr="10000106", name="Nyt navn").series.prefix == "EKS-"
    other = {"edition": "2021", "seller": services.Seller(
        name="En anden", cvr="10000203", street="", postal_code="", city="", contact_name="",
        contact_email="x@example.org", fik_creditor="12345678",
    )}  # fmt: skip
    with pytest.raises(people.NotAllowedError):
        services.set_issuer(actor=biller, series=services.Series("EKS-"), **other)


def test_an_owner_cannot_give_anothers_series_away(issuer, owner):
    issuer()
    seller = services.Seller(
        name="En anden", cvr="10000203", street="", postal_code="", city="", contact_name="",
        contact_email="x@example.org", fik_creditor="12345678",
    )  # fmt: skip
    with pytest.raises(services.SeriesTakenError):
        services.set_issuer(
            actor=owner, edition="2021", seller=seller, series=services.Series("EKS-")
        )
    with pytest.raises(services.NoSuchEditionError):
        services.set_issuer(actor=owner, edition="x", seller=seller, series=services.Series("A"))
    with pytest.raises(ValueError):
        services.set_issuer(
            actor=owner,
            edition="2021",
            seller=services.Seller("X", "10000107", "", "", "", "", ""),
            series=services.Series("A"),
        )


_ITEMS = st.sampled_from(["partnership:school", "partnership:both", "extra_participant:school"])
_LINES = st.lists(
    st.builds(Line, _ITEMS, st.integers(1, 4), st.sampled_from([Decimal(9995), Decimal("0.05")])),
    max_size=3,
)
_LIFE = st.lists(
    st.one_of(_LINES, st.sampled_from(["issue", "correct", "credit"])), min_size=1, max_size=9
)


@settings(max_examples=60)
@given(_LIFE)
def test_papers_always_come_to_what_is_owed(life):
    """A second, slow reckoning without a database: whatever happens, in whichever order."""
    entries, invoices = [], []  # invoices: lines of those that stand

    def left():
        return differences([line for one in invoices for line in one], entries)

    for act in life:
        if isinstance(act, list):
            entries += differences(entries, act)
        elif act == "credit" and invoices:
            invoices.pop()
        elif act == "correct" or all(line.quantity > 0 for line in left()):
            invoices = [] if act == "correct" else invoices
            if sum(line.amount for line in left()) > 0:
                invoices.append(left())
                assert left() == ()
        owed = sum((line.amount for line in entries), Decimal(0))
        on_paper = sum((line.amount for one in invoices for line in one), Decimal(0))
        assert on_paper + sum((line.amount for line in left()), Decimal(0)) == owed


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_LINES.filter(bool))
def test_the_database_reckons_as_the_method_does(billable, change, biller, lines):
    if not Registration.objects.exists():
        billable()
    change(*lines)
    row = Registration.objects.get()
    assert sum(line.amount for line in owing.not_invoiced(row)) == sum(x.amount for x in lines)
    assert owing.mark(reversed(owing.not_invoiced(row))) == owing.mark(owing.not_invoiced(row))
