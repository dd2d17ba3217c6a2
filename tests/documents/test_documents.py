"""Files are kept for those who may have them, given out safely, and deleted for good."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from samspil.documents import checks, selectors, services, storage
from samspil.documents.forms import DocumentForm
from samspil.documents.models import Document
from samspil.people.models import AuditEvent, Membership
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError, find_or_add_user
from samspil.people.viewer import ANYBODY, Grant, Viewer

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(settings):
    return Path(settings.SAMSPIL_DATA) / "documents"


def person(role, municipality="615", email="ada@example.org"):
    user = find_or_add_user(email=email, name="Ada Prøve")
    Membership.objects.create(user=user, role=role, municipality_id=municipality or None)
    return Viewer(user.pk, user.name, grants=(Grant(role, municipality),))


@pytest.fixture
def ada():
    return person(Role.MEMBER)


def kept(actor, name="Notat om Æble.txt", content=b"Hej", municipality="615"):
    return services.store(actor=actor, name=name, content=content, municipality=municipality)


def stored_files(folder):
    return [file for file in folder.rglob("*") if file.is_file()]


def test_a_file_is_kept_apart_under_a_name_that_says_nothing(ada, folder):
    document = kept(ada)
    (file,) = stored_files(folder)
    assert file.read_bytes() == b"Hej"
    assert "Notat" not in str(file)
    assert document.size == 3
    assert len(document.sha256) == 64
    assert AuditEvent.objects.filter(action="documents.stored", municipality="615").count() == 1
    assert file.parent.stat().st_mode & 0o077 == 0


def test_who_may_add():
    owner = person(Role.PROGRAMME_OWNER, "", "o@example.org")
    assert kept(owner, municipality="")
    assert kept(person(Role.CONSULTANT, email="k@example.org"))
    neighbour = person(Role.CHIEF, "751", "n@example.org")
    for actor, municipality in ((neighbour, "615"), (ANYBODY, "615"), (neighbour, "")):
        with pytest.raises(NotAllowedError):
            kept(actor, municipality=municipality)


def test_nothing_is_left_of_a_file_that_is_refused(ada, folder):
    with pytest.raises(checks.RefusedError):
        kept(ada, content=b"Elev 010203-1234")
    assert not folder.exists()
    assert not Document.objects.exists()


def test_nothing_is_left_when_the_row_cannot_be_written(ada, folder, monkeypatch):
    def broken(**fields):
        raise OSError

    monkeypatch.setattr(Document.objects, "create", broken)
    with pytest.raises(OSError):
        kept(ada)
    assert stored_files(folder) == []


def test_deleted_is_gone_for_good(ada, folder, django_capture_on_commit_callbacks):
    document = kept(ada)
    with django_capture_on_commit_callbacks(execute=True):
        services.delete(actor=ada, document=document)
    with django_capture_on_commit_callbacks(execute=True):
        services.delete(actor=ada, document=document)
    assert stored_files(folder) == []
    document.refresh_from_db()
    assert document.deleted_at
    assert "Æble" not in document.name
    assert selectors.file(viewer=ada, document_id=document.pk) is None
    assert selectors.rows(viewer=ada, ids=[document.pk]) == []
    assert AuditEvent.objects.filter(action="documents.deleted").count() == 1


def test_who_may_delete(ada):
    document = kept(ada)
    colleague = person(Role.MEMBER, email="c@example.org")
    left = Viewer(ada.user_id)
    for actor in (colleague, left, ANYBODY):
        with pytest.raises(NotAllowedError):
            services.delete(actor=actor, document=document)
    chief = person(Role.CHIEF, email="chief@example.org")
    services.delete(actor=chief, document=document)


def test_an_edition_is_no_door_to_another(ada):
    document = services.store(
        actor=person(Role.PROGRAMME_OWNER, "", "o@example.org"),
        name="a.txt",
        content=b"x",
        municipality="615",
        edition="2022-23",
    )
    earlier = Viewer(1, grants=(Grant(Role.MEMBER, "615", "2021"),))
    assert selectors.file(viewer=earlier, document_id=document.pk) is None
    assert selectors.file(viewer=ada, document_id=document.pk)


def signed_in(client, viewer):
    from samspil.people.models import User

    client.force_login(User.objects.get(pk=viewer.user_id))
    return client


def test_a_file_is_given_out_with_care(client, ada):
    document = kept(ada)
    answer = signed_in(client, ada).get(f"/dokumenter/{document.pk}/")
    assert answer.status_code == 200
    assert answer.content == b"Hej"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "Notat%20om%20%C3%86ble.txt" in answer.headers["Content-Disposition"]
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_every_kind_has_a_type():
    assert set(selectors.TYPES) == set(Document.Kind.values)


@pytest.mark.parametrize(
    ("role", "municipality", "status"),
    [
        (Role.CHIEF, "615", 200),
        (Role.CONSULTANT, "615", 200),
        (Role.FACILITATOR, "", 200),
        (Role.CHIEF, "751", 404),
        (Role.CONSULTANT, "751", 404),
        (Role.EDITOR, "", 404),
        (Role.POLITICIAN, "615", 404),
    ],
)
def test_who_is_given_it(client, ada, role, municipality, status):
    document = kept(ada)
    other = person(role, municipality, "other@example.org")
    answer = signed_in(client, other).get(f"/dokumenter/{document.pk}/")
    assert answer.status_code == status


def test_signed_out_unknown_wrong_method_and_lost(client, ada):
    document = kept(ada)
    assert client.get(f"/dokumenter/{document.pk}/").status_code == 404
    signed_in(client, ada)
    assert client.get("/dokumenter/999999/").status_code == 404
    assert client.post(f"/dokumenter/{document.pk}/").status_code == 405
    storage.remove(document.stored)
    assert client.get(f"/dokumenter/{document.pk}/").status_code == 404


def test_a_list_shows_only_what_one_may_have(ada):
    own = kept(ada)
    other = kept(person(Role.CHIEF, "751", "n@example.org"), municipality="751")
    (row,) = selectors.rows(viewer=ada, ids=[own.pk, other.pk])
    assert (row.name, row.size) == ("Notat om Æble.txt", 3)
    assert selectors.rows(viewer=ANYBODY, ids=[own.pk]) == []


def form(name, content, **data):
    return DocumentForm(data, {"file": SimpleUploadedFile(name, content)})


def test_the_form_checks_the_file():
    good = form("a.txt", b"Hej")
    assert good.is_valid()
    assert good.examined.content == b"Hej"
    for name, content, words in (
        ("a.exe", b"MZ\x00", "Vi kan tage imod"),
        ("a.csv", b"010203-1234", "CPR-numre"),
        ("a.txt", b"", "tom"),
    ):
        refused = form(name, content)
        assert not refused.is_valid()
        assert words in str(refused.errors["file"])
    assert not DocumentForm({}, {}).is_valid()


def test_the_form_asks_before_it_takes_ten_digits():
    doubtful = form("a.csv", b"1003338394")
    assert not doubtful.is_valid()
    assert "sæt kryds" in str(doubtful.errors["file"])
    assert form("a.csv", b"1003338394", confirmed_no_cpr="on").is_valid()
    assert not form("a.csv", b"010203-1234", confirmed_no_cpr="on").is_valid()


def test_the_form_stops_a_giant():
    assert "20 MB" in str(form("a.txt", b"x" * (checks.LARGEST + 1)).errors["file"])


@pytest.mark.parametrize("broken", [{"kind": "exe"}, {"size": 0}, {"size": checks.LARGEST + 1}])
def test_the_database_refuses_what_cannot_be(broken):
    fields = {"name": "a", "kind": "txt", "size": 1, "sha256": "0" * 64, "stored": "aa/b"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(**fields | broken)


def test_the_database_refuses_two_rows_for_the_same_bytes():
    fields = {"name": "a", "kind": "txt", "size": 1, "sha256": "0" * 64, "stored": "aa/b"}
    Document.objects.create(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.objects.create(**fields)
