# ruff: noqa: E402 - Django is set up before its models are read
"""Run by test_race: twenty municipalities press Bekræft at once for the last five places."""

import datetime as dt
import json
import multiprocessing
import sys

import django

django.setup()

from django.db import connections

from samspil.letters.models import Letter
from samspil.people import services as people
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.viewer import ANYBODY
from samspil.places.models import Municipality
from samspil.programmes import services
from samspil.programmes.models import BillingEntry, Registration
from samspil.programmes.wishes import Person, TeamWish, Wish

PLACES, PRESSING, TAKEN = 6, 20, 1
NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)


def prepare():
    """Return the chiefs, each of a municipality of its own; one has registered before."""
    opened = services.publish_example(actor=ANYBODY, first_day=dt.date(2026, 11, 23))
    opened.content["capacity"] = {"school": PLACES}
    opened.save()
    chiefs = []
    for number in range(PRESSING + TAKEN):
        code = f"E{number:02}"
        Municipality.objects.create(
            code=code, name=f"By {number}", sort_key=code, region="x", group="x", population=1,
            population_date=dt.date(2026, 1, 1), area_km2=1, latitude=56, longitude=10,
            tile_column=number, tile_row=0, is_example=True,
        )  # fmt: skip
        user = people.find_or_add_user(email=f"chief{number}@example.org", name=f"Chef {number}")
        people.hold_role(actor=ANYBODY, user=user, role=Role.CHIEF, municipality=code)
        chiefs.append((viewer_for(user), code))
    first, code = chiefs.pop()
    register(first, code)
    connections.close_all()
    return chiefs


def register(chief, code):
    named = Person("Ada", f"ada{code}@example.org", "Chef", is_chief=True)
    wish = Wish((TeamWish("school", 5, (named,)),))
    return services.register_team(
        actor=chief, edition="example", municipality=code, wish=wish, now=NOW
    )


def press(chief, code, together, answers):
    """Wait until all stand ready, then register; say what came of it."""
    together.wait(timeout=60)
    try:
        register(chief, code)
        answers.put("in")
    except services.FullError:
        answers.put("full")
    except BaseException as error:
        answers.put(repr(error))


def main():
    """Prepare, race, and print what came of it."""
    chiefs = prepare()
    fork = multiprocessing.get_context("fork")
    answers = fork.Queue()
    together = fork.Barrier(PRESSING)
    racing = [fork.Process(target=press, args=(*chief, together, answers)) for chief in chiefs]
    for process in racing:
        process.start()
    told = [answers.get(timeout=60) for _ in racing]
    for process in racing:
        process.join()
    counts = {
        "confirmed": Registration.objects.filter(status="confirmed").count(),
        "rows": Registration.objects.count(),
        "entries": BillingEntry.objects.count(),
        "receipts": Letter.objects.filter(template="registration_receipt").count(),
    }
    sys.stdout.write(json.dumps({"told": told, "counts": counts}))


main()
