"""Slides: same bytes, native and editable, nothing missing, nothing over the edge."""

import io
import re
import shutil
import subprocess
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from deck_structure import complaints
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.shapes import MSO_SHAPE_TYPE

from samspil.components.slides import (
    Bar,
    BarChart,
    Block,
    ChartSlide,
    Column,
    Deck,
    Expectation,
    ExpectationChart,
    Panel,
    Point,
    PointChart,
    Properties,
    Role,
    TableSlide,
    TextSlide,
    TitleSlide,
    Words,
    fitting,
    package,
    render,
)
from samspil.components.slides.grid import EMU, HEIGHT, LAYOUTS, WIDTH

SOURCE = "Kilde: Uddannelsesstatistik.dk, skoleåret 2024/25, hentet 12. november 2026."
LONG_WORD = "Pædagogiskpsykologiskrådgivningskonsulentvirksomhedssamarbejdsaftalebestemmelser"
FINDING = ("Elever i vanskeligheder bliver oftere hjulpet i klassen end uden for den. " * 45)[:3000]
PROPERTIES = Properties("Samspil", datetime(2026, 11, 22, 10, 0, tzinfo=UTC), "Foranalyse")
NAMES = ("Nørrehøj", "Kærborg", "Tjørnby", "Egesund", "Lyngmose")

BARS = BarChart(
    (
        *(
            Bar(name, 7.9 - place / 5, Role.OWN if name == "Tjørnby" else Role.PEER)
            for place, name in enumerate(NAMES)
        ),
        Bar("Hele landet", 7.3, Role.OTHER),
        Bar("Vadehavn", None, Role.PEER, "få børn, vises ikke"),
    ),
    "Tjørnby 7,5; de andre mellem 7,1 og 7,9.",
    "Karaktergennemsnit",
)
LEVELS = BarChart(
    (
        Bar("Tydelig politisk ambition og retning", 3.0, Role.OWN, "3 · godt rustet"),
        Bar("Visitationsprocessen", 1.5, Role.OWN, "1,5 · udfordret"),
        Bar(
            "Samarbejdet mellem fagligheder – professionel relationel kapacitet",
            None, Role.OWN, "ikke vurderet",
        ),
    ),
    "To greb vurderet.", "Niveau", minimum=0, maximum=4, step=1,
    scale_format='[=1]"1 tilfældig";[=4]"4 lærende";0',
)  # fmt: skip
EXPECTED = ExpectationChart(
    (
        Expectation("2023/24", 7.6, 7.2, 6.9, 7.5),
        Expectation("2024/25", None, 7.2, 6.8, 7.5),
        Expectation("2025/26", -0.5, 0.1, -0.4, 0.3),
    ),
    "Fundet over det forventede i 2023/24.", "Tjørnby", "Forventet",
)  # fmt: skip
POINTS = PointChart(
    (
        Point("Dialogmøde", 1, 4, Role.OWN),
        Point("Skabelon", 1, 4, Role.OWN),
        Point("Ny tildelingsmodel", 4.5, 4.8, Role.OTHER),
        Point("", 2, 2),
    ),
    "Dialogmøde: stor virkning, lille indsats.", "Indsats", "Virkning", (0, 5), (0, 5), "Forslag",
)  # fmt: skip


def make_deck(**changes) -> Deck:
    slides = (
        TitleSlide("Foranalyse af Tjørnby", "Syv greb og tal", ("Skolespor", "12. november")),
        TextSlide(
            "Grundlaget er 14 dokumenter",
            (Block(("Et", "To"), "Set"), Block(("Frit",), "", False)),
            "Metode", SOURCE, "Sig noget om metoden.\nOg mere.",
        ),
        ChartSlide("Godt rustet på et greb", (Panel("", LEVELS),), source=SOURCE),
        ChartSlide("Som ventet", (Panel("", BARS),), (Block(("Midt",), "Læs"),), "u", SOURCE),
        ChartSlide("To tal", (Panel("Tal", BARS), Panel("Forventet", EXPECTED)), source=SOURCE),
        ChartSlide("Mod forventet", (Panel("", EXPECTED),), source=SOURCE),
        ChartSlide("Virkning og indsats", (Panel("", POINTS),), source=SOURCE),
        TableSlide(
            "Vilkårene ligner", (Column("Vilkår"), Column("Tal", numeric=True)),
            (("Elever", "4.812"), ("Lav indkomst, pct.", "9,8")), "Tabel over vilkår", (1,),
        ),
        TextSlide(f"{LONG_WORD} {FINDING[:400]}", (Block((FINDING,), "Fund"),), FINDING[:300]),
        TableSlide(
            "Lang tabel", (Column("Skole"), Column("Elever", numeric=True)),
            tuple((f"Skole {n} {LONG_WORD}", str(n)) for n in range(60)), "Alle skoler",
            source=FINDING,
        ),
    )  # fmt: skip
    values = {"title": "Foranalyse", "slides": slides, "properties": PROPERTIES}
    return Deck(**{**values, "banner": "Eksempel", **changes})


@pytest.fixture(scope="module")
def deck() -> bytes:
    return render(make_deck())


@pytest.fixture(scope="module")
def slides(deck: bytes):
    return list(Presentation(io.BytesIO(deck)).slides)


def charts_of(slide):
    return [shape for shape in slide.shapes if shape.has_chart]


# --- same bytes ------------------------------------------------------------------------------


def test_same_deck_same_bytes(deck: bytes, monkeypatch) -> None:
    import time

    later = time.time() + 90_000
    monkeypatch.setattr(time, "time", lambda: later)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(later))
    assert render(make_deck()) == deck


def test_a_changed_figure_or_date_changes_the_bytes(deck: bytes) -> None:
    assert render(make_deck(banner="")) != deck
    day_later = Properties("Samspil", PROPERTIES.created + timedelta(days=1))
    assert render(make_deck(properties=day_later)) != deck


def test_no_clock_in_any_zip(deck: bytes) -> None:
    outer = zipfile.ZipFile(io.BytesIO(deck))
    books = [name for name in outer.namelist() if name.endswith(".xlsx")]
    assert len(books) == 6
    for archive in (outer, *(zipfile.ZipFile(io.BytesIO(outer.read(name))) for name in books)):
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None
        dates = re.findall(rb"<dcterms:created[^>]*>([^<]*)<", archive.read("docProps/core.xml"))
        assert dates == [b"2026-11-22T10:00:00Z" if archive is outer else b"1980-01-01T00:00:00Z"]


def test_core_properties_come_from_arguments(deck: bytes) -> None:
    core = Presentation(io.BytesIO(deck)).core_properties
    assert (core.title, core.author, core.subject) == ("Foranalyse", "Samspil", "Foranalyse")
    assert core.created == core.modified == datetime(2026, 11, 22, 10, 0)  # noqa: DTZ001
    assert core.language == "da-DK"
    local = datetime(2026, 11, 22, 11, 0, tzinfo=timezone(timedelta(hours=1)))
    assert render(make_deck(properties=Properties("Samspil", local, "Foranalyse"))) == deck


# --- structure -------------------------------------------------------------------------------


def test_the_deck_hangs_together(deck: bytes) -> None:
    """Slides 8 to 10 were made without a dated source."""
    found = complaints(deck, banner="Eksempel", words=5)
    assert [one for one in found if "names no source" not in one] == []
    assert len(found) == 3


def changed(deck: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The deck with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    assert old in parts[name]
    return package.pack(parts | {name: parts[name].replace(old, new)})


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("ppt/slides/_rels/slide3.xml.rels", b"chart1.xml", b"chart9.xml", "is not there"),
        ("[Content_Types].xml", b"/ppt/charts/chart2.xml", b"/ppt/charts/chart8.xml", "not there"),
        ("[Content_Types].xml", b"drawingml.chart+xml", b"drawingml.other+xml", "is declared as"),
        ("ppt/charts/_rels/chart2.xml.rels", b"Sheet2", b"Sheet1", "belongs to 2 charts"),
        ("ppt/slides/slide3.xml", b'r:id="rId3"', b'r:id="rId7"', "leads nowhere"),
        ("ppt/slides/slide3.xml", b'id="3" name', b'id="2" name', "shape ids"),
        ("ppt/slides/slide3.xml", b"graphicFrame", b"pic", "shows a picture"),
        ("ppt/slides/slide3.xml", b'descr="To greb vurderet."', b"", "says not what it shows"),
        ("ppt/slides/slide4.xml", b"2024/25", b"i fjor", "no source with a date"),
        ("ppt/notesSlides/notesSlide2.xml", b"Sig noget om metoden.", b"", "has no notes"),
        ("ppt/embeddings/Microsoft_Excel_Sheet3.xlsx", b"xl/workbook.xml", b"xl/w", "no workbook"),
    ],
)
def test_the_check_of_a_deck_finds_what_is_wrong(deck, name, old, new, said) -> None:
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(deck)) as archive:
            parts = {one: archive.read(one) for one in archive.namelist()}
        broken = package.pack(parts | {name: package.pack({"a": b"b"})})
    else:
        broken = changed(deck, name, old, new)
    found = [one for one in complaints(broken, words=8) if said in one]
    assert found, said


def test_wide_page_with_our_layouts_and_colours(deck: bytes) -> None:
    presentation = Presentation(io.BytesIO(deck))
    assert (presentation.slide_width, presentation.slide_height) == (12192000, 6858000)
    assert [layout.name for layout in presentation.slide_layouts] == list(LAYOUTS)
    theme = zipfile.ZipFile(io.BytesIO(deck)).read("ppt/theme/theme1.xml").decode()
    assert all(colour in theme for colour in ("0C5F5B", "7F8C99", "D3D8DC", "17222C", "55616D"))
    assert set(re.findall('<a:latin typeface="([^"]*)"', theme)) == {"Arial"}


def test_every_slide_has_title_notes_source_number_and_no_empty_placeholder(slides) -> None:
    for number, slide in enumerate(slides, start=1):
        assert slide.shapes.title.text_frame.text.strip()
        assert slide.has_notes_slide
        assert slide.notes_slide.notes_text_frame.text.strip()
        for shape in slide.placeholders:
            assert not shape.has_text_frame or shape.text_frame.text.strip(), shape.name
        if number > 1:
            numbers = [s for s in slide.shapes if s.name == "Sidetal"]
            assert [s.text_frame.text for s in numbers] == [str(number)]


def test_graphics_are_native_and_described(slides) -> None:
    kinds = [shape.shape_type for slide in slides for shape in slide.shapes]
    assert MSO_SHAPE_TYPE.PICTURE not in kinds
    graphics = [s for slide in slides for s in slide.shapes if s.has_chart or s.has_table]
    assert len(graphics) == 8
    for shape in graphics:
        assert shape.is_placeholder
        assert shape._element.tag.endswith("graphicFrame")
        assert shape._element.nvGraphicFramePr.cNvPr.get("descr").strip()


def test_banner_on_every_slide_or_none(slides) -> None:
    for slide in slides:
        assert [s.text_frame.text for s in slide.shapes if s.name == "Mærke"] == ["Eksempel"]
    plain = Presentation(io.BytesIO(render(make_deck(banner=" ")))).slides
    assert not [s for slide in plain for s in slide.shapes if s.name == "Mærke"]


def test_all_text_says_its_language() -> None:
    for language, tag in (("da", "da-DK"), ("en", "en-GB")):
        data = zipfile.ZipFile(io.BytesIO(render(make_deck(language=language))))
        pages = [n for n in data.namelist() if re.match(r"ppt/(slides|notesSlides)/[^/]*xml", n)]
        for name in pages:
            for run in etree.fromstring(data.read(name)).iter("{*}r"):
                assert run.find("{*}rPr").get("lang") == tag
        chart = data.read("ppt/charts/" + _first_chart(data))
        assert f'lang val="{tag}"'.encode() in chart
        assert (b"[$-406]" in chart) == (language == "da")


def _first_chart(data: zipfile.ZipFile) -> str:
    return min(Path(n).name for n in data.namelist() if re.match(r"ppt/charts/chart\d+\.xml", n))


# --- charts ----------------------------------------------------------------------------------


def test_bars_keep_order_values_gaps_and_colours(slides) -> None:
    chart = charts_of(slides[3])[0].chart
    plot = chart.plots[0]
    assert list(plot.categories) == [*NAMES, "Hele landet", "Vadehavn – få børn, vises ikke"]
    assert plot.series[0].values == pytest.approx((7.9, 7.7, 7.5, 7.3, 7.1, 7.3, None), nan_ok=True)
    assert plot.series[0].format.fill.fore_color.theme_color.name == "ACCENT_2"
    points = plot.series[0].points
    colours = [points[place].format.fill.fore_color.theme_color.name for place in (2, 5)]
    assert colours == ["ACCENT_1", "ACCENT_3"]
    (skip,) = chart.category_axis._element.findall("{*}tickLblSkip")
    assert skip.get("val") == "1"
    assert not chart.has_legend
    assert not chart.has_title


def test_levels_have_their_scale_and_labels(slides) -> None:
    chart = charts_of(slides[2])[0].chart
    axis = chart.value_axis
    assert (axis.minimum_scale, axis.maximum_scale, axis.major_unit) == (0, 4, 1)
    assert axis.tick_labels.number_format.startswith("[=1]")
    labels = [chart.plots[0].series[0].points[n].data_label.text_frame.text for n in range(2)]
    assert labels == ["3 · godt rustet", "1,5 · udfordret"]


def test_expectation_shows_interval_from_the_workbook(slides) -> None:
    chart = charts_of(slides[5])[0].chart
    expected, actual, down, up = chart.plots[0].series
    assert (expected.name, actual.name) == ("Forventet", "Tjørnby")
    assert actual.values == (7.6, None, -0.5)
    signs = actual.data_labels.number_format.split(";")
    assert signs == ['[$-406]"   "#,##0.0', '[$-406]"   "-#,##0.0']
    assert down.values == pytest.approx((0.3, 0.4, 0.5))
    assert up.values == pytest.approx((0.3, 0.3, 0.2))
    bar = expected._element.find("{*}errBars")
    assert [node.text for node in bar.iter("{*}f")] == ["Sheet1!$E$2:$E$4", "Sheet1!$D$2:$D$4"]
    cached = [float(v.text) for v in bar.find("{*}plus").iter("{*}v")]
    assert cached == pytest.approx(list(up.values))
    deleted = chart.legend._element.findall("{*}legendEntry")
    assert [entry.find("{*}idx").get("val") for entry in deleted] == ["2", "3"]


def test_own_points_lie_on_top_and_shared_spots_share_a_label(slides) -> None:
    chart = charts_of(slides[6])[0].chart
    (series,) = chart.plots[0].series
    assert series.name == "Forslag"
    assert list(series.values) == [4.8, 2, 4, 4]
    assert [float(v.text) for v in series._element.find("{*}xVal").iter("{*}v")] == [4.5, 2, 1, 1]
    assert series.marker.format.fill.fore_color.theme_color.name == "ACCENT_1"
    others = [series.points[place].marker.format.fill.fore_color for place in (0, 1)]
    assert [colour.theme_color.name for colour in others] == ["ACCENT_3", "ACCENT_2"]
    assert series.points[3].data_label.text_frame.text == "Dialogmøde, Skabelon"
    assert not series.points[2].data_label.has_text_frame


@pytest.mark.parametrize("place", [2, 3, 4, 5])
def test_chart_data_can_be_edited_and_read_back(deck: bytes, place: int) -> None:
    presentation = Presentation(io.BytesIO(deck))
    chart = charts_of(presentation.slides[place])[0].chart
    data = CategoryChartData()
    data.categories = ["Et", "To"]
    for series in chart.plots[0].series:
        data.add_series(series.name, (1.5, 2.5))
    chart.replace_data(data)
    saved = io.BytesIO()
    presentation.save(saved)
    again = charts_of(Presentation(saved).slides[place])[0].chart
    assert list(again.plots[0].categories) == ["Et", "To"]
    assert all(series.values == (1.5, 2.5) for series in again.plots[0].series)


def test_workbook_holds_what_the_chart_shows_and_no_formula() -> None:
    bars = BarChart((Bar('=HYPERLINK("http://x")', 1, Role.OWN), Bar("@a", 2)), "alt", "=1+1")
    slide = ChartSlide("Titel", (Panel("", bars),))
    data = render(make_deck(slides=(slide,)))
    chart = charts_of(Presentation(io.BytesIO(data)).slides[0])[0].chart
    book = zipfile.ZipFile(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "HYPERLINK" in book.read("xl/sharedStrings.xml").decode()
    assert re.findall(r"<v>([\d.]+)</v></c></row>", sheet)[1:] == ["1", "2"]


# --- nothing over the edge -------------------------------------------------------------------


def room_of(shape, slide) -> tuple[float, float]:
    """The box a text has: its own, or that of its placeholder in the layout."""
    return shape.width / EMU, shape.height / EMU


def test_shapes_stay_on_the_page(slides) -> None:
    for slide in slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= WIDTH * EMU, shape.name
            assert shape.top + shape.height <= HEIGHT * EMU, shape.name


def test_shapes_do_not_lie_on_each_other(slides) -> None:
    for slide in slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height, s.name) for s in slide.shapes]
        for place, (left, top, right, bottom, name) in enumerate(boxes):
            for other in boxes[place + 1 :]:
                apart = (
                    right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
                )
                assert apart, (name, other[4])


def test_texts_fit_their_boxes(slides) -> None:
    for slide in slides:
        for shape in slide.placeholders:
            if shape.has_text_frame and shape.name != "Sidetal":
                assert text_height(shape) <= shape.height / EMU + 0.01, (
                    shape.name,
                    shape.text_frame.text[:60],
                )


def text_height(shape) -> float:
    """Height of a text set word by word: written again, plainly."""
    total = 0.0
    for paragraph in shape.text_frame.paragraphs:
        size = paragraph.runs[0].font.size.pt
        bold = bool(paragraph.runs[0].font.bold) or shape.name in {"Titel", "Mærke"}
        indent = int(paragraph._p.pPr.get("marL")) / EMU
        room = shape.width / EMU - indent
        lines, used = 1, 0.0
        for word in paragraph.text.split():
            need = fitting.width(word, size, bold=bold)
            space = fitting.width(" ", size) if used else 0
            if used + space + need > room + 0.01 and used:
                lines, used, space = lines + 1, 0.0, 0
            while need > room:
                lines, need = lines + 1, need - room
            used += space + need
        before = paragraph.space_before.pt if paragraph.space_before is not None else 0
        total += lines * size * 1.15 + before
    return total


def test_long_finding_is_shortened_and_stands_whole_in_the_notes(slides) -> None:
    slide = slides[8]
    body = next(s for s in slide.placeholders if s.name == "Indhold").text_frame
    assert body.paragraphs[-1].text.endswith("…")
    assert body.paragraphs[-1].runs[0].font.size.pt >= 14
    notes = slide.notes_slide.notes_text_frame.text
    assert FINDING.strip() in notes
    assert notes.count("Hele teksten:") == 3  # title, subtitle, finding


def test_long_table_ends_with_a_remark_and_all_rows_are_in_the_notes(slides) -> None:
    slide = slides[9]
    table = next(s for s in slide.shapes if s.has_table)
    assert (
        table.table.cell(len(table.table.rows) - 1, 0).text_frame.text
        == "Flere rækker står i noterne."
    )
    assert sum(row.height for row in table.table.rows) <= 342 * EMU
    notes = slide.notes_slide.notes_text_frame.text
    assert all(f"Skole {n} {LONG_WORD} · {n}" in notes for n in range(60))


def test_notes_given_come_first_and_untouched_slides_add_nothing(slides) -> None:
    assert slides[1].notes_slide.notes_text_frame.text == "Sig noget om metoden.\nOg mere."


def test_own_words_for_what_slides_add() -> None:
    words = Words("Everything:", "There is more.", "The rows:")
    data = render(make_deck(language="en", words=words))
    last = Presentation(io.BytesIO(data)).slides[9]
    assert "The rows:" in last.notes_slide.notes_text_frame.text


# --- measuring text --------------------------------------------------------------------------


def test_widths_are_those_of_the_typeface() -> None:
    font = pytest.importorskip("PIL.ImageFont")
    for style, bold in (("Regular", False), ("Bold", True)):
        path = f"/usr/share/fonts/truetype/liberation/LiberationSans-{style}.ttf"
        if not Path(path).exists():
            pytest.skip("Liberation Sans is not on this machine")
        face = font.truetype(path, 1000)
        letters = [chr(code) for code in range(32, 127)] + list("æøåÆØÅéüöä–—…«»½•")
        for letter in letters:
            assert fitting.width(letter, 1000, bold=bold) == pytest.approx(
                face.getlength(letter), abs=1
            )


TEXTS = st.text(alphabet="aæi mW-/ .Å—x", max_size=400) | st.text(max_size=80)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, max_size=12), st.floats(40, 800), st.floats(30, 400))
def test_fitted_text_fits_and_says_what_it_left_out(texts, wide, high) -> None:
    lines = [fitting.Line(text, bullet=place % 2 == 0) for place, text in enumerate(texts)]
    found = fitting.fit(lines, (wide, high), (20, 16, 12))
    assert found.size in {20, 16, 12} or not lines
    assert fitting.height(found.lines, found.size, wide, indent=16, gap=6) <= high
    whole = [fitting.clean(text) for text in texts if fitting.clean(text)]
    assert found.shortened or [line.text for line in found.lines] == whole
    if found.shortened:
        assert any(line.text.endswith("…") for line in found.lines)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.integers(2, 60))
def test_shortened_text_is_a_beginning_of_the_text(text, most) -> None:
    short = fitting.shorten(text, most)
    assert len(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@settings(max_examples=10, deadline=None)
@example("0", " ")
@example("\x07x", "\x07")
@given(st.text(min_size=1, max_size=60).filter(str.strip), st.text(max_size=200))
def test_any_text_gives_a_file_that_opens(title, text) -> None:
    if not fitting.clean(title):
        return
    bars = BarChart((Bar(title, 1.0, Role.OWN, text), Bar(text, None, label="x")), "alt", text)
    points = PointChart((Point(text, 1, 1),), "alt", text, title, (0, 2), (0, 2), text)
    deck = make_deck(
        title=text,
        banner=text[:20],
        slides=(
            TextSlide(title, (Block((text, text), title),), text, text, text),
            ChartSlide(title, (Panel(text, bars), Panel(title, points))),
            TableSlide(title, (Column(text),), ((title,), (text,)), "alt"),
        ),
    )
    data = render(deck)
    assert len(Presentation(io.BytesIO(data)).slides) == 3
    assert render(deck) == data


# --- bad input -------------------------------------------------------------------------------


def panels(*charts):
    return tuple(Panel("", chart) for chart in charts)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Bar("x", float("nan")),
        lambda: Bar("x", None),
        lambda: Bar("x", None, label="\x07"),
        lambda: BarChart((), "alt", "s"),
        lambda: BarChart((Bar("x", 1),) * 31, "alt", "s"),
        lambda: BarChart((Bar("x", 1),), " ", "s"),
        lambda: BarChart((Bar("x", 1),), "alt", "s", maximum=float("inf")),
        lambda: BarChart((Bar("x", -1),), "alt", "s"),
        lambda: BarChart((Bar("x", 5),), "alt", "s", maximum=4),
        lambda: Expectation("x", 1, 5, 0, 2),
        lambda: ExpectationChart((), "alt", "a", "b"),
        lambda: Point("x", float("inf"), 1),
        lambda: PointChart((Point("x", 9, 1),), "alt", "x", "y", (0, 5), (0, 5), "s"),
        lambda: PointChart((Point("x", 1, 1),), "alt", "x", "y", (5, 0), (0, 5), "s"),
        lambda: PointChart((Point("x", 1, 1),), "alt", "x", "y", (0.5, 5), (0, 5), "s"),
        lambda: ChartSlide("t", panels(BARS, BARS, BARS)),
        lambda: ChartSlide("t", panels(BARS, BARS), (Block(("a",)),)),
        lambda: TableSlide("t", (), (), "alt"),
        lambda: TableSlide("t", (Column("a"),), (("1", "2"),), "alt"),
        lambda: TableSlide("t", (Column("a"),), (), ""),
        lambda: make_deck(slides=()),
        lambda: make_deck(slides=(TitleSlide(" ", "s"),)),
        lambda: make_deck(language="sv"),
    ],
)
def test_what_cannot_be_shown_is_refused(make) -> None:
    with pytest.raises(ValueError):
        make()


def test_empty_table_and_text_are_slides_all_the_same() -> None:
    slides = (TableSlide("Ingen rækker", (Column("A"),), (), "alt"), TextSlide("Kun titel", ()))
    assert len(Presentation(io.BytesIO(render(make_deck(slides=slides)))).slides) == 2


# --- the real program ------------------------------------------------------------------------


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not on this machine")
def test_libreoffice_renders_every_slide(deck: bytes, tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").write_bytes(deck)
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "deck.pptx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    pages = len(re.findall(rb"/Type\s*/Page\b", (tmp_path / "deck.pdf").read_bytes()))
    assert pages == 10
    if shutil.which("pdftotext"):
        subprocess.run(["pdftotext", "-layout", "deck.pdf"], cwd=tmp_path, check=True)
        text = (tmp_path / "deck.txt").read_text()
        assert "Nørrehøj" in text
        assert "7,5" in text
