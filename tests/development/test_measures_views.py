"""Pages of measures: happy path, signed out, wrong role or place, method, bad input."""

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal

import pytest
from deck_structure import complaints
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from stories import story

from samspil.development import services
from samspil.development.models import Measure, MeasurePoint
from samspil.development.values import MeasurePlan, Stated
from samspil.people.roles import Role

pytestmark = pytest.mark.django_db
PLAN = MeasurePlan(
    name="Uforstyrrede timer", counted="dansktimer uden afbrydelse", of="dansktimer i 2. klasse",
    kind="outcome", of_people=False, direction="higher", target=Decimal(80),
)  # fmt: skip
TYPED = {
    "name": PLAN.name, "kind": "outcome", "counted": PLAN.counted, "of": PLAN.of,
    "shape": "share", "unit": "", "frequency": "weekly", "direction": "higher", "target": "80",
    "definition": "", "collects": "Læreren", "source": "hand",
}  # fmt: skip
VALUES = (60, 62, 58, 61, 59, 60, 63, 57, 70, 72, 69, 71, 70, 72, 71)


def monday(weeks_ago):
    """A Monday so many weeks before this one."""
    today = timezone.localdate()
    return today - dt.timedelta(days=today.weekday(), weeks=weeks_ago)


@story()
def calm(lead, process):
    return services.begin_measure(actor=lead, process=process.pk, plan=PLAN)


@story()
def filled(lead, calm):
    points = [
        Stated(monday(len(VALUES) - place), Decimal(value)) for place, value in enumerate(VALUES)
    ]
    services.paste_points(actor=lead, measure=calm.pk, points=points)
    return calm


def words(answer):
    return answer.content.decode()


def at(measure, name="measure", **more):
    where = {"process": measure.process_id, "measure": measure.pk, **more}
    return reverse(f"development:{name}", kwargs=where)


def test_a_measure_is_begun_and_a_point_takes_a_number_and_a_press(visit, process):
    client = visit(Role.PROJECT_LEAD, "E01")
    family = f"/udvikling/{process.pk}/maalinger/"
    page = words(client.get(f"/udvikling/{process.pk}/"))
    assert family in page
    assert "Tre slags målinger hører sammen" in words(client.get(family))
    answer = client.post(family + "ny/", TYPED, follow=True)
    measure = Measure.objects.get()
    assert answer.redirect_chain == [(at(measure), 302)]
    page = words(answer)
    assert "Ingen målepunkter endnu" in page
    assert f'value="{monday(0).isoformat()}"' in page
    sent = {"when": monday(0).isoformat(), "numerator": "3", "denominator": "4"}
    answer = client.post(at(measure, "measure_add"), sent, follow=True)
    assert "For få punkter til at sige noget endnu: 1 af 7" in words(answer)
    assert "kun for jer" in words(answer)
    page = words(client.get(family))
    assert "Det kunne I også følge" in page
    assert "Balancemåling" in page
    assert "Resultatmåling</dt>" not in page


def test_the_chart_page_says_what_is_seen_and_how(visit, filled, doing):
    client = visit(Role.CHIEF, "E01")
    client.post(at(filled, "watch_tests"), {"tests": [doing.pk]})
    page = words(client.get(at(filled)))
    assert "Syv målepunkter i træk ligger over midten: det er mere end tilfældigt" in page
    assert "Forskydning, uge" in page
    assert "den vej, I ønsker" in page
    assert "Regler: four-2026@" in page
    assert f"#test-{doing.pk}" in page
    assert "Vis som tabel" in page
    assert "siger ikke, at den ene kom af den anden" in page
    assert "Det kan ses her." in page


def test_files_and_slide_leave_the_few_out(visit, lead, filled):
    stated = Stated(monday(0), None, Decimal(1), Decimal(4))
    services.add_point(actor=lead, measure=filled.pk, stated=stated)
    client = visit(Role.CHIEF, "E01")
    assert "25 (kun for jer)" in words(client.get(at(filled)))
    rows = list(csv.reader(io.StringIO(client.get(at(filled, "measure_csv")).content.decode())))
    assert rows[16][1] == "få, vises ikke"
    assert rows[15][1] == "71.0"
    picture = client.get(at(filled, "measure_svg"))
    assert picture["Content-Type"] == "image/svg+xml"
    assert "1 målepunkt om få er ikke med." in words(picture)
    assert client.get(at(filled, "measure_png")).content.startswith(b"\x89PNG")
    slide = client.get(at(filled, "measure_slide")).content
    assert complaints(slide) == []
    with zipfile.ZipFile(io.BytesIO(slide)) as parts:
        chart = parts.read("ppt/charts/chart1.xml").decode()
    assert "<c:v>71.0</c:v>" in chart
    assert "<c:v>25.0</c:v>" not in chart
    assert client.get(at(filled, "measure_slide")).content == slide


def test_others_who_read_see_neither_forms_nor_few(visit, lead, filled):
    stated = Stated(monday(0), None, Decimal(1), Decimal(4))
    services.add_point(actor=lead, measure=filled.pk, stated=stated)
    client = visit(Role.POLITICIAN, "E01")
    page = words(client.get(at(filled)))
    assert "få, vises ikke" in page
    assert "25" not in page.split("Vis som tabel")[1].split("</table>")[0]
    assert "Skriv et målepunkt" not in page
    assert "Begynd en ny fase" not in page
    for name in ("measure_add", "measure_paste", "change_measure", "begin_phase"):
        assert client.get(at(filled, name)).status_code == 403, name


def test_a_block_is_seen_and_then_kept_whole(visit, calm):
    client = visit(Role.MEMBER, "E01", edition="example", sector="school")
    first, second = monday(2), monday(1)
    text = f"dato\tværdi\n{first:%d-%m-%Y}\t1.2,5\n{second:%d-%m-%y}\t\n"
    path = at(calm, "measure_paste")
    page = words(client.post(path, {"text": text, "act": "check"}))
    assert "»1.2,5« er ikke et tal" in page
    assert "1 række skal rettes." in page
    assert "1.2,5" in page.split("<textarea")[1]
    answer = client.post(path, {"text": text, "act": "save"})
    assert "Enten gemmes alle" in words(answer)
    right = text.replace("1.2,5", "12,5 %")
    page = words(client.post(path, {"text": right, "act": "check"}))
    assert "1 målepunkt er klar." in page
    assert "1 række er tom" in page
    assert not MeasurePoint.objects.exists()
    unseen = words(client.post(path, {"text": right, "act": "save", "shown": "x"}))
    assert "Noget er ændret" in unseen
    shown = page.split('name="shown" value="')[1].split('"')[0]
    answer = client.post(path, {"text": right, "act": "save", "shown": shown}, follow=True)
    assert "1 målepunkt er gemt." in words(answer)
    assert MeasurePoint.objects.get().value == Decimal("12.5")


def test_a_spreadsheet_is_read_as_if_it_was_pasted(visit, calm):
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for row, weeks in enumerate((2, 1)):
            sheet.write_datetime(row, 0, dt.datetime.combine(monday(weeks), dt.time()), day)
            sheet.write_number(row, 1, 40.5 + row)
    client = visit(Role.PROJECT_LEAD, "E01")
    path = at(calm, "measure_paste")
    upload = SimpleUploadedFile("tal.xlsx", out.getvalue())
    page = words(client.post(path, {"text": "", "file": upload, "act": "check"}))
    assert "2 målepunkter er klar." in page
    assert "40,5" in page
    for name, content, said in (
        ("tal.xlsx", out.getvalue()[:900], "beskadiget"),
        ("tal.xlsx", b"PK\x03\x04" + b"x" * 50, "Vælg en CSV-fil"),
        ("tal.csv", b"\x00\x01" * 50, "Vælg en CSV-fil"),
        ("tal.csv", b"uge 1 2026;m\xe5ske\n", "er ikke et tal"),
        ("tal.csv", b"x" * (5 * 1024 * 1024 + 1), "over 5 MB"),
    ):
        upload = SimpleUploadedFile(name, content)
        page = words(client.post(path, {"text": "", "file": upload, "act": "check"}))
        assert said in page, name
    assert not MeasurePoint.objects.exists()


def test_too_much_at_once_is_said_and_kept(visit, calm):
    client = visit(Role.PROJECT_LEAD, "E01")
    path = at(calm, "measure_paste")
    page = words(client.post(path, {"text": "uge 1 2026;5\n" * 9000, "act": "check"}))
    assert "Højst 100.000 tegn" in page
    assert page.count("uge 1 2026;5") == 9000
    answer = client.post(path, {"text": "x" * 5_300_000})
    assert answer.status_code == 413
    assert "Det var for meget på én gang" in words(answer)
    client.cookies["samspil_sprog"] = "en"
    assert "That was too much at once" in words(client.post(path, {"text": "x" * 5_300_000}))


def test_another_value_for_a_time_leads_to_the_correction(visit, filled):
    client = visit(Role.PROJECT_LEAD, "E01")
    sent = {"when": monday(1).isoformat(), "value": "75"}
    page = words(client.post(at(filled, "measure_add"), sent))
    point = filled.points.get(when=monday(1))
    path = at(filled, "measure_correct", point=point.pk)
    assert f'href="{path}"' in page
    assert "Der står allerede 71 procent" in page
    answer = client.post(path, sent, follow=True)
    assert "75" in words(answer)
    standing = filled.points.get(when=monday(1), ended_at=None)
    page = words(client.get(at(filled, "measure_correct", point=standing.pk)))
    assert "Det stod her før" in page
    assert "71,0" in page
    assert client.get(path).status_code == 404
    client.post(at(filled, "measure_take_away", point=standing.pk))
    assert filled.points.filter(ended_at=None).count() == len(VALUES) - 1


def test_a_phase_is_begun_and_taken_back(visit, filled):
    client = visit(Role.PROJECT_LEAD, "E01")
    path = at(filled, "begin_phase")
    assert "Linjerne flytter sig aldrig af sig selv" in words(client.get(path))
    sent = {"begins": monday(7).isoformat(), "reason": "", "decided_on": "2026-11-01"}
    assert "dette felt" in words(client.post(path, sent)).lower()
    answer = client.post(path, {**sent, "reason": "To voksne er fast praksis"}, follow=True)
    page = words(answer)
    assert "Fase 2: To voksne er fast praksis" in page
    assert "af En project_lead" in page
    phase = filled.phases.get()
    back = at(filled, "take_phase_back", phase=phase.pk)
    assert "To voksne" in words(client.get(back))
    page = words(client.post(back, {"because": "For tidligt"}, follow=True))
    assert "Fase 2" not in page
    assert "For tidligt" in page
    assert client.get(back).status_code == 404


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"value": "mange"}, "Skriv et tal"),
        ({"value": ""}, "Skriv et tal, eller skriv tæller og nævner"),
        ({"value": "140"}, "fra 0 til 100"),
        ({"numerator": "5"}, "både tæller og nævner"),
        ({"numerator": "5", "denominator": "0"}, "over 0"),
        ({"numerator": "5", "denominator": "4"}, "fra 0 til nævneren"),
        ({"value": "5", "when": "31-02-2026"}, "Skriv en dato"),
        ({"value": "5", "when": "2999-01-01"}, "ikke begyndt"),
        ({"value": "5", "when": "0999-01-01"}, "efter 1990"),
        ({"value": "5", "note": "Se 010203-1234"}, "CPR-nummer"),
        ({"value": "9" * 39}, "for stort"),
        ({"numerator": "1", "denominator": "0,0000001"}, "over 0"),
    ],
)
def test_a_point_that_cannot_stand_is_said_beside_its_field(visit, calm, sent, said):
    client = visit(Role.PROJECT_LEAD, "E01")
    page = words(client.post(at(calm, "measure_add"), {"when": monday(0).isoformat(), **sent}))
    assert said in page
    assert "Ret:" in page
    assert not MeasurePoint.objects.exists()


def test_bad_plans_are_said_and_kept(visit, calm):
    client = visit(Role.PROJECT_LEAD, "E01")
    path = f"/udvikling/{calm.process_id}/maalinger/ny/"
    page = words(client.post(path, {**TYPED, "counted": "noget andet"}))
    assert "allerede en måling med det navn" in page
    assert "noget andet" in page
    page = words(client.post(path, {**TYPED, "name": "Nyt", "target": "mange"}))
    assert "Skriv et tal" in page
    page = words(client.post(path, {**TYPED, "name": "Nyt", "target": "9" * 30}))
    assert "for stort" in page
    assert Measure.objects.count() == 1
    answer = client.post(path, {**TYPED, "name": "Nyt", "source": "pasted"}, follow=True)
    assert answer.redirect_chain[0][0].endswith("/indsaet/")


def test_how_a_measure_is_counted_is_changed_and_it_is_put_aside(visit, filled):
    client = visit(Role.PROJECT_LEAD, "E01")
    path = at(filled, "change_measure")
    assert 'value="Uforstyrrede timer"' in words(client.get(path))
    page = words(client.post(path, {**TYPED, "frequency": "daily"}))
    assert "Begynd en ny måling" in page
    page = words(client.post(path, {**TYPED, "name": "Rolige timer"}, follow=True))
    assert "Rolige timer" in page
    page = words(client.post(at(filled, "put_measure_aside"), follow=True))
    assert "Lagt til side" in page
    page = words(client.post(at(filled, "put_measure_aside"), {"frem": "ja"}, follow=True))
    assert "Lagt til side" not in page


def test_without_public_figures_there_is_nothing_to_follow(visit, process):
    client = visit(Role.PROJECT_LEAD, "E01")
    path = f"/udvikling/{process.pk}/maalinger/offentligt-tal/"
    assert "ingen offentlige tal om jeres kommune" in words(client.get(path))
    answer = client.post(path, {"indicator": "x|", "name": "y", "kind": "outcome"})
    assert answer.status_code == 200
    assert not Measure.objects.exists()


NAMES = (
    "measure", "change_measure", "put_measure_aside", "watch_tests", "measure_csv",
    "measure_png", "measure_svg", "measure_slide", "measure_add", "measure_paste", "begin_phase",
)  # fmt: skip
POSTED = {"put_measure_aside", "watch_tests"}
SAFE = {"measure", "measure_csv", "measure_png", "measure_svg", "measure_slide"}


def test_signed_out_one_is_asked_to_sign_in(client, calm):
    for name in NAMES:
        path = at(calm, name)
        if name not in POSTED:
            assert client.get(path).url == f"/konto/login/?next={path}", name
        assert client.post(path).status_code in (302, 403, 405), name


def test_wrong_place_and_wrong_method(visit, calm, lead):
    stranger = visit(Role.CHIEF, "E02")
    for name in NAMES:
        path = at(calm, name)
        answer = stranger.post(path) if name in POSTED else stranger.get(path)
        assert answer.status_code == 404, name
    family = f"/udvikling/{calm.process_id}/maalinger/"
    for path in (family, family + "ny/", family + "offentligt-tal/"):
        assert stranger.get(path).status_code == 404
    own = visit(Role.PROJECT_LEAD, "E01")
    for name in SAFE:
        assert own.post(at(calm, name)).status_code == 405, name
    for name in POSTED:
        assert own.get(at(calm, name)).status_code == 405, name
    assert own.post(at(calm, "watch_tests"), {"tests": ["99"]}).status_code == 404
    for wrong in (0, 999, 10**30):
        path = f"/udvikling/{calm.process_id}/maalinger/{wrong}/"
        assert own.get(path).status_code == 404
    assert own.get(f"/udvikling/999/maalinger/{calm.pk}/").status_code == 404
