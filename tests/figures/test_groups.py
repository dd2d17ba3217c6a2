"""Saved groups and KL's comparison groups: who may do what, and what is refused."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samspil.figures import selectors, services
from samspil.figures.models.peers import ComparisonList, ComparisonPair, MunicipalityGroup
from samspil.figures.peer_choice import PeerChoice
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError, find_or_add_user
from samspil.people.viewer import ANYBODY, Grant, Viewer

pytestmark = pytest.mark.django_db

MEMBERS = ["751", "630", "621"]
FILE = (
    "kommune;sammenligningskommune;område\n615;Vejle;skole\n0615;Kolding Kommune;skole\n"
    "Aarhus;Københavns Kommune;Dagtilbud\n"
)


@pytest.fixture
def person():
    def make(*grants: Grant, name: str = "eva") -> Viewer:
        user = find_or_add_user(email=f"{name}@example.org", name=name)
        return Viewer(user.pk, name, grants=grants)

    return make


def save(actor, **change):
    return services.save_group(
        actor=actor, **({"name": "Vi ved fjorden", "codes": MEMBERS} | change)
    )


def publish(actor, content=FILE):
    if isinstance(content, str):
        content = content.encode()
    return services.publish_lists(
        actor=actor, source="KL", as_of=dt.date(2026, 5, 1), name="kl.csv", content=content
    )


# --- saved groups -----------------------------------------------------------------------------


def test_a_group_is_its_owners(person):
    eva, bo = person(), person(name="bo")
    group = save(eva)
    (row,) = selectors.group_rows(viewer=eva)
    assert (row.name, sorted(row.codes), row.is_editable) == (
        "Vi ved fjorden", sorted(MEMBERS), True,
    )  # fmt: skip
    assert selectors.group_rows(viewer=bo) == []
    assert selectors.group_row(viewer=bo, group=group.pk) is None
    assert selectors.group_rows(viewer=ANYBODY) == []
    with pytest.raises(NotAllowedError):
        save(bo, group=group.pk, name="Min nu")
    with pytest.raises(NotAllowedError):
        services.delete_group(actor=bo, group=group.pk)


def test_a_group_is_compared_with_wherever_peers_are(person):
    eva = person()
    group = save(eva, codes=[*MEMBERS, "615"])
    choice = PeerChoice("group", group=group.pk)
    found = selectors.peers_of(code="615", choice=choice, viewer=eva)
    assert {peer.code for peer in found.peers} == set(MEMBERS)
    picture = selectors.challenge_picture(code="615", choice=choice, viewer=eva)
    assert picture.group.name == "Vi ved fjorden"
    assert set(picture.results[0].row.peers) == set(MEMBERS)
    with pytest.raises(selectors.ChoiceRefusedError, match="no_such_group"):
        selectors.peers_of(code="615", choice=choice)
    alone = save(eva, name="Kun os", codes=["615"])
    choice = PeerChoice("group", group=alone.pk)
    with pytest.raises(selectors.ChoiceRefusedError, match="nobody_else"):
        selectors.peers_of(code="615", choice=choice, viewer=eva)


def test_an_example_can_use_a_group_of_real_municipalities(person, examples):
    eva = person()
    choice = PeerChoice("group", group=save(eva).pk)
    found = selectors.peers_of(code="E01", choice=choice, viewer=eva)
    assert {peer.code for peer in found.peers} == set(MEMBERS)
    with pytest.raises(services.GroupRefusedError, match="unknown_members"):
        save(eva, name="Opdigtet", codes=["E01"])


def test_a_group_of_one_area_is_not_offered_in_the_other(person):
    eva = person()
    group = save(eva, sector="daycare")
    assert selectors.groups_for(viewer=eva, sector="school") == []
    assert len(selectors.groups_for(viewer=eva, sector="daycare")) == 1
    with pytest.raises(selectors.ChoiceRefusedError, match="no_such_group"):
        selectors.peers_of(
            code="615", choice=PeerChoice("group", group=group.pk), viewer=eva, sector="school"
        )


def test_a_group_is_shared_with_ones_own_municipality(person):
    chief = person(Grant(Role.CHIEF, "615"))
    group = save(chief, shared_with="615")
    member = person(Grant(Role.MEMBER, "615"), name="bo")
    assert [row.is_editable for row in selectors.group_rows(viewer=member)] == [False]
    assert selectors.group_rows(viewer=person(Grant(Role.MEMBER, "751"), name="ib")) == []
    with pytest.raises(NotAllowedError):
        save(chief, name="Jeres", shared_with="751")
    with pytest.raises(NotAllowedError):
        save(chief, name="Alles", shared_with="*")
    with pytest.raises(NotAllowedError):
        save(member, group=group.pk)


def test_organisers_share_with_everybody(person):
    owner = person(Grant(Role.PROGRAMME_OWNER))
    group = save(owner, shared_with="*")
    assert [row.for_all for row in selectors.group_rows(viewer=ANYBODY)] == [True]
    choice = PeerChoice("group", group=group.pk)
    assert len(selectors.peers_of(code="615", choice=choice).peers) == 3
    facilitator = person(Grant(Role.FACILITATOR), name="bo")
    changed = save(facilitator, group=group.pk, name="Nyt navn", shared_with="*")
    assert (changed.owner_id, changed.name) == (owner.user_id, "Nyt navn")
    services.delete_group(actor=facilitator, group=group.pk)
    assert not MunicipalityGroup.objects.exists()


def test_nobody_in_particular_saves_nothing():
    with pytest.raises(NotAllowedError):
        save(ANYBODY)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"name": "  "}, "no_name"),
        ({"codes": []}, "no_members"),
        ({"codes": ["999"]}, "unknown_members"),
        ({"codes": ["615", "615"]}, "unknown_members"),
        ({}, "name_taken"),
    ],
)
def test_a_group_that_cannot_be(person, change, reason):
    eva = person()
    if reason == "name_taken":
        save(eva)
    with pytest.raises(services.GroupRefusedError, match=reason):
        save(eva, **change)
    assert MunicipalityGroup.objects.count() == (reason == "name_taken")


def test_what_is_done_to_groups_is_written_down(person):
    eva = person()
    group = save(eva)
    services.delete_group(actor=eva, group=group.pk)
    actions = AuditEvent.objects.order_by("pk").values_list("action", "details__name")
    assert list(actions)[-2:] == [
        ("figures.group_saved", "Vi ved fjorden"),
        ("figures.group_deleted", "Vi ved fjorden"),
    ]


@pytest.mark.parametrize(
    "change",
    [{"sector": "both"}, {"name": ""}, {"for_all": True, "municipality_id": "615"}],
)
def test_the_database_keeps_groups_true(person, change):
    fields = {"name": "x", "owner_id": person().user_id} | change
    with pytest.raises(IntegrityError), transaction.atomic():
        MunicipalityGroup.objects.create(**fields)


# --- KL's comparison groups -------------------------------------------------------------------


def test_a_list_is_brought_by_area_and_used(person):
    owner = person(Grant(Role.PROGRAMME_OWNER))
    school, daycare = sorted(publish(owner), key=lambda one: one.sector, reverse=True)
    assert (school.pairs.count(), daycare.pairs.count()) == (2, 1)
    found = selectors.peers_of(code="615", choice=PeerChoice("kl"))
    assert {peer.code for peer in found.peers} == {"630", "621"}
    picture = selectors.challenge_picture(code="615", choice=PeerChoice("kl"))
    assert (picture.kl.source, picture.kl.as_of) == ("KL", dt.date(2026, 5, 1))
    with pytest.raises(selectors.ChoiceRefusedError, match="not_in_kl_list"):
        selectors.peers_of(code="101", choice=PeerChoice("kl"))
    other = selectors.peers_of(code="751", choice=PeerChoice("kl"), sector="daycare")
    assert [peer.code for peer in other.peers] == ["101"]


def test_a_newer_list_takes_over_and_the_older_stays(person):
    owner = person(Grant(Role.PROGRAMME_OWNER))
    publish(owner)
    publish(owner, "municipality,peer,sector\n615,Aarhus,school\n")
    found = selectors.peers_of(code="615", choice=PeerChoice("kl"))
    assert [peer.code for peer in found.peers] == ["751"]
    assert [row.municipalities for row in selectors.list_rows()] == [1, 1, 1]
    assert ComparisonPair.objects.count() == 4
    # The other area keeps its list.
    assert selectors.current_list(sector="daycare").file_name == "kl.csv"


def test_without_a_list_it_is_said():
    with pytest.raises(selectors.ChoiceRefusedError, match="no_kl_list"):
        selectors.peers_of(code="615", choice=PeerChoice("kl"))


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.EDITOR])
def test_only_owners_bring_lists(person, role):
    with pytest.raises(NotAllowedError):
        publish(person(Grant(role)))


HEAD = "kommune;sammenligningskommune;område\n"


@pytest.mark.parametrize(
    ("content", "line", "found"),
    [
        ("", 1, ""),
        ("a;b;c\n615;751;skole\n", 1, "a;b;c"),
        (HEAD, 2, ""),
        (HEAD + "615;Atlantis;skole\n", 2, "Atlantis"),
        (HEAD + "615;751;skole\n615;999;skole\n", 3, "999"),
        (HEAD + "615;751;børnehave\n", 2, "børnehave"),
        (HEAD + "615;Horsens;skole\n", 2, "Horsens"),
        (HEAD + "615;751;skole\n\nHorsens;Aarhus;skole\n", 4, "615 751"),
        (HEAD + "615;E01;skole\n", 2, "E01"),
        (HEAD + "615\n", 2, ""),
        (b"\xff\xfe\x00\x00", 1, "ÿþ\x00\x00"),
        ((HEAD + "x" * 1_000_001).encode(), 1, None),
    ],
)
def test_a_file_with_one_bad_line_changes_nothing_and_names_it(person, content, line, found):
    owner = person(Grant(Role.PROGRAMME_OWNER))
    with pytest.raises(services.ListRefusedError) as refused:
        publish(owner, content)
    first = refused.value.complaints[0]
    assert first.line == line
    assert found is None or first.found == found
    assert first.expected
    assert not ComparisonList.objects.exists()


def test_every_bad_line_is_named(person):
    owner = person(Grant(Role.PROGRAMME_OWNER))
    with pytest.raises(services.ListRefusedError) as refused:
        publish(owner, HEAD + "x;y;z\n615;751;skole\n;;skole\n")
    lines = [(one.line, one.column) for one in refused.value.complaints]
    assert lines == [
        (2, "kommune"), (2, "sammenligningskommune"), (2, "område"),
        (4, "kommune"), (4, "sammenligningskommune"),
    ]  # fmt: skip


def test_a_file_from_an_old_spreadsheet_is_read(person):
    owner = person(Grant(Role.PROGRAMME_OWNER))
    text = "Kommune;Sammenligningskommune;Område\nSønderborg;Tønder;skole\n"
    (published,) = publish(owner, text.encode("cp1252"))
    assert published.pairs.get().peer_id == "550"


def test_the_database_keeps_pairs_true(person):
    owner = person(Grant(Role.PROGRAMME_OWNER))
    (first, _) = publish(owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        ComparisonPair.objects.create(list=first, municipality_id="615", peer_id="615")
    pair = first.pairs.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        ComparisonPair.objects.create(
            list=first, municipality_id=pair.municipality_id, peer_id=pair.peer_id
        )
