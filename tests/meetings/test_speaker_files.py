"""A speaker's files at the personal link: of that session alone, checked, taken away again."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from small_pdf import pdf

from samspil.documents.models import Document
from samspil.letters.models import Letter
from samspil.meetings import services
from samspil.meetings.models import Material
from samspil.meetings.services import agenda as agenda_services
from samspil.people.models import AuditEvent, PersonalLink
from samspil.people.roles import Role

pytestmark = pytest.mark.django_db
PDF = pdf("Hej")
FIELDS = {
    "kind": "input", "minutes": 40, "title": "Oplæg", "title_en": "", "text": "", "levers": [],
    "indicators": [], "speaker": "Oda Oplæg", "speaker_title": "", "speaker_email": "",
}  # fmt: skip


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def day(meetings):
    return next(one for one in meetings if one.kind == "network_day")


@pytest.fixture
def invite(day, facilitator):
    """Put a session on the agenda and invite its speaker; returns the item and the link."""

    def act(version=1, email="oda@example.org"):
        fields = FIELDS | {"speaker_email": email}
        item = services.put_item(actor=facilitator, meeting=day.pk, version=version, fields=fields)
        services.invite_speaker(actor=facilitator, item=item.pk)
        letter = Letter.objects.filter(template="meeting_speaker", to=email).latest("pk")
        return item, f"/oplaeg/{re.search(r'/oplaeg/([^/]+)/', letter.words)[1]}/"

    return act


def lay(client, address, name="slides.pdf", content=PDF, **more):
    sent = {"title": "Slides", "file": SimpleUploadedFile(name, content)} | more
    return client.post(address, sent, follow=True)


def test_a_file_is_laid_up_opened_by_those_who_come_and_taken_away(
    invite, day, client, facilitator, person
):
    item, address = invite()
    assert "Materialet er lagt op." in text(lay(client, address))
    lay(client, address)
    material = Material.objects.get()
    assert (material.item_id, material.added_by) == (item.pk, None)
    assert Document.objects.get().edition == "example"
    got = client.get(f"{address}materiale/{material.pk}/")
    assert got.content == PDF
    assert "attachment" in got["Content-Disposition"]
    assert "sandbox" in got["Content-Security-Policy"]
    assert (got["Referrer-Policy"], got["X-Robots-Tag"]) == ("same-origin", "noindex")
    assert "no-store" in got["Cache-Control"]
    event = AuditEvent.objects.get(action="meetings.speaker_added")
    assert event.actor is None
    client.force_login(person(Role.MEMBER, "E01"))
    page = client.get(f"/partnerskaber/example/moeder/{day.pk}/")
    assert f"/moeder/materiale/{material.pk}/" in page.content.decode()
    assert client.get(f"/partnerskaber/example/moeder/materiale/{material.pk}/").content == PDF
    services.remove_material(actor=facilitator, material=material.pk)
    assert not Document.objects.filter(deleted_at=None).exists()
    assert client.get(f"{address}materiale/{material.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("x.exe", b"MZ\x00\x90", "Vi kan tage imod PDF"),
        ("x.txt", b"Pia 010190-1234", "ligner CPR-numre"),
        ("x.txt", b"Pia 0101901234", "sæt kryds ved"),
        ("Pia 010190-1234.pdf", PDF, "navn ligner et CPR-nummer"),
        ("x.pdf", b"%PDF-1.4 halvt", "beskadiget"),
        ("x.html", b"<html><script>alert(1)</script></html>", "Vi kan tage imod PDF"),
    ],
)
def test_what_is_refused_is_said_and_nothing_is_kept(invite, client, name, content, words):
    _item, address = invite()
    answer = lay(client, address, name, content)
    assert answer.status_code == 422
    assert words in text(answer)
    assert 'value="Slides"' in answer.content.decode()
    assert not Material.objects.exists()
    assert not Document.objects.exists()


def test_too_large_is_said(invite, client, monkeypatch):
    _item, address = invite()
    monkeypatch.setattr("samspil.documents.checks.LARGEST", 10)
    answer = lay(client, address)
    assert answer.status_code == 422
    assert "over 20 MB" in text(answer)
    assert not Material.objects.exists()


def test_ten_digits_that_are_something_else_are_taken_on_ones_word(invite, client):
    _item, address = invite()
    lay(client, address, "x.txt", b"P-nummer 0101901234", confirmed_no_cpr="on")
    assert Material.objects.get().document.kind == "txt"


def test_nothing_of_anothers_session(invite, client):
    _mine, address = invite()
    other, others = invite(version=2, email="per@example.org")
    lay(client, others)
    material = Material.objects.get()
    assert material.item_id == other.pk
    assert client.get(f"{address}materiale/{material.pk}/").status_code == 404
    assert "Slides" not in text(client.get(address))
    assert client.post(f"{others}materiale/{material.pk}/").status_code == 405


@pytest.mark.parametrize("way", ["withdrawn", "expired"])
def test_a_link_that_is_over_sees_and_leaves_nothing(invite, client, facilitator, way):
    item, address = invite()
    lay(client, address)
    material = Material.objects.get()
    if way == "withdrawn":
        services.invite_speaker(actor=facilitator, item=item.pk)
    else:
        PersonalLink.objects.filter(purpose="meetings.speaker").update(expires_at=timezone.now())
    for answer in (
        client.get(address),
        client.get(f"{address}materiale/{material.pk}/"),
        lay(client, address, "mere.pdf"),
    ):
        assert answer.status_code == 410
        assert "Slides" not in text(answer)
        assert answer["X-Robots-Tag"] == "noindex"
    assert Material.objects.count() == 1
    assert client.get(f"/oplaeg/ukendt/materiale/{material.pk}/").status_code == 404


def test_so_much_and_no_more(invite, client, monkeypatch):
    _item, address = invite()
    monkeypatch.setattr(agenda_services, "MOST_MATERIAL", 1)
    lay(client, address)
    for sent in ({"file": SimpleUploadedFile("b.pdf", PDF)}, {"address": "https://example.org"}):
        answer = client.post(address, {"title": "Mere"} | sent)
        assert answer.status_code == 422
        assert "Der ligger så meget, der kan." in text(answer)
    assert Document.objects.count() == 1


def test_a_meeting_called_off_is_told_to_its_speaker(invite, client, day, facilitator):
    _item, address = invite()
    services.cancel(actor=facilitator, meeting=day.pk, reason="Sne")
    assert "Mødet er aflyst: Sne" in text(client.get(address))
