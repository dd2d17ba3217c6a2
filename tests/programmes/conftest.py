"""The open example edition, two municipalities that do not exist, and people to act in them."""

import datetime as dt
from dataclasses import replace

import enrolled
import pytest
from django.utils import timezone
from enrolled import someone
from stories import story

from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.viewer import ANYBODY
from samspil.places.models import Municipality
from samspil.programmes import services
from samspil.programmes.models import VatDecision

FIRST_DAY = dt.date(2026, 11, 23)


def place(code, name, column):
    return Municipality.objects.create(
        code=code,
        name=name,
        sort_key=name.lower(),
        region="Eksempel",
        group="Eksempelkommuner",
        population=20_000,
        population_date=dt.date(2026, 1, 1),
        area_km2=100,
        latitude=56,
        longitude=10,
        tile_column=column,
        tile_row=-50,
        is_example=True,
    )


@story()
def places():
    return [place("E01", "Fabelborg", -50), place("E02", "Prøvestrand", -49)]


@story("places")
def edition():
    """The example edition, opened on 23 November 2026."""
    return services.publish_example(actor=ANYBODY, first_day=FIRST_DAY)


@pytest.fixture
def now():
    """A moment on the first day."""
    return enrolled.NOW


@pytest.fixture
def clock(monkeypatch, now):
    """Stop the clock on the first day; call it to move to another moment."""

    def move(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    move(now)
    return move


@pytest.fixture
def person(db):
    """Make somebody with a role: ``person("bo", Role.CHIEF, "E01")``."""
    return someone


@pytest.fixture
def viewer(person):
    """Make somebody with a role, as the one who looks."""
    return lambda *args, **more: viewer_for(person(*args, **more))


@story("edition")
def chief():
    return viewer_for(someone("ada", Role.CHIEF, "E01"))


@pytest.fixture
def team():
    """Make a team with its chief, and names for the others as far as asked."""
    return enrolled.team


@story("edition")
def biller():
    """The one at the organiser's who looks after registrations and bills."""
    return viewer_for(someone("kai", Role.REGISTRATION_CONTACT, edition="example"))


@story("edition")
def owner():
    return viewer_for(someone("liv", Role.PROGRAMME_OWNER))


SELLER = services.Seller(
    name="Eksempelforbundet",
    cvr="10000106",
    street="Eksempelvej 1",
    postal_code="1000",
    city="Eksempelby",
    contact_name="Regnskabet",
    contact_email="regnskab@example.org",
    bank_registration="1234",
    bank_account="12345678",
)


@pytest.fixture
def issuer(biller, now):
    """Say who sends the invoices: ``issuer(exemption="…")``, ``issuer(series=Series("A"))``."""

    def make(*, series=None, **different):
        return services.set_issuer(
            actor=biller,
            edition="example",
            seller=replace(SELLER, **different),
            series=series or services.Series("EKS-"),
            now=now,
        )

    return make


@pytest.fixture
def addressed(biller, now):
    """Say where E01's bill goes: ``addressed(gln="")``."""

    def make(code="E01", **different):
        stated = {
            "cvr": "10000203",
            "gln": "5790000000012",
            "order_reference": "4500012345",
            "contact_name": "Bo",
            "contact_email": "bo@example.org",
        }
        services.note_billing_details(
            actor=biller,
            edition="example",
            municipality=code,
            details=services.Details(**stated | different),
            now=now,
        )

    return make


@pytest.fixture
def vat(owner, now):
    """Decide what the prices hold of VAT."""
    return lambda basis="exclusive": services.decide_vat(
        actor=owner, edition="example", basis=VatDecision.Basis(basis), reason="Afklaret", now=now
    )


@pytest.fixture
def registered(chief):
    """Make a registration that binds; that of E01 unless told otherwise."""
    return lambda *teams, actor=chief, **more: enrolled.register(actor, *teams, **more)


@pytest.fixture
def billable(registered, addressed, issuer, vat):
    """A registration with all that an invoice needs."""

    def make(*teams, basis="exclusive", **more):
        registered(*teams, **more)
        addressed()
        issuer()
        vat(basis)

    return make
