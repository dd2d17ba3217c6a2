"""`samspil quote` as a program meets it."""

import io
import json
import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.cli import compute, main
from samspil.methods.pricing import OrderError, parse_order
from samspil.methods.pricing import quote as price_of
from samspil.programmes.editions import load_editions


def question(*partnerships, edition="2022-23", **more):
    asked = [{"sector": sector, "participants": people} for sector, people in partnerships]
    return {"edition": edition, "partnerships": asked} | more


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Run the command on a question; returns code, answer and what was said."""

    def it(asked, language="da"):
        monkeypatch.setenv("SAMSPIL_LANGUAGE", language)
        file = tmp_path / "ordre.json"
        content = asked if isinstance(asked, bytes) else json.dumps(asked).encode()
        file.write_bytes(content)
        code = main(["quote", str(file)])
        out = capsys.readouterr()
        return code, json.loads(out.out) if out.out else None, out.err.replace(str(file), "ordre")

    return it


@pytest.mark.parametrize(
    ("asked", "total"),
    [
        (question(("school", 5)), "60000.00"),
        (question(("school", 5), ("daycare", 5)), "110000.00"),
        (question(("school", 7)), "79990.00"),
        (
            question(("school", 5), ("daycare", 5), pre_analyses=["school", "daycare"]),
            "280000.00",
        ),
        (question(("school", 6), ("daycare", 5), pre_analyses=["school"]), "219995.00"),
        (question(("school", 7), pre_analyses=["school"]), "179990.00"),
        (question(("school", 7), edition="example"), "79990.00"),
        (question(("daycare", 4), edition="2021"), "55000.00"),
    ],
)
def test_the_worked_prices(run, asked, total):
    code, answer, said = run(asked)
    assert (code, answer["total"], said) == (0, total, "")
    assert answer["edition"] == asked["edition"]


def test_the_shape_that_was_promised(run):
    _code, answer, _said = run(question(("school", 7), pre_analyses=["school"]))
    assert list(answer) == ["edition", "lines", "total", "vat_basis"]
    assert answer["vat_basis"] == "unspecified"
    assert answer["lines"][1] == {
        "item": "extra_participant:school",
        "quantity": 2,
        "unit_price": "9995.00",
        "amount": "19990.00",
    }


def test_2021_adds_vat(run):
    _code, answer, _said = run(question(("daycare", 4), edition="2021"))
    assert (answer["vat"], answer["total_with_vat"]) == ("13750.00", "68750.00")


ASK = "edition: skriv en af 2021, 2022-23, example"


@pytest.mark.parametrize(
    ("asked", "danish", "english"),
    [
        ([], "ordre: skriv et objekt som", "ordre: give an object as"),
        ({}, ASK, "edition: give one of 2021, 2022-23, example"),
        ({"edition": 2021}, ASK, "give one of"),
        ({"edition": ["2021"]}, ASK, "give one of"),
        (question(edition="1999"), ASK, "give one of"),
        (
            question(edition="2018"),
            "edition: 2018 oplyser ingen priser; brug 2021, 2022-23, example.",
            "edition: 2018 states no prices; use 2021, 2022-23, example.",
        ),
        (
            question(("school", 5), preanalyses=["school"]),
            "preanalyses: kendes ikke; brug edition, partnerships, pre_analyses.",
            "preanalyses: unknown; use edition, partnerships, pre_analyses.",
        ),
        (
            question(),
            "partnerships: er tom; skriv mindst ét af daycare, school",
            "at least one of daycare, school",
        ),
        (
            question(("youth", 5)),
            "partnerships[0].sector: har intet sådant område i denne udgave; skriv et af daycare,",
            "partnerships[0].sector: unknown sector; give one of daycare, school",
        ),
        (
            question(("school", 5), ("school", 5)),
            "partnerships[1].sector: står to gange",
            "duplicate sector",
        ),
        (
            question(("daycare", 2), edition="2021"),
            "partnerships[0].participants: er for få; skriv et tal fra 3 til 5.",
            "from 3 to 5",
        ),
        (question(("school", 5001)), "er for mange; skriv et tal fra 1 til 1000.", "too many"),
        (question(("school", -1)), "er under nul", "negative"),
        (question(("school", 5.5)), "er ikke et helt tal; skriv et tal som 5.", "whole number"),
        (question(("school", True)), "er ikke et helt tal", "whole number"),
        (question((None, 5)), "partnerships[0].sector: er ikke et område", "name of a sector"),
        ({"edition": "2021", "partnerships": 5}, "partnerships: er ikke en liste", "a list"),
        ({"edition": "2021", "partnerships": [5]}, "partnerships[0]: er ikke et objekt", "object"),
        (
            question(("daycare", 4), edition="2021", pre_analyses=["daycare"]),
            "pre_analyses[0]: har ingen sådan foranalyse i denne udgave; udelad den.",
            "none: this edition has none",
        ),
        (
            question(("school", 5), pre_analyses=["youth"]),
            "pre_analyses[0]: har ingen sådan foranalyse i denne udgave; skriv et af daycare,",
            "pre_analyses[0]",
        ),
        (b'{"edition":\n "2021",,}', "linje 2, tegn 9: her er det ikke længere JSON", "line 2"),
        (b"\xff\xfe\x00", "er ikke JSON i UTF-8", "not JSON in UTF-8"),
        (b"[" * 200_000, "JSON", "JSON"),
        (b"9" * 9000, "JSON", "JSON"),
        (b"", "linje 1, tegn 1", "line 1"),
    ],
)
def test_bad_input_is_refused_naming_file_place_and_remedy(run, asked, danish, english):
    for language, words in (("da", danish), ("en", english)):
        code, answer, said = run(asked, language)
        assert (code, answer) == (1, None)
        assert words in said
        assert "Traceback" not in said


def test_all_that_is_wrong_is_said_at_once(run):
    _code, _answer, said = run(question(("youth", 5), ("school", 0), pre_analyses=["x"]))
    assert len(said.strip().splitlines()) == 4
    assert said.strip().endswith("ordre: 3 fejl.")


def test_no_more_than_one_can_read(run):
    _code, _answer, said = run(question(*[("youth", 5)] * 50))
    assert len(said.strip().splitlines()) == compute.SHOWN + 1


def test_a_file_that_is_not_there(capsys, tmp_path):
    assert main(["quote", str(tmp_path / "nix.json")]) == 1
    assert main(["quote", str(tmp_path)]) == 1
    assert "nix.json kan ikke læses" in capsys.readouterr().err


def test_standard_input_and_a_mark_from_excel(monkeypatch, capsys):
    stream = io.TextIOWrapper(
        io.BytesIO(b"\xef\xbb\xbf" + json.dumps(question(("school", 5))).encode())
    )
    monkeypatch.setattr(sys, "stdin", stream)
    assert main(["quote", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == "60000.00"


def test_it_starts_without_the_framework(tmp_path):
    file = tmp_path / "ordre.json"
    file.write_text(json.dumps(question(("school", 5))))
    script = (
        "import sys; from samspil.cli import main; code = main(['quote', sys.argv[1]]);"
        "assert 'django' not in sys.modules and 'numpy' not in sys.modules; sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(file)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={k: v for k, v in os.environ.items() if not k.startswith(("SAMSPIL_", "DJANGO_"))},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["total"] == "60000.00"
    assert list(tmp_path.iterdir()) == [file]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 9) | st.sampled_from(["school", "daycare", "x"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["sector", "participants"]), inner, max_size=2)
    ),
    max_leaves=6,
)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from(["partnerships", "pre_analyses"]), json_values))
def test_every_problem_has_danish_words(asked):
    rules = load_editions()["2022-23"].content.price_rules()
    try:
        price_of(rules, parse_order(asked))
    except OrderError as error:
        for problem in error.problems:
            assert "{" not in compute.danish(problem, rules).replace('{"sector"', "")
