"""The report as slides: whole, native, editable, said in both languages, the same every time."""

import io
import re
import zipfile
from dataclasses import replace

import pytest
from deck_structure import complaints
from django.utils import translation
from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from tests.screening.conftest import asked

from samspil.figures.selectors import challenge_picture
from samspil.methods.states import Value
from samspil.screening import decks, selectors, services
from samspil.screening.models import Screening

CODE = "E91"
SHOWN = re.compile(r"ppt/(slides|charts)/(slide|chart)\d+\.xml")
LOADED = re.compile(r"bedst|værst|dårlig|nr\.|skyldes|fordi|because|worst|best|rank", re.IGNORECASE)
pytestmark = pytest.mark.django_db


def opened(content):
    return Presentation(io.BytesIO(content))


def titles(presentation):
    return [slide.shapes.title.text_frame.text for slide in presentation.slides]


def words(presentation):
    """Every word on the slides, tables included."""
    found = []
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                found.append(shape.text_frame.text)
            if shape.has_table:
                found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)


def charts(presentation):
    return [
        shape.chart for slide in presentation.slides for shape in slide.shapes if shape.has_chart
    ]


def view_of(screening, viewer):
    return selectors.screening(viewer=viewer("chief"), screening=screening.pk)


def report(screening, viewer, language="da"):
    """The deck of a screening, on figures borrowed from a real municipality: that is quick."""
    with translation.override(language):
        picture = replace(
            challenge_picture(code="615", sector="school"), municipality=screening.municipality
        )
        return decks.build(picture=picture, screening=view_of(screening, viewer))


@pytest.fixture
def whole(filled, viewer):
    """The deck of a screening with answers and findings, in Danish."""
    return report(filled, viewer)


def real(sector="school", language="da"):
    with translation.override(language):
        return decks.for_municipality(code="615", sector=sector)


def check_structure(content, banner=""):
    """Hold what every deck must hold, whatever it is about; returns it opened."""
    assert complaints(content, banner=banner) == []
    presentation = opened(content)
    assert 10 <= len(presentation.slides) <= decks.MOST_SLIDES
    for slide in presentation.slides:
        assert ("Mærke" in [shape.name for shape in slide.shapes]) == bool(banner)
    return presentation


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("sector", ["school", "daycare"])
def test_a_real_municipalitys_figures(sector, language):
    presentation = check_structure(real(sector, language))
    picture = challenge_picture(code="615", sector=sector)
    found = charts(presentation)
    assert len(found) == 2 * len(picture.results)
    for result, peers, expected in zip(picture.results, found[::2], found[1::2], strict=True):
        values = list(peers.plots[0].series[0].values)
        assert values[0] == result.row.figure.number
        assert next(iter(peers.plots[0].categories)) == "Horsens"
        wanted = [picture.names[peer.code] for peer in picture.peers.peers]
        assert [name.split(" – ")[0] for name in list(peers.plots[0].categories)[1:]] == wanted
        series = {one.name: list(one.values) for one in expected.plots[0].series}
        assert series["Horsens"] == [result.row.figure.number]
        first = next(iter(expected.plots[0].series))
        assert next(iter(first.values)) == pytest.approx(result.expected.expected)
    assert presentation.core_properties.language == {"da": "da-DK", "en": "en-GB"}[language]


def test_without_a_screening_the_levers_stand_open_and_nothing_is_claimed():
    presentation = opened(real())
    assert not Screening.objects.exists()
    told = words(presentation)
    for claimed in (": godt rustet", ": udfordret"):
        assert claimed not in " ".join(titles(presentation))
    assert sum(title.endswith(": står åbent") for title in titles(presentation)) == 7
    assert "Ingen i kommunen er spurgt." in told
    assert "ikke KL's eller Komponents redskab" in told
    assert "Eksempel" not in told
    assert "22. november 2026" in told


def test_titles_say_no_more_than_the_figures():
    """No title ranks, scolds or explains."""
    for language in ("da", "en"):
        for title in titles(opened(real("school", language))):
            assert not LOADED.search(title)


def test_the_report_on_a_screening(whole):
    presentation = check_structure(whole, "Eksempel")
    assert len(presentation.slides) == 20
    said = titles(presentation)
    assert said[0] == "Foranalyse: Mølleådal, skole"
    assert "Foranalysen bygger på 4 stykker grundlag" in said
    assert "Godt rustet på 2 og udfordret på 3 af de syv greb; 2 står åbne" in said
    assert "1. Tydelig politisk ambition og retning for området: godt rustet" in said
    assert "2. Inklusionspraksis i de almene børnefællesskaber: udfordret" in said
    assert any(title.endswith("specialundervisning: ingen vurdering") for title in said)
    assert any(title.endswith("relationel kapacitet: står åbent") for title in said)
    assert "Stor virkning for lille indsats: sådan vurderes 1 af 3 fund" in said
    assert "Foranalysen peger på 2 store potentialer, én justering og én dybdeanalyse" in said
    assert "Forslag til fokus: Inklusionspraksis i de almene børnefællesskaber" in said
    assert "5 af de syv greb er vurderet" in words(presentation)
    assert all("opdigtede" in slide_source(slide) for slide in list(presentation.slides)[1:])


def slide_source(slide):
    return next(shape.text_frame.text for shape in slide.shapes if shape.name == "Kilde")


def test_the_chart_of_levels_holds_the_answers(whole):
    levels = charts(opened(whole))[0]
    assert list(levels.plots[0].series[0].values) == [3, 2, 2, 1, 3, None, None]
    matrix = charts(opened(whole))[-1]
    points = [(x, y) for one in matrix.plots[0].series for x, y in points_of(one)]
    assert sorted(points) == [(1, 2), (1, 3), (3, 3)]


def points_of(series):
    xs = [float(v.text) for v in series._element.findall(".//{*}xVal//{*}pt/{*}v")]
    return zip(xs, series.values, strict=True)


def test_no_easy_finding_is_said_in_words(screening, viewer):
    services.add_finding(
        actor=viewer("chief"),
        screening=screening.pk,
        lever=3,
        claim="Tallene samles en gang om året",
        evidence="",
        kind="justering",
        bottom_line="all_children",
        effect=2,
        effort=2,
    )
    said = titles(opened(report(screening, viewer)))
    assert "Intet fund vurderes at give stor virkning for lille indsats" in said


def test_the_charts_can_be_edited(whole):
    presentation = opened(whole)
    chart = charts(presentation)[0]
    data = CategoryChartData()
    data.categories = ["a", "b"]
    data.add_series("Trin", [4, 1])
    chart.replace_data(data)
    out = io.BytesIO()
    presentation.save(out)
    again = charts(opened(out.getvalue()))[0]
    assert list(again.plots[0].series[0].values) == [4, 1]
    assert list(again.plots[0].categories) == ["a", "b"]


def test_notes_hold_definitions_and_evidence(whole):
    notes = [slide.notes_slide.notes_text_frame.text for slide in opened(whole).slides]
    joined = "\n".join(notes)
    assert "Tæller: " in joined
    assert "Nævner: " in joined
    assert "Børne- og ungepolitikken: Vedtaget for to år siden" in notes[1]
    assert "4: Udvalget justerer ud fra tal og stemmer" in joined


def test_what_is_missing_is_said(filled, made_up, viewer):
    """The example lacks nothing; a figure that is not there is told by name."""
    from samspil.figures.models import Observation

    Observation.objects.filter(municipality_id=CODE, indicator="exam_mean_grade9").delete()
    from samspil.figures import snapshot

    snapshot._read.cache_clear()
    with translation.override("da"):
        content = decks.for_screening(screening=view_of(filled, viewer))
    snapshot._read.cache_clear()
    presentation = check_structure(content, "Eksempel")
    said = titles(presentation)
    assert "Karakterer i 9. klasse: tallet for Mølleådal er ikke hentet endnu" in said
    missing = list(presentation.slides)[-1]
    assert "karakterer i 9. klasse" in "\n".join(
        shape.text_frame.text for shape in missing.shapes if shape.has_text_frame
    )


def test_an_empty_screening_says_so(screening, viewer):
    presentation = check_structure(report(screening, viewer), "Eksempel")
    said = titles(presentation)
    assert "De syv greb er ikke vurderet endnu" in said
    assert "Foranalysen siger endnu ikke, hvad den bygger på" in said
    assert said[-2].startswith("Næste skridt")


def test_challenged_levers_without_findings_are_the_suggestion(screening, viewer):
    question = asked(screening, 6)[0]
    services.judge(actor=viewer("chief"), screening=screening.pk, question=question, level=1)
    said = titles(opened(report(screening, viewer)))
    assert said[-2] == "Forslag til fokus: de greb, hvor I er udfordret"


def test_long_findings_are_shortened_on_the_slide_and_whole_in_the_notes(screening, viewer):
    claim = "Et meget langt fund om fællesskaber, der bliver ved. " * 56
    chief = viewer("chief")
    for lever in range(1, 8):
        question = asked(screening, lever)[0]
        services.judge(actor=chief, screening=screening.pk, question=question, level=2)
        for kind in ("potentiale", "justering", "dybdeanalyse"):
            services.add_finding(
                actor=chief,
                screening=screening.pk,
                lever=lever,
                claim=claim,
                kind=kind,
                bottom_line="economy",
                effect=2,
                effort=2,
            )
    presentation = check_structure(report(screening, viewer), "Eksempel")
    slide = next(s for s in presentation.slides if s.shapes.title.text_frame.text[:2] == "4.")
    shown = max((s.text_frame.text for s in slide.shapes if s.has_text_frame), key=len)
    assert "…" in shown
    assert len(shown) < 2000
    assert claim.strip() in slide.notes_slide.notes_text_frame.text


def test_the_same_input_gives_the_same_bytes(filled, viewer, whole):
    assert report(filled, viewer) == whole
    assert real() == real()
    assert real("school", "en") == real("school", "en")
    assert real() != real("daycare")


def test_english_has_no_danish_of_ours(filled, viewer):
    presentation = opened(report(filled, viewer, "en"))
    said = titles(presentation)
    assert said[0] == "Pre-analysis: Mølleådal, school"
    assert "Well-equipped on 2 and challenged on 3 of the seven levers; 2 stand open" in said
    assert "5. The referral process: well-equipped" in said
    assert "Example" in words(presentation)


def test_the_figures_on_the_slides_are_the_ones_of_the_page():
    picture = challenge_picture(code="615", sector="school")
    told = words(opened(real()))
    for row in picture.conditions:
        assert isinstance(row.figure, Value)
    assert "271.024" in told
    assert "98.806" in told
    assert "Fremskrivningen tælles ikke med." in told


SMALL = {"Kilde", "Sidetal"}


def type_sizes(content):
    """Every type size on the slides but for sources and numbers, and in the charts; points."""
    sizes = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            tree = etree.fromstring(archive.read(name)) if SHOWN.fullmatch(name) else None
            for node in () if tree is None else tree.iter("{*}rPr", "{*}defRPr"):
                shape = next(node.iterancestors("{*}sp"), None)
                if shape is None or shape.find(".//{*}cNvPr").get("name") not in SMALL:
                    sizes += [int(node.get("sz")) / 100] if node.get("sz") else []
    return sizes


def test_nothing_is_set_too_small_for_the_back_of_a_room(whole):
    for content in (whole, real(), real("daycare", "en")):
        sizes = type_sizes(content)
        assert len(sizes) > 200
        assert min(sizes) >= 12


def test_a_lever_without_answers_stands_open_among_the_others(screening, viewer):
    services.judge(actor=viewer("chief"), screening=screening.pk, question="1.1", level=4)
    presentation = check_structure(report(screening, viewer), "Eksempel")
    said = titles(presentation)
    assert "1. Tydelig politisk ambition og retning for området: godt rustet" in said
    assert sum(title.endswith(": står åbent") for title in said) == 6
    levels = charts(presentation)[0]
    assert list(levels.plots[0].series[0].values) == [4, *[None] * 6]


def test_transitions_have_a_slide_of_their_own_where_something_is_said(filled, viewer):
    chief = viewer("chief")
    services.add_finding(
        actor=chief,
        screening=filled.pk,
        lever=7,
        claim="Skolen får at vide for sent, hvem der kommer",
        kind="justering",
        bottom_line="child",
        transition="daycare_school",
    )
    presentation = opened(report(filled, viewer))
    assert len(presentation.slides) <= decks.MOST_SLIDES
    slide = next(s for s in presentation.slides if "Overgange" in s.shapes.title.text_frame.text)
    shown = "\n".join(s.text_frame.text for s in slide.shapes if s.has_text_frame)
    for heading in ("Fra dagtilbud til skole", "Fra almen til special", "Fra special til almen"):
        assert heading in shown
    assert "Skolen får at vide for sent, hvem der kommer" in shown


def test_an_empty_screening_has_no_slide_of_transitions(screening, viewer):
    assert not any("Overgange" in title for title in titles(opened(report(screening, viewer))))
