"""Who came: noted by person, told apart for those who leave, and a quiet word before it breaks."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samspil.meetings import selectors, services
from samspil.meetings.models import Attendance, Meeting
from samspil.people.models import AuditEvent, User
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.programmes import services as programmes
from samspil.programmes.wishes import Person

pytestmark = pytest.mark.django_db
ALL = "/partnerskaber/example/moeder/"


@pytest.fixture
def days(meetings):
    """The first two network days, held; the third and fourth are to come."""
    for number, meeting in enumerate(meetings[1::2]):
        Meeting.objects.filter(pk=meeting.pk).update(
            day=dt.datetime.now(tz=dt.UTC).date() + dt.timedelta(days=-20 + 15 * number)
        )
    return list(Meeting.objects.filter(kind="network_day").order_by("number"))


@pytest.fixture
def chief(days):
    return User.objects.get(email="chef-e01@example.org")


@pytest.fixture
def note(facilitator, chief):
    def act(meeting, status, municipality="E01", user=None):
        return services.note_attendance(
            actor=facilitator,
            meeting=meeting.pk,
            municipality=municipality,
            statuses={user or chief.pk: status},
        )

    return act


@pytest.fixture
def substitute(facilitator):
    """Let somebody take the chief's place for good."""

    def act():
        from samspil.programmes.models import Participant

        named = Participant.objects.get(email="chef-e01@example.org")
        return programmes.replace_participant(
            actor=facilitator,
            edition="example",
            municipality="E01",
            participant=named.pk,
            person=Person("Ny Chef", "ny@example.org", "Chef"),
            reason="Nyt job",
        ).user

    return act


def withdraw(viewer):
    programmes.withdraw(
        actor=viewer(Role.PROGRAMME_OWNER),
        edition="example",
        municipality="E01",
        reason="Nej",
        keep_price=False,
    )


def place(found, code="E01"):
    return next(one for one in found if one.found.code == code)


def test_noted_changed_and_taken_back(days, note, chief, facilitator):
    assert note(days[0], "came") == 1
    assert note(days[0], "came") == 0
    assert note(days[0], "away") == 1
    row = selectors.meeting("example", days[0].pk)
    listed = selectors.attendance(facilitator, row)
    assert [one.code for one in listed] == ["E01", "E02"]
    assert listed[0].people[0].status == "away"
    assert listed[0].unnamed == 4
    assert note(days[0], "") == 1
    assert not Attendance.objects.exists()
    assert AuditEvent.objects.filter(action="meetings.attendance_noted").count() == 3


def test_who_may_note_whom(days, note, chief, viewer, facilitator):
    own = viewer(Role.CHIEF, "E01")
    with pytest.raises(NotAllowedError):
        services.note_attendance(
            actor=own, meeting=days[0].pk, municipality="E01", statuses={chief.pk: "came"}
        )
    row = selectors.meeting("example", days[0].pk)
    assert selectors.attendance(own, row) == []
    for municipality, user in (("E02", chief.pk), ("E03", chief.pk), ("E01", own.user_id)):
        with pytest.raises(services.NobodyToNoteError):
            note(days[0], "came", municipality, user)
    with pytest.raises(ValueError, match="perhaps"):
        note(days[0], "perhaps")
    services.cancel(actor=facilitator, meeting=days[3].pk, reason="Sne")
    with pytest.raises(services.MeetingIsCancelledError):
        note(days[3], "came")


def test_throughout_counts_days_that_were_noted(days, note, facilitator, viewer):
    assert selectors.edition_continuity(facilitator, "example").days == ()
    note(days[0], "came")
    note(days[2], "came")
    found = selectors.edition_continuity(facilitator, "example")
    # What is noted ahead of a day waits for the day.
    assert [day.id for day in found.days] == [days[0].pk]
    assert (found.throughout, found.people) == (1, 2)
    note(days[1], "instead")
    found = selectors.edition_continuity(facilitator, "example")
    assert (found.throughout, len(found.days)) == (0, 2)
    assert [one.name for one in found.places] == sorted(one.name for one in found.places)
    own = selectors.edition_continuity(viewer(Role.MEMBER, "E02"), "example")
    assert [one.found.code for one in own.places] == ["E02"]
    assert selectors.edition_continuity(viewer(Role.CHIEF, "E03"), "example").places == ()


def test_a_quiet_word_before_it_breaks(days, note, facilitator, viewer):
    note(days[0], "came")
    note(days[1], "away")
    concerns = selectors.edition_continuity(facilitator, "example").warnings
    assert [(one.code, one.kind) for one in concerns] == [
        ("E01", "missed_last"),
        ("E02", "missed_last"),
    ]
    note(days[1], "instead")
    concerns = selectors.edition_continuity(facilitator, "example").warnings
    assert [one.code for one in concerns] == ["E02"]
    User.objects.filter(email="chef-e02@example.org").update(is_active=False)
    concerns = selectors.edition_continuity(facilitator, "example").warnings
    assert [(one.code, one.kind) for one in concerns] == [("E02", "nobody_named")]
    Meeting.objects.update(day=dt.date(2020, 1, 1))
    assert selectors.edition_continuity(facilitator, "example").warnings == ()


def test_a_substitute_for_good_begins_anew_and_what_was_noted_stays(
    days, note, chief, substitute, facilitator
):
    note(days[0], "came")
    new = substitute()
    row = selectors.meeting("example", days[0].pk)
    people = selectors.attendance(facilitator, row)[0].people
    assert [(one.user_id, one.status, one.has_left) for one in people] == [
        (new.pk, "", False),
        (chief.pk, "came", True),
    ]
    found = place(selectors.edition_continuity(facilitator, "example").here)
    assert (found.found.people, found.found.throughout) == (1, 0)


def test_a_municipality_that_leaves_is_told_apart(days, note, viewer, facilitator, chief):
    note(days[0], "came")
    withdraw(viewer)
    found = selectors.edition_continuity(facilitator, "example")
    assert [one.found.code for one in found.here] == ["E02"]
    assert place(found.left).found.throughout == 1
    assert (found.people, found.throughout) == (1, 0)
    assert "E01" not in {one.code for one in found.warnings}
    listed = selectors.attendance(facilitator, selectors.meeting("example", days[0].pk))
    assert [(one.code, one.has_left) for one in listed] == [("E01", True), ("E02", False)]
    with pytest.raises(services.NobodyToNoteError):
        note(days[0], "away")


def test_representatives_come_to_steering_meetings(meetings, facilitator, person):
    user = person(Role.STEERING_REPRESENTATIVE, "E01", sector="school")
    row = selectors.meeting("example", meetings[0].pk)
    listed = selectors.attendance(facilitator, row)
    assert [one.user_id for one in listed[0].people] == [user.pk]
    assert listed[1].people == ()


@pytest.mark.parametrize("fields", [{"status": "perhaps"}, {"status": ""}])
def test_a_status_is_known(days, note, fields):
    note(days[0], "came")
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.update(**fields)


def test_a_person_is_noted_once(days, note, chief):
    note(days[0], "came")
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(meeting=days[0], municipality_id="E01", user=chief, status="away")


class TestPages:
    @pytest.fixture
    def address(self, days):
        return f"{ALL}{days[0].pk}/fremmoede/"

    def test_ticked_off_a_municipality_at_a_time(self, address, chief, signed_in):
        client = signed_in(Role.FACILITATOR)
        page = client.get(address).content.decode()
        assert page.count("<h1") == 1
        assert "0 af 2 er noteret" in page
        sent = {"municipality": "E01", f"E01-p{chief.pk}": "came", f"E01-was{chief.pk}": ""}
        answer = client.post(address, sent)
        assert answer["Location"].endswith("#k-E01")
        assert "1 af 2 er noteret" in client.get(address).content.decode()

    def test_who_ticked_meanwhile_is_not_undone(self, address, chief, note, days, signed_in):
        client = signed_in(Role.FACILITATOR)
        note(days[0], "came")
        stale = {f"E01-p{chief.pk}": "", f"E01-was{chief.pk}": ""}
        client.post(address, {"municipality": "E01", **stale})
        assert Attendance.objects.get().status == "came"
        client.post(address, {"municipality": "E02", "all": "1"})
        assert Attendance.objects.filter(municipality_id="E02", status="came").count() == 1

    def test_bad_input_and_strangers(self, address, chief, signed_in, client):
        assert client.get(address).status_code == 302
        assert client.post(address, {"municipality": "E01"}).status_code == 403
        assert signed_in(Role.CHIEF, "E01").get(address).status_code == 403
        client = signed_in(Role.FACILITATOR)
        refused = client.post(address, {"municipality": "E01", f"E01-p{chief.pk}": "x"})
        assert refused.status_code == 422
        assert "Vælg et af de tre svar." in refused.content.decode()
        assert client.post(address, {"municipality": "E03"}).status_code == 403
        assert client.put(address).status_code == 405

    def test_the_page_of_continuity(self, days, note, viewer, signed_in, client):
        page = f"{ALL}fremmoede/"
        assert client.get(page).status_code == 302
        client = signed_in(Role.FACILITATOR)
        assert "når fremmødet" in client.get(page).content.decode()
        note(days[0], "came")
        note(days[1], "came")
        text = client.get(page).content.decode()
        assert "1 af 2 navngivne har været med alle 2 dage" in text
        assert "var med sidst" in text
        assert "1 kommune er værd at tage en snak med" in client.get(ALL).content.decode()
        own = signed_in(Role.CHIEF, "E01").get(page).content.decode()
        assert "Jeres egne" in own
        assert "Øvelsesborg" not in own
        assert signed_in(Role.CHIEF, "E03").get(page).status_code == 403
