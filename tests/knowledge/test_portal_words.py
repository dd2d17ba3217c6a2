"""Pure parts of the portal: what points at a child, what changed, sizes, nasty text, slugs."""

import datetime as dt
import html
import re
import time

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.components.charts import drawn
from samspil.definitions import DefinitionError, load_file
from samspil.knowledge import differences, measured, prose, sizes
from samspil.knowledge.articles import Article
from samspil.knowledge.differences import Change, Piece
from samspil.knowledge.forms.writing import SourcesField
from samspil.knowledge.personal import MOST, Why, about_a_child
from samspil.knowledge.selectors.cases import slug_of

ABOUT_ONE = [
    ("Vi havde en dreng på 9 år i 3.b med uro.", "dreng på 9 år", Why.AGE),
    ("En 8-årig pige fik en voksen.", "8-årig pige", Why.AGE),
    ("Eleven i 2.a blev på holdet.", "Eleven i 2.a", Why.AGE),
    ("Drengen Emil fik mere ro.", "Drengen Emil", Why.NAME),
    ("en pige, vi kalder Sofie", "kalder Sofie", Why.NAME),
    ("Emils mor sagde ja.", "Emils mor", Why.NAME),
    ("Ali i 4.a trives", "Ali i 4.a", Why.NAME),
    ("en dreng med ADHD", "en dreng med ADHD", Why.DIAGNOSIS),
    ("A boy 9 years old came.", "boy 9 years old", Why.AGE),
]
ABOUT_PRACTICE = [
    "Enkelte elever i indskolingen fik ro i 3. klasse.",
    "Barnets mor og Elevens far blev spurgt. Skolens leder var med.",
    "To voksne planlægger sammen i 3.b og 3.c hver uge.",
    "Børn med ADHD har gavn af faste pauser.",
    "Alle 9-årige får samme tilbud. 12 børn på 4 skoler.",
    "Fabelborgs forældre mødte op.",
    "Eleven i centrum: sådan gør vi.",
    "",
]


@pytest.mark.parametrize(("text", "words", "why"), ABOUT_ONE)
def test_words_about_one_child_are_pointed_at(text, words, why):
    [found] = about_a_child(text)
    assert (found.words, found.why) == (words, why)
    assert found.words in text


@pytest.mark.parametrize("text", ABOUT_PRACTICE)
def test_words_about_practice_are_left_alone(text):
    assert about_a_child(text) == ()


def test_a_name_that_is_known_is_no_childs():
    assert about_a_child("Barnet Fabelborg", known=("Fabelborg",)) == ()


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet="en dreng pigAMads39.år b\n", max_size=80))
def test_what_is_pointed_at_stands_in_the_text_and_is_not_much(text):
    flat = " ".join(text.split())
    found = about_a_child(text)
    assert len(found) <= MOST
    assert all(" ".join(one.words.split()) in flat for one in found)


@pytest.mark.parametrize(
    "text",
    ["en dreng " * 2500, "a" * 20_000, "Mads " * 4000, "- " * 10_000, "9-årig " * 2800,
     "\n- x" * 5000, "x\n" * 10_000, "\n\n".join(["## "] * 5000)],
)  # fmt: skip
def test_long_and_silly_texts_are_read_in_no_time(text):
    began = time.perf_counter()
    about_a_child(text)
    prose.blocks(text)
    differences.compare(text, text[: len(text) // 2] + "y" + text[len(text) // 2 :])
    assert time.perf_counter() - began < 2


NASTY = [
    "<script>alert(1)</script>",
    "[klik](javascript:alert(1))",
    '"><img src=x onerror=alert(1)>',
    "![x](data:text/html;base64,PHNjcmlwdD4=)",
    "{{ settings.SECRET_KEY }} {% load x %}",
    "</p></main><style>*{display:none}</style>",
    "## <svg/onload=alert(1)>",
    "- <a href='//evil'>x</a>\n- `code`",
    "\u202eabc\u202c \u0000".replace("\u0000", ""),
    "&lt;script&gt; &amp; &#x3C;",
]


@pytest.mark.parametrize("text", NASTY)
def test_markup_is_text(text):
    from django.template.loader import render_to_string

    page = render_to_string(
        "knowledge/_blocks.html", {"blocks": prose.blocks(text), "language": "da"}
    )
    for start in ("<script", "<img", "<style", "<svg", "<a ", "</main"):
        assert start not in page
    words = html.unescape(re.sub(r"</?(?:p|h2|ul|li)\b[^>]*>", " ", page))
    assert words.split() == prose.plain(text).split()


def test_a_difference_is_told_in_phrases():
    old, new = "Vi mødtes tirsdag morgen.\nAlle kom.", "Vi mødtes onsdag aften.\nAlle kom."
    assert differences.compare(old, new) == (
        Piece(Change.KEPT, "Vi mødtes "),
        Piece(Change.REMOVED, "tirsdag morgen."),
        Piece(Change.ADDED, "onsdag aften."),
        Piece(Change.KEPT, "\nAlle kom."),
    )
    assert differences.compare("ens", "ens") == (Piece(Change.KEPT, "ens"),)
    assert differences.compare("", "") == ()


WORDS = st.lists(st.sampled_from(["a", "b", "c", " ", "\n", "dd "]), max_size=24).map("".join)


@settings(max_examples=80, deadline=None)
@given(WORDS, WORDS)
def test_kept_and_added_are_the_new_text_and_kept_and_removed_the_old(old, new):
    pieces = differences.compare(old, new)
    assert "".join(p.text for p in pieces if p.change is not Change.REMOVED) == new
    assert "".join(p.text for p in pieces if p.change is not Change.ADDED) == old


def test_every_population_has_one_size():
    assert [sizes.size_of(n) for n in (1, 35_999, 36_000, 54_999, 55_000, 700_000)] == [
        "lille", "lille", "mellem", "mellem", "stor", "stor",
    ]  # fmt: skip
    assert list(sizes.names("da")) == ["lille", "mellem", "stor"]


SIZES = """
author = "A"
checked_by = ""
date = 2026-11-28
note = { da = "a", en = "b" }
sizes = [
  { id = "lille", below = 10, name = { da = "a", en = "b" } },
  { id = "stor", name = { da = "a", en = "b" } },
]
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [("below = 10, ", ""), ('{ id = "stor", name', '{ id = "stor", below = 9, name'),
     ("below = 10", "below = 0")],
)  # fmt: skip
def test_sizes_that_leave_somebody_out_are_refused(tmp_path, old, new):
    file = tmp_path / "default.toml"
    file.write_text(SIZES)
    assert load_file(file, sizes.Sizes).content.sizes[0].below == 10
    file.write_text(SIZES.replace(old, new))
    with pytest.raises(DefinitionError, match=r"default\.toml"):
        load_file(file, sizes.Sizes)


ARTICLE = """
author = "A"
checked_by = ""
date = 2026-11-22
kind = "research"
title = { da = "a", en = "b" }
summary = { da = "a", en = "b" }
body = { da = "a", en = "b" }
uncertain = { da = "a", en = "b" }
themes = ["data"]
transition = true
sources = [{ name = "Nogen", url = "https://example.org/" }]
"""


def test_an_article_may_name_themes_and_the_transition(tmp_path):
    file = tmp_path / "en.toml"
    file.write_text(ARTICLE)
    content = load_file(file, Article).content
    assert (content.themes, content.transition) == (("data",), True)
    file.write_text(ARTICLE.replace('themes = ["data"]', "").replace("transition = true", ""))
    content = load_file(file, Article).content
    assert (content.themes, content.transition) == ((), False)


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("VIVE: mellemformer https://vive.dk/x", ("VIVE: mellemformer", "https://vive.dk/x")),
        ("https://vive.dk/x", ("https://vive.dk/x", "https://vive.dk/x")),
        ("Intern rapport, 2025", ("Intern rapport, 2025", "")),
        ("www.vive.dk", ("www.vive.dk", "")),
    ],
)
def test_a_source_is_a_name_and_perhaps_an_address(line, source):
    assert SourcesField().clean(f"\n{line}\n\n") == (source,)


@pytest.mark.parametrize("line", ["x javascript:alert(1)", "DATA:text/html,x", "010203-1234"])
def test_a_source_that_is_no_source_is_refused(line):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        SourcesField().clean(line)


def test_a_title_never_hides_a_page_about_the_text():
    assert slug_of("Samtykke") == "samtykke-tekst"
    assert slug_of("Udgaver!") == "udgaver-tekst"
    assert slug_of("Ærø på å") == "aeroe-paa-aa"


KEPT = {
    "id": 7, "name": "Uforstyrrede timer", "counted": "timer", "unit": "procent", "kind": "outcome",
    "direction": "higher", "target": 80.0, "decimals": 0, "kept_back": 2, "source": "",
    "sentence": {"da": "Steget", "en": "Risen"}, "copied_on": "2027-03-01", "frequency": "weekly",
    "points": [{"day": "2027-01-04", "value": 60.0, "label": "uge 1", "sign": "plain"},
               {"day": "2027-01-11", "value": 70.5, "label": "uge 2", "sign": "good"}],
    "lines": [{"first": "2027-01-04", "last": "2027-01-11", "centre": 65.0, "low": None,
               "high": None, "reason": ""}],
}  # fmt: skip


def test_a_kept_measure_is_drawn_told_and_dated():
    chart = measured.chart(KEPT, "Fabelborg")
    assert chart.words.title == "Steget"
    assert "Kopieret 1. marts 2027" in chart.words.source
    assert "2 målepunkter om få er ikke med" in chart.words.source
    assert "ikke hvorfor" in chart.words.source
    assert [row[1].exact for row in chart.table.rows] == [60.0, 70.5]
    assert drawn(chart, 600).startswith("<svg")
    # Whole numbers have a middle that is not, and the sentence above tells it with a decimal.
    assert (chart.names.centre, chart.names.target) == ("midte 65,0", "målværdi 80")
    assert [label for _day, label in chart.days] == ["4. jan", "11. jan"]
    with translation.override("en"):
        assert [label for _day, label in measured.chart(KEPT, "").days] == ["4 Jan", "11 Jan"]
    assert measured.name(KEPT).copied_on == dt.date(2027, 3, 1)
