"""The judged queries over the shipped texts: the figures of docs/methods/search.md still hold."""

import importlib.util
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspil.knowledge import selectors, services
from samspil.knowledge.articles import load_articles
from samspil.knowledge.models import Case
from samspil.people.viewer import ANYBODY

_BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def _module(name):
    spec = importlib.util.spec_from_file_location(f"samspil_{name}", _BENCHMARKS / f"{name}.py")
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


judged, relevance = _module("judged"), _module("relevance")


@pytest.mark.django_db
def test_people_find_what_they_look_for():
    services.load_articles(actor=ANYBODY)
    names = dict(Case.objects.values_list("pk", "article"))
    # Every third query: the benchmark asks them all.
    queries = judged.load(load_articles().keys()).queries[::3]
    found = {
        one.query: [names[hit.row.id] for hit in selectors.search(ANYBODY, one.query)]
        for one in queries
    }
    asked = len(queries)
    assert sum(relevance.recall(found[q.query], q.relevant) for q in queries) / asked >= 0.85
    assert sum(relevance.ndcg(found[q.query], q.relevant) for q in queries) / asked >= 0.75
    assert sum(not found[q.query] for q in queries) / asked <= 0.03


def test_golden_figures():
    grades = {"a": 3, "b": 1}
    assert relevance.recall(["a", "x", "b"], grades) == 1.0
    assert relevance.recall(["x"] * 10 + ["a"], grades) == 0.0
    assert relevance.ndcg(["a", "b"], grades) == 1.0
    # 7 / log2(3) beside 7 + 1 / log2(3)
    assert relevance.ndcg(["x", "a"], grades) == pytest.approx(4.41650 / 7.63093, abs=1e-5)
    assert relevance.overlap("abc", "bcd") == pytest.approx(2 / 3)
    assert relevance.overlap([], []) == 1.0
    assert relevance.overlap([], "a") == 0.0


GRADES = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 3), min_size=1)


@given(GRADES, st.permutations("abcdefgh"))
def test_the_best_order_is_best_and_nothing_is_outside_0_to_1(grades, order):
    best = sorted(order, key=lambda one: -grades.get(one, 0))
    assert relevance.ndcg(best, grades) == pytest.approx(1.0)
    assert 0.0 <= relevance.ndcg(order, grades) <= 1.0 + 1e-12
    assert relevance.recall(order, grades) == 1.0
