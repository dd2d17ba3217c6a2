"""The shipped texts: sources, both languages with the same shape, a length one can read."""

import re

import pytest

from samspil.knowledge import prose
from samspil.knowledge.articles import load_articles
from samspil.knowledge.prose import Shape

ARTICLES = load_articles()

each = pytest.mark.parametrize("article", [one.content for one in ARTICLES.values()], ids=ARTICLES)


def words(text):
    return len(prose.plain(text).split())


def test_there_are_texts_for_every_lever_kind_and_sector():
    found = [one.content for one in ARTICLES.values()]
    assert len(found) >= 34
    assert {lever for one in found for lever in one.levers} == set(range(1, 8))
    assert {one.sector for one in found} == {"", "school", "daycare"}
    assert {one.kind for one in found} == {
        "research", "practice_model", "economy_model", "method", "network_day_material",
    }  # fmt: skip
    for text in ("title", "summary"):
        said = [getattr(one, text).da for one in found] + [getattr(one, text).en for one in found]
        assert len(said) == len(set(said))


@each
def test_an_article_has_a_length_one_can_read(article):
    assert 140 <= words(article.body.da) <= 450
    assert 15 <= words(article.summary.da) <= 60
    assert 15 <= words(article.summary.en) <= 70
    assert 5 <= words(article.uncertain.da) <= 60


@each
def test_both_languages_say_the_same_in_the_same_shape(article):
    danish, english = prose.blocks(article.body.da), prose.blocks(article.body.en)
    assert [one.shape for one in danish] == [one.shape for one in english]
    lists = [
        [len(one.lines) for one in blocks if one.shape is Shape.LIST]
        for blocks in (danish, english)
    ]
    assert lists[0] == lists[1]
    assert article.body.da != article.body.en
    assert 0.8 <= words(article.body.en) / words(article.body.da) <= 1.4
    assert not set("æøåÆØÅ") & set(article.title.en + article.uncertain.en)


@each
def test_sources_are_named_and_none_twice(article):
    names = [source.name for source in article.sources]
    addresses = [source.url for source in article.sources if source.url]
    assert len(names) == len(set(names))
    assert len(addresses) == len(set(addresses))


@each
def test_nobody_and_nothing_private_stands_in_a_text(article):
    text = f"{article.title} {article.summary} {article.body} {article.uncertain}"
    assert not re.search(r"\b\d{6}-?\d{4}\b", text)
    assert not re.search(r"\b\d{4} ?\d{4}\b", text)
    assert "@" not in text
    assert "http" not in text
