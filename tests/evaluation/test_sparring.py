"""Sparring beside the criteria: for own people and organisers, as in the room it comes from."""

import datetime as dt

import pytest
from django.utils import timezone

from samspil.development import services as development
from samspil.development.values import Ask, Given
from samspil.evaluation import selectors
from samspil.evaluation.criteria import Evidence
from samspil.people.roles import Role

pytestmark = pytest.mark.django_db


def beside(viewer, code="E01"):
    found = selectors.municipality(viewer, "example", code, "school")
    one = next(one for one in found.parts[0].criteria if one.criterion.id == "C3")
    return {row.kind: row for row in one.evidence}


@pytest.fixture
def exchanged(chief, viewer):
    asked = development.ask(
        actor=chief,
        edition="example",
        municipality="E01",
        sector="school",
        question=Ask(
            trying="To voksne planlægger sammen",
            stuck="Hvornår på ugen?",
            wanted="example",
            by_when=timezone.localdate() + dt.timedelta(days=7),
            lever=2,
        ),
        audience="everybody",
    )
    answer = development.give(
        actor=viewer(Role.CHIEF, "E02"), question=asked.pk, given=Given(text="Onsdag morgen.")
    )
    development.say_used(actor=chief, answer=answer.pk, used="partly", what="Onsdage prøves.")


def test_asked_given_received_and_used_are_counted(exchanged, chief, viewer, facilitator):
    row = beside(chief)[Evidence.SPARRING]
    assert row.text == "Spørgsmål stillet: 1; svar givet: 0, svar fået: 1, heraf brugt: 1"
    assert (row.amount, row.href) == (1, "/sparring/")
    assert beside(facilitator)[Evidence.SPARRING].href == "/sparring/partnerskab/example/"
    assert beside(viewer(Role.CHIEF, "E02"), "E02")[Evidence.SPARRING].short == "Givet 1, fået 0"
    cells = [
        cell.short
        for row in selectors.edition(facilitator, "example").teams
        for cell in row.cells
        if cell.kind is Evidence.SPARRING
    ]
    assert cells == ["Givet 0, fået 1", "Givet 1, fået 0"]


def test_a_politician_is_told_nothing_of_sparring(exchanged, viewer):
    assert Evidence.SPARRING not in beside(viewer(Role.POLITICIAN, "E01"))
