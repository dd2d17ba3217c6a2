"""`samspil spc` as a program meets it, and each refusal in both languages."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import samspil.methods.variation as method
from samspil.cli import main
from samspil.cli import spc as command

WHY = {"reason": "Ny visitation", "by": "En leder"}


def month(number):
    return f"{2024 + number // 12}-{number % 12 + 1:02d}"


def series(*values, **more):
    return {"points": [{"t": month(i), "value": v} for i, v in enumerate(values)]} | more


def changed(place, **more):
    """Fourteen months with one of the points changed."""
    asked = series(*[10, 11, 10, 12, 11, 10, 12, 11, 10, 11, 12, 11, 10, 12])
    asked["points"][place] |= more
    return asked


CALM = changed(0)


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Run the command on a question; returns code, answer and what was said."""

    def it(asked, language="da"):
        monkeypatch.setenv("SAMSPIL_LANGUAGE", language)
        file = tmp_path / "maaling.json"
        content = asked if isinstance(asked, bytes) else json.dumps(asked).encode()
        file.write_bytes(content)
        code = main(["spc", str(file)])
        out = capsys.readouterr()
        return code, json.loads(out.out) if out.out else None, out.err.replace(str(file), "maaling")

    return it


def test_the_shape_that_was_promised(run):
    code, answer, said = run(CALM | {"direction": "lower", "target": 15})
    assert (code, said) == (0, "")
    assert list(answer) == [
        "rules", "chart", "mean", "limits", "median", "moving_range", "naive_limits", "signals",
        "variation", "assurance", "phases", "gaps", "inputs",
    ]  # fmt: skip
    assert re.fullmatch("four-2026@[0-9a-f]{12}", answer["rules"])
    assert (answer["chart"], answer["signals"]) == ("xmr", [])
    assert (answer["variation"], answer["assurance"]) == ("common", "hit")
    assert answer["limits"] == pytest.approx([7.6547, 14.2024], abs=5e-5)


def test_signals_name_their_rule_and_points(run):
    _code, answer, _said = run(changed(13, value=18) | {"direction": "lower"})
    assert answer["signals"] == [
        {"rule": "outside", "points": ["2025-02"], "side": "high", "meaning": "concerning"}
    ]
    assert answer["variation"] == "concerning"


def test_golden_five_years(run):
    asked = {
        "points": [
            {"t": year, "value": value}
            for year, value in zip(range(2019, 2024), [5.3, 5.5, 5.8, 6.1, 6.6], strict=True)
        ],
        "direction": "lower",
    }
    code, answer, said = run(asked)
    assert (code, answer["chart"], answer["mean"]) == (0, "too_few_points", 5.86)
    assert (answer["limits"], answer["signals"]) == (None, [])
    assert answer["naive_limits"] == [4.9955, 6.7245]
    assert "maaling: for få punkter: 5 målinger siger intet om tilfældighed" in said
    assert "too few points: 5 measurements say nothing of chance" in run(asked, "en")[2]


@pytest.mark.parametrize(
    ("count", "chart", "danish", "english"),
    [
        (0, "too_few_points", "for få punkter: 0 målinger", "0 measurements say nothing"),
        (1, "too_few_points", "for få punkter: 1 måling siger", "1 measurement says nothing"),
        (6, "too_few_points", "7 giver en serie, 12 grænser", "7 make a run chart, 12 give"),
        (7, "run", "hviler på færre end 12 målinger", "rest on fewer than 12 measurements"),
        (11, "run", "kun forskydning og tendens", "only shift and trend"),
    ],
)
def test_few_points_are_told_of(run, count, chart, danish, english):
    for language, words in (("da", danish), ("en", english)):
        code, answer, said = run(series(*range(count)), language)
        assert (code, answer["chart"], answer["limits"]) == (0, chart, None)
        assert words in said


def test_gaps_and_danish_numbers_are_read_and_told_of(run):
    asked = changed(2, value="10,5")
    asked["points"][5]["value"] = None
    code, answer, said = run(asked)
    assert (code, answer["gaps"]) == (0, ["2024-06"])
    assert said.splitlines() == [
        "maaling: points[2].value er teksten 10,5; den er læst som tallet 10.5.",
        "maaling: points[5].value er en måling, der mangler; punktet er udeladt.",
    ]
    assert "points[2].value is the text 10,5; it is read as the number 10.5." in run(asked, "en")[2]


def test_a_phase_with_date_reason_and_person(run):
    asked = CALM | {"rebase": [{"date": "2024-08", "reason": "Ny visitation", "person": "Leder"}]}
    code, answer, _said = run(asked)
    assert code == 0
    assert [each["chart"] for each in answer["phases"]] == ["run", "run"]
    assert answer["phases"][1]["by"] == "Leder"


def test_a_baseline_with_dates_reason_and_person(run):
    code, answer, _said = run(CALM | {"baseline": {"to": "2024-12"} | WHY})
    assert (code, answer["chart"]) == (0, "xmr")
    assert answer["phases"][0]["baseline"] == {"from": "2024-01", "to": "2024-12"} | WHY


@pytest.mark.parametrize("form", ["{}", "{}M01", "{}K1", "{}-W07", "01-02-{}", "{}-02-01", "år {}"])
def test_times_as_people_write_them(run, form):
    points = [{"t": form.format(2020 + i), "value": i} for i in range(5)]
    assert run({"points": points})[0] == 0


REFUSED = [
    ([], "maaling er ikke et objekt; skriv {", "maaling is not an object; give {"),
    ({}, "points er ikke en liste; skriv [{", "points is not a list; give [{"),
    (CALM | {"rebases": []}, "rebases kendes ikke; brug points, ", "rebases is unknown; use"),
    ({"points": [5]}, "points[0] er ikke et punkt; skriv {", "points[0] is not a point"),
    ({"points": [{"t": "2024-01"}]}, "points[0] er ikke et punkt", '"value": null'),
    (
        changed(3, value="fem"),
        "points[3].value er fem, ikke et tal; skriv et tal som 5.3",
        "points[3].value is fem, not a number; give a number as 5.3",
    ),
    (changed(3, value=True), "points[3].value er true, ikke", "points[3].value is true, not"),
    (changed(3, value=[1]), "points[3].value er list, ikke", "points[3].value is list, not"),
    (changed(3, value=float("nan")), "points[3].value er nan, ikke", "value is nan, not"),
    (changed(3, value=float("inf")), "points[3].value er inf, ikke", "value is inf, not"),
    (changed(3, value="1.234"), "er 1.234, som kan betyde to tal", "can mean two numbers"),
    (changed(3, value=1e300), "points[3].value er for stort", "points[3].value is too large"),
    (changed(3, value=10**400), "points[3].value er for stort", "points[3].value is too large"),
    (changed(3, t=None), "points[3].t er ikke et tidspunkt", "points[3].t is not a time"),
    (changed(3, t="x" * 61), "points[3].t er ikke et tidspunkt", "points[3].t is not a time"),
    (changed(3, t="2024-13"), "points[3].t er 2024-13, som ikke findes", "which no calendar has"),
    (
        changed(3, t="2024-01"),
        "points[3].t er 2024-01 ligesom points[0]; giv hvert punkt sit eget tidspunkt",
        "points[3].t is 2024-01, as is points[0]",
    ),
    (
        changed(3, t="2023-12"),
        "points[3].t er 2023-12, men står efter 2024-03 (points[2]); skriv punkterne i tidens",
        "points[3].t is 2023-12, but stands after 2024-03 (points[2])",
    ),
    (
        changed(3, t="april"),
        "points[3].t er april, skrevet anderledes end de andre; skriv det som 2024-01",
        "points[3].t is april, written unlike the others; write it as 2024-01",
    ),
    (CALM | {"direction": "op"}, "direction er op; skriv higher, lower", "give higher, lower or"),
    (CALM | {"target": "lavt"}, "target er lavt, ikke et tal", "target is lavt, not a number"),
    (CALM | {"rebase": "2024-08"}, "rebase er ikke en liste", "rebase is not a list"),
    (
        CALM | {"rebase": ["2024-08"]},
        "rebase[0] er ikke et objekt; skriv {",
        "a phase needs date, reason and person",
    ),
    (
        CALM | {"rebase": [{"t": "2024-08", "by": "Leder"}]},
        "rebase[0].reason mangler; skriv, hvorfor",
        "rebase[0].reason is missing; say why",
    ),
    (
        CALM | {"rebase": [{"t": "2024-08", "reason": "Ny", "by": " "}]},
        "rebase[0].by mangler; skriv, hvem",
        "rebase[0].by is missing; say who",
    ),
    (CALM | {"rebase": [WHY]}, "rebase[0].date er ikke et tidspunkt", "rebase[0].date is not a"),
    (
        CALM | {"rebase": [{"t": "2030-01"} | WHY]},
        "rebase[0].t er 2030-01, hvor der ikke er noget punkt",
        "rebase[0].t is 2030-01, where there is no point",
    ),
    (
        CALM | {"rebase": [{"t": "2024-01"} | WHY]},
        "rebase[0].t er 2024-01, og så bliver en fase tom",
        "which leaves a phase empty",
    ),
    (
        CALM | {"rebase": [{"t": "2024-08"} | WHY, {"t": "2024-08"} | WHY]},
        "rebase[1] begynder samme sted som rebase[0]",
        "rebase[1] begins where rebase[0] does",
    ),
    (CALM | {"rebase": [{"t": "2024-08", "note": 1} | WHY]}, "rebase[0].note kendes", "unknown"),
    (CALM | {"baseline": 12}, "baseline er ikke et objekt", "baseline is not an object"),
    (
        CALM | {"baseline": {"to": "2024-12", "by": "Leder"}},
        "baseline.reason mangler",
        "baseline.reason is missing",
    ),
    (
        CALM | {"baseline": {"from": "2024-12", "to": "2024-02"} | WHY},
        "baseline slutter, før den begynder",
        "baseline ends before it begins",
    ),
    (
        CALM | {"baseline": {"to": "2024-03"} | WHY},
        "baseline rummer 3 målinger; tag mindst 7 med",
        "baseline holds 3 measurements; take at least 7",
    ),
    (
        CALM
        | {"rebase": [{"t": "2024-08"} | WHY]}
        | {"baseline": {"from": "2024-02", "to": "2024-10"} | WHY},
        "baseline ligger i flere faser",
        "baseline lies in several phases",
    ),
    (b'{"points":\n [,', "linje 2, tegn 3: her er det ikke længere JSON", "line 2, column 3"),
    (b"\xff\xfe\x00", "er ikke JSON i UTF-8", "not JSON in UTF-8"),
    (b"[" * 200_000, "JSON", "JSON"),
    (b"", "linje 1, tegn 1", "line 1"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "danish", "english"), REFUSED)
def test_bad_input_is_refused_naming_file_place_and_remedy(run, asked, danish, english):
    for language, words in (("da", danish), ("en", english)):
        code, answer, said = run(asked, language)
        assert (code, answer) == (1, None)
        assert said.startswith("maaling")
        assert words in said
        assert "Traceback" not in said


def test_all_that_is_wrong_is_said_at_once(run):
    asked = changed(3, value="fem") | {"direction": "op", "target": "lavt"}
    asked["points"][7]["t"] = ""
    _code, _answer, said = run(asked)
    assert len(said.strip().splitlines()) == 5
    assert said.strip().endswith("maaling: 4 fejl.")


def test_phases_are_looked_at_also_where_something_else_is_wrong(run):
    _code, _answer, said = run(CALM | {"direction": "op", "rebase": ["2024-08"], "baseline": 1})
    assert [line.split()[1] for line in said.splitlines()] == [
        "direction", "rebase[0]", "baseline", "3",
    ]  # fmt: skip


def test_no_more_than_one_can_read(run):
    _code, _answer, refused = run(series(*["fem"] * 50))
    assert len(refused.strip().splitlines()) == command.SHOWN + 1
    _code, _answer, noted = run(series(*["5,5"] * 50))
    assert len(noted.strip().splitlines()) == command.SHOWN + 1
    assert noted.strip().endswith("og 30 mere af den slags.")


def test_a_file_that_is_not_there(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("SAMSPIL_LANGUAGE", "da")
    assert main(["spc", str(tmp_path / "borte.json")]) == 1
    assert "borte.json kan ikke læses" in capsys.readouterr().err


def test_wrong_usage(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["spc"])
    assert ended.value.code == 2


def test_every_code_of_the_method_has_its_words():
    source = "".join(file.read_text() for file in Path(method.__file__).parent.glob("*.py"))
    used = set(re.findall(r'(?:refuse|Problem)\([^)]*?, "([a-z_]+)"', source))
    used |= set(re.findall(r'No(?:Number|Time)Error\("([a-z_]+)"\)', source))
    assert len(used) >= 18
    assert used <= set(command.DANISH)
    assert set(command.DANISH) == set(command.ENGLISH)


def test_the_framework_is_not_started(tmp_path):
    file = tmp_path / "maaling.json"
    file.write_text(json.dumps(CALM))
    script = (
        "import sys; from samspil.cli import main; code = main(['spc', sys.argv[1]]);"
        "assert 'django' not in sys.modules and 'scipy' not in sys.modules; sys.exit(code)"
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
    assert json.loads(done.stdout)["chart"] == "xmr"
    assert list(tmp_path.iterdir()) == [file]
