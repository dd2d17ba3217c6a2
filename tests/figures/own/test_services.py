"""Typing, correcting, withdrawing and letting in: what is kept, what is refused, what is told."""

from dataclasses import replace

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspil.figures import rules, services
from samspil.figures.indicators import load_indicators
from samspil.figures.models.own import OwnFigure, OwnFigureShare
from samspil.figures.own import entries as own_entries
from samspil.figures.own.entries import Doubt, Entry, Flaw, Key, Problem
from samspil.figures.own.standing import mark_of
from samspil.figures.selectors import own as selectors
from samspil.figures.services.own import (
    ChangedSinceSeenError,
    DoubtfulError,
    EntryRefusedError,
    NoSuchOwnFigureError,
)
from samspil.figures.services.own_sharing import CannotShareError, NoSuchShareError
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.selectors import audit_rows
from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY
from samspil.places.models import Institution

pytestmark = pytest.mark.django_db
SUPPORT = "support_9h_share"


def actions():
    found = AuditEvent.objects.filter(action__startswith="figures.own").order_by("pk")
    return [event.action.removeprefix("figures.own_") for event in found]


def refusal(act, **fields):
    """The flaws of one entry, field by field; nothing may have been kept."""
    before = OwnFigure.objects.count()
    with pytest.raises(EntryRefusedError) as refused:
        act(**fields)
    assert OwnFigure.objects.count() == before
    return [(problem.field, problem.flaw) for problem in refused.value.problems[0]]


def test_a_figure_is_typed_with_its_source_and_the_share_computed(type_one, chief):
    (figure,) = type_one(104, 4210, note="Uden modtagelsesklasser").figures
    assert figure.value == pytest.approx(100 * 104 / 4210)
    assert (figure.state, figure.basis) == ("value", "share")
    assert (figure.numerator, figure.denominator) == (104, 4210)
    assert figure.entered_by_id == chief.user_id
    assert (figure.note, figure.ended_at) == ("Uden modtagelsesklasser", None)
    assert actions() == ["typed"]


def test_the_same_again_changes_nothing(type_one):
    first = type_one()
    for seen in (None, first.figures[0].pk, 12345):
        again = type_one(seen=seen)
        assert again.figures == first.figures
        assert (again.new, again.replaced, again.same) == (0, 0, 1)
    assert OwnFigure.objects.count() == 1
    assert actions() == ["typed"]


def test_a_correction_replaces_and_the_old_one_stays(type_one, lead):
    (old,) = type_one().figures
    kept = type_one(110, actor=lead, seen=old.pk)
    old.refresh_from_db()
    assert (kept.new, kept.replaced) == (0, 1)
    assert kept.figures[0].replaces_id == old.pk
    assert (old.ending, old.ended_by_id, old.numerator) == ("replaced", lead.user_id, 104)
    assert actions() == ["typed", "replaced"]


def test_who_did_not_see_what_stands_is_told(type_one, lead):
    (first,) = type_one().figures
    with pytest.raises(ChangedSinceSeenError) as told:
        type_one(110, actor=lead, seen=None)
    assert told.value.standing == first
    (second,) = type_one(110, actor=lead, seen=first.pk).figures
    with pytest.raises(ChangedSinceSeenError) as told:
        type_one(120, seen=first.pk)
    assert told.value.standing == second
    services.withdraw_figure(actor=lead, figure=second.pk, reason="Talt forkert")
    with pytest.raises(ChangedSinceSeenError) as told:
        type_one(120, seen=second.pk)
    assert told.value.standing is None
    assert OwnFigure.objects.filter(ended_at=None).count() == 0


@pytest.mark.parametrize(
    "counts", [(4, 4210), (0, 4210), (4206, 4210), (4210, 4210), (3, 6), (5, 9)]
)
def test_a_small_group_leaves_no_number_behind(type_one, counts):
    (figure,) = type_one(*counts).figures
    assert (figure.state, figure.basis) == ("suppressed", "")
    assert (figure.value, figure.numerator, figure.denominator) == (None, None, None)


@pytest.mark.parametrize("counts", [(5, 10), (5, 4210), (4205, 4210)])
def test_a_group_of_five_is_none_too_small(type_one, counts):
    (figure,) = type_one(*counts).figures
    assert figure.state == "value"


@pytest.mark.parametrize(
    ("fields", "flaws"),
    [
        ({"indicator": "happiness"}, [("indicator", Flaw.UNKNOWN_INDICATOR)]),
        ({"indicator": "exam_mean_grade9"}, [("indicator", Flaw.PUBLIC_INDICATOR)]),
        ({"period": "2024"}, [("period", Flaw.PERIOD)]),
        ({"period": "2024/25"}, [("period", Flaw.PERIOD)]),
        ({"part": "femte"}, [("breakdown", Flaw.PART)]),
        ({"institution": "999999"}, [("institution", Flaw.INSTITUTION)]),
        ({"numerator": None}, [("numerator", Flaw.HALF_COUNTED)]),
        ({"denominator": None}, [("denominator", Flaw.HALF_COUNTED)]),
        ({"numerator": None, "denominator": None}, [("value", Flaw.MISSING)]),
        ({"numerator": -1}, [("numerator", Flaw.NEGATIVE)]),
        ({"numerator": 10.5}, [("numerator", Flaw.WHOLE_NUMBERS)]),
        ({"numerator": 0, "denominator": 0}, [("denominator", Flaw.NOBODY)]),
        ({"numerator": 4211}, [("numerator", Flaw.MORE_THAN_ALL)]),
        ({"denominator": 1e13}, [("denominator", Flaw.LARGE)]),
        ({"value": 2.5}, [("value", Flaw.VALUE_AND_COUNTS)]),
        ({"state": "suppressed"}, [("numerator", Flaw.NUMBER_AND_STATE)]),
        ({"source": " "}, [("source", Flaw.SOURCE)]),
        ({"source": "2024"}, [("source", Flaw.SOURCE)]),
        ({"source": "x" * 301}, [("source", Flaw.LONG)]),
        ({"note": "x" * 501}, [("note", Flaw.LONG)]),
        ({"source": "Ida 010101-1234"}, [("source", Flaw.CPR)]),
        ({"note": "Se 0101011234"}, [("note", Flaw.CPR)]),
        ({"period": "x", "source": ""}, [("period", Flaw.PERIOD), ("source", Flaw.SOURCE)]),
    ],
)
def test_what_is_wrong_is_told_where(type_one, fields, flaws):
    counts = {"numerator": 104, "denominator": 4210}
    assert refusal(type_one, **counts | fields) == flaws
    assert actions() == []


def test_a_share_without_counts_asks_for_somebody_s_word(type_one):
    bare = {"numerator": None, "denominator": None, "value": 2.5}
    assert refusal(type_one, **bare) == [("vouched", Flaw.UNVOUCHED)]
    for whole in (0.0, 100.0):
        flaws = refusal(type_one, **bare | {"value": whole, "vouched": True})
        assert flaws == [("value", Flaw.NONE_OR_ALL)]
    school = Institution.objects.filter(municipality="615").first().pk
    flaws = refusal(type_one, **bare, vouched=True, institution=school)
    assert flaws == [("value", Flaw.COUNTS_NEEDED)]
    (figure,) = type_one(**bare, vouched=True).figures
    assert (figure.basis, figure.value) == ("vouched", 2.5)


def test_a_school_of_another_municipality_is_not_ours(type_one):
    own = Institution.objects.filter(municipality="615").first().pk
    other = Institution.objects.filter(municipality="101").first().pk
    assert refusal(type_one, numerator=9, denominator=90, institution=other)
    assert type_one(9, 90, institution=own).new == 1


def test_what_looks_wrong_is_asked_about_and_not_refused(type_one):
    type_one(104, 4210, period="2023/2024")
    with pytest.raises(DoubtfulError) as asked:
        type_one(1104, 4210)
    assert asked.value.doubts == {0: [Doubt.JUMP]}
    assert type_one(1104, 4210, confirmed=True).new == 1
    over = {"numerator": None, "denominator": None, "value": 130.0, "vouched": True}
    with pytest.raises(DoubtfulError) as asked:
        type_one(**over, indicator=SUPPORT)
    assert asked.value.doubts == {0: [Doubt.OUTSIDE_SCALE]}
    assert type_one(**over, indicator=SUPPORT, confirmed=True).new == 1


def test_the_nearest_period_before_is_what_a_figure_is_held_against(type_one):
    type_one(1000, 4210, period="2020/2021")
    type_one(104, 4210, period="2023/2024", confirmed=True)
    assert type_one(90, 4210, period="2024/2025").new == 1
    with pytest.raises(DoubtfulError):
        type_one(90, 4210, period="2019/2020")


def test_states_without_a_number(type_one):
    none = {"numerator": None, "denominator": None}
    (few,) = type_one(**none, state="suppressed").figures
    (absent,) = type_one(**none, state="not_applicable", period="2023/2024").figures
    assert (few.state, few.value) == ("suppressed", None)
    assert (absent.state, absent.value) == ("not_applicable", None)


UNITS = {
    "percent": (5, 50, 10.0), "per_1000_children": (5, 50, 100.0), "dkk_per_person": (700, 7, 100),
    "children_per_adult": (21, 7.5, 2.8),
}  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_every_unit_is_computed_as_it_says(unit, monkeypatch):
    numerator, denominator, value = UNITS[unit]
    definition = load_indicators()["support_9h_share"]
    content = definition.content.model_copy(update={"unit": own_entries.Unit(unit)})
    found = {"x": replace(definition, content=content)}
    monkeypatch.setattr(own_entries, "load_indicators", lambda: found)
    entry = Entry(Key("x", "2024/2025"), numerator=numerator, denominator=denominator, source="x")
    assert own_entries.flaws(entry, institutions=set(), vouched=False) == []
    assert own_entries.settle(entry).value == value


def test_a_mean_over_few_and_a_count_of_few_are_kept_back(monkeypatch):
    definition = load_indicators()["support_9h_share"]

    def settled(unit, **numbers):
        content = definition.content.model_copy(update={"unit": own_entries.Unit(unit)})
        found = {"x": replace(definition, content=content)}
        monkeypatch.setattr(own_entries, "load_indicators", lambda: found)
        return own_entries.settle(Entry(Key("x", "2024/2025"), source="x", **numbers)).state

    assert settled("dkk_per_person", numerator=900_000, denominator=4) == "suppressed"
    assert settled("dkk_per_person", numerator=900_000, denominator=5) == "value"
    assert settled("pupils", value=4) == "suppressed"
    assert settled("pupils", value=5) == "value"
    assert settled("dkk_per_year", value=3) == "value"


@pytest.mark.parametrize("role", [Role.MEMBER, Role.STEERING_REPRESENTATIVE, Role.POLITICIAN,
                                  Role.CONSULTANT, Role.EXPERT, Role.PROGRAMME_OWNER])  # fmt: skip
def test_others_change_nothing(type_one, type_many, somebody, entry, role):
    (figure,) = type_one().figures
    share = share_one(type_one, figure)
    other = somebody(role, "615" if role.is_municipal else "")
    before = list(OwnFigure.objects.values()), list(OwnFigureShare.objects.values())
    for act in (
        lambda: type_one(110, actor=other, seen=figure.pk),
        lambda: type_many(entry(period="2020/2021"), actor=other),
        lambda: services.withdraw_figure(actor=other, figure=figure.pk, reason="x"),
        lambda: services.share_own(actor=other, municipality="615", audience="101"),
        lambda: services.unshare_own(actor=other, share=share.pk),
    ):
        with pytest.raises(NotAllowedError):
            act()
    assert (list(OwnFigure.objects.values()), list(OwnFigureShare.objects.values())) == before


def share_one(type_one, figure):
    from samspil.people.selectors import viewer_by_id

    actor = viewer_by_id(figure.entered_by_id)
    return services.share_own(actor=actor, municipality="615", audience="147")


@pytest.mark.parametrize("who", ["nobody", "another"])
def test_nobody_else_s_chief_types(type_one, somebody, who):
    actor = ANYBODY if who == "nobody" else somebody(Role.CHIEF, "101")
    with pytest.raises(NotAllowedError):
        type_one(actor=actor)


def test_a_block_is_kept_whole_or_not_at_all(type_many, entry):
    good = [entry(period=f"{year}/{year + 1}") for year in range(2020, 2024)]
    with pytest.raises(EntryRefusedError) as refused:
        type_many(*good, entry(period="x"), entry(source=""))
    assert refused.value.problems == {
        4: [Problem("period", Flaw.PERIOD)],
        5: [Problem("source", Flaw.SOURCE)],
    }
    assert not OwnFigure.objects.exists()
    kept = type_many(*good)
    assert (kept.new, kept.replaced, kept.same) == (4, 0, 0)
    assert actions() == ["pasted"]


def test_a_block_again_makes_nothing_more(type_many, entry):
    block = [entry(period="2023/2024"), entry(period="2024/2025")]
    first = type_many(*block)
    again = type_many(*block)
    assert again.figures == first.figures
    assert (again.new, again.same) == (0, 2)
    assert actions() == ["pasted"]


def test_the_same_figure_twice_in_a_block_is_refused(type_many, entry):
    with pytest.raises(EntryRefusedError) as refused:
        type_many(entry(104), entry(110))
    assert refused.value.problems == {1: [Problem("indicator", Flaw.TWICE)]}


def test_a_block_whose_figures_a_colleague_has_changed_is_told(type_many, type_one, entry):
    block = [entry(110), entry(90, period="2023/2024")]
    seen = mark_of({}, block)
    type_one(104)
    with pytest.raises(ChangedSinceSeenError):
        type_many(*block, seen=seen)
    assert OwnFigure.objects.filter(ended_at=None).get().numerator == 104


def test_withdrawing_says_why_and_takes_away_at_once(type_one, chief):
    (figure,) = type_one().figures
    for reason, flaw in (
        (" ", Flaw.MISSING), ("Se 010101-1234", Flaw.CPR), ("x" * 301, Flaw.LONG),
    ):  # fmt: skip
        with pytest.raises(EntryRefusedError) as refused:
            services.withdraw_figure(actor=chief, figure=figure.pk, reason=reason)
        assert refused.value.problems == {0: [Problem("reason", flaw)]}
    services.withdraw_figure(actor=chief, figure=figure.pk, reason=" Talt  forkert ")
    services.withdraw_figure(actor=chief, figure=figure.pk, reason="Igen")
    figure.refresh_from_db()
    assert (figure.ending, figure.reason) == ("withdrawn", "Talt forkert")
    assert selectors.own_figures(viewer=chief, code="615").groups == ()
    assert actions() == ["typed", "withdrawn"]
    (new,) = type_one(110, seen=None).figures
    assert new.replaces is None


def test_a_figure_that_was_replaced_or_never_was_is_not_withdrawn(type_one, chief):
    (old,) = type_one().figures
    (new,) = type_one(110, seen=old.pk).figures
    with pytest.raises(ChangedSinceSeenError) as told:
        services.withdraw_figure(actor=chief, figure=old.pk, reason="x")
    assert told.value.standing == new
    with pytest.raises(NoSuchOwnFigureError):
        services.withdraw_figure(actor=chief, figure=0, reason="x")


def test_leave_is_given_once_and_taken_back_at_once(chief, lead, somebody):
    other, organiser = somebody(Role.MEMBER, "101"), somebody(Role.FACILITATOR)
    assert not selectors.may_see(viewer=other, code="615")
    one = services.share_own(actor=chief, municipality="615", audience="101")
    assert services.share_own(actor=lead, municipality="615", audience="101") == one
    assert selectors.may_see(viewer=other, code="615")
    assert not selectors.may_see(viewer=organiser, code="615")
    all_ = services.share_own(actor=lead, municipality="615", audience=rules.ORGANISERS)
    assert selectors.may_see(viewer=organiser, code="615")
    for share in (one, all_, one):
        services.unshare_own(actor=lead, share=share.pk)
    assert not selectors.may_see(viewer=other, code="615")
    assert not selectors.may_see(viewer=organiser, code="615")
    again = services.share_own(actor=chief, municipality="615", audience="101")
    assert again.pk != one.pk
    assert actions() == [
        "shared_municipality", "shared_organisers", "unshared_municipality",
        "unshared_organisers", "shared_municipality",
    ]  # fmt: skip


@pytest.mark.parametrize("audience", ["", "615", "999", "E01", "everybody"])
def test_leave_is_for_somebody_else_of_the_same_kind(examples, chief, audience):
    with pytest.raises(CannotShareError):
        services.share_own(actor=chief, municipality="615", audience=audience)
    with pytest.raises(NoSuchShareError):
        services.unshare_own(actor=chief, share=0)
    assert actions() == []


def test_the_trail_says_what_was_done_in_both_languages(type_one, type_many, chief, entry):
    (figure,) = type_one().figures
    (new,) = type_one(110, seen=figure.pk).figures
    type_many(entry(period="2023/2024"))
    services.withdraw_figure(actor=chief, figure=new.pk, reason="x")
    for audience in (rules.ORGANISERS, "101"):
        share = services.share_own(actor=chief, municipality="615", audience=audience)
        services.unshare_own(actor=chief, share=share.pk)
    told = [row.sentence for row in audit_rows(viewer=chief, municipality="615")]
    assert "Ada skrev et af kommunens egne tal: Segregeringsgrad, 2024/2025." in told
    assert "Ada indsatte egne tal for Horsens: 1 nye og 0 erstattede." in told
    assert "Ada gav København lov til at se kommunens egne tal." in told
    assert len({sentence for sentence in told if "tal" in sentence}) == 8
    with translation.override("en"):
        english = [row.sentence for row in audit_rows(viewer=chief, municipality="615")]
    assert (
        "Ada typed one of the municipality's own figures: Segregation rate, 2024/2025." in english
    )
    assert not set(told) & set(english)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 60), st.sampled_from(["2023/2024",
                  "2024/2025"]), st.sampled_from(["", "indskoling"])),
        max_size=8,
    )
)  # fmt: skip
def test_whatever_is_typed_one_figure_stands_and_the_history_is_whole(type_one, entry, typed):
    point = transaction.savepoint_create()
    try:
        must_be_kept_as_by_hand(type_one, entry, typed)
    finally:
        transaction.savepoint_rollback(point)


def must_be_kept_as_by_hand(type_one, entry, typed):
    """A slow twin: a dictionary of what was typed last, and a count of all that was kept."""
    last, standing, kept = {}, {}, 0
    for numerator, rest, period, part in typed:
        key = entry(period=period, part=part).key
        try:
            (figure,) = type_one(
                numerator, numerator + rest, period=period, part=part,
                seen=standing.get(key), confirmed=True,
            ).figures  # fmt: skip
        except EntryRefusedError:
            assert numerator + rest == 0
            continue
        shown = None if min(numerator, rest) < 5 else (numerator, numerator + rest)
        kept += key not in last or last[key] != shown
        last[key], standing[key] = shown, figure.pk
    found = {
        (f.period, f.breakdown): None if f.value is None else (f.numerator, f.denominator)
        for f in OwnFigure.objects.filter(ended_at=None)
    }
    assert found == {(key.period, key.breakdown): shown for key, shown in last.items()}
    assert OwnFigure.objects.count() == kept
    assert OwnFigure.objects.filter(ending="replaced").count() == kept - len(last)
