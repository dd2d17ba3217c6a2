"""What is laid beside criteria, what was tried, and figures before and after."""

import datetime as dt
from dataclasses import replace

import development_story as story
import pytest

from samspil.development import services as development
from samspil.evaluation import selectors, tables, telling
from samspil.evaluation.criteria import Evidence
from samspil.evaluation.pages import evaluations as pages
from samspil.evaluation.selectors.figures import lines_of, window_of
from samspil.figures import services
from samspil.figures.models import Observation
from samspil.figures.selectors import peers_of
from samspil.meetings import services as meetings
from samspil.meetings.selectors import meetings_of
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.services import find_or_add_user
from samspil.people.viewer import ANYBODY
from samspil.programmes import selectors as programmes
from samspil.programmes.editions import load_editions

pytestmark = pytest.mark.django_db


def beside(found, criterion):
    part = found.parts[0]
    one = next(one for one in part.criteria if one.criterion.id == criterion)
    return {row.kind: row for row in one.evidence}


def test_evidence_says_what_is_known_and_where_from(chief):
    rows = beside(selectors.municipality(chief, "example", "E01", "school"), "C1")
    assert rows[Evidence.PRE_ANALYSIS].text == "Ikke begyndt"
    assert rows[Evidence.PROCESS].text.endswith(": To voksne planlægger sammen i indskolingen")
    assert rows[Evidence.PROCESS].href.startswith("/udvikling/")
    assert rows[Evidence.TESTS].text == "1 afsluttet, 0 i gang, 0 planlagt; 1 med forudsigelse"
    assert (rows[Evidence.TESTS].amount, rows[Evidence.TESTS].source) == (1, "fra det lokale spor")


def test_attendance_talks_and_what_went_home_are_counted(chief, facilitator):
    meetings.plan_from_edition(actor=facilitator, edition="example")
    day = next(row for row in meetings_of("example") if row.is_network_day)
    meetings.begin_agenda(actor=facilitator, meeting=day.id)
    after = dt.datetime.combine(day.day + dt.timedelta(days=1), dt.time(12), dt.UTC)
    came = find_or_add_user(email="chef-e01@example.org")
    meetings.note_attendance(
        actor=facilitator, meeting=day.id, municipality="E01", statuses={came.pk: "came"}, now=after
    )
    taken = meetings.send_home(actor=facilitator, meeting=day.id, text="Prøv et dialogmøde")
    meetings.reply_from_home(
        actor=viewer_for(came), take_home=taken.pk, municipality="E01", text="Det har vi gjort"
    )
    found = selectors.municipality(chief, "example", "E01", "school", after)
    rows = beside(found, "C3")
    assert rows[Evidence.ATTENDANCE].text.startswith("Med på 1 af 1 netværksdage; 1 af 1 navngivne")
    assert rows[Evidence.TAKEN_HOME].short == "1 af 1"
    assert rows[Evidence.TALKS].amount >= 1
    whole = selectors.edition(facilitator, "example", after)
    shown = {(row.team.name, cell.kind): cell.short for row in whole.teams for cell in row.cells}
    assert shown["Prøvestrand", Evidence.TAKEN_HOME] == "0 af 1"
    assert shown["Prøvestrand", Evidence.ATTENDANCE] == "0 af 1 dage"


def test_a_politician_reads_the_counts_and_no_names(viewer, facilitator):
    found = selectors.municipality(viewer(Role.POLITICIAN, "E01"), "example", "E01", "school")
    assert beside(found, "C1")[Evidence.TESTS].amount == 1
    assert not found.parts[0].may_judge
    assert not found.parts[0].may_close
    assert found.voices.days == ()


def test_practice_tells_what_did_not_go_as_expected_too(chief):
    practice = selectors.municipality(chief, "example", "E01", "school").parts[0].practice
    assert dict(practice.decided) == {
        "Vi gør det til praksis": 0,
        "Vi justerer og prøver igen": 1,
        "Vi lader det ligge": 0,
    }
    assert dict(practice.compared)["Delvist som vi ventede"] == 1
    assert practice.tried[0].prediction == "Tre af fire lærere siger ja efter to uger."


def test_teams_stand_alphabetically_and_only_those_taking_part(facilitator):
    found = selectors.edition(facilitator, "example")
    assert [row.team.name for row in found.teams] == ["Fabelborg", "Prøvestrand"]
    summed = {row.kind: row.text for row in found.criteria[0].evidence}
    assert summed[Evidence.PROCESS] == "1 af 2 hold"


def test_history_has_criteria_and_nothing_else(viewer):
    found = selectors.edition(viewer(), "2021")
    assert found.is_history
    assert [one.criterion.id for one in found.criteria] == ["D1", "D2", "D3"]
    assert all(one.evidence == () and one.judgement is None for one in found.criteria)
    assert selectors.municipality(viewer(Role.PROGRAMME_OWNER), "2021", "615", "daycare") is None


# --- figures ----------------------------------------------------------------------------------


def figures(edition, code="615", sector="school"):
    return {view.id: view for line in lines_of(edition, code, sector) for view in line.figures}


def published(values):
    """Publish general wellbeing: ``values`` by code, before and after the edition of 2022-23."""
    services.load_sources(
        rows=[
            {
                "source": "test", "publisher": "STIL", "table": "Trivsel", "url": "",
                "quality": "published", "note": "", "collected": "2026-11-22",
            }
        ]
    )  # fmt: skip
    rows = [
        Observation(
            indicator="wellbeing_general", municipality_id=code, period=period, breakdown="",
            role="location", value=value, source_id="test",
        )
        for code, pair in values.items()
        for period, value in zip(("2020/2021", "2024/2025"), pair, strict=True)
    ]  # fmt: skip
    services.publish(actor=ANYBODY, origin="test", digest="", observations=rows)


@pytest.mark.parametrize(
    ("own", "words"), [((3.9, 4.0), "ligger blandt"), ((3.9, 4.4), "ligger uden for")]
)
def test_figures_before_and_after_beside_peers(edition, own, words):
    peers = [peer.code for peer in peers_of(code="615").peers]
    published({"615": own} | {code: (4.0, 4.0 + place / 50) for place, code in enumerate(peers)})
    found = figures(load_editions()["2022-23"].content)["wellbeing_general"]
    assert (found.found.before, found.found.after) == ("2020/2021", "2024/2025")
    assert found.found.peers_change.known == 10
    assert words in telling.beside(found)
    assert telling.title(found, "Horsens") == (
        f"Generel trivsel i Horsens var 3,9 før og er {telling.value(found, own[1])} efter"
    )
    assert telling.change(found).startswith("+0,")
    assert telling.source(found).startswith("Kilde: Uddannelsesstatistik.dk, Trivsel")


def test_a_year_not_wholly_after_is_not_known_yet(edition):
    content = programmes.edition("example").content
    found = figures(content)["exam_mean_grade9"]
    assert found.found.after == ""
    assert telling.change(found) == "ukendt endnu"
    assert "ukendt endnu" in telling.title(found, "Horsens")
    assert telling.beside(found).startswith("Den nyeste periode ligger ikke helt efter")


def test_what_has_not_been_fetched_is_said(edition):
    found = figures(programmes.edition("example").content)["intermediate_provision_share"]
    assert not found.is_known
    assert "ikke hentet endnu" in telling.title(found, "Horsens")
    assert telling.together(found, None) == "ukendt endnu"


def test_an_edition_without_dates_has_no_before(edition):
    content = load_editions()["2022-23"].content
    bare = content.model_copy(update={"window": None, "network_days": ()})
    assert window_of(bare) is None
    assert lines_of(bare, "615", "school") == ()
    assert lines_of(content, "nowhere", "school") == ()
    days = content.model_copy(update={"window": None})
    assert window_of(days) == (dt.date(2023, 1, 9), dt.date(2023, 1, 9))


def test_peers_are_real_and_daycare_has_its_own_lines(edition):
    found = figures(programmes.edition("example").content, "615", "daycare")
    assert "special_ecec_share" in found
    assert found["fee_kindergarten"].peers == 10


def test_a_joint_process_is_shown_for_both_sectors_and_counted_once(edition, viewer):
    story.register("E03", "school", "daycare")
    chief = viewer(Role.CHIEF, "E03")
    where = {"edition": "example", "municipality": "E03", "sector": "school"}
    process = development.begin_process(actor=chief, aim=story.AIM, is_joint=True, **where)
    test = development.plan_test(actor=chief, process=process.pk, plan=story.PLAN)
    development.begin_test(actor=chief, test=test.pk)
    development.conclude_test(actor=chief, test=test.pk, **story.OUTCOME)
    both = selectors.municipality(chief, "example", "E03", "alle")
    assert [part.practice.concluded for part in both.parts] == [1, 1]
    assert [part.shared_with for part in both.parts] == ["", "Skole"]
    assert pages.answer(both).endswith("og afsluttet 1 prøve.")
    tried = [row for row in tables.municipality_csv(both).rows if row[4].text == "Prøve"]
    assert len(tried) == 1
    assert [rows.text for row in both.parts for rows in row.criteria[0].evidence][3] == (
        "1 afsluttet, 0 i gang, 0 planlagt; 1 med forudsigelse"
    )
    alone = selectors.municipality(chief, "example", "E03", "daycare")
    assert alone.practices[0].concluded == 1


def test_an_own_figure_that_is_missing_is_not_called_a_period_to_wait_for(edition):
    peers = [peer.code for peer in peers_of(code="615").peers]
    published(dict.fromkeys(peers, (4.0, 4.1)))
    found = figures(load_editions()["2022-23"].content)["wellbeing_general"]
    assert found.found.after == "2024/2025"
    assert telling.beside(found).startswith("Kommunens eget tal mangler")


def test_a_prediction_that_is_missing_is_told(chief):
    tried = selectors.municipality(chief, "example", "E01", "school").parts[0].practice.tried[0]
    assert telling.predicted(tried) == tried.prediction
    assert telling.predicted(replace(tried, prediction="")).startswith("Ikke skrevet ned")
