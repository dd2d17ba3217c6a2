"""A questionnaire of a wider circle, and answers that nobody else gives."""

import random
from datetime import timedelta

from django.utils import timezone

from samspil.people.roles import Role
from samspil.people.viewer import Grant, Viewer
from samspil.surveys import services
from samspil.surveys.questionnaires import Questionnaire

OWNER = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))
GROUPS = {"leaders": "management", "office": "management", "teachers": "front_line"}
ASKED = ["leaders"] * 4 + ["office"] * 3 + ["teachers"] * 6
QUESTIONS = 8


def text(words):
    return {"da": words, "en": words}


def questionnaire():
    options = [{"id": f"level_{n}", "label": text(f"Trin {n}")} for n in range(1, 5)]
    return Questionnaire.model_validate(
        {
            "author": "Samspil",
            "checked_by": "",
            "date": "2026-11-28",
            "title": text("Kredsen"),
            "intro": text("Svar"),
            "thanks": text("Tak"),
            "minutes": 8,
            "anonymous": True,
            "sides": [
                {"id": "management", "label": text("Ledelse")},
                {"id": "front_line", "label": text("Praksis")},
            ],
            "groups": [
                {"id": name, "label": text(name), "side": side} for name, side in GROUPS.items()
            ],
            "questions": [
                {"id": f"q{n}", "kind": "choice", "text": text(f"Nr. {n}"), "options": options}
                for n in range(QUESTIONS)
            ],
        },
        strict=False,
    )


def opened():
    return services.open_with(
        actor=OWNER,
        survey="circle",
        version="1",
        questionnaire=questionnaire(),
        subject="screening:1",
        closes_at=timezone.now() + timedelta(days=7),
    )


def pattern(number):
    """Answers that nobody else gives."""
    chance = random.Random(number)
    return {f"q{place}": f"level_{chance.randint(1, 4)}" for place in range(QUESTIONS)}


def whose(values):
    """The number of the person who answered so; None where nobody did."""
    return next((one for one in range(len(ASKED)) if pattern(one) == values), None)


def invite(run, number, group):
    return services.invite(actor=OWNER, run=run, to=f"p{number}@example.org", group=group)
