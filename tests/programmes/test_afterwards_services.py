"""What comes after a registration, as acts: each with its reason, its letters and its limits."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from enrolled import register, team
from stories import story

from samspil.letters.models import Letter
from samspil.people.models import Membership
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.programmes import admission, selectors, services
from samspil.programmes.models import (
    BillingEntry,
    DialogueNote,
    Exemption,
    OpenEdition,
    Registration,
    TeamChange,
    WaitingPlace,
)
from samspil.programmes.selectors.editions import EditionView
from samspil.programmes.services.errors import AlreadyConfirmedError
from samspil.programmes.wishes import Person, Wish
from samspil.surveys.models import Invitation as SurveyInvitation

pytestmark = pytest.mark.django_db
HOME = {"edition": "example", "municipality": "E01"}
NEW = Person("Nia", "nia@example.org", "Leder")
LATE = dt.datetime(2027, 6, 1, tzinfo=dt.UTC)
COPENHAGEN = ZoneInfo("Europe/Copenhagen")


@pytest.fixture
def facilitator(viewer):
    return viewer("fy", Role.FACILITATOR)


@pytest.fixture
def contact(viewer):
    return viewer("pia", Role.REGISTRATION_CONTACT, edition="example")


@story()
def registered(chief):
    register(chief, team("school", 5, named=2))
    Letter.objects.all().delete()
    return Registration.objects.get()


def letters(template):
    return [letter.to for letter in Letter.objects.filter(template=template).order_by("to")]


def changed(edition, **content):
    """Change the published content beside the acts, to set the scene."""
    row = OpenEdition.objects.get(pk="example")
    row.content |= content
    row.save()


class TestPeople:
    def test_a_place_without_a_name_is_named_once(self, chief, registered, now):
        services.name_participant(actor=chief, sector="school", person=NEW, now=now, **HOME)
        with pytest.raises(services.IncompleteError):
            services.name_participant(actor=chief, sector="school", person=NEW, now=now, **HOME)
        assert letters("registration_named") == ["nia@example.org"]
        assert Membership.objects.filter(
            user__email="nia@example.org", role=Role.MEMBER, sector="school", ended_at=None
        ).exists()
        (change,) = TeamChange.objects.all()
        assert (change.former, str(change.new), str(change.made_by)) == (None, "Nia", "Ada")

    def test_no_more_names_than_places(self, chief, registered, now):
        for number in range(3):
            person = Person(f"N{number}", f"n{number}@example.org")
            services.name_participant(actor=chief, sector="school", person=person, now=now, **HOME)
        with pytest.raises(services.NoSuchPersonError):
            services.name_participant(actor=chief, sector="school", person=NEW, now=now, **HOME)
        with pytest.raises(services.NoSuchPersonError):
            services.name_participant(actor=chief, sector="youth", person=NEW, now=now, **HOME)

    def test_one_takes_anothers_place_and_both_are_told(self, chief, registered, now):
        former = registered.teams.get().people.get(is_chief=False)
        services.replace_participant(
            actor=chief, participant=former.pk, person=NEW, reason="Nyt job", now=now, **HOME
        )
        assert letters("registration_replaced") == [former.email]
        assert letters("registration_named") == ["nia@example.org"]
        held = Membership.objects.filter(edition="example", ended_at=None, role=Role.MEMBER)
        assert [one.user.email for one in held] == ["nia@example.org"]
        (change,) = TeamChange.objects.all()
        assert (change.former.email, change.reason) == (former.email, "Nyt job")
        (row,) = selectors.changes(chief, "example", "E01")
        assert (row.new, row.reason, row.by) == ("Nia", "Nyt job", "Ada")
        with pytest.raises(services.NoSuchPersonError):
            services.replace_participant(
                actor=chief, participant=former.pk, person=NEW, reason="igen", now=now, **HOME
            )

    def test_a_chief_is_followed_by_a_chief(self, chief, registered, now):
        former = registered.teams.get().people.get(is_chief=True)
        services.replace_participant(
            actor=chief, participant=former.pk, person=NEW, reason="Ny chef", now=now, **HOME
        )
        (first,) = registered.teams.get().people.filter(is_chief=True)
        assert first.email == "nia@example.org"
        assert Membership.objects.filter(user=first.user, role=Role.CHIEF).exists()

    def test_the_last_of_a_level_is_followed_by_one_of_it(self, chief, registered, now):
        team = OpenEdition.objects.get().content["team"] | {"levels": ["institution"]}
        changed("example", team=team)
        last = registered.teams.get().people.get(is_chief=False)
        registered.teams.get().people.filter(pk=last.pk).update(level="institution")
        replaced = {"actor": chief, "participant": last.pk, "reason": "Nyt job", "now": now, **HOME}
        with pytest.raises(services.IncompleteError):
            services.replace_participant(person=NEW, **replaced)
        there = Person("Nia", "nia@example.org", "Leder", level="institution")
        services.replace_participant(person=there, **replaced)

    def test_until_the_set_second_and_then_only_an_organiser(
        self, chief, facilitator, registered, now
    ):
        team = OpenEdition.objects.get().content["team"] | {"names_until": "2027-03-28T03:00:00"}
        changed("example", team=team)
        # Three in the night to summer time is one in UTC.
        last = dt.datetime(2027, 3, 28, 1, 0, 0, 999_999, tzinfo=dt.UTC)
        services.name_participant(actor=chief, sector="school", person=NEW, now=last, **HOME)
        after = last + dt.timedelta(microseconds=1)
        other = Person("Ole", "ole@example.org")
        with pytest.raises(services.TooLateError):
            services.name_participant(actor=chief, sector="school", person=other, now=after, **HOME)
        late = {"actor": facilitator, "sector": "school", "person": other, "now": after}
        with pytest.raises(services.ReasonMissingError):
            services.name_participant(reason=" ", **late, **HOME)
        services.name_participant(reason="Skift af job", **late, **HOME)
        assert TeamChange.objects.filter(reason="Skift af job").exists()

    @pytest.mark.parametrize(
        ("role", "place"),
        [(Role.CHIEF, "E02"), (Role.MEMBER, "E01"), (Role.CONSULTANT, "E01"),
         (Role.REGISTRATION_CONTACT, "")],
    )  # fmt: skip
    def test_others_change_nobody(self, viewer, registered, now, role, place):
        with pytest.raises(NotAllowedError):
            services.name_participant(
                actor=viewer("somebody", role, place), sector="school", person=NEW, now=now, **HOME
            )

    def test_a_draft_has_no_people_to_change(self, chief, edition, now):
        with pytest.raises(services.NotConfirmedError):
            services.name_participant(actor=chief, sector="school", person=NEW, now=now, **HOME)


class TestPlaces:
    @pytest.fixture
    def eva(self, viewer, edition):
        return viewer("eva", Role.CHIEF, "E02")

    def test_the_last_place_is_taken_once(self, eva, registered, team, now):
        changed("example", capacity={"school": 1})
        wish = Wish((team("school", chief="eva"),))
        there = {"edition": "example", "municipality": "E02"}
        with pytest.raises(services.FullError) as full:
            services.register_team(actor=eva, wish=wish, now=now, **there)
        assert full.value.sectors == ("school",)
        assert not Registration.objects.filter(municipality_id="E02").exists()
        daycare = Wish((team("daycare", chief="eva"),))
        assert services.register_team(actor=eva, wish=daycare, now=now, **there).is_new

    def test_the_waiting_list_and_the_way_in(self, eva, facilitator, registered, team, now):
        changed("example", capacity={"school": 1})
        there = {"edition": "example", "municipality": "E02"}
        for _twice in range(2):
            services.join_waiting_list(actor=eva, sectors=["school"], now=now, **there)
        assert letters("waiting_joined") == ["eva@example.org"]
        (row,) = selectors.waiting(facilitator, "example")
        assert (row.place, row.municipality, row.answer_by) == (1, "Prøvestrand", None)
        assert row.sectors == ("school",)
        until = now + dt.timedelta(days=3)
        services.let_in(actor=facilitator, until=until, reason="Stort rum", now=now, **there)
        assert letters("waiting_offered") == ["eva@example.org"]
        assert selectors.own_place(eva, "example", "E02").answer_by == until
        wish = Wish((team("school", chief="eva"),))
        with pytest.raises(services.FullError):
            services.register_team(
                actor=eva, wish=wish, now=until + dt.timedelta(seconds=1), **there
            )
        assert services.register_team(actor=eva, wish=wish, now=until, **there).is_new
        with pytest.raises(AlreadyConfirmedError):
            services.join_waiting_list(actor=eva, sectors=["school"], now=now, **there)

    def test_nobody_waits_where_there_is_a_place(self, eva, registered, now):
        changed("example", capacity={"school": 1})
        there = {"actor": eva, "edition": "example", "municipality": "E02", "now": now}
        with pytest.raises(services.PlacesFreeError):
            services.join_waiting_list(sectors=["daycare"], **there)
        with pytest.raises(services.NoSuchEditionError):
            services.join_waiting_list(sectors=["health"], **there)
        assert not WaitingPlace.objects.exists()

    def test_a_wish_changes_and_the_place_stays(self, eva, facilitator, registered, now):
        changed("example", capacity={"school": 1})
        there = {"actor": eva, "edition": "example", "municipality": "E02", "now": now}
        services.join_waiting_list(sectors=["school"], **there)
        services.join_waiting_list(sectors=["school", "daycare"], note="Fem personer", **there)
        (row,) = selectors.waiting(facilitator, "example")
        assert (row.place, row.sectors) == (1, ("school", "daycare"))
        assert row.note == "Fem personer"
        assert letters("waiting_joined") == ["eva@example.org"]

    def test_whoever_comes_in_waits_no_more(self, eva, facilitator, registered, team, now):
        changed("example", capacity={"school": 1})
        there = {"edition": "example", "municipality": "E02"}
        services.join_waiting_list(actor=eva, sectors=["school"], now=now, **there)
        changed("example", capacity={"school": 2})
        wish = Wish((team("school", chief="eva"),))
        services.register_team(actor=eva, wish=wish, now=now, **there)
        assert selectors.waiting(facilitator, "example") == []

    def test_leaving_the_list(self, eva, facilitator, registered, now):
        changed("example", capacity={"school": 1})
        there = {"edition": "example", "municipality": "E02"}
        services.join_waiting_list(actor=eva, sectors=["school"], now=now, **there)
        services.leave_waiting_list(actor=eva, **there)
        assert selectors.waiting(facilitator, "example") == []
        services.join_waiting_list(actor=eva, sectors=["school"], now=now, **there)
        assert len(selectors.waiting(facilitator, "example")) == 1

    def test_too_late_is_let_in_until_the_second(self, eva, facilitator, contact, edition, team):
        there = {"edition": "example", "municipality": "E02"}
        wish = Wish((team("school", chief="eva"),))
        with pytest.raises(services.ClosedError):
            services.register_team(actor=eva, wish=wish, now=LATE, **there)
        with pytest.raises(NotAllowedError):
            services.let_in(
                actor=contact, until=LATE + dt.timedelta(days=1), reason="x", now=LATE, **there
            )
        # The last Sunday of October has two hours from two to three; the later one counts here.
        until = dt.datetime(2027, 10, 31, 2, 30, fold=1, tzinfo=COPENHAGEN)
        services.let_in(actor=facilitator, until=until, reason="Ferie", now=LATE, **there)
        last = until.astimezone(dt.UTC)
        assert admission.is_exempt("example", "E02", last)
        assert not admission.is_exempt("example", "E02", last + dt.timedelta(seconds=1))
        assert not admission.is_exempt("example", "E01", last)
        assert services.register_team(actor=eva, wish=wish, now=last, **there).is_new

    def test_what_has_been_is_opened_for_nobody(self, facilitator, edition):
        until = LATE + dt.timedelta(days=1)
        leave = {"actor": facilitator, "until": until, "reason": "x", "now": LATE}
        with pytest.raises(services.ClosedError):
            services.let_in(edition="2021", municipality="E01", **leave)
        with pytest.raises(services.ExampleOnlyError):
            services.let_in(edition="example", municipality="615", **leave)
        view = selectors.edition("2021")
        assert isinstance(view, EditionView)
        with pytest.raises(services.ClosedError):
            admission.must_be_open(view, "E01", LATE)
        assert not Exemption.objects.exists()


class TestExceptions:
    def test_more_people_are_owed_for_and_told(self, facilitator, registered, now):
        services.change_order(
            actor=facilitator, participants={"school": 7}, pre_analyses=("school",),
            reason="To til", now=now, **HOME,
        )  # fmt: skip
        owed = selectors.billed(facilitator, "example", "E01")
        assert owed is None
        assert sum(one.amount for one in BillingEntry.objects.all()) == Decimal(179_990)
        assert {one.cause for one in BillingEntry.objects.all()} == {"confirmed", "changed"}
        row = Registration.objects.get()
        assert (row.total, row.teams.get().participants) == (Decimal(60_000), 7)
        assert letters("registration_changed") == ["ada@example.org"]
        assert "119.990 kr." in Letter.objects.get(template="registration_changed").body

    def test_a_later_price_does_not_reach_what_was_registered(self, facilitator, registered, now):
        prices = OpenEdition.objects.get().content["prices"]
        changed("example", prices=prices | {"partnership": {"daycare": 70_000, "school": 70_000}})
        services.change_order(
            actor=facilitator, participants={"school": 6}, pre_analyses=(), reason="En til",
            now=now, **HOME,
        )  # fmt: skip
        assert sum(one.amount for one in BillingEntry.objects.all()) == Decimal(69_995)

    def test_a_change_without_a_price_is_told_too(self, facilitator, registered, now):
        services.change_order(
            actor=facilitator, participants={"school": 4}, pre_analyses=(), reason="En færre",
            now=now, **HOME,
        )  # fmt: skip
        letter = Letter.objects.get(template="registration_changed")
        assert "Prisen er uændret." in letter.body
        assert "En færre" in letter.body

    def test_what_was_agreed_besides_is_still_owed(self, facilitator, contact, registered, now):
        services.agree(actor=contact, amount=Decimal(50_000), reason="Forløb", **HOME)
        services.withdraw(actor=facilitator, reason="x", keep_price=False, now=now, **HOME)
        body = Letter.objects.get(template="registration_withdrawn").body
        assert "skylder I fortsat: 50.000 kr." in body

    def test_fewer_places_than_names_are_refused(self, facilitator, registered, now):
        with pytest.raises(services.IncompleteError):
            services.change_order(
                actor=facilitator, participants={"school": 1}, pre_analyses=(), reason="x",
                now=now, **HOME,
            )  # fmt: skip
        assert BillingEntry.objects.count() == 1
        assert not Letter.objects.exists()

    @pytest.mark.parametrize(("keep", "owed"), [(True, 60_000), (False, 0)])
    def test_a_municipality_is_let_go(self, facilitator, chief, registered, now, keep, owed):
        services.withdraw(
            actor=facilitator, reason="Sammenlægning", keep_price=keep, now=now, **HOME
        )
        row = Registration.objects.get()
        assert (row.status, row.withdrawn_reason) == ("withdrawn", "Sammenlægning")
        assert sum(one.amount for one in BillingEntry.objects.all()) == owed
        assert selectors.participants("example", "school") == []
        assert not Membership.objects.filter(edition="example", ended_at=None).exists()
        assert letters("registration_withdrawn") == ["ada@example.org"]
        assert letters("registration_ended") == ["school2@example.org"]
        (line,) = selectors.registrations(facilitator, "example")
        assert (line.is_confirmed, line.is_withdrawn) == (False, True)
        with pytest.raises(services.NotConfirmedError):
            services.withdraw(actor=facilitator, reason="x", keep_price=keep, now=now, **HOME)
        with pytest.raises(services.WithdrawnError):
            services.change_draft(actor=chief, change=lambda wish: wish, now=now, **HOME)

    def test_nobody_withdraws_by_oneself(self, chief, contact, viewer, registered, now):
        for who in (chief, contact, viewer("eva", Role.CHIEF, "E02")):
            with pytest.raises(NotAllowedError):
                services.withdraw(actor=who, reason="x", keep_price=True, now=now, **HOME)
            with pytest.raises(NotAllowedError):
                services.change_order(
                    actor=who, participants={}, pre_analyses=(), reason="x", now=now, **HOME
                )


class TestDialogue:
    def test_needs_are_asked_once_each(self, facilitator, chief, registered):
        assert services.ask_needs(actor=facilitator, edition="example") == 1
        assert services.ask_needs(actor=facilitator, edition="example") == 0
        assert [one.to for one in SurveyInvitation.objects.all()] == ["ada@example.org"]
        asked, answers = selectors.needs(facilitator, services.needs_subject("example"))
        assert (asked, answers) == (1, [])
        with pytest.raises(NotAllowedError):
            services.ask_needs(actor=chief, edition="example")

    def test_a_conversation_is_seen_by_both_sides(self, contact, chief, viewer, registered, now):
        services.note_dialogue(
            actor=contact, held_on=now.date(), with_whom="Ada", text="Fokus på visitation", **HOME
        )
        for who in (contact, chief):
            assert [n.text for n in selectors.notes(who, "example", "E01")] == [
                "Fokus på visitation"
            ]
        assert selectors.notes(viewer("eva", Role.CHIEF, "E02"), "example", "E01") == []
        with pytest.raises(NotAllowedError):
            services.note_dialogue(actor=chief, held_on=now.date(), with_whom="x", text="x", **HOME)


def refused(act):
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_what_the_database_refuses(registered, person, now):
    user = person("ada")
    by = {"registration": registered, "made_by": user, "new": user}
    refused(lambda: TeamChange.objects.create(**by, sector="youth"))
    refused(lambda: TeamChange.objects.create(**by, sector="school", former=user))
    leave = {"edition": "example", "municipality_id": "E01", "given_by": user, "given_at": now}
    refused(lambda: Exemption.objects.create(**leave, until=now, reason="x"))
    refused(lambda: Exemption.objects.create(**leave, until=LATE, reason=""))
    place = {"edition": "example", "municipality_id": "E02", "asked_by": user}
    WaitingPlace.objects.create(**place)
    refused(lambda: WaitingPlace.objects.create(**place))
    refused(lambda: WaitingPlace.objects.filter().update(status="offered"))
    refused(lambda: WaitingPlace.objects.filter().update(status="happy"))
    note = {"registration": registered, "written_by": user, "held_on": now.date()}
    refused(lambda: DialogueNote.objects.create(**note, text=""))
    refused(lambda: Registration.objects.update(status="withdrawn"))
    refused(lambda: Registration.objects.update(withdrawn_reason="x"))
