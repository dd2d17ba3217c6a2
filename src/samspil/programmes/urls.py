"""Addresses of this room."""

from django.urls import path

from samspil.programmes.views import billing, editions, invoices, organiser, registration

app_name = "programmes"
_ONE = "partnerskaber/<str:edition_id>/"
_DRAFT = f"{_ONE}tilmelding/<str:code>/"

urlpatterns = [
    path("partnerskaber/", editions.editions, name="editions"),
    path(_ONE, editions.edition, name="edition"),
    path(f"{_ONE}tilmeldinger/", organiser.registrations, name="registrations"),
    path(f"{_ONE}tilmelding/", registration.start, name="start"),
    path(_DRAFT, registration.resume, name="resume"),
    path(f"{_DRAFT}omraader/", registration.sectors, name="sectors"),
    path(f"{_DRAFT}hold/<str:sector>/", registration.team, name="team"),
    path(f"{_DRAFT}tilvalg/", registration.extras, name="extras"),
    path(f"{_DRAFT}pris/", registration.price, name="price"),
    path(f"{_DRAFT}bekraeft/", registration.confirm, name="confirm"),
    path(f"{_DRAFT}kvittering/", registration.receipt, name="receipt"),
    path(f"{_ONE}fakturering/", billing.billing, name="billing"),
    path(f"{_ONE}fakturering/moms/", billing.decide_vat, name="decide_vat"),
    path(f"{_ONE}fakturering/grundlag/", billing.make_run, name="make_run"),
    path(f"{_ONE}fakturering/grundlag/<int:number>.<str:kind>", billing.run_file, name="run_file"),
    path(f"{_ONE}fakturering/betalinger/", billing.payments, name="payments"),
    path(f"{_ONE}fakturering/<str:code>/", billing.bill, name="bill"),
    path(f"{_ONE}fakturering/<str:code>/aftalt/", billing.agree, name="agree"),
    path(f"{_ONE}fakturering/<str:code>/betalt/", billing.pay, name="pay"),
    path(f"{_ONE}fakturaer/", invoices.invoices, name="invoices"),
    path(f"{_ONE}fakturaer/afsender/", invoices.issuer, name="issuer"),
    path(f"{_ONE}fakturaer/alle/", invoices.issue_all, name="issue_all"),
    path(f"{_ONE}fakturaer/kommune/<str:code>/", invoices.one, name="invoice_one"),
    path(f"{_ONE}fakturaer/<str:label>/", invoices.paper, name="paper"),
    path(f"{_ONE}fakturaer/<str:label>/kreditnota/", invoices.credit, name="credit"),
    path(f"{_ONE}fakturaer/<str:label>/<str:form>", invoices.paper_file, name="paper_file"),
    path(f"{_DRAFT}regning/", billing.details, name="billing_details"),
]
