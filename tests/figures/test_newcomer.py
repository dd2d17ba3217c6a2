"""A newcomer adds an indicator by one definition file and nothing else."""

import pytest

from samspil.figures import services
from samspil.figures.models import Observation
from samspil.people.viewer import ANYBODY

pytestmark = pytest.mark.django_db

DEFINITION = """
author = "En ny"
checked_by = ""
date = 2026-11-22
next_review = 2027-11-22
unit = "percent"
decimals = 1
direction = "neutral"
kind = "condition"
levers = [3]
bottom_lines = ["economy"]
levels = ["municipality"]
sector = "school"
period = "calendar_year"
availability = "not_fetched"
source = "dst_folk1a"

[name]
da = "Andel med eget kolonihavehus"
en = "Share with an allotment house"
[short]
da = "Kolonihaver"
en = "Allotments"
[why]
da = "En prøve på, at én fil er nok."
en = "A trial that one file is enough."
[numerator]
da = "Børn med kolonihave."
en = "Children with an allotment."
[denominator]
da = "Børn i alt."
en = "All children."
[lag]
da = "Ukendt."
en = "Unknown."
[caution]
da = "Findes ikke."
en = "Does not exist."
[table]
da = "Danmarks Statistik, KOLONI1"
en = "Statistics Denmark, KOLONI1"
[interpretation]
da = "Læses ikke som andet end en prøve."
en = "Not to be read as anything but a trial."
[note]
da = "Opdigtet til en prøve."
en = "Made up for a test."
[obtain]
da = "Indlæs tabellen KOLONI1."
en = "Import the table KOLONI1."

[[queries]]
times = 100
[queries.value]
api = "statbank"
table = "KOLONI1"
area = "OMRÅDE"
fixed.HAVE = [{ code = "1", label = "Med have" }]
[queries.over]
api = "statbank"
table = "KOLONI1"
area = "OMRÅDE"
fixed.HAVE = [{ code = "TOT", label = "I alt" }]
"""
LINES = (
    "Horsens;Med have;2024;50",
    "Horsens;I alt;2024;400",
    "Københavns Kommune;Med have;2024;..",
    "Københavns Kommune;I alt;2024;900",
    "Christiansø;Med have;2024;1",
    "Christiansø;I alt;2024;2",
    "Hele landet;Med have;2024;51",
    "Hele landet;I alt;2024;1302",
)


@pytest.fixture
def content(define, tables):
    define(allotment_share=DEFINITION)
    return tables.statbank(*LINES, head="OMRÅDE;HAVE;TID;INDHOLD")


def test_one_file_is_enough_for_a_page_and_for_reading_its_table(client, content):
    assert client.get("/indikatorer/allotment_share/").status_code == 200
    done = services.import_file(actor=ANYBODY, name="koloni.csv", content=content)
    assert (done.new, done.indicators, done.tables) == (3, ("allotment_share",), ("KOLONI1",))
    assert [(one.found, one.count) for one in done.left_out] == [
        ("HAVE", 4), ("Christiansø", 1),
    ]  # fmt: skip
    for language, name in (("da", "kolonihavehus"), ("en", "allotment house")):
        client.cookies["samspil_sprog"] = language
        page = client.get("/indikatorer/allotment_share/").content.decode()
        assert name in page
        assert "2024" in page
    page = client.get("/indikatorer/allotment_share/tal.csv").content.decode()
    assert "12.5" in page
    states = dict(
        Observation.objects.filter(indicator="allotment_share").values_list(
            "municipality_id", "state"
        )
    )
    assert states == {"615": "value", "101": "suppressed", None: "value"}


def test_the_same_file_again_changes_nothing(content):
    services.import_file(actor=ANYBODY, name="koloni.csv", content=content)
    again = services.import_file(actor=ANYBODY, name="koloni.csv", content=content)
    assert (again.vintage, again.read) == (None, 3)


def test_the_definition_is_not_there_for_others():
    from samspil.figures.indicators import load_indicators

    assert "allotment_share" not in load_indicators()
