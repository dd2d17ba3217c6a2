"""Steering meetings: suggestions, one vote a municipality, progress; decisions carried; home."""

import re

import pytest
from django.db import IntegrityError, transaction

from samspil.meetings import selectors, services
from samspil.meetings.models import (
    AgendaItem,
    Decision,
    Poll,
    Progress,
    Suggestion,
    TakeHome,
    TakeHomeReply,
    Vote,
)
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


@pytest.fixture
def steering(meetings):
    return next(one for one in meetings if one.kind == "steering")


@pytest.fixture
def day(meetings):
    return next(one for one in meetings if one.kind == "network_day")


@pytest.fixture
def eva(viewer):
    """The representative of E01."""
    return viewer(Role.STEERING_REPRESENTATIVE, "E01")


@pytest.fixture
def bo(viewer):
    return viewer(Role.STEERING_REPRESENTATIVE, "E02")


def suggest(who, meeting, code, words="Mellemformer"):
    return services.suggest(
        actor=who, meeting=meeting.pk, municipality=code, kind="content", text=words
    )


def view(who, meeting):
    return selectors.steering(who, selectors.meeting("example", meeting.pk))


class TestPoll:
    def test_one_vote_a_municipality_and_it_can_change(self, steering, eva, bo, facilitator):
        one, other = suggest(eva, steering, "E01"), suggest(bo, steering, "E02", "Ledelse")
        cast = {"actor": eva, "meeting": steering.pk, "municipality": "E01"}
        services.vote(suggestion=one.pk, **cast)
        services.vote(suggestion=other.pk, **cast)
        services.vote(actor=bo, meeting=steering.pk, municipality="E02", suggestion=other.pk)
        found = view(facilitator, steering)
        assert [(row.text, row.votes) for row in found.suggestions] == [
            ("Ledelse", 2), ("Mellemformer", 0),
        ]  # fmt: skip
        assert found.voted == Vote.objects.count() == 2
        ((seat, vote),) = view(eva, steering).own
        assert (seat.key, seat.name, vote) == ("E01", "Fabelborg", other.pk)

    def test_closed_stands(self, steering, eva, facilitator):
        one = suggest(eva, steering, "E01")
        services.close_poll(actor=facilitator, meeting=steering.pk)
        services.close_poll(actor=facilitator, meeting=steering.pk)
        assert Poll.objects.count() == 1
        with pytest.raises(services.PollClosedError):
            services.vote(actor=eva, meeting=steering.pk, municipality="E01", suggestion=one.pk)
        with pytest.raises(services.PollClosedError):
            suggest(eva, steering, "E01", "Noget nyt")

    def test_who_leaves_votes_no_more(self, steering, eva, facilitator, viewer):
        from samspil.programmes import services as programmes

        one = suggest(eva, steering, "E01")
        services.vote(actor=eva, meeting=steering.pk, municipality="E01", suggestion=one.pk)
        programmes.withdraw(
            actor=viewer(Role.PROGRAMME_OWNER), edition="example", municipality="E01",
            reason="Aftalt", keep_price=False,
        )  # fmt: skip
        found = view(facilitator, steering)
        assert found.voted == 0
        assert "E01" not in {row.seat.code for row in found.progress}

    @pytest.mark.parametrize(
        ("role", "code"),
        [(Role.MEMBER, "E01"), (Role.FACILITATOR, ""), (Role.STEERING_REPRESENTATIVE, "E02")],
    )
    def test_only_the_representative_and_the_chief_speak_for_it(self, steering, viewer, role, code):
        with pytest.raises(NotAllowedError):
            suggest(viewer(role, code), steering, "E01")
        suggest(viewer(Role.CHIEF, "E01"), steering, "E01")

    def test_what_is_not_there(self, steering, day, eva, viewer):
        with pytest.raises(services.NoSuchMeetingError):
            suggest(eva, day, "E01")
        with pytest.raises(services.NoSuchItemError):
            services.vote(actor=eva, meeting=steering.pk, municipality="E01", suggestion=10**6)
        with pytest.raises(services.NotTakingPartError):
            suggest(viewer(Role.STEERING_REPRESENTATIVE, "E03"), steering, "E03")
        with pytest.raises(services.WordsMissingError):
            suggest(eva, steering, "E01", "   ")

    def test_progress_in_words_stands_as_told_last(self, steering, eva, facilitator):
        tell = {"actor": eva, "meeting": steering.pk, "municipality": "E01"}
        services.tell_progress(text="Godt begyndt", **tell)
        services.tell_progress(text="To prøver i gang", **tell)
        rows = {row.seat.code: row.text for row in view(facilitator, steering).progress}
        assert rows == {"E01": "To prøver i gang", "E02": ""}


class TestDecisions:
    def test_a_decision_is_carried_to_the_day_it_was_for(self, steering, day, facilitator):
        decision = services.decide(
            actor=facilitator, meeting=steering.pk, text="Mere tid til sparring"
        )
        item = services.carry(actor=facilitator, decision=decision.pk)
        assert services.carry(actor=facilitator, decision=decision.pk).pk == item.pk
        row = selectors.meeting("example", day.pk)
        assert [one.title for one in selectors.agenda(facilitator, row).items] == [
            "Mere tid til sparring"
        ]
        (told,) = selectors.settled(facilitator, selectors.meeting("example", steering.pk))
        assert (told.fate, told.item) == ("carried", item.pk)
        services.settle(
            actor=facilitator, decision=decision.pk, fate="dropped", words="Dagen var fuld"
        )
        assert not AgendaItem.objects.exists()
        # Whoever had the agenda open is told: carried and dropped, each a version.
        assert selectors.agenda(facilitator, row).version == 3
        (told,) = selectors.settled(facilitator, selectors.meeting("example", steering.pk))
        assert (told.fate, told.words) == ("dropped", "Dagen var fuld")

    def test_taken_off_the_agenda_it_is_open_again(self, steering, day, facilitator):
        decision = services.decide(actor=facilitator, meeting=steering.pk, text="Ledelse")
        item = services.carry(actor=facilitator, decision=decision.pk)
        version = item.agenda.version + 1
        services.remove_item(actor=facilitator, meeting=day.pk, version=version, item=item.pk)
        assert Decision.objects.get().fate == "open"

    def test_after_the_last_day_there_is_none_to_carry_to(self, meetings, facilitator):
        last = [one for one in meetings if one.kind == "network_day"][-1]
        decision = services.decide(actor=facilitator, meeting=last.pk, text="Tak for nu")
        with pytest.raises(services.NoComingDayError):
            services.carry(actor=facilitator, decision=decision.pk)

    def test_dropped_needs_a_word(self, steering, facilitator, eva):
        decision = services.decide(actor=facilitator, meeting=steering.pk, text="Ledelse")
        with pytest.raises(services.WordsMissingError):
            services.settle(actor=facilitator, decision=decision.pk, fate="dropped", words=" ")
        with pytest.raises(services.NoSuchItemError):
            services.settle(actor=facilitator, decision=decision.pk, fate="carried", words="x")
        with pytest.raises(NotAllowedError):
            services.carry(actor=eva, decision=decision.pk)


class TestHome:
    def test_what_goes_home_and_comes_back_is_counted(self, day, facilitator, viewer):
        item = services.send_home(actor=facilitator, meeting=day.pk, text="Prøv en skalatrappe")
        services.send_home(actor=facilitator, meeting=day.pk, text="Prøv en skalatrappe")
        chief = viewer(Role.CHIEF, "E01")
        tell = {"actor": chief, "take_home": item.pk, "municipality": "E01"}
        services.reply_from_home(text="Vi begyndte", **tell)
        services.reply_from_home(text="To skoler prøver den", **tell)
        services.bring(
            actor=chief, edition="example", municipality="E01", kind="question",
            text="Hvad gør I?", meeting=day.pk,
        )  # fmt: skip
        found = selectors.interplay(facilitator, "example")
        assert (found.brought, found.brought_by) == (1, 1)
        assert (found.taken_home, found.replies, found.replied_by) == (1, 1, 1)
        (mine,) = selectors.to_do_at_home(chief, "example", "E01", "school")
        assert mine.own_reply == "To skoler prøver den"
        outsider = viewer(Role.CHIEF, "E03")
        assert selectors.to_do_at_home(outsider, "example", "E03", "school") == []
        assert selectors.interplay(outsider, "example") is None

    def test_others_do_not_reply_for_it(self, day, facilitator, viewer):
        item = services.send_home(actor=facilitator, meeting=day.pk, text="Prøv")
        for who in (facilitator, viewer(Role.CHIEF, "E02")):
            with pytest.raises(NotAllowedError):
                services.reply_from_home(
                    actor=who, take_home=item.pk, municipality="E01", text="Nej"
                )
        with pytest.raises(services.NoSuchItemError):
            services.reply_from_home(
                actor=facilitator, take_home=10**6, municipality="E01", text="Nej"
            )


class TestPages:
    def steer(self, client, meeting, **data):
        address = f"/partnerskaber/example/moeder/{meeting.pk}/styregruppe/"
        return client.post(address, data, follow=True)

    def test_a_representative_suggests_votes_and_tells(self, steering, client, person):
        client.force_login(person(Role.STEERING_REPRESENTATIVE, "E01"))
        said = self.steer(client, steering, go="suggest", municipality="E01", kind="tone",
                          text="Mere humor")  # fmt: skip
        assert "Forslaget er skrevet op." in text(said)
        number = str(Suggestion.objects.get().pk)
        voted = self.steer(client, steering, go="vote", municipality="E01", suggestion=number)
        assert "1 kommune har stemt." in text(voted)
        told = self.steer(client, steering, go="progress", municipality="E01", words="Fint")
        assert "Fabelborg: Fint" in text(told)
        assert self.steer(client, steering, go="close").status_code == 403

    @pytest.mark.parametrize(
        ("data", "status"),
        [
            ({"go": "suggest", "municipality": "E01", "kind": "tone", "text": ""}, 422),
            ({"go": "suggest", "municipality": "E01", "kind": "dans", "text": "x"}, 422),
            ({"go": "suggest", "municipality": "E01", "kind": "tone",
              "text": "Pia 010190-1234"}, 422),
            ({"go": "vote", "municipality": "E01", "suggestion": "9"}, 422),
            ({"go": "progress", "municipality": "E01", "words": "x" * 501}, 422),
            ({"go": "vote", "municipality": "E02", "suggestion": "9"}, 403),
            ({"go": "dans"}, 404),
        ],
    )  # fmt: skip
    def test_bad_input(self, steering, client, person, data, status):
        client.force_login(person(Role.STEERING_REPRESENTATIVE, "E01"))
        assert self.steer(client, steering, **data).status_code == status
        assert not Suggestion.objects.exists()

    def test_a_facilitator_carries_sends_home_and_closes(self, steering, day, client, person):
        client.force_login(person(Role.FACILITATOR))
        base = "/partnerskaber/example/moeder/"
        client.post(f"{base}{steering.pk}/beslutninger/", {"text": "Mere sparring"})
        number = Decision.objects.get().pk
        settle = f"{base}{steering.pk}/beslutninger/{number}/"
        carried = client.post(settle, {"to": str(day.pk)}, follow=True)
        assert "på dagsordenen" in text(carried)
        assert client.post(settle, {"fate": "changed", "words": ""}).status_code == 422
        client.post(settle, {"fate": "changed", "words": "Kun en halv time"})
        assert "ændret: Kun en halv time" in text(client.get(f"{base}{steering.pk}/"))
        client.post(f"{base}{day.pk}/tag-hjem/", {"home": "Prøv en skalatrappe"})
        client.force_login(person(Role.CHIEF, "E01"))
        page = client.get(base)
        assert "Prøv en skalatrappe" in text(page)
        reply = f"{base}hjemme/{TakeHome.objects.get().pk}/"
        client.post(reply, {"municipality": "E01", "reply": "To skoler prøver"})
        assert TakeHomeReply.objects.get().text == "To skoler prøver"
        assert client.post(reply, {"municipality": "E02", "reply": "x"}).status_code == 403
        assert client.post(f"{base}{day.pk}/tag-hjem/", {"home": "x"}).status_code == 403
        assert client.post(settle, {"to": "1"}).status_code == 403


def test_the_database_refuses_what_cannot_be(steering, day, eva):
    one = suggest(eva, steering, "E01")
    there = {"meeting": steering, "municipality_id": "E01"}
    Vote.objects.create(suggestion=one, **there)
    Progress.objects.create(text="x", **there)
    home = TakeHome.objects.create(meeting=day, text="x")
    for act in (
        lambda: Vote.objects.create(suggestion=one, **there),
        lambda: Progress.objects.create(text="y", **there),
        lambda: Progress.objects.create(text="", meeting=day, municipality_id="E01"),
        lambda: Suggestion.objects.create(kind="dans", text="x", **there),
        lambda: Suggestion.objects.create(kind="tone", text="", **there),
        lambda: TakeHome.objects.create(meeting=day, text="x"),
        lambda: TakeHomeReply.objects.create(take_home=home, municipality_id="E01", text=""),
        lambda: Decision.objects.create(meeting=day, text="z", fate="dropped"),
        lambda: Decision.objects.create(meeting=day, text="z", fate="lost"),
        lambda: Poll.objects.bulk_create([Poll(meeting=day), Poll(meeting=day)]),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()
