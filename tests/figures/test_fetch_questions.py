"""Questions to publishers: what is asked, how it is split, how pages are read. No network."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.figures.fetching import cubes, paging, plan, statbank
from samspil.figures.fetching.errors import (
    BrokenAnswerError,
    FetchError,
    MisfitError,
    RefusedError,
)
from samspil.figures.fetching.parts import KEPT, Parts
from samspil.figures.fetching.secret import Secret
from samspil.figures.indicators import load_indicators
from samspil.figures.queries import Cube, Member, PartMember, StatbankTable
from samspil.figures.queries import Parts as Split


def info(**changes):
    variables = [
        {"id": "OMRÅDE", "elimination": True, "time": False,
         "values": [{"id": "000", "text": "Hele landet"}, {"id": "615", "text": "Horsens"},
                    {"id": "411", "text": "Christiansø"}, {"id": "101", "text": "København"}]},
        {"id": "ALDER", "elimination": True, "time": False,
         "values": [{"id": "0", "text": "0 år"}, {"id": "1", "text": "1 år"}]},
        {"id": "ENHED", "elimination": False, "time": False,
         "values": [{"id": "116", "text": "Gennemsnit  (kr.)"}]},
        {"id": "Tid", "elimination": False, "time": True,
         "values": [{"id": k, "text": k} for k in ("2090K1", "2090K2", "2091K1")]},
    ]  # fmt: skip
    said = {"id": "folk1a", "text": "Titel", "updated": "2091-02-01T08:00:00"}
    return statbank.table_info(json.dumps(said | {"variables": variables} | changes).encode())


def table(**changes):
    stated = {
        "api": "statbank",
        "table": "FOLK1A",
        "area": "OMRÅDE",
        "fixed": {"ENHED": (Member(code="116"),)},
    }
    return StatbankTable(**(stated | changes))


def test_a_question_asks_for_municipalities_members_and_periods_alone():
    asked = statbank.question_for(
        table(fixed={"ENHED": (Member(code="116", label="Gennemsnit (kr.)"),)}, quarter="K1"),
        info(),
        {"101", "615", "999"},
    )
    assert asked.body() == {
        "table": "FOLK1A",
        "format": "CSV",
        "lang": "da",
        "valuePresentation": "Code",
        "variables": [
            {"code": "OMRÅDE", "values": ["615", "101"]},
            {"code": "ENHED", "values": ["116"]},
            {"code": "Tid", "values": ["2090K1", "2091K1"]},
        ],
    }
    # Two municipalities, two periods; three variables and the value are the columns.
    assert asked.cells == 2 * 2 * 4


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"area": "KOMGRP"}, "der er ingen variabel KOMGRP; tabellen har OMRÅDE, ALDER"),
        ({"time": "År"}, "der er ingen variabel År"),
        ({"fixed": {}}, "der skal vælges en værdi af ENHED"),
        ({"fixed": {"ENHED": (Member(code="7"),)}}, "ENHED har ingen kode 7"),
        (
            {"fixed": {"ENHED": (Member(code="116", label="Antal"),)}},
            "ENHED 116 hedder “Gennemsnit  (kr.)” hos udgiveren, ikke “Antal”",
        ),
        ({"quarter": "K4"}, "der er ingen perioder i Tid"),
        ({"area": "ALDER"}, "ALDER har ingen kommuner"),
    ],
)
def test_what_a_table_lacks_is_said_before_anything_is_asked(changes, words):
    with pytest.raises(MisfitError) as misfit:
        statbank.question_for(table(**changes), info(), {"615"})
    assert "Tabellen FOLK1A: " + words in str(misfit.value)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b'{"id":1', b'{"id":"A","variables":[{}]}'])
def test_a_description_that_is_none_is_asked_for_again(content):
    with pytest.raises(BrokenAnswerError):
        statbank.table_info(content)


sizes = st.lists(st.integers(1, 7), min_size=1, max_size=4)


@given(sizes, st.integers(3, 500))
def test_split_questions_ask_the_same_once_and_keep_under_the_limit(lengths, limit):
    choices = tuple(
        (f"V{place}", tuple(f"{place}.{n}" for n in range(length)))
        for place, length in enumerate(lengths)
    )
    whole = statbank.Question("T", choices)
    pieces = statbank.split(whole, limit)
    cells = [cell for piece in pieces for cell in _cells(piece)]
    assert sorted(cells) == sorted(_cells(whole))
    smallest = len(choices) + 1
    assert all(piece.cells <= max(limit, smallest) for piece in pieces)


def _cells(question):
    found = [()]
    for _variable, members in question.choices:
        found = [(*before, member) for before in found for member in members]
    return found


@given(sizes)
def test_halves_ask_the_same_as_the_whole(lengths):
    members = [tuple(str(n) for n in range(length)) for length in lengths]
    whole = statbank.Question("T", tuple((f"V{place}", m) for place, m in enumerate(members)))
    halves = whole.halves()
    if halves is None:
        assert max(lengths) == 1
    else:
        assert sorted(_cells(whole)) == sorted([*_cells(halves[0]), *_cells(halves[1])])


@pytest.mark.parametrize(
    "content", [b"", b"<html>", b'{"errorTypeCode":"X"}', b"OMR;TID;INDHOLD\r\n615;2090;1"]
)
def test_half_a_table_is_no_table(content):
    with pytest.raises(BrokenAnswerError):
        statbank.is_data(content)


def test_a_whole_table_is_one():
    statbank.is_data("\ufeffOMRÅDE;TID;INDHOLD\r\n615;2090;1\r\n".encode())


def serve(lines, mode, own_size=10_000):
    """A publisher's pages in each way a server might count them."""

    def ask(page: int):
        size = min(SIZE, own_size)
        if mode == "all_at_once":
            return lines
        if mode == "from_zero":
            return lines[page * size : (page + 1) * size]
        if page == 0 and mode == "zero_is_empty":
            return []
        if page == 0 and mode == "zero_is_refused":
            raise RefusedError("side", status=400)
        page = max(page, 1) - 1
        return lines[page * size : (page + 1) * size]

    return ask


SIZE = 4
MODES = ["from_zero", "zero_is_one", "zero_is_empty", "zero_is_refused", "all_at_once"]


@given(st.integers(0, 21), st.sampled_from(MODES))
def test_every_line_is_read_once_however_pages_are_counted(count, mode):
    lines = [{"a": str(n), "b": "x"} for n in range(count)]
    assert paging.all_lines(serve(lines, mode), SIZE) == lines


@given(st.integers(0, 30), st.sampled_from(MODES))
def test_a_page_is_asked_for_at_most_twice_too_often(count, mode):
    lines = [{"a": str(n)} for n in range(count)]
    asked = []
    ask = serve(lines, mode)
    paging.all_lines(lambda page: asked.append(page) or ask(page), SIZE)
    assert len(asked) <= count // SIZE + 3


def test_pages_that_overlap_are_refused_since_lines_may_be_missing():
    pages = [[{"a": str(n)} for n in range(4)], [{"a": str(n)} for n in range(2, 6)]]
    with pytest.raises(FetchError, match="overlapper"):
        paging.all_lines(lambda page: pages[page], SIZE)


def test_a_refusal_of_the_second_page_is_told():
    def ask(page):
        raise RefusedError("nej", status=400)

    with pytest.raises(RefusedError):
        paging.all_lines(ask, SIZE)


def cube(**changes):
    stated = {
        "api": "uddannelsesstatistik",
        "cube": "GS/ELEV/ELEVEX",
        "measure": "Inklusionsgrad",
        "area": "[Institution].[Beliggenhedskommune]",
        "time": "[Skoleår].[Skoleår]",
        "parts": Split(
            variable="[Klassetrin].[Skoletrin]",
            members=(PartMember(code="Indskoling", breakdown="indskoling"),),
        ),
    }
    return Cube(**(stated | changes))


SCHEMA = cubes.Schema(
    {
        "[Institution].[Beliggenhedskommune]": 99,
        "[Institution].[Institutionsnummer]": 1800,
        "[Skoleår].[Skoleår]": 17,
        "[Klassetrin].[Skoletrin]": 5,
    },
    frozenset({"Inklusionsgrad"}),
)
YEARS = ("2090/2091", "2091/2092")


def test_a_cube_is_asked_in_the_publishers_own_words():
    assert cubes.body(cube(), ["2090/2091"], 1) == {
        "område": "GS",
        "emne": "ELEV",
        "underemne": "ELEVEX",
        "nøgletal": ["Inklusionsgrad"],
        "detaljering": [
            "[Institution].[Beliggenhedskommune]",
            "[Skoleår].[Skoleår]",
            "[Klassetrin].[Skoletrin]",
        ],
        "filtre": {
            "[Klassetrin].[Skoletrin]": ["Indskoling"],
            "[Skoleår].[Skoleår]": ["2090/2091"],
        },
        "indlejret": False,
        "tomme_rækker": False,
        "formattering": "json",
        "side": 1,
        "side_størrelse": cubes.PAGE,
    }
    assert "filtre" not in cubes.body(cube(parts=None), (), 1)


def test_a_large_answer_is_asked_for_one_school_year_at_a_time():
    assert cubes.calls(cube(), SCHEMA, YEARS) == [()]
    by_school = cube(school="[Institution].[Institutionsnummer]")
    assert cubes.calls(by_school, SCHEMA, YEARS) == [("2090/2091",), ("2091/2092",)]
    assert cubes.calls(by_school, SCHEMA, ()) == [()]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"area": "[Kommune].[Navn]"}, "der er ingen dimension [Kommune].[Navn]; kuben har"),
        ({"measure": "Elever"}, "der er intet nøgletal Elever; kuben har Inklusionsgrad"),
        (
            {"parts": Split(variable="[Klassetrin].[Skoletrin]",
                            members=(PartMember(code="Midt", breakdown="mellemtrin"),))},
            "[Klassetrin].[Skoletrin] Midt findes ikke; der er Indskoling, Udskoling",
        ),
    ],
)  # fmt: skip
def test_what_a_cube_lacks_is_said_before_anything_is_asked(changes, words):
    known = {"[Klassetrin].[Skoletrin]": ("Indskoling", "Udskoling")}
    with pytest.raises(MisfitError) as misfit:
        cubes.check(cube(**changes), SCHEMA, known)
    assert "Kuben GS/ELEV/ELEVEX: " + words in str(misfit.value)


def test_members_that_could_not_be_read_are_left_to_the_publisher():
    cubes.check(cube(), SCHEMA, {"[Klassetrin].[Skoletrin]": ()})


@pytest.mark.parametrize(
    ("said", "found"),
    [
        (["a", "b"], ("a", "b")),
        ([{"name": "a"}, {"Name": "b"}], ("a", "b")),
        ({"medlemmer": ["a"]}, ("a",)),
        ({"x": ["a"], "y": ["b"]}, ()),
        ("a", ()),
        ([1, None], ()),
    ],
)
def test_members_are_read_in_the_forms_they_may_have(said, found):
    assert cubes.members(json.dumps(said).encode()) == found


@pytest.mark.parametrize("content", [b"", b"{}", b'[{"a":1}]', b'[["a"]]', b'[{"a":"1"},'])
def test_an_answer_that_is_no_list_of_lines_is_asked_for_again(content):
    with pytest.raises(BrokenAnswerError):
        cubes.lines(content)


def test_each_table_is_asked_for_once_and_each_source_has_an_id_of_its_own():
    indicators = load_indicators()
    both = [*plan.wanted(indicators, "statbank"), *plan.wanted(indicators, "uddannelsesstatistik")]
    assert {one.indicator for one in both} >= {"segregation_rate_municipal", "inclusion_rate"}
    assert all(len(one.source) <= 60 for one in both)
    per_source = {(one.source, one.indicator) for one in both}
    assert len({source for source, _indicator in per_source}) == len(per_source)
    # Segregation and inclusion are read from the very same answers.
    asked = plan.tables(
        [one for one in both if one.indicator in {"segregation_rate_municipal", "inclusion_rate"}]
    )
    assert len(asked) == 3


def token(ends: datetime | None) -> str:
    import base64

    said = {"sub": "prøve"} | ({"exp": ends.timestamp()} if ends else {})
    middle = base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")
    return f"eyJhbGciOiJIUzI1NiJ9.{middle}.c2lnbmF0dXI"


def test_a_key_shows_its_end_and_nothing_else():
    ends = datetime(2091, 1, 1, tzinfo=UTC)
    secret = Secret(token(ends))
    assert secret.expires_at == ends
    assert secret.last_four == token(ends)[-4:]
    for shown in (str(secret), repr(secret), f"{secret}", repr({"key": secret})):
        assert token(ends) not in shown
        assert token(ends)[:12] not in shown
    assert secret.hidden_in(f"Bearer {token(ends)}!") == "Bearer ••••!"


@pytest.mark.parametrize("text", ["", "abc", "a.b.c", "a.eyJ9.c", "a.bnVsbA.c", token(None)])
def test_a_key_that_does_not_say_when_it_ends(text):
    assert Secret(text).expires_at is None


def test_an_answer_is_kept_whole_found_again_and_forgotten(tmp_path):
    parts = Parts(tmp_path)
    body = {"b": 1, "a": ["æ"]}
    assert parts.get("data", body) is None
    parts.put("data", body, b"svar", edition="1")
    assert Parts(tmp_path).get("data", {"a": ["æ"], "b": 1}, edition="1") == b"svar"
    for other in (("data", {"b": 2}, "1"), ("skema", body, "1"), ("data", body, "2")):
        assert Parts(tmp_path).get(*other) is None
    assert parts.collected() is not None
    parts.forget_used()
    assert list(tmp_path.iterdir()) == []


def test_an_old_answer_is_asked_for_again(tmp_path):
    now = datetime.now(tz=UTC).timestamp()
    Parts(tmp_path).put("data", {}, b"svar")
    assert Parts(tmp_path, now=lambda: now + KEPT - 60).get("data", {}) == b"svar"
    assert Parts(tmp_path, now=lambda: now + KEPT + 60).get("data", {}) is None
    assert list(tmp_path.iterdir()) == []


def test_half_an_answer_is_never_found(tmp_path, monkeypatch):
    parts = Parts(tmp_path)

    def full(_handle):
        raise OSError("disken er fuld")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="disken"):
        parts.put("data", {}, b"svar")
    assert list(tmp_path.iterdir()) == []
    assert timedelta(seconds=KEPT) == timedelta(days=1)
