"""Diagrams: boxes never overlap, texts stay inside, the outline says what the picture shows."""

import io
import itertools
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation

from samspil.components.diagrams import (
    Diagram,
    Look,
    Node,
    as_text,
    lay_out,
    outline,
    picture,
    png,
    svg,
)
from samspil.components.diagrams.ordering import crossings, ordered
from samspil.components.diagrams.wrapping import rejoined, wrap
from samspil.components.slides import Deck, DiagramSlide, Properties, render
from samspil.components.slides.diagrams import fitted
from samspil.components.slides.fitting import clean, width

HEADINGS = ("Mål", "Primære drivere", "Sekundære drivere", "Forandringsidéer")
SVG = "{http://www.w3.org/2000/svg}"
WORDS = st.text(alphabet="abc æøåMW-/<&\"'", min_size=1, max_size=120).filter(
    lambda text: bool(text.strip())
)


@st.composite
def diagrams(draw, most=7):
    """An aim, up to ``most`` boxes in each further column, each hanging on one or more."""
    nodes = [Node("maal", 0, draw(WORDS))]
    links = []
    before = ["maal"]
    for column in range(1, 4):
        ids = [f"n{column}-{number}" for number in range(draw(st.integers(0, most)))]
        for one in ids:
            note = draw(st.sampled_from(["", "Greb 2", "Prøve 1 og 3"]))
            nodes.append(Node(one, column, draw(WORDS), note))
            above = draw(st.sets(st.sampled_from(before), min_size=1, max_size=3))
            links += [(each, one) for each in sorted(above)]
        before = ids
        if not ids:
            break
    return Diagram("Driverdiagram", HEADINGS, tuple(nodes), tuple(links))


@given(diagrams(), st.sampled_from([320, 640, 960]), st.sampled_from([0, 1, 2]))
@settings(max_examples=40)
def test_boxes_never_overlap_and_texts_stay_in_them(diagram, wide, most):
    look = Look(width=wide, most_lines=most)
    layout = lay_out(diagram, look)
    for one, other in itertools.combinations(layout.boxes, 2):
        apart = one.left + one.width <= other.left or other.left + other.width <= one.left
        above = one.top + one.height <= other.top + 1e-6
        below = other.top + other.height <= one.top + 1e-6
        assert apart or above or below
    for box in layout.boxes:
        assert box.left >= 0
        assert box.top >= 0
        assert box.left + box.width <= wide + 1e-6
        assert box.top + box.height <= layout.height
        room = box.width - 2 * look.pad
        assert all(width(line, look.size) <= room for line in box.lines)
        assert all(width(line, look.small) <= room for line in box.notes)
        high = len(box.lines) * look.line + len(box.notes) * look.small * 1.3
        assert high <= box.height - 2 * look.pad + 1e-6


@given(diagrams())
@settings(max_examples=40)
def test_the_outline_says_the_boxes_and_links_of_the_picture(diagram):
    nodes, links = set(), set()

    def walk(said):
        for one in said:
            nodes.add((one.node.id, clean(one.node.text)))
            for below in one.below:
                links.add((one.node.id, below.node.id))
            walk(one.below)

    walk(outline(diagram))
    layout = lay_out(diagram)
    drawn = etree.fromstring(
        svg(layout, title="Et", description="To", name="d").encode(), etree.XMLParser()
    )
    boxes = {
        (
            box.get("data-node"),
            "".join("".join(line.text.split()) for line in box.iter(f"{SVG}text")),
        )
        for box in drawn.iter(f"{SVG}g")
        if box.get("data-node")
    }
    notes = {node.id: node.note for node in diagram.nodes}
    assert boxes == {
        (one, "".join(text.split()) + "".join(notes[one].split())) for one, text in nodes
    }
    paths = {(one.get("data-from"), one.get("data-to")) for one in drawn.iter(f"{SVG}path")}
    assert paths == links == set(diagram.links)
    text = as_text(diagram, "se ovenfor")
    assert all(node.text in text for node in diagram.nodes)


def test_each_box_on_the_drawing_stands_between_the_ends_of_its_links():
    diagram = Diagram(
        "D", HEADINGS,
        (Node("a", 0, "Mål"), Node("b", 1, "En"), Node("c", 1, "To"), Node("d", 2, "Tre")),
        (("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")),
    )  # fmt: skip
    boxes = {box.id: box for box in lay_out(diagram).boxes}
    assert boxes["a"].middle == pytest.approx((boxes["b"].middle + boxes["c"].middle) / 2)
    assert boxes["d"].middle == pytest.approx(boxes["a"].middle)
    for one in lay_out(diagram).connectors:
        assert one.start == (boxes[one.left].left + boxes[one.left].width, boxes[one.left].middle)
        assert one.end == (boxes[one.right].left, boxes[one.right].middle)


def test_the_second_column_keeps_its_own_order_and_the_third_follows_it():
    nodes = [("a", 0), ("x", 1), ("y", 1), ("n1", 2), ("n2", 2), ("n3", 2)]
    links = [("a", "x"), ("a", "y"), ("y", "n1"), ("x", "n2"), ("y", "n3")]
    order = ordered(nodes, links, 3)
    assert order == [["a"], ["x", "y"], ["n2", "n1", "n3"]]
    assert crossings(order, links) == 0


@given(diagrams(most=4))
@settings(max_examples=30)
def test_few_links_cross(diagram):
    """Counted again by looking at every order of the last two columns, one after the other."""
    given_order = [[n.id for n in diagram.nodes if n.column == c] for c in range(4)]
    nodes = [(node.id, node.column) for node in diagram.nodes]
    found = ordered(nodes, diagram.links, 4)
    assert [sorted(column) for column in found] == [sorted(column) for column in given_order]
    assert found[1] == given_order[1]
    assert crossings(found, diagram.links) <= crossings(given_order, diagram.links)
    best = min(
        crossings([given_order[0], given_order[1], list(two), list(three)], diagram.links)
        for two in itertools.permutations(given_order[2])
        for three in itertools.permutations(given_order[3])
    )
    assert crossings(found, diagram.links) <= best + 6


@given(WORDS)
@settings(max_examples=60)
def test_a_wrapped_text_is_the_same_text(text):
    lines, cut = wrap(text, 14, 80)
    assert not cut
    assert rejoined(text, lines) == clean(text)


@pytest.mark.parametrize(
    ("nodes", "links"),
    [
        ((Node("a", 0, "x"), Node("a", 1, "y")), ()),
        ((Node("a", 4, "x"),), ()),
        ((Node("a", 0, "x"), Node("b", 2, "y")), (("a", "b"),)),
        ((Node("a", 1, "x"),), (("a", "a"),)),
        ((Node("a", 0, "x"), Node("b", 1, "y")), (("b", "a"),)),
        ((Node("a", 0, "x"),), (("a", "ukendt"),)),
    ],
)
def test_what_is_no_diagram_of_columns_is_refused(nodes, links):
    with pytest.raises(ValueError, match=r"box|link"):
        Diagram("D", HEADINGS, nodes, links)


def _large(each):
    nodes = [Node("maal", 0, "Alle børn hører til i et fællesskab, hvor de lærer")]
    links = []
    above = ["maal"]
    for column, count in ((1, max(each // 4, 1)), (2, max(each // 2, 1)), (3, each)):
        ids = [f"{column}-{number}" for number in range(count)]
        nodes += [Node(one, column, f"Fælles planlægning i team nummer {one}") for one in ids]
        links += [(above[number % len(above)], one) for number, one in enumerate(ids)]
        above = ids
    return Diagram("Driverdiagram", HEADINGS, tuple(nodes), tuple(links))


@pytest.mark.parametrize("each", [1, 8, 60])
def test_a_diagram_fits_its_slide_however_large(each):
    room = (872, 342)
    layout = fitted(_large(each), room)
    assert layout.height <= room[1]
    assert len(layout.boxes) == len(_large(each).nodes)


def test_one_slide_with_boxes_that_can_be_moved_and_connectors_that_follow():
    diagram = _large(8)
    properties = Properties("Samspil", datetime(2026, 11, 28, tzinfo=UTC))
    deck = Deck("D", (DiagramSlide("Sådan når vi målet", diagram),), properties)
    content = render(deck)
    assert content == render(deck)
    [slide] = Presentation(io.BytesIO(content)).slides
    by_id = {shape.shape_id: shape for shape in slide.shapes}
    assert len(by_id) == len(slide.shapes)
    texts = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert all(node.text in texts for node in diagram.nodes)
    glued = [
        (shape._element.xpath(".//a:stCxn/@id"), shape._element.xpath(".//a:endCxn/@id"))
        for shape in slide.shapes
        if shape._element.tag.endswith("cxnSp")
    ]
    ends = {
        (by_id[int(start)].text_frame.text, by_id[int(end)].text_frame.text)
        for [start], [end] in glued
    }
    said = {node.id: node.text for node in diagram.nodes}
    assert ends == {(said[left], said[right]) for left, right in diagram.links}


def test_a_picture_stands_alone_and_is_a_png_too():
    diagram = _large(4)
    drawn = picture(diagram, description="Mål og drivere", source="Samspil · <Eksempel>")
    assert "&lt;Eksempel&gt;" in drawn
    assert not re.search(r"style=|href=|<script", drawn)
    assert png(diagram, description="Mål", source="Samspil").startswith(b"\x89PNG")
