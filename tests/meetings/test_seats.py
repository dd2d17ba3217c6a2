"""Steering by sector: a vote, a word and an attendance for each, where the edition says so."""

import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction

from samspil.meetings import selectors, services
from samspil.meetings.models import Attendance, Meeting, Progress, Suggestion, Vote
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.services import NotAllowedError
from samspil.programmes import services as programmes
from samspil.programmes.models import OpenEdition
from samspil.programmes.wishes import Person, TeamWish, Wish

pytestmark = pytest.mark.django_db
REGISTERED_AT = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def says(per_sector):
    """Let the edition say how many votes a municipality has, and the meetings follow."""
    row = OpenEdition.objects.get()
    steering = row.content["steering"] | {"per_sector": per_sector}
    OpenEdition.objects.update(content=row.content | {"steering": steering})


@pytest.fixture
def both(edition, person):
    """E03 takes part in both sectors."""
    user = person(Role.CHIEF, "E03")
    teams = tuple(
        TeamWish(sector, 5, (Person(user.name, user.email, "Chef", is_chief=True),))
        for sector in ("daycare", "school")
    )
    programmes.register_team(
        actor=viewer_for(user), edition=edition, municipality="E03", wish=Wish(teams=teams),
        now=REGISTERED_AT,
    )  # fmt: skip
    return viewer_for(user)


@pytest.fixture
def steering(both, facilitator):
    says(True)
    return services.plan_from_edition(actor=facilitator, edition="example")[0]


@pytest.fixture
def one(steering, viewer):
    return viewer(Role.STEERING_REPRESENTATIVE, "E03", sector="school")


@pytest.fixture
def other(steering, viewer):
    return viewer(Role.STEERING_REPRESENTATIVE, "E03", sector="daycare")


def suggest(who, meeting, sector, words, code="E03"):
    return services.suggest(
        actor=who, meeting=meeting.pk, municipality=code, sector=sector, kind="content", text=words
    )


def view(who, meeting):
    return selectors.steering(who, selectors.meeting("example", meeting.pk))


def test_a_second_sectors_representative_overwrites_nothing(steering, one, other, facilitator):
    first, second = suggest(one, steering, "school", "Skole"), suggest(other, steering, "daycare",
                                                                       "Leg")  # fmt: skip
    here = {"meeting": steering.pk, "municipality": "E03"}
    services.vote(actor=one, sector="school", suggestion=first.pk, **here)
    services.vote(actor=other, sector="daycare", suggestion=second.pk, **here)
    services.vote(actor=other, sector="daycare", suggestion=second.pk, **here)
    services.tell_progress(actor=one, sector="school", text="Godt", **here)
    services.tell_progress(actor=other, sector="daycare", text="Svært", **here)
    found = view(facilitator, steering)
    assert (found.voted, found.seats) == (2, 4)
    assert {(row.text, row.votes) for row in found.suggestions} == {("Skole", 1), ("Leg", 1)}
    told = {row.seat.key: row.text for row in found.progress}
    assert told == {
        "E01-school": "", "E02-daycare": "", "E03-daycare": "Svært", "E03-school": "Godt",
    }  # fmt: skip
    assert [seat.key for seat, _vote in view(one, steering).own] == ["E03-school"]


def test_each_speaks_for_the_own_sector_and_the_chief_for_both(steering, one, both, viewer):
    with pytest.raises(NotAllowedError):
        suggest(one, steering, "daycare", "Ikke mit")
    with pytest.raises(services.NotTakingPartError):
        suggest(viewer(Role.CHIEF, "E01"), steering, "daycare", "Ikke med her", "E01")
    with pytest.raises(services.NotTakingPartError):
        suggest(both, steering, "", "Hele kommunen")
    for sector in ("school", "daycare"):
        suggest(both, steering, sector, "Det samme")
    assert Suggestion.objects.count() == 2


def test_without_it_a_municipality_has_one_vote(both, facilitator, viewer):
    steering = services.plan_from_edition(actor=facilitator, edition="example")[0]
    school = viewer(Role.STEERING_REPRESENTATIVE, "E03", sector="school")
    daycare = viewer(Role.STEERING_REPRESENTATIVE, "E03", sector="daycare")
    item = suggest(school, steering, "", "Skole")
    for who in (school, daycare):
        services.vote(actor=who, meeting=steering.pk, municipality="E03", suggestion=item.pk)
    with pytest.raises(services.NotTakingPartError):
        suggest(school, steering, "school", "For sig")
    found = view(facilitator, steering)
    assert (found.voted, found.seats, found.by_sector) == (1, 3, False)


def test_the_edition_changes_its_mind_and_what_was_cast_stands(both, facilitator, viewer):
    first, _day, later, *_rest = services.plan_from_edition(actor=facilitator, edition="example")
    whole = viewer(Role.STEERING_REPRESENTATIVE, "E03")
    suggest(whole, first, "", "Ledelse")
    says(True)
    services.plan_from_edition(actor=facilitator, edition="example")
    rows = {row.id: row for row in selectors.meetings_of("example")}
    assert (rows[first.pk].by_sector, rows[first.pk].version) == (False, 1)
    assert (rows[later.pk].by_sector, rows[later.pk].version) == (True, 2)
    assert "Hver kommune har nu én stemme for hvert område." in (
        selectors.history(rows[later.pk])[0].lines
    )
    services.plan_from_edition(actor=facilitator, edition="example")
    assert selectors.meeting("example", later.pk).version == 2
    says(False)
    services.plan_from_edition(actor=facilitator, edition="example")
    assert "Hver kommune har nu én stemme i alt." in (
        selectors.history(selectors.meeting("example", later.pk))[0].lines
    )


def test_who_came_is_noted_for_each_seat(steering, one, other, facilitator):
    note = {"actor": facilitator, "meeting": steering.pk, "municipality": "E03"}
    services.note_attendance(sector="school", statuses={one.user_id: "came"}, **note)
    services.note_attendance(sector="daycare", statuses={other.user_id: "away"}, **note)
    with pytest.raises(services.NobodyToNoteError):
        services.note_attendance(sector="daycare", statuses={one.user_id: "came"}, **note)
    with pytest.raises(services.NobodyToNoteError):
        services.note_attendance(statuses={one.user_id: "came"}, **note)
    rows = selectors.attendance(facilitator, selectors.meeting("example", steering.pk))
    found = {row.key: (row.name.partition(", ")[2], [p.status for p in row.people]) for row in rows}
    assert found["E03-school"] == ("skole", ["came"])
    assert found["E03-daycare"] == ("dagtilbud", ["away"])
    assert set(found) == {"E01-school", "E02-daycare", "E03-school", "E03-daycare"}


def test_the_pages_say_and_take_it(steering, one, both, client, person):
    base = f"/partnerskaber/example/moeder/{steering.pk}/"
    client.force_login(person(Role.STEERING_REPRESENTATIVE, "E03", sector="school"))
    assert "en repræsentant for hvert område i hver kommune" in text(client.get(base))
    sent = {"go": "suggest", "municipality": "E03-school", "kind": "tone", "text": "Mere tid"}
    said = client.post(f"{base}styregruppe/", sent, follow=True)
    assert "0 af 4 stemmer er afgivet." in text(said)
    assert ", skole ·" in text(said)
    number = str(Suggestion.objects.get().pk)
    vote = {"go": "vote", "municipality": "E03-school", "suggestion": number}
    assert "1 af 4 stemmer er afgivet." in text(
        client.post(f"{base}styregruppe/", vote, follow=True)
    )
    for wrong in ("E03-daycare", "E03", "E03-"):
        answer = client.post(f"{base}styregruppe/", vote | {"municipality": wrong})
        assert answer.status_code == 403, wrong
    client.force_login(person(Role.FACILITATOR))
    page = client.get(f"{base}fremmoede/")
    field = next(form for form in page.context["forms"] if form.place.key == "E03-school")
    sent = {"municipality": "E03-school", f"E03-school-p{one.user_id}": "came"}
    answer = client.post(f"{base}fremmoede/", sent)
    assert answer["Location"].endswith("#k-E03-school"), field.errors
    assert Attendance.objects.get().sector == "school"


def test_the_database_refuses_what_cannot_be(steering, one):
    place = {"meeting": steering, "municipality_id": "E03", "sector": "school"}
    item = Suggestion.objects.create(kind="content", text="x", **place)
    Vote.objects.create(suggestion=item, **place)
    Progress.objects.create(text="x", **place)
    came = {"user_id": one.user_id, "status": "came"}
    Attendance.objects.create(**came, **place)
    day = Meeting.objects.filter(kind="network_day").first()
    for act in (
        lambda: Suggestion.objects.create(kind="content", text="x", **place),
        lambda: Vote.objects.create(suggestion=item, **place),
        lambda: Progress.objects.create(text="y", **place),
        lambda: Attendance.objects.create(**came, **place),
        lambda: Suggestion.objects.create(kind="content", text="y", **place | {"sector": "ski"}),
        lambda: Vote.objects.create(suggestion=item, **place | {"sector": "ski"}),
        lambda: Progress.objects.create(text="y", **place | {"sector": "ski"}),
        lambda: Attendance.objects.create(**came, **place | {"sector": "ski"}),
        lambda: Meeting.objects.filter(pk=day.pk).update(by_sector=True),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
    Vote.objects.create(suggestion=item, **place | {"sector": "daycare"})
