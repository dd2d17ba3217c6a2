"""Somebody changes job, and a colleague takes over roles and places; both hear of it."""

import pytest

from samspil.letters.models import Letter
from samspil.people.models import AuditEvent, Membership
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.services import NotAllowedError
from samspil.programmes import services
from samspil.programmes.models import Participant, TeamChange
from samspil.programmes.wishes import Person

pytestmark = pytest.mark.django_db
DESK = "/partnerskaber/example/tilmeldinger/E01/"
NEW = Person("Ida", "ida@example.org", "Chef")


@pytest.fixture
def ada(registered, person, team):
    registered(team("daycare"), team("school"))
    person("ada", Role.STEERING_REPRESENTATIVE, "E01")
    person("ada", Role.CHIEF, "E02")
    return person("ada")


def said(ada, **changes):
    return {
        "act": "hand_over", "hand_over-former": str(ada.pk), "hand_over-name": "Ida",
        "hand_over-email": "ida@example.org", "hand_over-title": "Chef",
        "hand_over-reason": "Nyt job",
    } | {f"hand_over-{key}": value for key, value in changes.items()}  # fmt: skip


def test_everything_in_the_municipality_passes_and_nothing_beyond_it(client, ada, person, clock):
    before = set(
        Membership.objects.filter(user=ada, municipality="E01", ended_at=None).values_list(
            "role", flat=True
        )
    )
    client.force_login(person("eja", Role.PROGRAMME_OWNER))
    assert "Giv roller og pladser videre" in client.get(DESK).content.decode()
    assert client.post(DESK, said(ada)).url == DESK
    ida = person("ida")
    held = Membership.objects.filter(ended_at=None)
    assert set(held.filter(user=ida).values_list("role", flat=True)) == before
    assert [(one.role, one.municipality_id) for one in held.filter(user=ada)] == [("chief", "E02")]
    assert set(Participant.objects.values_list("user", "is_chief")) == {(ida.pk, True)}
    assert TeamChange.objects.filter(former=ada, new=ida, reason="Nyt job").count() == 2
    assert AuditEvent.objects.filter(action="programmes.handed_over").count() == 1
    told = Letter.objects.values_list("to", "template")
    assert {("ida@example.org", "registration_named"), ("ida@example.org", "role_changed"),
            ("ada@example.org", "registration_replaced"),
            ("ada@example.org", "role_changed")} <= set(told)  # fmt: skip


BAD = [
    ({"former": ""}, "former"),
    ({"former": "999999"}, "former"),
    ({"former": "x"}, "former"),
    ({"email": "ida"}, "email"),
    ({"email": "ADA@example.org"}, "email"),
    ({"name": "010203-1234"}, "name"),
    ({"reason": ""}, "reason"),
]


def test_bad_input_names_its_field_and_changes_nothing(client, ada, person, clock, subtests):
    client.force_login(person("eja", Role.PROGRAMME_OWNER))
    for changes, field in BAD:
        with subtests.test(changes=changes):
            answer = client.post(DESK, said(ada, **changes))
            assert answer.status_code == 422
            assert f'id="id_hand_over-{field}_error"' in answer.content.decode()
            assert set(Participant.objects.values_list("user", flat=True)) == {ada.pk}
            assert not TeamChange.objects.exists()


def test_only_owners(client, ada, person, clock):
    client.force_login(person("fy", Role.FACILITATOR))
    assert "Giv roller og pladser videre" not in client.get(DESK).content.decode()
    assert client.post(DESK, said(ada)).status_code == 403
    for who in (person("fy"), ada):
        with pytest.raises(NotAllowedError):
            services.hand_over(
                actor=viewer_for(who), municipality="E01", former=ada.pk, person=NEW, reason="x"
            )
    assert not TeamChange.objects.exists()
