"""Acts of sparring: ask, give, receive, use, offer; and what the database itself refuses."""

import dataclasses
import datetime as dt
import io
import zipfile

import pytest
from development_story import AIM, ASK, GIVEN, OUTCOME, PLAN, WHERE, register
from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.development import selectors, services
from samspil.development.models import (
    AskedPlace,
    Process,
    SparringAnswer,
    SparringNudge,
    SparringOffer,
    SparringQuestion,
    SparringRhythm,
)
from samspil.development.values import Attached, Given, Tie
from samspil.documents.checks import RefusedError
from samspil.documents.models import Document
from samspil.meetings import services as meetings
from samspil.meetings.models import BroughtItem
from samspil.people import services as people
from samspil.people.keeping.archive import municipality_archive
from samspil.people.models import AuditEvent, PersonalLink, User
from samspil.people.roles import Role
from samspil.people.services import LinkRefusedError, NotAllowedError
from samspil.people.viewer import ANYBODY, Grant, Viewer

pytestmark = pytest.mark.django_db
OWNER = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))
CPR = "Ring om 010203-1234"


def refused(model, pk, **fields):
    """Whether the database refuses the change."""
    try:
        with transaction.atomic():
            model.objects.filter(pk=pk).update(**fields)
    except IntegrityError:
        return True
    return False


def codes(question):
    return [place.municipality_id for place in question.asked.all()]


def adopted(chief, code, lever, sector="school"):
    """Let a municipality make something on a lever its practice."""
    process = services.begin_process(
        actor=chief,
        aim=dataclasses.replace(AIM, levers=(lever,)),
        **WHERE | {"municipality": code, "sector": sector},
    )
    test = services.plan_test(actor=chief, process=process.pk, plan=PLAN)
    services.begin_test(actor=chief, test=test.pk)
    services.conclude_test(actor=chief, test=test.pk, **OUTCOME | {"decision": "adopt"})


class TestAsking:
    def test_the_group_is_asked_and_the_rest_is_not(self, asked):
        assert codes(asked) == ["E02"]
        assert AuditEvent.objects.filter(action="development.sparring_asked").count() == 1

    def test_everybody_is_everybody_else(self, group, lead):
        found = services.ask(actor=lead, question=ASK, audience="everybody", **WHERE)
        assert sorted(codes(found)) == ["E02", "E03"]

    def test_pressing_twice_asks_once(self, asked, lead):
        again = services.ask(actor=lead, question=ASK, audience="group", **WHERE)
        assert again.pk == asked.pk
        assert SparringQuestion.objects.count() == 1

    def test_whoever_has_adopted_something_like_it(self, group, lead, viewer):
        with pytest.raises(services.NobodyToAskError):
            services.ask(actor=lead, question=ASK, audience="adopted", **WHERE)
        adopted(viewer(Role.CHIEF, "E03"), "E03", ASK.lever)
        adopted(viewer(Role.CHIEF, "E02"), "E02", ASK.lever - 1)
        found = services.ask(actor=lead, question=ASK, audience="adopted", **WHERE)
        assert codes(found) == ["E03"]

    def test_what_was_adopted_in_the_other_sector_counts_and_is_answered_there(
        self, edition, lead, viewer
    ):
        register("E03", "daycare")
        adopted(viewer(Role.CHIEF, "E03"), "E03", ASK.lever, "daycare")
        found = services.ask(actor=lead, question=ASK, audience="adopted", **WHERE)
        school = viewer(Role.MEMBER, "E03", sector="school")
        with pytest.raises(NotAllowedError):
            services.give(actor=school, question=found.pk, given=GIVEN)
        daycare = viewer(Role.MEMBER, "E03", sector="daycare")
        assert services.give(actor=daycare, question=found.pk, given=GIVEN).sector == "daycare"

    def test_the_asker_is_not_told_who_until_they_answer(self, group, lead, viewer):
        chief = viewer(Role.CHIEF, "E03")
        adopted(chief, "E03", ASK.lever)
        found = services.ask(actor=lead, question=ASK, audience="adopted", **WHERE)
        own = selectors.sparring_question(viewer=lead, question=found.pk)
        assert own.asked == ()
        theirs = selectors.sparring_question(viewer=chief, question=found.pk)
        assert "gjort det til praksis" in theirs.row.why
        services.give(actor=chief, question=found.pk, given=GIVEN)
        own = selectors.sparring_question(viewer=lead, question=found.pk)
        assert [one.code for one in own.answers] == ["E03"]
        assert own.asked == ()

    def test_the_askers_archive_does_not_say_who_was_asked(self, group, lead, viewer):
        adopted(viewer(Role.CHIEF, "E03"), "E03", ASK.lever)
        services.ask(actor=lead, question=ASK, audience="adopted", **WHERE)
        content = municipality_archive(viewer=viewer(Role.CHIEF, "E01"), municipality="E01")
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            kept = archive.read("oplysninger.json").decode()
        assert ASK.stuck in kept
        assert "E03" not in kept

    def test_without_a_group_nobody_is_asked(self, lead):
        with pytest.raises(services.NobodyToAskError):
            services.ask(actor=lead, question=ASK, audience="group", **WHERE)

    def test_a_copy_of_the_chosen_parts_goes_along_and_stays(self, group, lead, concluded):
        tie = Tie(concluded.process_id, concluded.pk, ("question", "what_happened"))
        found = services.ask(actor=lead, question=ASK, audience="group", tie=tie, **WHERE)
        assert found.excerpt == (
            f"Vi prøver: {PLAN.question}\nDet skete: {OUTCOME['what_happened']}"
        )
        Process.objects.filter(pk=concluded.process_id).update(what="Noget andet")
        assert PLAN.prediction not in found.excerpt

    def test_others_processes_go_along_with_nothing(self, group, process, other):
        where = WHERE | {"municipality": "E02"}
        with pytest.raises(Process.DoesNotExist):
            services.ask(actor=other, question=ASK, audience="group", tie=Tie(process.pk), **where)

    @pytest.mark.parametrize(
        ("changes", "error"),
        [
            ({"stuck": " "}, services.TextRefusedError),
            ({"trying": CPR}, services.TextRefusedError),
            ({"wanted": "money"}, services.TextRefusedError),
            ({"lever": 8}, services.TextRefusedError),
            ({"by_when": dt.date(2020, 1, 1)}, services.DayPassedError),
        ],
    )
    def test_bad_words_ask_nobody(self, group, lead, changes, error):
        with pytest.raises(error):
            services.ask(
                actor=lead, question=dataclasses.replace(ASK, **changes), audience="group", **WHERE
            )
        assert not SparringQuestion.objects.exists()

    def test_only_own_people_ask(self, group, viewer, other):
        for who in (viewer(Role.POLITICIAN, "E01"), viewer(Role.CONSULTANT, "E01"), other, OWNER):
            with pytest.raises(NotAllowedError):
                services.ask(actor=who, question=ASK, audience="group", **WHERE)
        outside = viewer(Role.CHIEF, "E01")
        with pytest.raises(services.NotTakingPartError):
            services.ask(
                actor=outside, question=ASK, audience="group", **WHERE | {"sector": "daycare"}
            )

    def test_correct_and_close_with_a_word(self, asked, lead, other):
        later = dataclasses.replace(ASK, stuck="Hvem indkalder?", by_when=dt.date(2027, 2, 1))
        services.change_question(actor=lead, question=asked.pk, words=later)
        with pytest.raises(services.TextRefusedError):
            services.close_question(actor=lead, question=asked.pk, last_word=" ")
        with pytest.raises(NotAllowedError):
            services.close_question(actor=other, question=asked.pk, last_word="Tak")
        closed = services.close_question(actor=lead, question=asked.pk, last_word="Tak, vi prøver.")
        assert (closed.stuck, closed.by_when) == ("Hvem indkalder?", later.by_when)
        with pytest.raises(services.NotOpenError):
            services.give(actor=other, question=asked.pk, given=GIVEN)
        with pytest.raises(services.NotOpenError):
            services.change_question(actor=lead, question=asked.pk, words=ASK)
        view = selectors.sparring_question(viewer=other, question=asked.pk)
        assert view.row.last_word == "Tak, vi prøver."

    def test_taken_back_it_is_gone_for_everybody(self, asked, lead, other):
        people.make_link(
            actor=ANYBODY, purpose="sparring_answer", subject=f"question:{asked.pk}",
            user=User.objects.get(pk=other.user_id), lifetime=dt.timedelta(days=1),
        )  # fmt: skip
        services.withdraw_question(actor=lead, question=asked.pk)
        for who in (lead, other, OWNER):
            assert selectors.sparring_question(viewer=who, question=asked.pk) is None
        assert PersonalLink.objects.get().revoked_at is not None
        assert SparringQuestion.objects.get().stuck == ""

    def test_what_is_answered_is_not_taken_back(self, given, lead):
        with pytest.raises(services.HasAnswersError):
            services.withdraw_question(actor=lead, question=given.question_id)

    def test_it_is_brought_to_the_next_day_once_follows_and_goes_with_it(self, asked, lead):
        with pytest.raises(services.NoMeetingError):
            services.bring_question(actor=lead, question=asked.pk)
        meetings.plan_from_edition(actor=OWNER, edition="example")
        for _time in range(2):
            services.bring_question(actor=lead, question=asked.pk)
        assert BroughtItem.objects.get().text == ASK.stuck
        later = dataclasses.replace(ASK, stuck="Hvem indkalder?")
        services.change_question(actor=lead, question=asked.pk, words=later)
        assert BroughtItem.objects.get().text == "Hvem indkalder?"
        services.withdraw_question(actor=lead, question=asked.pk)
        assert not BroughtItem.objects.exists()


class TestGiving:
    def test_a_person_has_one_answer_and_corrects_it(self, given, other):
        again = services.give(actor=other, question=given.question_id, given=GIVEN)
        assert (again.pk, again.changed_at) == (given.pk, None)
        better = services.give(
            actor=other, question=given.question_id, given=Given("Tirsdag kl. 9.")
        )
        assert better.pk == given.pk
        assert better.changed_at is not None
        assert SparringAnswer.objects.count() == 1

    def test_several_of_the_same_municipality_answer(self, given, viewer):
        chief = viewer(Role.CHIEF, "E02")
        services.give(actor=chief, question=given.question_id, given=Given(offered_time="I morgen"))
        assert SparringAnswer.objects.filter(municipality="E02").count() == 2

    def test_who_was_not_asked_does_not_answer(self, asked, lead, viewer):
        for who in (lead, viewer(Role.CHIEF, "E03"), viewer(Role.POLITICIAN, "E02"), OWNER):
            with pytest.raises(NotAllowedError):
                services.give(actor=who, question=asked.pk, given=GIVEN)

    @pytest.mark.parametrize(
        "given",
        [Given(), Given(text=CPR), Given(link="javascript:alert(1)"), Given(link="ftp://a.dk/x")],
    )
    def test_bad_answers_are_refused(self, asked, other, given):
        with pytest.raises(services.TextRefusedError):
            services.give(actor=other, question=asked.pk, given=given)
        assert not SparringAnswer.objects.exists()

    def test_a_file_goes_along_is_replaced_and_goes_with_the_answer(self, asked, lead, other):
        for name in ("plan.txt", "plan2.txt"):
            answer = services.give(
                actor=other,
                question=asked.pk,
                given=Given(),
                file=Attached(name, f"Fast tid: {name}".encode()),
            )
        assert selectors.answer_file(viewer=lead, answer=answer.pk).name == "plan2.txt"
        assert Document.objects.filter(deleted_at=None).count() == 1
        Document.objects.filter(deleted_at=None).update(deleted_at=timezone.now())
        view = selectors.sparring_question(viewer=lead, question=asked.pk)
        assert (view.answers[0].file, view.answers[0].file_is_gone) == ("", True)
        services.withdraw_answer(actor=other, answer=answer.pk)
        assert selectors.answer_file(viewer=lead, answer=answer.pk) is None
        assert not Document.objects.filter(deleted_at=None).exists()

    def test_a_file_with_personal_numbers_saves_nothing(self, asked, other):
        file = Attached("navne.txt", b"010203-1234")
        with pytest.raises(RefusedError):
            services.give(actor=other, question=asked.pk, given=GIVEN, file=file)
        assert not SparringAnswer.objects.exists()

    def test_taken_back_its_words_are_gone(self, given, lead, other, viewer):
        with pytest.raises(NotAllowedError):
            services.withdraw_answer(actor=viewer(Role.CHIEF, "E02"), answer=given.pk)
        services.withdraw_answer(actor=other, answer=given.pk)
        services.withdraw_answer(actor=other, answer=given.pk)
        assert SparringAnswer.objects.get().text == ""
        view = selectors.sparring_question(viewer=lead, question=given.question_id)
        assert view.answers == ()
        services.give(actor=other, question=given.question_id, given=GIVEN)
        assert SparringAnswer.objects.filter(withdrawn_at=None).count() == 1


class TestReceiving:
    def test_read_used_and_said_anew(self, given, lead, other):
        services.mark_read(actor=lead, answer=given.pk)
        services.say_used(actor=lead, answer=given.pk, used="not_yet")
        said = services.say_used(actor=lead, answer=given.pk, used="yes", what="Fast tirsdag.")
        assert said.read_at is not None
        view = selectors.sparring_question(viewer=other, question=given.question_id)
        assert (view.answers[0].used_name, view.answers[0].used_what) == ("Brugt", "Fast tirsdag.")
        assert AuditEvent.objects.filter(action="development.sparring_used").count() == 2

    def test_thanks_say_what(self, given, lead):
        for used, what in (("yes", ""), ("partly", CPR), ("often", "Det hele")):
            with pytest.raises(services.TextRefusedError):
                services.say_used(actor=lead, answer=given.pk, used=used, what=what)

    def test_only_the_asker_receives(self, given, other, viewer):
        for who in (other, viewer(Role.POLITICIAN, "E01"), OWNER):
            with pytest.raises(NotAllowedError):
                services.mark_read(actor=who, answer=given.pk)
            with pytest.raises(NotAllowedError):
                services.say_used(actor=who, answer=given.pk, used="not_yet")

    def test_what_was_used_is_for_the_giver_and_not_for_the_others_asked(
        self, group, lead, other, viewer
    ):
        found = services.ask(actor=lead, question=ASK, audience="everybody", **WHERE)
        answer = services.give(actor=other, question=found.pk, given=GIVEN)
        services.say_used(actor=lead, answer=answer.pk, used="partly", what="Tiden, ikke stedet.")

        def told(who):
            return selectors.sparring_question(viewer=who, question=found.pk).answers[0].used

        assert told(other) == told(lead) == told(OWNER) == "partly"
        assert told(viewer(Role.CHIEF, "E03")) == ""


class TestLinks:
    @pytest.fixture
    def token(self, asked, other):
        _link, token = people.make_link(
            actor=ANYBODY, purpose="sparring_answer", subject=f"question:{asked.pk}",
            user=User.objects.get(pk=other.user_id), lifetime=dt.timedelta(days=9),
        )  # fmt: skip
        return token

    def test_it_answers_as_the_person_it_was_sent_to(self, token, other):
        for _time in range(2):
            answer = services.give_by_link(token=token, given=GIVEN)
        assert answer.written_by_id == other.user_id
        assert SparringAnswer.objects.count() == 1

    def test_it_runs_out_and_opens_nothing_else(self, token):
        later = timezone.now() + dt.timedelta(days=10)
        with pytest.raises(LinkRefusedError):
            services.give_by_link(token=token, given=GIVEN, now=later)
        with pytest.raises(LinkRefusedError):
            people.peek_link(token=token, purpose="sparring_rhythm")
        with pytest.raises(LinkRefusedError):
            services.give_by_link(token="made-up", given=GIVEN)

    def test_it_closes_with_the_role(self, token, other):
        people.release_role(
            actor=ANYBODY,
            user=User.objects.get(pk=other.user_id),
            role=Role.PROJECT_LEAD,
            municipality="E02",
        )
        with pytest.raises(LinkRefusedError):
            services.give_by_link(token=token, given=GIVEN)


class TestOffers:
    WORDS = "Vi kan vise, hvordan vi holder dialogmøder på en halv time."

    def test_offered_once_changed_and_taken_back(self, group, lead, other):
        made = [
            services.offer(actor=other, lever=5, what=self.WORDS, **WHERE | {"municipality": "E02"})
            for _time in range(2)
        ]
        assert made[0].pk == made[1].pk
        assert [one.what for one in selectors.sparring_offers(viewer=lead)] == [self.WORDS]
        assert selectors.sparring_offers(viewer=lead, lever=4) == []
        with pytest.raises(NotAllowedError):
            services.withdraw_offer(actor=lead, offer=made[0].pk)
        services.change_offer(actor=other, offer=made[0].pk, lever=4, what=self.WORDS)
        assert selectors.sparring_offers(viewer=lead, lever=4) != []
        services.withdraw_offer(actor=other, offer=made[0].pk)
        assert selectors.sparring_offers(viewer=lead) == []
        with pytest.raises(services.NotOpenError):
            services.change_offer(actor=other, offer=made[0].pk, lever=4, what=self.WORDS)

    def test_bad_words_and_the_same_twice(self, group, other):
        where = WHERE | {"municipality": "E02"}
        for lever, what in ((5, ""), (5, CPR), (9, self.WORDS)):
            with pytest.raises(services.TextRefusedError):
                services.offer(actor=other, lever=lever, what=what, **where)
        services.offer(actor=other, lever=5, what=self.WORDS, **where)
        second = services.offer(actor=other, lever=4, what=self.WORDS, **where)
        with pytest.raises(services.TextRefusedError):
            services.change_offer(actor=other, offer=second.pk, lever=5, what=self.WORDS)

    def test_strangers_and_politicians_see_none(self, group, other, viewer):
        services.offer(actor=other, lever=5, what=self.WORDS, **WHERE | {"municipality": "E02"})
        for who in (ANYBODY, viewer(), viewer(Role.EDITOR), viewer(Role.POLITICIAN, "E02")):
            assert selectors.sparring_offers(viewer=who) == []


class TestCommitments:
    def test_each_sees_its_own_and_the_organisers_all_in_order(self, given, lead, other, viewer):
        services.say_used(actor=lead, answer=given.pk, used="yes", what="Tiden.")
        (own,) = selectors.commitments(viewer=lead, edition="example")
        assert (own.code, own.asked, own.given, own.received, own.used) == ("E01", 1, 0, 1, 1)
        (theirs,) = selectors.commitments(viewer=other, edition="example")
        assert (theirs.asked, theirs.given, theirs.received, theirs.thanked) == (0, 1, 0, 1)
        every = selectors.commitments(viewer=OWNER, edition="example")
        assert [one.municipality for one in every] == ["Fabelborg", "Mønsterlev", "Prøvestrand"]
        assert [one.is_silent for one in every] == [False, True, False]
        for who in (ANYBODY, viewer(Role.POLITICIAN, "E01"), viewer(Role.CONSULTANT, "E01")):
            assert selectors.commitments(viewer=who, edition="example") == []

    def test_a_process_and_presence_are_told(self, group, lead, process):
        (own,) = selectors.commitments(viewer=lead, edition="example")
        assert own.process_started
        assert (own.steering_held, own.days) == (0, 0)


class TestDatabase:
    def test_what_is_never_true(self, given, group, other):
        asked = given.question
        offer = services.offer(actor=other, lever=5, what="Vis", **WHERE | {"municipality": "E02"})
        nudge = SparringNudge.objects.create(
            edition="example", municipality_id="E03", sector="school"
        )
        rhythm = SparringRhythm.objects.create(user_id=other.user_id, told_until=timezone.now())
        now = timezone.now()
        for row, wrong in (
            (asked, {"sector": "youth"}),
            (asked, {"lever": 0}),
            (asked, {"wanted": "money"}),
            (asked, {"audience": "all"}),
            (asked, {"stuck": ""}),
            (asked, {"closed_at": now}),
            (asked, {"last_word": "Tak"}),
            (given, {"sector": "youth"}),
            (given, {"text": ""}),
            (given, {"withdrawn_at": now}),
            (given, {"used": "yes", "used_what": "Tid", "used_at": now}),
            (given, {"used": "yes", "used_at": now, "read_at": now}),
            (given, {"used": "often", "used_what": "Tid", "used_at": now, "read_at": now}),
            (given, {"used_what": "Tid"}),
            (asked.asked.get(), {"sector": "youth"}),
            (offer, {"sector": "youth"}),
            (offer, {"lever": 8}),
            (offer, {"what": ""}),
            (nudge, {"sector": "youth"}),
            (rhythm, {"rhythm": "hourly"}),
        ):
            assert refused(type(row), row.pk, **wrong), wrong

    def test_what_is_there_once(self, given, other):
        offer = services.offer(actor=other, lever=5, what="Vis", **WHERE | {"municipality": "E02"})
        nudge = SparringNudge.objects.create(
            edition="example", municipality_id="E02", sector="school"
        )
        for model, pk in (
            (SparringQuestion, given.question_id),
            (SparringAnswer, given.pk),
            (AskedPlace, given.question.asked.get().pk),
            (SparringOffer, offer.pk),
            (SparringNudge, nudge.pk),
        ):
            row = model.objects.get(pk=pk)
            row.pk = None
            with pytest.raises(IntegrityError), transaction.atomic():
                row.save(force_insert=True)
