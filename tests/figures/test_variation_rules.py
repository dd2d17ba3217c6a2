"""The rules of variation as reviewed data: what is in use, and what is refused."""

from importlib.resources import files

import pytest

from samspil.definitions import DefinitionError, load_bytes
from samspil.figures.variation_rules import (
    VariationCases,
    VariationRules,
    current_rules,
    load_variation_cases,
    load_variation_rules,
)

FOLDER = files("samspil.figures") / "definitions"
STATED = (FOLDER / "variation" / "four-2026.toml").read_text(encoding="utf-8")


def test_the_rules_in_use_are_named_with_their_version():
    definition = load_variation_rules()["four-2026"]
    assert current_rules().id == f"four-2026@{definition.version}"


def test_every_set_of_rules_has_published_cases():
    told = {each.content.rules for each in load_variation_cases().values()}
    assert told == set(load_variation_rules())


@pytest.mark.parametrize(
    ("right", "wrong", "words"),
    [
        ("xmr_from = 12", "xmr_from = 5", "run_from must be at least 2 and at most xmr_from"),
        ("near = 2", "near = 4", "near must be at least 2 and at most window"),
        ("factor = 2.66", "factor = 0.0", "factor"),
        ("shift = 7", "shift = 2", "shift"),
        ("trend = 7", "trend = 7.5", "trend"),
        ("window = 3", "windows = 3", "windows"),
    ],
)
def test_rules_that_cannot_be_used_are_refused(right, wrong, words):
    assert STATED.count(right) == 1
    with pytest.raises(DefinitionError, match=words):
        load_bytes("x.toml", STATED.replace(right, wrong).encode(), VariationRules)


def test_another_number_makes_another_version():
    changed = load_bytes(
        "x.toml", STATED.replace("shift = 7", "shift = 8").encode(), VariationRules
    )
    assert changed.version != load_variation_rules()["four-2026"].version


def test_a_case_with_an_unknown_rule_is_refused():
    cases = (FOLDER / "variation_cases" / "four-2026.toml").read_bytes()
    with pytest.raises(DefinitionError, match=r"cases\[4\].signals\[0\].rule"):
        load_bytes("x.toml", cases.replace(b'"trend"', b'"drift"', 1), VariationCases)
