"""Times as people write them: which come first can be told where they are written alike."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

LONGEST = 60
"""Characters in a time; more is a sentence that strayed."""

FORMS: Mapping[str, re.Pattern[str]] = {
    "2026": re.compile(r"(?P<y>[0-9]{4})"),
    "2026-01": re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})"),
    "2026M01": re.compile(r"(?P<y>[0-9]{4})M(?P<m>[0-9]{2})"),
    "2026K1": re.compile(r"(?P<y>[0-9]{4})-?[KQ](?P<q>[0-9])"),
    "2026-W01": re.compile(r"(?P<y>[0-9]{4})-?[WU](?P<w>[0-9]{2})"),
    "2026-01-31": re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})"),
    "31-01-2026": re.compile(
        r"(?P<d>[0-9]{1,2})(?P<mark>[-./])(?P<m>[0-9]{1,2})(?P=mark)(?P<y>[0-9]{4})"
    ),
    "2026-01-31T08:00": re.compile(
        r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})[T ]"
        r"(?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?"
    ),
    "2025/26": re.compile(r"(?P<y>[0-9]{4})/(?:[0-9]{2}|[0-9]{4})"),
}
RANGES: Mapping[str, tuple[int, int]] = {
    "m": (1, 12), "q": (1, 4), "w": (1, 53), "hour": (0, 23), "minute": (0, 59), "second": (0, 59),
}  # fmt: skip

Form = str
"""How a time is written, shown by an example; NUMBER or LABEL for those that are no calendar's."""

NUMBER: Literal["1"] = "1"
LABEL: Literal[""] = ""

type Key = tuple[int, ...] | str
"""What times of one form are compared by; labels can only be told apart."""


class NoTimeError(ValueError):
    """A time that cannot be; ``code`` says why."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def read_time(given: object) -> tuple[str | int, Form, Key]:
    """Return the time as it is shown, its form, and what it is compared by. Raises NoTimeError."""
    if isinstance(given, int) and not isinstance(given, bool) and abs(given) < 10**15:
        return given, NUMBER, (given,)
    if not isinstance(given, str) or not 0 < len(text := given.strip()) <= LONGEST:
        raise NoTimeError("no_time")
    for form, pattern in FORMS.items():
        if match := pattern.fullmatch(text):
            return text, form, _key(match.groupdict())
    return text, LABEL, text


def _key(parts: Mapping[str, str | None]) -> tuple[int, ...]:
    """Return the parts of a time from the year down; refuse what no calendar holds."""
    names = ("y", "m", "q", "w", "d", "hour", "minute", "second")
    numbers = {name: int(parts.get(name) or 0) for name in names if name in parts}
    for name, (least, most) in RANGES.items():
        if name in numbers and not least <= numbers[name] <= most:
            raise NoTimeError("no_such_time")
    if "d" in numbers:
        try:
            date(numbers["y"], numbers["m"], numbers["d"])
        except ValueError as error:
            raise NoTimeError("no_such_time") from error
    return tuple(numbers.values())
