"""Acts of evaluating: judge, close, ask participants; who may, and what is refused."""

import datetime as dt

import pytest
from django.utils import timezone

from samspil.evaluation import selectors, services
from samspil.evaluation.models import Closing, Judgement
from samspil.evaluation.questionnaires import START
from samspil.jobs import services as jobs
from samspil.letters.models import Letter
from samspil.people import selectors as people
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY
from samspil.surveys import services as surveys
from samspil.surveys.models import Run

pytestmark = pytest.mark.django_db
TEAM = {"edition": "example", "municipality": "E01", "sector": "school"}
SAID = {"criterion": "C1", "verdict": "partly", "reason": "Målet er sat; én skole prøver."}


def test_a_judgement_is_kept_as_versions(chief):
    first = services.judge(actor=chief, **TEAM, **SAID)
    again = services.judge(actor=chief, **TEAM, **SAID)
    assert again.pk == first.pk
    second = services.judge(actor=chief, **TEAM, **SAID | {"verdict": "met"})
    assert (first.number, second.number) == (1, 2)
    part = selectors.municipality(chief, "example", "E01", "school").parts[0]
    judged = part.criteria[0].judgement
    assert (judged.verdict, judged.versions, judged.by) == ("met", 2, "En chief")
    assert [one.number for one in selectors.versions("example", "E01", "school", "C1")] == [2, 1]
    assert AuditEvent.objects.filter(action="evaluation.judged", municipality="E01").count() == 2


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"reason": "  "}, "missing"),
        ({"verdict": "excellent"}, "missing"),
        ({"reason": "x" * 1201}, "long"),
        ({"reason": "Drengen 010190-1234 fik det bedre"}, "cpr"),
    ],
)
def test_words_that_cannot_be_kept(chief, said, reason):
    with pytest.raises(services.TextRefusedError) as refused:
        services.judge(actor=chief, **TEAM, **SAID | said)
    assert refused.value.reason == reason
    assert not Judgement.objects.exists()


@pytest.mark.parametrize(
    "where",
    [
        {"edition": "2022-23"},
        {"edition": "nogen"},
        {"municipality": "E01", "sector": "daycare"},
        {"sector": ""},
    ],
)
def test_what_cannot_be_judged(chief, where):
    with pytest.raises(services.NoSuchEvaluationError):
        services.judge(actor=chief, **TEAM | where, **SAID)
    with pytest.raises(services.NoSuchEvaluationError):
        services.judge(actor=chief, **TEAM, **SAID | {"criterion": "C9"})


@pytest.mark.parametrize(
    "who",
    [
        (None, ""),
        (Role.MEMBER, "E01"),
        (Role.POLITICIAN, "E01"),
        (Role.STEERING_REPRESENTATIVE, "E01"),
        (Role.CONSULTANT, "E01"),
        (Role.CHIEF, "E02"),
        (Role.FACILITATOR, ""),
        (Role.PROGRAMME_OWNER, ""),
        (Role.EDITOR, ""),
    ],
)
def test_only_the_municipalitys_own_chief_and_lead_judge_it(viewer, who):
    with pytest.raises(NotAllowedError):
        services.judge(actor=viewer(*who), **TEAM, **SAID)
    with pytest.raises(NotAllowedError):
        services.close(actor=viewer(*who), **TEAM)


def test_a_chief_of_another_sector_does_not_judge(viewer):
    services.judge(actor=viewer(Role.PROJECT_LEAD, "E01", sector="school"), **TEAM, **SAID)
    with pytest.raises(NotAllowedError):
        services.judge(actor=viewer(Role.CHIEF, "E01", sector="daycare"), **TEAM, **SAID)


def test_the_edition_is_judged_by_those_who_run_it(facilitator, chief, viewer):
    services.judge(actor=facilitator, edition="example", **SAID)
    found = selectors.edition(facilitator, "example")
    assert found.criteria[0].judgement.verdict == "partly"
    for other in (chief, viewer(Role.EDITOR), ANYBODY):
        with pytest.raises(NotAllowedError):
            services.judge(actor=other, edition="example", **SAID)
    # A municipality's own and the edition's stand apart.
    assert (
        selectors.municipality(chief, "example", "E01", "school").parts[0].criteria[0].judgement
        is None
    )


def test_an_edition_counts_what_its_teams_judge_last(chief, facilitator, viewer):
    services.judge(actor=chief, **TEAM, **SAID)
    services.judge(actor=chief, **TEAM, **SAID | {"verdict": "met"})
    other = TEAM | {"municipality": "E02"}
    services.judge(actor=viewer(Role.CHIEF, "E02"), **other, **SAID | {"criterion": "C2"})
    found = selectors.edition(facilitator, "example")
    assert dict(found.criteria[0].teams) == {
        "Opfyldt": 1,
        "Delvist opfyldt": 0,
        "Ikke opfyldt endnu": 0,
        "Kan ikke vurderes": 0,
        "Ikke vurderet endnu": 1,
    }
    assert dict(found.criteria[1].teams)["Delvist opfyldt"] == 1
    own = selectors.municipality(chief, "example", "E01", "school")
    assert own.parts[0].criteria[0].teams == ()


def test_closed_by_whom_and_when_until_it_is_opened_again(chief):
    services.judge(actor=chief, **TEAM, **SAID)
    closing = services.close(actor=chief, **TEAM)
    assert services.close(actor=chief, **TEAM).pk == closing.pk
    part = selectors.municipality(chief, "example", "E01", "school").parts[0]
    assert part.closed.by == "En chief"
    assert not part.may_judge
    with pytest.raises(services.ClosedError):
        services.judge(actor=chief, **TEAM, **SAID | {"verdict": "met"})
    services.reopen(actor=chief, **TEAM)
    services.reopen(actor=chief, **TEAM)
    services.judge(actor=chief, **TEAM, **SAID | {"verdict": "met"})
    assert Closing.objects.get().opened_at is not None
    told = list(
        AuditEvent.objects.filter(action__startswith="evaluation.").values_list("action", flat=True)
    )
    assert told.count("evaluation.closed") == told.count("evaluation.opened") == 1


# --- asking participants ----------------------------------------------------------------------


def opened(facilitator, moment="start"):
    return services.open_survey(actor=facilitator, edition="example", moment=moment)


def test_everybody_on_a_team_is_asked_once_by_a_job(person, facilitator):
    run = opened(facilitator)
    assert run.definition == START
    assert opened(facilitator).pk == run.pk
    for _again in range(2):
        job = jobs.start(
            actor=facilitator,
            kind=services.ASK,
            key="evaluation.ask:example:start",
            subject="Spørgsmål",
            arguments={"edition": "example", "moment": "start", "by": facilitator.user_id},
        )
        jobs.run(job.pk)
    asked = run.invitations.values_list("to", flat=True)
    assert sorted(asked) == ["chef-e01@example.org", "chef-e02@example.org"]
    assert Letter.objects.filter(template="survey_invitation").count() == 2


def test_only_those_who_run_the_edition_ask(chief, viewer, facilitator):
    for other in (chief, viewer(Role.EDITOR), ANYBODY):
        with pytest.raises(NotAllowedError):
            services.open_survey(actor=other, edition="example", moment="start")
        with pytest.raises(NotAllowedError):
            services.addresses(actor=other, edition="example")
    with pytest.raises(services.NoSuchEvaluationError):
        services.open_survey(actor=facilitator, edition="2021", moment="start")
    for act in (services.remind, services.close_survey):
        with pytest.raises(services.NoSuchEvaluationError):
            act(actor=facilitator, edition="example", moment="end")


def answered(facilitator, number, moment="start"):
    """Open, let so many answer, and return the run, still open."""
    run = opened(facilitator, moment)
    names = [one.id for one in run.questionnaire.questions]
    for place in range(number):
        _asked, token = surveys.invite(actor=facilitator, run=run, to=f"d{place}@example.org")
        values = {name: "trying" if name == "practice" else 1 + place % 5 for name in names}
        surveys.answer(token=token, values=values)
    return run


def test_nothing_shows_while_it_is_open_or_of_few(chief, facilitator):
    answered(facilitator, 4)
    for _closed in (False, True):
        voices = selectors.municipality(chief, "example", "E01", "school").voices
        assert all(one.start is None for one in voices.questions)
        services.close_survey(actor=facilitator, edition="example", moment="start")
    assert voices.start.few
    assert (voices.start.answered, voices.start.state) == (4, "closed")


def test_start_and_end_are_two_distributions(chief, facilitator):
    for moment in ("start", "end"):
        answered(facilitator, 5, moment)
        services.close_survey(actor=facilitator, edition="example", moment=moment)
    voices = selectors.municipality(chief, "example", "E01", "school").voices
    assert len(voices.questions) == 8
    basis = voices.questions[0]
    for spread in (basis.start, basis.end):
        assert [(label, count.number) for label, count in spread.counts] == [
            ("1 – Slet ikke tydeligt", 1),
            ("2", 1),
            ("3", 1),
            ("4", 1),
            ("5 – Meget tydeligt", 1),
            ("Ved ikke", 0),
        ]
    assert voices.questions[-1].start is None
    beside = selectors.municipality(chief, "example", "E01", "school").parts[0].criteria[0]
    assert [one.id for one in beside.questions] == ["basis"]


def test_closed_takes_no_more_and_is_not_opened_again(facilitator):
    services.open_survey(
        actor=facilitator,
        edition="example",
        moment="start",
        closes_at=timezone.now() + dt.timedelta(days=3),
    )
    services.close_survey(actor=facilitator, edition="example", moment="start")
    assert opened(facilitator).is_closed
    assert Run.objects.count() == 1
    with pytest.raises(surveys.ClosedError):
        services.remind(actor=facilitator, edition="example", moment="start")
    assert people.viewer_by_id(facilitator.user_id)
