"""Slips, other words for the same, order, and counts beside filters: all within the scope."""

import datetime as dt

import pytest
from django.utils import timezone

from samspil.definitions import version_of
from samspil.knowledge import selectors, synonyms
from samspil.knowledge.models import Case, CaseLever, SearchSpelling
from samspil.knowledge.ranking import Candidate, freshness, rank
from samspil.knowledge.selectors import Filters, facets
from samspil.knowledge.services import index
from samspil.methods import danish
from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY, Grant, Viewer

pytestmark = pytest.mark.django_db
KL = Viewer(user_id=1, grants=(Grant(Role.FACILITATOR),))


def text(title="Om noget", summary="Kort.", body="", levers=(), **kwargs):
    values = {"scope": "public", "status": "published", "published_at": timezone.now()} | kwargs
    case = Case.objects.create(title=title, summary=summary, body=body, **values)
    CaseLever.objects.bulk_create(CaseLever(case=case, lever=one) for one in levers)
    index.put(case)
    return case


def found(query, viewer=ANYBODY, **kwargs):
    return [hit.row.id for hit in selectors.search(viewer, query, 10, **kwargs)]


SLIPS = [
    ("visitaion", "visitation"),
    ("Visitaionen i kommunen", "visitation i kommunen"),
    ("tildellingsmodel", "tildelingsmodel"),
    ("børnefælleskaber", "børnefællesskaber"),
    ("bornefallesskaber", "børnefællesskaber"),
    ("fravr i skolen", "fravær i skolen"),
    ("segergering", "segregering"),
    ("undervisnig", "undervisning"),
]


@pytest.fixture
def _texts(db):
    text("Visitation i kommunen", "Om tildelingsmodel og børnefællesskaber.")
    text("Fravær i skolen", "Segregering og undervisning.", levers=(3,))


@pytest.mark.usefixtures("_texts")
@pytest.mark.parametrize(("typed", "meant"), SLIPS)
def test_a_slip_is_put_right_and_said_and_can_be_taken_back(typed, meant):
    answer = selectors.find(ANYBODY, typed)
    assert answer.searched == meant
    assert [hit.row.id for hit in answer.hits] == found(meant) == found(typed) != []
    assert any(piece.hit for piece in (*answer.hits[0].title, *answer.hits[0].passage))
    plain = selectors.find(ANYBODY, typed, as_typed=True)
    assert plain.searched == ""
    assert all(hit.score < 0.5 for hit in plain.hits)


@pytest.mark.usefixtures("_texts")
@pytest.mark.parametrize("query", ["visitation", "kommunen", "flodhest", "", "og i", "ppr", "😀"])
def test_what_is_no_slip_stays_as_it_is(query):
    answer = selectors.find(ANYBODY, query)
    assert answer.searched == ""


def test_a_rare_word_is_answered_and_the_frequent_one_offered():
    text("Møder om visitation")
    rare = text("Visitatio er latin")
    answer = selectors.find(ANYBODY, "visitatio")
    assert [hit.row.id for hit in answer.hits] == [rare.pk]
    assert answer.meant == "visitation"


def test_of_equally_near_words_the_one_in_most_texts_is_meant():
    text("Kladde")
    for number in range(3):
        text(f"Klasse {number}")
    assert selectors.find(ANYBODY, "klaxse").searched == "klasse"


def test_nothing_is_suggested_from_a_text_out_of_scope():
    text("Omstilling i Fabelborg", scope="kl")
    assert selectors.find(ANYBODY, "fabelborx") == selectors.Found(counts=EMPTY)
    assert selectors.find(KL, "fabelborx").searched == "fabelborg"


def test_the_form_of_a_word_is_shown_as_a_readable_text_has_it():
    """A term is shared by forms of a word; one that only a hidden text has is never shown."""
    text("Visitationsudvalgets hemmelige møder", scope="kl")
    text("Et visitationsudvalg")
    assert selectors.find(ANYBODY, "visitationsudvlagets").searched == "visitationsudvalg"


def test_a_word_that_stands_only_inside_longer_ones_is_cut_out_of_them():
    text("Visitationsudvalgets møder")
    assert selectors.find(ANYBODY, "visitaion").searched == "visitation"


def test_a_word_goes_with_the_last_text_that_has_it():
    one, other = text("Fabelborg"), text("Fabelborg igen")
    for case, left in ((one, True), (other, False)):
        Case.objects.filter(pk=case.pk).update(status="withdrawn", withdrawn_at=timezone.now())
        case.refresh_from_db()
        index.put(case)
        assert SearchSpelling.objects.filter(term="fabelborg").exists() is left
    assert not SearchSpelling.objects.exists()


def test_refreshing_puts_right_what_is_known_of_spelling():
    text("Fabelborg")
    standing = set(SearchSpelling.objects.values_list("key", "word", "term"))
    SearchSpelling.objects.all().delete()
    SearchSpelling.objects.create(key="4.0.xx", word="xxyy", term="xxyy")
    index.refresh()
    assert set(SearchSpelling.objects.values_list("key", "word", "term")) == standing != set()


# --- other words for the same ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("skolevægring", "Bekymrende fravær"),
        ("bekymrende fravær", "Skolevægring"),
        ("støttetimer", "Støtte i klassen"),
        ("henvisninger", "Visitation"),
        ("PPR", "Pædagogisk psykologisk rådgivning"),
        ("pædagogisk psykologisk rådgivning", "PPR"),
        ("børnehaver", "Dagtilbud"),
        ("klub", "Fritid"),
    ],
)
def test_a_lay_word_finds_the_professional_one_and_counts_less(said, written):
    meant = text(written)
    assert found(said) == [meant.pk]
    [hit] = selectors.search(ANYBODY, said)
    assert "".join(piece.text for piece in hit.title if piece.hit).replace(" ", "")
    itself = text(said)
    assert found(said) == [itself.pk, meant.pk]


def test_a_part_of_an_expression_is_not_marked_by_itself():
    text("PPR og en pædagogisk dag", "Pædagogisk psykologisk rådgivning hjælper.")
    [hit] = selectors.search(ANYBODY, "ppr")
    assert [piece.text for piece in hit.title if piece.hit] == ["PPR"]
    assert [p.text for p in hit.passage if p.hit] == ["Pædagogisk", "psykologisk", "rådgivning"]


def test_the_list_is_reviewed_data_and_every_expression_is_said_once():
    definition = synonyms.load_synonyms()
    groups = definition.content.groups
    assert definition.version == version_of(definition.content)
    said = [words for one in groups for words in (*one.lay, *one.professional)]
    assert len(said) == len({danish.index_text(words) for words in said})
    assert all(danish.query_terms(words) for words in said)


# --- counts ----------------------------------------------------------------------------------

EMPTY = {facet.name: {} for facet in facets.FACETS}


def test_counts_are_what_the_filter_leaves_and_nothing_empty_is_offered():
    text("Skole", levers=(1, 2), kind="research", sector="school")
    text("Skole og mere", levers=(2,), kind="method")
    text("Dagtilbud", levers=(3,), sector="daycare", kind="research")
    text("Skolens hemmelighed", levers=(5,), scope="kl", kind="case")
    answer = selectors.find(ANYBODY, "skole")
    assert answer.total == len(answer.hits) == 2
    assert answer.counts == EMPTY | {
        "lever": {1: 1, 2: 2},
        "sector": {"school": 2},
        "kind": {"method": 1, "research": 1},
        "theme": {},
        "size": {},
    }
    assert selectors.counts(ANYBODY)["sector"] == {"daycare": 2, "school": 2}
    assert 5 in selectors.find(KL, "skole").counts["lever"]
    for name, counts in answer.counts.items():
        for value, number in counts.items():
            assert len(found("skole", filters=Filters(**{name: value}))) == number
    chosen = selectors.find(ANYBODY, "skole", filters=Filters(kind="method"))
    assert chosen.counts["kind"] == {"method": 1, "research": 1}
    assert chosen.counts["lever"] == {2: 1}


def test_counts_agree_with_the_lists_where_many_and_where_few_answer():
    for number in range(12):
        text(f"Skole {number}", levers=(1 + number % 3,), kind=("method", "research")[number % 2])
    text("Fravær", levers=(7,), kind="case")
    for query in ("skole", "skole fravær", "skole fravær ventetid"):
        for filters in (Filters(), Filters(lever=1), Filters(kind="method")):
            answer = selectors.find(ANYBODY, query, 100, filters=filters)
            assert answer.total == len(answer.hits)
            for value, number in answer.counts["lever"].items():
                chosen = Filters(lever=value, kind=filters.kind)
                assert len(selectors.search(ANYBODY, query, 100, filters=chosen)) == number


# --- order -----------------------------------------------------------------------------------


def test_of_equal_texts_the_newer_comes_first_and_age_hides_nothing():
    now = timezone.now()
    old = text("Fravær", published_at=now - dt.timedelta(days=3650))
    new = text("Fravær", published_at=now)
    weak = text("Noget", "Kort.", "Om fravær.", published_at=now)
    assert found("fravær", now=now) == [new.pk, old.pk, weak.pk]
    assert found("fravær", now=now) == found("fravær", now=now + dt.timedelta(hours=1))


def test_freshness_is_mild_and_falls():
    assert freshness(0) == freshness(-3) == 1.0
    assert freshness(3 * 365) == pytest.approx(0.95)
    assert all(freshness(day) >= freshness(day + 100) > 0.9 for day in range(0, 20_000, 100))


def test_a_word_in_other_words_counts_less_but_counts():
    [term] = synonyms.with_synonyms(danish.query_terms("klub"))
    own, other, none = ("klub", "", ""), ("fritid", "", ""), ("skol", "", "")
    ranked = rank([term], [Candidate(1, own), Candidate(2, other), Candidate(3, none)])
    assert [one.case for one in ranked] == [1, 2]
    assert ranked[0].score > ranked[1].score > 0


LONG = "hvordan får vi skolen og dagtilbuddet til at arbejde sammen om børn der har fravær " * 3


@pytest.mark.usefixtures("_texts")
@pytest.mark.parametrize(
    "query", ["og i på", "\x00", "visitation\x00", "x" * 10_000_000, "fravær " * 500_000, LONG,
              '"fravær" OR NEAR(', "fravær:* & | ! <->", "{title_terms} : x", "'; DROP TABLE x"]
)  # fmt: skip
def test_whatever_is_pasted_is_answered(query):
    answer = selectors.find(ANYBODY, query)
    assert answer.total >= len(answer.hits)


# --- the page --------------------------------------------------------------------------------


@pytest.mark.usefixtures("_texts")
def test_the_page_says_what_was_searched_and_has_a_way_back(client):
    page = client.get("/viden/", {"q": "visitaion", "greb": ""}).content.decode()
    assert "1 tekst om “visitation”" in page
    assert 'href="/viden/?q=visitaion&amp;greb=&amp;praecis=1"' in page
    page = client.get("/viden/", {"q": "visitaion", "praecis": "1"}).content.decode()
    assert "Ingen tekster om “visitaion”" in page
    assert "Mente I <a" in page
    assert "?q=visitation&amp;praecis" not in page


@pytest.mark.usefixtures("_texts")
def test_the_page_offers_filters_with_their_numbers(client):
    page = client.get("/viden/").content.decode()
    assert page.count('<option value="3"') == 1
    assert '<option value="4"' not in page
    assert "En kommunes erfaring (2)" in page
    page = client.get("/viden/", {"q": "visitation"}).content.decode()
    assert "En kommunes erfaring (1)" in page
    assert '<option value="3"' not in page
    page = client.get("/viden/", {"q": "visitation", "greb": "3"}).content.decode()
    assert '<option value="3" selected>' in page
    assert "id_overgang" not in page
    text("Overgang", transition=True)
    assert "Kun om overgangen til skole (1)" in client.get("/viden/").content.decode()
