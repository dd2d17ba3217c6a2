"""Addresses of this room."""

from django.urls import path

from samspil.programmes.views import (
    afterwards,
    billing,
    desk,
    editing,
    editions,
    lists,
    organiser,
    registration,
)

app_name = "programmes"
_ONE = "partnerskaber/<str:edition_id>/"
_EDIT = "udgaver/<str:edition_id>/"
_DRAFT = f"{_ONE}tilmelding/<str:code>/"

urlpatterns = [
    path("partnerskaber/", editions.editions, name="editions"),
    path(_ONE, editions.edition, name="edition"),
    path(f"{_ONE}definition.toml", editing.edition_toml, name="edition_file"),
    path(f"{_ONE}versioner/", editing.versions, name="versions"),
    path(f"{_ONE}versioner/<int:number>/", editing.version, name="version"),
    path("udgaver/", editing.workshop, name="workshop"),
    path("udgaver/fil/", editing.take_in, name="import_edition"),
    path(_EDIT, editing.overview, name="edit"),
    path(f"{_EDIT}kopi/", editing.copy, name="copy_edition"),
    path(f"{_EDIT}visning/", editing.preview, name="preview_edition"),
    path(f"{_EDIT}udgiv/", editing.publish, name="publish_edition"),
    path(f"{_EDIT}kasser/", editing.discard, name="discard_draft"),
    path(f"{_EDIT}luk/", editing.close, name="close_edition"),
    path(f"{_EDIT}aabn/", editing.reopen, name="reopen_edition"),
    path(f"{_EDIT}kladde.toml", editing.draft_file, name="draft_file"),
    path(f"{_EDIT}<slug:slug>/", editing.part, name="edit_part"),
    path(f"{_ONE}tilmeldinger/", organiser.registrations, name="registrations"),
    path(f"{_ONE}tilmeldinger/indlaes/", lists.take_in, name="list"),
    path(f"{_ONE}tilmeldinger/skema.xlsx", lists.form_sheet, name="list_sheet"),
    path(f"{_ONE}tilmeldinger/behov/", desk.needs, name="needs"),
    path(f"{_ONE}tilmeldinger/behov/spoerg/", desk.ask_needs, name="ask_needs"),
    path(f"{_ONE}tilmeldinger/<str:code>/", desk.desk, name="desk"),
    path(f"{_DRAFT}deltagere/", afterwards.team_people, name="people"),
    path(f"{_DRAFT}venteliste/", afterwards.waiting, name="waiting"),
    path(f"{_ONE}tilmelding/", registration.start, name="start"),
    path(_DRAFT, registration.resume, name="resume"),
    path(f"{_DRAFT}omraader/", registration.sectors, name="sectors"),
    path(f"{_DRAFT}hold/<str:sector>/", registration.team, name="team"),
    path(f"{_DRAFT}kontakt/", registration.contacts, name="contacts"),
    path(f"{_DRAFT}bed-chef/", registration.ask_chief, name="ask_chief"),
    path(f"{_DRAFT}tilvalg/", registration.extras, name="extras"),
    path(f"{_DRAFT}pris/", registration.price, name="price"),
    path(f"{_DRAFT}bekraeft/", registration.confirm, name="confirm"),
    path(f"{_DRAFT}kvittering/", registration.receipt, name="receipt"),
    path(f"{_DRAFT}journal.zip", registration.journal, name="journal"),
    path(f"{_DRAFT}kvittering.pdf", registration.receipt_pdf, name="receipt_pdf"),
    path(f"{_ONE}fakturering/", billing.billing, name="billing"),
    path(f"{_ONE}fakturering/moms/", billing.decide_vat, name="decide_vat"),
    path(f"{_ONE}fakturering/grundlag/", billing.make_run, name="make_run"),
    path(f"{_ONE}fakturering/grundlag/<int:number>.<str:kind>", billing.run_file, name="run_file"),
    path(f"{_ONE}fakturering/betalinger/", billing.payments, name="payments"),
    path(f"{_ONE}fakturering/<str:code>/", billing.bill, name="bill"),
    path(f"{_ONE}fakturering/<str:code>/aftalt/", billing.agree, name="agree"),
    path(f"{_ONE}fakturering/<str:code>/betalt/", billing.pay, name="pay"),
    path(f"{_DRAFT}regning/", billing.details, name="billing_details"),
]
