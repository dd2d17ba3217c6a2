"""The invitation as acts: whom, what, sent once, reminded once, answered by a personal link."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction

from samspil.figures.models import FrozenSelection, Vintage
from samspil.jobs import services as jobs
from samspil.jobs.models import Job
from samspil.letters.models import Letter as Sent
from samspil.people import services as people
from samspil.people.models import AuditEvent, Membership, PersonalLink, User
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.viewer import ANYBODY
from samspil.programmes import selectors, services
from samspil.programmes.addressees import Addressee
from samspil.programmes.invitation_letter import Letter, Recipient
from samspil.programmes.models import Campaign, Invitation, InvitationReminder
from samspil.programmes.selectors import State
from samspil.programmes.services.reminding import due_at
from samspil.programmes.wishes import Wish

pytestmark = pytest.mark.django_db
BO = Addressee("E01", "Skolechef", "bo@fabelborg.example", "Bo", office="chief")
EA = Addressee("E02", "Sekretariat", "ea@provestrand.example")


@pytest.fixture
def owner(viewer):
    return viewer("olga", Role.PROGRAMME_OWNER)


@pytest.fixture
def campaign(owner, edition, clock):
    return services.prepare_campaign(actor=owner, edition="example")


@pytest.fixture
def invited(owner, campaign):
    """Two recipients, written to."""
    services.add_addressees(actor=owner, edition="example", rows=[BO, EA])
    assert send(owner) == 2
    return list(Invitation.objects.order_by("id"))


def send(actor):
    services.begin_sending(actor=actor, edition="example")
    campaign = Campaign.objects.get()
    sent = 0
    while services.send_next(actor=actor, campaign=campaign.pk, run=campaign.run):
        sent += 1
    Job.objects.update(status="done", finished_at=campaign.made_at)
    return sent


def token_of(letter):
    return re.search(r"/invitation/([\w-]+)/", letter.words)[1]


def token(number=0, template="invitation"):
    return token_of(Sent.objects.filter(template=template).order_by("id")[number])


def states(owner, now=None):
    return [row.state for row in selectors.invitations(owner, "example", now)]


def test_a_first_letter_is_made_of_what_the_edition_says(campaign, edition):
    body = campaign.body_da
    for part in ("Kære {navn}", "60.000 kr.", "bindende", "{frist}", "15. marts 2027"):
        assert part in body, part
    assert "Dear {name}" in campaign.body_en
    assert campaign.subject_da.startswith("Invitation til {kommune}")


def test_each_is_written_to_once_with_a_link_of_their_own(owner, invited):
    letters = Sent.objects.filter(template="invitation").order_by("id")
    assert [one.to for one in letters] == [BO.email, EA.email]
    assert "Kære Bo" in letters[0].words
    assert "Kære Sekretariat" in letters[1].words
    assert token(0) != token(1)
    assert selectors.door(token(0)).invitation == invited[0]
    with pytest.raises(services.NobodyToInviteError):
        services.begin_sending(actor=owner, edition="example")
    services.add_addressees(actor=owner, edition="example", rows=[BO, EA])
    assert Invitation.objects.count() == 2
    assert states(owner) == [State.SENT, State.SENT]


def test_a_second_worker_finds_nothing_left(owner, invited):
    campaign = Campaign.objects.get()
    assert services.send_next(actor=owner, campaign=campaign.pk, run=campaign.run) is None


def test_sending_stops_and_is_taken_up_where_it_was(owner, campaign):
    services.add_addressees(actor=owner, edition="example", rows=[BO, EA])
    first = services.begin_sending(actor=owner, edition="example")
    assert services.send_next(actor=owner, campaign=campaign.pk, run=1)
    services.stop_sending(actor=owner, edition="example")
    assert services.send_next(actor=owner, campaign=campaign.pk, run=1) is None
    second = services.begin_sending(actor=owner, edition="example")
    assert second.pk != first.pk
    # The work that was stopped never goes on beside the new one.
    assert services.send_next(actor=owner, campaign=campaign.pk, run=1) is None
    jobs.run(second.pk)
    assert Job.objects.get(pk=second.pk).status == "done"
    assert Sent.objects.filter(template="invitation").count() == 2
    assert services.waiting(campaign=campaign.pk) == (2, 2)


def test_pressing_send_twice_is_one_work(owner, campaign):
    services.add_addressees(actor=owner, edition="example", rows=[BO])
    first = services.begin_sending(actor=owner, edition="example")
    assert services.begin_sending(actor=owner, edition="example") == first


def test_a_crash_between_letter_and_note_leaves_neither(owner, campaign, monkeypatch):
    services.add_addressees(actor=owner, edition="example", rows=[BO])
    services.begin_sending(actor=owner, edition="example")
    with monkeypatch.context() as patched:
        patched.setattr("samspil.programmes.services.inviting.note", lambda *a, **k: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            services.send_next(actor=owner, campaign=campaign.pk, run=1)
    assert not Sent.objects.filter(template="invitation").exists()
    assert not PersonalLink.objects.exists()
    assert services.send_next(actor=owner, campaign=campaign.pk, run=1)
    assert Sent.objects.filter(template="invitation").count() == 1


def test_nothing_is_sent_after_the_deadline(owner, campaign, clock, now):
    services.add_addressees(actor=owner, edition="example", rows=[BO])
    clock(now + dt.timedelta(weeks=8))
    with pytest.raises(services.ClosedError):
        services.begin_sending(actor=owner, edition="example")


@pytest.mark.parametrize("act", ["prepare_campaign", "begin_sending", "stop_sending"])
@pytest.mark.parametrize(
    ("role", "place"), [(None, ""), (Role.CHIEF, "E01"), (Role.SECRETARY, "E01"), (Role.EDITOR, "")]
)
def test_only_organisers_invite(campaign, viewer, act, role, place):
    stranger = viewer("zoe", role, place) if role else ANYBODY
    with pytest.raises(people.NotAllowedError):
        getattr(services, act)(actor=stranger, edition="example")
    assert selectors.invitations(stranger, "example") == []
    assert selectors.campaign(stranger, "example") is None


def test_an_example_invites_no_real_municipality(owner, campaign):
    with pytest.raises(services.NotInvitableError):
        services.add_addressees(
            actor=owner, edition="example", rows=[BO, Addressee("101", "Chef", "a@b.dk")]
        )
    assert not Invitation.objects.exists()


@pytest.fixture
def selection(owner, places):
    """A frozen selection that points out one of two."""
    vintage = Vintage.objects.create(
        origin="x", content_hash="x", rows_read=1, rows_new=1, rows_changed=0
    )
    rows = [
        {"code": "E01", "class": "more_potential"},
        {"code": "E02", "class": "cannot_be_told_apart"},
    ]
    return FrozenSelection.objects.create(
        selection="2026",
        version="v1",
        inputs="abc",
        vintage=vintage,
        rows=rows,
        frozen_by_id=owner.user_id,
    )


def test_an_example_follows_no_selection_and_others_only_one_that_is_there(
    owner, campaign, selection
):
    for number in (selection.pk, 999):
        with pytest.raises(services.NoSelectionError):
            services.prepare_campaign(actor=owner, edition="example", selection=number)
    assert Campaign.objects.get().aim == "open"


def test_a_targeted_invitation_reaches_those_the_selection_points_out(owner, campaign, selection):
    Campaign.objects.update(aim="targeted", selection=selection)
    assert list(selectors.invitable(owner, "example")) == ["E01"]
    shown = selectors.campaign(owner, "example").selection
    assert (shown.version, shown.inputs, shown.codes) == ("v1", "abc", {"E01"})
    with pytest.raises(services.NotInvitableError) as refusal:
        services.add_addressees(actor=owner, edition="example", rows=[BO, EA])
    assert refusal.value.codes == ("E02",)
    assert not Invitation.objects.exists()


def test_words_are_checked_before_they_are_kept(owner, campaign):
    good = Letter("Emne", "Kære {name}")
    for wrong, code in [
        (Letter("", "x"), "missing"),
        (Letter("x" * 151, "x"), "too_long"),
        (Letter("x", "Kære {nvan}"), "unknown_field"),
        (Letter("x", "010190-1234"), "cpr"),
    ]:
        with pytest.raises(services.WordsError) as refusal:
            services.word_invitation(
                actor=owner, edition="example", letters={"da": wrong, "en": good}
            )
        assert code in [one for _field, one, _about in refusal.value.problems]
    campaign.refresh_from_db()
    assert "Kære {navn}" in campaign.body_da


def test_a_test_mail_goes_to_oneself_and_notes_nothing_about_anybody(owner, campaign):
    services.add_addressees(actor=owner, edition="example", rows=[BO])
    to = Recipient("Fabelborg", "Skolechef", "Bo")
    for _time in range(2):
        sent = services.send_test(
            actor=owner, edition="example", language="da", to=to, address="/x/"
        )
    assert sent.to == "olga@example.org"
    assert sent.subject.startswith("Prøve: Invitation til Fabelborg")
    assert Sent.objects.count() == 2
    assert states(owner) == [State.NOT_SENT]
    assert not PersonalLink.objects.exists()


def test_opening_is_noted_once_and_reading_notes_nothing(owner, invited, clock, now):
    selectors.door(token())
    assert states(owner)[0] is State.SENT
    services.open_invitation(token=token())
    clock(now + dt.timedelta(hours=1))
    services.open_invitation(token=token())
    assert states(owner) == [State.OPENED, State.SENT]
    assert Invitation.objects.first().opened_at == now


def test_a_no_has_a_reason_and_the_recipient_is_told(owner, invited):
    for wrong in ("", "  ", "x" * 501, "Barnet 010190-1234"):
        with pytest.raises(services.ReasonError):
            services.decline(token=token(), reason=wrong)
    services.decline(token=token(), reason="Vi har ikke tid i år.")
    services.decline(token=token(), reason="Igen.")
    assert states(owner) == [State.DECLINED, State.SENT]
    told = Sent.objects.get(template="invitation_declined")
    assert told.to == BO.email
    assert "Vi har ikke tid i år." in told.body


def test_the_invited_chief_at_the_own_address_may_confirm(owner, invited):
    services.decline(token=token(), reason="Nej.")
    joined = services.join(token=token(), name="Bo", email="BO@fabelborg.example")
    assert joined.role is Role.CHIEF
    held = Membership.objects.get(user=joined.user)
    assert (held.role, held.municipality_id, held.edition) == ("chief", "E01", "example")
    assert not Sent.objects.filter(template="invitation_joined").exists()
    assert states(owner)[0] is State.OPENED


def test_a_colleague_prepares_and_the_recipient_is_told(invited):
    joined = services.join(token=token(), name="Ida", email="ida@fabelborg.example")
    again = services.join(token=token(), name="Ida", email="ida@fabelborg.example")
    assert joined.role is again.role is Role.SECRETARY
    assert Membership.objects.filter(user=joined.user).count() == 1
    told = Sent.objects.get(template="invitation_joined")
    assert told.to == BO.email
    assert "Ida" in told.subject


def test_who_was_invited_as_something_else_cannot_confirm(invited):
    joined = services.join(token=token(1), name="Ea", email=EA.email)
    assert joined.role is Role.SECRETARY
    viewer = viewer_for(joined.user)
    assert not viewer.holds(Role.CHIEF, municipality="E02", edition="example")
    assert not viewer.holds(Role.SECRETARY, municipality="E01", edition="example")
    assert not viewer.holds(Role.SECRETARY, municipality="E02", edition="other")


def test_a_letter_gone_astray_registers_nobody(invited):
    with pytest.raises(services.OtherDomainError) as refusal:
        services.join(token=token(), name="Ulv", email="ulv@elsewhere.example")
    assert refusal.value.domain == "fabelborg.example"
    for name, email in [("", "bo@fabelborg.example"), ("Bo", "bo"), ("010190-1234", BO.email)]:
        with pytest.raises(ValueError, match="a name"):
            services.join(token=token(), name=name, email=email)
    assert not User.objects.filter(email__contains="fabelborg").exists()


def test_a_link_passed_around_too_much_is_stopped(invited):
    for number in range(10):
        services.join(token=token(), name="Ida", email=f"i{number}@fabelborg.example")
    with pytest.raises(services.TooManyGuestsError):
        services.join(token=token(), name="Ida", email="i11@fabelborg.example")


def test_what_was_withdrawn_opens_nothing_and_can_be_sent_anew(owner, invited):
    number = invited[0].pk
    assert services.take_back(actor=owner, edition="example", number=number)
    assert services.take_back(actor=owner, edition="example", number=number)
    assert services.open_invitation(token=token()).state == "revoked"
    for act in (
        lambda: services.decline(token=token(), reason="x"),
        lambda: services.join(token=token(), name="Bo", email=BO.email),
    ):
        with pytest.raises(services.ShutError):
            act()
    services.add_addressees(actor=owner, edition="example", rows=[BO])
    assert send(owner) == 1
    assert states(owner) == [State.WITHDRAWN, State.SENT, State.SENT]


def test_who_was_not_written_to_is_simply_removed(owner, campaign):
    services.add_addressees(actor=owner, edition="example", rows=[BO])
    number = Invitation.objects.get().pk
    assert not services.take_back(actor=owner, edition="example", number=number)
    assert not Invitation.objects.exists()
    with pytest.raises(Invitation.DoesNotExist):
        services.take_back(actor=owner, edition="example", number=number)


def test_links_expire_two_weeks_after_the_deadline(owner, invited, edition, clock):
    deadline = selectors.edition("example").content.deadline.at
    clock(deadline + dt.timedelta(days=13))
    assert services.open_invitation(token=token()).is_open
    with pytest.raises(services.ClosedError):
        services.decline(token=token(), reason="For sent.")
    clock(deadline + dt.timedelta(days=15))
    assert services.open_invitation(token=token()).state == "expired"
    assert states(owner) == [State.EXPIRED, State.EXPIRED]


def test_a_link_opens_its_own_edition_and_purpose_only(owner, invited):
    _link, secret = people.make_link(
        actor=owner, purpose="survey", subject=invited[0].subject, lifetime=dt.timedelta(days=1)
    )
    assert selectors.door(secret).state == "unknown"
    assert selectors.door("nonsense").state == "unknown"
    assert selectors.door(token()).edition.id == "example"


def test_a_letter_on_paper_has_a_new_link_and_both_open(owner, invited):
    found, address = services.put_on_paper(actor=owner, edition="example", number=invited[0].pk)
    other = address.rstrip("/").rpartition("/")[2]
    assert other != token()
    assert selectors.door(other).invitation == selectors.door(token()).invitation
    services.take_back(actor=owner, edition="example", number=found.pk)
    assert selectors.door(other).state == selectors.door(token()).state == "revoked"


def remind(now):
    return services.remind_due(now=now)


def test_reminders_go_before_the_deadline_once_to_those_who_have_not_answered(
    owner, invited, clock, now
):
    deadline = selectors.edition("example").content.deadline.at
    assert remind(now) == 0
    fourteen, three = due_at(deadline, 14), due_at(deadline, 3)
    clock(fourteen)
    assert remind(fourteen - dt.timedelta(seconds=1)) == 0
    assert remind(fourteen) == 2
    assert remind(fourteen) == 0
    services.decline(token=token(1), reason="Nej tak.")
    clock(three)
    assert remind(three) == 1
    assert remind(three + dt.timedelta(hours=1)) == 0
    letters = Sent.objects.filter(template="invitation_reminder")
    assert sorted(one.to for one in letters) == [BO.email, BO.email, EA.email]
    for one in letters:
        assert selectors.door(token_of(one)).is_open
    assert selectors.door(token()).is_open
    assert AuditEvent.objects.filter(action="programmes.invitation_reminded").count() == 3


def test_a_clock_that_stood_still_sends_only_the_last_reminder(invited, clock):
    three = due_at(selectors.edition("example").content.deadline.at, 3)
    clock(three)
    assert remind(three) == 2
    assert list(InvitationReminder.objects.values_list("days", flat=True)) == [3, 3]


def test_nobody_is_reminded_who_is_registered_or_was_just_invited(
    owner, invited, viewer, team, clock
):
    three = due_at(selectors.edition("example").content.deadline.at, 3)
    chief = viewer("ada", Role.CHIEF, "E01")
    services.register_team(
        actor=chief, edition="example", municipality="E01", wish=Wish((team("school"),))
    )
    clock(three + dt.timedelta(hours=1))
    late = Addressee("E02", "Skolechef", "li@provestrand.example", office="chief")
    services.add_addressees(actor=owner, edition="example", rows=[late])
    assert send(owner) == 1
    assert remind(three + dt.timedelta(hours=2)) == 1
    assert Sent.objects.get(template="invitation_reminder").to == EA.email
    assert states(owner)[0] is State.REGISTERED


def test_a_draft_is_reminded_that_it_is_not_confirmed(invited, viewer, clock, now):
    chief = viewer("ada", Role.CHIEF, "E01")
    services.change_draft(
        actor=chief, edition="example", municipality="E01", change=lambda w: w, now=now
    )
    fourteen = due_at(selectors.edition("example").content.deadline.at, 14)
    clock(fourteen)
    remind(fourteen)
    letters = {one.to: one.words for one in Sent.objects.filter(template="invitation_reminder")}
    assert "begyndt på tilmeldingen" in letters[BO.email]
    assert "ikke hørt fra jer" in letters[EA.email]


def test_a_stopped_sending_reminds_nobody(owner, invited, clock):
    services.stop_sending(actor=owner, edition="example")
    three = due_at(selectors.edition("example").content.deadline.at, 3)
    clock(three)
    assert remind(three) == 0


@pytest.mark.parametrize("days", [[0], [121], [1, 2, 3, 4, 5, 6]])
def test_days_that_make_no_sense_are_refused(owner, campaign, days):
    with pytest.raises(ValueError, match=r"\["):
        services.prepare_campaign(actor=owner, edition="example", remind_days=days)


def test_a_reminder_is_due_in_the_morning_across_summer_time():
    deadline = dt.datetime(2027, 4, 2, 12, tzinfo=dt.UTC)
    assert due_at(deadline, 14).astimezone(dt.UTC) == dt.datetime(2027, 3, 19, 7, tzinfo=dt.UTC)
    assert due_at(deadline, 3).astimezone(dt.UTC) == dt.datetime(2027, 3, 30, 6, tzinfo=dt.UTC)


BAD_CAMPAIGNS = [{"aim": "targeted"}, {"aim": "x"}, {"subject_da": ""}, {"body_en": ""}]


@pytest.mark.parametrize("change", BAD_CAMPAIGNS)
def test_the_database_refuses_a_campaign_that_makes_no_sense(campaign, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.filter(pk=campaign.pk).update(**change)


BAD_INVITATIONS = [
    {"office": "x"},
    {"language": "de"},
    {"email": ""},
    {"title": ""},
    {"decline_reason": "x"},
    {"declined_at": dt.datetime(2026, 1, 1, tzinfo=dt.UTC)},
    {"expires_at": None},
]


@pytest.mark.parametrize("change", BAD_INVITATIONS)
def test_the_database_refuses_an_invitation_that_makes_no_sense(invited, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=invited[0].pk).update(**change)


def test_the_database_refuses_opening_what_had_no_link(owner, campaign, now):
    services.add_addressees(actor=owner, edition="example", rows=[BO])
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.update(opened_at=now)


def test_the_database_keeps_one_of_each(owner, invited, person):
    with pytest.raises(IntegrityError), transaction.atomic():
        Campaign.objects.create(
            edition="example",
            aim="open",
            subject_da="x",
            body_da="x",
            subject_en="x",
            body_en="x",
            made_by_id=owner.user_id,
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(pk=invited[1].pk).update(
            municipality_id="E01", email=BO.email.upper()
        )
    one = invited[0]
    one.reminders.create(days=3)
    for days in (3, 0, 121):
        with pytest.raises(IntegrityError), transaction.atomic():
            one.reminders.create(days=days)
    guest = {"user": person("ida"), "role": "secretary"}
    one.guests.create(**guest)
    with pytest.raises(IntegrityError), transaction.atomic():
        one.guests.create(**guest)
    with pytest.raises(IntegrityError), transaction.atomic():
        invited[1].guests.create(**guest | {"role": "member"})
