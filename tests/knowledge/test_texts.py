"""Pure parts: shape of a text, marking, ranking, slugs, definitions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.definitions import DefinitionError, load_file
from samspil.knowledge import marking, prose, ranking
from samspil.knowledge.articles import Article
from samspil.knowledge.prose import Block, Shape
from samspil.knowledge.ranking import Candidate
from samspil.methods import danish


def test_a_text_has_paragraphs_headings_and_lists():
    text = "Først\r\nmere\r\n\r\n## Overskrift\n- et\n- to\nefter\n\n\n* tre"
    assert prose.blocks(text) == (
        Block(Shape.PARAGRAPH, ("Først mere",)),
        Block(Shape.HEADING, ("Overskrift",)),
        Block(Shape.LIST, ("et", "to")),
        Block(Shape.PARAGRAPH, ("efter",)),
        Block(Shape.LIST, ("tre",)),
    )
    assert prose.plain(text) == "Først mere Overskrift et to efter tre"
    assert prose.blocks(" \n\n ") == ()


@settings(max_examples=50)
@given(st.text(alphabet="ab #-*\n\r", max_size=40))
def test_no_word_is_lost_or_added_by_shaping(text):
    letters = [c for c in text if c in "ab"]
    assert [c for c in prose.plain(text) if c in "ab"] == letters


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=80), st.text(max_size=20))
def test_marked_pieces_together_are_the_text(text, query):
    terms = marking.wanted(danish.query_terms(query))
    pieces = marking.mark(text, terms)
    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)


def test_an_excerpt_is_the_passage_that_answers_and_not_much_longer():
    terms = marking.wanted(danish.query_terms("fravær"))
    text = "Noget om alt. " + "ord " * 200 + "skolefraværet falder " + "ord " * 200 + ". Slut."
    found = marking.excerpt(["Kort.", text], terms)
    assert "skolefraværet" in found
    assert found.startswith("… ")
    assert found.endswith(" …")
    assert len(found) <= marking.LENGTH + 6
    assert marking.excerpt(["Kort. Mere."], terms) == "Kort."
    whole = "Den 9. januar, § 3, stk. 2, om fravær."
    assert marking.excerpt(["Kort.", whole], terms) == whole
    assert marking.excerpt(["", "  "], terms) == ""
    assert len(marking.excerpt(["x" * 1000], terms)) <= marking.LENGTH + 6


def candidate(number, title="", summary="", body=""):
    fields = (danish.index_text(title), danish.index_text(summary), danish.index_text(body))
    return Candidate(number, fields)


def order(query, *candidates):
    return [one.case for one in ranking.rank(danish.query_terms(query), candidates)]


def test_ranking_knows_fields_repetition_rarity_and_compounds():
    assert order("fravær", candidate(1, body="fravær"), candidate(2, title="fravær")) == [2, 1]
    assert order("fravær", candidate(1, body="fravær"), candidate(2, body="fravær " * 3)) == [2, 1]
    # The whole compound before its parts, and parts that stand apart after those together.
    assert order(
        "skoleudvikling",
        candidate(1, title="skole", summary="udvikling"),
        candidate(2, title="udvikling af skolen"),
        candidate(3, title="skoleudvikling"),
    ) == [3, 2, 1]
    # Every word before some, however often.
    assert order(
        "visitation ventetid",
        candidate(1, title="visitation " * 5),
        candidate(2, body="visitation ventetid"),
    ) == [2, 1]
    # A word that few have says more than one that many have.
    common = [candidate(number, title="skole") for number in range(3, 9)]
    rare = candidate(2, title="flodhest")
    assert order("skole flodhest", *common, rare)[0] == 2
    assert order("fravær", candidate(1, title="noget andet")) == []
    assert order("fravær", candidate(2, title="fravær"), candidate(1, title="fravær")) == [1, 2]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(alphabet="abc ", max_size=12), max_size=6), st.permutations(range(6)))
def test_ranking_does_not_depend_on_the_order_of_candidates(texts, places):
    found = [candidate(number, title=text) for number, text in enumerate(texts)]
    shuffled = [found[place] for place in places if place < len(found)]
    terms = danish.query_terms("abc bca cab")
    assert ranking.rank(terms, found) == ranking.rank(terms, shuffled)
    assert all(0 < one.score < 1 for one in ranking.rank(terms, found))


GOOD = """
author = "A"
checked_by = ""
date = 2026-11-22
kind = "research"
title = { da = "a", en = "b" }
summary = { da = "a", en = "b" }
body = { da = "a", en = "b" }
uncertain = { da = "a", en = "b" }
levers = [1]
sources = [{ name = "Nogen", url = "https://example.org/" }]
"""


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('kind = "research"', 'kind = "poem"', "kind"),
        ("levers = [1]", "levers = [8]", "levers[0]"),
        ('title = { da = "a", en = "b" }', 'title = { da = "a" }', "title.en"),
        ('title = { da = "a"', f'title = {{ da = "{"a" * 161}"', "title"),
        ("https://example.org/", "javascript:alert(1)", "sources[0].url"),
        ('[{ name = "Nogen", url = "https://example.org/" }]', "[]", "sources"),
    ],
)
def test_a_wrong_article_names_file_and_key(tmp_path, old, new, key):
    file = tmp_path / "en-artikel.toml"
    file.write_text(GOOD)
    assert load_file(file, Article).id == "en-artikel"
    file.write_text(GOOD.replace(old, new))
    with pytest.raises(DefinitionError) as wrong:
        load_file(file, Article)
    assert f"en-artikel.toml: {key}:" in str(wrong.value)
