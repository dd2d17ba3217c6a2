"""An instrument as a definition file: what goes out can be edited and comes in the same."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

import tomli_w

from samspil.screening.instrument import Instrument


def written(instrument: Instrument) -> bytes:
    """Return the instrument as a TOML file in UTF-8, keys in the model's sequence."""
    said = instrument.model_dump(mode="python", exclude_unset=True)
    return tomli_w.dumps(_plain(said), multiline_strings=False).encode()


def _plain(value: Any) -> Any:  # noqa: ANN401 - any part of a definition
    """Return a value in the types that TOML knows; what is None says nothing and is left out."""
    if isinstance(value, Mapping):
        found = {_plain(key): _plain(one) for key, one in value.items() if one is not None}
        return {str(key): one for key, one in found.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.value if isinstance(value, Enum) else value
