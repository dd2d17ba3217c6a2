"""An edition as a definition file and back: what goes out comes in the same, byte for byte.

A file states what was stated and nothing else, so its version is the version of its content.
No Django here.
"""

import datetime as dt
import json
import tomllib
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from typing import Any

import tomli_w

from samspil.programmes.edition_parts import COPENHAGEN
from samspil.programmes.editions import Edition

type Stated = dict[str, Any]
"""What a definition file says, in the values of JSON: dates and amounts are text."""

LARGEST_FILE = 500_000
"""Bytes; the largest of the historical editions is a tenth of this."""


class NotTomlError(ValueError):
    """The bytes are no TOML; the message is the parser's, with line and column."""


def written(edition: Edition) -> bytes:
    """Return the edition as a TOML file in UTF-8, keys in the model's sequence."""
    said = edition.model_dump(mode="python", exclude_unset=True)
    prices = said.get("prices") or {}
    for holder, key in ((prices, "partnership"), (prices, "pre_analysis"), (said, "capacity")):
        if key in holder:
            holder[key] = _in_sequence(holder[key], edition.sector_ids)
    return _toml(said)


def _in_sequence(by_sector: Mapping[str, Any], sectors: tuple[str, ...]) -> dict[str, Any]:
    """Return the same in the edition's sequence: a database may have shuffled the keys."""
    return {sector: by_sector[sector] for sector in sectors if sector in by_sector}


def written_draft(stated: Mapping[str, Any]) -> bytes:
    """Return a draft as a TOML file, however unfinished; dates and amounts stay text in it."""
    return _toml(stated)


def stated(edition: Edition) -> Stated:
    """Return what an edition states, as it is kept in the database."""
    found: Stated = edition.model_dump(mode="json", exclude_unset=True)
    return found


def read(content: bytes) -> Stated:
    """Return what a file states, unchecked. Raises NotTomlError."""
    try:
        found = tomllib.loads(content.decode("utf-8-sig"))
        plain: Stated = json.loads(json.dumps(found, default=_as_text))
    except UnicodeDecodeError as error:
        raise NotTomlError("UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise NotTomlError(str(error)) from error
    return plain


def _toml(value: Mapping[str, Any]) -> bytes:
    return tomli_w.dumps(_plain(value), multiline_strings=False).encode()


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a definition
    """Return a value in the types that TOML knows; what is None says nothing and is left out."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items() if one is not None}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value if one is not None]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if isinstance(value, dt.datetime):
        return _danish(value)
    return value


def _danish(moment: dt.datetime) -> dt.datetime:
    """Return the Danish clock time; with its offset in the hour of the year that comes twice."""
    local = moment.astimezone(COPENHAGEN)
    if local.fold:
        return local.replace(tzinfo=dt.timezone(local.utcoffset() or dt.timedelta()))
    return local.replace(tzinfo=None)


def _as_text(value: object) -> str:
    """Return a TOML date or time as ISO text."""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    raise TypeError(type(value).__name__)
