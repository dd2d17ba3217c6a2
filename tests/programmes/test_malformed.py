"""Malformed forms and uploads, five hundred before a landing: each told, nothing stored, no 500."""

import os
import random

import lxml.html
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samspil.people.roles import Role
from samspil.programmes import services
from samspil.programmes.wishes import Wish

pytestmark = pytest.mark.django_db
FORMS = 500 if "SAMSPIL_TEST_ALL" in os.environ else 120
BASE = "/partnerskaber/example/"
ORGANISER = [
    f"{BASE}tilmeldinger/indlaes/", f"{BASE}tilmeldinger/E01/", f"{BASE}tilmeldinger/E03/",
    f"{BASE}fakturering/", f"{BASE}fakturering/E01/", f"{BASE}fakturering/betalinger/",
    f"{BASE}tilmelding/E01/regning/", f"{BASE}tilmelding/E01/deltagere/",
    f"{BASE}invitation/hvem/", f"{BASE}invitation/modtagere/", f"{BASE}invitation/brev/",
    f"{BASE}fakturaer/afsender/", "/udgaver/fil/", "/udgaver/example/", "/udgaver/2021/",
]  # fmt: skip
CHIEF = [
    f"{BASE}tilmelding/E02/{step}/"
    for step in ("omraader", "hold/school", "kontakt", "tilvalg", "bekraeft", "regning")
]
WORDS = [
    "Bo 010190-1234", "010190-1234", "x\x00y", "æ" * 300_000 + " 010190-1234",
    "'; DROP TABLE x; --\x00", "<script>alert(1)</script> 010190-1234", "\u202e010190-1234",
    "{{ 7|add:7 }}\x00", "🙂\x00",
]  # fmt: skip
FILES = [
    b"", b"\x00\x01\x02", b"PK\x03\x04broken", b"%PDF-1.4", b"\xff\xfe\x00", b"a;b\n\"c",
    b"x" * 3_000_000, b"kommune;navn\n\x00;1", b"<html>", b"id = [[[",
]  # fmt: skip


@pytest.fixture
def house(client, person, viewer, edition, team, now, clock):
    """One municipality registered, one with a draft, and who is signed in where."""
    for code, name in (("E01", "ada"), ("E02", "eva")):
        act = services.register_team if code == "E01" else services.change_draft
        wish = Wish((team("school", 5, named=2, chief=name),))
        what = {"wish": wish} if code == "E01" else {"change": lambda _was, wish=wish: wish}
        chief = viewer(name, Role.CHIEF, code)
        act(actor=chief, edition="example", municipality=code, now=now, **what)
    return {
        "organiser": (person("eja", Role.PROGRAMME_OWNER), ORGANISER),
        "chief": (person("eva"), CHIEF),
    }


def forms_of(client, path):
    """Every form of a page that asks for words, numbers, choices or files: where, which fields."""
    page = lxml.html.fromstring(client.get(path, follow=True).content.decode())
    for form in page.xpath("//main//form[translate(@method, 'POST', 'post')='post']"):
        fields = [
            (each.get("name"), each.get("type", each.tag), each.get("value", ""))
            for each in form.xpath(".//input[@name]|.//textarea[@name]|.//select[@name]")
        ]
        asked = [name for name, kind, _value in fields if kind not in {"hidden", "checkbox"}]
        if asked:
            yield form.get("action") or path, fields


def malformed(chance, fields):
    """Fill in every field with something that cannot be right."""
    data = {}
    for name, kind, value in fields:
        if kind == "hidden":
            data[name] = value if chance.random() < 0.8 else chance.choice(WORDS)
        elif kind == "file":
            data[name] = SimpleUploadedFile("x.xlsx", chance.choice(FILES))
        else:
            data[name] = chance.choice(WORDS)
    data.pop("csrfmiddlewaretoken", None)
    return data


def counts():
    """How many rows stand in every table that a form could write to."""
    rooms = {"programmes", "letters", "people", "surveys", "documents"}
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_label in rooms
    }


def test_malformed_forms_and_uploads(house):
    chance = random.Random(4)
    found = []
    for user, paths in house.values():
        client = Client()
        client.force_login(user)
        for path in paths:
            found += [(client, *form) for form in forms_of(client, path)]
    assert len(found) >= 20
    before = counts()
    for number in range(FORMS):
        client, path, fields = found[number % len(found)]
        data = malformed(chance, fields)
        answer = client.post(path, data)
        told = answer.content.decode()
        assert answer.status_code < 500, (path, data)
        if answer.status_code in {200, 422}:
            assert 'role="alert"' in told or "_error" in told, (
                path,
                answer.status_code,
                list(data),
            )
    assert counts() == before
