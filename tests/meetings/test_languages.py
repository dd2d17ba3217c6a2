"""English where there is English; what people wrote in Danish says so on an English page."""

import re

import pytest

from samspil.meetings import agendas, services
from samspil.meetings.models import AgendaItem
from samspil.people.roles import Role

pytestmark = pytest.mark.django_db
FIELDS = {"kind": "input", "minutes": 40, "title": "Vores eget", "title_en": "", "text": "Om noget",
          "text_en": "", "levers": [], "indicators": [], "speaker": "", "speaker_title": "",
          "speaker_email": ""}  # fmt: skip


@pytest.fixture
def day(meetings, facilitator):
    day = meetings[1]
    services.begin_agenda(actor=facilitator, meeting=day.pk)
    return day


@pytest.fixture
def english(client, person):
    client.force_login(person(Role.FACILITATOR))
    client.cookies["samspil_sprog"] = "en"
    return client


def page(meeting, rest=""):
    return f"/partnerskaber/example/moeder/{meeting.pk}/{rest}"


def outside_danish(answer):
    """The words of a page that are not marked as Danish."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    main = re.sub(r'<(\w+)[^>]* lang="da"[^>]*>.*?</\1>', " ", main, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_the_definitions_words_are_there_in_english(day, english):
    words = outside_danish(english.get(page(day)))
    assert "Joint reflection: who owns which value conflict?" in words
    assert "the others ask before they answer" in words
    assert "Hver kommune" not in words
    assert "9:30 Welcome" in words
    edit = outside_danish(english.get(page(day, "dagsorden/")))
    assert "Sparring groups: your challenge picture" in edit
    assert "Velkommen" not in edit
    assert "9:30–9:50" in edit


def test_an_item_from_before_finds_its_english(day, english):
    AgendaItem.objects.update(text_en="", title_en="")
    words = outside_danish(english.get(page(day)))
    assert "the others ask before they answer" in words
    assert "Welcome, and who we are" in words


def test_what_people_wrote_is_marked_as_danish(day, meetings, english, facilitator, viewer):
    chief = viewer(Role.CHIEF, "E01")
    written = "Ord på dansk"
    services.put_item(actor=facilitator, meeting=day.pk, version=2,
                      fields=FIELDS | {"title": written, "text": written})  # fmt: skip
    services.decide(actor=facilitator, meeting=day.pk, text=written)
    services.send_home(actor=facilitator, meeting=day.pk, text=written)
    services.write_minutes(actor=facilitator, meeting=day.pk, version=0, text=written)
    services.bring(actor=chief, edition="example", municipality="E01", kind="test", text=written,
                   meeting=day.pk)  # fmt: skip
    steering = meetings[0]
    here = {"actor": chief, "meeting": steering.pk, "municipality": "E01"}
    services.suggest(kind="tone", text=written, **here)
    services.tell_progress(text=written, **here)
    services.cancel(actor=facilitator, meeting=meetings[-1].pk, reason=written)
    for address in (
        page(day), page(day, "dagen/"), page(day, "dagsorden/"), page(steering),
        page(meetings[-1]), "/partnerskaber/example/moeder/",
    ):  # fmt: skip
        answer = english.get(address)
        assert written in answer.content.decode(), address
        assert written not in outside_danish(answer), address


def test_english_words_are_written_beside_the_danish(day, english):
    item = AgendaItem.objects.first()
    form = english.get(page(day, f"dagsorden/punkt/{item.pk}/")).context["form"]
    assert form.initial["text_en"] == item.text_en != ""
    sent = {name: value for name, value in form.initial.items() if value not in (None, "")}
    sent |= {"version": 2, "text_en": "Something quite different"}
    english.post(page(day, f"dagsorden/punkt/{item.pk}/"), sent)
    assert "Something quite different" in outside_danish(english.get(page(day)))
    wrong = english.post(page(day, "dagsorden/punkt/"), sent | {"text_en": "Pia 010190-1234"})
    assert wrong.status_code == 422


def test_every_definition_has_both_languages():
    for danish, english in agendas.english_of().items():
        assert danish != english or danish == "Frokost", danish
