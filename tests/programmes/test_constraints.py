"""What must never be false, tried against the database itself."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil.programmes.models import OrderLine, Participant, PreAnalysis, Registration, Team

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 23, tzinfo=dt.UTC)
BINDING = {
    "status": "confirmed",
    "confirmed_at": NOW,
    "total": Decimal(60_000),
    "vat_basis": "unspecified",
    "terms_version": "abc",
}


@pytest.fixture
def make(places, person):
    user = person("ada")

    def registration(**fields):
        given = {"edition": "x", "municipality_id": "E01", "begun_by": user, "changed_by": user}
        return Registration.objects.create(**given | fields)

    registration.user = user
    return registration


def refused(model, **fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**fields)


def test_one_registration_a_municipality_and_edition(make):
    make()
    make(edition="y")
    make(municipality_id="E02")
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


@pytest.mark.parametrize(
    "broken",
    [
        {"confirmed_by": None},
        {"confirmed_at": None},
        {"total": None},
        {"total": Decimal("-0.01")},
        {"terms_version": ""},
        {"vat_basis": ""},
        {"vat_basis": "inclusive"},
        {"vat": Decimal(15_000)},
        {"vat_basis": "exclusive"},
        {"vat_basis": "exclusive", "vat": Decimal(-1)},
        {"status": "perhaps"},
        {"status": "draft"},
        {"edition": ""},
    ],
)
def test_what_is_confirmed_says_by_whom_when_for_what_on_which_terms(make, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**BINDING | {"confirmed_by": make.user} | broken)
    make(**BINDING | {"confirmed_by": make.user})


@pytest.mark.parametrize(
    "early",
    [
        {"confirmed_at": NOW},
        {"total": Decimal(0)},
        {"terms_version": "abc"},
        {"vat_basis": "unspecified"},
        {"vat": Decimal(0)},
    ],
)
def test_a_draft_has_nothing_of_a_confirmation(make, early):
    with pytest.raises(IntegrityError), transaction.atomic():
        make(**early)
    with pytest.raises(IntegrityError), transaction.atomic():
        make(confirmed_by=make.user)


def test_teams(make):
    registration = make()
    Team.objects.create(registration=registration, sector="school", participants=1)
    refused(Team, registration=registration, sector="school", participants=5)
    refused(Team, registration=registration, sector="youth", participants=5)
    refused(Team, registration=registration, sector="daycare", participants=0)
    refused(Team, registration=registration, sector="daycare", participants=1001)


def test_participants(make):
    team = Team.objects.create(registration=make(), sector="school", participants=5)
    Participant.objects.create(team=team, name="Bo", email="bo@example.org")
    refused(Participant, team=team, name="Bo", email="BO@example.org")
    refused(Participant, team=team, name="", email="x@example.org")
    refused(Participant, team=team, name="X", email="")


def test_pre_analyses(make):
    registration = make()
    PreAnalysis.objects.create(registration=registration, sector="school")
    refused(PreAnalysis, registration=registration, sector="school")
    refused(PreAnalysis, registration=registration, sector="youth")


@pytest.mark.parametrize(
    ("quantity", "price", "amount"),
    [(0, "1", "0"), (1, "-1", "-1"), (2, "9995", "9995"), (2, "9995", "19990.01"), (1, "0", "5")],
)
def test_order_lines_refuse_what_does_not_add_up(make, quantity, price, amount):
    refused(
        OrderLine,
        registration=make(),
        item="partnership:school",
        quantity=quantity,
        unit_price=Decimal(price),
        amount=Decimal(amount),
    )


def test_an_item_stands_once_and_its_registration_stays(make):
    line = {
        "registration": make(),
        "item": "partnership:school",
        "quantity": 1,
        "unit_price": Decimal(60_000),
        "amount": Decimal(60_000),
    }
    OrderLine.objects.create(**line)
    refused(OrderLine, **line)
    with pytest.raises(ProtectedError):
        line["registration"].delete()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(1, 1000), st.integers(0, 99_999_999))
def test_every_exact_amount_is_taken_to_the_oere(make, quantity, oere):
    """SQLite multiplies in binary; no true line may be refused for it."""
    price = Decimal(oere) / 100
    with transaction.atomic():
        registration = Registration.objects.first() or make()
        line = OrderLine.objects.create(
            registration=registration,
            item="x",
            quantity=quantity,
            unit_price=price,
            amount=quantity * price,
        )
        line.refresh_from_db()
        assert line.amount == quantity * line.unit_price
        line.delete()
