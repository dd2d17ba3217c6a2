# ruff: noqa: E402 - Django is set up before its models are read
"""Is there one registration, whoever presses Bekræft for the same municipality at the same moment?

Fifty processes (`--pressing N`) stand ready, each a chief in a browser of their own, and press
together. Prints JSON: what each was told, and how many rows of each kind stand then (one
registration, its lines and letters, all from the same one who pressed). The database is the one
that SAMSPIL_DATABASE_URL or SAMSPIL_DATA names; it holds tables and nothing else.
"""

import argparse
import datetime as dt
import json
import multiprocessing
import sys

import django

django.setup()

from django.db import connections

from samspil.letters.models import Letter
from samspil.people import services as people
from samspil.people.models import AuditEvent, Membership
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.viewer import ANYBODY
from samspil.places.models import Municipality
from samspil.programmes import services
from samspil.programmes.models import OrderLine, Registration
from samspil.programmes.wishes import Person, TeamWish, Wish

BO = Person("Bo", "bo@example.org", "Konsulent")


def prepare(pressing):
    """Return so many chiefs, each in a browser of their own."""
    Municipality.objects.create(
        code="E01", name="Fabelborg", sort_key="fabelborg", region="x", group="x",
        population=1, population_date=dt.date(2026, 1, 1), area_km2=1, latitude=56, longitude=10,
        tile_column=0, tile_row=0, is_example=True,
    )  # fmt: skip
    services.publish_example(actor=ANYBODY, first_day=dt.date(2026, 11, 23))
    chiefs = []
    for number in range(pressing):
        user = people.find_or_add_user(email=f"chief{number}@example.org", name=f"Chef {number}")
        people.hold_role(actor=ANYBODY, user=user, role=Role.CHIEF, municipality="E01")
        chiefs.append(viewer_for(user))
    connections.close_all()
    return chiefs


def press(chief, together, answers):
    """Wait until all stand ready, then register the team."""
    together.wait(timeout=60)
    named = Person("Ada", "ada@example.org", "Chef", is_chief=True)
    try:
        outcome = services.register_team(
            actor=chief,
            edition="example",
            municipality="E01",
            wish=Wish((TeamWish("daycare", 5, (named, BO)), TeamWish("school", 6, (named,)))),
            now=dt.datetime(2026, 11, 24, tzinfo=dt.UTC),
        )
        answers.put((outcome.is_new, outcome.registration.confirmation.by))
    except BaseException as error:
        answers.put((None, repr(error)))


def main():
    """Prepare, race, and print what came of it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--pressing", type=int, default=50)
    chiefs = prepare(options.parse_args().pressing)
    fork = multiprocessing.get_context("fork")
    answers = fork.Queue()
    together = fork.Barrier(len(chiefs))
    racing = [fork.Process(target=press, args=(chief, together, answers)) for chief in chiefs]
    for process in racing:
        process.start()
    told = [answers.get(timeout=60) for _ in racing]
    for process in racing:
        process.join()
    counts = {
        "registrations": Registration.objects.filter(status="confirmed").count(),
        "rows": Registration.objects.count(),
        "lines": OrderLine.objects.count(),
        "receipts": Letter.objects.filter(template="registration_receipt").count(),
        "named": Letter.objects.filter(template="registration_named").count(),
        "events": AuditEvent.objects.filter(action="programmes.registration_confirmed").count(),
        "roles": Membership.objects.filter(edition="example").count(),
    }
    sys.stdout.write(json.dumps({"told": told, "counts": counts}))


main()
