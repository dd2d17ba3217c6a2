"""The page on which roles are given and taken back: by whom, to whom, audited and told."""

import pytest

from samspil.letters.models import Letter
from samspil.people import services
from samspil.people.models import AuditEvent, Membership, User
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for

pytestmark = pytest.mark.django_db
PAGE = "/konto/roller/"
GIVEN_BY_CHIEFS = {
    Role.PROJECT_LEAD, Role.SECRETARY, Role.MEMBER, Role.STEERING_REPRESENTATIVE,
    Role.POLITICIAN,
}  # fmt: skip


def holder(role: Role, municipality: str = "") -> User:
    user = services.find_or_add_user(email=f"{role}-{municipality}@example.org", name=f"En {role}")
    Membership.objects.get_or_create(user=user, role=role, municipality_id=municipality or None)
    return user


@pytest.fixture
def as_role(client):
    """Sign in as somebody with a role."""

    def enter(role: Role, municipality: str = ""):
        client.force_login(holder(role, municipality))
        return client

    return enter


def asked(role: Role, municipality: str = "", email: str = "ny@example.org") -> dict[str, str]:
    return {"name": "Ny Person", "email": email, "role": role, "municipality": municipality}


def held(role: Role, municipality: str = "") -> Membership | None:
    return Membership.objects.filter(
        user__email="ny@example.org",
        role=role,
        municipality_id=municipality or None,
        ended_at=None,
    ).first()


@pytest.mark.parametrize("role", list(Role))
def test_an_owner_gives_every_role_and_the_person_is_told(as_role, role):
    place = "615" if role.is_municipal else ""
    answer = as_role(Role.PROGRAMME_OWNER).post(PAGE, asked(role, place))
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert held(role, place)
    letter = Letter.objects.get()
    assert letter.to == "ny@example.org"
    assert "har givet dig rollen" in letter.body
    assert ("Horsens" in letter.subject) == role.is_municipal
    event = AuditEvent.objects.filter(action="people.role_granted").first()
    assert event.details["role"] == role
    assert viewer_for(User.objects.get(email="ny@example.org")).holds(role, municipality=place)


@pytest.mark.parametrize("role", list(Role))
def test_a_chief_gives_the_municipal_roles_of_the_own_municipality_alone(as_role, role):
    client = as_role(Role.CHIEF, "615")
    assert client.post(PAGE, asked(role, "101")).status_code == 422 or not held(role, "101")
    client.post(PAGE, asked(role, "615"))
    assert bool(held(role, "615")) == (role in GIVEN_BY_CHIEFS)
    assert not held(role)
    assert not held(role, "101")


@pytest.mark.parametrize(
    "role", [role for role in Role if role not in {Role.PROGRAMME_OWNER, Role.CHIEF}]
)
def test_others_give_nothing(as_role, role):
    client = as_role(role, "615" if role.is_municipal else "")
    assert client.get(PAGE).status_code == 403
    assert client.post(PAGE, asked(Role.MEMBER, "615")).status_code == 403
    standing = Membership.objects.get()
    assert client.post(f"{PAGE}{standing.pk}/tag-tilbage/").status_code == 404
    assert "Giv og tag roller tilbage" not in client.get("/konto/mig/").content.decode()


def test_signed_out(client):
    assert client.get(PAGE)["Location"] == f"/konto/login/?next={PAGE}"
    assert client.post(PAGE, asked(Role.MEMBER, "615")).status_code == 403
    assert client.get(f"{PAGE}1/tag-tilbage/").status_code == 405


def test_a_chief_sees_the_own_people_and_nobody_elses(as_role):
    holder(Role.MEMBER, "101")
    holder(Role.EDITOR)
    holder(Role.CONSULTANT, "615")
    page = as_role(Role.CHIEF, "615").get(PAGE).content.decode()
    assert "consultant-615@example.org" in page
    assert "member-101@example.org" not in page
    assert "editor-@example.org" not in page
    assert "København" not in page
    assert "Tag tilbage<span" not in page  # neither the own role nor the consultant's


def test_a_role_taken_back_ends_at_once_is_audited_and_told(as_role):
    member = holder(Role.MEMBER, "615")
    standing = Membership.objects.get(user=member)
    client = as_role(Role.CHIEF, "615")
    assert "Tag tilbage<span" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}{standing.pk}/tag-tilbage/")
    assert not viewer_for(member).grants
    assert "har taget rollen deltager i Horsens i Samspil tilbage" in Letter.objects.get().body
    assert AuditEvent.objects.filter(action="people.role_ended", municipality="615").exists()
    assert client.post(f"{PAGE}{standing.pk}/tag-tilbage/").status_code == 404


@pytest.mark.parametrize(
    ("role", "place", "status"),
    [(Role.MEMBER, "101", 404), (Role.EDITOR, "", 404), (Role.CONSULTANT, "615", 403)],
)
def test_a_chief_takes_back_nothing_else(as_role, role, place, status):
    standing = Membership.objects.get(user=holder(role, place))
    client = as_role(Role.CHIEF, "615")
    assert client.post(f"{PAGE}{standing.pk}/tag-tilbage/").status_code == status
    standing.refresh_from_db()
    assert standing.ended_at is None


def test_the_last_owner_stays(as_role):
    client = as_role(Role.PROGRAMME_OWNER)
    own = Membership.objects.get()
    answer = client.post(f"{PAGE}{own.pk}/tag-tilbage/", follow=True)
    assert "Der skal være mindst én programejer" in answer.content.decode()
    own.refresh_from_db()
    assert own.ended_at is None


def test_giving_twice_is_told_once_and_a_seat_is_given_once(as_role):
    client = as_role(Role.CHIEF, "615")
    for _time in range(2):
        assert client.post(PAGE, asked(Role.STEERING_REPRESENTATIVE, "615")).status_code == 302
    assert Letter.objects.count() == 1
    other = asked(Role.STEERING_REPRESENTATIVE, "615", "en-anden@example.org")
    answer = client.post(PAGE, other)
    assert answer.status_code == 422
    assert "har allerede en repræsentant" in answer.content.decode()
    assert not Membership.objects.filter(user__email="en-anden@example.org").exists()


def test_each_area_can_have_its_own_representative(as_role):
    client = as_role(Role.CHIEF, "615")
    for sector, email in (("school", "ny@example.org"), ("daycare", "leg@example.org")):
        seat = asked(Role.STEERING_REPRESENTATIVE, "615", email) | {"sector": sector}
        assert client.post(PAGE, seat).status_code == 302
    page = client.get(PAGE).content.decode()
    assert '<span class="sub">dagtilbud</span>' in page
    for sector in ("school", ""):
        late = asked(Role.STEERING_REPRESENTATIVE, "615", "sen@example.org") | {"sector": sector}
        assert client.post(PAGE, late).status_code == 422
    # A sector means nothing to other roles.
    client.post(PAGE, asked(Role.MEMBER, "615", "sen@example.org") | {"sector": "school"})
    assert Membership.objects.get(user__email="sen@example.org").sector == ""


@pytest.mark.parametrize(
    "wrong",
    [{"email": "ikke en adresse"}, {"role": "konge"}, {"role": ""}, {"municipality": ""},
     {"municipality": "999"}, {"name": ""}],
)  # fmt: skip
def test_bad_input_is_answered_and_kept(as_role, wrong):
    client = as_role(Role.PROGRAMME_OWNER)
    answer = client.post(PAGE, asked(Role.MEMBER, "615") | wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Noget mangler eller skal rettes" in page
    assert wrong.get("email", "ny@example.org") in page
    assert not User.objects.filter(email="ny@example.org").exists()
