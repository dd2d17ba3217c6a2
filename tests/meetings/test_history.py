"""Meetings of editions that are history: what is known, to everybody, and what is not."""

import dataclasses
import datetime as dt
import re

import pytest

from samspil.meetings import histories, selectors, services
from samspil.meetings.models import Meeting
from samspil.people.roles import Role
from samspil.programmes.editions import load_editions

pytestmark = pytest.mark.django_db


def text(answer):
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def page(edition):
    return f"/partnerskaber/{edition}/moeder/"


def sections(answer):
    """The words under each heading of a network day."""
    parts = re.split(r"<h2", answer.content.decode())
    return [" ".join(re.sub(r"<[^>]+>", " ", part).split()) for part in parts]


def test_2021_has_its_four_days_and_how_people_were_to_meet(client):
    found = sections(client.get(page("2021")))
    for number, day, how in (
        (1, "tirsdag den 14. september 2021", "Fysisk"),
        (2, "torsdag den 25. november 2021", "Virtuelt"),
        (3, "torsdag den 13. januar 2022", "Virtuelt"),
        (4, "tirsdag den 15. marts 2022", "Fysisk"),
    ):
        (one,) = [part for part in found if f"Netværksdag {number}" in part]
        assert day in one
        assert how in one
        assert "Sted ikke oplyst" in one
        assert "Konklusioner ikke oplyst" in one
    words = text(client.get(page("2021")))
    assert "4 netværksdage, fra 14. september 2021 til 15. marts 2022." in words
    assert "Om dagene blev holdt sådan, er ikke oplyst." in words
    assert "Om der var styregruppemøder, er ikke oplyst." in words
    assert "Co-teaching i dagtilbud" in words
    assert "Næste møde" not in words
    assert "endnu" not in words


def test_the_first_day_of_2023_is_told_and_the_others_are_not(client):
    found = sections(client.get(page("2022-23")))
    (first,) = [part for part in found if "Netværksdag 1" in part]
    assert "mandag den 9. januar 2023" in first
    assert "Ledelse: når politiske ambitioner skal omsættes til praksis" in first
    assert "Tolv kommuner" in first
    assert "værdikonflikter" in first
    assert "Form ikke oplyst" in first
    assert "Kilde:" in first
    (later,) = [part for part in found if "Netværksdag 3" in part]
    assert "Dato, form, sted, tema og indhold er ikke oplyst." in later
    words = text(client.get(page("2022-23")))
    assert "4 netværksdage. Datoen for 1 af dem er oplyst." in words
    assert "(virtuelt) med én repræsentant for hver kommune" in words


def test_2018_says_that_nothing_is_stated(client):
    words = text(client.get(page("2018")))
    assert "Antal netværksmøder og datoer er ikke oplyst." in words
    assert "Netværksdag" not in words


@pytest.mark.parametrize("past", ["2018", "2021", "2022-23"])
def test_everybody_who_may_see_the_edition_may_see_them_in_both_languages(client, person, past):
    for who in (None, (Role.CHIEF, "E01"), (Role.MEMBER, "E03"), (Role.FACILITATOR,)):
        if who:
            client.force_login(person(*who))
        assert client.get(page(past)).status_code == 200, who
    assert page(past) in client.get(f"/partnerskaber/{past}/").content.decode()
    client.cookies["samspil_sprog"] = "en"
    words = text(client.get(page(past)))
    assert "not stated" in words
    assert "oplyst" not in words
    assert client.post(page(past)).status_code == 405
    assert client.get(page("1999")).status_code == 404


def test_what_was_planned_here_can_still_be_reached(client, person, facilitator):
    planned = services.plan_from_edition(actor=facilitator, edition="2021")
    link = f"{page('2021')}{planned[0].pk}/"
    assert link not in client.get(page("2021")).content.decode()
    client.force_login(person(Role.FACILITATOR))
    assert link in client.get(page("2021")).content.decode()


def test_the_words_are_of_days_and_sources_that_the_editions_have():
    for found in histories.load_histories().values():
        edition = load_editions()[found.id].content
        for day in found.content.days:
            assert day.number in {one.number for one in edition.network_days}
            assert edition.source_named(day.source)
        assert found.content.checked_by == ""


def test_an_edition_now_has_a_link_for_those_who_take_part(client, meetings, person):
    assert page("example") not in client.get("/partnerskaber/example/").content.decode()
    client.force_login(person(Role.CHIEF, "E01"))
    assert page("example") in client.get("/partnerskaber/example/").content.decode()
    client.force_login(person(Role.CHIEF, "E03"))
    assert page("example") not in client.get("/partnerskaber/example/").content.decode()


class TestWithoutADate:
    def test_it_is_over_once_what_it_was_to_lie_before_is(self, meetings):
        rows = [dataclasses.replace(row, day=None, starts_at=None, ends_at=None)
                for row in selectors.meetings_of("example")]  # fmt: skip
        kept = next(row for row in rows if row.is_network_day and row.number == 2)
        dated = [dataclasses.replace(row, day=dt.date(2026, 1, 5)) if row == kept else row
                 for row in rows]  # fmt: skip
        now = dt.datetime(2026, 1, 6, 12, tzinfo=dt.UTC)
        over = {(r.kind, r.number) for r in dated if selectors.is_over(r, dated, now)}
        assert over == {
            ("steering", 1), ("network_day", 1), ("steering", 2), ("network_day", 2),
        }  # fmt: skip
        before = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
        assert not any(selectors.is_over(row, dated, before) for row in dated)

    def test_a_past_edition_names_no_next_meeting(self, meetings, client, person):
        Meeting.objects.filter(kind="network_day").update(day=dt.date(2020, 1, 6))
        Meeting.objects.filter(kind="steering").update(day=None)
        client.force_login(person(Role.FACILITATOR))
        words = text(client.get(page("example")))
        assert "Næste møde" not in words
        assert "Alle møder er holdt." in words
        assert "Uden dato" in words
        viewer = selectors.next_day("example", "school", dt.datetime.now(tz=dt.UTC))
        assert viewer is None
