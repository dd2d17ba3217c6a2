"""Templates of others: what is found in them, what is added, and decks that stand on them."""

import importlib.util
import io
import zipfile
from pathlib import Path

import pytest
import templates_of_others as others
from deck_structure import complaints
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.util import Emu

from samspil.components.slides import brought, render
from samspil.components.slides.brought import TemplateRefusedError
from samspil.components.slides.grid import EMU, LAYOUTS
from samspil.components.slides.template import template


def _slides_module():
    place = Path(__file__).with_name("test_slides.py")
    spec = importlib.util.spec_from_file_location("samspil_test_slides", place)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


SLIDES = _slides_module()
TEMPLATES = {
    "plain": others.plain(),
    "wide": others.wide(),
    "small_wide": others.wide(typeface="Verdana", width=9144000 * 16 // 12),
    "dark": others.wide(lt1="1A2233", dk1="F4F4F4", accent1="5EC2B7"),
    "pale": others.wide(accent1="FFF2A8"),
    "blank": others.without_layouts(others.wide(), keep=("Blank",)),
    "ours": template(),
}


@pytest.fixture(scope="module")
def deck():
    return SLIDES.make_deck()


@pytest.fixture(scope="module")
def made(deck):
    """Every template with its report and the deck on it."""
    found = {name: brought.read(content) for name, content in TEMPLATES.items()}
    return {name: (one.report, one.base, render(deck, one.base)) for name, one in found.items()}


def report_of(content):
    return {one.kind: one for one in brought.read(content).report.layouts}


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_deck_is_sound_on_every_template(made, deck, name):
    report, base, content = made[name]
    found = complaints(content, banner="Eksempel", words=5)
    # Slides 8 to 10 were made without a dated source.
    assert [one for one in found if "names no source" not in one] == []
    assert [one.kind for one in report.layouts] == list(LAYOUTS)
    assert render(deck, base) == content
    assert render(deck, brought.read(TEMPLATES[name]).base) == content


@pytest.mark.parametrize("name", TEMPLATES)
def test_charts_and_tables_stand_in_placeholders_of_the_layout(made, name):
    presentation = Presentation(io.BytesIO(made[name][2]))
    charts = 0
    for slide in presentation.slides:
        numbers = {one.placeholder_format.idx for one in slide.slide_layout.placeholders}
        for shape in slide.shapes:
            assert shape.is_placeholder, shape.name
            assert shape.placeholder_format.idx in numbers, shape.name
            charts += shape.has_chart
    assert charts == 6


@pytest.mark.parametrize("name", TEMPLATES)
def test_nothing_leaves_the_page_and_nothing_lies_on_anything(made, name):
    presentation = Presentation(io.BytesIO(made[name][2]))
    for slide in presentation.slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height, s.name) for s in slide.shapes]
        for place, (left, top, right, bottom, shape) in enumerate(boxes):
            assert 0 <= left < right <= presentation.slide_width + EMU, shape
            assert 0 <= top < bottom <= presentation.slide_height + EMU, shape
            for other in boxes[place + 1 :]:
                apart = (
                    right <= other[0] + EMU
                    or other[2] <= left + EMU
                    or bottom <= other[1] + EMU
                    or other[3] <= top + EMU
                )
                assert apart, (shape, other[4])


@pytest.mark.parametrize("name", TEMPLATES)
def test_texts_fit_their_places(made, name):
    _report, base, content = made[name]
    wide, high = base.stretch
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.placeholders:
            if shape.has_text_frame and shape.name != "Sidetal":
                needed = text_height(shape, wide, base) * high
                room = shape.height / EMU - base.inset[1]
                assert needed <= room + 0.5, (shape.name, shape.text_frame.text[:50])


def text_height(shape, wide, base):
    """Height of a text set word by word in type so much wider than Arial: written again."""
    total, room = 0.0, shape.width / EMU - base.inset[0]
    for place, paragraph in enumerate(shape.text_frame.paragraphs):
        run = paragraph.runs[0]
        size, bold = run.font.size.pt, bool(run.font.bold) or shape.name in {"Titel", "Mærke"}
        across = room - int(paragraph._p.pPr.get("marL")) / EMU
        lines, used = 1, 0.0
        for word in paragraph.text.split():
            need = SLIDES.fitting.width(word, size, bold=bold) * wide
            space = SLIDES.fitting.width(" ", size) * wide if used else 0
            if used + space + need > across + 0.3 and used:
                lines, used, space = lines + 1, 0.0, 0
            while need > across + 0.3:
                lines, need = lines + 1, need - across
            used += space + need
        total += lines * size * 1.15 + (paragraph.space_before.pt if place else 0)
    return total


def test_our_own_template_needs_nothing(made):
    for layout in made["ours"][0].layouts:
        assert layout.layout == layout.kind
        assert layout.added == ()


def test_the_usual_layouts_are_found_and_the_rest_is_added():
    found = report_of(TEMPLATES["wide"])
    assert found["Figur"].layout == "Title and Content"
    assert dict(found["Figur"].found)["Figur"] == "Content Placeholder 2"
    assert set(found["Figur"].added) == {"Undertitel", "Kilde", "Mærke"}
    assert found["To figurer"].layout == "Two Content"
    assert dict(found["Forside"].found) == {"Titel": "Title 1", "Undertitel": "Subtitle 2"}


@pytest.mark.parametrize("name", ["Kilde", "Source 3", "Pladsholder til kilde 7", "KILDEANGIVELSE"])
def test_a_footer_called_source_is_the_source(name):
    content = others.renamed(others.wide(), "Title and Content", p11=name)
    found = report_of(content)["Figur"]
    assert dict(found.found)["Kilde"] == name
    assert "Kilde" not in found.added


def test_a_layout_of_our_name_goes_before_others():
    content = others.wide()
    presentation = Presentation(io.BytesIO(content))
    presentation.slide_layouts.get_by_name("Two Content")._element.cSld.set("name", "to figurer")
    presentation.slide_layouts.get_by_name("Title and Content")._element.cSld.set("name", "Tabel")
    found = report_of(others.saved(presentation))
    assert found["To figurer"].layout == "to figurer"
    assert found["Tabel"].layout == "Tabel"


def test_a_template_with_layouts_but_no_places_gets_ours_in_its_own_colours(made):
    report, _base, content = made["blank"]
    assert report.own_layouts == 0
    presentation = Presentation(io.BytesIO(content))
    names = [layout.name for layout in presentation.slide_layouts]
    assert names == ["Blank", *LAYOUTS]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        layouts = [archive.read(n).decode() for n in archive.namelist() if "slideLayout90" in n]
    assert not [one for one in layouts if '"accent6"' in one or '"tx2"' in one]


def test_theme_and_format_are_the_templates_own(made):
    for name, width in (("plain", 9144000), ("wide", 12192000)):
        presentation = Presentation(io.BytesIO(made[name][2]))
        assert presentation.slide_width == width
    with zipfile.ZipFile(io.BytesIO(made["dark"][2])) as archive:
        assert b"5EC2B7" in archive.read("ppt/theme/theme1.xml")
        charts = [archive.read(n).decode() for n in archive.namelist() if "charts/chart" in n]
    used = {part for chart in charts for part in ("accent2", "accent3", "accent6") if part in chart}
    assert used == set(), "no other accent than the first says anything"


def test_remarks_say_what_to_know(made):
    remarks = {name: set(report.remarks) for name, (report, *_rest) in made.items()}
    assert remarks["plain"] == {"old_format"}
    assert remarks["wide"] == set()
    assert remarks["dark"] == {"dark"}
    assert remarks["pale"] == {"pale"}
    strange = brought.read(others.wide(typeface="Kommuneskrift")).report
    assert strange.remarks == ("typeface",)
    assert strange.typeface == "Kommuneskrift"


def test_a_pale_accent_is_not_used_for_text_or_bars(made):
    with zipfile.ZipFile(io.BytesIO(made["pale"][2])) as archive:
        pages = [
            archive.read(n) for n in archive.namelist() if "/slides/slide" in n or "/chart" in n
        ]
    assert not [page for page in pages if b'"accent1"' in page]


def test_slides_notes_and_authors_of_the_template_are_left_out(deck):
    presentation = Presentation(io.BytesIO(others.wide()))
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.shapes.title.text = "Vores strategi"
    slide.notes_slide.notes_text_frame.text = "Sig ikke dette"
    presentation.core_properties.author = "Ada Prøve"
    found = brought.read(others.saved(presentation))
    assert "slides" in found.report.remarks
    content = render(deck, found.base)
    assert len(Presentation(io.BytesIO(content)).slides) == len(deck.slides)
    whole = b"".join(others.entries(content).values())
    for words in ("Vores strategi", "Sig ikke dette", "Ada Prøve"):
        assert words.encode() not in whole


def test_powerpoints_own_templates_are_taken(deck):
    found = brought.read(others.as_potx(others.wide()))
    assert len(Presentation(io.BytesIO(render(deck, found.base))).slides) == len(deck.slides)


def test_charts_on_a_template_can_be_edited(made):
    presentation = Presentation(io.BytesIO(made["wide"][2]))
    chart = next(s.chart for s in presentation.slides[2].shapes if s.has_chart)
    data = CategoryChartData()
    data.categories = ["Et", "To"]
    data.add_series("Niveau", (1.5, 2.5))
    chart.replace_data(data)
    again = Presentation(io.BytesIO(others.saved(presentation)))
    chart = next(s.chart for s in again.slides[2].shapes if s.has_chart)
    assert list(chart.plots[0].series[0].values) == [1.5, 2.5]


def refused(content):
    with pytest.raises(TemplateRefusedError) as caught:
        brought.read(content)
    return caught.value.code


def test_what_cannot_be_a_template():
    wide = others.wide()
    assert refused(others.without_layouts(wide)) == "no_layouts"
    assert refused(others.packed({"[Content_Types].xml": b"<Types/>"})) == "damaged"
    assert refused(others.changed(wide, "ppt/presentation.xml", b"sldSz", b"sldZz")) == "damaged"
    for width, height in ((6858000, 9144000), (12192000, 1858000), (1828800, 1371600)):
        presentation = Presentation(io.BytesIO(wide))
        presentation.slide_width, presentation.slide_height = Emu(width), Emu(height)
        assert refused(others.saved(presentation)) == "format"


def test_a_template_that_fetches_from_elsewhere_is_refused():
    rels = "ppt/slideLayouts/_rels/slideLayout1.xml.rels"
    link = (
        b'<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/image" Target="http://example.org/a.png" TargetMode="External"/>'
    )
    content = others.changed(others.wide(), rels, b"</Relationships>", link + b"</Relationships>")
    assert refused(content) == "linked"


def test_a_template_that_would_weigh_down_every_deck_is_refused(monkeypatch):
    from samspil.components.slides.brought import reading

    monkeypatch.setattr(reading, "LARGEST", 50_000)
    assert refused(others.wide()) == "large"
