"""What was looked for in vain: ordinary words only, counted by the day, for editors."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.knowledge import misses, services
from samspil.knowledge.models import SearchMiss
from samspil.knowledge.services import misses as noting
from samspil.people.roles import Role

KEPT = [
    ("skolevægring i udskolingen", "skolevægring i udskolingen"),
    ("Skolevægring", "skolevægring"),
    ("PPR ventetid", "ppr ventetid"),
    ("skole-hjem-samarbejde", "skole-hjem-samarbejde"),
    ("9 timer", "timer"),
    ("budgettildelingsmodellen", "budgettildelingsmodellen"),
]
NOT_KEPT = [
    "Peter Hansen", "peter hansen", "PETER HANSEN skole", "fravær Bo Møller", "sol", "emma",
    "skovgård", "mads i 3. klasse", "Sol", "010190-1234", "0101901234", "sag 010190 1234",
    "12 34 56 78", "+45 12345678", "jens@kommune.dk", "fravær jens@kommune.dk",
    "https://eksempel.dk/viden", "eksempel.dk/viden", "mohammed fravær", "xyzzy", "", "😀",
    "min søn vil ikke i skole og ingen hjælper", "a" * 500, "skole " * 7, "\x00", "§ 83",
]  # fmt: skip


@pytest.mark.parametrize(("query", "words"), KEPT)
def test_ordinary_words_are_kept(query, words):
    assert misses.kept(query) == words


@pytest.mark.parametrize("query", NOT_KEPT)
def test_nothing_that_may_be_about_somebody_is_kept(query):
    assert misses.kept(query) == ""


@pytest.mark.django_db
def test_the_same_words_are_counted_once_a_day_and_forgotten():
    # A fixed hour: half a year later the clocks say another one, which near midnight is a day.
    now = timezone.now().replace(hour=12)
    for query in ("heste i skolen", "HESTE I SKOLEN", "Peter Hansen"):
        services.note_miss(query=query, now=now)
    services.note_miss(query="heste i skolen", now=now + dt.timedelta(days=1))
    rows = SearchMiss.objects.filter(words="heste i skolen").order_by("day")
    assert [row.count for row in rows] == [2, 1]
    assert SearchMiss.objects.count() == 2
    assert services.forget_misses(now=now + noting.KEPT) == 0
    assert services.forget_misses(now=now + noting.KEPT + dt.timedelta(days=1)) == 1
    assert [row.count for row in SearchMiss.objects.all()] == [1]


@pytest.mark.django_db
def test_a_day_holds_so_many_and_no_more(monkeypatch):
    monkeypatch.setattr(noting, "MOST_A_DAY", 2)
    noted = [services.note_miss(query=words) for words in ("hest", "gris", "kalv", "gris")]
    assert noted == [True, True, False, True]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "values", [{"words": "", "count": 1}, {"words": "hest", "count": 0}, {"words": "kø"}]
)
def test_a_line_has_words_and_a_number_and_stands_once(values):
    SearchMiss.objects.create(words="kø", day="2026-11-28")
    with pytest.raises(IntegrityError), transaction.atomic():
        SearchMiss.objects.create(day="2026-11-28", **values)


@pytest.mark.django_db
def test_a_search_in_vain_reaches_the_editor_and_no_other(visit):
    stranger = visit(signed_in=False)
    for query in ("flodheste", "flodheste", "Peter Hansen"):
        assert stranger.get("/viden/", {"q": query}).status_code == 200
    stranger.get("/viden/", {"q": "giraffer", "slags": "case"})
    assert list(SearchMiss.objects.values_list("words", "count")) == [("flodheste", 2)]
    editor = visit(Role.EDITOR)
    assert 'href="/viden/redaktion/soegninger/"' in editor.get("/viden/redaktion/").content.decode()
    page = editor.get("/viden/redaktion/soegninger/").content.decode()
    assert "flodheste" in page
    assert 'href="/viden/ny/?titel=Flodheste"' in page
    assert 'value="Flodheste"' in editor.get("/viden/ny/?titel=Flodheste").content.decode()
    assert "1 søgning har ikke givet noget" in page
    assert "Hansen" not in page
    for client in (stranger, visit(Role.CHIEF, "E01"), visit(Role.FACILITATOR)):
        assert client.get("/viden/redaktion/soegninger/").status_code == 403
    assert visit(Role.EDITOR).post("/viden/redaktion/soegninger/").status_code == 405


@pytest.mark.django_db
def test_with_nothing_missing_the_page_says_so(visit):
    page = visit(Role.EDITOR).get("/viden/redaktion/soegninger/").content.decode()
    assert "Alle har fundet noget" in page
