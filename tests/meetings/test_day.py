"""The page of the day: notes that are never lost, guests, and the last minute."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from samspil.letters.models import Letter
from samspil.meetings import selectors, services
from samspil.meetings.models import NOTE_LENGTH, DayNote, Meeting, MeetingGuest
from samspil.meetings.services import notes
from samspil.meetings.visitor import Visitor
from samspil.people.keeping import registry
from samspil.people.models import PersonalLink
from samspil.people.roles import Role
from samspil.people.services import LinkRefusedError, NotAllowedError

pytestmark = pytest.mark.django_db
SCRIPT = {"Accept": "application/json", "HX-Request": "true"}


@pytest.fixture(autouse=True)
def _in_the_morning():
    """Whenever this is run: in the late afternoon the day's meeting would be over."""
    morning = timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0)
    with time_machine.travel(morning):
        yield


@pytest.fixture
def meeting(meetings):
    # Until midnight, or these tests would fail in the afternoon.
    Meeting.objects.filter(pk=meetings[1].pk).update(
        day=timezone.localdate(), ends=dt.time(23, 59, 59)
    )
    return Meeting.objects.get(pk=meetings[1].pk)


@pytest.fixture
def address(meeting):
    return f"/partnerskaber/example/moeder/{meeting.pk}/dagen/"


@pytest.fixture
def guest(meeting, facilitator):
    """A guest and the address of the guest's page."""
    found, token = services.invite_guest(
        actor=facilitator, meeting=meeting.pk, name="Gitte Gæst", email="Gitte@example.org"
    )
    return found, f"/dagen/{token}/"


@pytest.fixture
def visitor(viewer):
    return Visitor("En", "en@example.org", viewer(Role.MEMBER, "E01"))


class TestNotes:
    def save(self, visitor, meeting, text, base):
        return services.save_note(visitor=visitor, meeting=meeting.pk, text=text, base=base)

    @pytest.mark.parametrize(("said", "is_moved"), [("Hej", False), ("Nej", True)])
    def test_two_begin_at_once(self, visitor, meeting, monkeypatch, said, is_moved):
        """Both see no note; the second finds the first one's, which may say the same."""
        first = {"visitor": visitor, "meeting": meeting.pk, "text": "Hej", "base": 0}

        def lose(*_all):
            monkeypatch.undo()
            services.save_note(**first)
            raise IntegrityError

        monkeypatch.setattr(notes, "_save", lose)
        if is_moved:
            with pytest.raises(services.NoteMovedError):
                services.save_note(**first | {"text": said})
        else:
            assert services.save_note(**first).revision == 1
        assert DayNote.objects.get().text == "Hej"

    def test_saved_upon_what_stands(self, visitor, meeting):
        assert self.save(visitor, meeting, "En", 0).revision == 1
        assert self.save(visitor, meeting, "En", 0).revision == 1
        assert self.save(visitor, meeting, "En to", 1).revision == 2
        row = selectors.meeting("example", meeting.pk)
        assert selectors.note(visitor, row).text == "En to"

    def test_never_over_something_newer(self, visitor, meeting):
        self.save(visitor, meeting, "Fra telefonen", 0)
        with pytest.raises(services.NoteMovedError) as moved:
            self.save(visitor, meeting, "Fra computeren", 0)
        assert moved.value.standing.text == "Fra telefonen"
        assert DayNote.objects.get().text == "Fra telefonen"

    def test_nobody_reads_or_writes_anothers(self, visitor, meeting, guest, viewer):
        self.save(visitor, meeting, "Mit", 0)
        row = selectors.meeting("example", meeting.pk)
        for other in (
            Visitor("x", "x@example.org", viewer(Role.FACILITATOR)),
            Visitor("x", "x@example.org", guest=guest[0].pk),
            Visitor("x", ""),
        ):
            assert selectors.note(other, row).text == ""
        with pytest.raises(NotAllowedError):
            self.save(Visitor("x", ""), meeting, "Hm", 0)
        with pytest.raises(services.WordsMissingError):
            self.save(visitor, meeting, "x" * (NOTE_LENGTH + 1), 1)

    def test_a_note_is_one_persons(self, visitor, meeting, guest):
        user = visitor.viewer.user_id
        for owner in ({}, {"user_id": user, "guest": guest[0]}, {"user_id": user, "revision": 0}):
            with pytest.raises(IntegrityError), transaction.atomic():
                DayNote.objects.create(meeting=meeting, **owner)
        for owner in ({"user_id": user}, {"guest": guest[0]}):
            DayNote.objects.create(meeting=meeting, **owner)
            with pytest.raises(IntegrityError), transaction.atomic():
                DayNote.objects.create(meeting=meeting, **owner)


class TestKeptOnThePhone:
    def test_the_worker_may_keep_a_page_of_the_day_and_asks_no_other_host(self):
        answer = Client().get("/dagen.js?p1")
        assert answer["Content-Type"] == "text/javascript; charset=utf-8"
        assert answer["Service-Worker-Allowed"] == "/"
        assert answer["Cache-Control"] == "no-cache"
        assert "script-src 'self'" in answer["Content-Security-Policy"]
        assert "connect-src 'self'" in answer["Content-Security-Policy"]
        assert Client().post("/dagen.js").status_code == 405

    def test_each_page_names_its_owner_twice(self, address, guest, signed_in, person):
        """The worker keeps a page only where the owner in its own address stands in the page."""
        page = signed_in(Role.MEMBER, "E01").get(address).content.decode()
        key = f"p{person(Role.MEMBER, 'E01').pk}"
        assert f'data-note="{key}:' in page
        assert f'data-worker="/dagen.js?{key}"' in page
        assert f'data-who="{key}"' in page
        found, door = guest
        page = Client().get(door).content.decode()
        assert f'data-note="g{found.pk}:' in page
        assert f'data-worker="/dagen.js?g{found.pk}"' in page
        assert "data-who" not in page


class TestSavingOnThePage:
    def test_by_the_script(self, address, signed_in):
        client = signed_in(Role.MEMBER, "E01")
        saved = client.post(f"{address}note/", {"text": "Hej", "base": "0"}, headers=SCRIPT)
        assert saved.json()["revision"] == 1
        assert "." in saved.json()["at"]
        moved = client.post(f"{address}note/", {"text": "Nej", "base": "0"}, headers=SCRIPT)
        assert (moved.status_code, moved.json()) == (409, {"text": "Hej", "revision": 1})
        refused = client.post(
            f"{address}note/", {"text": "010203-1234", "base": "1"}, headers=SCRIPT
        )
        assert refused.status_code == 422
        assert "CPR" in refused.json()["message"]
        assert Client().post(f"{address}note/", {"text": "x"}, headers=SCRIPT).status_code == 401

    def test_by_a_form(self, address, signed_in):
        client = signed_in(Role.MEMBER, "E01")
        page = client.post(
            f"{address}note/", {"text": "Linje 1\r\nLinje 2", "base": "0"}, follow=True
        )
        assert "Noten er gemt." in page.content.decode()
        assert DayNote.objects.get().text == "Linje 1\nLinje 2"
        both = client.post(f"{address}note/", {"text": "Andet", "base": "0"})
        assert both.status_code == 409
        text = both.content.decode()
        assert "Linje 1\nLinje 2\n\n— — —\n\nAndet" in text
        assert "Begge tekster står her" in text
        refused = client.post(f"{address}note/", {"text": "010203-1234 kom", "base": "1"})
        assert refused.status_code == 422
        assert "010203-1234 kom" in refused.content.decode()
        assert client.get(f"{address}note/").status_code == 405
        assert client.post(f"{address}note/", {"text": "x", "base": "-4"}).status_code == 422

    def test_the_page_is_small_and_ones_own(self, address, signed_in, client):
        assert client.get(address).status_code == 302
        assert signed_in(Role.CHIEF, "E03").get(address).status_code == 403
        client = signed_in(Role.MEMBER, "E01")
        client.post(f"{address}note/", {"text": "Kun mit", "base": "0"})
        answer = client.get(address)
        page = answer.content.decode()
        assert page.count("<h1") == 1
        assert "I dag, " in page
        assert "Kun mit" in page
        assert "htmx" not in page.replace("htmx-config", "")
        assert len(answer.content) < 12_000
        assert "Kun mit" not in signed_in(Role.CHIEF, "E01").get(address).content.decode()


class TestProgramme:
    """The agenda on the day: what is on, what comes then, and what there is to read."""

    @pytest.fixture
    def agenda(self, meeting, facilitator):
        services.begin_agenda(actor=facilitator, meeting=meeting.pk)
        return selectors.agenda_of(selectors.meeting("example", meeting.pk))

    def test_now_and_next(self, agenda, address, signed_in):
        second = agenda.items[1]
        client = signed_in(Role.MEMBER, "E01")
        with time_machine.travel(second.starts + dt.timedelta(minutes=1), tick=False):
            client = signed_in(Role.MEMBER, "E01")
            page = client.get(address).content.decode()
        listed = page.split("<li")
        now = next(one for one in listed if 'class="now"' in one)
        assert second.title in now
        assert "data-now>" in now
        after = next(one for one in listed if "data-next>" in one)
        assert agenda.items[2].title in after
        with time_machine.travel(second.starts - dt.timedelta(days=3), tick=False):
            page = signed_in(Role.MEMBER, "E01").get(address).content.decode()
        assert "data-next>" not in page

    def test_a_guest_reads_the_material_of_the_own_meeting_alone(
        self, agenda, guest, meetings, facilitator
    ):
        item = agenda.items[0].id
        ask = {"actor": facilitator, "title": "Til bordet", "name": "bord.txt"}
        own = services.add_file(item=item, content=b"Ved bordet", **ask)
        services.begin_agenda(actor=facilitator, meeting=meetings[3].pk)
        other = selectors.agenda_of(selectors.meeting("example", meetings[3].pk)).items[0].id
        others = services.add_file(item=other, content=b"Et andet bord", **ask)
        page = Client().get(guest[1]).content.decode()
        assert f"{guest[1]}materiale/{own.pk}/" in page
        assert Client().get(f"{guest[1]}materiale/{own.pk}/").content == b"Ved bordet"
        assert Client().get(f"{guest[1]}materiale/{others.pk}/").status_code == 404
        assert Client().get(f"/dagen/forkert/materiale/{own.pk}/").status_code == 404


class TestGuests:
    def test_a_guest_follows_the_day_without_an_account(self, guest):
        found, page = guest
        letter = Letter.objects.get(template="meeting_guest")
        assert (letter.to, letter.secret) == ("gitte@example.org", True)
        client = Client()
        answer = client.get(page)
        text = answer.content.decode()
        assert "I er gæst her, Gitte Gæst" in text
        assert answer["Referrer-Policy"] == "strict-origin"
        saved = client.post(f"{page}note/", {"text": "Gæstens", "base": "0"}, headers=SCRIPT)
        assert saved.status_code == 200
        assert DayNote.objects.get().guest_id == found.pk
        client.post(f"{page}note/", {"text": "Gæstens egne", "base": "1"}, follow=True)
        assert "Gæstens egne" in client.get(page).content.decode()
        # The link opens this page, and no other.
        assert client.get(page.replace("/dagen/", "/konto/link/")).status_code != 302
        assert client.get(f"/partnerskaber/example/moeder/{found.meeting_id}/").status_code == 302

    def test_invited_again_and_let_go(self, guest, meeting, facilitator):
        found, page = guest
        again = services.invite_guest(
            actor=facilitator, meeting=meeting.pk, name="G", email="gitte@EXAMPLE.org"
        )
        assert again == (found, "")
        services.withdraw_guest(actor=facilitator, meeting=meeting.pk, guest=found.pk)
        services.withdraw_guest(actor=facilitator, meeting=meeting.pk, guest=found.pk)
        answer = Client().get(page)
        assert answer.status_code == 410
        assert "udløbet eller lukket" in answer.content.decode()
        assert Client().post(f"{page}note/", {"text": "x"}, headers=SCRIPT).status_code == 410
        assert Client().get("/dagen/forkert/").status_code == 404
        assert selectors.guests(facilitator, selectors.meeting("example", meeting.pk)) == []

    def test_who_may_invite_and_when(self, meeting, viewer, facilitator, guest):
        chief = viewer(Role.CHIEF, "E01")
        ask = {"meeting": meeting.pk, "name": "A", "email": "a@example.org"}
        with pytest.raises(NotAllowedError):
            services.invite_guest(actor=chief, **ask)
        with pytest.raises(NotAllowedError):
            services.withdraw_guest(actor=chief, meeting=meeting.pk, guest=guest[0].pk)
        with pytest.raises(services.NoSuchGuestError):
            services.withdraw_guest(actor=facilitator, meeting=meeting.pk, guest=10**6)
        with pytest.raises(services.NoSuchMeetingError):
            services.invite_guest(actor=facilitator, **(ask | {"meeting": 10**6}))
        later = timezone.now() + dt.timedelta(days=2)
        with pytest.raises(services.MeetingIsOverError):
            services.invite_guest(actor=facilitator, now=later, **ask)
        token = guest[1].split("/")[2]
        with pytest.raises(LinkRefusedError):
            services.guest_behind(token=token, now=timezone.now() + dt.timedelta(days=31))

    def test_the_page_of_guests(self, meeting, signed_in, client):
        page = f"/partnerskaber/example/moeder/{meeting.pk}/gaester/"
        assert client.get(page).status_code == 302
        assert signed_in(Role.CHIEF, "E01").get(page).status_code == 403
        client = signed_in(Role.FACILITATOR)
        refused = client.post(page, {"name": "Bo", "email": "ikke en adresse"})
        assert refused.status_code == 422
        sent = client.post(page, {"name": "Bo", "email": "bo@example.org"}, follow=True)
        assert "Bo har fået et link" in sent.content.decode()
        number = MeetingGuest.objects.get().pk
        assert "bo@example.org" in client.get(page).content.decode()
        assert signed_in(Role.CHIEF, "E01").post(f"{page}{number}/luk/").status_code == 403
        gone = signed_in(Role.FACILITATOR).post(f"{page}{number}/luk/", follow=True)
        assert "bo@example.org" not in gone.content.decode()

    @pytest.mark.parametrize("fields", [{"name": ""}, {"email": ""}])
    def test_a_guest_has_name_and_address(self, guest, fields):
        with pytest.raises(IntegrityError), transaction.atomic():
            MeetingGuest.objects.update(**fields)

    def test_a_guest_is_invited_once(self, guest, meeting):
        with pytest.raises(IntegrityError), transaction.atomic():
            MeetingGuest.objects.create(meeting=meeting, name="x", email="GITTE@example.org")

    def test_what_is_kept_goes_in_time(self, guest, meeting, visitor):
        services.save_note(
            visitor=Visitor("x", "x", guest=guest[0].pk), meeting=meeting.pk, text="G", base=0
        )
        services.save_note(visitor=visitor, meeting=meeting.pk, text="Min", base=0)
        sweepers = registry.sweepers()
        soon, later = (timezone.now() + dt.timedelta(days=days) for days in (29, 32))
        assert sweepers["meeting_guests"].due(soon) == 0
        assert sweepers["meeting_guests"].due(later) == 1
        sweepers["meeting_guests"].sweep(later)
        assert [one.text for one in DayNote.objects.all()] == ["Min"]
        sweepers["meeting_days"].sweep(timezone.now() + dt.timedelta(days=367))
        assert not DayNote.objects.exists()


class TestLastMinute:
    ANSWERS = {"useful": "4", "room": "5", "more_of": "sparring"}

    def test_opened_answered_and_shown_to_five_or_more(self, address, guest, signed_in, person):
        client = signed_in(Role.FACILITATOR)
        ask = f"{address}spoergsmaal/"
        assert client.post(f"{address}svar/", follow=True).status_code == 200
        opened = client.post(ask, {"do": "open"}, follow=True).content.decode()
        assert "0 har svaret" in opened
        roles = (Role.MEMBER, Role.PROJECT_LEAD, Role.SECRETARY, Role.POLITICIAN)
        for role in roles:
            own = Client()
            own.force_login(person(role, "E01"))
            assert "Svar nu" in own.get(address).content.decode()
            door = own.post(f"{address}svar/")["Location"]
            assert own.post(door, self.ANSWERS).status_code == 302
            assert "Tak, I har svaret." in own.get(address).content.decode()
        door = Client().post(f"{guest[1]}svar/")["Location"]
        Client().post(door, self.ANSWERS)
        open_page = client.get(address).content.decode()
        assert "5 har svaret. Svarene vises, når der er lukket." in open_page
        assert "i gennemsnit" not in open_page
        closed = client.post(ask, {"do": "close"}, follow=True).content.decode()
        assert "4,0 i gennemsnit" in closed
        assert "Sparring i grupperne: 5" in closed
        assert Client().post(f"{guest[1]}svar/", follow=True).status_code == 200

    def test_four_are_not_shown(self, address, guest, signed_in):
        client = signed_in(Role.FACILITATOR)
        client.post(f"{address}spoergsmaal/", {"do": "open"})
        door = Client().post(f"{guest[1]}svar/")["Location"]
        Client().post(door, self.ANSWERS)
        page = client.post(f"{address}spoergsmaal/", {"do": "close"}, follow=True).content.decode()
        assert "Færre end fem har svaret" in page
        assert "i gennemsnit" not in page
        assert not PersonalLink.objects.filter(purpose="survey", user__isnull=False).exists()

    def test_who_may_open(self, address, meeting, signed_in, facilitator):
        assert signed_in(Role.CHIEF, "E01").post(f"{address}spoergsmaal/").status_code == 403
        assert Client().post(f"{address}spoergsmaal/").status_code == 403
        with pytest.raises(services.NoSuchMeetingError):
            services.close_last_minute(actor=facilitator, meeting=meeting.pk)
        with pytest.raises(services.NoSuchMeetingError):
            services.open_last_minute(actor=facilitator, meeting=10**6)
        services.cancel(actor=facilitator, meeting=meeting.pk, reason="Sne")
        with pytest.raises(services.MeetingIsCancelledError):
            services.open_last_minute(actor=facilitator, meeting=meeting.pk)
