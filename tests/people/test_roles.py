"""Roles: each said in words, and each reaching exactly as far as it was given."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.people import rules, selectors, services
from samspil.people.models import AuditEvent, Membership, User
from samspil.people.roles import DESCRIPTIONS, Role
from samspil.people.viewer import ANYBODY, Grant, Viewer

db = pytest.mark.django_db
OWNER = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))


def person(name="Eva Eksempel", **more):
    email = f"{name.split()[0].lower()}@example.org"
    return services.find_or_add_user(email=email, name=name, **more)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_is_described_in_both_languages(role):
    words = DESCRIPTIONS[role]
    for text in (words.name, words.sentence, words.granted_by):
        danish = str(text)
        with translation.override("en"):
            english = str(text)
        assert danish
        assert english
        # A facilitator is called the same; every sentence differs.
        assert danish != english or text is words.name


@pytest.mark.parametrize(
    ("grant", "place", "covered"),
    [
        (Grant(Role.CHIEF, "615"), {"municipality": "615"}, True),
        (Grant(Role.CHIEF, "615"), {"municipality": "101"}, False),
        (Grant(Role.CHIEF, "615"), {}, False),
        (Grant(Role.FACILITATOR), {"municipality": "615", "edition": "2021"}, True),
        (Grant(Role.FACILITATOR, edition="2021"), {"edition": "2021"}, True),
        (Grant(Role.FACILITATOR, edition="2021"), {"edition": "2022-23"}, False),
        (Grant(Role.MEMBER, "615", "2021", "school"),
         {"municipality": "615", "edition": "2021", "sector": "school"}, True),
        (Grant(Role.MEMBER, "615", "2021", "school"),
         {"municipality": "615", "edition": "2021", "sector": "daycare"}, False),
        (Grant(Role.MEMBER, "615", "2021", "school"), {"municipality": "615"}, True),
    ],
)  # fmt: skip
def test_a_grant_reaches_as_far_as_it_was_given(grant, place, covered):
    assert grant.covers(**place) is covered
    assert Viewer(grants=(grant,)).holds(grant.role, **place) is covered
    assert not Viewer(grants=(grant,)).holds(Role.EXPERT, **place)


def test_nobody_in_particular_holds_nothing():
    assert not ANYBODY.is_signed_in
    assert not ANYBODY.holds(*Role)
    assert ANYBODY.municipalities() == ()


def test_a_viewers_municipalities_by_role():
    viewer = Viewer(
        1,
        grants=(
            Grant(Role.CHIEF, "751"),
            Grant(Role.MEMBER, "101"),
            Grant(Role.CHIEF, "101"),
            Grant(Role.FACILITATOR),
        ),
    )
    assert viewer.municipalities() == ("101", "751")
    assert viewer.municipalities([Role.MEMBER]) == ("101",)
    assert viewer.municipalities([Role.FACILITATOR]) == ()


GRANTS = st.builds(
    Grant,
    st.sampled_from(list(Role)),
    st.sampled_from(["", "101", "615"]),
    st.sampled_from(["", "2021"]),
    st.sampled_from(["", "school"]),
)


def may_grant_slowly(viewer, role, municipality):
    """The rule as the roles' own sentences say it, a grant at a time."""
    for grant in viewer.grants:
        if grant.role == "programme_owner" and grant.municipality in ("", municipality):
            return True
        chief_here = grant.role == "chief" and grant.municipality in ("", municipality)
        if chief_here and role in (
            "project_lead", "secretary", "member", "steering_representative", "politician",
        ):  # fmt: skip
            return True
    return False


@given(st.lists(GRANTS, max_size=3), st.sampled_from(list(Role)), st.sampled_from(["101", "615"]))
@settings(max_examples=50, deadline=None)
def test_who_may_give_which_role(grants, role, municipality):
    viewer = Viewer(1, grants=tuple(grants))
    # An owner's role is held everywhere or not at all.
    if any(g.role is Role.PROGRAMME_OWNER and g.municipality for g in grants):
        return
    assert rules.may_grant(viewer, role, municipality) is may_grant_slowly(
        viewer, role, municipality
    )


@db
def test_a_viewer_has_the_roles_held_now_and_no_others():
    eva = person()
    Membership.objects.create(user=eva, role=Role.CHIEF, municipality_id="615")
    Membership.objects.create(
        user=eva, role=Role.EDITOR, ended_at=timezone.now() + timezone.timedelta(seconds=1)
    )
    viewer = selectors.viewer_for(eva)
    assert viewer == Viewer(eva.pk, "Eva Eksempel", False, (Grant(Role.CHIEF, "615"),))
    assert selectors.viewer_for(None) is ANYBODY
    assert selectors.viewer_for(AnonymousUser()) is ANYBODY


@db
def test_somebody_whose_account_is_closed_is_nobody():
    eva = person()
    eva.is_active = False
    eva.save()
    assert selectors.viewer_for(eva) is ANYBODY


@db
def test_a_role_is_given_once_and_noted_once():
    eva = person()
    for _time in range(2):
        services.grant_role(actor=OWNER, user=eva, role=Role.CHIEF, municipality="615")
    assert Membership.objects.count() == 1
    (event,) = AuditEvent.objects.filter(action="people.role_granted")
    assert event.municipality_id == "615"
    assert event.details == {"person": eva.pk, "role": "chief"}


@db
def test_a_chief_gives_the_roles_of_the_own_municipality_alone():
    eva = person()
    chief = Viewer(eva.pk, grants=(Grant(Role.CHIEF, "615"),))
    services.grant_role(actor=chief, user=eva, role=Role.MEMBER, municipality="615")
    for role, municipality in (
        (Role.MEMBER, "101"),
        (Role.CHIEF, "615"),
        (Role.CONSULTANT, "615"),
        (Role.PROGRAMME_OWNER, ""),
        (Role.FACILITATOR, ""),
    ):
        with pytest.raises(services.NotAllowedError):
            services.grant_role(actor=chief, user=eva, role=role, municipality=municipality)
    with pytest.raises(services.NotAllowedError):
        services.grant_role(actor=ANYBODY, user=eva, role=Role.MEMBER, municipality="615")
    assert Membership.objects.count() == 1


@db
def test_a_role_that_ended_is_kept_and_can_be_given_again():
    eva = person()
    first = services.grant_role(actor=OWNER, user=eva, role=Role.MEMBER, municipality="615")
    chief = Viewer(eva.pk, grants=(Grant(Role.CHIEF, "615"),))
    with pytest.raises(services.NotAllowedError):
        services.end_role(actor=ANYBODY, membership=first)
    services.end_role(actor=chief, membership=first)
    assert selectors.viewer_for(eva).grants == ()
    second = services.grant_role(actor=OWNER, user=eva, role=Role.MEMBER, municipality="615")
    assert second.pk != first.pk
    assert Membership.objects.count() == 2
    assert AuditEvent.objects.filter(action="people.role_ended").count() == 1


@db
def test_an_address_is_one_person_whatever_the_case_of_its_letters():
    first = services.find_or_add_user(email=" Eva@Example.org ".strip(), name="Eva")
    again = services.find_or_add_user(email="EVA@example.ORG", name="Another")
    assert (again.pk, again.name, again.email) == (first.pk, "Eva", "eva@example.org")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(email="eVa@example.org")


# What must never be false, asked of the database itself.


@db
@pytest.mark.parametrize(
    "fields",
    [
        {"role": "emperor"},
        {"role": Role.CHIEF},
        {"role": Role.MEMBER, "municipality_id": None},
        {"role": Role.EDITOR, "ended_at": timezone.now() - timezone.timedelta(days=9)},
    ],
)
def test_the_database_refuses_a_role_that_cannot_be(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=person(), **fields)


@db
@pytest.mark.parametrize(
    "fields",
    [{"role": Role.FACILITATOR}, {"role": Role.CHIEF, "municipality_id": "615", "edition": "x"}],
)
def test_the_database_keeps_a_role_once_for_each_person(fields):
    eva = person()
    first = Membership.objects.create(user=eva, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=eva, **fields)
    Membership.objects.create(user=person("Ada Anden"), **fields)
    Membership.objects.filter(pk=first.pk).update(ended_at=timezone.now())
    assert Membership.objects.create(user=eva, **fields).pk


@db
def test_a_municipality_has_one_representative_at_a_time():
    fields = {
        "role": Role.STEERING_REPRESENTATIVE,
        "municipality_id": "615",
        "edition": "2021",
        "sector": "school",
    }
    Membership.objects.create(user=person(), **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=person("Ada Anden"), **fields)
    other = person("Ada Anden")
    assert Membership.objects.create(user=other, **(fields | {"sector": "daycare"})).pk


@db
def test_ones_own_page_says_what_one_may_do(client):
    eva = person()
    Membership.objects.create(user=eva, role=Role.CHIEF, municipality_id="615", edition="2021")
    client.force_login(eva)
    page = client.get("/konto/mig/").content.decode()
    assert "Eva Eksempel" in page
    assert "Horsens, 2021" in page
    assert str(DESCRIPTIONS[Role.CHIEF].sentence) in page
    client.force_login(person("Ada Anden"))
    assert "ingen rolle endnu" in client.get("/konto/mig/").content.decode()
    assert client.post("/konto/mig/").status_code == 405


@db
def test_ones_own_page_asks_a_stranger_to_sign_in(client):
    answer = client.get("/konto/mig/")
    assert (answer.status_code, answer["Location"]) == (302, "/konto/login/?next=/konto/mig/")
