# ruff: noqa: E402 - Django is set up before its models are read
"""Run by test_race: colleagues type the same figure, and correct it, at the same moment."""

import datetime as dt
import json
import multiprocessing
import sys

import django

django.setup()

from django.db import connections

from samspil.figures import services
from samspil.figures.models.own import OwnFigure
from samspil.figures.own.entries import Entry, Key
from samspil.figures.services.own import ChangedSinceSeenError
from samspil.people import services as people
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.viewer import ANYBODY
from samspil.places.models import Municipality

COLLEAGUES = 6


def prepare():
    """Return the colleagues, each in a browser of their own."""
    Municipality.objects.create(
        code="E01", name="Fabelborg", sort_key="fabelborg", region="x", group="x",
        population=1, population_date=dt.date(2026, 1, 1), area_km2=1, latitude=56, longitude=10,
        tile_column=0, tile_row=0, is_example=True,
    )  # fmt: skip
    found = []
    for number in range(COLLEAGUES):
        user = people.find_or_add_user(email=f"c{number}@example.org", name=f"Chef {number}")
        people.hold_role(actor=ANYBODY, user=user, role=Role.CHIEF, municipality="E01")
        found.append(viewer_for(user))
    connections.close_all()
    return found


def press(colleague, number, seen, together, answers):
    """Wait until all stand ready, then type; half of them type the very same figure."""
    together.wait(timeout=60)
    numerator = 100 if number % 2 else 100 + number
    try:
        kept = services.type_figure(
            actor=colleague,
            municipality="E01",
            entry=Entry(
                Key("segregation_rate_municipal", "2024/2025"),
                numerator=numerator,
                denominator=4000,
                source="Elevsystemet" if seen is None else "Rettet",
            ),
            seen=seen,
        )
        answers.put((number, "same" if kept.same else "kept", kept.figures[0].numerator))
    except ChangedSinceSeenError as told:
        answers.put((number, "told", told.standing.numerator))
    except BaseException as error:
        answers.put((number, "error", repr(error)))


def race(colleagues, seen):
    """Let all press at once about what they have seen; returns what each was told."""
    fork = multiprocessing.get_context("fork")
    answers = fork.Queue()
    together = fork.Barrier(COLLEAGUES)
    racing = [
        fork.Process(target=press, args=(colleague, number, seen, together, answers))
        for number, colleague in enumerate(colleagues)
    ]
    for process in racing:
        process.start()
    told = [answers.get(timeout=60) for _ in racing]
    for process in racing:
        process.join()
    return told


def main():
    """Prepare, race twice, and print what came of it."""
    colleagues = prepare()
    first = race(colleagues, None)
    standing = OwnFigure.objects.get(ended_at=None)
    seen = standing.pk
    connections.close_all()
    second = race(colleagues, seen)
    rows = list(OwnFigure.objects.order_by("pk").values("ending", "numerator"))
    events = list(AuditEvent.objects.filter(action__startswith="figures.own").values_list(
        "action", flat=True).order_by("pk"))  # fmt: skip
    sys.stdout.write(json.dumps({"first": first, "second": second, "rows": rows, "events": events}))


main()
