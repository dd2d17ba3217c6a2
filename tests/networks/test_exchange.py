"""What municipalities can share and want to learn; travel times; where a scenario would meet."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samspil.networks import forming, selectors, services
from samspil.networks.models import Exchange, TravelTimes
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError

WHERE = {"edition": "example", "sector": "school"}
PAGE = "/partnerskaber/example/netvaerk/school/dele/"
TRAVEL = "/partnerskaber/rejsetider/"


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def say(viewer, code, shares, learns):
    return services.say_exchange(
        actor=viewer(Role.CHIEF, code), municipality=code, shares=shares, learns=learns, **WHERE
    )


class TestExchange:
    def test_those_who_can_learn_from_each_other_come_together(self, six, viewer, facilitator):
        # E01 and E06 are far from each other in the alphabet and on the map.
        say(viewer, "E01", [1, 2, 3], [5, 6, 7])
        say(viewer, "E06", [5, 6, 7], [1, 2, 3])
        for code in ("E02", "E03", "E04", "E05"):
            say(viewer, code, [4], [])
        services.lay_out(actor=facilitator, **WHERE)
        weights = {"travel": 0, "size": 0, "comparability": 0, "complementarity": 4}
        services.weigh(actor=facilitator, weights=weights, low=3, high=3, version=1, **WHERE)
        found = services.find_best(actor=facilitator, version=2, **WHERE)
        (group,) = [group for group in found.groups if "E01" in group]
        assert "E06" in group
        view = selectors.bench(facilitator, "example", "school")
        reasons = " ".join(
            reason
            for one in view.groups for member in one.members for reason in member.reasons
            if member.code == "E01"
        )  # fmt: skip
        assert "Vil lære mere om 3 greb; nogen i gruppen kan dele noget om 3 af dem." in reasons

    def test_own_people_alone_say_it_and_others_in_the_partnership_see_it(self, six, viewer):
        say(viewer, "E01", [1], [2])
        for who in (viewer(Role.CHIEF, "E02"), viewer(Role.FACILITATOR)):
            with pytest.raises(NotAllowedError):
                services.say_exchange(actor=who, municipality="E01", shares=[2], learns=[], **WHERE)
        rows = selectors.exchange(viewer(Role.MEMBER, "E02"), "example", "school")
        assert [(row.code, row.shares) for row in rows if row.has_said] == [("E01", (1,))]
        assert selectors.exchange(viewer(Role.CHIEF, "E12"), "example", "school") == []

    @pytest.mark.parametrize(("shares", "learns"), [([1], [1]), ([8], []), ([], [0])])
    def test_levers_that_are_not_there_or_on_both_sides(self, six, viewer, shares, learns):
        with pytest.raises(services.InvalidChangeError):
            say(viewer, "E01", shares, learns)
        assert not Exchange.objects.exists()

    def test_the_page(self, six, signed_in):
        client = signed_in(Role.CHIEF, "E01")
        answer = client.post(
            PAGE, {"code": "E01", "E01-lever_1": "share", "E01-lever_4": "learn"}, follow=True
        )
        assert "Gemt. De andre i partnerskabet kan se det." in text(answer)
        said = Exchange.objects.get()
        assert (said.municipality_id, said.shares, said.learns) == ("E01", [1], [4])
        bad = client.post(PAGE, {"code": "E01", "E01-lever_1": "both"})
        assert bad.status_code == 422
        assert client.post(PAGE, {"code": "E02", "E02-lever_1": "share"}).status_code == 403
        assert "Kan dele:" in text(signed_in(Role.MEMBER, "E02").get(PAGE))
        assert signed_in(Role.CHIEF, "E12").get(PAGE).status_code == 403


SQUARE = [["", "Fabelborg", "Prøvestrand", "Eksempelby"],
          ["Fabelborg", "0", "30", "90"],
          ["Prøvestrand", "31", "0", "60"],
          ["Eksempelby", "90", "60", "0"]]  # fmt: skip


class TestTravel:
    def bring(self, actor, rows):
        return services.bring_travel_times(actor=actor, rows=rows, source="Prøve")

    def test_a_square_and_a_list_say_the_same(self, edition, facilitator):
        square = self.bring(facilitator, SQUARE)
        rows = [["fra", "til", "minutter"], ["Fabelborg", "Prøvestrand", "30,5"],
                ["Fabelborg", "Eksempelby", "90"], ["Eksempelby", "Prøvestrand", "60"]]  # fmt: skip
        listed = self.bring(facilitator, rows)
        assert square.minutes == listed.minutes
        assert sorted(square.codes) == square.codes

    def test_minutes_are_used_where_they_cover_everybody(self, edition, facilitator):
        kept = self.bring(facilitator, SQUARE)
        question = forming.Question(
            codes=tuple(kept.codes), sector="school", low=3, high=3, seconds=1,
            weights=forming.Weights(1, 0, 0),
        )  # fmt: skip
        ground = forming.ground_of(question)
        assert ground.costs.parts["travel"].raw.tolist() == kept.minutes
        facts = forming.form(question).member_facts
        first = kept.codes[0]
        assert facts[first].mean_minutes == pytest.approx(sum(kept.minutes[0]) / 2)
        wider = forming.Question(
            codes=(*kept.codes, "E12"), sector="school", low=4, high=4, seconds=1,
            weights=forming.Weights(1, 0, 0),
        )  # fmt: skip
        assert forming.ground_of(wider).known.minutes is None

    @pytest.mark.parametrize(
        ("rows", "words"),
        [
            ([*SQUARE[:2], ["Prøvestrand", "31", "0", ""], ["Eksempelby", "90", "", "0"]],
             "mangler en tid mellem Prøvestrand og Eksempelby"),
            ([*SQUARE[:2], ["Prøvestrand", "90", "0", "60"], SQUARE[3]], "den ene vej"),
            ([["a", "b", "c"], ["Fabelborg", "Prøvestrand", "x"]], "antal minutter"),
            ([["a", "b", "c"], ["Fabelborg", "Utopia", "5"]], "»Utopia« er ikke en kommune"),
            ([["a", "b", "c"], ["Fabelborg", "Prøvestrand", "-5"]], "Linje 2"),
            ([["a", "b", "c"], ["Fabelborg", "Prøvestrand", "5"],
              ["Fabelborg", "Prøvestrand", "7"]], "står to gange"),
            ([["a", "b", "c"], ["Fabelborg", "Prøvestrand", "5"],
              ["Fabelborg", "Eksempelby", "5"]], "mangler en tid mellem"),
            ([], "ingen rejsetider"),
            ([["Fabelborg", "Prøvestrand"], ["x"], ["y"]], "skriv fra, til og minutter"),
        ],
    )  # fmt: skip
    def test_holes_and_contradictions_are_named_and_nothing_is_kept(
        self, edition, facilitator, rows, words
    ):
        with pytest.raises(services.TravelRefusedError) as refused:
            self.bring(facilitator, rows)
        assert words in " ".join(refused.value.complaints)
        assert not TravelTimes.objects.exists()

    def test_the_page(self, edition, signed_in):
        client = signed_in(Role.FACILITATOR)
        content = "\n".join(";".join(row) for row in SQUARE).encode()
        data = {"file": SimpleUploadedFile("tider.csv", content), "source": "Rejseplan"}
        answer = client.post(TRAVEL, data, follow=True)
        assert "Rejsetider mellem 3 kommuner er hentet ind" in text(answer)
        data = {"file": SimpleUploadedFile("tider.csv", b"a;b;c\nFabelborg;Utopia;5"),
                "source": "Rejseplan"}  # fmt: skip
        bad = client.post(TRAVEL, data)
        assert bad.status_code == 422
        assert "Filen er ikke hentet ind" in text(bad)
        assert client.post(TRAVEL, {}).status_code == 422
        assert signed_in(Role.CHIEF, "E01").get(TRAVEL).status_code == 403


def test_a_scenario_says_where_to_meet_as_one_or_two(viewer, edition):
    codes = [f"E{number:02}" for number in range(1, 11)]
    asker = viewer(Role.FACILITATOR)
    found = selectors.scenario(asker, codes=codes, sector="school", low=3, high=5)
    assert len(found.one.names) == 10
    assert sum(len(each.names) for each in found.two) == 10
    assert all(len(each.names) >= 4 for each in found.two)
    for each in (found.one, *found.two):
        assert each.least[1] <= each.fairest[1] + 1e-9
        assert each.fairest[2] <= each.least[2] + 1e-9
    few = selectors.scenario(asker, codes=codes[:6], sector="school", low=3, high=5)
    assert few.two == ()
