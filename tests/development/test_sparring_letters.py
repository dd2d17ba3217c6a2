"""Letters about sparring: gathered, one a day at most, answered by the link in them."""

import dataclasses
import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
from development_story import ASK, GIVEN, WHERE

from samspil.development import services
from samspil.development.models import SparringAnswer, SparringPost, SparringRhythm
from samspil.development.values import Given
from samspil.jobs import clock
from samspil.letters import services as letters
from samspil.letters.models import Letter
from samspil.people.roles import Role
from samspil.people.services import LinkRefusedError, NotAllowedError
from samspil.people.viewer import ANYBODY, Grant, Viewer

pytestmark = pytest.mark.django_db
FACILITATOR = Viewer(grants=(Grant(Role.FACILITATOR),))


def at(day, hour=8, minute=0):
    return dt.datetime(2027, 1, day, hour, minute, tzinfo=ZoneInfo("Europe/Copenhagen"))


def written(to=None):
    found = Letter.objects.filter(template="sparring").order_by("id")
    return [one for one in found if to in (None, one.to)]


def address(viewer):
    from samspil.people.models import User

    return User.objects.get(pk=viewer.user_id).email


@pytest.fixture
def chief_of_two(other):
    """Whom E02's registration made its chief gets letters too."""
    return "chef-e02@example.org"


@pytest.fixture
def asked_monday(group, lead):
    """E01 asked on Monday 4 January 2027 at 10, for an answer by Friday the 15th."""
    return services.ask(actor=lead, question=ASK, audience="group", now=at(4, 10), **WHERE)


class TestOncePerDay:
    def test_nothing_new_writes_nothing(self, group, other):
        assert services.write_letters(now=at(5)) == 0
        assert SparringPost.objects.count() == 1

    def test_at_its_hour_on_working_days_and_once(self, asked_monday, other, chief_of_two):
        assert services.write_letters(now=at(5, 7, 29)) == 0
        assert services.write_letters(now=at(9)) == 0
        assert SparringPost.objects.count() == 0
        assert services.write_letters(now=at(5, 7, 30)) == 2
        assert {one.to for one in written()} == {chief_of_two, address(other)}
        for moment in (at(5, 7, 31), at(5, 18), at(6)):
            assert services.write_letters(now=moment) == 0
        assert len(written()) == 2

    def test_what_comes_after_the_hour_waits_for_the_next_day(self, asked_monday, lead, other):
        late = dataclasses.replace(ASK, stuck="Hvem betaler kørslen?")
        services.ask(actor=lead, question=late, audience="group", now=at(5, 9), **WHERE)
        services.write_letters(now=at(5, 12))
        services.write_letters(now=at(6, 17))
        first, second = written(address(other))
        assert "Hvem betaler kørslen?" not in first.words
        assert "Hvem betaler kørslen?" in second.words

    def test_two_processes_at_once_write_one(self, asked_monday, other):
        services.write_letters(now=at(5))
        SparringPost.objects.all().delete()
        assert services.write_letters(now=at(5, 8, 1)) == 0

    def test_the_clock_asks(self, asked_monday, other):
        assert clock.tick(now=at(5))["development.sparring"] == 2

    def test_all_that_is_new_is_in_one_letter(self, asked_monday, lead, other, viewer):
        services.write_letters(now=at(5))
        services.give(actor=other, question=asked_monday.pk, given=GIVEN, now=at(5, 9))
        back = dataclasses.replace(ASK, stuck="Hvem skriver referatet?")
        services.ask(
            actor=other, question=back, audience="group", now=at(5, 10),
            **WHERE | {"municipality": "E02"},
        )  # fmt: skip
        services.write_letters(now=at(6))
        (letter,) = written(address(lead))
        assert "Hvem skriver referatet?" in letter.words
        assert "Prøvestrand har svaret på jeres spørgsmål" in letter.words
        assert letter.subject == "Sparring: et spørgsmål til jer"

    def test_thanks_go_to_the_one_who_answered(self, asked_monday, lead, other, chief_of_two):
        given = services.give(actor=other, question=asked_monday.pk, given=GIVEN, now=at(4, 11))
        services.write_letters(now=at(5))
        services.say_used(
            actor=lead, answer=given.pk, used="yes", what="En fast tirsdag.", now=at(5, 12)
        )
        assert services.write_letters(now=at(6)) == 1
        (letter,) = written(address(other))
        assert letter.subject == "Sparring: tak for jeres svar"
        assert "Tak fra Fabelborg. Dit svar er brugt:\nEn fast tirsdag." in letter.words

    def test_what_a_colleague_answered_or_somebody_read_needs_no_letter(
        self, asked_monday, lead, other, chief_of_two
    ):
        given = services.give(actor=other, question=asked_monday.pk, given=GIVEN, now=at(4, 11))
        services.mark_read(actor=lead, answer=given.pk, now=at(4, 12))
        assert services.write_letters(now=at(5)) == 0


class TestReminder:
    def test_one_two_days_before_to_those_who_have_not_answered(
        self, asked_monday, other, chief_of_two
    ):
        for day in (5, 12, 13, 14):
            services.write_letters(now=at(day))
        mine = written(address(other))
        assert [one.key.rpartition(":")[2] for one in mine] == ["2027-01-05", "2027-01-13"]
        assert "Endnu en gang" in mine[1].words

    def test_none_once_it_is_answered_or_closed(self, asked_monday, lead, other):
        services.write_letters(now=at(5))
        services.close_question(actor=lead, question=asked_monday.pk, last_word="Tak")
        assert services.write_letters(now=at(13)) == 0


class TestRhythm:
    def test_weekly_gathers_a_week(self, asked_monday, lead, other):
        services.choose_rhythm(actor=other, rhythm="weekly", now=at(4, 9))
        for day in (5, 6, 11, 13):
            services.write_letters(now=at(day))
        days = [one.key.rpartition(":")[2] for one in written(address(other))]
        # The day lies in the second week, so one is reminded as that week begins.
        assert days == ["2027-01-05", "2027-01-11"]

    def test_never_is_never_and_daily_again_begins_from_now(self, asked_monday, lead, other):
        services.choose_rhythm(actor=other, rhythm="never", now=at(4, 11))
        services.write_letters(now=at(5))
        assert written(address(other)) == []
        services.choose_rhythm(actor=other, rhythm="daily", now=at(5, 12))
        services.write_letters(now=at(6))
        assert written(address(other)) == []
        assert SparringRhythm.objects.get(user_id=other.user_id).rhythm == "daily"

    def test_by_the_link_in_the_letter_and_only_what_there_is(self, asked_monday, other):
        services.write_letters(now=at(5))
        token = re.search(r"/sparring/breve/(\S+)/", written(address(other))[0].words)[1]
        with pytest.raises(services.TextRefusedError):
            services.choose_rhythm_by_link(token=token, rhythm="hourly")
        services.choose_rhythm_by_link(token=token, rhythm="never")
        assert SparringRhythm.objects.get(user_id=other.user_id).rhythm == "never"
        with pytest.raises(LinkRefusedError):
            services.give_by_link(token=token, given=GIVEN)
        with pytest.raises(NotAllowedError):
            services.choose_rhythm(actor=ANYBODY, rhythm="never")


class TestLink:
    def test_the_letter_opens_its_own_question(self, asked_monday, other, chief_of_two):
        services.write_letters(now=at(5))
        (letter,) = written(address(other))
        assert letter.secret
        token = re.search(r"/sparring/link/(\S+)/", letter.words)[1]
        answer = services.give_by_link(token=token, given=Given("Ring."), now=at(5, 9))
        assert (answer.question_id, answer.written_by_id) == (asked_monday.pk, other.user_id)
        assert SparringAnswer.objects.count() == 1

    def test_who_has_adopted_is_told_why(self, asked_monday, other):
        services.write_letters(now=at(5))
        assert "I er spurgt, fordi I er i sparringsgruppe sammen." in written()[0].words


class TestNudge:
    WHERE3 = WHERE | {"municipality": "E03"}

    def test_one_kind_letter_once(self, given):
        services.nudge(actor=FACILITATOR, **self.WHERE3)
        letter = Letter.objects.get(template="sparring_nudge")
        assert letter.to == "chef-e03@example.org"
        assert letter.subject == "Et spørgsmål eller et svar fra Mønsterlev?"
        with pytest.raises(services.NudgedAlreadyError):
            services.nudge(actor=FACILITATOR, **self.WHERE3)

    def test_not_to_who_has_given_or_received(self, given):
        for code in ("E01", "E02"):
            with pytest.raises(services.NudgedAlreadyError):
                services.nudge(actor=FACILITATOR, **WHERE | {"municipality": code})

    def test_not_to_who_wants_no_letters_and_not_by_others(self, group, lead, viewer):
        with pytest.raises(NotAllowedError):
            services.nudge(actor=lead, **self.WHERE3)
        from samspil.people.models import User
        from samspil.people.selectors import viewer_for

        chief = viewer_for(User.objects.get(email="chef-e03@example.org"))
        services.choose_rhythm(actor=chief, rhythm="never")
        with pytest.raises(services.NobodyToWriteToError):
            services.nudge(actor=FACILITATOR, **self.WHERE3)
        assert not Letter.objects.filter(template="sparring_nudge").exists()


def test_both_languages_are_worded_whole():
    one = {"who": "A", "why": "B", "stuck": "C", "day": "4. maj", "link": "L"}
    thanks = {"who": "A", "used": "brugt", "what": "W"}
    context = {
        "name": "N", "asked": [one], "reminders": [one], "answered": [one], "thanked": [thanks],
        "rhythm": "R", "is_example": True,
    }  # fmt: skip
    for language, word in (("da", "Hej N"), ("en", "Hello N")):
        letter = letters.write(
            template="sparring", to="a@example.org", context=context, language=language
        )
        assert letter.words.startswith(word)
        letters.write(
            template="sparring_nudge", to="a@example.org", language=language,
            context={"municipality": "M", "link": "L", "is_example": True},
        )  # fmt: skip
