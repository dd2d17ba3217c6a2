"""How registrations' people and books go, and the receipt for the journal."""

import datetime as dt
import hashlib
import io
import json
import zipfile
from decimal import Decimal

import pytest

from samspil.people.keeping import archive, sweeping
from samspil.people.roles import Role
from samspil.programmes import services
from samspil.programmes.models import BillingEntry, BillingRun, Participant, Payment, Registration
from samspil.programmes.wishes import Contact, Wish

pytestmark = pytest.mark.django_db
LAST_DAY = dt.datetime(2027, 11, 2, 12, tzinfo=dt.UTC)


@pytest.fixture
def registered(chief, edition, team, now):
    contacts = (Contact("content", "Bo", "bo@example.org"),)
    wish = Wish((team("school", named=2),), remarks="Ring til Bo", contacts=contacts)
    return services.register_team(
        actor=chief, edition="example", municipality="E01", wish=wish, now=now
    )


def test_people_go_a_year_after_the_last_day(registered):
    last = max(day for day in _days())
    at = dt.datetime.combine(last, dt.time(12), dt.UTC)
    assert sweeping.sweep(now=at + dt.timedelta(days=365))["participants"] == 0
    assert sweeping.sweep(now=at + dt.timedelta(days=366))["participants"] == 3
    assert {row.name.split()[0] for row in Participant.objects.all()} == {"Deltager"}
    row = Registration.objects.get()
    assert (row.remarks, row.contacts.count()) == ("", 0)
    assert row.is_confirmed
    assert sweeping.sweep(now=at + dt.timedelta(days=400))["participants"] == 0


def _days():
    from samspil.programmes import selectors

    return [day.date for day in selectors.edition("example").content.network_days]


def test_the_books_are_kept_five_whole_years(registered, viewer):
    owner = viewer("eja", Role.PROGRAMME_OWNER)
    made = dt.datetime(2026, 12, 1, tzinfo=dt.UTC)
    details = services.Details("62534516", "5798009811578", "", "Bo", "bo@example.org")
    where = {"edition": "example", "municipality": "E01"}
    services.note_billing_details(actor=owner, details=details, now=made, **where)
    basis = services.decide_vat.__annotations__["basis"].EXCLUSIVE
    services.decide_vat(actor=owner, edition="example", basis=basis, reason="x")
    services.make_billing_run(actor=owner, edition="example", now=made)
    services.record_payment(
        actor=owner, amount=Decimal(5), paid_on=made.date(), reference="A", now=made, **where
    )
    sweeping.sweep(now=dt.datetime(2031, 12, 31, tzinfo=dt.UTC))
    assert (BillingRun.objects.count(), Payment.objects.count()) == (1, 1)
    sweeping.sweep(now=dt.datetime(2032, 1, 2, tzinfo=dt.UTC))
    left = (BillingRun, Payment, BillingEntry)
    assert [model.objects.count() for model in left] == [0, 0, 0]
    assert not hasattr(Registration.objects.get(), "billing_details")


def test_a_municipality_takes_its_registration_away(registered, chief):
    found = archive.municipality_archive(viewer=chief, municipality="E01")
    kept = json.loads(zipfile.ZipFile(io.BytesIO(found)).read("oplysninger.json"))
    assert len(kept["programmes.Participant"]) == 2
    assert [row["amount"] for row in kept["programmes.BillingEntry"]] == ["60000.00"]


def test_what_only_organisers_see_is_in_no_municipalitys_archive(registered, chief, viewer):
    owner = viewer("eja", Role.PROGRAMME_OWNER)
    campaign = services.prepare_campaign(actor=owner, edition="example")
    campaign.invitations.create(
        municipality_id="E01", email="ada@example.org", title="Chef", office="chief",
        added_by_id=owner.user_id,
    )  # fmt: skip
    services.tell_day_needs(actor=chief, edition="example", diet="Vegetar", access="")
    found = archive.municipality_archive(viewer=chief, municipality="E01")
    stated = zipfile.ZipFile(io.BytesIO(found)).read("oplysninger.json").decode()
    assert "Vegetar" not in stated
    assert "programmes.Invitation" not in stated


def test_the_journal_gets_the_receipt_with_its_metadata(client, person, registered, clock):
    client.force_login(person("ada", Role.CHIEF, "E01"))
    answer = client.get("/partnerskaber/example/tilmelding/E01/journal.zip")
    parts = zipfile.ZipFile(io.BytesIO(answer.content))
    stated = json.loads(parts.read("metadata.json"))
    paper = parts.read("kvittering.pdf")
    assert paper.startswith(b"%PDF-")
    assert stated["files"][0]["sha256"] == hashlib.sha256(paper).hexdigest()
    assert (stated["municipality"]["code"], stated["total_kroner"]) == ("E01", "60000.00")
    assert stated["confirmed_by"] == "Ada"
    client.force_login(person("eva", Role.CHIEF, "E02"))
    assert client.get("/partnerskaber/example/tilmelding/E01/journal.zip").status_code == 403
