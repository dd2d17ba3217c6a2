"""Search over the shipped articles: inflections, compounds, scope, and whatever people type."""

import pytest
from django.db import connection
from django.utils import timezone, translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil.knowledge import selectors, services
from samspil.knowledge.models import Case, CaseLever, SearchEntry
from samspil.knowledge.selectors import Filters, indexes, scopes
from samspil.knowledge.services import index
from samspil.knowledge.synonyms import with_synonyms
from samspil.methods import danish
from samspil.methods import danish_asking as asking
from samspil.people.viewer import ANYBODY

pytestmark = pytest.mark.django_db

TEXTS = [
    ("Skoleudvikling i praksis", "Vi udvikler skolen sammen.", "Om fravær og ventetid."),
    ("Tildelingsmodel", "Fordeling af penge.", "Skolen betaler for en henvisning."),
    ("Mellemformer", "Med to voksne i klassen.", "Holdet mødes tre gange om ugen."),
    ("Visitation", "Støtte i børnehaven.", "Dagtilbud og skole planlægger sammen."),
]
QUERIES = [
    "skole", "udvikling af skoler", "skolefravær", "penge", "visitation", "klub",
    "to voksne", "mellem former", "2 voksne tre gange", "dagtilbud", "støttetimer", "heste",
]  # fmt: skip


def text(title="Om noget", summary="Kort.", body="", levers=(), **kwargs):
    values = {"scope": "public", "status": "published", "published_at": timezone.now()} | kwargs
    case = Case.objects.create(title=title, summary=summary, body=body, **values)
    CaseLever.objects.bulk_create(CaseLever(case=case, lever=one) for one in levers)
    index.put(case)
    return case


@pytest.fixture
def _texts(db):
    for number, words in enumerate(TEXTS):
        kind, sector = (("research", "school"), ("method", ""))[number % 2]
        text(*words, levers=(1 + number % 3,), kind=kind, sector=sector)


def found(query, viewer=ANYBODY, **kwargs):
    return [hit.row.title for hit in selectors.search(viewer, query, 10, **kwargs)]


@pytest.mark.usefixtures("_texts")
def test_the_database_finds_exactly_what_the_words_say():
    """The slow way: every text is asked in Python whether it answers every word."""
    entries = SearchEntry.objects.all()
    scope = scopes.published(ANYBODY)
    for query in QUERIES:
        terms = with_synonyms(danish.query_terms(query))
        slow = {
            entry.pk
            for entry in entries
            for held in [
                set(f"{entry.title_terms} {entry.summary_terms} {entry.body_terms}".split())
            ]
            if all(any(held.issuperset(one) for one in term.answers) for term in terms)
        }
        fast = indexes.find(asking.every(terms), indexes.Readable.of(scope), 100)
        assert set(fast) == slow, query
        assert set(Case.objects.filter(indexes.having(asking.every(terms)), scope)) == {
            one for one in Case.objects.all() if one.pk in slow
        }


def holds(asked, entry):
    """Whether a text has what is asked, by the book."""
    if isinstance(asked, asking.Has):
        fields = {"title": 1, "head": 2, "text": 3}[asked.where]
        texts = (entry.title_terms, entry.summary_terms, entry.body_terms)[:fields]
        return any(set(" ".join(texts).split()).issuperset(one) for one in asked.term.answers)
    of = all if isinstance(asked, asking.All) else any
    return of(holds(part, entry) for part in asked.parts)


@pytest.mark.usefixtures("_texts")
def test_the_first_are_the_same_however_few_are_wanted():
    for number in range(6):
        text(
            f"Skole {number}", "Penge til klassen." if number % 2 else "Kort.", "Visitation. Skole."
        )
    text("Skole for sig", scope="kl")
    scope = indexes.Readable.of(scopes.published(ANYBODY))
    entries = list(SearchEntry.objects.filter(case__scope="public").order_by("-pk"))
    for query in ("skole", "penge skole", "visitation klasse skole", "heste penge"):
        terms = with_synonyms(danish.query_terms(query))
        title, head = asking.some(terms, "title"), asking.some(terms, "head")
        for asked in (asking.every(terms), asking.some(terms), title):
            for first in ((), (head,), (title, head)):
                slow = [
                    entry.pk
                    for place in (*first, asked)
                    for entry in entries
                    if holds(asked, entry) and holds(place, entry)
                ]
                for limit in (1, 2, 5, 100):
                    with indexes.by_the_index():
                        found = indexes.find(asked, scope, limit, first=first)
                    assert found == list(dict.fromkeys(slow))[:limit], (query, limit)


def test_title_counts_more_than_summary_and_summary_more_than_body():
    in_body = text("Første", "Intet her.", "Vi taler om skolefravær.")
    in_summary = text("Andet", "Om skolefravær.", "Intet her.")
    in_title = text("Om skolefravær", "Intet her.", "Intet her.")
    hits = selectors.search(ANYBODY, "fravær i skolen")
    assert [hit.row.id for hit in hits] == [in_title.pk, in_summary.pk, in_body.pk]
    assert hits[0].score > hits[1].score > hits[2].score > 0


def test_a_text_with_all_the_words_comes_before_those_with_some():
    some = text("Visitation visitation visitation", "Visitation.", "Visitation.")
    every = text("Noget", "Noget.", "Om visitation og om ventetid.")
    hits = selectors.search(ANYBODY, "ventetid visitation")
    assert [hit.row.id for hit in hits] == [every.pk, some.pk]


def test_the_answering_words_are_marked_and_the_text_is_whole():
    text("Skoleudvikling i praksis", "Vi udvikler <b>skolen</b> sammen. Noget andet.")
    [hit] = selectors.search(ANYBODY, "udvikling af skoler")
    assert [piece.text for piece in hit.title if piece.hit] == ["Skoleudvikling"]
    assert {piece.text for piece in hit.passage if piece.hit} == {"udvikler", "skolen"}
    assert "".join(piece.text for piece in hit.title) == "Skoleudvikling i praksis"
    assert "".join(piece.text for piece in hit.passage) == "Vi udvikler <b>skolen</b> sammen."


def test_marks_stand_in_the_page_and_nothing_typed_becomes_markup(client):
    text("Skoleudvikling <script>", "Vi udvikler <b>skolen</b> sammen.")
    page = client.get("/viden/", {"q": "skolen <script>"}).content.decode()
    assert "<mark>Skoleudvikling</mark>" in page
    assert "<script>" not in page.split("<main", 1)[1].split("</main>")[0]
    assert "&lt;b&gt;<mark>skolen</mark>&lt;/b&gt;" in page


@pytest.mark.usefixtures("_texts")
def test_a_limit_is_kept_and_filters_narrow():
    assert len(selectors.search(ANYBODY, "skole", 2)) == 2
    assert selectors.search(ANYBODY, "skole", 0) == []
    skole = {"Skoleudvikling i praksis", "Tildelingsmodel", "Visitation"}
    assert set(found("skole")) == skole
    assert set(found("skole", filters=Filters(lever=1))) == {TEXTS[0][0], TEXTS[3][0]}
    assert set(found("skole", filters=Filters(kind="research"))) == {TEXTS[0][0]}
    assert set(found("skole", filters=Filters(sector="daycare"))) == {TEXTS[1][0], TEXTS[3][0]}
    assert found("skole", filters=Filters(sector="school", lever=2)) == [TEXTS[1][0]]


def test_in_english_the_title_is_english():
    text("Prisen på én til", title_en="The price of one more", summary_en="Marginal price.")
    with translation.override("en"):
        [hit] = selectors.search(ANYBODY, "marginal price")
    assert hit.row.title == "The price of one more"
    assert hit.row.slug == "the-price-of-one-more"


@pytest.mark.parametrize(
    "query",
    ["", "   ", "og i på", '"', "' OR 1=1 --", "NEAR(a b)", "a* -b ^c", "(", "{}", "%s %d %", "😀",
     "æ" * 10_000, "skole " * 2_000, "a AND OR NOT", "title_terms:skole",
     "\ud800", "\u202eskole", "😀skole", "1:A & !b | <-> c:*"],
)  # fmt: skip
@pytest.mark.usefixtures("_texts")
def test_nothing_that_is_typed_breaks_the_search(query, client):
    hits = selectors.search(ANYBODY, query)
    assert len(hits) <= 10
    if "\ud800" not in query:
        assert client.get("/viden/", {"q": query}).status_code == 200


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(query=st.text(max_size=60))
@pytest.mark.usefixtures("_texts")
def test_any_text_is_a_query(query):
    scores = [hit.score for hit in selectors.search(ANYBODY, query)]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.usefixtures("_texts")
def test_an_entry_stands_for_what_is_published_and_nothing_else():
    published = set(Case.objects.filter(status="published").values_list("pk", flat=True))
    assert set(SearchEntry.objects.values_list("pk", flat=True)) == published
    assert services.refresh_index() == 0
    SearchEntry.objects.filter(pk=min(published)).update(body_terms="forkert")
    SearchEntry.objects.filter(pk=max(published)).delete()
    assert services.refresh_index() == 2
    assert services.refresh_index() == 0


def test_the_index_follows_the_entries_whoever_changes_them():
    case = text("Om køer")
    assert selectors.search(ANYBODY, "køer")
    SearchEntry.objects.filter(pk=case.pk).update(title_terms=danish.index_text("Om heste"))
    assert not selectors.search(ANYBODY, "køer")
    assert selectors.search(ANYBODY, "hest")
    SearchEntry.objects.filter(pk=case.pk).delete()
    assert not selectors.search(ANYBODY, "hest")


def test_the_index_is_used():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "EXPLAIN QUERY PLAN SELECT rowid FROM knowledge_search"
                " WHERE knowledge_search MATCH 'skol'"
            )
            assert "VIRTUAL TABLE" in str(cursor.fetchall())
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(
                "EXPLAIN SELECT case_id FROM knowledge_searchentry"
                " WHERE terms @@ to_tsquery('simple', 'skol')"
            )
            assert "knowledge_searchentry_terms" in str(cursor.fetchall())
