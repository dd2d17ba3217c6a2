# ruff: noqa: E402 - Django is set up before its models are read
"""Run by test_invoice_race: many processes issue invoices from one series at the same moment."""

import datetime as dt
import json
import multiprocessing
import sys

import django

django.setup()

from django.db import connections

from samspil.people import services as people
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.viewer import ANYBODY
from samspil.places.models import Municipality
from samspil.programmes import services
from samspil.programmes.models import Invoice, InvoiceFile, NumberSeries, VatDecision
from samspil.programmes.wishes import Person, TeamWish, Wish

MUNICIPALITIES, EACH = 4, 2
NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)


def prepare():
    """Return the one who bills, with municipalities that lack nothing, and one that lacks a GLN."""
    services.publish_example(actor=ANYBODY, first_day=dt.date(2026, 11, 23))
    user = people.find_or_add_user(email="kai@example.org", name="Kai")
    people.hold_role(actor=ANYBODY, user=user, role=Role.PROGRAMME_OWNER)
    biller = viewer_for(user)
    for number in range(MUNICIPALITIES + 1):
        register(biller, f"E{number + 1:02d}", gln="5790000000012" if number else "")
    services.set_issuer(
        actor=biller,
        edition="example",
        seller=services.Seller(
            name="Eksempelforbundet", cvr="10000106", street="Vej 1", postal_code="1000",
            city="By", contact_name="Regnskab", contact_email="r@example.org",
            fik_creditor="12345678",
        ),
        series=services.Series("R-"),
    )  # fmt: skip
    services.decide_vat(
        actor=biller, edition="example", basis=VatDecision.Basis.EXCLUSIVE, reason="Afklaret"
    )
    connections.close_all()
    return biller


def register(biller, code, gln):
    """Register a municipality, and say where its bill goes."""
    Municipality.objects.create(
        code=code, name=code, sort_key=code, region="x", group="x", population=1,
        population_date=dt.date(2026, 1, 1), area_km2=1, latitude=56, longitude=10,
        tile_column=int(code[1:]), tile_row=0, is_example=True,
    )  # fmt: skip
    user = people.find_or_add_user(email=f"{code}@example.org", name=code)
    people.hold_role(actor=ANYBODY, user=user, role=Role.CHIEF, municipality=code)
    chief = Person(code, f"{code}@example.org", "Chef", is_chief=True)
    services.register_team(
        actor=viewer_for(user),
        edition="example",
        municipality=code,
        wish=Wish((TeamWish("school", 5, (chief,)),)),
        now=NOW,
    )
    services.note_billing_details(
        actor=biller,
        edition="example",
        municipality=code,
        details=services.Details("10000203", gln, "", "Bo", "bo@example.org"),
    )


def press(biller, code, together, answers):
    """Wait until all stand ready, then issue the invoice of one municipality."""
    together.wait(timeout=60)
    try:
        made = services.issue_invoice(actor=biller, edition="example", municipality=code, now=NOW)
        answers.put((code, made.label))
    except services.NotInvoicedError as error:
        answers.put((code, " ".join(error.obstacles)))
    except BaseException as error:
        answers.put((code, repr(error)))


def main():
    """Prepare, race, and print what came of it."""
    biller = prepare()
    fork = multiprocessing.get_context("fork")
    answers = fork.Queue()
    codes = [f"E{n + 1:02d}" for n in range(MUNICIPALITIES + 1)] * EACH
    together = fork.Barrier(len(codes))
    racing = [fork.Process(target=press, args=(biller, c, together, answers)) for c in codes]
    for process in racing:
        process.start()
    told = [answers.get(timeout=60) for _ in racing]
    for process in racing:
        process.join()
    counts = {
        "numbers": sorted(Invoice.objects.values_list("number", flat=True)),
        "next": NumberSeries.objects.get().next_number,
        "files": InvoiceFile.objects.count(),
        "events": AuditEvent.objects.filter(action="programmes.invoice_issued").count(),
    }
    sys.stdout.write(json.dumps({"told": told, "counts": counts}))


main()
