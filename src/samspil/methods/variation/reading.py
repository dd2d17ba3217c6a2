"""Reading a question as JSON gives it: everything that is wrong is said, each with its place."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import get_args

from samspil.methods.variation.model import (
    Baseline,
    Direction,
    Point,
    Question,
    Rebase,
    Rules,
    Time,
)
from samspil.methods.variation.numbers import NoNumberError, read_number
from samspil.methods.variation.problems import InvalidSeriesError, Problem
from samspil.methods.variation.times import LABEL, Form, Key, NoTimeError, read_time

KEYS = ("points", "direction", "target", "baseline", "rebase")
REBASE_KEYS = ("t", "date", "reason", "by", "person")
BASELINE_KEYS = ("from", "to", "reason", "by", "person")
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)


@dataclass(frozen=True)
class _At:
    """Where a point stands in the list it came in, and when."""

    place: int
    form: Form
    key: Key


def parse_question(stated: object, rules: Rules) -> tuple[Question, tuple[Problem, ...]]:
    """Return the question, and notes on what was read with some good will.

    Shaped as the ``samspil spc`` command takes it. The notes name gaps and texts that were read as
    numbers. Raises InvalidSeriesError with everything that is wrong.
    """
    if not isinstance(stated, Mapping):
        raise InvalidSeriesError((Problem("", "not_an_object"),))
    reader = _Reader(stated, rules)
    question = reader.question()
    if reader.problems:
        raise InvalidSeriesError(tuple(reader.problems))
    return question, tuple(reader.notes)


class _Reader:
    """Reads one question part by part, collecting problems on the way."""

    def __init__(self, stated: Mapping[str, object], rules: Rules) -> None:
        self.stated = stated
        self.rules = rules
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.points: list[Point] = []
        self.seen: dict[tuple[Form, Key], int] = {}  # position among the points that have a time

    def refuse(self, path: str, code: str, **params: object) -> None:
        """Note one problem."""
        self.problems.append(Problem(path, code, params))

    def question(self) -> Question:
        """Return the whole question; what could not be read is left out of it."""
        self.known_keys("", self.stated, KEYS)
        self.read_points()
        direction = self.direction()
        target = self.number("target", self.stated.get("target"))
        # Phases are looked up among the points, so they wait until those are right.
        sound = not any(each.path.startswith("points") for each in self.problems)
        rebases = self.rebases() if sound else ()
        baseline = self.baseline(rebases) if sound else None
        return Question(tuple(self.points), direction, target, baseline, rebases)

    def known_keys(self, path: str, given: Mapping[str, object], known: tuple[str, ...]) -> None:
        """Complain of keys that mean nothing, which may be a wish misspelt."""
        for key in given:
            if key not in known:
                self.refuse(f"{path}.{key}" if path else str(key), "unknown_key", known=known)

    def read_points(self) -> None:
        """Read the series; every point is looked at, also after one that is wrong."""
        given = self.stated.get("points")
        if not isinstance(given, list):
            self.refuse("points", "points_missing")
            return
        times: list[_At] = []
        for place, point in enumerate(given):
            path = f"points[{place}]"
            if not isinstance(point, Mapping) or not {"t", "value"} <= point.keys():
                self.refuse(path, "not_a_point")
                continue
            value = self.number(f"{path}.value", point["value"], gap=True)
            try:
                t, form, key = read_time(point["t"])
            except NoTimeError as error:
                self.refuse(f"{path}.t", error.code, given=_shown(point["t"]))
                continue
            if (form, key) in self.seen:
                first = times[self.seen[form, key]].place
                self.refuse(f"{path}.t", "same_time", given=t, first=f"points[{first}]")
                continue
            self.seen[form, key] = len(times)
            times.append(_At(place, form, key))
            self.points.append(Point(t, value))
        self.in_order(times)

    def in_order(self, times: list[_At]) -> None:
        """Complain of times written in different ways, or else of those before their time."""
        if not times:
            return
        forms = [each.form for each in times]
        usual = max(dict.fromkeys(forms), key=forms.count)
        odd = [position for position, form in enumerate(forms) if form != usual]
        for position in odd:
            example = self.points[forms.index(usual)].t
            given = self.points[position].t
            path = f"points[{times[position].place}].t"
            self.refuse(path, "other_form", given=given, example=example)
        if odd or usual == LABEL:
            return
        latest = 0
        for position in range(1, len(times)):
            # One form has keys of one type; labels, the only texts, are dealt with above.
            if times[position].key > times[latest].key:  # type: ignore[operator]
                latest = position
                continue
            self.refuse(
                f"points[{times[position].place}].t",
                "out_of_order",
                given=self.points[position].t,
                after=self.points[latest].t,
                place=f"points[{times[latest].place}]",
            )

    def number(self, path: str, given: object, *, gap: bool = False) -> Fraction | None:
        """Return a number, None for none; a note says so of a gap and of a text."""
        if given is None or (isinstance(given, str) and not given.strip()):
            if gap:
                self.notes.append(Problem(path, "gap"))
            return None
        try:
            number = read_number(given)
        except NoNumberError as error:
            self.refuse(path, error.code, given=_shown(given))
            return None
        if isinstance(given, str):
            params = {"given": given, "number": f"{float(number):.15g}"}
            self.notes.append(Problem(path, "text_read_as_number", params))
        return number

    def direction(self) -> Direction:
        """Return which way is better, neutral when nothing is said."""
        given = self.stated.get("direction")
        for each in DIRECTIONS:
            if given == each:
                return each
        if given is not None:
            self.refuse("direction", "not_a_direction", given=_shown(given))
        return "neutral"

    def rebases(self) -> tuple[Rebase, ...]:
        """Return where phases begin, each with its date, reason and person."""
        given = self.stated.get("rebase")
        if given is None:
            return ()
        if not isinstance(given, list):
            self.refuse("rebase", "rebase_not_a_list")
            return ()
        found: dict[int, tuple[str, Rebase]] = {}
        for place, each in enumerate(given):
            path = f"rebase[{place}]"
            rebase = self.rebase(path, each)
            if rebase is None:
                continue
            if rebase.position in found:
                self.refuse(path, "same_rebase", first=found[rebase.position][0])
            found.setdefault(rebase.position, (path, rebase))
        return tuple(found[position][1] for position in sorted(found))

    def rebase(self, path: str, given: object) -> Rebase | None:
        """Return one beginning of a phase."""
        if not isinstance(given, Mapping):
            self.refuse(path, "not_a_rebase")
            return None
        self.known_keys(path, given, REBASE_KEYS)
        key = "t" if "t" in given else "date"
        position = self.position(f"{path}.{key}", given.get(key))
        reason, by = self.reason_and_person(path, given)
        decided = self.decided(path, given) if key == "t" and "date" in given else None
        if position is None:
            return None
        if not self.measured(0, position) or not self.measured(position, len(self.points)):
            self.refuse(f"{path}.{key}", "empty_phase", given=self.points[position].t)
            return None
        return Rebase(position, self.points[position].t, reason, by, decided)

    def decided(self, path: str, given: Mapping[str, object]) -> Time | None:
        """Return the date that a decision to rebase was made on, where both dates are told."""
        try:
            return read_time(given["date"])[0]
        except NoTimeError as error:
            self.refuse(f"{path}.date", error.code, given=_shown(given["date"]))
            return None

    def reason_and_person(self, path: str, given: Mapping[str, object]) -> tuple[str, str]:
        """Return why and who, without which no line is moved."""
        person = "by" if "by" in given or "person" not in given else "person"
        words = {key: given.get(key) for key in ("reason", person)}
        for key, said in words.items():
            if not isinstance(said, str) or not said.strip():
                self.refuse(f"{path}.{key}", f"{'reason' if key == 'reason' else 'person'}_missing")
        return str(words["reason"]).strip(), str(words[person]).strip()

    def position(self, path: str, given: object) -> int | None:
        """Return the position of the point at a time."""
        try:
            _t, form, key = read_time(given)
        except NoTimeError as error:
            self.refuse(path, error.code, given=_shown(given))
            return None
        position = self.seen.get((form, key))
        if position is None:
            self.refuse(path, "no_point_then", given=_shown(given))
        return position

    def measured(self, start: int, end: int) -> int:
        """Return how many of these points are no gaps."""
        return sum(point.value is not None for point in self.points[start:end])

    def baseline(self, rebases: tuple[Rebase, ...]) -> Baseline | None:
        """Return the points that lines rest on; they lie in one phase, and are enough."""
        given = self.stated.get("baseline")
        if given is None:
            return None
        if not isinstance(given, Mapping):
            self.refuse("baseline", "not_a_baseline")
            return None
        self.known_keys("baseline", given, BASELINE_KEYS)
        reason, by = self.reason_and_person("baseline", given)
        last = self.position("baseline.to", given.get("to"))
        begun = [0, *(each.position for each in rebases)]
        first: int | None = 0
        if given.get("from") is not None:
            first = self.position("baseline.from", given["from"])
        elif last is not None:
            first = max(each for each in begun if each <= last)
        if first is None or last is None:
            return None
        if first > last:
            self.refuse("baseline", "baseline_backwards")
        elif any(first < each <= last for each in begun):
            self.refuse("baseline", "baseline_across_phases")
        elif (count := self.measured(first, last + 1)) < self.rules.run_from:
            self.refuse("baseline", "baseline_too_short", count=count, least=self.rules.run_from)
        return Baseline(first, last, reason, by)


def _shown(given: object) -> str:
    """Return what was given, short enough for a sentence."""
    text = str(given) if isinstance(given, str | float) else type(given).__name__
    if isinstance(given, int):
        text = "true" if given is True else "false" if given is False else _whole(given)
    return text if len(text) <= 40 else f"{text[:37]}…"


def _whole(given: int) -> str:
    """Return a whole number as text; one of thousands of digits is only spoken of."""
    return str(given) if abs(given) < 10**40 else "10^40"
