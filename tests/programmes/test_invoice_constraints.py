"""What must never happen to an invoice, tried against the database itself."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import ProtectedError

from samspil.programmes import services
from samspil.programmes.models import Invoice, InvoiceFile, InvoiceLine, Issuer, NumberSeries

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(billable, biller, now):
    billable()
    return services.issue_invoice(actor=biller, edition="example", municipality="E01", now=now)


def refused(act, *given, **named):
    with pytest.raises(DatabaseError), transaction.atomic():
        act(*given, **named)


@pytest.mark.parametrize("model", [Invoice, InvoiceLine, InvoiceFile])
def test_nothing_issued_is_changed_or_deleted(paper, model):
    rows = model.objects.all()
    assert rows.exists()
    refused(lambda: rows.update(id=rows[0].pk))
    refused(lambda: rows._raw_delete(rows.db))
    with connection.cursor() as cursor:
        table = model._meta.db_table
        refused(lambda: cursor.execute(f"UPDATE {table} SET id = id"))
        refused(lambda: cursor.execute(f"DELETE FROM {table}"))


def test_django_refuses_too(paper):
    with pytest.raises(ProtectedError):
        paper.delete()
    with pytest.raises(ProtectedError):
        paper.registration.delete()


def test_after_the_years_of_the_law_a_paper_can_be_let_go_of(paper):
    today = database_today()
    days = {"issued_on": today - dt.timedelta(days=9), "due_on": today}
    kept = copied(paper, **days, keep_until=today)
    refused(kept.delete)
    old = copied(paper, **days, label="OLD-1", number=77, keep_until=today - dt.timedelta(days=1))
    line = paper.lines.get()
    line.pk, line.invoice = None, old
    line.save(force_insert=True)
    InvoiceFile.objects.create(invoice=old, form="xml", content=b"x")
    old.lines.all().delete()
    old.files.all().delete()
    old.delete()
    assert set(Invoice.objects.all()) == {paper, kept}


def database_today():
    with connection.cursor() as cursor:
        cursor.execute("SELECT CURRENT_DATE")
        stated = cursor.fetchone()[0]
    return stated if isinstance(stated, dt.date) else dt.date.fromisoformat(stated)


def copied(paper, **different):
    """Insert another paper like this one."""
    fields = {f.attname: getattr(paper, f.attname) for f in Invoice._meta.concrete_fields}
    del fields["id"]
    return Invoice.objects.create(**fields | {"label": "X", "number": 99} | different)


def test_a_copy_differing_only_in_number_is_taken(paper):
    copied(paper)


WRONG_PAPERS = [
    {"number": 1},
    {"label": "EKS-0001"},
    {"label": ""},
    {"kind": "receipt"},
    {"kind": "credit_note"},
    {"due_on": None},
    {"due_on": dt.date(2026, 11, 22)},
    {"reason": "en grund"},
    {"net": Decimal(-1)},
    {"vat": Decimal(-1)},
    {"payable": Decimal(75_001)},
    {"rounding": Decimal(1)},
    {"keep_until": dt.date(2026, 11, 23)},
]


def test_a_paper_that_is_wrong_is_refused(paper, subtests):
    for wrong in WRONG_PAPERS:
        with subtests.test(wrong=wrong):
            refused(copied, paper, **wrong)


def test_a_credit_note_names_its_invoice_and_its_reason_once(paper):
    note = {"kind": "credit_note", "due_on": None, "credits_id": paper.pk, "reason": "Forkert"}
    refused(lambda: copied(paper, **note | {"reason": ""}))
    refused(lambda: copied(paper, **note | {"credits_id": None}))
    refused(lambda: copied(paper, **note | {"due_on": dt.date(2026, 12, 24)}))
    copied(paper, **note)
    refused(lambda: copied(paper, **note | {"label": "Y", "number": 100}))


WRONG_LINES = [
    {"position": 1},
    {"quantity": 0},
    {"price": Decimal(-1)},
    {"unit_price": Decimal(-1)},
    {"item": ""},
    {"text": ""},
    {"amount": Decimal("60000.01")},
    {"amount": Decimal("59999.99")},
]


def test_a_line_that_is_wrong_is_refused(paper, subtests):
    line = paper.lines.get()
    fields = {f.attname: getattr(line, f.attname) for f in InvoiceLine._meta.concrete_fields}
    del fields["id"]
    for wrong in WRONG_LINES:
        with subtests.test(wrong=wrong):
            refused(InvoiceLine.objects.create, **fields | {"position": 2} | wrong)


def test_one_file_of_each_form(paper):
    refused(lambda: InvoiceFile.objects.create(invoice=paper, form="xml", content=b""))
    refused(lambda: InvoiceFile.objects.create(invoice=paper, form="doc", content=b""))


WRONG_COUNTS = [{"next_number": 1}, {"next_number": 4}, {"digits": 5}, {"prefix": "X"}, {"last": 0}]


def test_a_series_that_is_used_counts_one_by_one(paper, subtests):
    for wrong in WRONG_COUNTS:
        with subtests.test(wrong=wrong):
            refused(NumberSeries.objects.update, **wrong)


def test_the_next_number_is_the_next(paper):
    NumberSeries.objects.update(next_number=3)
    assert NumberSeries.objects.get().label(2) == "EKS-0002"


@pytest.mark.parametrize(
    "wrong",
    [
        {"prefix": ""},
        {"prefix": "å"},
        {"prefix": "-A"},
        {"digits": 0},
        {"digits": 11},
        {"next_number": 0},
        {"next_number": 5, "last": 3},
    ],
)
def test_a_series_that_is_wrong_is_refused(db, wrong):
    refused(lambda: NumberSeries.objects.create(**{"prefix": "A"} | wrong))


def test_a_prefix_counts_once(db):
    NumberSeries.objects.create(prefix="A")
    refused(lambda: NumberSeries.objects.create(prefix="A"))


WRONG_ISSUERS = [
    {"edition": ""},
    {"name": ""},
    {"cvr": "1000010"},
    {"bank_account": ""},
    {"bank_registration": "12"},
    {"fik_creditor": "12345678"},
    {"bank_registration": "", "bank_account": "", "fik_creditor": "1"},
    {"payment_days": 0},
    {"payment_days": 91},
]


def test_an_issuer_that_is_wrong_is_refused(issuer, subtests):
    made = issuer()
    for wrong in WRONG_ISSUERS:
        with subtests.test(wrong=wrong):
            refused(Issuer.objects.filter(pk=made.pk).update, **wrong)


def test_an_edition_has_one_issuer(issuer):
    made = issuer()
    made.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save(force_insert=True)
