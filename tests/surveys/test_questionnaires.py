"""A questionnaire keeps its promises before anybody is asked."""

import pytest
from pydantic import ValidationError

from samspil.surveys.questionnaires import Kind, Questionnaire, load_questionnaires

TEXT = {"da": "Ja", "en": "Yes"}
SCALE = {"id": "q", "kind": "scale", "text": TEXT, "low": TEXT, "high": TEXT}
WORDS = {"id": "w", "kind": "text", "text": TEXT}


def made(**changes):
    fields = {
        "author": "Samspil",
        "checked_by": "",
        "date": "2026-11-22",
        "title": TEXT,
        "intro": TEXT,
        "thanks": TEXT,
        "minutes": 1,
        "anonymous": False,
        "questions": [SCALE],
    }
    return Questionnaire.model_validate(fields | changes, strict=False)


def test_the_shipped_ones_load():
    found = load_questionnaires()
    assert set(found) == {"meeting-end", "needs", "network-day"}


def test_the_day_is_asked_about_in_a_minute_anonymously_and_by_criterion():
    day = load_questionnaires()["network-day"].content
    assert day.anonymous
    assert [question.criterion for question in day.questions] == ["C2", "C3", "C4", "C5"]
    assert {question.kind for question in day.questions} == {Kind.SCALE}


def test_needs_are_asked_by_name():
    needs = load_questionnaires()["needs"].content
    assert not needs.anonymous
    assert needs.question("hope").kind is Kind.TEXT
    assert needs.question("nothing") is None


def test_free_text_under_anonymity_is_refused():
    assert made(anonymous=False, questions=[WORDS])
    with pytest.raises(ValidationError, match="no free text"):
        made(anonymous=True, questions=[SCALE, WORDS])


@pytest.mark.parametrize(
    "question",
    [
        SCALE | {"low": None},
        WORDS | {"low": TEXT, "high": TEXT},
        {"id": "c", "kind": "choice", "text": TEXT, "options": [{"id": "a", "label": TEXT}]},
        {"id": "c", "kind": "choice", "text": TEXT, "options": [{"id": "a", "label": TEXT}] * 2},
        WORDS | {"options": [{"id": "a", "label": TEXT}, {"id": "b", "label": TEXT}]},
        SCALE | {"steps": 2},
        SCALE | {"id": "With Blanks"},
        SCALE | {"colour": "red"},
        {"id": "q", "kind": "mood", "text": TEXT},
    ],
)
def test_a_question_must_fit_its_kind(question):
    with pytest.raises(ValidationError):
        made(questions=[question])


def test_ids_are_told_apart():
    with pytest.raises(ValidationError, match="same id"):
        made(questions=[SCALE, SCALE])
    with pytest.raises(ValidationError, match="same id"):
        made(groups=[{"id": "a", "label": TEXT}] * 2)


def test_something_is_asked():
    with pytest.raises(ValidationError):
        made(questions=[])


def test_what_a_run_keeps_reads_back_the_same():
    for definition in load_questionnaires().values():
        kept = definition.content.model_dump(mode="json")
        assert Questionnaire.model_validate(kept, strict=False) == definition.content
