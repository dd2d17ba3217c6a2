import subprocess
import sys
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.methods.results import input_hash

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=5),
    st.binary(max_size=4),
    st.floats(allow_nan=False),
)
JSONLIKE = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


@dataclass(frozen=True)
class Alpha:
    x: int


@dataclass(frozen=True)
class Beta:
    x: int


def test_sixteen_hex_digits_and_the_same_in_a_new_process():
    parts = "('peers', ['101', '147'], 0.1, None, {'a': 1, 'b': (2.5,)})"
    here = input_hash(*eval(parts))
    code = f"from samspil.methods.results import input_hash; print(input_hash(*{parts}))"
    there = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert there.stdout.strip() == here
    assert len(here) == 16
    assert int(here, 16) >= 0


def test_a_known_hash_stays_the_same_from_version_to_version():
    import hashlib

    assert input_hash("a", 1) == hashlib.sha256(b'["a",1]').hexdigest()[:16]
    assert input_hash() == hashlib.sha256(b"[]").hexdigest()[:16]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        (0.0, -0.0),
        (float("nan"), -float("nan")),
        (np.array([0.0, np.nan]), np.array([-0.0, -np.nan])),
        (np.arange(6).reshape(2, 3), np.asfortranarray(np.arange(6).reshape(2, 3))),
        (np.array([1, 2], dtype=np.int32), np.array([1, 2], dtype=np.int64)),
        (np.float64(0.5), 0.5),
        ([1, 2], (1, 2)),
        (frozenset({"a", "b", "c"}), {"c", "b", "a"}),
    ],
)
def test_same_content_same_hash(one, other):
    assert input_hash(one) == input_hash(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", 1), (1, 1.0), (True, 1), (None, "None"), (b"a", "a"), ([1, [2]], [[1], 2]),
        (["a", "b"], ["b", "a"]), ({"a": 1}, [["a", 1]]), (Alpha(1), Beta(1)), (Alpha(1), Alpha(2)),
        (np.zeros((2, 3)), np.zeros((3, 2))), (np.zeros(2), np.zeros(2, dtype=int)),
        (np.array([1.0, 2.0]), [1.0, 2.0]), (0.1, 0.1 + 1e-17 + 2e-17), (["ab"], ["a", "b"]),
        (np.array(["a", None], dtype=object), np.array(["a", "None"], dtype=object)),
    ],
)  # fmt: skip
def test_other_content_other_hash(one, other):
    assert input_hash(one) != input_hash(other)


def test_parts_are_kept_apart():
    assert input_hash("a", "b") != input_hash("ab") != input_hash(["a", "b"])


@pytest.mark.parametrize("part", [object(), {1: "a"}, lambda: 1, Alpha, complex(1, 2)])
def test_what_has_no_canonical_form_is_refused(part):
    with pytest.raises(TypeError):
        input_hash(part)


@settings(max_examples=50)
@given(JSONLIKE, JSONLIKE)
def test_hashes_agree_exactly_when_the_written_contents_do(one, other):
    # `repr` tells kinds apart; -0.0 and the order of a mapping are the only things it adds.
    same = _written(one) == _written(other)
    assert (input_hash(one) == input_hash(other)) == same


def _written(part):
    if isinstance(part, dict):
        return "{" + ",".join(f"{key!r}:{_written(part[key])}" for key in sorted(part)) + "}"
    if isinstance(part, list):
        return "[" + ",".join(_written(item) for item in part) + "]"
    return repr(part + 0.0 if isinstance(part, float) else part)
