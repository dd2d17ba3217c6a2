"""The pages of invoices: who sees them, what is issued from them, and what bad input meets."""

import re

import pytest
from lxml import etree

from samspil.people.models import User
from samspil.people.roles import Role
from samspil.programmes import services
from samspil.programmes.models import Invoice, Issuer

pytestmark = pytest.mark.django_db
BASE = "/partnerskaber/example/fakturaer/"
E01 = f"{BASE}kommune/E01/"
ISSUER = {
    "name": "Eksempelforbundet",
    "cvr": "DK 10 00 01 06",
    "gln": "",
    "street": "Eksempelvej 1",
    "postal_code": "1000",
    "city": "Eksempelby",
    "contact_name": "Regnskabet",
    "contact_email": "regnskab@example.org",
    "contact_phone": "",
    "bank_registration": "1234",
    "bank_account": "12 345 678",
    "fik_creditor": "",
    "payment_days": "30",
    "is_vat_registered": "on",
    "exemption": "",
    "begins": "sam-2026-",
    "digits": "4",
    "first": "1",
    "last": "",
}


@pytest.fixture
def signed_in(client, biller, clock):
    client.force_login(User.objects.get(email="kai@example.org"))
    return client


def words(answer):
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def seen(client):
    return re.search(r'name="seen" value="(\w+)"', client.get(E01).content.decode())[1]


def test_from_nothing_to_an_invoice(signed_in, registered, addressed, vat):
    registered()
    assert "ingen har skrevet, hvem der sender fakturaerne" in words(signed_in.get(BASE))
    page = words(signed_in.get(E01))
    for missing in (
        "Skriv, hvem der sender fakturaerne.",
        "Afgør, om priserne er med eller uden moms.",
        "Skriv kommunens CVR-nummer.",
        "Skriv kommunens EAN-nummer (GLN).",
        "Skriv kommunens ordrenummer eller en kontaktperson.",
    ):
        assert missing in page
    assert signed_in.post(f"{BASE}afsender/", ISSUER).status_code == 302
    assert Issuer.objects.get().bank_account == "12345678"
    assert "1 kommune mangler noget" in words(signed_in.get(BASE))
    addressed()
    vat()
    assert "1 kommune er klar til at blive faktureret." in words(signed_in.get(BASE))
    answer = signed_in.post(E01, {"act": "issue", "seen": seen(signed_in)}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{BASE}SAM-2026-0001/"
    page = words(answer)
    for said in (
        "Fakturaen lyder på 75.000 kr. med moms og er udstedt.",
        "Partnerskab, skole",
        "Moms, 25 pct. 15.000 kr.",
        "Fabelborg Kommune, CVR-nummer 10000203, EAN-nummer 5790000000012",
        "Reg.nr. 1234, kontonr. 12345678",
        "til og med 31. december 2031",
    ):
        assert said in page
    assert "SAM-2026-0001" in words(signed_in.get(BASE))


def test_files_are_the_same_each_time(signed_in, billable):
    billable()
    signed_in.post(f"{BASE}alle/")
    for form, kind in (("pdf", "application/pdf"), ("xml", "application/xml")):
        first, second = (signed_in.get(f"{BASE}EKS-0001/{form}") for _ in range(2))
        assert first.content == second.content
        assert first["Content-Type"] == kind
        assert f"EKS-0001.{form}" in first["Content-Disposition"]
    root = etree.fromstring(signed_in.get(f"{BASE}EKS-0001/xml").content)
    assert root.findtext("{*}LegalMonetaryTotal/{*}PayableAmount") == "75000.00"
    assert signed_in.get(f"{BASE}EKS-0001/zip").status_code == 404


def test_pressing_twice_gives_one(signed_in, billable):
    billable()
    pressed = {"act": "issue", "seen": seen(signed_in)}
    signed_in.post(E01, pressed)
    answer = signed_in.post(E01, pressed, follow=True)
    assert "Linjerne er ændret, siden I så dem." in answer.content.decode()
    assert Invoice.objects.count() == 1


def test_what_is_in_the_way_is_said(signed_in, billable, addressed):
    billable()
    mark = seen(signed_in)
    addressed(gln="")
    answer = signed_in.post(E01, {"act": "issue", "seen": mark}, follow=True)
    assert "Skriv kommunens EAN-nummer (GLN)." in answer.content.decode()
    assert not Invoice.objects.exists()


def test_an_invoice_is_credited_with_a_reason(signed_in, billable):
    billable()
    signed_in.post(f"{BASE}alle/")
    refused = signed_in.post(f"{BASE}EKS-0001/kreditnota/", {"reason": ""})
    assert refused.status_code == 422
    refused = signed_in.post(f"{BASE}EKS-0001/kreditnota/", {"reason": "Ring til 010203-1234"})
    assert "CPR-nummer" in words(refused)
    assert Invoice.objects.count() == 1
    reason = {"reason": "Forkert EAN-nummer."}
    answer = signed_in.post(f"{BASE}EKS-0001/kreditnota/", reason, follow=True)
    assert "tager faktura EKS-0001 på 75.000 kr. tilbage" in words(answer)
    assert "Forkert EAN-nummer." in words(answer)
    again = signed_in.post(f"{BASE}EKS-0001/kreditnota/", reason, follow=True)
    assert "Fakturaen er allerede krediteret." in again.content.decode()
    assert "taget tilbage af kreditnota EKS-0002" in words(signed_in.get(f"{BASE}EKS-0001/"))
    assert signed_in.post(f"{BASE}EKS-0009/kreditnota/", reason).status_code == 404
    assert Invoice.objects.count() == 2


def test_credit_and_invoice_anew_in_one(signed_in, billable, addressed):
    billable()
    signed_in.post(f"{BASE}alle/")
    addressed(order_reference="NY-1")
    assert signed_in.post(E01, {"act": "correct", "reason": " "}).status_code == 422
    answer = signed_in.post(E01, {"act": "correct", "reason": "Nyt ordrenummer."}, follow=True)
    assert answer.redirect_chain[-1][0] == f"{BASE}EKS-0003/"
    assert "Ordrenummer NY-1" in words(answer)
    page = words(signed_in.get(E01))
    assert page.index("EKS-0003") < page.index("EKS-0002") < page.index("EKS-0001")
    assert "kreditnota til EKS-0001" in page
    assert "krediteret af EKS-0002" in page


def test_the_municipality_sees_its_own(client, billable, biller, clock, now):
    billable()
    services.issue_all(actor=biller, edition="example", now=now)
    client.force_login(User.objects.get(email="ada@example.org"))
    receipt = client.get("/partnerskaber/example/tilmelding/E01/kvittering/").content.decode()
    assert f'href="{BASE}EKS-0001/"' in receipt
    assert "Kreditér fakturaen" not in words(client.get(f"{BASE}EKS-0001/"))
    assert client.get(f"{BASE}EKS-0001/pdf").content.startswith(b"%PDF")
    for page in (BASE, E01, f"{BASE}afsender/"):
        assert client.get(page).status_code == 403
    for page in (E01, f"{BASE}alle/", f"{BASE}afsender/", f"{BASE}EKS-0001/kreditnota/"):
        assert client.post(page, {"reason": "x"}).status_code == 403


@pytest.mark.parametrize(
    "who",
    [("bea", Role.CHIEF, "E02"), ("mia", Role.MEMBER, "E01"), ("fie", Role.FACILITATOR)],
)
def test_others_see_nothing(client, billable, biller, person, clock, now, who):
    billable()
    services.issue_all(actor=biller, edition="example", now=now)
    client.force_login(person(*who))
    for page in (BASE, E01, f"{BASE}afsender/"):
        assert client.get(page).status_code == 403
    for page in (f"{BASE}EKS-0001/", f"{BASE}EKS-0001/pdf", f"{BASE}EKS-0001/xml"):
        assert client.get(page).status_code == 404


def test_a_paper_is_of_its_own_edition(signed_in, billable, person):
    billable()
    signed_in.post(f"{BASE}alle/")
    signed_in.force_login(person("liv"))
    assert signed_in.get(f"{BASE}EKS-0001/").status_code == 200
    other = "/partnerskaber/2021/fakturaer/"
    assert signed_in.get(f"{other}EKS-0001/").status_code == 404
    assert signed_in.post(f"{other}EKS-0001/kreditnota/", {"reason": "x"}).status_code == 404
    assert signed_in.get(other).status_code == 200
    assert signed_in.get(f"{other}kommune/E01/").status_code == 404
    assert signed_in.get("/partnerskaber/findes-ikke/fakturaer/").status_code == 404


def test_signed_out(client, billable):
    billable()
    for page in (BASE, E01, f"{BASE}afsender/", f"{BASE}EKS-0001/", f"{BASE}EKS-0001/pdf"):
        answer = client.get(page)
        assert answer.status_code == 302
        assert "/konto/login/" in answer["Location"]
    for page in (E01, f"{BASE}alle/", f"{BASE}EKS-0001/kreditnota/"):
        client.post(page, {"act": "issue"})
    assert not Invoice.objects.exists()


def test_wrong_method(signed_in, billable):
    billable()
    assert signed_in.get(f"{BASE}alle/").status_code == 405
    assert signed_in.get(f"{BASE}EKS-0001/kreditnota/").status_code == 405
    assert signed_in.post(BASE).status_code == 405
    assert signed_in.post(f"{BASE}EKS-0001/").status_code == 405
    assert signed_in.put(E01).status_code == 405


@pytest.mark.parametrize(
    ("different", "says"),
    [
        ({"name": ""}, "Dette felt er påkrævet"),
        ({"name": "Kim 010203-1234"}, "CPR-nummer"),
        ({"cvr": "10000107"}, "kontrolcifret skal passe"),
        ({"gln": "5790000000013"}, "det sidste skal passe"),
        ({"postal_code": "10"}, "fire cifre"),
        ({"bank_account": ""}, "eller kun et kreditornummer"),
        ({"bank_account": "", "bank_registration": ""}, "eller kun et kreditornummer"),
        ({"fik_creditor": "12345678"}, "eller kun et kreditornummer"),
        ({"fik_creditor": "1"}, "otte cifre"),
        ({"bank_account": "12345678901"}, "højst ti cifre"),
        ({"payment_days": "0"}, "1"),
        ({"payment_days": "91"}, "90"),
        ({"begins": "ÅR"}, "bogstaverne A til Z"),
        ({"digits": "11"}, "10"),
        ({"first": "x"}, "heltal"),
        ({"first": "5", "last": "4"}, "kan ikke komme før"),
    ],
)
def test_a_sender_that_is_wrong_is_said_at_the_field(signed_in, different, says):
    answer = signed_in.post(f"{BASE}afsender/", ISSUER | different)
    assert answer.status_code == 422
    assert says in words(answer)
    assert not Issuer.objects.exists()


def test_a_used_series_is_not_counted_anew(signed_in, billable):
    billable()
    signed_in.post(f"{BASE}alle/")
    answer = signed_in.post(f"{BASE}afsender/", ISSUER | {"begins": "EKS-", "digits": "6"})
    assert answer.status_code == 422
    assert "Vælg en anden." in words(answer)
    form = signed_in.get(f"{BASE}afsender/").content.decode()
    assert 'value="EKS-"' in form
    assert 'value="Eksempelforbundet"' in form


def test_in_english(signed_in, billable):
    billable()
    signed_in.cookies["samspil_sprog"] = "en"
    assert "1 municipality is ready to be invoiced." in words(signed_in.get(BASE))
    signed_in.post(f"{BASE}alle/")
    page = words(signed_in.get(f"{BASE}EKS-0001/"))
    assert "The invoice is for DKK 75,000 with VAT and has been issued." in page
    assert "Partnership, school" in page
