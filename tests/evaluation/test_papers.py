"""The committee's two pages: readable whatever was written, and plain about what is left out."""

import datetime as dt
import io
import re
from dataclasses import replace

import pytest
from django.utils import translation
from pypdf import PdfReader

from samspil.evaluation import papers, questionnaires, selectors, sentences
from samspil.evaluation.selectors.figures import lines_of
from samspil.evaluation.selectors.rows import Asked, JudgementRow, Spread
from samspil.methods.before_after import BeforeAfter, Together
from samspil.methods.states import Value

pytestmark = pytest.mark.django_db
LONG = "Ærlig talt blev det helt anderledes, end vi havde ventet. " * 34
WHEN = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
PEERS = Together(median=1234.5, low=1200.5, high=1300.5, least=1100.5, most=1400.5, known=9)
KNOWN = BeforeAfter("2022/23", "2026/27", 1234.5, 1250.5, PEERS, PEERS, PEERS)
SPREAD = Spread(tuple((f"{n} – noget", Value(n + 70)) for n in range(1, 6)), Value(365))


@pytest.fixture
def plain(facilitator):
    return selectors.municipality(facilitator, "example", "E01", "school")


def crammed(found, text=LONG):
    """All there can be: everything long, everything judged, answered, known and tried."""
    (part,) = found.parts
    judged = JudgementRow("not_yet", "Ikke opfyldt endnu", text, "Chefen", WHEN, 1)
    criteria = tuple(
        replace(
            one,
            judgement=judged,
            evidence=tuple(replace(row, text=text, amount=5) for row in one.evidence),
        )
        for one in part.criteria
    )
    tried = tuple(
        replace(part.practice.tried[0], question=text, what_happened=text, number=n)
        for n in range(9)
    )
    lines = tuple(
        replace(line, figures=tuple(replace(view, found=KNOWN) for view in line.figures))
        for line in part.lines
    )
    practice = replace(part.practice, ambition=text, aim=text, tried=tried)
    part = replace(part, criteria=criteria, practice=practice, lines=lines)
    return replace(found, parts=(part,), voices=replace(found.voices, questions=asked()))


def asked():
    """Every question that stands in the two surveys, answered at the start and at the end."""
    found = {}
    for survey in questionnaires.load_surveys().values():
        for one in survey.content.questions:
            text = one.text.in_language(translation.get_language())
            found[one.id] = Asked(one.id, text, "", SPREAD, SPREAD)
    return tuple(found.values())


def read(content):
    return PdfReader(io.BytesIO(content))


def words(page):
    return re.sub(r"\s+", " ", page.extract_text().replace("-\n", ""))


def small(page):
    """What stands in letters of less than 9 points."""
    found = []

    def visit(text, matrix, place, _font, size):
        if size * abs(place[3] * matrix[3]) < 9:
            found.append(text)

    page.extract_text(visitor_text=visit)
    return " ".join(found)


def test_what_has_room_is_told_whole_and_nothing_is_pointed_to(plain):
    pages = read(papers.committee(plain)).pages
    assert len(pages) == 2
    assert "Tirsdage faldt ud." in words(pages[0])
    assert not any("Ikke plads til alt" in words(page) for page in pages)


@pytest.mark.parametrize(("sector", "language"), [("school", "en"), ("daycare", "da")])
def test_two_pages_in_letters_that_can_be_read_whatever_was_written(facilitator, sector, language):
    with translation.override(language):
        found = selectors.municipality(facilitator, "example", "E01", "school")
        lines = lines_of(found.edition.content, "E01", sector)
        found = crammed(replace(found, parts=(replace(found.parts[0], lines=lines),)))
        content = papers.committee(found)
        body = (LONG[:30], str(sentences.NOT_JUDGED_BY_US), str(sentences.NO_GOOD_WAY), "http")
    pages = read(content).pages
    assert len(pages) == 2
    both = " ".join(words(page) for page in pages)
    for text in body:
        assert text[:30] in both
        assert not any(text[:30] in small(page) for page in pages)


def test_it_says_what_is_shortened_or_left_out_and_where_the_whole_is(plain):
    found = crammed(plain)
    first, second = (words(page) for page in read(papers.committee(found)).pages)
    pointer = first.partition("Ikke plads til alt:")[2]
    assert "ambition og mål er forkortet" in pointer
    assert "deltagernes svar er udeladt" in pointer
    assert "af 9 prøver er med" in pointer
    assert "2 af 10 tal er tegnet" in second
    for page in (first, second):
        assert "Læs det hele på http" in page
    assert "Deltagerne svarede" not in first


def test_answers_are_kept_where_there_is_room(plain):
    some = replace(plain.voices, questions=asked()[:3])
    (first, _second) = read(papers.committee(replace(plain, voices=some))).pages
    assert asked()[0].text[:30] in words(first)
    assert "udeladt" not in words(first)
