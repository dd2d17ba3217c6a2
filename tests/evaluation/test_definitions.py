"""Criteria, bottom lines and questionnaires as reviewed data. No database."""

import pytest
from pydantic import ValidationError

from samspil.evaluation import sentences
from samspil.evaluation.bottom_lines import BottomLines, load_bottom_lines
from samspil.evaluation.criteria import Criteria, Evidence, criteria_of, load_criteria
from samspil.evaluation.questionnaires import END, START, load_surveys
from samspil.evaluation.selectors.evidence import SOURCES
from samspil.figures.indicators import load_indicators
from samspil.programmes.editions import load_editions

REVIEW = {"author": "Samspil", "checked_by": "", "date": "2026-11-28"}


@pytest.mark.parametrize(("edition", "ids"), [("2022-23", "C1 C2 C3 C4 C5"), ("2021", "D1 D2 D3")])
def test_criteria_are_the_invitations_own_words(edition, ids):
    content = load_editions()[edition].content
    stated = {one.id: one for one in content.success_criteria}
    found = criteria_of(content)
    assert [one.id for one in found] == ids.split()
    for one in found:
        assert one.quote == stated[one.id].quote
        assert one.text == stated[one.id].text
        assert one.evidence


def test_an_edition_without_a_file_takes_its_own_words_and_known_evidence():
    content = load_editions()["2022-23"].content
    copied = content.model_copy(update={"id": "forar-2027"})
    assert [one.id for one in criteria_of(copied)] == ["C1", "C2", "C3", "C4", "C5"]
    assert criteria_of(copied)[0].evidence == criteria_of(content)[0].evidence
    changed = content.success_criteria[0].model_copy(update={"quote": "Noget andet", "id": "egen"})
    copied = copied.model_copy(update={"success_criteria": (changed,)})
    assert [(one.id, one.quote, one.evidence) for one in criteria_of(copied)] == [
        ("egen", "Noget andet", ())
    ]
    assert criteria_of(load_editions()["2018"].content) == ()


def test_every_kind_of_evidence_has_words_and_somewhere_to_come_from():
    asked = {k for d in load_criteria().values() for c in d.content.criteria for k in c.evidence}
    assert asked == set(Evidence)
    assert set(sentences.EVIDENCE) == set(sentences.SOURCES) == set(Evidence)
    assert set(SOURCES) <= set(Evidence)


def criteria(**changed):
    one = {"id": "C1", "quote": "At", "text": {"da": "a", "en": "b"}, "evidence": ["tests"]}
    return REVIEW | {"editions": ["x"], "criteria": [one | changed]}


@pytest.mark.parametrize(
    "changed",
    [{"evidence": []}, {"evidence": ["tests", "tests"]}, {"evidence": ["luck"]}, {"id": "første"}],
)
def test_criteria_that_cannot_be_used_are_refused(changed):
    Criteria.model_validate(criteria(), strict=False)
    with pytest.raises(ValidationError):
        Criteria.model_validate(criteria(**changed), strict=False)


def test_a_criterion_stands_once():
    twice = criteria()
    twice["criteria"] *= 2
    with pytest.raises(ValidationError, match="stands twice"):
        Criteria.model_validate(twice, strict=False)


def test_the_three_bottom_lines_of_each_sector():
    found = load_bottom_lines()
    assert set(found) == {"school", "daycare"}
    for definition in found.values():
        for line in definition.content.lines:
            for name in line.figures:
                assert line.id in load_indicators()[name].content.bottom_lines


def test_a_bottom_line_left_out_or_a_figure_twice_is_refused():
    three = [{"id": i, "figures": [i]} for i in ("child", "all_children", "economy")]
    BottomLines.model_validate(REVIEW | {"lines": three}, strict=False)
    for wrong in (three[::-1], [*three[:2], {"id": "economy", "figures": ["child"]}]):
        with pytest.raises(ValidationError):
            BottomLines.model_validate(REVIEW | {"lines": wrong}, strict=False)


def test_questions_are_few_anonymous_and_the_same_at_both_ends():
    surveys = load_surveys()
    start, end = surveys[START].content, surveys[END].content
    assert start.anonymous
    assert end.anonymous
    assert len(end.questions) <= 8
    assert end.questions[: len(start.questions)] == start.questions
    asked = {one.criterion for one in start.questions} - {""}
    assert asked == {"C1", "C2", "C3", "C4", "C5"}
