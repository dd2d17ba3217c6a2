"""An organiser issues an invoice, downloads it and credits it; the municipality's chief sees it."""

import pytest

BASE = "/partnerskaber/example"
SENDER = {
    "name": "Eksempelforbundet", "cvr": "10000106", "street": "Eksempelvej 1",
    "postal_code": "1000", "city": "Eksempelby", "contact_name": "Regnskabet",
    "contact_email": "regnskab@example.org", "bank_registration": "1234",
    "bank_account": "12345678",
}  # fmt: skip
ADDRESS = {
    "cvr": "10000203", "gln": "5790000000012", "order_reference": "4500012345",
    "contact_name": "Økonomi", "contact_email": "oekonomi@example.org",
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "width", "code", "chief"),
    [
        ("da", 1280, "E01", "Skolechefen i Fabelborg"),
        ("en", 390, "E02", "Skolechefen i Prøvestrand"),
    ],
)
def test_an_invoice_from_sender_to_credit_note(walker, language, width, code, chief):
    owner = walker(language=language, width=width)
    owner.be("Programejeren")
    _fill(owner, f"{BASE}/fakturaer/afsender/", SENDER | {"begins": f"{language}-", "first": "1"})
    owner.look("invoices-list")
    page = owner.open(f"{BASE}/fakturering/")
    if page.locator("[name=basis]").count():
        page.check("[name=basis][value=exclusive]")
        page.fill("[name=reason]", "Afklaret")
        _press(page, "form:has([name=basis]) button")
    _fill(owner, f"{BASE}/tilmelding/{code}/regning/", ADDRESS)
    page = owner.open(f"{BASE}/fakturaer/kommune/{code}/")
    owner.look("invoices-one")
    _press(page, "button[value=issue]")
    first = page.url.rstrip("/").rpartition("/")[2]
    assert first == f"{language.upper()}-0001"
    owner.look("invoices-paper")
    with page.expect_download() as fetched:
        page.locator("a.btn").first.click()
    assert fetched.value.suggested_filename == f"{first}.pdf"
    page = owner.open(f"{BASE}/fakturaer/{first}/")
    page.fill("[name=reason]", "Forkert EAN-nummer.")
    _press(page, "form:has([name=reason]) button")
    owner.look("invoices-credit-note")
    owner.open(f"{BASE}/fakturaer/kommune/{code}/")
    owner.look("invoices-one-after")
    own = walker(language=language, width=width)
    own.be(chief)
    page = own.open(f"{BASE}/tilmelding/{code}/kvittering/")
    page.locator(f"a[href$='/{first}/']").click()
    own.look("invoices-own")
    own.open(f"{BASE}/fakturaer/", expect=403)


def _fill(walker, path, values):
    page = walker.open(path)
    for name, value in values.items():
        page.fill(f"[name={name}]", value)
    _press(page, "main form button.btn")


def _press(page, button):
    page.locator(button).first.click()
    page.wait_for_load_state()
