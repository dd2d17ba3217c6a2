"""Billing: what is owed comes to what was agreed, is handed over once, and never changes."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from enrolled import register, team
from stories import story

from samspil.methods.pricing import Line, taxed
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.programmes import selectors, services
from samspil.programmes.models import (
    BilledEntry,
    BillingDetails,
    BillingEntry,
    BillingRun,
    OpenEdition,
    Payment,
    Registration,
    VatDecision,
)
from samspil.programmes.services.billing import owe

pytestmark = pytest.mark.django_db
FULL = services.Details("62534516", "5798009811578", "PO-7", "Bo", "bo@example.org")
WHERE = {"edition": "example", "municipality": "E01"}


@pytest.fixture
def owner(viewer):
    return viewer("eja", Role.PROGRAMME_OWNER)


@pytest.fixture
def contact(viewer):
    return viewer("pia", Role.REGISTRATION_CONTACT, edition="example")


@story()
def registered(chief):
    """E01 with both partnerships, six people in school, and a pre-analysis: 219,995."""
    return register(chief, team("school", 6), team("daycare"), pre_analyses=("school",))


@pytest.fixture
def decided(owner, registered):
    return services.decide_vat(
        actor=owner, edition="example", basis=VatDecision.Basis.EXCLUSIVE, reason="Skat"
    )


def row(viewer):
    return selectors.billed(viewer, "example", "E01")


def test_what_is_confirmed_is_what_is_owed(owner, registered):
    owed = row(owner)
    assert owed.owed == Decimal(219_995)
    assert [(one.item, one.amount, one.cause, one.run) for one in owed.entries] == [
        ("partnership:both", 110_000, "confirmed", None),
        ("extra_participant:school", 9_995, "confirmed", None),
        ("pre_analysis:school", 100_000, "confirmed", None),
    ]
    assert owed.owed_gross is None
    assert owed.open is None


def test_nothing_is_billed_before_somebody_decided_the_vat(owner, contact, registered):
    with pytest.raises(services.VatUndecidedError):
        services.make_billing_run(actor=owner, edition="example")
    with pytest.raises(NotAllowedError):
        services.decide_vat(
            actor=contact, edition="example", basis=VatDecision.Basis.EXCLUSIVE, reason="Skat"
        )
    registration = Registration.objects.get()
    services.decide_vat(
        actor=owner, edition="example", basis=VatDecision.Basis.EXCLUSIVE, reason="Skat"
    )
    registration.refresh_from_db()
    assert (registration.vat, registration.vat_basis) == (None, "unspecified")
    assert row(owner).owed_gross == Decimal("274993.75")


def test_whoever_lacks_a_number_waits(contact, decided):
    with pytest.raises(services.NothingToBillError):
        services.make_billing_run(actor=contact, edition="example")
    assert row(contact).missing == ("cvr", "gln", "contact_name", "contact_email")
    services.note_billing_details(actor=contact, details=FULL, **WHERE)
    run = services.make_billing_run(actor=contact, edition="example")
    assert (run.number, len(run.rows)) == (1, 3)
    assert sum(Decimal(line["net"]) for line in run.rows) == Decimal(219_995)
    assert sum(Decimal(line["gross"]) for line in run.rows) == Decimal("274993.75")
    assert {line["gln"] for line in run.rows} == {"5798009811578"}
    assert row(contact).open == Decimal("274993.75")


def test_a_change_comes_as_a_difference_in_the_next_run(contact, decided, registered):
    services.note_billing_details(actor=contact, details=FULL, **WHERE)
    services.make_billing_run(actor=contact, edition="example")
    with pytest.raises(services.NothingToBillError):
        services.make_billing_run(actor=contact, edition="example")
    smaller = [Line("partnership:school", 1, Decimal(60_000))]
    cause = BillingEntry.Cause.CHANGED
    for _twice in range(2):
        owe(
            actor=contact, registration=Registration.objects.get(), lines=smaller, cause=cause,
            reason="Dagtilbud trak sig",
        )  # fmt: skip
    second = services.make_billing_run(actor=contact, edition="example")
    assert second.number == 2
    assert [(line["item"], line["quantity"], line["net"]) for line in second.rows] == [
        ("partnership:both", -1, "-110000.00"),
        ("extra_participant:school", -1, "-9995.00"),
        ("pre_analysis:school", -1, "-100000.00"),
        ("partnership:school", 1, "60000.00"),
    ]
    assert row(contact).owed == Decimal(60_000)
    assert row(contact).billed_gross == Decimal(75_000)


def test_an_agreed_price_stands_whatever_becomes_of_the_order(contact, registered):
    services.agree(actor=contact, amount=Decimal(25_000), reason="Forløb", **WHERE)
    owe(
        actor=contact, registration=Registration.objects.get(), lines=[],
        cause=BillingEntry.Cause.WITHDRAWN, reason="Trak sig",
    )  # fmt: skip
    assert row(contact).owed == Decimal(25_000)
    with pytest.raises(services.AmountError):
        services.agree(actor=contact, amount=Decimal(0), reason="x", **WHERE)


def test_what_is_sent_twice_is_noted_once(contact, registered):
    paid = {"actor": contact, "amount": Decimal(5), "paid_on": dt.date(2026, 12, 1), **WHERE}
    agreed = {"actor": contact, "amount": Decimal(25_000), "reason": "Forløb", **WHERE}
    services.record_payment(**paid)
    services.agree(**agreed)
    with pytest.raises(services.AlreadyNotedError):
        services.record_payment(**paid)
    with pytest.raises(services.AlreadyNotedError):
        services.agree(**agreed)
    services.record_payment(**paid | {"reference": "A2"})
    services.agree(**agreed | {"reason": "Endnu et forløb"})
    assert row(contact).paid == Decimal(10)
    assert row(contact).owed == Decimal(269_995)


def test_an_edition_that_says_its_vat_itself_is_not_decided_anew(owner, edition):
    held = OpenEdition.objects.get(pk="example")
    held.content["prices"]["vat_basis"] = "exclusive"
    held.save()
    with pytest.raises(services.VatStatedError):
        services.decide_vat(
            actor=owner, edition="example", basis=VatDecision.Basis.EXEMPT, reason="Nej"
        )


def test_the_vat_is_fixed_by_the_first_billing(owner, decided):
    services.note_billing_details(actor=owner, details=FULL, **WHERE)
    services.make_billing_run(actor=owner, edition="example")
    with pytest.raises(services.AlreadyBilledError):
        services.decide_vat(
            actor=owner, edition="example", basis=VatDecision.Basis.EXEMPT, reason="Nej"
        )


@pytest.mark.parametrize("model", [BillingEntry, BillingRun, BilledEntry, Payment])
def test_the_database_refuses_to_change_the_books(model, contact, decided):
    services.note_billing_details(actor=contact, details=FULL, **WHERE)
    services.make_billing_run(actor=contact, edition="example")
    services.record_payment(
        actor=contact, amount=Decimal(10), paid_on=dt.date(2026, 12, 1), reference="A", **WHERE
    )
    field = model._meta.pk.name
    with pytest.raises(DatabaseError, match="only grow"), transaction.atomic():
        model.objects.filter(pk__gt=0).update(**{field: 9_000})


@pytest.mark.parametrize("wrong", [{"cvr": "1234567"}, {"gln": "579800981157x"}])
def test_the_database_refuses_numbers_of_another_length(wrong, registered):
    with pytest.raises(IntegrityError), transaction.atomic():
        BillingDetails.objects.create(registration=Registration.objects.get(), **wrong)


def test_payments_add_up_and_a_reference_counts_once(contact, decided):
    services.note_billing_details(actor=contact, details=FULL, **WHERE)
    services.make_billing_run(actor=contact, edition="example")
    paid = {"actor": contact, "paid_on": dt.date(2026, 12, 1), **WHERE}
    services.record_payment(amount=Decimal(274000), reference="A1", **paid)
    services.record_payment(amount=Decimal(274000), reference="A1", **paid)
    assert row(contact).open == Decimal("993.75")
    services.record_payment(amount=Decimal(1000), reference="A2", **paid)
    assert row(contact).open == Decimal("-6.25")
    with pytest.raises(services.ReferenceTakenError):
        services.record_payment(amount=Decimal(5), reference="A1", **paid)


def test_a_list_is_noted_whole_or_not_at_all(contact, decided):
    good = "kommune;beløb;dato;reference\nFabelborg;1.000,50;01-12-2026;B1\n"
    done = services.record_payments(actor=contact, edition="example", text=good)
    assert (done.new, done.known) == (1, 0)
    again = services.record_payments(actor=contact, edition="example", text=good)
    assert (again.new, again.known) == (0, 1)
    bad = good + "Fabelborg;5;02-12-2026;B2\nProebyen;x;i går;\nE01;7;03-12-2026;B1\n"
    with pytest.raises(services.PaymentsRefusedError) as refused:
        services.record_payments(actor=contact, edition="example", text=bad)
    told = {(one.line, one.code) for one in refused.value.complaints}
    assert told == {(4, "municipality"), (4, "amount"), (4, "paid_on"), (4, "reference"),
                    (5, "twice")}  # fmt: skip
    taken = "kommune;beløb;dato;reference\nE01;9;01-12-2026;B9\nE01;2;01-12-2026;B1\n"
    with pytest.raises(services.PaymentsRefusedError) as refused:
        services.record_payments(actor=contact, edition="example", text=taken)
    assert [(one.line, one.code) for one in refused.value.complaints] == [(3, "taken")]
    assert Payment.objects.count() == 1


def test_who_may_bill(chief, contact, viewer, decided, person):
    others = [chief, viewer("fac", Role.FACILITATOR), viewer("x", Role.CHIEF, "E02")]
    for one in others:
        for act in (
            lambda who: services.make_billing_run(actor=who, edition="example"),
            lambda who: services.agree(actor=who, amount=Decimal(1), reason="x", **WHERE),
            lambda who: services.record_payments(actor=who, edition="example", text="x"),
        ):
            with pytest.raises(NotAllowedError):
                act(one)
        assert selectors.billing_basis(one, "example").rows == ()
    assert selectors.billed(others[2], "example", "E01") is None
    assert selectors.billed(chief, "example", "E01").owed == Decimal(219_995)
    with pytest.raises(NotAllowedError):
        services.note_billing_details(actor=others[2], details=FULL, **WHERE)
    services.note_billing_details(actor=chief, details=FULL, **WHERE)
    before = AuditEvent.objects.count()
    services.note_billing_details(actor=chief, details=FULL, **WHERE)
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize(
    ("amount", "basis", "net", "vat"),
    [
        ("55000", "exclusive", "55000", "13750.00"),
        ("68750", "inclusive", "55000.00", "13750.00"),
        ("100", "exempt", "100", "0"),
        ("-0.02", "exclusive", "-0.02", "-0.01"),
        ("0.02", "exclusive", "0.02", "0.01"),
    ],
)
def test_vat(amount, basis, net, vat):
    found = taxed(Decimal(amount), basis)
    assert (found.net, found.vat) == (Decimal(net), Decimal(vat))
    assert found.gross == Decimal(net) + Decimal(vat)
