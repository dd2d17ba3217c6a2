"""What is wrong with an edition that somebody is writing: where, and what would be right.

Pure: what a definition file states goes in, an edition or complaints come out. The words for
each kind of complaint stand in ``edition_words``.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from samspil.definitions import ID_PATTERN
from samspil.programmes.editions import Edition, Status
from samspil.programmes.wishes import partnership_bundle, pre_analysis_bundle

LONGEST_ID = 40
RESERVED = frozenset({"scenarie", "fil", "udgaver"})
"""Words that stand where an edition's id would in an address."""

MOST_COMPLAINTS = 50
"""More than this help nobody; the first ones are shown."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """One thing to put right: where (``network_days[1].mode``), which kind, with what details."""

    key: str
    code: str
    about: Mapping[str, str] = field(default_factory=dict)

    @property
    def part(self) -> str:
        """The outermost key."""
        return re.split(r"[.\[]", self.key, maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class Examined:
    """An edition if there is one, and what must be put right if there is none."""

    edition: Edition | None
    complaints: tuple[Complaint, ...] = ()


def examine(stated: Mapping[str, Any]) -> Examined:
    """Return the edition that is stated, or everything that keeps it from being one."""
    try:
        edition = Edition.model_validate_json(json.dumps(stated))
    except ValidationError as error:
        found = [one for each in error.errors(include_url=False) for one in _complaints(each)]
        return Examined(None, tuple(found[:MOST_COMPLAINTS]))
    except (ValueError, RecursionError):  # pragma: no cover - JSON values always can be written
        return Examined(None, (Complaint("", "unreadable"),))
    found = [*_own(edition)]
    return Examined(None if found else edition, tuple(found[:MOST_COMPLAINTS]))


def wrong_id(edition: str) -> Complaint | None:
    """Return what is wrong with the id of a new edition; it stands in addresses and letters."""
    fits = ID_PATTERN.fullmatch(edition) and len(edition) <= LONGEST_ID
    return None if fits and edition not in RESERVED else Complaint("id", "wrong_id")


def _own(edition: Edition) -> Iterator[Complaint]:
    """Yield what the model lets pass and no edition that opens may have."""
    if edition.status is not Status.OPEN:
        yield Complaint("status", "historical")
    if complaint := wrong_id(edition.id):
        yield complaint
    if edition.prices is not None and edition.team is None:
        yield Complaint("team", "team_missing")
    yield from _bundles(edition)
    for key in edition.capacity:
        if key not in edition.sector_ids:
            yield Complaint("capacity", "sector_lacking", {"sector": key})
    yield from _same_ids(edition)


def _bundles(edition: Edition) -> Iterator[Complaint]:
    """Yield a bundle of one, and one that costs more than buying each alone."""
    prices = edition.prices
    if prices is None:
        return
    for key, singles, bundle in (
        ("partnership", prices.partnership, partnership_bundle(edition)),
        ("pre_analysis", prices.pre_analysis, pre_analysis_bundle(edition)),
    ):
        if bundle is not None and len(singles) < 2:
            yield Complaint(f"prices.{key}_bundle", "bundle_of_one")
        elif bundle is not None and bundle.saving < 0:
            yield Complaint(f"prices.{key}_bundle", "bundle_dearer")


def _same_ids(edition: Edition) -> Iterator[Complaint]:
    """Yield statements of one list with the same id: others refer to them by it."""
    for name in type(edition).model_fields:
        value = getattr(edition, name)
        seen: set[str] = set()
        for place, one in enumerate(value if isinstance(value, tuple) else ()):
            identity = getattr(one, "id", None)
            if identity in seen and name != "sources":
                yield Complaint(f"{name}[{place}].id", "twice", {"id": str(identity)})
            if identity is not None:
                seen.add(identity)


_KINDS = {
    "missing": "missing",
    "extra_forbidden": "unknown",
    "string_too_short": "empty",
    "string_type": "text",
    "bool_type": "yes_or_no",
    "int_type": "whole_number",
    "int_from_float": "whole_number",
    "decimal_type": "amount",
    "decimal_parsing": "amount",
    "decimal_max_places": "amount",
    "finite_number": "amount",
    "tuple_type": "list",
    "mapping_type": "table",
    "model_type": "table",
    "model_attributes_type": "table",
    "greater_than_equal": "too_small",
    "less_than_equal": "too_large",
    "less_than": "too_large",
    "too_short": "too_few",
    "literal_error": "choice",
    "enum": "choice",
}
_STARTS = (("date", "date"), ("time", "clock"))

_RULES = (
    (r"(?P<id>\S+) stands twice", "source_twice"),
    (r"there is no source called (?P<source>.+)", "source_lacking"),
    (r"must be numbered 1, 2, 3 and so on", "numbered"),
    (r"each must lie after the one before", "in_time"),
    (r"must lie before the first network day", "before_first_day"),
    (r"the steering meeting must lie before day (?P<number>\d+)", "steering_before"),
    (r"one of them stands twice", "sector_twice"),
    (r"must have one price for each sector", "price_each_sector"),
    (r"has a sector that the edition lacks", "sector_of_another"),
    (r"each must be at least the one before", "limits"),
    (r"must not lie before first", "window_backwards"),
    (r"write the Danish clock time, without an offset", "offset"),
)
"""The model's own sentences, and the code of each."""


def _complaints(error: ErrorDetails) -> Iterator[Complaint]:
    """Yield one complaint, or one for each rule that a whole part breaks."""
    key = _key(error["loc"])
    kind = error["type"]
    if kind == "value_error":
        for sentence in error["msg"].removeprefix("Value error, ").split("; "):
            yield _of_rule(key, sentence)
        return
    code = _KINDS.get(kind) or next(
        (code for start, code in _STARTS if kind.startswith(start)), "wrong"
    )
    yield Complaint(key, code, _details(error, code))


def _details(error: ErrorDetails, code: str) -> dict[str, str]:
    """Return what makes a complaint plain: the choices, the limit, the key that was meant."""
    about = {
        name: str(value) for name, value in (error.get("ctx") or {}).items() if name != "error"
    }
    if code == "unknown" and len(error["loc"]) == 1:
        meant = get_close_matches(str(error["loc"][0]), list(Edition.model_fields), 1)
        about |= {"meant": meant[0]} if meant else {}
    return about


def _of_rule(key: str, sentence: str) -> Complaint:
    """Return a sentence of the model as a complaint; a sentence may begin with its own key."""
    for pattern, code in _RULES:
        found = re.fullmatch(rf"(?:(?P<key>[^:]*): )?{pattern}", sentence)
        if found:
            about = {name: text for name, text in found.groupdict().items() if name != "key"}
            inner = (found["key"] or "").split(",")[0].strip()
            return Complaint(".".join(one for one in (key, inner) if one), code, about)
    return Complaint(key, "wrong")


def _key(location: tuple[int | str, ...]) -> str:
    """Return where in the file, as one would write it: ``network_days[1].mode``."""
    written = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return written.removeprefix(".")
