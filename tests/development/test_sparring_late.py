"""An answer that comes after the question went: said kindly, given back, told to nobody else."""

import html
import re

import pytest
from development_story import GIVEN
from django.core.files.uploadedfile import SimpleUploadedFile

from samspil.development import services
from samspil.development.models import SparringAnswer
from samspil.people.roles import Role

pytestmark = pytest.mark.django_db
TYPED = {"text": GIVEN.text, "link": "https://www.example.org/tid", "offered_time": "Fredag"}


def words(answer):
    return html.unescape(answer.content.decode())


def bare(answer):
    """The page without its address and the code that support can look up."""
    return re.sub(r"/sparring/\d+/|[0-9a-f]{12}", "", words(answer))


@pytest.fixture
def place(asked):
    return f"/sparring/{asked.pk}/svar/"


@pytest.fixture
def withdrawn(asked, lead):
    return services.withdraw_question(actor=lead, question=asked.pk)


def test_what_was_typed_comes_back_with_a_kind_word(withdrawn, place, visit):
    client = visit(Role.PROJECT_LEAD, "E02")
    file = SimpleUploadedFile("tider.txt", b"Tirsdag kl. 9")
    answer = client.post(place, TYPED | {"file": file})
    page = words(answer)
    assert answer.status_code == 410
    assert "Spørgsmålet er trukket tilbage" in page
    assert "Tak, fordi I ville hjælpe." in page
    assert all(text in page for text in TYPED.values())
    assert "Filen tider.txt er ikke gemt her." in page
    assert not SparringAnswer.objects.exists()


def test_also_what_could_not_have_been_kept(withdrawn, place, visit):
    page = words(visit(Role.PROJECT_LEAD, "E02").post(place, {"link": "ikke en adresse"}))
    assert "ikke en adresse" in page


def test_who_only_comes_to_answer_is_told_too(asked, withdrawn, place, visit):
    client = visit(Role.PROJECT_LEAD, "E02")
    for there in (place, f"/sparring/{asked.pk}/"):
        answer = client.get(there)
        assert answer.status_code == 410
        assert "har taget det tilbage" in words(answer)
        assert "Det er ikke sendt." not in words(answer)


def test_gone_between_the_page_and_the_press(asked, lead, place, visit, monkeypatch):
    client = visit(Role.PROJECT_LEAD, "E02")
    give = services.give

    def too_late(**stated):
        services.withdraw_question(actor=lead, question=asked.pk)
        return give(**stated)

    monkeypatch.setattr(services, "give", too_late)
    answer = client.post(place, TYPED)
    assert answer.status_code == 410
    assert GIVEN.text in words(answer)


def test_of_a_closed_question_the_last_word_is_told(asked, lead, place, visit):
    services.close_question(actor=lead, question=asked.pk, last_word="Vi fandt ud af det.")
    page = words(visit(Role.PROJECT_LEAD, "E02").post(place, TYPED))
    assert "Spørgsmålet er lukket" in page
    assert "Vi fandt ud af det." in page
    assert GIVEN.text in page


@pytest.mark.parametrize(
    "who",
    [
        (Role.PROJECT_LEAD, "E03"),
        (Role.POLITICIAN, "E01"),
        (Role.CONSULTANT, "E01"),
        (Role.EDITOR, ""),
        (None, ""),
    ],
)
def test_outside_the_circle_there_never_was_one(asked, withdrawn, place, visit, who):
    client = visit(*who)
    for there in (place, f"/sparring/{asked.pk}/"):
        never = client.get(there.replace(str(asked.pk), "999999"))
        found = client.get(there)
        assert found.status_code == never.status_code == 404
        assert bare(found) == bare(never)
    sent = client.post(place, TYPED)
    assert sent.status_code == 404
    assert "trukket tilbage" not in words(sent)


def test_signed_out_one_is_asked_to_sign_in(withdrawn, place, visit):
    assert visit(signed_in=False).get(place).status_code == 302


@pytest.mark.parametrize(
    ("act", "path", "sent"),
    [
        ("change_question", "ret", {"stuck": "Hvem indkalder til mødet?"}),
        ("close_question", "luk", {"last_word": "Tak for hjælpen."}),
    ],
)
def test_the_askers_own_words_stay_where_they_were_typed(
    asked, lead, visit, monkeypatch, act, path, sent
):
    do = getattr(services, act)

    def too_late(**stated):
        services.withdraw_question(actor=lead, question=asked.pk)
        return do(**stated)

    monkeypatch.setattr(services, act, too_late)
    words_of_it = {"trying": "Møder", "wanted": "example", "by_when": "2027-01-15"} | sent
    page = words(visit(Role.PROJECT_LEAD, "E01").post(f"/sparring/{asked.pk}/{path}/", words_of_it))
    assert "er lukket eller trukket tilbage" in page
    assert next(iter(sent.values())) in page


def test_what_was_used_stays_where_it_was_typed(given, other, visit, monkeypatch):
    use = services.say_used

    def too_late(**stated):
        services.withdraw_answer(actor=other, answer=given.pk)
        return use(**stated)

    monkeypatch.setattr(services, "say_used", too_late)
    client = visit(Role.PROJECT_LEAD, "E01")
    sent = {"used": "yes", "what": "Tirsdagene passede os."}
    assert "Tirsdagene passede os." in words(client.post(f"/sparring/svar/{given.pk}/brugt/", sent))
