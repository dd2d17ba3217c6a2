"""The stand-in answers in the publishers' own form, held against what was recorded of them."""

import json
import re
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from samspil.figures.fetching import cubes, plan, statbank
from samspil.figures.indicators import load_indicators
from samspil.figures.queries import StatbankTable

SHAPE = json.loads(Path(__file__).with_name("shape.json").read_text())
# Recorded answers may lie in a folder beside the checkout; they are not part of it.
_SAMPLE = Path("shared", "data", "samples", "uddstat_DAG_normering_full_response.json")
_FOUND = [up / _SAMPLE for up in Path(__file__).parents if (up / _SAMPLE).exists()]
RECORDED = _FOUND[0] if _FOUND else _SAMPLE
NORMERING = {
    "område": "DAG",
    "emne": "DAG",
    "underemne": "Normering",
    "nøgletal": ["Normering kommune til og med 2022", "Normering kommune fra 2023"],
    "detaljering": ["[Kommune].[Navn]", "[Pasningstilbud].[Pasningstilbud]", "[År].[År]"],
    "side": 1,
    "side_størrelse": 100_000,
}


def post(server, path, body, key=""):
    request = Request(
        server.address + path,
        json.dumps(body).encode(),
        {"Content-Type": "application/json", "Authorization": f"Bearer {key}"},
    )
    with urlopen(request, timeout=20) as answer:
        return answer.read()


def must_have_the_shape(content: bytes) -> list[dict[str, str]]:
    """Check an answer of ``statistik`` against the committed description; returns its lines."""
    shape = SHAPE["statistik"]
    lines = json.loads(content)
    assert isinstance(lines, list)
    assert lines
    for line in lines:
        assert line.keys() == lines[0].keys()
        for name, value in line.items():
            assert isinstance(value, str)
            if "[" in name:
                assert re.fullmatch(shape["variable"], name), name
            else:
                assert value in shape["numberless"] or re.fullmatch(shape["number"], value), value
    return lines


def must_be_normering(lines: list[dict[str, str]]) -> None:
    shape = SHAPE["DAG/DAG/Normering"]
    assert list(lines[0]) == shape["names"]
    towns, offers, years, *_measures = shape["names"]
    assert {line[offers] for line in lines} == set(shape["offers"])
    assert len({line[towns] for line in lines}) == shape["municipalities"]
    assert all(re.fullmatch("[0-9]{4}", line[years]) for line in lines)
    # The two measures meet in a break: no line has both.
    assert not any(line[shape["names"][3]] and line[shape["names"][4]] for line in lines)
    assert any(line[shape["names"][3]] for line in lines)
    assert any(line[shape["names"][4]] for line in lines)


def test_the_stand_in_answers_as_described(publishers):
    must_be_normering(must_have_the_shape(post(publishers, "/Api/v1/statistik", NORMERING)))


@pytest.mark.skipif(not RECORDED.exists(), reason="recorded answers are kept outside the checkout")
def test_what_was_recorded_is_as_described():
    must_be_normering(must_have_the_shape(RECORDED.read_bytes()))


@pytest.mark.skipif(not RECORDED.exists(), reason="recorded answers are kept outside the checkout")
def test_the_stand_in_and_what_was_recorded_agree(publishers):
    ours = json.loads(post(publishers, "/Api/v1/statistik", NORMERING))
    theirs = json.loads(RECORDED.read_text())
    assert list(ours[0]) == list(theirs[0])
    for name in list(ours[0])[:2]:
        assert {line[name] for line in ours} == {line[name] for line in theirs}


@pytest.mark.parametrize("name", ["GS/ELEV/ELEVEX", "GS/ELEVFRAV/FRAVAAR", "GS/OVER/OVERSKO"])
def test_every_measure_is_written_as_described(publishers, stand_in, name):
    cube = stand_in.CUBES[name]
    area, topic, part = name.split("/")
    body = {
        "område": area,
        "emne": topic,
        "underemne": part,
        "nøgletal": [f"[Measures].[{measure}]" for measure in cube.measures],
        "detaljering": ["[Institution].[Beliggenhedskommune]"],
        "side": 1,
    }
    lines = must_have_the_shape(post(publishers, "/Api/v1/statistik", body))
    names = {line["[Institution].[Beliggenhedskommune].[Beliggenhedskommune]"] for line in lines}
    assert len(names & set(stand_in.CODES)) > 90
    assert {"<uoplyst>", "Christiansø"} & names
    assert set(cube.measures) <= set(lines[0])


def test_lines_with_few_behind_them_are_left_out_and_never_empty(publishers, stand_in):
    body = NORMERING | {"nøgletal": ["Normering kommune fra 2023"]}
    lines = json.loads(post(publishers, "/Api/v1/statistik", body))
    full = 98 * 3 * len(stand_in.YEARS)
    assert 0.95 * full < len(lines) < full


def test_a_table_describes_itself(publishers, stand_in):
    shape = SHAPE["tableinfo"]
    for name in stand_in.TABLES:
        said = json.loads(post(publishers, "/v1/tableinfo", {"table": name.lower()}))
        assert list(said) == shape["table"]
        for variable in said["variables"]:
            assert list(variable) == shape["variable"]
            assert all(list(value) == shape["value"] for value in variable["values"])
        assert [v["id"] for v in said["variables"] if v["time"]] == ["Tid"]


def test_a_table_of_figures_is_written_as_described(publishers):
    body = {
        "table": "KVOTIEN",
        "format": "CSV",
        "variables": [
            {"code": "OMRÅDE", "values": ["000", "615", "411"]},
            {"code": "KLASSE", "values": ["0000"]},
            {"code": "SKTPE", "values": ["ANTALSUM"]},
            {"code": "Tid", "values": ["2090", "2091"]},
        ],
    }
    content = post(publishers, "/v1/data", body)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "OMRÅDE;KLASSE;SKTPE;TID;INDHOLD"
    assert lines[-1] == ""
    assert len(lines) == 1 + 6 + 1
    for line in lines[1:-1]:
        assert re.fullmatch(SHAPE["data"]["value"], line.split(";")[-1]), line


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"table": "FINDESIKKE", "format": "CSV"}, "EXTRACT-NOTFOUND"),
        ({"table": "KVOTIEN", "format": "PDF"}, "REQUEST-MISSING"),
        (
            {
                "table": "KVOTIEN",
                "format": "CSV",
                "variables": [{"code": "OMRÅDE", "values": ["999"]}],
            },
            "EXTRACT-NOTFOUND",
        ),
        ({"table": "KVOTIEN", "format": "CSV", "variables": []}, "EXTRACT-NOTALLOWED"),
    ],
)
def test_refusals_have_a_kind(publishers, body, code):
    with pytest.raises(HTTPError) as refused:
        post(publishers, "/v1/data", body)
    said = json.loads(refused.value.read())
    assert (refused.value.code, list(said)) == (400, SHAPE["error"]["keys"])
    assert said["errorTypeCode"] == code


def test_every_query_fits_the_tables_as_they_are_described(publishers, stand_in):
    """The stand-in's tables were written from documentation, the queries from the catalogue."""
    indicators = load_indicators()
    checked = 0
    for table in plan.tables(plan.wanted(indicators, "statbank")).values():
        assert isinstance(table, StatbankTable)
        said = post(publishers, "/v1/tableinfo", {"table": table.table})
        question = statbank.question_for(table, statbank.table_info(said), {"615", "101"})
        assert question.cells <= statbank.LIMIT
        checked += 1
    for cube in plan.tables(plan.wanted(indicators, "uddannelsesstatistik")).values():
        asked = cubes.where(cube)
        schema = cubes.schema(post(publishers, "/Api/v1/skema", asked))
        known = {
            name: cubes.members(post(publishers, "/Api/v1/skema", {**asked, "detalje": name}))
            for name in cubes.filters(cube)
        }
        cubes.check(cube, schema, known)
        checked += 1
    assert checked >= 40
