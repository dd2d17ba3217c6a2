"""Pages of what comes after: the team's people, the waiting list, the organiser's desk, needs."""

import datetime as dt
from unittest import mock

import pytest
from django.utils import timezone
from enrolled import NOW, register, team
from stories import story

from samspil.people.roles import Role
from samspil.programmes.models import (
    DialogueNote,
    Exemption,
    OpenEdition,
    Registration,
    TeamChange,
    WaitingPlace,
)

pytestmark = pytest.mark.django_db
BASE = "/partnerskaber/example/"
PEOPLE = f"{BASE}tilmelding/E01/deltagere/"
WAITING = f"{BASE}tilmelding/E02/venteliste/"
DESK = f"{BASE}tilmeldinger/E01/"
NEEDS = f"{BASE}tilmeldinger/behov/"


@story()
def _registered(chief):
    with mock.patch.object(timezone, "now", return_value=NOW):
        register(chief, team("school", 5, named=2))
    return Registration.objects.get()


@pytest.fixture
def registered(_registered, clock):
    """E01's registration, seen on the day it was made."""
    return _registered


@pytest.fixture
def ada(client, person, registered):
    client.force_login(person("ada"))
    return client


@pytest.fixture
def fy(client, person, registered):
    client.force_login(person("fy", Role.FACILITATOR))
    return client


def text(answer):
    return answer.content.decode()


def test_names_come_later_and_people_change(ada, registered):
    page = text(ada.get(PEOPLE))
    assert "3 pladser har endnu intet navn." in page
    key = "name:school"
    bad = ada.post(PEOPLE, {"about": key, f"{key}-name": "Nia", f"{key}-email": "nia"})
    assert bad.status_code == 422
    assert "Skriv adressen som navn@kommune.dk." in text(bad)
    ada.post(PEOPLE, {"about": key, f"{key}-name": "Nia", f"{key}-email": "nia@example.org"})
    assert "Nia blev navngivet af Ada" in text(ada.get(PEOPLE))
    nia = registered.teams.get().people.get(name="Nia")
    key = f"replace:{nia.pk}"
    ole = {"about": key, f"{key}-name": "Ole", f"{key}-email": "ole@example.org"}
    assert ada.post(PEOPLE, ole).status_code == 422
    ada.post(PEOPLE, ole | {f"{key}-reason": "Barsel"})
    assert "Ole i stedet for Nia, skrevet af Ada: Barsel" in text(ada.get(PEOPLE))
    assert TeamChange.objects.count() == 2


@pytest.mark.parametrize(
    "about", ["", "name:youth", "replace:0", "replace:x", "replace:", "x" * 99]
)
def test_nonsense_about_somebody_changes_nobody(ada, registered, about):
    data = {"about": about, f"{about}-name": "Nia", f"{about}-email": "nia@example.org"}
    answer = ada.post(PEOPLE, data | {f"{about}-reason": "x"})
    assert answer.status_code == 422
    assert not TeamChange.objects.exists()


def test_a_number_of_children_is_stopped(ada, registered):
    key = "name:school"
    data = {f"{key}-name": "Nia 010190-1234", f"{key}-email": "nia@example.org"}
    answer = ada.post(PEOPLE, {"about": key} | data)
    assert "ligner et CPR-nummer" in text(answer)


def test_a_full_edition_leads_to_the_waiting_list(client, person, registered, team):
    row = OpenEdition.objects.get()
    row.content |= {"capacity": {"school": 1}}
    row.save()
    client.force_login(person("eva", Role.CHIEF, "E02"))
    home = f"{BASE}tilmelding/E02/"
    client.post(f"{home}omraader/", {"sectors": ["school"]})
    eva = {"chief_name": "Eva", "chief_email": "eva@example.org", "participants": "5"}
    client.post(f"{home}hold/school/", eva)
    mark = client.get(f"{home}bekraeft/").context["form"].initial["seen"]
    answer = client.post(f"{home}bekraeft/", {"seen": mark, "binding": "on"}, follow=True)
    assert answer.redirect_chain[-1][0] == WAITING
    assert "Der er ikke flere pladser i skole. Intet er tilmeldt." in text(answer)
    nothing = client.post(WAITING, {"note": "Fem personer"})
    assert nothing.status_code == 422
    assert "Vælg mindst ét partnerskab." in text(nothing)
    asked = client.post(WAITING, {"sectors": ["school"], "note": "Fem personer"}, follow=True)
    assert "I står som nummer 1 på ventelisten." in text(asked)
    assert WaitingPlace.objects.get().note == "Fem personer"
    client.post(WAITING, {"go": "leave"})
    assert not WaitingPlace.objects.exclude(status="gone").exists()


def test_too_late_is_told_why_and_where_to_wait(client, person, edition, clock):
    clock(dt.datetime(2027, 6, 1, tzinfo=dt.UTC))
    client.force_login(person("eva", Role.CHIEF, "E02"))
    answer = client.get(f"{BASE}tilmelding/E02/omraader/")
    assert answer.status_code == 403
    assert "Fristen for tilmelding var" in text(answer)
    assert WAITING in text(answer)


def test_the_desk_lets_in_changes_notes_and_lets_go(fy, registered):
    page = text(fy.get(DESK))
    assert "Bindende tilmeldt af Ada" in page
    note = {"act": "note", "note-held_on": "24-11-2026", "note-with_whom": "Ada"}
    assert fy.post(DESK, note).status_code == 422
    fy.post(DESK, note | {"note-text": "Fokus på visitation"})
    assert DialogueNote.objects.get().held_on == dt.date(2026, 11, 24)
    more = {"act": "change", "change-participants_school": "7", "change-reason": "To til"}
    fy.post(DESK, more)
    assert registered.teams.get().participants == 7
    few = fy.post(DESK, more | {"change-participants_school": "1"})
    assert few.status_code == 422
    assert "Sæt antallet op" in text(few)
    go = {"act": "withdraw", "withdraw-reason": "Sammenlægning"}
    assert fy.post(DESK, go).status_code == 422
    fy.post(DESK, go | {"withdraw-keep_price": "no"})
    assert "Løst fra tilmeldingen" in text(fy.get(DESK))
    assert "løst fra tilmeldingen" in text(fy.get(f"{BASE}tilmeldinger/"))
    assert fy.get(PEOPLE).status_code == 404
    assert "Kommunen blev løst fra tilmeldingen" in text(
        fy.get(f"{BASE}tilmelding/E01/kvittering/")
    )


def test_the_desk_gives_leave(fy, registered):
    late = f"{BASE}tilmeldinger/E02/"
    leave = {"act": "let_in", "let_in-until": "22-11-2026", "let_in-reason": "Ferie"}
    assert "Dagen er gået" in text(fy.post(late, leave))
    fy.post(late, leave | {"let_in-until": "31-12-2026"})
    given = Exemption.objects.get()
    assert given.until == dt.datetime(2026, 12, 31, 22, 59, 59, tzinfo=dt.UTC)
    assert "Må tilmelde sig til" in text(fy.get(late))
    assert fy.post(late, {"act": "withdraw"}).status_code == 403
    assert fy.post(late, {"act": "magic"}).status_code == 403


def test_needs(fy, registered):
    assert "Ingen er spurgt endnu." in text(fy.get(NEEDS))
    fy.post(f"{NEEDS}spoerg/")
    assert "0 af 1 spurgt har svaret." in text(fy.get(NEEDS))


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        (("pia", Role.REGISTRATION_CONTACT), {PEOPLE: 200, DESK: 200, NEEDS: 200, WAITING: 200}),
        (("bo", Role.MEMBER, "E01"), {PEOPLE: 200, DESK: 403, NEEDS: 403, WAITING: 403}),
        (("eva", Role.CHIEF, "E02"), {PEOPLE: 403, DESK: 403, NEEDS: 403, WAITING: 200}),
        (("co", Role.CONSULTANT, "E01"), {PEOPLE: 403, DESK: 403, NEEDS: 403, WAITING: 403}),
    ],
)  # fmt: skip
def test_who_sees_what(client, person, registered, who, statuses):
    client.force_login(person(*who))
    assert {path: client.get(path).status_code for path in statuses} == statuses
    if who[1] is not Role.CHIEF:
        assert client.post(PEOPLE, {"about": "name:school"}).status_code == 403
    assert client.post(f"{NEEDS}spoerg/").status_code == 403
    assert client.post(DESK, {"act": "withdraw"}).status_code == 403


def test_signed_out_and_the_wrong_method(client, registered):
    for path in (PEOPLE, DESK, NEEDS, WAITING):
        assert client.get(path).url.startswith("/konto/login/")
        assert client.post(path).status_code in {403, 405}
    assert client.get(f"{NEEDS}spoerg/").status_code == 405
    assert not WaitingPlace.objects.exists()
