"""What a process starts from: findings and figures as they read when they were chosen."""

import pytest
from development_story import WHERE
from django.db import IntegrityError, transaction

from samspil.development import selectors, services
from samspil.development.models import StartingFigure, StartingFinding
from samspil.development.services.starting import MOST_FIGURES
from samspil.development.values import FigureChoice
from samspil.figures import services as figures
from samspil.figures.comparisons import load_comparisons
from samspil.figures.indicators import load_indicators
from samspil.figures.models import Observation
from samspil.figures.snapshot import current
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY
from samspil.screening import services as screening

pytestmark = pytest.mark.django_db
WELLBEING = FigureChoice("school", "wellbeing_mean_of_five")
FIGURE = {
    "sector": "school",
    "indicator": "wellbeing_mean_of_five",
    "period": "2024/2025",
    "value": 3.5,
    "title_da": "Trivsel",
    "title_en": "Wellbeing",
}


def publish(value):
    """Give E01 a made-up figure of wellbeing, and conditions near those of a real municipality."""
    row = {"source": "example", "publisher": "Samspil", "table": "Eksempel", "url": ""}
    source = {**row, "quality": "example", "note": "", "collected": "2026-11-22"}
    figures.load_sources(rows=[source])
    conditions = load_comparisons()["school"].content.conditions
    made_up = [_like(one.indicator, one.breakdown) for one in conditions]
    made_up.append(_like(WELLBEING.indicator, "", value))
    figures.publish(actor=ANYBODY, origin="example", digest=str(value), observations=made_up)


def _like(indicator, breakdown, value=None):
    period = current().latest(indicator, breakdown)
    return Observation(
        indicator=indicator,
        municipality_id="E01",
        period=period,
        breakdown=breakdown,
        role=load_indicators()[indicator].content.role,
        value=value or current().one("615", indicator, period, breakdown).number,
        source_id="example",
    )


def find(actor, claim, lever=2, **where):
    """Add a finding to a screening of the place."""
    started = screening.start(actor=actor, **{**WHERE, **where})
    return screening.add_finding(
        actor=actor,
        screening=started.pk,
        lever=lever,
        claim=claim,
        kind="justering",
        bottom_line="all_children",
    )


def start_from(lead, process):
    row = selectors.process(viewer=lead, process=process.pk).row
    return selectors.starting_point(viewer=lead, row=row)


def choose(actor, process, **chosen):
    return services.choose_starting_point(actor=actor, process=process.pk, **chosen)


def test_several_findings_keep_their_claims(lead, process):
    first = find(lead, "To voksne planlægger sjældent sammen.", lever=2)
    second = screening.add_finding(
        actor=lead, screening=first.screening_id, lever=1, claim="Ambitionen er ukendt i praksis.",
        kind="potentiale", bottom_line="child",
    )  # fmt: skip
    choose(lead, process, findings=[first.pk, second.pk])
    kept = start_from(lead, process).findings
    assert [(one.lever, one.claim) for one in kept] == [
        (1, "Ambitionen er ukendt i praksis."),
        (2, "To voksne planlægger sjældent sammen."),
    ]


def test_a_finding_that_is_gone_stays_until_it_is_taken_away(lead, process):
    gone = find(lead, "Overgange aftales sent.")
    number = gone.pk
    choose(lead, process, findings=[number])
    gone.delete()
    choose(lead, process, findings=[number])
    assert [one.claim for one in start_from(lead, process).findings] == ["Overgange aftales sent."]
    choose(lead, process)
    assert start_from(lead, process).findings == ()


def test_somebody_elses_finding_is_no_starting_point(lead, process, viewer):
    other = find(viewer(Role.CHIEF, "E02"), "Noget hos de andre.", municipality="E02")
    with pytest.raises(services.NoSuchFindingError):
        choose(lead, process, findings=[other.pk])
    assert not StartingFinding.objects.exists()


def test_a_figure_is_kept_as_it_read_and_todays_is_shown_beside_it(lead, process):
    publish(3.41)
    choose(lead, process, figures=[WELLBEING])
    (figure,) = start_from(lead, process).figures
    assert (figure.title, figure.value, figure.today) == ("Trivsel", "3,41", "")
    assert figure.peers
    assert "Samspil, Eksempel" in figure.source
    publish(3.62)
    choose(lead, process, figures=[WELLBEING])
    (figure,) = start_from(lead, process).figures
    assert (figure.value, figure.today) == ("3,41", "3,62")


def test_a_figure_nobody_knows_is_refused(lead, process):
    for choice in (FigureChoice("school", "vejret"), FigureChoice("daycare", "ecec_support_share")):
        with pytest.raises(services.NoSuchFigureError):
            choose(lead, process, figures=[choice])


def test_more_than_anybody_keeps_in_mind_is_refused(lead, process):
    many = [FigureChoice("school", f"x{number}") for number in range(MOST_FIGURES + 1)]
    with pytest.raises(services.TooManyError):
        choose(lead, process, figures=many)


def test_others_choose_and_read_nothing(process, lead, viewer):
    row = selectors.process(viewer=lead, process=process.pk).row
    for somebody in (viewer(Role.CONSULTANT, "E01"), viewer(Role.CHIEF, "E02")):
        with pytest.raises(NotAllowedError):
            choose(somebody, process)
    stranger = viewer(Role.CHIEF, "E02")
    assert selectors.starting_choices(viewer=stranger, row=row).figures == ()
    assert selectors.starting_point(viewer=stranger, row=row).chosen_on is None


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (StartingFinding, {"finding": 1, "lever": 8, "claim": "x"}),
        (StartingFinding, {"finding": 1, "lever": 1, "claim": ""}),
        (StartingFigure, {**FIGURE, "sector": "moon"}),
        (StartingFigure, {**FIGURE, "indicator": ""}),
        (StartingFigure, {**FIGURE, "title_en": ""}),
    ],
)
def test_the_database_refuses_what_is_not_whole(process, model, fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(process=process, **fields)


@pytest.mark.parametrize(
    ("model", "fields"),
    [(StartingFinding, {"finding": 1, "lever": 1, "claim": "x"}), (StartingFigure, FIGURE)],
)
def test_the_database_keeps_each_once(process, model, fields):
    model.objects.create(process=process, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(process=process, **fields)


def test_a_choice_is_read_as_a_form_carried_it():
    one = FigureChoice("school", "absence_total", "middle")
    assert FigureChoice.from_key(one.key) == one
    assert FigureChoice.from_key(WELLBEING.key) == WELLBEING


def test_it_is_chosen_by_hand(visit, lead, process):
    publish(3.41)
    finding = find(lead, "Overgange aftales sent.")
    client, place = visit(Role.PROJECT_LEAD, "E01"), f"/udvikling/{process.pk}/udgangspunkt/"
    page = client.get(f"{place}vaelg/").content.decode()
    assert "Overgange aftales sent." in page
    assert "Trivsel: 3,41" in page
    chosen = {"findings": [finding.pk], "figures": [WELLBEING.key]}
    page = client.post(f"{place}vaelg/", chosen, follow=True).content.decode()
    assert "Overgange aftales sent." in page
    assert "det samme" in page
    assert "1 fund · 1 tal" in client.get(f"/udvikling/{process.pk}/").content.decode()


def test_a_choice_that_is_none_is_said_in_the_form(visit, process):
    publish(3.41)
    place = f"/udvikling/{process.pk}/udgangspunkt/vaelg/"
    answer = visit(Role.PROJECT_LEAD, "E01").post(place, {"figures": ["moon", "school/x/"]})
    assert answer.status_code == 200
    assert "Noget mangler eller skal rettes" in answer.content.decode()


def test_where_there_is_nothing_to_choose_the_page_says_where_it_comes_from(visit, process):
    page = visit(Role.PROJECT_LEAD, "E01").get(f"/udvikling/{process.pk}/udgangspunkt/vaelg/")
    assert page.status_code == 200


def test_doors(visit, process):
    read = f"/udvikling/{process.pk}/udgangspunkt/"
    for place in (read, f"{read}vaelg/"):
        assert visit(signed_in=False).get(place).status_code == 302
        assert visit(Role.CHIEF, "E02").get(place).status_code == 404
    politician = visit(Role.POLITICIAN, "E01")
    assert politician.get(read).status_code == 200
    assert politician.get(f"{read}vaelg/").status_code == 403
    assert politician.post(read).status_code == 405
