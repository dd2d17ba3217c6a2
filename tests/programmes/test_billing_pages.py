"""Pages about money: for those who bill, with every slip told at its field."""

from unittest import mock

import pytest
from django.utils import timezone
from enrolled import NOW, register, team
from stories import story

from samspil.people.roles import Role
from samspil.programmes.models import BillingDetails, BillingEntry, BillingRun, Payment, VatDecision

pytestmark = pytest.mark.django_db
BASE = "/partnerskaber/example/fakturering/"
OWN = "/partnerskaber/example/tilmelding/E01/regning/"
FULL = {
    "cvr": "DK 62 53 45 16", "gln": "5798 0098 11578", "order_reference": "PO-7",
    "contact_name": "Bo", "contact_email": "bo@example.org",
}  # fmt: skip


@story()
def _registered(chief):
    with mock.patch.object(timezone, "now", return_value=NOW):
        return register(chief, team("school", 7))


@pytest.fixture
def registered(_registered, clock):
    """E01's registration, seen on the day it was made."""
    return _registered


@pytest.fixture
def pia(client, person, edition):
    client.force_login(person("pia", Role.REGISTRATION_CONTACT, edition="example"))
    return client


@pytest.fixture
def owner(client, person, edition):
    client.force_login(person("eja", Role.PROGRAMME_OWNER))
    return client


def text(answer):
    return answer.content.decode()


def test_from_a_confirmed_registration_to_money(owner, registered):
    assert "ingen har sagt, om priserne er med eller uden moms" in text(owner.get(BASE))
    assert owner.post(f"{BASE}moms/", {"basis": "", "reason": ""}).status_code == 422
    assert not VatDecision.objects.exists()
    owner.post(f"{BASE}moms/", {"basis": "exclusive", "reason": "Skat har svaret"})
    page = text(owner.get(BASE))
    assert "mangler oplysninger" in page
    assert "79.990 kr." in page
    assert owner.post(OWN, FULL).url == f"{BASE}E01/"
    details = BillingDetails.objects.get()
    assert (details.cvr, details.gln) == ("62534516", "5798009811578")
    assert "1 kommune har noget nyt" in text(owner.get(BASE))
    owner.post(f"{BASE}grundlag/")
    sheet = owner.get(f"{BASE}grundlag/1.xlsx")
    assert sheet.content[:2] == b"PK"
    assert sheet.content == owner.get(f"{BASE}grundlag/1.xlsx").content
    lines = text(owner.get(f"{BASE}grundlag/1.csv")).splitlines()
    assert len(lines) == 3
    assert "5798009811578" in lines[1]
    assert ",60000,60000,15000,75000," in lines[1]
    assert owner.get(f"{BASE}grundlag/2.csv").status_code == 404
    assert owner.get(f"{BASE}grundlag/1.exe").status_code == 404
    listed = "kommune;beløb;dato;reference\nFabelborg;99.987,50;01-12-2026;B1"
    assert "1 betaling er læst" in text(owner.post(f"{BASE}betalinger/", {"text": listed}))
    assert not Payment.objects.exists()
    owner.post(f"{BASE}betalinger/", {"text": listed, "go": "note"})
    assert '<td data-label="Status">betalt</td>' in text(owner.get(BASE))


def test_two_who_press_at_once_make_one(owner, registered):
    owner.post(f"{BASE}moms/", {"basis": "exempt", "reason": "x"})
    owner.post(OWN, FULL)
    owner.post(f"{BASE}grundlag/")
    answer = owner.post(f"{BASE}grundlag/", follow=True)
    assert "intet nyt at fakturere" in text(answer)
    assert BillingRun.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("cvr", "12345678"), ("cvr", "x"), ("gln", "5798009811579"), ("gln", "579"),
        ("contact_email", "bo"), ("contact_name", "Bo 010190-1234"), ("order_reference", "x" * 61),
    ],
)  # fmt: skip
def test_a_slip_is_told_at_its_field_and_nothing_is_lost(pia, registered, field, value):
    answer = pia.post(OWN, FULL | {field: value})
    assert answer.status_code == 422
    assert f'id="id_{field}_error"' in text(answer)
    assert "PO-7" in text(answer) or field == "order_reference"
    assert not BillingDetails.objects.exists()


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"paid-amount": "x", "paid-paid_on": "01-12-2026"}, "id_paid-amount_error"),
        ({"paid-amount": "0", "paid-paid_on": "01-12-2026"}, "id_paid-amount_error"),
        ({"paid-amount": "5", "paid-paid_on": "i går"}, "id_paid-paid_on_error"),
    ],
)
def test_a_wrong_payment(pia, registered, data, field):
    answer = pia.post(f"{BASE}E01/betalt/", data)
    assert answer.status_code == 422
    assert field in text(answer)
    assert not Payment.objects.exists()


def test_a_payment_and_an_agreed_price_by_hand(pia, registered):
    paid = {"paid-amount": "1.000", "paid-paid_on": "01-12-2026", "paid-reference": "A"}
    pia.post(f"{BASE}E01/betalt/", paid)
    assert pia.post(f"{BASE}E01/betalt/", paid | {"paid-amount": "7"}).status_code == 422
    assert Payment.objects.get().amount == 1000
    wrong = pia.post(f"{BASE}E01/aftalt/", {"agreed-amount": "25.000", "agreed-reason": ""})
    assert wrong.status_code == 422
    pia.post(f"{BASE}E01/aftalt/", {"agreed-amount": "25.000", "agreed-reason": "Forløb"})
    assert BillingEntry.objects.filter(cause="agreed").get().amount == 25_000
    again = pia.post(f"{BASE}E01/aftalt/", {"agreed-amount": "25.000", "agreed-reason": "Forløb"})
    assert again.status_code == 422
    assert BillingEntry.objects.filter(cause="agreed").count() == 1
    assert "Processuel bistand, efter aftale" in text(pia.get(f"{BASE}E01/"))


def test_a_bad_list_is_told_line_by_line(pia, registered):
    listed = "kommune;beløb;dato;reference\nIngensteds;1;01-12-2026;B1"
    answer = pia.post(f"{BASE}betalinger/", {"text": listed, "go": "note"})
    assert answer.status_code == 422
    assert "Linje 2: »Ingensteds« er ikke bindende tilmeldt" in text(answer)
    assert "Ingensteds;1" in text(answer)
    assert pia.post(f"{BASE}betalinger/", {"text": ""}).status_code == 422


def test_before_anybody_is_registered(pia):
    assert "intet at fakturere" in text(pia.get(BASE))
    assert pia.get(f"{BASE}E01/").status_code == 404


ALL = [
    ("get", BASE), ("post", f"{BASE}moms/"), ("post", f"{BASE}grundlag/"),
    ("get", f"{BASE}grundlag/1.csv"), ("get", f"{BASE}betalinger/"), ("get", f"{BASE}E01/"),
    ("post", f"{BASE}E01/aftalt/"), ("post", f"{BASE}E01/betalt/"), ("get", OWN),
]  # fmt: skip


@pytest.mark.parametrize(("verb", "path"), ALL)
def test_others_see_nothing(client, person, registered, verb, path):
    client.logout()
    answer = getattr(client, verb)(path)
    assert answer.status_code == (302 if verb == "get" else 403)
    for who in (("fac", Role.FACILITATOR), ("eva", Role.CHIEF, "E02"), ("bo", Role.MEMBER, "E01")):
        client.force_login(person(*who))
        assert getattr(client, verb)(path).status_code == 403
    wrong = "get" if verb == "post" else "delete"
    assert getattr(client, wrong)(path).status_code in (403, 405)


def test_the_municipality_says_itself_where_its_bill_goes(client, person, registered):
    client.force_login(person("ada", Role.CHIEF, "E01"))
    assert "Hvor skal regningen sendes hen?" in text(client.get(OWN))
    client.post(OWN, FULL)
    assert BillingDetails.objects.get().contact_name == "Bo"
    assert client.get(f"{BASE}E01/").status_code == 403
