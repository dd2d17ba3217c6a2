"""Beginning, judging, finding, finishing: who may, what is kept, what is refused."""

import pytest
from tests.screening.conftest import asked

from samspil.people.models import AuditEvent
from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY
from samspil.screening import selectors, services
from samspil.screening.models import Finding, Judgement, Screening

CODE, OTHER = "E91", "E92"
pytestmark = pytest.mark.django_db


def judge(screening, actor, question="3.1", level=2, note=""):
    return services.judge(
        actor=actor, screening=screening.pk, question=question, level=level, note=note
    )


def find(screening, actor, **changed):
    given = {
        "lever": 5,
        "claim": "Børnene bliver ikke hørt",
        "kind": "justering",
        "bottom_line": "child",
    }
    return services.add_finding(actor=actor, screening=screening.pk, **(given | changed))


@pytest.mark.parametrize("role", ["consultant", "chief", "lead"])
def test_those_who_know_the_municipality_begin_once(viewer, role):
    actor = viewer(role)
    first = services.start(actor=actor, municipality=CODE, sector="school")
    again = services.start(actor=viewer("chief"), municipality=CODE, sector="school")
    assert first.pk == again.pk
    assert AuditEvent.objects.filter(action="screening.started").count() == 1
    other = services.start(actor=actor, municipality=CODE, sector="daycare")
    assert other.pk != first.pk


@pytest.mark.parametrize("role", ["member", "politician", "programme_owner", "facilitator"])
def test_nobody_else_begins(viewer, role):
    with pytest.raises(NotAllowedError):
        services.start(actor=viewer(role), municipality=CODE, sector="school")
    assert not Screening.objects.exists()


def test_another_municipalitys_people_and_strangers_begin_nothing(viewer):
    for actor in (viewer("consultant", OTHER), viewer("chief", OTHER), ANYBODY):
        with pytest.raises(NotAllowedError):
            services.start(actor=actor, municipality=CODE, sector="school")


def test_a_role_in_one_sector_does_not_reach_the_other(viewer):
    lead = viewer("lead", sector="daycare")
    with pytest.raises(NotAllowedError):
        services.start(actor=lead, municipality=CODE, sector="school")
    assert services.start(actor=lead, municipality=CODE, sector="daycare").is_open


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"municipality": "999"}, "municipality"),
        ({"sector": "garden"}, "sector"),
        ({"instrument": "none"}, "instrument"),
        ({"form": "endless"}, "form"),
    ],
)
def test_what_does_not_exist_is_refused(viewer, changed, field):
    given = {"municipality": CODE, "sector": "school"} | changed
    with pytest.raises(services.AnswerRefusedError) as refused:
        services.start(actor=viewer("chief"), **given)
    assert refused.value.field == field


def test_the_instrument_is_kept_as_it_was(screening, monkeypatch):
    from samspil.screening import instrument

    standing = screening.frozen_instrument()
    assert standing.lever(5).label.da == "Visitationsprocessen"
    assert (
        screening.instrument_version == instrument.load_instruments()["seven-levers-2026"].version
    )
    screening.content["levers"][4]["label"]["da"] = "Noget andet"
    screening.save()
    screening.refresh_from_db()
    assert screening.frozen_instrument().lever(5).label.da == "Noget andet"
    assert (
        instrument.load_instruments()["seven-levers-2026"].content.lever(5).label.da
        != "Noget andet"
    )


def test_an_answer_is_kept_replaced_and_written_in_the_trail(screening, viewer):
    chief = viewer("chief")
    question = asked(screening, 3)[0]
    judge(screening, chief, question, level=2, note=" Fordi ")
    judge(screening, viewer("lead"), question, level=3)
    judge(screening, chief, question, level=3)
    answer = Judgement.objects.get()
    assert (answer.lever, answer.level, answer.note) == (3, 3, "")
    events = AuditEvent.objects.filter(action="screening.judged")
    assert events.count() == 2, "the same answer again is no event"
    assert all(event.details == {"lever": 3} for event in events), "no words of anybody's"


def test_dont_know_is_an_answer_without_a_verdict(screening, viewer):
    judge(screening, viewer("chief"), asked(screening, 3)[0], level=None)
    view = selectors.screening(viewer=viewer("chief"), screening=screening.pk)
    assert view.levers[2].position.standing == "unknown"
    assert view.levers[2].questions[0].level is None
    assert view.levers[2].questions[0].is_answered
    assert view.levers[0].position.standing == "open"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"question": "8.1"}, "question"),
        ({"question": "3.99"}, "question"),
        ({"question": "x"}, "question"),
        ({"level": 0}, "level"),
        ({"level": 5}, "level"),
    ],
)
def test_answers_that_cannot_be_stored_are_refused(screening, viewer, changed, field):
    with pytest.raises(services.AnswerRefusedError) as refused:
        judge(screening, viewer("chief"), **({"question": asked(screening, 3)[0]} | changed))
    assert refused.value.field == field
    assert not Judgement.objects.exists()


def test_a_finding_pressed_twice_is_written_once(screening, viewer):
    one = find(screening, viewer("chief"), effect=3, effort=1)
    two = find(screening, viewer("lead"), claim=" Børnene bliver ikke hørt ")
    assert one.pk == two.pk
    assert AuditEvent.objects.filter(action="screening.finding_added").count() == 1
    find(screening, viewer("chief"), kind="potentiale")
    assert Finding.objects.count() == 2


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"lever": 8}, "lever"),
        ({"claim": "  "}, "claim"),
        ({"kind": "klage"}, "kind"),
        ({"bottom_line": "alle"}, "bottom_line"),
        ({"effect": 4, "effort": 1}, "effect"),
        ({"effect": 2}, "effort"),
        ({"effort": 2}, "effect"),
    ],
)
def test_findings_that_cannot_be_stored_are_refused(screening, viewer, changed, field):
    with pytest.raises(services.AnswerRefusedError) as refused:
        find(screening, viewer("chief"), **changed)
    assert refused.value.field == field
    assert not Finding.objects.exists()


def test_finishing_needs_no_answer_and_closes_the_screening(screening, viewer):
    chief = viewer("chief")
    done = services.finish(actor=chief, screening=screening.pk)
    assert not done.is_open
    assert services.finish(actor=chief, screening=screening.pk).finished_at == done.finished_at
    assert AuditEvent.objects.filter(action="screening.finished").count() == 1
    with pytest.raises(services.FinishedError):
        judge(screening, chief, asked(screening, 3)[0])
    with pytest.raises(services.FinishedError):
        find(screening, chief)
    later = services.start(actor=chief, municipality=CODE, sector="school")
    assert later.pk != screening.pk, "a year later there can be a second one"


@pytest.mark.parametrize(
    ("role", "place"),
    [("member", CODE), ("politician", CODE), ("consultant", OTHER), ("facilitator", CODE)],
)
def test_those_who_may_not_change_it_change_nothing(screening, viewer, role, place):
    actor = viewer(role, place)
    for act in (
        lambda: judge(screening, actor, asked(screening, 3)[0]),
        lambda: find(screening, actor),
        lambda: services.finish(actor=actor, screening=screening.pk),
    ):
        with pytest.raises(NotAllowedError):
            act()
    screening.refresh_from_db()
    assert screening.is_open
    assert not Judgement.objects.exists()


def test_an_unknown_screening_does_not_exist(viewer, example):
    with pytest.raises(Screening.DoesNotExist):
        services.finish(actor=viewer("chief"), screening=999_999)


READERS = ["consultant", "chief", "lead", "member", "programme_owner"]


@pytest.mark.parametrize("role", [*READERS, "politician", "facilitator", "expert", "editor"])
def test_who_reads_what_is_not_finished(filled, viewer, role):
    found = selectors.screening(viewer=viewer(role), screening=filled.pk)
    assert (found is not None) == (role in READERS)


def test_politicians_read_it_once_finished(filled, viewer):
    services.finish(actor=viewer("chief"), screening=filled.pk)
    reader, stranger = viewer("politician"), viewer("politician", OTHER)
    assert selectors.screening(viewer=reader, screening=filled.pk) is not None
    assert selectors.screening(viewer=stranger, screening=filled.pk) is None
    assert selectors.screening(viewer=ANYBODY, screening=filled.pk) is None
    assert [row.id for row in selectors.mine(viewer=reader)] == [filled.pk]
    assert selectors.mine(viewer=stranger) == []


def test_findings_are_read_by_other_rooms(filled, viewer):
    where = {"edition": "", "code": CODE, "sector": "school"}
    found = selectors.findings(viewer=viewer("member"), **where)
    assert [finding.lever for finding in found] == [2, 3, 4, 5]
    assert found[0].kind == "potentiale"
    assert found[0].lever_label == "Inklusionspraksis i de almene børnefællesskaber"
    assert selectors.findings(viewer=viewer("member", OTHER), **where) == []
    assert selectors.findings(viewer=viewer("member"), **(where | {"sector": "daycare"})) == []


def test_organisers_follow_without_reading(filled, viewer):
    assert [row.answered for row in selectors.progress(viewer=viewer("facilitator"), edition="")]
    assert selectors.progress(viewer=viewer("chief"), edition="") == []
    assert selectors.screening(viewer=viewer("facilitator"), screening=filled.pk) is None


def test_what_can_be_begun_follows_the_roles(screening, viewer):
    found = selectors.can_start(viewer=viewer("chief"))
    assert [(choice.code, choice.sector) for choice in found] == [(CODE, "daycare")]
    assert selectors.can_start(viewer=viewer("member")) == []
    assert len(selectors.can_start(viewer=viewer("consultant", OTHER))) == 2


def test_the_screening_says_where_each_lever_stands(filled, viewer):
    view = selectors.screening(viewer=viewer("chief"), screening=filled.pk)
    standing = [lever.position.standing.value for lever in view.levers]
    assert standing == [
        "well_equipped", "challenged", "challenged", "challenged", "well_equipped", "unknown",
        "open",
    ]  # fmt: skip
    assert view.summary == "Godt rustet på 2 og udfordret på 3 af de syv greb; 2 står åbne"
    assert sorted(view.evidence_kinds) == ["document", "document", "interview", "workshop"]
    assert view.levers[0].confidence_words == "Tyndt (1)"
    assert view.levers[3].confidence_words == "Intet angivet"
