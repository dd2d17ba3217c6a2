"""A workshop: who leads it, what phones may, and what is shown when."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from samspil.people.models import AuditEvent
from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY
from samspil.screening import selectors as readings
from samspil.screening import services as screenings
from samspil.screening.asking import asked
from samspil.screening.models.workshop import Round, Seat, Vote, Workshop
from samspil.screening.selectors import workshop as selectors
from samspil.screening.services import workshop as services

pytestmark = pytest.mark.django_db
OTHER = "E92"


@pytest.fixture
def consultant(viewer):
    return viewer("consultant")


@pytest.fixture
def workshop(screening, consultant):
    return services.open_workshop(actor=consultant, screening=screening.pk)


@pytest.fixture
def put(workshop, consultant):
    """Put a question."""

    def act(question="1.1"):
        services.put(actor=consultant, workshop=workshop.pk, question=question)

    return act


def voted(workshop, levels, question="1.1"):
    """Let so many phones vote; returns their secrets."""
    secrets = [services.join(code=workshop.code) for _level in levels]
    for secret, level in zip(secrets, levels, strict=True):
        services.vote(code=workshop.code, secret=secret, question=question, level=level)
    return secrets


class TestLeading:
    def test_one_is_open_at_a_time(self, workshop, screening, consultant):
        again = services.open_workshop(actor=consultant, screening=screening.pk)
        assert again.pk == workshop.pk
        assert set(workshop.code) <= set(services.LETTERS)
        services.close(actor=consultant, workshop=workshop.pk)
        services.close(actor=consultant, workshop=workshop.pk)
        new = services.open_workshop(actor=consultant, screening=screening.pk)
        assert new.code != workshop.code
        done = AuditEvent.objects.filter(action__startswith="screening.workshop")
        assert sorted(done.values_list("action", flat=True)) == [
            "screening.workshop_closed",
            "screening.workshop_opened",
            "screening.workshop_opened",
        ]

    def test_who_leads(self, workshop, screening, viewer):
        for actor in (ANYBODY, viewer("consultant", OTHER), viewer("member"), viewer("politician")):
            with pytest.raises(NotAllowedError):
                services.open_workshop(actor=actor, screening=screening.pk)
            with pytest.raises(NotAllowedError):
                services.put(actor=actor, workshop=workshop.pk, question="1.1")
            for act in (services.show, services.close):
                with pytest.raises(NotAllowedError):
                    act(actor=actor, workshop=workshop.pk)
            with pytest.raises(NotAllowedError):
                services.agree(actor=actor, workshop=workshop.pk, sentence="Ja")
            assert selectors.pulse(viewer=actor, workshop=workshop.pk) is None
            assert selectors.screen(viewer=actor, workshop=workshop.pk) is None

    def test_a_finished_screening_holds_no_more_workshops(self, screening, viewer):
        screenings.finish(actor=viewer("chief"), screening=screening.pk)
        with pytest.raises(screenings.FinishedError):
            services.open_workshop(actor=viewer("chief"), screening=screening.pk)

    def test_what_cannot_be_is_refused(self, workshop, put, consultant):
        with pytest.raises(screenings.AnswerRefusedError):
            put("9.9")
        with pytest.raises(screenings.AnswerRefusedError):
            services.show(actor=consultant, workshop=workshop.pk)
        put()
        with pytest.raises(services.NotShownError):
            services.agree(actor=consultant, workshop=workshop.pk, sentence="Ja")
        services.show(actor=consultant, workshop=workshop.pk)
        for sentence in ("", "  ", "x" * 501):
            with pytest.raises(screenings.AnswerRefusedError):
                services.agree(actor=consultant, workshop=workshop.pk, sentence=sentence)
        services.close(actor=consultant, workshop=workshop.pk)
        with pytest.raises(services.ClosedError):
            put("2.1")
        with pytest.raises(Workshop.DoesNotExist):
            services.show(actor=consultant, workshop=10**6)

    def test_phones_and_other_screens_learn_of_each_step_and_not_of_votes(
        self, workshop, put, consultant
    ):
        def version():
            return selectors.version_of(workshop.code)

        assert version() == 1
        put()
        put()
        assert version() == 2
        voted(workshop, [1, 2])
        assert version() == 2
        services.show(actor=consultant, workshop=workshop.pk)
        services.show(actor=consultant, workshop=workshop.pk)
        assert version() == 3
        services.agree(actor=consultant, workshop=workshop.pk, sentence="Ja")
        services.agree(actor=consultant, workshop=workshop.pk, sentence=" Ja ")
        assert version() == 4
        assert selectors.version_of("XXXXXX") is None


class TestVoting:
    def test_a_phone_has_one_vote_and_can_change_it_until_it_is_shown(
        self, workshop, put, consultant
    ):
        put()
        (secret,) = voted(workshop, [1])
        services.vote(code=workshop.code, secret=secret, question="1.1", level=4)
        assert list(Vote.objects.values_list("level", flat=True)) == [4]
        services.show(actor=consultant, workshop=workshop.pk)
        with pytest.raises(services.VotesShownError):
            services.vote(code=workshop.code, secret=secret, question="1.1", level=2)
        assert selectors.phone(code=workshop.code, secret=secret).chosen == 4

    def test_a_phone_that_comes_back_keeps_its_seat_and_votes(self, workshop, put):
        put()
        (secret,) = voted(workshop, [3])
        assert services.join(code=f" {workshop.code.lower()} ", secret=secret) == secret
        assert Seat.objects.count() == 1
        back = selectors.phone(code=workshop.code, secret=secret)
        assert (back.state, back.chosen, back.place) == ("asked", 3, 1)

    def test_a_seat_is_kept_as_a_hash(self, workshop):
        secret = services.join(code=workshop.code)
        assert secret not in str(list(Seat.objects.values()))

    def test_what_is_no_vote(self, workshop, put, consultant):
        secret = services.join(code=workshop.code)
        fields = {"code": workshop.code, "secret": secret, "question": "1.1", "level": 1}
        with pytest.raises(services.VotesShownError):
            services.vote(**fields)
        put()
        for wrong, error in (
            ({"level": 5}, screenings.AnswerRefusedError),
            ({"level": -1}, screenings.AnswerRefusedError),
            ({"secret": ""}, services.NoSeatError),
            ({"secret": "guess"}, services.NoSeatError),
            ({"code": "XXXXXX"}, services.NoSuchCodeError),
            ({"code": workshop.code + "X"}, services.NoSuchCodeError),
            ({"question": "2.1"}, services.VotesShownError),
        ):
            with pytest.raises(error):
                services.vote(**(fields | wrong))
        put("2.1")
        with pytest.raises(services.VotesShownError):
            services.vote(**fields)
        services.close(actor=consultant, workshop=workshop.pk)
        with pytest.raises(services.NoSuchCodeError):
            services.vote(**fields)
        with pytest.raises(services.NoSuchCodeError):
            services.join(code=workshop.code)
        assert not Vote.objects.exists()

    def test_a_seat_in_another_workshop_votes_not_here(self, workshop, put, viewer):
        other = screenings.start(actor=viewer("chief"), municipality="E91", sector="daycare")
        there = services.open_workshop(actor=viewer("chief"), screening=other.pk)
        secret = services.join(code=there.code)
        put()
        with pytest.raises(services.NoSeatError):
            services.vote(code=workshop.code, secret=secret, question="1.1", level=1)

    def test_a_code_that_has_got_about_does_not_fill_the_database(self, workshop, monkeypatch):
        monkeypatch.setattr(services, "MOST_SEATS", 2)
        services.join(code=workshop.code)
        secret = services.join(code=workshop.code)
        with pytest.raises(services.FullError):
            services.join(code=workshop.code)
        assert services.join(code=workshop.code, secret=secret) == secret


class TestShowing:
    def test_the_number_is_seen_all_the_time_and_the_spread_when_it_is_shown(
        self, workshop, put, consultant
    ):
        put()
        voted(workshop, [1, 3, 3, 0, 4, 3])
        before = selectors.screen(viewer=consultant, workshop=workshop.pk)
        assert (before.pulse.votes, before.pulse.seats) == (6, 6)
        assert before.question.tally.total == 0
        assert {level.count for level in before.levels} == {0}
        services.show(actor=consultant, workshop=workshop.pk)
        after = selectors.screen(viewer=consultant, workshop=workshop.pk)
        assert [level.count for level in after.levels] == [1, 0, 3, 1, 1]
        assert after.question.tally.columns == (1, 0, 3, 1, 1)
        assert not after.is_few

    def test_it_goes_forward_and_back_and_votes_stand(self, workshop, put, consultant):
        put("1.1")
        voted(workshop, [2])
        second, third = [one.id for one in asked(workshop.screening)][1:3]
        put(second)
        on = selectors.screen(viewer=consultant, workshop=workshop.pk)
        assert (on.place, on.previous, on.next, on.pulse.votes) == (2, "1.1", third, 0)
        put("1.1")
        back = selectors.screen(viewer=consultant, workshop=workshop.pk)
        assert (back.place, back.previous, back.pulse.votes) == (1, "", 1)
        assert back.is_few

    def test_a_poll_is_one_query(self, workshop, put, consultant):
        from django.db import connection

        put()
        voted(workshop, [1, 2])
        with CaptureQueriesContext(connection) as queries:
            assert selectors.pulse(viewer=consultant, workshop=workshop.pk).votes == 2
        assert len(queries) == 1
        with CaptureQueriesContext(connection) as queries:
            selectors.version_of(workshop.code)
        assert len(queries) == 1

    def test_what_was_agreed_is_read_by_those_who_read_the_screening(
        self, workshop, put, consultant, viewer, screening
    ):
        put()
        voted(workshop, [1, 2])
        services.show(actor=consultant, workshop=workshop.pk)
        services.agree(actor=consultant, workshop=workshop.pk, sentence="Vi  ved det")
        put("2.1")
        (row,) = selectors.workshops(viewer=viewer("member"), screening=screening.pk)
        assert [(one.id, one.sentence, one.tally.total) for one in row.rounds] == [
            ("1.1", "Vi ved det", 2)
        ]
        assert selectors.workshops(viewer=viewer("chief", OTHER), screening=screening.pk) is None
        assert selectors.workshops(viewer=consultant, screening=10**6) is None

    def test_what_was_agreed_is_evidence_on_the_question_with_the_votes(
        self, workshop, put, consultant, screening
    ):
        put()
        voted(workshop, [1, 2, 2, 0])
        services.show(actor=consultant, workshop=workshop.pk)
        for sentence in ("Først det ene", "Vi ved det"):
            services.agree(actor=consultant, workshop=workshop.pk, sentence=sentence)
        (source,) = readings.sources(viewer=consultant, screening=screening.pk)
        assert (source.kind, source.origin) == ("workshop", "workshop")
        (used,) = source.uses
        assert (used.question, used.text) == ("1.1", "Vi ved det")
        assert dict(used.votes) == {0: 1, 1: 1, 2: 2, 3: 0, 4: 0}

    def test_what_a_phone_shows(self, workshop, put, consultant):
        def state(secret=""):
            return selectors.phone(code=workshop.code, secret=secret).state

        assert selectors.phone(code="XXXXXX", secret="").state == "unknown"
        assert state() == state("guess") == "outside"
        secret = services.join(code=workshop.code)
        assert state(secret) == "waiting"
        put()
        assert state(secret) == "asked"
        services.show(actor=consultant, workshop=workshop.pk)
        assert state(secret) == "shown"
        services.close(actor=consultant, workshop=workshop.pk)
        assert state(secret) == "closed"


class TestDatabase:
    """What must never be false, tried without the services."""

    @pytest.fixture
    def one(self, workshop):
        return Round.objects.create(workshop=workshop, question="1.1")

    @pytest.fixture
    def seat(self, workshop):
        return Seat.objects.create(workshop=workshop, key="a" * 64)

    def refuses(self, act):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()

    def test_one_vote_to_a_seat_in_a_round(self, one, seat):
        Vote.objects.create(round=one, seat=seat, level=1)
        self.refuses(lambda: Vote.objects.create(round=one, seat=seat, level=2))

    def test_votes_are_levels_or_unknown(self, one, seat):
        self.refuses(lambda: Vote.objects.create(round=one, seat=seat, level=5))

    def test_one_round_to_a_question(self, one):
        self.refuses(lambda: Round.objects.create(workshop=one.workshop, question="1.1"))

    def test_nothing_is_agreed_on_before_it_is_shown(self, one):
        self.refuses(lambda: Round.objects.update(sentence="Ja"))
        Round.objects.update(sentence="Ja", shown_at=timezone.now())

    def test_a_seats_key_is_a_hash_of_its_own(self, workshop, seat):
        self.refuses(lambda: Seat.objects.create(workshop=workshop, key="a" * 64))
        self.refuses(lambda: Seat.objects.create(workshop=workshop, key="a"))

    def test_one_open_workshop_to_a_screening_and_a_code_of_its_own(self, workshop, screening):
        self.refuses(lambda: Workshop.objects.create(screening=screening, code="BBBBBB"))
        self.refuses(
            lambda: Workshop.objects.create(
                screening=screening, code=workshop.code, closed_at=timezone.now()
            )
        )
        self.refuses(
            lambda: Workshop.objects.create(
                screening=screening, code="BB", closed_at=timezone.now()
            )
        )

    def test_it_closes_after_it_opened(self, workshop):
        early = workshop.opened_at - dt.timedelta(days=1)
        self.refuses(lambda: Workshop.objects.update(closed_at=early))
