"""JSON from bytes, with the place of what is wrong."""

import json
from typing import Any

from django.utils.translation import gettext as _

from samspil.figures.readers import Complaint, Unreadable, text


def parsed(content: bytes) -> Any:  # noqa: ANN401 - any JSON
    """Return what JSON bytes say; raises Unreadable with the line where they break off."""
    words = text.decoded(content)
    try:
        return json.loads(words, parse_constant=_refused)
    except json.JSONDecodeError as error:
        raise Unreadable(Complaint(error.lineno, "", "", _("hel og gyldig JSON"))) from error
    except (ValueError, RecursionError) as error:
        raise Unreadable(Complaint(1, "", "", _("hel og gyldig JSON"))) from error


def _refused(word: str) -> float:
    """NaN and Infinity are no figures, though Python reads them."""
    raise ValueError(word)
