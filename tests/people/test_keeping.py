"""What is kept about people: all named, taken away whole, forgotten on request and by clock."""

import datetime as dt
import io
import json
import zipfile

import pytest
from django.apps import apps
from django.db import models

from samspil.letters.models import Letter
from samspil.people import services
from samspil.people.keeping import archive, definitions, forgetting, registry, sweeping
from samspil.people.models import AuditEvent, DeletionRequest, KeepingRun, Membership, User
from samspil.people.roles import Role
from samspil.people.selectors import audit_rows, viewer_for
from samspil.people.viewer import ANYBODY

NOW = dt.datetime(2030, 5, 1, 12, tzinfo=dt.UTC)


def ours():
    return [m for m in apps.get_models() if m.__module__.startswith("samspil.")]


def test_every_model_with_a_person_in_it_says_how_long_it_is_kept():
    named = {}
    for _kind, one in definitions.held():
        fields = (*one.about, *one.acts, *one.email, *one.name, *one.blank)
        named.setdefault(one.model, set()).update(fields)
    for model in ours():
        people = {
            field.name
            for field in model._meta.fields
            if field.related_model is User or isinstance(field, models.EmailField)
        }
        missing = people - named.get(model._meta.label, set())
        assert not missing, f"{model._meta.label}: {missing} stand in no definition of keeping"


def test_what_the_definitions_name_is_there():
    for kind, one in definitions.held():
        model = apps.get_model(one.model)
        for name in (*one.about, *one.acts, *one.email, *one.name, *one.blank):
            assert model._meta.get_field(name), (kind.what.da, name)
        for name in one.email:
            assert isinstance(model._meta.get_field(name), models.EmailField)


@pytest.mark.django_db
class TestPeople:
    @pytest.fixture
    def owner(self):
        user = services.find_or_add_user(email="eja@example.org", name="Eja")
        Membership.objects.create(user=user, role=Role.PROGRAMME_OWNER)
        return viewer_for(user)

    @pytest.fixture
    def bo(self):
        user = services.find_or_add_user(email="bo@example.org", name="Bo Berg", title="Leder")
        Membership.objects.create(user=user, role=Role.MEMBER, municipality_id="615")
        Letter.objects.create(
            to="BO@example.org", subject="Kære Bo", body="Hej Bo", template="x", language="da"
        )
        services.record(actor=viewer_for(user), action="people.signed_in_by_link",
                        municipality="615")  # fmt: skip
        return user

    def test_a_person_takes_everything_away(self, bo):
        found = archive.person_archive(viewer=viewer_for(bo), user=bo)
        parts = zipfile.ZipFile(io.BytesIO(found))
        kept = json.loads(parts.read("oplysninger.json"))
        assert kept["people.User"][0]["email"] == "bo@example.org"
        assert kept["letters.Letter"][0]["body"] == "Hej Bo"
        assert kept["people.Membership"][0]["municipality"] == "615"
        assert "password" not in kept["people.User"][0]
        done = json.loads(parts.read("handlinger.json"))
        assert done[0]["what"].startswith("Bo Berg loggede ind")
        index = parts.read("indhold.txt").decode()
        assert "Det, Samspil gemmer om Bo Berg" in index
        assert "letters.Letter: 1" in index
        assert found == archive.person_archive(viewer=viewer_for(bo), user=bo)

    def test_nobody_takes_away_what_is_about_another(self, bo, owner):
        other = services.find_or_add_user(email="ida@example.org", name="Ida")
        with pytest.raises(services.NotAllowedError):
            archive.person_archive(viewer=viewer_for(other), user=bo)
        assert archive.person_archive(viewer=owner, user=bo)

    def test_a_municipality_is_taken_away_by_its_chief_alone(self, bo, owner):
        chief = services.find_or_add_user(email="chef@example.org", name="Chef")
        Membership.objects.create(user=chief, role=Role.CHIEF, municipality_id="615")
        found = archive.municipality_archive(viewer=viewer_for(chief), municipality="615")
        kept = json.loads(zipfile.ZipFile(io.BytesIO(found)).read("oplysninger.json"))
        assert {row["municipality"] for row in kept["people.Membership"]} == {"615"}
        assert not {label for label in kept if label.startswith(("surveys.", "figures.Observ"))}
        for who in (viewer_for(bo), owner, ANYBODY):
            with pytest.raises(services.NotAllowedError):
                archive.municipality_archive(viewer=who, municipality="615")
        with pytest.raises(services.NotAllowedError):
            archive.municipality_archive(viewer=viewer_for(chief), municipality="101")

    def test_forgotten_everywhere_and_the_trail_reads_a_number(self, bo, owner):
        forgetting.ask_to_be_forgotten(actor=viewer_for(bo))
        forgetting.ask_to_be_forgotten(actor=viewer_for(bo))
        assert DeletionRequest.objects.count() == 1
        events = AuditEvent.objects.count()
        forgetting.forget(actor=owner, user=bo)
        bo.refresh_from_db()
        assert (bo.name, bo.title, bo.is_active) == (f"Person {bo.pk}", "", False)
        assert not Membership.objects.filter(user=bo, ended_at=None).exists()
        letter = Letter.objects.get()
        assert (letter.to, letter.subject, letter.body) == (
            f"person-{bo.pk}@deleted.invalid", "", "",
        )  # fmt: skip
        assert DeletionRequest.objects.get().done_by_id == owner.user_id
        assert AuditEvent.objects.count() == events + 1
        told = " ".join(row.sentence for row in audit_rows(viewer=owner, municipality="615"))
        assert f"Person {bo.pk} loggede ind" in told
        assert "Berg" not in told
        with pytest.raises(forgetting.AlreadyForgottenError):
            forgetting.forget(actor=owner, user=bo)

    def test_no_name_or_address_is_left_in_any_table(self, bo, owner):
        forgetting.forget(actor=owner, user=bo)
        for model in ours():
            for row in model._default_manager.filter():
                for field in row._meta.concrete_fields:
                    text = str(field.value_from_object(row))
                    assert "Bo Berg" not in text, (model, field)
                    assert "bo@example" not in text.lower(), (model, field)

    def test_names_in_letters_to_others_and_second_addresses_go_too(self, bo, owner):
        others = apps.get_model("account.EmailAddress").objects
        others.create(user=bo, email="bo.privat@example.net", verified=True)
        common = {"template": "x", "language": "da", "subject": "Om Bo Berg"}
        Letter.objects.create(to="ida@example.org", body="Bo Berg og BO@example.org", **common)
        Letter.objects.create(to="bo.privat@example.net", body="Hej", **common)
        Letter.objects.create(to="eva@example.org", body="Bob Bergsen hilser", **common)
        forgetting.forget(actor=owner, user=bo)
        to_ida = Letter.objects.get(to="ida@example.org")
        assert to_ida.subject == f"Om Person {bo.pk}"
        assert to_ida.body == f"Person {bo.pk} og person-{bo.pk}@deleted.invalid"
        assert not Letter.objects.filter(to__contains="privat").exists()
        assert Letter.objects.get(to="eva@example.org").body == "Bob Bergsen hilser"

    def test_the_last_owner_stays(self, owner):
        user = User.objects.get(pk=owner.user_id)
        with pytest.raises(services.LastOwnerError):
            forgetting.forget(actor=owner, user=user)
        user.refresh_from_db()
        assert user.name == "Eja"

    def test_only_owners_forget(self, bo):
        with pytest.raises(services.NotAllowedError):
            forgetting.forget(actor=viewer_for(bo), user=bo)
        with pytest.raises(services.NotAllowedError):
            sweeping.sweep(actor=viewer_for(bo))

    def test_letters_go_after_a_year_and_that_they_were_sent_stays(self):
        sent = {"status": "sent", "template": "x", "language": "da", "subject": "S", "body": "B"}
        for days, name in ((366, "old"), (364, "new")):
            at = NOW - dt.timedelta(days=days)
            Letter.objects.create(to=f"{name}@example.org", created_at=at, sent_at=at, **sent)
        assert {one.kind: one.count for one in sweeping.due(now=NOW)}["letters"] == 1
        assert sweeping.sweep(now=NOW)["letters"] == 1
        assert sweeping.sweep(now=NOW)["letters"] == 0
        assert [row.to for row in Letter.objects.order_by("pk")] == [
            "sent@deleted.invalid", "new@example.org",
        ]  # fmt: skip
        assert Letter.objects.filter(body="").count() == 1

    def test_accounts_without_a_role_go_after_two_years(self, bo):
        long_ago = NOW - dt.timedelta(days=1000)
        asleep = services.find_or_add_user(email="old@example.org", name="Gammel")
        ended = services.find_or_add_user(email="ended@example.org", name="Nylig")
        User.objects.update(joined_at=long_ago)
        Membership.objects.create(
            user=ended, role=Role.EDITOR, granted_at=long_ago,
            ended_at=NOW - dt.timedelta(days=100),
        )  # fmt: skip
        assert sweeping.sweep(now=NOW)["account"] == 1
        names = {user.pk: user.name for user in User.objects.all()}
        assert names[asleep.pk] == f"Person {asleep.pk}"
        assert (names[bo.pk], names[ended.pk]) == ("Bo Berg", "Nylig")

    def test_one_kind_that_fails_keeps_no_other_and_is_tried_again(self, monkeypatch):
        def fails(_now):
            raise RuntimeError

        whole = registry.sweepers()
        broken = registry.Sweeper(whole["letters"].due, fails)
        monkeypatch.setitem(registry._SWEEPERS, "letters", broken)
        sweeping.sweep_daily(NOW)
        assert {run.kind for run in KeepingRun.objects.all()} == set(whole) - {"letters"}
        monkeypatch.setitem(registry._SWEEPERS, "letters", whole["letters"])
        sweeping.sweep_daily(NOW + dt.timedelta(minutes=1))
        assert sorted(run.kind for run in KeepingRun.objects.all()) == sorted(whole)

    def test_the_clock_sees_to_it_once_a_day(self):
        sweeping.sweep_daily(NOW)
        runs = KeepingRun.objects.count()
        assert runs >= 4
        sweeping.sweep_daily(NOW + dt.timedelta(hours=1))
        assert KeepingRun.objects.count() == runs
        sweeping.sweep_daily(NOW + dt.timedelta(hours=21))
        assert KeepingRun.objects.count() == 2 * runs


@pytest.mark.django_db
class TestPages:
    @pytest.fixture
    def entered(self, client):
        def enter(name, role=None, municipality=""):
            user = services.find_or_add_user(email=f"{name}@example.org", name=name.title())
            if role:
                Membership.objects.create(
                    user=user, role=role, municipality_id=municipality or None
                )
            client.force_login(user)
            return user

        return enter

    def test_mine(self, client, entered):
        entered("bo", Role.CHIEF, "615")
        page = client.get("/konto/gemt/").content.decode()
        assert "Det gemmer vi om dig" in page
        assert "/konto/gemt/615.zip" in page
        assert "Bogføringsloven kræver det." in page
        assert client.get("/konto/gemt/alt.zip").content[:2] == b"PK"
        assert client.get("/konto/gemt/615.zip").content[:2] == b"PK"
        assert client.get("/konto/gemt/101.zip").status_code == 403
        client.post("/konto/gemt/slet/")
        assert "Du bad om at blive slettet" in client.get("/konto/gemt/").content.decode()

    def test_the_owners_page(self, client, entered):
        bo = entered("bo")
        client.post("/konto/gemt/slet/")
        assert client.get("/konto/opbevaring/").status_code == 403
        assert client.post("/konto/opbevaring/ryd/").status_code == 403
        assert client.post(f"/konto/opbevaring/slet/{bo.pk}/").status_code == 403
        entered("eja", Role.PROGRAMME_OWNER)
        assert "bo@example.org" in client.get("/konto/opbevaring/").content.decode()
        assert client.post("/konto/opbevaring/slet/999/").status_code == 404
        client.post(f"/konto/opbevaring/slet/{bo.pk}/")
        page = client.get("/konto/opbevaring/").content.decode()
        assert "Ingen har bedt om det." in page
        client.post("/konto/opbevaring/ryd/")
        assert KeepingRun.objects.exists()
        for code in ("615", "999"):
            assert client.get(f"/konto/gemt/{code}.zip").status_code == 403

    def test_signed_out(self, client):
        for path in ("/konto/gemt/", "/konto/gemt/alt.zip", "/konto/opbevaring/"):
            assert client.get(path).url.startswith("/konto/login/")
        for path in ("/konto/gemt/slet/", "/konto/opbevaring/ryd/"):
            assert client.post(path).status_code == 403
            assert client.get(path).status_code == 405

    def test_the_public_page_says_the_same(self, client):
        page = client.get("/privatliv/").content.decode()
        for definition in definitions.load_kinds().values():
            assert definition.content.how_long.da in page
        english = client.get("/privatliv/", headers={"cookie": "samspil_sprog=en"})
        assert "Five years from the end" in english.content.decode()
