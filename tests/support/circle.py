"""A questionnaire of a wider circle, and answers that nobody else gives."""

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
    """Answers that nobody else gives: the number of the person, written in levels."""
    levels = [(number // 4**place) % 4 + 1 for place in range(QUESTIONS)]
    return {f"q{place}": f"level_{level}" for place, level in enumerate(levels)}


def number_of(values):
    return sum((int(values[f"q{n}"][-1]) - 1) * 4**n for n in range(QUESTIONS))


def invite(run, number, group):
    return services.invite(actor=OWNER, run=run, to=f"p{number}@example.org", group=group)
