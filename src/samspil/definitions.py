"""Reviewed data: what people outside the code decide, one checked TOML file a definition.

A folder holds one kind of definition and the file's stem is the definition's id. Every file is
parsed, checked against a pydantic model and stamped with a version made from its content, so a
stored result can say which wording, price or question it was made from. An error names the file
and the key, because the person who meets it is usually the one who edited the file.

This module knows no room and no framework; rooms bring the folder and the model.
"""

import datetime as dt
import functools
import hashlib
import json
import re
import tomllib
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Annotated, Any, cast

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError
from pydantic_core import to_json

VERSION_LENGTH = 12
"""Hexadecimal digits of a version: 48 bits, plenty to tell a few hundred files apart."""

REVIEW_STAMP = frozenset({"author", "checked_by", "date", "next_review", "changes"})
"""Fields about the review. A second pair of eyes must not make old results look outdated."""

ID_PATTERN = re.compile(r"[a-z0-9]+(?:[_-][a-z0-9]+)*")

Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Words that must be there: surrounding blanks go, nothing left is an error."""


class DefinitionError(ValueError):
    """A definition file that cannot be used; the message names file and key, one a line."""

    def __init__(self, path: str, problems: tuple[tuple[str, str], ...]) -> None:
        self.path = path
        self.problems = problems
        super().__init__("\n".join(_sentence(path, key, what) for key, what in problems))


def _sentence(path: str, key: str, what: str) -> str:
    """Join the parts of one complaint; a complaint about the whole file has no key."""
    return f"{path}: {key}: {what}" if key else f"{path}: {what}"


class Piece(BaseModel):
    """Any part of a definition: exact types, no unknown keys, never changed after loading."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Text(Piece):
    """One wording in both languages; Danish is the source, English must never lag behind."""

    da: Line
    en: Line

    def in_language(self, code: str) -> str:
        """Return the English words for ``en`` and its variants, otherwise the Danish ones."""
        return self.en if code.lower().split("-")[0] == "en" else self.da


class Reviewed(Piece):
    """A definition with its review: who wrote it, who checked it, when.

    ``checked_by`` is empty until a second person has read it; pages then say so.
    """

    author: Line
    checked_by: str
    date: dt.date

    @property
    def is_checked(self) -> bool:
        """Whether a second person has checked the definition."""
        return bool(self.checked_by.strip())


@dataclass(frozen=True, slots=True)
class Definition[T: Reviewed]:
    """A checked definition with its id, content version and where it was read."""

    id: str
    version: str
    content: T
    path: str


def load[T: Reviewed](folder: Traversable, model: type[T]) -> Mapping[str, Definition[T]]:
    """Return every definition in ``folder`` by id, in the order of the ids.

    Read once per folder and model in a process. Raises DefinitionError when the folder holds no
    definition or a file cannot be used: half a set of rules is worse than none.
    """
    return cast("Mapping[str, Definition[T]]", _load(cast("Hashable", folder), model))


def load_file[T: Reviewed](file: Traversable, model: type[T], folder: str = "") -> Definition[T]:
    """Return the definition in one file.

    ``folder`` is the name to show before the file's in errors. Raises DefinitionError.
    """
    path = f"{folder}/{file.name}" if folder else file.name
    stem = file.name.removesuffix(".toml")
    if not ID_PATTERN.fullmatch(stem):
        raise _error(path, "the name may hold small letters, digits, single - and _")
    content = _checked(path, _parsed(path, file), model)
    return Definition(id=stem, version=version_of(content), content=content, path=path)


def load_bytes[T: Reviewed](name: str, content: bytes, model: type[T]) -> Definition[T]:
    """Return the definition in a file's bytes, such as somebody brings; ``name`` ends in .toml.

    Raises DefinitionError.
    """
    stem = name.removesuffix(".toml")
    if not ID_PATTERN.fullmatch(stem):
        raise _error(name, "the name may hold small letters, digits, single - and _")
    try:
        stated = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise _error(name, str(error)) from error
    checked = _checked(name, stated, model)
    return Definition(id=stem, version=version_of(checked), content=checked, path=name)


def kept[T: Piece](stated: object, model: type[T]) -> T:
    """Return a definition as it was kept in a database: JSON values that were checked before.

    The same values are read once a process, and are the same object then. Raises
    pydantic.ValidationError where the model has come to ask for more.
    """
    return cast("T", _kept(to_json(stated), model))


def version_of(content: Reviewed) -> str:
    """Return the content's version: 12 hexadecimal digits of the SHA-256 of its canonical form.

    Canonical is sorted JSON of what the file states, without the review stamp: comments, layout,
    the order of keys and a later model's new defaults leave the version as it was.
    """
    stated = content.model_dump(mode="json", exclude_unset=True, exclude=set(REVIEW_STAMP))
    canonical = json.dumps(stated, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()[:VERSION_LENGTH]


@functools.lru_cache(maxsize=64)
def _kept(text: bytes, model: type[Piece]) -> Piece:
    """Return what the JSON text holds; by its whole text, as a version leaves out the review."""
    return model.model_validate_json(text)


@functools.cache
def _load(folder: Traversable, model: type[Reviewed]) -> Mapping[str, Definition[Reviewed]]:
    """Read and check the folder; the cached half of ``load``, which gives the types back."""
    if not folder.is_dir():
        raise _error(folder.name, "there is no such folder of definitions")
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".toml")),
        key=lambda file: file.name,
    )
    if not files:
        raise _error(folder.name, "the folder holds no .toml file")
    found = (load_file(file, model, folder.name) for file in files)
    return MappingProxyType({definition.id: definition for definition in found})


def _parsed(path: str, file: Traversable) -> dict[str, Any]:
    """Return the file's TOML as Python values."""
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise _error(path, str(error)) from error


def _checked[T: Reviewed](path: str, stated: dict[str, Any], model: type[T]) -> T:
    """Return ``stated`` as a model.

    Checked as JSON, where pydantic's strict mode still lets a string be a date or an enum and a
    list a tuple: TOML has no other way to write those.
    """
    try:
        return model.model_validate_json(json.dumps(stated, default=_as_iso))
    except ValidationError as error:
        problems = tuple(
            (_key(problem["loc"]), problem["msg"].removeprefix("Value error, "))
            for problem in error.errors(include_url=False, include_input=False)
        )
        raise DefinitionError(path, problems) from error


def _as_iso(value: object) -> str:
    """Return a TOML date or time as ISO text."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    raise TypeError(f"cannot write {type(value).__name__} as JSON")


def _key(location: tuple[int | str, ...]) -> str:
    """Return where in the file, as one would write it: ``network_days[1].mode``."""
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return written.removeprefix(".")


def _error(path: str, what: str) -> DefinitionError:
    """Return an error about the whole file or folder."""
    return DefinitionError(path, (("", what),))
