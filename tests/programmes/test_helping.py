"""Registering for others: a secretary asks a chief, a helper has a chief on the telephone."""

import re

import pytest
from django.db import IntegrityError, transaction

from samspil.letters.models import Letter
from samspil.people.models import AuditEvent, Membership
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.programmes import services
from samspil.programmes.models import Registration
from samspil.programmes.wishes import Wish, seen

pytestmark = pytest.mark.django_db
BASE = "/partnerskaber/example/tilmelding/"
HOME = f"{BASE}E01/"
YES = {
    "said_yes_name": "Ada", "said_yes_email": "ada@example.org", "said_yes_reason": "Ringede i dag",
}  # fmt: skip


@pytest.fixture
def helper(client, person, edition, clock):
    client.force_login(person("pia", Role.REGISTRATION_CONTACT, edition="example"))
    return client


def page(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def prepared(client):
    client.post(f"{HOME}omraader/", {"sectors": ["school"]})
    ada = {"chief_name": "Ada", "chief_email": "ada@example.org", "participants": "5"}
    client.post(f"{HOME}hold/school/", ada)
    found = client.get(f"{HOME}bekraeft/").content.decode()
    return re.search(r'name="seen" value="(\w+)"', found)[1]


def test_a_helper_registers_for_a_chief_on_the_telephone(helper):
    mark = prepared(helper)
    missing = helper.post(f"{HOME}bekraeft/", {"seen": mark, "binding": "on"})
    assert 'id="id_said_yes_name_error"' in missing.content.decode()
    assert not Registration.objects.get().is_confirmed
    answer = helper.post(f"{HOME}bekraeft/", YES | {"seen": mark, "binding": "on"})
    assert answer.url == f"{HOME}kvittering/"
    row = Registration.objects.get()
    assert (row.said_yes_name, str(row.confirmed_by)) == ("Ada", "Pia")
    receipt = Letter.objects.get(template="registration_receipt")
    assert receipt.to == "ada@example.org"
    assert "Ada sagde ja i telefonen; Pia skrev det ind" in receipt.body
    assert AuditEvent.objects.filter(action="programmes.registration_by_telephone").count() == 1
    assert "Ada sagde ja i telefonen; Pia skrev det ind" in page(helper.get(f"{HOME}kvittering/"))
    assert Membership.objects.filter(role=Role.CHIEF, user__email="ada@example.org").exists()


def test_nobody_says_yes_for_a_municipality_they_do_not_help(edition, chief, viewer, team, now):
    wish = Wish((team("school"),))
    draft = services.change_draft(
        actor=chief, edition="example", municipality="E01", change=lambda _: wish, now=now
    )
    mark = seen(draft.wish, edition.version)
    said = services.SaidYes("Ada", "ada@example.org", "x")
    for who in (chief, viewer("lea", Role.SECRETARY, "E01"), viewer("eva", Role.CHIEF, "E02")):
        with pytest.raises(NotAllowedError):
            services.confirm(
                actor=who, edition="example", municipality="E01", seen_mark=mark, said_yes=said,
                now=now,
            )  # fmt: skip


def test_the_database_asks_who_said_yes_and_why(edition, chief, team, now):
    services.register_team(
        actor=chief, edition="example", municipality="E01", wish=Wish((team("school"),)), now=now
    )
    for wrong in ({"said_yes_name": "Ada"}, {"said_yes_email": "a@b.dk", "said_yes_reason": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Registration.objects.update(**wrong)


def test_a_secretary_prepares_and_asks_a_chief_who_confirms(client, person, edition, clock):
    chief = person("ada", Role.CHIEF, "E01")
    client.force_login(person("lea", Role.SECRETARY, "E01"))
    mark = prepared_for_chief(client)
    assert "Kun en chef kan bekræfte" in page(client.get(f"{HOME}bekraeft/"))
    assert client.post(f"{HOME}bekraeft/", {"seen": mark, "binding": "on"}).status_code == 403
    for _twice in range(2):
        client.post(f"{HOME}bed-chef/", {"chief": str(chief.pk)})
    letter = Letter.objects.get(template="registration_ask_chief")
    assert letter.to == "ada@example.org"
    assert f"{HOME}bekraeft/" in letter.body
    assert "Lea beder dig bekræfte tilmeldingen af Fabelborg" in letter.subject
    client.force_login(chief)
    found = client.get(f"{HOME}bekraeft/").content.decode()
    mark = re.search(r'name="seen" value="(\w+)"', found)[1]
    client.post(f"{HOME}bekraeft/", {"seen": mark, "binding": "on"})
    assert Registration.objects.get().is_confirmed
    client.force_login(person("lea"))
    assert client.get(f"{HOME}kvittering/").status_code == 200


def prepared_for_chief(client):
    client.post(f"{HOME}omraader/", {"sectors": ["school"]})
    ada = {"chief_name": "Ada", "chief_email": "ada@example.org", "participants": "5"}
    client.post(f"{HOME}hold/school/", ada)
    return "0" * 16


@pytest.mark.parametrize("who", ["", "0", "x", "999999"])
def test_only_a_chief_is_asked(client, person, edition, clock, who):
    client.force_login(person("lea", Role.SECRETARY, "E01"))
    prepared_for_chief(client)
    answer = client.post(f"{HOME}bed-chef/", {"chief": who}, follow=True)
    assert "Vælg en af kommunens chefer" in page(answer)
    assert "Ingen er registreret som chef i kommunen" in page(answer)
    assert not Letter.objects.exists()


def test_the_receipt_is_a_pdf_of_the_same_bytes(helper, client, person):
    mark = prepared(helper)
    helper.post(f"{HOME}bekraeft/", YES | {"seen": mark, "binding": "on"})
    first = helper.get(f"{HOME}kvittering.pdf")
    assert first["Content-Type"] == "application/pdf"
    assert first.content.startswith(b"%PDF-")
    assert first.content == helper.get(f"{HOME}kvittering.pdf").content
    client.force_login(person("eva", Role.CHIEF, "E02"))
    assert client.get(f"{HOME}kvittering.pdf").status_code == 403
    client.logout()
    assert "/konto/login/" in client.get(f"{HOME}kvittering.pdf").url


def test_contacts_are_asked_for_whole(client, person, edition, clock):
    client.force_login(person("lea", Role.SECRETARY, "E01"))
    prepared_for_chief(client)
    for wrong, field in (
        ({"content_name": "Bo"}, "content_email"),
        ({"practical_email": "bo@example.org"}, "practical_name"),
        ({"content_name": "Bo", "content_email": "bo"}, "content_email"),
        ({"content_name": "Bo 010190-1234", "content_email": "bo@example.org"}, "content_name"),
        ({"areas": ["magic"]}, "areas"),
    ):
        answer = client.post(f"{HOME}kontakt/", wrong)
        assert f'id="id_{field}_error"' in answer.content.decode(), wrong
    assert not Registration.objects.get().contacts.exists()
    good = {"content_name": "Bo", "content_email": "bo@example.org", "areas": ["ppr"]}
    assert client.post(f"{HOME}kontakt/", good).url == f"{HOME}tilvalg/"
    assert 'value="bo@example.org"' in client.get(f"{HOME}kontakt/").content.decode()
