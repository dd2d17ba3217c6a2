"""Files go after some years, and nothing is left lying beside them."""

import datetime as dt
import os
from pathlib import Path

import pytest
from django.utils import timezone

from samspil.documents import keeping, services, storage
from samspil.documents.models import Document
from samspil.people.keeping import definitions, sweeping
from samspil.people.models import Membership
from samspil.people.roles import Role
from samspil.people.services import find_or_add_user
from samspil.people.viewer import Grant, Viewer

pytestmark = pytest.mark.django_db
YEARS = dt.timedelta(days=definitions.days("documents"))


@pytest.fixture
def kept():
    user = find_or_add_user(email="ada@example.org", name="Ada Prøve")
    Membership.objects.create(user=user, role=Role.MEMBER, municipality_id="615")
    actor = Viewer(user.pk, user.name, grants=(Grant(Role.MEMBER, "615"),))
    return services.store(actor=actor, name="Om en sag.txt", content=b"Hej", municipality="615")


@pytest.fixture
def folder(settings):
    return Path(settings.SAMSPIL_DATA) / "documents"


def files(folder):
    return [file for file in folder.rglob("*") if file.is_file()]


def sweep(now, callbacks):
    with callbacks(execute=True):
        return sweeping.sweep(now=now, only=["documents"])["documents"]


def test_old_files_go_for_good_and_that_there_was_one_stays(
    kept, folder, django_capture_on_commit_callbacks
):
    just_before = kept.created_at + YEARS - dt.timedelta(seconds=1)
    assert sweep(just_before, django_capture_on_commit_callbacks) == 0
    assert len(files(folder)) == 1
    after = kept.created_at + YEARS + dt.timedelta(seconds=1)
    assert {one.kind: one.count for one in sweeping.due(now=after)}["documents"] == 1
    assert sweep(after, django_capture_on_commit_callbacks) == 1
    kept.refresh_from_db()
    assert (kept.deleted_at, kept.name) == (after, "txt")
    assert files(folder) == []
    assert sweep(after, django_capture_on_commit_callbacks) == 0


def test_what_a_room_needs_stays(kept, folder, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(keeping, "_in_use", [lambda: [kept.pk]])
    assert sweep(kept.created_at + 2 * YEARS, django_capture_on_commit_callbacks) == 0
    assert len(files(folder)) == 1


def test_templates_in_use_are_needed():
    from samspil.screening import keeping as screening
    from samspil.screening.models import DeckTemplate

    fields = {"kind": "pptx", "size": 1, "sha256": "0" * 64}
    used, waiting = (
        Document.objects.create(name=name, stored=f"aa/{name}", **fields) for name in "ab"
    )
    DeckTemplate.objects.create(name="I brug", document=used, accepted_at=timezone.now())
    DeckTemplate.objects.create(name="Ikke endnu", document=waiting)
    assert screening._templates in keeping._in_use
    assert screening._templates() == [used.pk]


def test_bytes_that_belong_to_no_file_go_after_a_day(
    kept, folder, django_capture_on_commit_callbacks
):
    for name in ("ab/left", "ab/left.part"):
        storage.put(name.removesuffix(".part"), b"x")
        (folder / name).touch()
    assert len(files(folder)) == 3
    sweep(timezone.now(), django_capture_on_commit_callbacks)
    assert len(files(folder)) == 3, "a file may be on its way in"
    old = timezone.now().timestamp() - 2 * 24 * 3600
    for file in files(folder):
        os.utime(file, (old, old))
    sweep(timezone.now(), django_capture_on_commit_callbacks)
    assert [file.read_bytes() for file in files(folder)] == [b"Hej"]


def test_bytes_of_a_deleted_file_that_were_left_by_a_crash_go_too(kept, folder):
    Document.objects.filter(pk=kept.pk).update(deleted_at=timezone.now())
    assert storage.tidy([], before=timezone.now() + dt.timedelta(seconds=5)) == 1
    assert files(folder) == []


def test_tidying_where_nothing_was_ever_kept_is_fine(folder):
    assert storage.tidy([], before=timezone.now()) == 0
