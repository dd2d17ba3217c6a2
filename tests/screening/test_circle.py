"""Asking a wider circle: who may, who is asked, and what is shown of what they answer."""

import datetime as dt
import re

import pytest
from django.utils import timezone
from pydantic import ValidationError

from samspil.letters.models import Letter
from samspil.people.services import LinkRefusedError, NotAllowedError
from samspil.people.viewer import ANYBODY
from samspil.screening import circles as definitions
from samspil.screening import selectors as readings
from samspil.screening import services as screenings
from samspil.screening.asking import asked
from samspil.screening.circles import CURRENT, field_of, load_circles, option_of
from samspil.screening.models import Evidence
from samspil.screening.selectors import circle as selectors
from samspil.screening.services import circle as services
from samspil.screening.tallies import Tally
from samspil.surveys import services as surveys
from samspil.surveys.models import Answer, Invitation
from samspil.surveys.questionnaires import Kind

pytestmark = pytest.mark.django_db
OTHER = "E92"


def in_days(days):
    return timezone.localdate() + dt.timedelta(days=days)


@pytest.fixture
def ask(screening, viewer):
    """Ask people in a role; returns the secrets of their links."""

    def act(role, names, actor=None, closes_on=None):
        before = set(Letter.objects.values_list("pk", flat=True))
        services.ask(
            actor=actor or viewer("consultant"),
            screening=screening.pk,
            role=role,
            addresses=[f"{name}@example.org" for name in names],
            closes_on=closes_on or in_days(7),
        )
        new = Letter.objects.exclude(pk__in=before).order_by("pk")
        return [re.search(r"/svar/([\w-]+)/", letter.words)[1] for letter in new]

    return act


def all_answer(tokens, screening, level):
    for token in tokens:
        values = {field_of(one.id): option_of(level) if level else None for one in asked(screening)}
        surveys.answer(token=token, values=values)


class TestDefinition:
    def test_every_sector_has_its_own_words_and_both_sides_can_be_asked(self):
        circle = load_circles()[CURRENT].content
        assert {role.side for role in circle.roles} == {"management", "front_line"}
        assert circle.intro.school != circle.intro.daycare
        assert "{place}" in circle.intro.school.da

    def test_what_is_asked_holds_no_free_text_and_names_the_municipality(self, screening):
        made = definitions.questionnaire(
            load_circles()[CURRENT].content, asked(screening), "daycare", "Mølleådal"
        )
        assert {question.kind for question in made.questions} == {Kind.CHOICE}
        assert made.anonymous
        assert made.pauses
        assert "Mølleådal" in made.intro.da
        assert all(len(question.options) == 4 for question in made.questions)

    def test_it_is_read_and_answered_in_under_ten_minutes(self, screening):
        """At 200 words a minute, and five seconds to choose."""
        for sector in ("school", "daycare"):
            screening.sector = sector
            for language in ("da", "en"):
                words = sum(
                    len(text.in_language(language).split())
                    for one in asked(screening)
                    for text in (one.text, *one.levels)
                )
                assert words / 200 + len(asked(screening)) * 5 / 60 < 9.5

    @pytest.mark.parametrize(
        "broken",
        [
            {"sides": {"management": {"da": "L", "en": "M"}}},
            {"roles": ()},
            {"minutes": 11},
        ],
    )
    def test_a_circle_that_is_not_whole_is_refused(self, broken):
        content = load_circles()[CURRENT].content.model_dump()
        with pytest.raises(ValidationError):
            definitions.Circle.model_validate(content | broken)
        twice = content | {"roles": (content["roles"][0], *content["roles"])}
        with pytest.raises(ValidationError, match="same id"):
            definitions.Circle.model_validate(twice)


class TestAsking:
    def test_each_gets_a_link_once(self, ask, screening, viewer):
        assert len(ask("staff", ["a", "b"])) == 2
        sent = services.ask(
            actor=viewer("consultant"),
            screening=screening.pk,
            role="staff",
            addresses=["A@example.org", " c@example.org ", "c@example.org", ""],
        )
        assert sent == (1, 1)
        assert Invitation.objects.count() == 3

    def test_who_may(self, ask, screening, viewer):
        for actor in (ANYBODY, viewer("consultant", OTHER), viewer("member"), viewer("politician")):
            with pytest.raises(NotAllowedError):
                ask("staff", ["a"], actor=actor)
            for act in (services.remind, services.close):
                with pytest.raises(NotAllowedError):
                    act(actor=actor, screening=screening.pk)
        for role in ("consultant", "chief", "lead"):
            assert len(ask("staff", [role], actor=viewer(role))) == 1

    @pytest.mark.parametrize(
        ("given", "field"),
        [
            ({"role": "strangers"}, "role"),
            ({"addresses": ["nobody"]}, "addresses"),
            ({"addresses": []}, "addresses"),
            ({"addresses": [f"p{n}@example.org" for n in range(201)]}, "addresses"),
            ({"closes_on": None}, "closes_on"),
            ({"closes_on": dt.date(2020, 1, 1)}, "closes_on"),
            ({"closes_on": dt.date(2099, 1, 1)}, "closes_on"),
        ],
    )
    def test_what_cannot_be_is_refused_and_nobody_is_asked(self, screening, viewer, given, field):
        usual = {"role": "staff", "addresses": ["a@example.org"], "closes_on": in_days(7)}
        with pytest.raises(screenings.AnswerRefusedError) as refused:
            services.ask(actor=viewer("chief"), screening=screening.pk, **(usual | given))
        assert refused.value.field == field
        assert not Invitation.objects.exists()

    def test_nobody_to_remind_or_close_before_somebody_is_asked(self, screening, viewer):
        for act in (services.remind, services.close):
            with pytest.raises(services.NobodyAskedError):
                act(actor=viewer("chief"), screening=screening.pk)

    def test_a_finished_screening_asks_no_more(self, ask, screening, viewer):
        screenings.finish(actor=viewer("chief"), screening=screening.pk)
        with pytest.raises(screenings.FinishedError):
            ask("staff", ["a"])

    def test_a_link_taken_back_opens_nothing(self, ask, screening, viewer):
        (token,) = ask("staff", ["a"])
        services.take_back(
            actor=viewer("chief"), screening=screening.pk, invitation=Invitation.objects.get().pk
        )
        with pytest.raises(LinkRefusedError):
            surveys.answer(token=token, values={})
        with pytest.raises(Invitation.DoesNotExist):
            services.take_back(actor=viewer("chief"), screening=screening.pk, invitation=10**6)


class TestReading:
    def test_how_many_have_answered_is_seen_and_not_what(self, ask, screening, viewer):
        all_answer(ask("staff", "abcdef"), screening, 2)
        ask("leaders", ["g"])
        found = selectors.circle(viewer=viewer("consultant"), screening=screening.pk)
        assert (found.state, found.asked, found.answered) == ("open", 7, 6)
        assert [(row.label, row.asked, row.answered) for row in found.turnout] == [
            ("Skoleledere", 1, 0),
            ("Lærere og pædagoger", 6, 6),
        ]
        assert found.levers == ()
        assert {field for one in found.invited for field in vars(one)} == {
            "id", "to", "role", "is_withdrawn",
        }  # fmt: skip

    def test_sides_are_shown_beside_the_judgement(self, ask, screening, viewer):
        consultant = viewer("consultant")
        all_answer(ask("staff", "abcdef"), screening, 2)
        all_answer(ask("leaders", "ghi"), screening, 4)
        all_answer(ask("administration", "jk"), screening, None)
        screenings.judge(actor=consultant, screening=screening.pk, question="1.1", level=3)
        services.close(actor=consultant, screening=screening.pk)
        found = selectors.circle(viewer=consultant, screening=screening.pk)
        assert found.state == "shown"
        assert found.has_sides
        first = found.levers[0].questions[0]
        assert first.judged == 3
        assert [(tally.label, tally.columns) for tally in first.tallies] == [
            ("Alle", (0, 6, 0, 3, 2)),
            ("Ledelse", (0, 0, 0, 3, 2)),
            ("Praksis", (0, 6, 0, 0, 0)),
        ]
        assert [tally.label for tally in first.roles] == ["Lærere og pædagoger"]
        assert set(Answer.objects.values_list("group", flat=True)) == {"management", "staff"}

    def test_by_one_click_it_is_evidence_that_points_and_copies_nothing(
        self, ask, screening, viewer
    ):
        consultant = viewer("consultant")
        all_answer(ask("staff", "abcdef"), screening, 2)
        all_answer(ask("leaders", "ghijk"), screening, 4)
        with pytest.raises(screenings.AnswerRefusedError):
            services.use(actor=consultant, screening=screening.pk)
        services.close(actor=consultant, screening=screening.pk)
        for _press in range(2):
            services.use(actor=consultant, screening=screening.pk)
        source = Evidence.objects.get()
        assert source.uses.count() == len(asked(screening))
        assert not source.uses.filter(votes__isnull=False).exists()
        assert not source.uses.exclude(text="").exists()
        view = readings.screening(viewer=viewer("member"), screening=screening.pk)
        first = view.levers[0].questions[0]
        (used,) = first.uses
        assert dict(used.votes) == {1: 0, 2: 6, 3: 0, 4: 5, 0: 0}
        assert (first.spread.management, first.spread.front_line) == (4, 2)
        assert selectors.circle(viewer=consultant, screening=screening.pk).is_used

    def test_four_answers_are_no_evidence(self, ask, screening, viewer):
        all_answer(ask("staff", "abcd"), screening, 2)
        services.close(actor=viewer("chief"), screening=screening.pk)
        with pytest.raises(screenings.AnswerRefusedError):
            services.use(actor=viewer("chief"), screening=screening.pk)
        with pytest.raises(NotAllowedError):
            services.use(actor=viewer("consultant", OTHER), screening=screening.pk)

    def test_a_small_side_is_shown_only_with_the_others(self, ask, screening, viewer):
        consultant = viewer("consultant")
        all_answer(ask("staff", "abcdef"), screening, 2)
        all_answer(ask("leaders", "ghij"), screening, 4)
        services.close(actor=consultant, screening=screening.pk)
        found = selectors.circle(viewer=consultant, screening=screening.pk)
        assert not found.has_sides
        first = found.levers[0].questions[0]
        assert [(tally.label, tally.columns) for tally in first.tallies] == [
            ("Alle", (0, 6, 0, 4, 0))
        ]
        assert first.roles == ()

    def test_four_are_not_shown(self, ask, screening, viewer):
        all_answer(ask("staff", "abcd"), screening, 2)
        services.close(actor=viewer("chief"), screening=screening.pk)
        found = selectors.circle(viewer=viewer("chief"), screening=screening.pk)
        assert (found.state, found.levers, found.answered) == ("few", (), 4)
        assert not Answer.objects.exists()

    def test_who_reads(self, ask, screening, viewer):
        ask("staff", ["a"])
        for stranger in (ANYBODY, viewer("consultant", OTHER), viewer("chief", OTHER)):
            assert selectors.circle(viewer=stranger, screening=screening.pk) is None
        own = selectors.circle(viewer=viewer("member"), screening=screening.pk)
        assert own.asked == 1
        assert own.turnout == ()
        assert own.invited == ()
        assert selectors.circle(viewer=viewer("chief"), screening=10**6) is None
        assert selectors.circle(viewer=viewer("politician"), screening=screening.pk) is None
        screenings.finish(actor=viewer("chief"), screening=screening.pk)
        assert selectors.circle(viewer=viewer("politician"), screening=screening.pk).asked == 1


def test_a_tally_in_words_and_in_bars():
    tally = Tally("Alle", {1: 1, 3: 2, 0: 1})
    assert tally.total == 4
    assert tally.words == "trin 1: 1, trin 2: 0, trin 3: 2, trin 4: 0, ved ikke: 1"
    assert [(bar.level, bar.x, bar.width) for bar in tally.bars] == [
        (1, "0.00", "25.00"),
        (3, "25.00", "50.00"),
        (0, "75.00", "25.00"),
    ]
    assert Tally("Ingen", {}).bars == ()
