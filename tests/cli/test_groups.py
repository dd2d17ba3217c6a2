"""`samspil groups` as a program meets it: a whole process, and each refusal in both languages."""

import argparse
import io
import json
import os
import re
import subprocess
import sys
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

import samspil.methods.grouping as method
from samspil.cli import groups as command
from samspil.cli import main
from samspil.cli.words import Stop
from samspil.methods.grouping import Complaint


def question(n=6, **more):
    random = np.random.default_rng(n)
    cost = random.integers(1, 100, (n, n))
    cost = (cost + cost.T).tolist()
    members = [{"id": f"m{i}", "name": f"Navn {i}"} for i in range(n)]
    return {"members": members, "cost": cost, "sizes": {"min": 3, "max": 5}} | more


@pytest.fixture
def run(tmp_path, capsys, monkeypatch):
    """Run the command on a question; returns code, answer and what was said."""

    def it(data, *arguments, language="da"):
        monkeypatch.setenv("SAMSPIL_LANGUAGE", language)
        file = tmp_path / "spørgsmål.json"
        file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
        code = main(["groups", str(file), *arguments])
        out = capsys.readouterr()
        return code, json.loads(out.out) if out.out else None, out.err

    return it


def test_the_shape_that_was_promised(run):
    code, answer, said = run(question(12))
    assert (code, said) == (0, "")
    assert list(answer) == [
        "groups", "cost", "bound", "gap", "proved", "worst_group", "seconds", "seed", "inputs",
    ]  # fmt: skip
    assert sorted(each for group in answer["groups"] for each in group) == sorted(
        f"m{i}" for i in range(12)
    )
    assert answer["proved"] is True
    assert answer["gap"] == 0
    assert re.fullmatch("[0-9a-f]{16}", answer["inputs"])


def test_six_members_against_all_twenty_ways(run):
    data = question(6)
    cost = data["cost"]

    def mean_costs(group):
        return sum(sum(cost[a][b] for b in group if b != a) / (len(group) - 1) for a in group)

    ways = [
        mean_costs((0, *pair)) + mean_costs([m for m in range(6) if m not in (0, *pair)])
        for pair in combinations(range(1, 6), 2)
    ]
    _code, answer, _said = run(data)
    assert answer["cost"] == pytest.approx(min(ways))


def test_the_same_question_has_the_same_answer(run):
    answers = [run(question(11), "--seed", "7")[1] for _ in range(2)]
    for answer in answers:
        answer.pop("seconds")
    assert answers[0] == answers[1]
    assert answers[0]["seed"] == 7


def test_moves_are_counted_only_when_there_was_an_earlier_grouping(run):
    _code, answer, _said = run(question(6, previous=[["m0", "m1", "m2"], ["m3", "m4", "m5"]]))
    assert answer["moves"] == 0


def test_namesakes_are_answered_and_pointed_out(run):
    data = question(6)
    data["members"][4]["name"] = " navn  1"
    for language, words in (("da", "har samme navn"), ("en", "have the same name")):
        code, answer, said = run(data, language=language)
        assert code == 0
        assert answer["proved"]
        assert f"members[1], members[4] {words}" in said


@pytest.mark.parametrize(("n", "words"), [(0, "rummer 0; giv mindst 2"), (1, "rummer 1; giv")])
def test_nobody_to_group_with(run, n, words):
    code, answer, said = run(question(6) | {"members": [{"id": "a"}][:n], "cost": [[0]][:n]})
    assert (code, answer) == (1, None)
    assert f"members {words}" in said


def test_standard_input(run, monkeypatch, capsys):
    class Standard:
        buffer = io.BytesIO(json.dumps(question(7)).encode("utf-8-sig"))

    monkeypatch.setattr(sys, "stdin", Standard)
    assert main(["groups", "-"]) == 0
    assert sorted(map(len, json.loads(capsys.readouterr().out)["groups"])) == [3, 4]


def test_a_whole_process_with_twelve_members_takes_less_than_two_seconds(tmp_path):
    """The promise of commands.md, in processor time, since other work shares the machine."""
    file = tmp_path / "q.json"
    file.write_text(json.dumps(question(12)))
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "there.is.none"}
    before = os.times()
    done = subprocess.run(
        [sys.executable, "-m", "samspil.cli", "groups", str(file)],
        env=environment,
        capture_output=True,
        check=True,
    )
    after = os.times()
    assert json.loads(done.stdout)["proved"]
    used = after.children_user + after.children_system
    assert used - before.children_user - before.children_system < 2


def test_the_framework_is_not_started(tmp_path):
    file = tmp_path / "q.json"
    file.write_text(json.dumps(question(6)))
    code = (
        "import sys; from samspil.cli import main; main(['groups', sys.argv[1]]);"
        "assert not any(name.split('.')[0] == 'django' for name in sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code, str(file)], check=True, capture_output=True)


PAIR = {"members": [{"id": 1}, {"id": 2}], "sizes": {"min": 2, "max": 2}}
REFUSED = [
    ("[1, 2", "linje 1, tegn 6", "line 1, column 6"),
    ("9" * 5000, "er ikke JSON i UTF-8", "not JSON in UTF-8"),
    ("[" * 200_000, "JSON", "JSON"),
    ("[]", "er ikke et objekt", "is not an object"),
    (question(6) | {"size": 1}, "size kendes ikke", "size is not known"),
    (question(6) | {"members": None}, "members er ikke en liste", "members is not a list"),
    (
        question(6) | {"members": [{"id": "a"}, {"id": "a"}], "cost": [[0, 1], [1, 0]]},
        "members[1] har samme id 'a' som members[0]; giv hver sit eget id",
        "members[1] has the id 'a' of members[0]",
    ),
    (question(6) | {"cost": [[0]]}, "cost har ikke én række", "cost has 1 rows; give 6 rows"),
    (
        PAIR | {"cost": [[0, None], [1, 0]]},
        "cost[0][1] er ikke et tal",
        "cost[0][1] is None, not a number",
    ),
    (
        PAIR | {"cost": [[0, 3], [1, 0]]},
        "cost[0][1] er 3, men cost[1][0] er 1; giv det samme tal",
        "cost[0][1] is 3, but cost[1][0] is 1",
    ),
    (
        question(7, sizes={"min": 5, "max": 6}),
        'sizes passer ikke med 7 deltagere; tillad for eksempel {"min": ',
        "7 members cannot be divided into groups of 5 to 6",
    ),
    (question(6, count=9), "count passer ikke", "6 members do not make 9 groups"),
    (question(6, sizes=[{"min": 3, "max": 3}]), "giver plads til 3 til 3", "room for 3 members"),
    (question(6, apart=[["m0", "who"]]), "nævner 'who', som ikke er deltager", "names 'who'"),
    (
        question(6, together=[["m0", "m1"]], apart=[["m1", "m0"]]),
        "kan ikke opfyldes på én gang med de størrelser: together[0], apart[0]",
        "cannot all be met with these sizes: together[0], apart[0]",
    ),
    (question(6, objective="best"), "giv en af member-mean, pair-sum", "give one of member-mean"),
    (question(6, count=0), "count kan ikke bruges", "count is 0"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "danish", "english"), REFUSED)
def test_refusals_name_file_place_and_what_would_be_right(run, data, danish, english):
    for language, words in (("da", danish), ("en", english)):
        code, answer, said = run(data, language=language)
        assert code == 1
        assert answer is None
        assert "spørgsmål.json" in said
        assert words in said
        assert "Traceback" not in said


def test_a_file_that_is_not_there(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("SAMSPIL_LANGUAGE", "da")
    assert main(["groups", str(tmp_path / "borte.json")]) == 1
    assert "borte.json kan ikke læses" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [["--seconds", "0"], ["--seconds", "nan"], ["--seed", "-1"]])
def test_wrong_usage(run, wrong):
    code, answer, said = run(question(6), *wrong)
    assert (code, answer) == (2, None)
    assert wrong[0] in said


def test_every_code_of_the_method_has_its_danish_words():
    folder = Path(method.__file__).parent
    source = "".join(file.read_text() for file in folder.glob("*.py"))
    used = set(re.findall(r'complain\(\s*[^,]+,\s*"([a-z_]+)"', source))
    used |= set(re.findall(r'Complaint\(\s*[^,]+,\s*"([a-z_]+)"', source))
    assert len(used) >= 15
    assert used <= set(command.DANISH)


def test_a_code_from_a_later_method_still_says_something():
    assert command.danish(Complaint("x", "brand_new", "is odd", "mend it")) == "is odd; mend it"


def test_running_out_of_time_says_so(monkeypatch, tmp_path):
    def undecided(*_args, **_more):
        raise method.UndecidedError

    monkeypatch.setattr(method, "solve", undecided)
    file = tmp_path / "q.json"
    file.write_text(json.dumps(question(6)))
    options = argparse.Namespace(file=str(file), seconds=1.0, seed=1)
    with pytest.raises(Stop) as stop:
        command.groups(options)
    assert stop.value.code == 1
    assert "--seconds" in stop.value.danish
