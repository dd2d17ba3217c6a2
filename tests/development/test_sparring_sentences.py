"""Commitments in words: what was promised, how it stands, and one next step; never a score."""

import dataclasses

import pytest

from samspil.components.tables import as_csv
from samspil.development.pages.sparring import commitments_table, sentences_of, silent
from samspil.development.selectors import CommitmentRow

NOTHING = CommitmentRow(
    edition="example", code="E01", municipality="Fabelborg", is_example=True, sector="school",
    process=None, asked=0, given=0, received=0, used=0, thanked=0, offers=0,
    steering_held=0, steering_present=0, days=0, people=0, throughout=0, nudged_at=None,
)  # fmt: skip


def said(**changes):
    return list(sentences_of(dataclasses.replace(NOTHING, **changes)))


def test_nothing_yet_says_how_to_begin():
    process, given, received, steering, people = said()
    assert (process.step, process.href) == ("Begynd processen", "/udvikling/")
    assert given.href == "/sparring/#til-os"
    assert received.href == "/sparring/spoerg/"
    # Nothing was noted: that is no absence.
    assert not steering.step
    assert "ikke noteret" in steering.text
    assert "ikke noteret" in people.text


@pytest.mark.parametrize(
    ("changes", "place", "text", "step"),
    [
        ({"process": 7}, 0, "Jeres udviklingsproces er begyndt.", "Se processen"),
        ({"given": 1}, 1, "I har givet et svar til en anden kommune.", ""),
        ({"given": 3, "thanked": 2}, 1,
         "I har givet 3 svar til andre kommuner. Noget af det er brugt: 2.", ""),
        ({"asked": 1}, 2, "I har bedt om sparring, og ingen har svaret endnu.",
         "Se jeres spørgsmål"),
        ({"asked": 1, "received": 2}, 2, "I har fået 2 svar fra andre kommuner.",
         "Sig, hvad I har brugt"),
        ({"asked": 1, "received": 1, "used": 1}, 2,
         "I har fået et svar fra en anden kommune. I har brugt noget af det: 1.", ""),
        ({"steering_held": 2, "steering_present": 1}, 3,
         "I var repræsenteret ved 1 af 2 styregruppemøder.", "Se, hvornår det næste er"),
        ({"steering_held": 2, "steering_present": 2}, 3,
         "I var repræsenteret ved 2 af 2 styregruppemøder.", ""),
        ({"days": 1, "people": 5, "throughout": 4}, 4,
         "4 af jeres 5 navngivne har været med ved alle netværksdage.", "Se fremmødet"),
    ],
)  # fmt: skip
def test_what_is_done_is_said_and_what_comes_next(changes, place, text, step):
    found = said(**changes)[place]
    assert (found.text, found.step) == (text, step)


def test_the_table_says_the_same_and_nothing_noted_is_no_zero():
    rows = [
        NOTHING,
        dataclasses.replace(
            NOTHING, municipality="Prøvestrand", process=2, asked=1, given=2, received=3, used=1,
            steering_held=2, steering_present=1, days=1, people=5, throughout=4,
        ),
    ]  # fmt: skip
    table = commitments_table(rows, "Eksempel")
    first, second = as_csv(table).splitlines()[1:3]
    assert first == "Fabelborg,Skole,ikke endnu,0,0,0,0,0,ikke noteret,ikke noteret"
    assert second == "Prøvestrand,Skole,ja,1,2,3,1,0,1 af 2,4 af 5"
    assert "1 af 2" in table.html


def test_sparring_about_a_joint_process_is_nobodys_silence():
    joint = dataclasses.replace(NOTHING, process=7)
    daycare = dataclasses.replace(joint, sector="daycare")
    gave = dataclasses.replace(joint, given=1)
    other = dataclasses.replace(NOTHING, code="E02", process=8)
    without = dataclasses.replace(NOTHING, code="E03")
    assert silent([daycare, gave, other, without]) == [other, without]
    assert silent([daycare, joint]) == [daycare, joint]
