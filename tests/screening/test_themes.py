"""The seven levers merged into five themes: each lever once, no judgement of its own."""

import io

import pytest
from deck_structure import complaints
from django.utils import translation
from pptx import Presentation
from pydantic import ValidationError
from tests.screening.conftest import asked

from samspil.figures.selectors import challenge_picture
from samspil.screening import decks, selectors, sentences, services
from samspil.screening.decks import themes

LABELS = [
    "Forebyggende arbejde med inklusion",
    "Kvalitet i tilbudsviften",
    "Visitationens proces og praksis",
    "Tværfagligt samarbejde og relationel kapacitet",
    "Styring og tildelingsmodel",
]


def test_five_themes_hold_each_lever_once_and_say_whose_proposal_they_are():
    five = themes.five()
    assert [theme.label.da for theme in five.themes] == LABELS
    assert sorted(n for theme in five.themes for n in theme.levers) == [1, 2, 3, 4, 5, 6, 7]
    assert "eget forslag" in five.statement.da
    assert "own proposal" in five.statement.en


@pytest.mark.parametrize(
    "told", [[(1, 2, 3), (4, 5, 6)], [(1, 2, 3, 4), (4, 5, 6, 7)], [(8,), (1,)]]
)
def test_themes_that_leave_out_or_repeat_a_lever_are_refused(told):
    good = themes.five().model_dump()
    label = good["themes"][0]["label"]
    broken = good | {"themes": [{"label": label, "levers": levers} for levers in told]}
    with pytest.raises(ValidationError):
        themes.Themes.model_validate(broken)


pytestmark = pytest.mark.django_db


def titles(content):
    return [s.shapes.title.text_frame.text for s in Presentation(io.BytesIO(content)).slides]


def report(filled, viewer, language="da"):
    with translation.override(language):
        view = selectors.screening(viewer=viewer("chief"), screening=filled.pk)
        picture = challenge_picture(code="615", sector="school")
        return decks.build(picture=picture, screening=view, choice=decks.Choice(themes=True))


def test_a_report_in_five_themes(filled, viewer):
    content = report(filled, viewer)
    assert complaints(content) == []
    said = titles(content)
    assert len(said) == 19
    assert "Kvalitet i tilbudsviften: udfordret" in said
    assert (
        "Styring og tildelingsmodel: godt rustet på 1, udfordret på 1 og ingen vurdering på 1"
        in said
    )
    assert not [title for title in said if title.startswith("5. ")]
    slide = Presentation(io.BytesIO(content)).slides[
        said.index(next(t for t in said if "Styring" in t))
    ]
    shown = "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
    for number in (1, 3, 6):
        assert f"{number}. " in shown
    assert "Inddelingen er Samspils forslag." in shown
    notes = slide.notes_slide.notes_text_frame.text
    assert "et tema får ingen bedømmelse af sig selv" in notes
    assert "Budgetopfølgningen: Det seneste år" in notes


def test_figures_only_and_english(filled, viewer):
    with translation.override("en"):
        content = decks.for_municipality(
            code="615", sector="daycare", choice=decks.Choice(themes=True)
        )
    assert complaints(content) == []
    said = titles(content)
    assert any(
        title.startswith("Steering and allocation model: ") and "3" in title for title in said
    )
    assert "Quality in the range of provision: challenged" in titles(report(filled, viewer, "en"))


def test_long_findings_still_fit(screening, viewer):
    chief = viewer("chief")
    for lever in range(1, 8):
        services.judge(
            actor=chief, screening=screening.pk, question=asked(screening, lever)[0], level=1
        )
        for kind in sentences.FINDING_KINDS:
            services.add_finding(
                actor=chief,
                screening=screening.pk,
                lever=lever,
                claim="Et langt fund, der bliver ved og ved og ved og ved med at sige det. " * 40,
                kind=kind,
                bottom_line="child",
            )
    assert complaints(report(screening, viewer)) == []
