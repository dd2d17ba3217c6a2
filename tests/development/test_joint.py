"""One process for school and daycare: begun, made so, found by both, and never beside another."""

from decimal import Decimal

import pytest
from development_story import AIM, PLAN, WHERE, form_group, register
from django.db import IntegrityError, transaction
from django.utils import timezone

from samspil.development import selectors, services
from samspil.development.doors import doors
from samspil.development.models import Process, ProcessTheme, SectorTaken
from samspil.development.services import processes
from samspil.development.values import MeasurePlan, Scope, Stated
from samspil.knowledge import selectors as knowledge
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError

pytestmark = pytest.mark.django_db
BOTH = "E03"
TYPED = {
    "what": AIM.what,
    "for_whom": AIM.for_whom,
    "how_much": AIM.how_much,
    "by_when": "2027-12-01",
    "owner": AIM.owner,
}


def where(sector):
    return {"edition": "example", "municipality": BOTH, "sector": sector}


def begin(actor, sector, **more):
    return services.begin_process(actor=actor, aim=AIM, **where(sector), **more)


@pytest.fixture
def of(viewer, edition):
    """Somebody on the team of one sector: ``of("school")``."""
    register(BOTH, "school", "daycare")
    return lambda sector: viewer(Role.MEMBER, BOTH, edition=edition, sector=sector)


@pytest.fixture
def joint(of):
    return begin(of("school"), "school", is_joint=True)


def found(viewer, sector):
    return selectors.process_for(viewer=viewer, edition="example", code=BOTH, sector=sector)


def test_a_joint_process_is_that_of_either_sector_to_people_of_either(of, joint):
    for person in (of("school"), of("daycare")):
        for sector in ("school", "daycare"):
            view = found(person, sector)
            assert view.row.id == joint.pk
            assert view.row.sector_name == "Skole og dagtilbud sammen"
            assert view.may_write
        assert [row.id for row in selectors.mine(viewer=person)] == [joint.pk]


def test_people_of_the_other_sector_write_in_it(of, joint):
    daycare = of("daycare")
    test = services.plan_test(actor=daycare, process=joint.pk, plan=PLAN)
    services.begin_test(actor=daycare, test=test.pk)
    services.change_aim(actor=daycare, process=joint.pk, aim=AIM)
    view = found(daycare, "daycare")
    asked = {"viewer": daycare, "view": view, "now": timezone.now()}
    assert selectors.may_bring(**asked, standing=frozenset()) == set()
    assert selectors.taken_home(viewer=daycare, row=view.row) == []


def test_people_of_the_other_sector_measure_in_it_and_see_what_is_about_few(of, joint):
    plan = MeasurePlan("Dialogmøder", "Møder holdt", "process", shape="count", frequency="monthly")
    daycare = of("daycare")
    measure = services.begin_measure(actor=daycare, process=joint.pk, plan=plan)
    point = Stated(timezone.localdate(), value=Decimal(2))
    services.add_point(actor=daycare, measure=measure.pk, stated=point)
    for person in (of("school"), daycare):
        [one] = selectors.measures(viewer=person, process=joint.pk)
        assert [point.value for point in one.points] == [2]
        found_again = selectors.measure(viewer=person, process=joint.pk, measure=measure.pk)
        assert found_again.kept_back == 0
        when = one.points[0].when.isoformat()
        assert selectors.history(viewer=person, view=one, when=when) == []


def test_people_of_the_other_sector_write_a_case_of_it_and_find_its_evaluation(of, joint):
    for sector in ("school", "daycare"):
        person = of(sector)
        assert knowledge.beginnings(person, joint.pk).process == joint.pk
        assert [row.id for row in knowledge.own_processes(person)] == [joint.pk]
        [door] = doors(person, found(person, sector))
        assert door.href == f"/evaluering/example/{BOTH}/{sector}/"


def test_people_of_the_other_sector_ask_about_it_as_their_own_team(of, joint, visit):
    form_group(BOTH, "E01")
    client = visit(Role.MEMBER, BOTH, edition="example", sector="daycare")
    page = client.get(f"/sparring/spoerg/?om={joint.pk}").content.decode()
    assert f'value="example/{BOTH}/daycare"' in page
    assert f"example/{BOTH}/school" not in page


def test_every_page_of_it_opens_for_people_of_the_other_sector(of, joint, visit):
    plan = MeasurePlan("Dialogmøder", "Møder holdt", "process", shape="count", frequency="monthly")
    measure = services.begin_measure(actor=of("school"), process=joint.pk, plan=plan)
    test = services.plan_test(actor=of("school"), process=joint.pk, plan=PLAN)
    client = visit(Role.MEMBER, BOTH, edition="example", sector="daycare")
    place = f"/udvikling/{joint.pk}/"
    parts = ("", "ambition/", "udgangspunkt/vaelg/", "vision/ny/", "organisering/skriv/",
             "temaer/", "tidslinje/", "udskriv/", "drivere/", "maalinger/",
             f"maalinger/{measure.pk}/", f"maalinger/{measure.pk}/ny/",
             f"maalinger/{measure.pk}/data.csv")  # fmt: skip
    assert {part: client.get(place + part).status_code for part in parts} == dict.fromkeys(
        parts, 200
    )
    assert client.get(f"/udvikling/proever/{test.pk}/plan/").status_code == 200
    assert client.get(f"/evaluering/example/{BOTH}/daycare/").status_code == 200
    answer = client.post(f"/viden/fra-proces/{joint.pk}/")
    assert client.get(answer.url).status_code == 200


def test_the_other_sector_begins_none_and_is_told_which_stands(of, joint):
    with pytest.raises(services.JointProcessError) as refusal:
        begin(of("daycare"), "daycare")
    assert refusal.value.process == joint.pk
    assert selectors.choices(viewer=of("daycare")) == []
    assert begin(of("school"), "school") == joint


def test_a_joint_one_is_not_begun_beside_one_that_stands(of):
    begin(of("daycare"), "daycare")
    with pytest.raises(services.OtherProcessError):
        begin(of("school"), "school", is_joint=True)
    assert [one.is_joint for one in selectors.choices(viewer=of("school"))] == [False]


def test_who_begins_in_the_same_moment_is_led_to_the_joint_one(of, joint, monkeypatch):
    look, seen = processes._standing, []

    def not_yet(where, *, is_joint):
        seen.append(where)
        return None if len(seen) == 1 else look(where, is_joint=is_joint)

    monkeypatch.setattr(processes, "_standing", not_yet)
    with pytest.raises(services.JointProcessError) as refusal:
        begin(of("daycare"), "daycare")
    assert refusal.value.process == joint.pk
    assert Process.objects.count() == 1


def test_a_process_becomes_joint_and_single_again(of):
    school, daycare = of("school"), of("daycare")
    process = begin(school, "school")
    assert found(daycare, "daycare") is None
    services.set_scope(actor=school, process=process.pk, scope=Scope(is_joint=True))
    assert found(daycare, "daycare").row.is_joint
    services.set_scope(actor=daycare, process=process.pk, scope=Scope())
    assert found(daycare, "daycare") is None
    assert begin(daycare, "daycare") != process
    with pytest.raises(services.OtherProcessError):
        services.set_scope(actor=school, process=process.pk, scope=Scope(is_joint=True))
    assert not selectors.could_be_joint(found(school, "school").row)


def test_joint_is_for_those_who_take_part_in_both(lead, process):
    with pytest.raises(services.NotTakingPartError):
        services.set_scope(actor=lead, process=process.pk, scope=Scope(is_joint=True))
    process.refresh_from_db()
    assert not process.is_joint
    view = selectors.process(viewer=lead, process=process.pk)
    assert not selectors.could_be_joint(view.row)


def test_the_database_keeps_a_joint_one_and_another_apart(joint):
    other = Process.objects.create(
        edition="example", municipality_id=BOTH, sector="daycare", by_when=AIM.by_when, **AIM.texts
    )
    taken = {"edition": "example", "municipality_id": BOTH}
    with pytest.raises(IntegrityError), transaction.atomic():
        SectorTaken.objects.create(process=other, sector="daycare", **taken)
    with pytest.raises(IntegrityError), transaction.atomic():
        SectorTaken.objects.create(process=other, sector="kindergarten", **taken)


def test_themes_are_chosen_once_and_shown_by_name(lead, process):
    scope = Scope(themes=("overgange", "data"), transition=True)
    for _again in range(2):
        services.set_scope(actor=lead, process=process.pk, scope=scope)
    view = selectors.process(viewer=lead, process=process.pk)
    assert view.theme_names == ("Data og viden", "Overgange og sammenhæng")
    assert view.transition
    with pytest.raises(services.TextRefusedError):
        services.set_scope(actor=lead, process=process.pk, scope=Scope(themes=("vejret",)))
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcessTheme.objects.create(process=process, theme="data")
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcessTheme.objects.create(process=process, theme="")


def test_those_who_read_choose_no_themes(process, viewer):
    with pytest.raises(NotAllowedError):
        services.set_scope(
            actor=viewer(Role.POLITICIAN, "E01"), process=process.pk, scope=Scope(themes=("data",))
        )


def test_a_joint_process_is_begun_by_hand_and_the_other_sector_is_led_to_it(of, visit):
    client = visit(Role.MEMBER, BOTH, edition="example", sector="school")
    assert "skole og dagtilbud sammen" in client.get("/udvikling/ny/").content.decode()
    client.post("/udvikling/ny/", {"team": f"example/{BOTH}/school/joint", **TYPED})
    joint = Process.objects.get()
    assert joint.is_joint
    client = visit(Role.MEMBER, BOTH, edition="example", sector="daycare")
    page = client.get(f"/udvikling/{joint.pk}/").content.decode()
    assert "skole og dagtilbud sammen" in page
    assert "Skole og dagtilbud sammen" in client.get("/").content.decode()


def test_the_scope_page(visit, process):
    place = f"/udvikling/{process.pk}/temaer/"
    client = visit(Role.PROJECT_LEAD, "E01")
    assert "is_joint" not in client.get(place).content.decode()
    answer = client.post(place, {"themes": ["data"], "transition": "on"}, follow=True)
    page = answer.content.decode()
    assert "Data og viden; overgangen fra dagtilbud til skole" in page
    assert "vejret" in client.post(place, {"themes": ["vejret"]}).content.decode()
    assert visit(signed_in=False).get(place).status_code == 302
    assert visit(Role.CHIEF, "E02").get(place).status_code == 404
    assert visit(Role.POLITICIAN, "E01").get(place).status_code == 403
    assert client.put(place).status_code == 405


def test_only_the_other_municipality_keeps_out(of, joint, viewer):
    stranger = viewer(Role.CHIEF, WHERE["municipality"])
    assert selectors.process(viewer=stranger, process=joint.pk) is None
