"""Commands on figures: their shapes are promises that a script rests on."""

import json
import shutil

import pytest

HEAD = "indicator,municipality_code,period,breakdown,value,unit,source"
LINE = "class_size,615,2098,,21.5,pupils_per_class,dst_kvotien"


def test_peers(ask):
    told = ask("peers", "615")
    assert (told.code, told.said) == (0, "")
    assert told.out.count("\n") == 1
    answer = told.answer
    assert list(answer) == [
        "municipality", "k", "conditions", "peers", "far", "stability", "inputs",
    ]  # fmt: skip
    assert (answer["municipality"], answer["k"]) == ("615", 10)
    assert len(answer["peers"]) == 10
    assert sum(condition["weight"] for condition in answer["conditions"]) == pytest.approx(1)
    for peer in answer["peers"]:
        assert list(peer)[:4] == ["code", "name", "distance", "differs_most"]
        assert not peer["code"].startswith("E")
    assert 0 <= answer["stability"] <= 1


def test_the_same_question_has_the_same_answer_set_for_a_person_too(ask):
    told = ask("peers", "615", "--format", "text")
    assert told.out.count("\n") > 50
    assert told.answer == ask("peers", "615").answer


def test_peers_in_daycare_and_fewer_of_them(ask):
    answer = ask("peers", "615", "--sector", "daycare", "--k", "3").answer
    assert len(answer["peers"]) == answer["k"] == 3


def test_peers_with_weights_learned_from_a_result(ask):
    equal = ask("peers", "615").answer
    learned = ask("peers", "615", "--weights", "learned:exam_mean_grade9").answer
    assert list(learned) == list(equal)
    weights = {c["indicator"]: c["weight"] for c in learned["conditions"]}
    assert sum(weights.values()) == pytest.approx(1)
    assert max(weights, key=weights.get) == "parent_education_index"
    assert learned["peers"] != equal["peers"]
    assert ask("peers", "615", "--weights", "equal").answer == equal


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("615", "--weights", "heavy"), "--weights heavy kendes ikke"),
        (("615", "--weights", "learned:class_size"), "Vægte kan læres af exam_mean_grade9"),
        (("615", "--weights", "kl"), "KL's sammenligningsgrupper er ikke indlæst"),
        (("615", "--weights", "group:7"), "Ingen fælles gruppe har det nummer."),
    ],
)
def test_peers_that_cannot_be_had(ask, arguments, words):
    told = ask("peers", *arguments)
    assert (told.code, told.out, words in told.said) == (1, "", True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Horsens",), "Ingen kommune har koden Horsens; brug for eksempel 615."),
        (("615", "--k", "98"), "--k skal være mellem 1 og 97."),
    ],
)
def test_peers_of_nobody(ask, arguments, words):
    told = ask("peers", *arguments)
    assert (told.code, told.out, told.said) == (1, "", words + "\n")


def test_expected_values(shell, folder):
    answer = shell("expected", "exam_mean_grade9", "--data", folder).answer
    assert list(answer) == ["indicator", "period", "explained", "method", "rows", "inputs"]
    assert answer["explained"] == pytest.approx(0.77, abs=0.05)
    codes = [row["code"] for row in answer["rows"]]
    assert codes == sorted(codes)
    assert len(codes) == 98
    for row in answer["rows"]:
        assert list(row) == [
            "code", "actual", "expected", "difference", "low", "high", "class",
        ]  # fmt: skip
        assert row["class"] in ("better", "as_expected", "worse", None)
        if row["actual"] is not None:
            assert row["difference"] == pytest.approx(row["actual"] - row["expected"])


def test_expected_values_of_the_newest_period_alone(ask):
    newest = ask("expected", "exam_mean_grade9").answer["period"]
    old = ask("expected", "exam_mean_grade9", "--period", "1999")
    assert (old.code, newest in old.said) == (1, True)
    unknown = ask("expected", "happiness")
    assert (unknown.code, "exam_mean_grade9" in unknown.said) == (1, True)


def test_potential(ask):
    answer = ask("potential").answer
    assert list(answer)[:3] == ["selection", "rows", "inputs"]
    codes = [row["code"] for row in answer["rows"]]
    assert codes == sorted(codes)
    assert len(codes) == 98
    for row in answer["rows"]:
        assert list(row)[:6] == ["code", "grounds", "class", "pupils", "drivers", "stability"]
        assert 0 <= row["stability_weights"] <= 1
        assert len(row["turned_by"]) == round((1 - row["stability"]) * 8)
    assert "score" not in json.dumps(answer)
    assert "rank" not in json.dumps(answer)
    other = ask("potential", "--selection", "1999")
    assert (other.code, answer["selection"] in other.said) == (1, True)


@pytest.fixture(scope="module")
def own_folder(folder, tmp_path_factory):
    """A folder that a test may load figures into."""
    copy = tmp_path_factory.mktemp("load") / "data"
    shutil.copytree(folder, copy)
    return copy


@pytest.fixture(scope="module")
def own(commands, own_folder):
    """Run a command on that folder."""
    return commands(own_folder)


def test_loading_twice_and_changing(shell, own, own_folder, tmp_path):
    file = tmp_path / "tal.csv"
    file.write_text(f"{HEAD}\n{LINE}\n")
    first = shell("load", file, "--data", own_folder)
    assert first.code == 0
    (loaded,) = first.answer["files"]
    assert list(loaded) == [
        "file", "vintage", "read", "new", "changed", "refused", "format", "tables", "indicators",
        "left_out",
    ]  # fmt: skip
    assert (loaded["format"], loaded["indicators"]) == ("tidy", ["class_size"])
    counts = ("read", "new", "changed", "refused")
    assert [loaded[name] for name in counts] == [1, 1, 0, 0]
    (again,) = own("load", file).answer["files"]
    assert (again["vintage"], [again[name] for name in counts]) == (None, [1, 0, 0, 0])
    file.write_text(f"{HEAD}\n{LINE.replace('21.5', '22.5')}\n")
    (changed,) = own("load", file).answer["files"]
    assert [changed[name] for name in counts] == [1, 0, 1, 0]


def test_a_bad_file_is_told_line_by_line_and_nothing_is_changed(own, tmp_path):
    file = tmp_path / "tal.csv"
    file.write_text(f"{HEAD}\n{LINE.replace('2098', '2097')}\n{LINE.replace('21.5', 'x')}\n")
    told = own("load", file)
    assert (told.code, told.out) == (1, "")
    assert f"{file}:3 value: fandt “x”, ventede et tal" in told.said
    assert f"{file}: 1 fejl; intet er ændret." in told.said
    file.write_text(f"{HEAD}\n{LINE.replace('2098', '2097')}\n")
    (loaded,) = own("load", file).answer["files"]
    assert loaded["new"] == 1


def test_what_a_rule_leaves_out_is_told_beside_the_counts(own, tmp_path):
    file = tmp_path / "udtraek.csv"
    file.write_text("Kommune;År;Elever pr. klasse\nHorsens;2098;21,5\n")
    told = own("load", file)
    assert (told.code, told.out) == (1, "")
    assert f"{file}:1: fandt “Kommune, År, Elever pr. klasse”, ventede kolonner" in told.said
    english = own("load", file, "--table", "FOLK1A", language="en")
    assert "expected columns an indicator is described with" in english.said


def test_a_file_that_is_not_there_or_of_another_kind(own, tmp_path):
    told = own("load", tmp_path)
    assert (told.code, told.out) == (1, "")
    assert f"{tmp_path} kan ikke læses" in told.said
    file = tmp_path / "billede.png"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")
    told = own("load", file, language="en")
    assert told.code == 1
    assert "expected a CSV file with the columns indicator, municipality_code" in told.said


def test_a_new_owner_gets_a_link(shell, own, own_folder):
    told = shell("admin", "ejer@example.org", "--data", own_folder)
    assert told.code == 0
    assert told.answer["email"] == "ejer@example.org"
    assert "/konto/link/" in told.answer["link"]
    refused = own("admin", "ejer")
    assert (refused.code, refused.said) == (1, "ejer er ikke en e-mailadresse.\n")
