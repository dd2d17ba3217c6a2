"""A meeting the edition no longer names is called off with one press; decisions find a way on."""

import datetime as dt
import re

import icalendar
import pytest
from django.db import IntegrityError, transaction

from samspil.letters.models import Letter
from samspil.meetings import selectors, services
from samspil.meetings.models import AgendaItem, Decision, Meeting
from samspil.people.roles import Role
from samspil.programmes.models import OpenEdition

pytestmark = pytest.mark.django_db
ALL = "/partnerskaber/example/moeder/"
PRESS = "Aflys, og giv besked"


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def last(meetings, facilitator):
    """The last network day, which the edition has dropped since; its steering meeting too."""
    row = OpenEdition.objects.get()
    days = row.content["network_days"][:-1]
    OpenEdition.objects.update(content=row.content | {"network_days": days})
    services.plan_from_edition(actor=facilitator, edition="example")
    return meetings[-1]


class TestLeftOut:
    def test_the_organiser_is_told_and_calls_it_off_with_one_press(self, last, client, person):
        client.force_login(person(Role.FACILITATOR))
        page = client.get(ALL)
        assert "Ikke længere i udgaven" in text(page)
        assert [row.number for row in page.context["left_out"]] == [4, 4]
        one = client.get(f"{ALL}{last.pk}/")
        (reason,) = re.findall(r'name="reason" value="([^"]+)"', one.content.decode())
        # The very form of the page, and no more.
        client.post(f"{ALL}{last.pk}/aflys/", {"reason": reason})
        last.refresh_from_db()
        assert (last.cancelled_reason, last.version) == (reason, 2)
        assert Letter.objects.filter(template="meetings_changed").exists()
        event = icalendar.Calendar.from_ical(
            client.get(f"{ALL}{last.pk}/kalender.ics").content
        ).walk("VEVENT")[0]
        assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
        again = client.get(ALL).context["left_out"]
        assert [row.kind for row in again] == ["steering"]
        assert PRESS not in text(client.get(f"{ALL}{last.pk}/"))

    def test_nothing_is_called_off_by_itself(self, last):
        assert last.cancelled_at is None
        assert not Letter.objects.filter(template="meetings_changed").exists()

    def test_a_reader_of_english_sends_the_danish_reason(self, last, client, person):
        client.force_login(person(Role.FACILITATOR))
        client.cookies["samspil_sprog"] = "en"
        page = client.get(f"{ALL}{last.pk}/").content.decode()
        assert "Det er taget ud af partnerskabets plan." in page

    def test_those_who_come_read_it_and_press_nothing(self, last, client, person):
        client.force_login(person(Role.CHIEF, "E01"))
        assert "Ikke længere i udgaven" not in text(client.get(ALL))
        page = text(client.get(f"{ALL}{last.pk}/"))
        assert "Arrangøren giver besked, hvis det aflyses." in page
        assert PRESS not in page
        assert client.post(f"{ALL}{last.pk}/aflys/", {"reason": "x"}).status_code == 403

    def test_what_is_over_is_left_alone(self, last, client, person):
        Meeting.objects.filter(number=4).update(day=dt.date(2020, 1, 6))
        client.force_login(person(Role.FACILITATOR))
        assert client.get(ALL).context["left_out"] == []
        assert PRESS not in text(client.get(f"{ALL}{last.pk}/"))


@pytest.fixture
def decide(facilitator):
    def act(meeting, words="Mere sparring"):
        return services.decide(actor=facilitator, meeting=meeting.pk, text=words)

    return act


def told(who, decision):
    row = selectors.meeting("example", decision.meeting_id)
    return next(one for one in selectors.settled(who, row) if one.id == decision.pk)


class TestWaysOn:
    def names(self, meeting):
        now = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)
        return [(r.kind, r.number) for r in selectors.ways_on(selectors.row_of(meeting), now)]

    def test_the_next_of_each_kind_that_is_held(self, meetings):
        steering, day = meetings[0], meetings[1]
        assert self.names(steering) == [("network_day", 1), ("steering", 2)]
        assert self.names(day) == [("network_day", 2), ("steering", 2)]
        Meeting.objects.filter(number=2).update(
            cancelled_at=dt.datetime.now(tz=dt.UTC), cancelled_reason="Sne"
        )
        assert self.names(day) == [("network_day", 3), ("steering", 3)]
        assert self.names(meetings[-1]) == []

    def test_days_decide_where_they_are_known_and_numbers_where_not(self, meetings):
        last = meetings[-1]
        Meeting.objects.filter(kind="steering", number=4).update(
            day=last.day + dt.timedelta(days=14)
        )
        assert self.names(last) == [("steering", 4)]
        Meeting.objects.filter(kind="steering", number=4).update(day=None)
        assert self.names(last) == []

    def test_a_decision_of_the_last_day_goes_to_a_steering_meeting_after_it(
        self, meetings, decide, facilitator
    ):
        last = meetings[-1]
        late = Meeting.objects.get(kind="steering", number=4)
        Meeting.objects.filter(pk=late.pk).update(day=last.day + dt.timedelta(days=14))
        decision = decide(last)
        item = services.carry(actor=facilitator, decision=decision.pk)
        assert item.agenda.meeting_id == late.pk
        found = told(facilitator, decision)
        assert (found.carried_to, found.waits) == ("Styregruppemøde før netværksdag 4", False)

    def test_only_where_there_is_a_way(self, meetings, decide, facilitator):
        decision = decide(meetings[1])
        with pytest.raises(services.NoComingDayError):
            services.carry(actor=facilitator, decision=decision.pk, to=meetings[0].pk)
        item = services.carry(actor=facilitator, decision=decision.pk, to=meetings[2].pk)
        assert item.agenda.meeting_id == meetings[2].pk
        assert AgendaItem.objects.count() == 1

    def test_when_the_meeting_is_called_off_it_waits_again_and_moves(
        self, meetings, decide, facilitator
    ):
        decision = decide(meetings[0])
        item = services.carry(actor=facilitator, decision=decision.pk)
        services.cancel(actor=facilitator, meeting=meetings[1].pk, reason="Sne")
        assert told(facilitator, decision).waits
        moved = services.carry(actor=facilitator, decision=decision.pk)
        assert (moved.pk, moved.agenda.meeting_id) == (item.pk, meetings[3].pk)
        assert told(facilitator, decision).carried_to == "Netværksdag 2"

    def test_the_page_of_the_last_day_closes_with_a_word(self, meetings, decide, client, person):
        last = meetings[-1]
        decision = decide(last)
        client.force_login(person(Role.FACILITATOR))
        page = text(client.get(f"{ALL}{last.pk}/"))
        assert "Luk den med et ord." in page
        assert "Sæt på næste" not in page
        address = f"{ALL}{last.pk}/beslutninger/{decision.pk}/"
        tried = client.post(address, {"to": str(meetings[0].pk)}, follow=True)
        assert "Der er intet møde efter dette" in text(tried)
        assert client.post(address, {"fate": "closed", "words": ""}).status_code == 422
        done = client.post(address, {"fate": "closed", "words": "Evalueret sammen"}, follow=True)
        assert "lukket: Evalueret sammen" in text(done)
        assert "Luk den med et ord." not in text(done)

    def test_the_page_offers_both_ways(self, meetings, decide, client, person):
        decision = decide(meetings[1])
        client.force_login(person(Role.FACILITATOR))
        page = text(client.get(f"{ALL}{meetings[1].pk}/"))
        assert "Sæt på næste dagsorden" in page
        assert "Sæt på næste styregruppemøde" in page
        address = f"{ALL}{meetings[1].pk}/beslutninger/{decision.pk}/"
        done = client.post(address, {"to": str(meetings[2].pk)}, follow=True)
        assert "står nu på styregruppemødets dagsorden" in text(done)
        assert "på dagsordenen, Styregruppemøde før netværksdag 2" in text(done)

    def test_the_database_wants_a_word_for_what_is_closed(self, meetings, decide):
        decision = decide(meetings[0])
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.filter(pk=decision.pk).update(fate="closed")
        Decision.objects.filter(pk=decision.pk).update(fate="closed", fate_words="Nået")
