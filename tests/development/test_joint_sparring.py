"""A question about a process for school and daycare together is both teams', and so its answers."""

import dataclasses
import datetime as dt

import pytest
from development_story import AIM, ASK, GIVEN, form_group, register

from samspil.development import selectors, services
from samspil.development.values import Scope, Tie
from samspil.letters.models import Letter
from samspil.people.models import User
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError

pytestmark = pytest.mark.django_db
BOTH = "E03"
WHERE = {"edition": "example", "municipality": BOTH, "sector": "school"}
MONDAY = dt.datetime(2027, 1, 4, 9, tzinfo=dt.UTC)


@pytest.fixture
def of(viewer, edition):
    """Somebody on the team of one sector: ``of("school")``."""
    register(BOTH, "school", "daycare")
    form_group(BOTH, "E02")
    return lambda sector: viewer(Role.MEMBER, BOTH, edition=edition, sector=sector)


@pytest.fixture
def joint(of):
    return services.begin_process(actor=of("school"), aim=AIM, is_joint=True, **WHERE)


@pytest.fixture
def about(of, joint):
    """The school's team has asked about the joint process."""
    return services.ask(
        actor=of("school"), question=ASK, audience="group", tie=Tie(joint.pk), now=MONDAY, **WHERE
    )


@pytest.fixture
def answer(about, other):
    moment = MONDAY + dt.timedelta(hours=1)
    return services.give(actor=other, question=about.pk, given=GIVEN, now=moment)


def test_both_teams_see_it_and_its_answers(of, joint, about, answer, visit):
    for sector in ("school", "daycare"):
        person = of(sector)
        row = selectors.process(viewer=person, process=joint.pk).row
        assert [one.id for one in selectors.questions_about(viewer=person, row=row)] == [about.pk]
        assert [one.id for one in selectors.our_questions(viewer=person)] == [about.pk]
        view = selectors.sparring_question(viewer=person, question=about.pk)
        assert [one.text for one in view.answers] == [GIVEN.text]
    client = visit(Role.MEMBER, BOTH, edition="example", sector="daycare")
    assert GIVEN.text in client.get(f"/sparring/{about.pk}/").content.decode()
    assert ASK.stuck in client.get(f"/udvikling/{joint.pk}/").content.decode()


def test_the_other_team_acts_on_it_as_its_own(of, about, answer):
    daycare = of("daycare")
    services.say_used(actor=daycare, answer=answer.pk, used="yes", what="Tirsdagene.")
    words = dataclasses.replace(ASK, stuck="Hvem indkalder?")
    services.change_question(actor=daycare, question=about.pk, words=words, now=MONDAY)
    services.close_question(actor=daycare, question=about.pk, last_word="Tak.")
    view = selectors.sparring_question(viewer=of("school"), question=about.pk)
    assert (view.row.stuck, view.row.last_word) == ("Hvem indkalder?", "Tak.")
    assert view.answers[0].used_what == "Tirsdagene."


def test_both_teams_are_written_to_when_somebody_answers(of, answer):
    to = {User.objects.get(pk=of(sector).user_id).email for sector in ("school", "daycare")}
    services.write_letters(now=MONDAY + dt.timedelta(days=1))
    told = {one.to for one in Letter.objects.filter(template="sparring")}
    assert to <= told


def test_a_question_of_its_own_is_the_one_team_alone(of, joint):
    alone = services.ask(actor=of("school"), question=ASK, audience="group", now=MONDAY, **WHERE)
    assert selectors.sparring_question(viewer=of("daycare"), question=alone.pk) is None
    with pytest.raises(NotAllowedError):
        services.close_question(actor=of("daycare"), question=alone.pk, last_word="Tak.")


def test_once_the_process_is_of_one_sector_so_is_the_question(of, joint, about):
    services.set_scope(actor=of("school"), process=joint.pk, scope=Scope())
    assert selectors.sparring_question(viewer=of("daycare"), question=about.pk) is None
    assert selectors.our_questions(viewer=of("daycare")) == []
