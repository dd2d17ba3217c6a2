"""What every method's result shares: its input hash, its number type and its errors."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass

import numpy as np
import numpy.typing as npt

type Floats = npt.NDArray[np.float64]


class MethodError(ValueError):
    """A method was given something it must not, or cannot, compute on."""


class ShapeError(MethodError):
    """Codes, indicators and values do not fit each other."""


class TooFewPlacesError(MethodError):
    """Fewer places than the method can say anything about."""


def input_hash(*parts: object) -> str:
    """Return 16 hex digits that change when any part changes, and only then.

    Parts may be nested: None, bool, int, float, str, bytes, NumPy arrays and scalars, mappings
    with string keys (order ignored), sets, sequences (order kept) and dataclasses. Not-a-number
    equals itself and -0.0 equals 0.0. The same on every machine and in every process.

    Raises TypeError for a part that has no canonical form, rather than hashing its address.
    """
    text = json.dumps([_canonical(part) for part in parts], separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:16]


def _canonical(part: object) -> object:
    """Return a JSON value in which each kind of part is tagged, so that kinds never collide."""
    if part is None or isinstance(part, bool | int | str):
        return part
    if isinstance(part, float | np.floating):
        return ["float", repr(float(part) + 0.0)]
    if isinstance(part, bytes):
        return ["bytes", part.hex()]
    if isinstance(part, np.generic):
        return _canonical(part.item())
    if isinstance(part, np.ndarray):
        return _canonical_array(part)
    return _canonical_container(part)


def _canonical_array(array: npt.NDArray[np.generic]) -> object:
    """Return type, shape and content digest of a numeric array; others go by their elements."""
    if array.dtype.kind not in "biuf":
        return ["objects", list(array.shape), [_canonical(item) for item in array.ravel().tolist()]]
    kind = "<f8" if array.dtype.kind == "f" else "<i8"
    content = np.array(array, dtype=kind, order="C")
    if kind == "<f8":
        content = np.where(np.isnan(content), np.nan, content + 0.0)
    return ["array", kind, list(array.shape), hashlib.sha256(content.tobytes()).hexdigest()]


def _canonical_container(part: object) -> object:
    """Return the tagged form of a dataclass, mapping, set or sequence."""
    if is_dataclass(part) and not isinstance(part, type):
        content = [[field.name, _canonical(getattr(part, field.name))] for field in fields(part)]
        return ["record", type(part).__name__, content]
    if isinstance(part, Mapping):
        if not all(isinstance(key, str) for key in part):
            msg = "a mapping can only be hashed when its keys are strings"
            raise TypeError(msg)
        return ["mapping", [[key, _canonical(part[key])] for key in sorted(part)]]
    if isinstance(part, AbstractSet):
        return ["set", sorted(json.dumps(_canonical(item)) for item in part)]
    if isinstance(part, Sequence):
        return ["sequence", [_canonical(item) for item in part]]
    msg = f"{type(part).__name__} has no canonical form to hash"
    raise TypeError(msg)
