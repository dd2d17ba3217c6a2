"""What is said of a measure: each sentence follows from the points, and none says more."""

import datetime as dt
import re
from fractions import Fraction
from importlib.resources import files

import pytest
from babel.messages.pofile import read_po

from samspil.development.measuring import series
from samspil.development.measuring.public import start_of
from samspil.development.measuring.rows import MeasureView, PhaseRow, PointRow
from samspil.figures.variation_rules import current_rules

FIRST = dt.date(2027, 1, 4)
CALM = (6, 5, 7, 6, 4, 6, 8, 5, 6, 7, 5, 6)


def view(values, *, direction="lower", target=None, phases=()):
    points = tuple(
        PointRow(n, FIRST + dt.timedelta(weeks=n), f"uge {n + 1} 2027", value, Fraction(value))
        for n, value in enumerate(values)
    )
    rules = current_rules()
    chart = series.chart_of(points, phases, rules, direction=direction, target=target)
    return MeasureView(
        id=1, process=1, name="Timer", counted="timer", of="", kind="outcome", shape="count",
        unit="timer", of_people=False, direction=direction, frequency="weekly", target=target,
        definition="", collects="", source="hand", indicator="", points=points,
        phases=tuple(phases), taken_back=(), tests=(), rules=rules, chart=chart, decimals=0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ((), "Ingen målepunkter endnu"),
        ((5, 6, 7), "For få punkter til at sige noget endnu: 3 af 7"),
        (
            (5, 6, 7, 6, 5, 6, 7),
            "Intet ud over det tilfældige at se endnu: 7 af de 12 målepunkter, der skal til "
            "grænser",
        ),
        (CALM, "Målepunkterne svinger tilfældigt omkring 5,9 timer"),
        (
            (*CALM, 30),
            "Det nyeste målepunkt ligger over den øvre grænse: det er mere end tilfældigt",
        ),
        (
            (*CALM, 30, *CALM),
            "De nyeste målepunkter svinger som ventet; før var der udsving ud over det tilfældige",
        ),
        (
            (*[9, 8, 9, 8, 9, 8] * 2, *[5, 4] * 4),
            "Otte målepunkter i træk ligger under midten: det er mere end tilfældigt",
        ),
        (
            (1, 2, 3, 4, 5, 6, 7),
            "Syv målepunkter i træk stiger hele vejen: det er mere end tilfældigt",
        ),
    ],
)
def test_the_title_is_made_from_the_points(values, said):
    assert view(values).sentence == said


def test_the_same_signal_means_what_is_wanted():
    values = (*[9, 8, 9, 8, 9, 8] * 2, *[5, 4] * 4)
    meant = {
        direction: view(values, direction=direction).signals[-1].split("; ")[1]
        for direction in ("lower", "higher", "neutral")
    }
    assert meant == {
        "lower": "den vej, I ønsker.",
        "higher": "ikke den vej, I ønsker.",
        "neutral": "en ændring, der hverken er bedre eller dårligere i sig selv.",
    }


@pytest.mark.parametrize(
    ("target", "said"),
    [(12, "hver gang"), (1, "når I ikke målværdien"), (6, "nogle gange"), (None, "")],
)
def test_whether_the_target_is_met_as_it_goes_now(target, said):
    told = view(CALM, target=target).assurance
    assert said in told
    assert bool(told) == (target is not None)
    assert not view(CALM, target=target, direction="neutral").assurance


def phase(weeks, number=1):
    begins = FIRST + dt.timedelta(weeks=weeks)
    return PhaseRow(number, begins, f"uge {weeks}", "To voksne", "Chefen", begins)


def test_a_phase_begins_at_the_first_point_from_its_day_or_nowhere():
    assert [each.count for each in view(CALM, phases=[phase(8)]).chart.phases] == [8, 4]
    assert "i den nye fase" in view(CALM, phases=[phase(8)]).sentence
    for nowhere in (phase(0), phase(40), phase(-3)):
        assert len(view(CALM, phases=[nowhere]).chart.phases) == 1
    twice = view(CALM, phases=[phase(8), phase(8, 2)])
    assert len(twice.chart.phases) == 2


def test_counts_give_the_exact_value():
    assert series.exact(33, 1, 3, is_share=True) == Fraction(100, 3)
    assert series.exact(33, 1, 3, is_share=False) == Fraction(1, 3)
    assert series.exact(33, None, None, is_share=True) == 33


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2024", "2024-01-01"), ("2024/2025", "2024-08-01"), ("2024M09", "2024-09-01"),
        ("2024K3", "2024-07-01"), ("2024H2", "2024-07-01"), ("?", "1990-01-01"),
    ],
)  # fmt: skip
def test_public_periods_lie_on_the_time_axis(period, day):
    assert start_of(period).isoformat() == day


def test_the_word_for_the_aim_is_never_used_of_a_measure_or_its_target():
    """One word for each: the aim is "mål", a measure "måling", its points "målepunkter"."""
    place = files("samspil.development") / "locale" / "en" / "LC_MESSAGES" / "django.po"
    with place.open("rb") as stream:
        catalogue = read_po(stream)
    for message in catalogue:
        danish = message.id if isinstance(message.id, str) else " ".join(message.id)
        english = " ".join([message.string] if isinstance(message.string, str) else message.string)
        says_aim = re.search(r"\b[Mm]ål(et|ene)?\b", danish)
        says_point = re.search(r"\b[Mm]ålepunkt", danish)
        assert not (says_aim and re.search(r"\b([Mm]easures?|[Tt]argets?)\b", english)), danish
        assert not says_point or re.search(r"\b([Mm]easurements?|[Pp]oints?)\b", english), danish
