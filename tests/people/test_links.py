"""Personal links: kept as a hash, open for a while, until withdrawn, perhaps once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from samspil.people import services
from samspil.people.models import AuditEvent, PersonalLink
from samspil.people.viewer import ANYBODY

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def eva():
    return services.find_or_add_user(email="eva@example.org", name="Eva Eksempel")


def made(eva=None, **more):
    standard = {"actor": ANYBODY, "purpose": services.SIGN_IN, "user": eva, "lifetime": DAY}
    return services.make_link(**(standard | more))


def refused(token, purpose=services.SIGN_IN, **more):
    with pytest.raises(services.LinkRefusedError) as refusal:
        services.peek_link(token=token, purpose=purpose, **more)
    return refusal.value.reason


def test_the_secret_is_kept_nowhere(eva):
    link, token = made(eva)
    assert len(token) >= 40
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_personallink")
        assert token not in str(cursor.fetchall())
    assert len(link.token_hash) == 64


def test_two_links_have_two_secrets(eva):
    assert made(eva)[1] != made(eva)[1]


def test_looking_changes_nothing(eva):
    link, token = made(eva, single_use=True)
    for _time in range(3):
        assert services.peek_link(token=token, purpose=services.SIGN_IN) == link
    link.refresh_from_db()
    assert link.first_used_at is None


def test_a_link_opens_one_purpose_alone(eva):
    _link, token = made(eva)
    assert refused(token, purpose="survey") == "unknown"
    assert refused("x" + token) == "unknown"
    assert refused("") == "unknown"
    assert refused("\x00") == "unknown"


def test_a_link_expires_at_its_last_moment(eva):
    link, token = made(eva)
    before = link.expires_at - timedelta(microseconds=1)
    assert services.peek_link(token=token, purpose=services.SIGN_IN, now=before) == link
    assert refused(token, now=link.expires_at) == "expired"


def test_a_withdrawn_link_opens_nothing_and_the_trail_says_so(eva):
    link, token = made(eva)
    services.revoke_link(actor=ANYBODY, link=link)
    assert refused(token) == "revoked"
    assert AuditEvent.objects.first().subject == f"link:{link.pk}"


def test_a_link_for_one_use_opens_once(eva):
    _link, token = made(eva, single_use=True)
    assert services.use_link(token=token, purpose=services.SIGN_IN).first_used_at
    with pytest.raises(services.LinkRefusedError) as refusal:
        services.use_link(token=token, purpose=services.SIGN_IN)
    assert refusal.value.reason == "used"


def test_a_link_for_many_uses_keeps_when_it_was_first_used(eva):
    _link, token = made(eva)
    first = services.use_link(token=token, purpose=services.SIGN_IN).first_used_at
    assert services.use_link(token=token, purpose=services.SIGN_IN).first_used_at == first


def test_of_two_who_looked_at_once_one_gets_in(eva, monkeypatch):
    """Both have seen an unused link before either has used it."""
    link, token = made(eva, single_use=True)
    seen = PersonalLink.objects.get(pk=link.pk)
    monkeypatch.setattr(services, "peek_link", lambda **_words: seen)
    assert services.use_link(token=token, purpose=services.SIGN_IN)
    seen.first_used_at = None
    with pytest.raises(services.LinkRefusedError):
        services.use_link(token=token, purpose=services.SIGN_IN)


def test_a_closed_account_is_not_opened_by_a_link(eva):
    eva.is_active = False
    eva.save()
    _link, token = made(eva)
    with pytest.raises(services.LinkRefusedError):
        services.sign_in_by_link(token=token)
    assert not AuditEvent.objects.filter(action="people.signed_in_by_link").exists()


def test_the_database_refuses_a_link_that_was_never_open(eva):
    link, _token = made(eva)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonalLink.objects.filter(pk=link.pk).update(expires_at=link.created_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonalLink.objects.create(
            token_hash=link.token_hash, purpose="x", expires_at=timezone.now() + DAY
        )


# The door itself.


def door(token):
    return f"/konto/link/{token}/"


def test_opening_the_address_signs_nobody_in(client, eva):
    _link, token = made(eva, single_use=True)
    for _time in range(2):
        answer = client.get(door(token))
        assert answer.status_code == 200
        assert "Eva Eksempel" in answer.content.decode()
        assert "_auth_user_id" not in client.session


def test_pressing_the_button_signs_in_once(client, eva):
    _link, token = made(eva, single_use=True)
    answer = client.post(door(token))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(eva.pk)
    assert AuditEvent.objects.first().action == "people.signed_in_by_link"
    client.logout()
    again = client.post(door(token))
    assert again.status_code == 404
    assert "allerede brugt" in again.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"revoked_at": timezone.now()}, "trukket tilbage"),
        ({"expires_at": timezone.now() - DAY, "created_at": timezone.now() - 2 * DAY}, "udløbet"),
        ({"purpose": "survey"}, "findes ikke"),
    ],
)
def test_a_closed_door_says_why_and_what_to_do(client, eva, fields, words):
    link, token = made(eva)
    PersonalLink.objects.filter(pk=link.pk).update(**fields)
    for answer in (client.get(door(token)), client.post(door(token))):
        assert answer.status_code == 404
        assert words in answer.content.decode()
        assert token not in answer.content.decode().replace(door(token), "")


def test_no_other_page_learns_the_secret_and_nobody_keeps_a_copy(client, eva):
    _link, token = made(eva)
    answer = client.get(door(token))
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    refusal = client.get(door("nothing"))
    assert refusal["Referrer-Policy"] == "no-referrer"
    assert client.put(door(token)).status_code == 405


def test_naming_an_owner_from_the_shell_gives_a_link_for_one_use():
    user, token = services.name_owner(email="Ejer@Example.org")
    assert (user.email, user.name) == ("ejer@example.org", "Ejer")
    services.name_owner(email="ejer@example.org")
    assert user.memberships.count() == 1
    assert services.sign_in_by_link(token=token) == user
    with pytest.raises(services.LinkRefusedError):
        services.sign_in_by_link(token=token)
