"""The judged queries name texts that exist, and there are enough of them in both sets."""

import importlib.util
from pathlib import Path

import pytest

from samspil.definitions import DefinitionError
from samspil.knowledge.articles import load_articles

_PLACE = Path(__file__).parents[2] / "benchmarks" / "judged.py"
_SPEC = importlib.util.spec_from_file_location("samspil_judged", _PLACE)
judged = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(judged)

GOOD = """
author = "A"
checked_by = ""
date = 2026-11-28

[[queries]]
query = "fravær"
set = "tune"
relevant = { en-artikel = 3 }

[[queries]]
query = "trivsel"
set = "held"
relevant = { en-artikel = 1, to = 2 }
"""


def test_every_judged_article_exists_and_every_grade_is_one_to_three():
    found = judged.load(load_articles().keys())
    assert {grade for one in found.queries for grade in one.relevant.values()} == {1, 2, 3}
    # Every query has something that is exactly what is wanted, or at least a good answer.
    assert all(max(one.relevant.values()) >= 2 for one in found.queries)


def test_there_are_queries_enough_to_tune_by_and_to_check_by():
    found = judged.load(load_articles().keys())
    tune, held = found.of("tune"), found.of("held")
    assert len(tune) >= 80
    assert len(held) >= 50
    assert len(tune) + len(held) == len(found.queries)


def test_every_article_is_what_somebody_looks_for():
    found = judged.load(load_articles().keys())
    wanted = {name for one in found.queries for name, grade in one.relevant.items() if grade == 3}
    assert wanted == set(load_articles())


@pytest.mark.parametrize(
    ("old", "new", "error", "words"),
    [
        ("en-artikel = 3", "en-artikel = 4", DefinitionError, "relevant"),
        ("en-artikel = 3", "en-artikel = 0", DefinitionError, "relevant"),
        ("{ en-artikel = 3 }", "{}", DefinitionError, "relevant"),
        ('set = "tune"', 'set = "test"', DefinitionError, "set"),
        ('query = "trivsel"', 'query = " "', DefinitionError, "query"),
        ('query = "trivsel"', 'query = "Fravær"', ValueError, "judged twice"),
        ("to = 2", "tre = 2", ValueError, "'trivsel' names articles that do not exist: ['tre']"),
    ],
)
def test_a_wrong_judgement_says_which(tmp_path, old, new, error, words):
    file = tmp_path / "judged.toml"
    file.write_text(GOOD)
    assert len(judged.load({"en-artikel", "to"}, file).queries) == 2
    file.write_text(GOOD.replace(old, new))
    with pytest.raises(error) as wrong:
        judged.load({"en-artikel", "to"}, file)
    assert words in str(wrong.value)
