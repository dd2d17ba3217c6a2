"""The pages of meetings."""

import datetime as dt

import pytest

from samspil.meetings import services
from samspil.meetings.models import BroughtItem, Decision, Meeting
from samspil.people.roles import Role

pytestmark = pytest.mark.django_db

ALL = "/partnerskaber/example/moeder/"


@pytest.fixture
def first(meetings):
    """The address of the first network day."""
    return f"{ALL}{meetings[1].pk}/"


def move(meeting, days):
    Meeting.objects.filter(pk=meeting.pk).update(
        day=dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=days)
    )


def test_the_list_tells_next_later_and_held(meetings, signed_in):
    for number, meeting in enumerate(meetings):
        move(meeting, -25 + 10 * number)
    page = signed_in(Role.CHIEF, "E01").get(ALL).content.decode()
    assert page.count("<h1") == 1
    later, held = page.index("Andre kommende møder"), page.index(">Holdt<")
    assert page.index("Næste møde") < page.index("Netværksdag 2") < later < held
    assert later < page.index("Styregruppemøde før netværksdag 3") < held
    assert held < page.index("Netværksdag 1")
    assert "Datoerne er foreløbige" in page
    assert "Planlæg" not in page


def test_the_next_meeting_is_the_one_the_reader_goes_to(meetings, signed_in):
    def named(page):
        return page.split("<strong>")[1].split("</strong>")[0]

    chief = signed_in(Role.CHIEF, "E01").get(ALL).content.decode()
    assert named(chief).startswith("Netværksdag 1")
    assert chief.count("for jeres repræsentant") == 4
    representative = signed_in(Role.STEERING_REPRESENTATIVE, "E01", sector="school")
    page = representative.get(ALL).content.decode()
    assert named(page) == "Styregruppemøde før netværksdag 1"
    assert "for jeres repræsentant" not in page


def test_the_list_in_english(meetings, signed_in):
    client = signed_in(Role.CHIEF, "E01")
    client.cookies["samspil_sprog"] = "en"
    page = client.get(ALL).content.decode()
    assert "Steering meeting before network day 1" in page
    assert "Leadership: from political ambition to practice" in page
    assert "9:30–15:30" in page


def test_before_planning_the_facilitator_is_offered_to(edition, signed_in):
    client = signed_in(Role.FACILITATOR)
    assert "når de er planlagt" in client.get(ALL).content.decode()
    answer = client.post(f"{ALL}planlaeg/", follow=True)
    assert "Møderne følger nu udgavens datoer." in answer.content.decode()
    client.post(f"{ALL}planlaeg/")
    assert Meeting.objects.count() == 8


def test_when_all_is_over_it_says_so(meetings, signed_in):
    Meeting.objects.update(day=dt.date(2020, 1, 1))
    page = signed_in(Role.CHIEF, "E01").get(ALL).content.decode()
    assert "Alle møder er holdt" in page


def test_one_meeting(first, signed_in):
    page = signed_in(Role.CHIEF, "E01").get(first).content.decode()
    assert "Ledelse: fra politisk ambition til praksis" in page
    assert "kl. 9.30–15.30" in page
    assert "Fysisk · Sted meddeles" in page
    assert "Ingen har taget noget med endnu" in page
    assert "Ingen beslutninger" in page
    assert "Skriv ned" not in page
    assert "Eksempel" in page


def test_a_steering_meeting_has_no_place_to_bring(meetings, signed_in):
    page = signed_in(Role.CHIEF, "E01").get(f"{ALL}{meetings[0].pk}/").content.decode()
    assert "Taget med hjemmefra" not in page
    assert "en repræsentant for hver kommune" in page


def test_a_facilitator_writes_a_decision_down_once(first, signed_in):
    client = signed_in(Role.FACILITATOR)
    for _ in range(2):
        answer = client.post(f"{first}beslutninger/", {"text": "Vi ser <på> data"}, follow=True)
    page = answer.content.decode()
    assert "Beslutningen er skrevet ned." in page
    assert "Vi ser &lt;på&gt; data" in page
    assert Decision.objects.count() == 1


def test_own_people_bring_something_and_the_others_see_it(first, signed_in):
    client = signed_in(Role.MEMBER, "E01")
    what = {"municipality": "E01", "kind": "question", "words": "Hvem har prøvet holdtimer?"}
    for _ in range(2):
        answer = client.post(f"{first}tag-med/", what, follow=True)
    assert "Det er taget med" in answer.content.decode()
    assert BroughtItem.objects.count() == 1
    page = signed_in(Role.CHIEF, "E02").get(first).content.decode()
    assert "Hvem har prøvet holdtimer?" in page
    assert "Spørgsmål" in page
    assert "Fabelborg" in page


@pytest.mark.parametrize("words", ["", "x" * 501, "Barnet 010110-1234 og de andre"])
def test_words_that_will_not_do_come_back(first, signed_in, words):
    client = signed_in(Role.CHIEF, "E01")
    data = {"municipality": "E01", "kind": "result", "words": words}
    answer = client.post(f"{first}tag-med/", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'class="errors"' in page
    assert words in page
    assert 'value="result" required id="id_kind_2" checked' in page or "checked" in page
    facilitator = signed_in(Role.FACILITATOR)
    answer = facilitator.post(f"{first}beslutninger/", {"text": words})
    assert answer.status_code == 422
    assert not BroughtItem.objects.exists()
    assert not Decision.objects.exists()


def test_an_unknown_kind_is_explained(first, signed_in):
    client = signed_in(Role.CHIEF, "E01")
    data = {"municipality": "E01", "kind": "gossip", "words": "Ord"}
    assert client.post(f"{first}tag-med/", data).status_code == 422


def test_too_late_is_told(meetings, first, signed_in):
    move(meetings[1], -3)
    client = signed_in(Role.CHIEF, "E01")
    assert "Tag det med</button>" not in client.get(first).content.decode()
    data = {"municipality": "E01", "kind": "test", "words": "Ord"}
    answer = client.post(f"{first}tag-med/", data, follow=True)
    assert "Tag det med til den næste" in answer.content.decode()
    assert not BroughtItem.objects.exists()


def test_a_changed_meeting_says_so(meetings, first, signed_in):
    Meeting.objects.filter(pk=meetings[1].pk).update(version=2)
    assert "version 2" in signed_in(Role.CHIEF, "E01").get(first).content.decode()


@pytest.mark.parametrize(
    ("role", "municipality"),
    [(None, ""), (Role.EDITOR, ""), (Role.CHIEF, "615"), (Role.CHIEF, "E03")],
)
def test_others_are_refused(first, signed_in, role, municipality):
    client = signed_in(role, municipality)
    data = {"municipality": "E01", "kind": "test", "words": "Ord", "text": "Ord"}
    assert client.get(ALL).status_code == 403
    assert client.get(first).status_code == 403
    for act in (f"{first}tag-med/", f"{first}beslutninger/", f"{ALL}planlaeg/"):
        assert client.post(act, data).status_code == 403
    assert not BroughtItem.objects.exists()


def test_signed_out(first, client):
    for address in (ALL, first):
        assert client.get(address).url == f"/konto/login/?next={address}"
    assert client.post(f"{first}tag-med/", {}).status_code == 403


def test_participants_look_but_do_not_plan_decide_or_speak_for_others(first, signed_in):
    client = signed_in(Role.CHIEF, "E01")
    assert client.post(f"{ALL}planlaeg/").status_code == 403
    assert client.post(f"{first}beslutninger/", {"text": "Ja"}).status_code == 403
    data = {"municipality": "E02", "kind": "test", "words": "Ord"}
    assert client.post(f"{first}tag-med/", data).status_code == 403
    facilitator = signed_in(Role.FACILITATOR)
    assert facilitator.post(f"{first}tag-med/", data).status_code == 403


def test_nothing_is_brought_to_a_steering_meeting_by_hand(meetings, signed_in):
    data = {"municipality": "E01", "kind": "test", "words": "Ord"}
    client = signed_in(Role.CHIEF, "E01")
    assert client.post(f"{ALL}{meetings[0].pk}/tag-med/", data).status_code == 403


def test_a_chief_of_two_chooses_which(first, signed_in, person):
    from samspil.people.models import Membership

    client = signed_in(Role.CHIEF, "E01")
    user = person(Role.CHIEF, "E01")
    Membership.objects.create(user=user, role=Role.CHIEF, municipality_id="E02")
    page = client.get(first).content.decode()
    assert "<select" in page
    data = {"municipality": "E02", "kind": "test", "words": "Ord"}
    client.post(f"{first}tag-med/", data)
    assert BroughtItem.objects.get().municipality_id == "E02"


def test_wrong_methods_and_unknown_things(meetings, first, signed_in, facilitator):
    client = signed_in(Role.FACILITATOR)
    assert client.post(ALL).status_code == 405
    assert client.post(first).status_code == 405
    for act in (f"{first}tag-med/", f"{first}beslutninger/", f"{ALL}planlaeg/"):
        assert client.get(act).status_code == 405
    assert client.get("/partnerskaber/1999/moeder/").status_code == 404
    assert client.get(f"{ALL}99999/").status_code == 404
    other = services.plan_from_edition(actor=facilitator, edition="2021")[0]
    assert client.get(f"{ALL}{other.pk}/").status_code == 404
    assert client.post(f"{ALL}{other.pk}/beslutninger/", {"text": "x"}).status_code == 404
