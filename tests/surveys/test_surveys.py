"""Surveys: who is asked, what is kept, and what anonymity means in the database."""

from datetime import timedelta
from itertools import count

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.letters import services as letters
from samspil.letters.models import Letter
from samspil.methods.states import NotAvailable, Suppressed, Value
from samspil.people.models import AuditEvent, PersonalLink
from samspil.people.roles import Role
from samspil.people.services import LinkRefusedError, NotAllowedError
from samspil.people.viewer import ANYBODY, Grant, Viewer
from samspil.surveys import selectors, services, urns
from samspil.surveys.models import Answer, Draft, Invitation, Run, Urn

pytestmark = pytest.mark.django_db
OWNER = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))
FACILITATOR = Viewer(grants=(Grant(Role.FACILITATOR),))
DAY = {"research": 4, "inspiration": 3, "practice": None, "economy": 1}
NEEDS = {"most_pressing": "data", "hope": "Ro", "share": None, "practical": None}
_numbers = count(1)


def in_days(days):
    return timezone.now() + timedelta(days=days)


@pytest.fixture
def run():
    return services.open_run(
        actor=OWNER, survey="network-day", subject="meeting:3", closes_at=in_days(7)
    )


@pytest.fixture
def named():
    return services.open_run(
        actor=OWNER,
        survey="needs",
        subject="registration:1",
        closes_at=in_days(7),
        municipality="615",
        edition="2022-23",
    )


def asked(run, group="", to=""):
    address = to or f"p{next(_numbers)}@example.org"
    return services.invite(actor=OWNER, run=run, to=address, group=group)


def closed(run):
    services.close(actor=OWNER, run=run)
    return Run.objects.get(pk=run.pk)


def answered(run, number, group="", values=DAY):
    doors = [asked(run, group)[1] for _ in range(number)]
    for token in doors:
        services.answer(token=token, values=values)


def test_a_run_keeps_the_wording_it_was_opened_with(run):
    assert run.anonymous
    assert len(run.version) == 12
    assert run.questionnaire.title.da == "Hvad fik I med fra dagen?"
    again = services.open_run(
        actor=OWNER, survey="network-day", subject="meeting:3", closes_at=in_days(9)
    )
    assert again.pk == run.pk
    assert again.closes_at == run.closes_at


def test_unknown_surveys_and_groups_are_refused(run):
    with pytest.raises(services.UnknownSurveyError):
        services.open_run(actor=OWNER, survey="nothing", subject="x:1", closes_at=in_days(1))
    with pytest.raises(services.UnknownSurveyError):
        asked(run, "strangers")


def test_who_may_ask():
    chief = Viewer(grants=(Grant(Role.CHIEF, "615"),))
    fields = {"survey": "needs", "closes_at": in_days(1)}
    services.open_run(actor=chief, subject="a:1", municipality="615", **fields)
    for actor, municipality in ((chief, "751"), (chief, ""), (ANYBODY, ""), (ANYBODY, "615")):
        with pytest.raises(NotAllowedError):
            services.open_run(actor=actor, subject="a:2", municipality=municipality, **fields)


def test_an_invitation_is_a_letter_with_a_link_sent_once(run):
    invitation, token = asked(run, "management", "Ada@Example.org")
    assert invitation.to == "ada@example.org"
    letter = Letter.objects.get()
    assert f"/svar/{token}/" in letter.words
    assert letter.secret
    assert "anonymt" in letter.words
    assert asked(run, "management", "ADA@example.org") == (invitation, "")
    assert Letter.objects.count() == 1
    assert PersonalLink.objects.count() == 1


def test_the_link_is_forgotten_when_the_letter_is_sent(run):
    _invitation, token = asked(run)
    letters.send(letter_id=Letter.objects.get().pk)
    assert token not in str(list(Letter.objects.values()))


def test_only_the_silent_are_reminded_once_a_day_and_old_links_still_open(run):
    first, token = asked(run)
    answered(run, 1)
    assert services.remind(actor=OWNER, run=run) == 1
    assert services.remind(actor=OWNER, run=run) == 0
    assert Letter.objects.filter(template="survey_reminder").count() == 1
    assert services.invitation_behind(token) == first
    with pytest.raises(NotAllowedError):
        services.remind(actor=ANYBODY, run=run)


def test_an_answer_is_taken_once(run):
    answered(run, 4)
    invitation, token = asked(run, "management")
    services.answer(token=token, values=DAY)
    with pytest.raises(services.AlreadyAnsweredError):
        services.answer(token=token, values=DAY)
    closed(run)
    assert Answer.objects.count() == 5
    invitation.refresh_from_db()
    assert invitation.answered


def test_flag_and_answer_stand_or_fall_together(run, monkeypatch):
    invitation, token = asked(run)

    def broken(*_all):
        raise OSError

    with monkeypatch.context() as patch:
        patch.setattr(urns, "put", broken)
        with pytest.raises(OSError):
            services.answer(token=token, values=DAY)
    invitation.refresh_from_db()
    assert not invitation.answered
    services.answer(token=token, values=DAY)


def test_a_group_is_kept_only_where_enough_answered_in_every_group(run):
    answered(run, 5, "front_line")
    answered(run, 1, "management")
    closed(run)
    assert set(Answer.objects.values_list("group", flat=True)) == {""}


def test_large_groups_are_kept(run):
    answered(run, 5, "front_line")
    answered(run, 5, "management")
    closed(run)
    assert Answer.objects.filter(group="front_line").count() == 5


def test_an_answer_by_name_knows_whose_it_is(named):
    invitation, token = asked(named)
    services.answer(token=token, values=NEEDS)
    assert Answer.objects.get().invitation == invitation
    assert AuditEvent.objects.filter(action="surveys.answered").count() == 1


def test_a_closed_survey_takes_no_answers_invitations_or_reminders(run):
    _invitation, token = asked(run)
    run = closed(run)
    with pytest.raises(services.ClosedError):
        services.answer(token=token, values=DAY)
    with pytest.raises(services.ClosedError):
        asked(run)
    with pytest.raises(services.ClosedError):
        services.remind(actor=OWNER, run=run)
    services.close(actor=OWNER, run=run)
    assert AuditEvent.objects.filter(action="surveys.closed").count() == 1


def test_a_withdrawn_invitation_closes_all_its_links(run):
    invitation, token = asked(run)
    services.remind(actor=OWNER, run=run)
    services.withdraw(actor=OWNER, invitation=invitation)
    assert not PersonalLink.objects.filter(revoked_at=None).exists()
    with pytest.raises(LinkRefusedError, match="revoked"):
        services.answer(token=token, values=DAY)
    with pytest.raises(NotAllowedError):
        services.withdraw(actor=ANYBODY, invitation=invitation)


def test_a_link_for_something_else_opens_nothing(run):
    from samspil.people.services import make_link

    _link, token = make_link(actor=ANYBODY, purpose="sign_in", lifetime=timedelta(days=1))
    with pytest.raises(LinkRefusedError, match="unknown"):
        services.answer(token=token, values=DAY)


def test_anonymous_results_wait_until_nobody_can_answer_more(run):
    answered(run, 6)
    waiting = selectors.results(viewer=FACILITATOR, run=run)
    assert waiting.waits
    assert (waiting.asked, waiting.answered) == (6, 6)
    assert waiting.everyone.answers == NotAvailable()
    assert waiting.circles == ()


def test_four_answers_are_kept_back(run):
    answered(run, 4)
    found = selectors.results(viewer=FACILITATOR, run=closed(run))
    assert isinstance(found.everyone.answers, Suppressed)
    for question in found.everyone.questions:
        assert isinstance(question.mean, Suppressed)
        assert all(isinstance(figure, Suppressed) for _label, figure in question.counts)


def test_five_answers_are_shown_and_counted_right(run):
    answered(run, 3)
    answered(run, 2, values=DAY | {"research": 1})
    found = selectors.results(viewer=FACILITATOR, run=closed(run)).everyone
    assert found.answers == Value(5)
    research, _inspiration, practice, _economy = found.questions
    assert research.mean == Value((3 * 4 + 2 * 1) / 5)
    assert [figure.number for _label, figure in research.counts] == [2, 0, 0, 3, 0, 0]
    assert practice.mean == NotAvailable()
    assert practice.counts[-1] == ("Ved ikke", Value(5))


def test_groups_are_shown_beside_all(run):
    for _ in range(5):
        asked(run, "management")
        asked(run, "front_line")
    answered(run, 5, "management")
    answered(run, 6, "front_line", DAY | {"research": 2})
    found = selectors.results(viewer=FACILITATOR, run=closed(run))
    labels = {circle.label: circle.answers for circle in found.circles}
    assert labels == {"Ledelse": Value(5), "Medarbejdere tæt på børnene": Value(6)}


def test_who_sees_results(named):
    own = Viewer(grants=(Grant(Role.MEMBER, "615", "2022-23"),))
    neighbour = Viewer(grants=(Grant(Role.CHIEF, "751", "2022-23"),))
    answered(named, 1, values=NEEDS)
    for viewer in (OWNER, FACILITATOR, own):
        assert selectors.results(viewer=viewer, run=named).answered == 1
    for viewer in (ANYBODY, neighbour):
        assert selectors.results(viewer=viewer, run=named) is None


def test_who_sees_single_answers(named):
    own = Viewer(grants=(Grant(Role.CHIEF, "615", "2022-23"),))
    other = Viewer(grants=(Grant(Role.CONSULTANT, "751"),))
    consultant = Viewer(grants=(Grant(Role.CONSULTANT, "615"),))
    answered(named, 1, values=NEEDS)
    for viewer in (FACILITATOR, own, consultant):
        (row,) = selectors.named_answers(viewer=viewer, run=named)
        assert row.answers[0][1] == "At bruge data og viden som afsæt"
        assert row.answers[1][1] == "Ro"
        assert row.answers[2][1] == ""
    for viewer in (ANYBODY, OWNER, other):
        assert selectors.named_answers(viewer=viewer, run=named) == []


def test_nobody_sees_single_answers_under_anonymity(run):
    answered(run, 6)
    everybody = Viewer(grants=tuple(Grant(role) for role in Role))
    assert selectors.named_answers(viewer=everybody, run=closed(run)) == []


def test_the_database_refuses_an_anonymous_answer_with_a_sender_and_one_by_name_without(run):
    invitation, _token = asked(run)
    fields = {"run": run, "day": timezone.localdate(), "values": {}}
    for broken in ({"anonymous": True, "invitation": invitation}, {"anonymous": False}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Answer.objects.create(**fields, **broken)


def test_the_database_refuses_two_invitations_and_two_runs_of_the_same(run):
    Invitation.objects.create(run=run, to="ada@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(run=run, to="Ada@example.org")
    copy = Run.objects.get(pk=run.pk)
    copy.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)


def test_the_database_refuses_a_survey_that_closed_before_it_opened(run):
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.update(closes_at=run.opened_at - timedelta(days=1))


def test_the_database_refuses_a_second_urn_and_a_draft_that_lies_elsewhere_than_at_a_hash(run):
    Urn.objects.create(run=run, box=b"1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Urn.objects.create(run=run, box=b"2")
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(run=run, place="invitation:1", box=b"1")
    Draft.objects.create(run=run, place="a" * 64, box=b"1")
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(run=run, place="a" * 64, box=b"2")


def test_who_sits_before_a_page_answers_there_without_a_letter(run):
    token = services.admit(run=run, to="Bo@example.org")
    assert not Letter.objects.exists()
    services.answer(token=token, values=DAY)
    again = services.admit(run=run, to="bo@example.org ")
    assert selectors.has_answered(run, "BO@example.org")
    with pytest.raises(services.AlreadyAnsweredError):
        services.answer(token=again, values=DAY)
    assert Invitation.objects.count() == Invitation.objects.filter(answered=True).count() == 1
    assert selectors.run_about("network-day", "meeting:3") == run
    assert selectors.run_about("meeting-end", "meeting:3") is None


def test_nobody_comes_in_after_closing_or_after_being_let_go(run):
    services.admit(run=run, to="bo@example.org")
    services.withdraw(actor=OWNER, invitation=Invitation.objects.get())
    with pytest.raises(LinkRefusedError):
        services.admit(run=run, to="bo@example.org")
    with pytest.raises(services.ClosedError):
        services.admit(run=closed(run), to="ida@example.org")
