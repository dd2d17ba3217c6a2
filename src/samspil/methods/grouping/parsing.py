"""Reading a question from outside data, with complaints that say what would be right."""

import math
from collections.abc import Mapping
from typing import TypeGuard

import numpy as np

from samspil.methods.grouping.complaints import Complaint, InvalidProblemError
from samspil.methods.grouping.model import possible_counts
from samspil.methods.grouping.problem import OBJECTIVES, SENSES, Groups, Id, Problem, SizeRange
from samspil.methods.results import Floats

KEYS = (
    "members",
    "cost",
    "sizes",
    "count",
    "together",
    "apart",
    "pinned",
    "objective",
    "sense",
    "previous",
)
SHOWN = 5  # complaints of one kind about the matrix; more would say nothing new
SYMMETRY = 1e-9  # relative difference taken for rounding


class _Reader:
    """Reads one question part by part, collecting complaints on the way."""

    def __init__(self, data: Mapping[str, object]) -> None:
        self.data = data
        self.complaints: list[Complaint] = []

    def complain(self, path: str, code: str, what: str, remedy: str, **params: object) -> None:
        """Note one complaint."""
        self.complaints.append(Complaint(path, code, what, remedy, params))

    def keys(self) -> None:
        """Complain of keys that mean nothing, which may be a wish misspelt."""
        for key in self.data:
            if key not in KEYS:
                remedy = f"leave it out or use one of {', '.join(KEYS)}"
                self.complain(str(key), "unknown_key", "is not known", remedy, key=str(key))

    def ids(self) -> tuple[Id, ...]:
        """Return the members' ids."""
        members = self.data.get("members")
        if not isinstance(members, list):
            remedy = 'give [{"id": …, "name": …}, …]'
            self.complain("members", "members_missing", "is not a list", remedy)
            return ()
        found: dict[Id, int] = {}
        for index, member in enumerate(members):
            path = f"members[{index}]"
            each = member.get("id") if isinstance(member, Mapping) else None
            if not _is_id(each):
                remedy = 'give {"id": …} with a text or whole number'
                self.complain(path, "member_without_id", "has no id", remedy)
            elif each in found:
                what = f"has the id {each!r} of members[{found[each]}]"
                remedy = "give every member an id of its own"
                self.complain(path, "duplicate_id", what, remedy, id=each, first=found[each])
            else:
                found[each] = index
        if len(members) < 2:
            what = f"holds {len(members)}"
            self.complain(
                "members", "too_few_members", what, "give at least 2 members", count=len(members)
            )
        return tuple(found)

    def cost(self, n: int) -> Floats:
        """Return the cost matrix (n by n), with zeros wherever something was wrong."""
        rows = self.data.get("cost")
        matrix = np.zeros((n, n))
        if not isinstance(rows, list) or len(rows) != n:
            what = f"has {len(rows)} rows" if isinstance(rows, list) else "is not a list of rows"
            remedy = f"give {n} rows, one for each member"
            self.complain("cost", "wrong_rows", what, remedy, rows=_length(rows), members=n)
            return matrix
        holes = 0
        for i, row in enumerate(rows):
            if not isinstance(row, list) or len(row) != n:
                what = f"has {len(row)} numbers" if isinstance(row, list) else "is not a list"
                remedy = f"give {n} numbers, one for each member"
                self.complain(
                    f"cost[{i}]", "wrong_columns", what, remedy, columns=_length(row), members=n
                )
                continue
            for j, value in enumerate(row):
                number = _number(value)
                if number is not None:
                    matrix[i, j] = number
                elif i != j:
                    holes += 1
                    self._hole(i, j, value, holes)
        if not self.complaints:
            self._symmetry(matrix)
        np.fill_diagonal(matrix, 0.0)
        return matrix

    def _hole(self, row: int, column: int, value: object, so_far: int) -> None:
        """Complain of one value that is not a number, up to a limit."""
        if so_far <= SHOWN:
            what = f"is {value!r}, not a number"
            remedy = "give what it costs to have these two in one group"
            path = f"cost[{row}][{column}]"
            self.complain(path, "not_a_number", what, remedy, row=row, column=column)

    def _symmetry(self, matrix: Floats) -> None:
        """Complain of pairs whose two costs differ, up to a limit."""
        uneven = ~np.isclose(matrix, matrix.T, rtol=SYMMETRY, atol=0.0)
        pairs = np.argwhere(np.triu(uneven, k=1)).tolist()
        for i, j in pairs[:SHOWN]:
            one, other = float(matrix[i, j]), float(matrix[j, i])
            what = f"is {one:g}, but cost[{j}][{i}] is {other:g}"
            remedy = "give the same number in both places"
            params = {"row": i, "column": j, "one": one, "other": other, "pairs": len(pairs)}
            self.complain(f"cost[{i}][{j}]", "asymmetric", what, remedy, **params)

    def sizes(self, n: int) -> SizeRange | tuple[SizeRange, ...] | None:
        """Return the size range or ranges, checked against the number of members and groups."""
        given = self.data.get("sizes")
        if isinstance(given, list) and given:
            ranges = [self._range(each, f"sizes[{k}]") for k, each in enumerate(given)]
            sound = tuple(each for each in ranges if each is not None)
            if len(sound) == len(ranges):
                self._check_each(n, sound)
            return sound or None
        sizes = self._range(given, "sizes")
        if sizes is not None:
            self._check_same(n, sizes, self.count())
        return sizes

    def _range(self, given: object, path: str) -> SizeRange | None:
        """Return one size range."""
        low, high = (
            (given.get("min"), given.get("max")) if isinstance(given, Mapping) else (None, None)
        )
        if _is_whole(low) and _is_whole(high) and 1 <= low <= high:
            return SizeRange(low, high)
        remedy = 'give {"min": …, "max": …}, whole numbers with 1 ≤ min ≤ max'
        self.complain(path, "bad_sizes", f"is {given!r}", remedy)
        return None

    def _check_same(self, n: int, sizes: SizeRange, count: int | None) -> None:
        """Complain when n members cannot be divided into groups of these sizes."""
        counts = possible_counts(n, sizes)
        if n < 2 or (counts if count is None else count in counts):
            return
        params = {"members": n, "min": sizes.low, "max": sizes.high}
        if counts:
            what = f"{n} members do not make {count} groups of {sizes}"
            remedy = f"ask for {SizeRange(counts[0], counts[-1])} groups"
            params |= {"count": count or 0, "least": counts[0], "most": counts[-1]}
            self.complain("count", "impossible_count", what, remedy, **params)
            return
        near = _nearest(n, sizes)
        what = f"{n} members cannot be divided into groups of {sizes}"
        remedy = f"allow groups of {near}"
        params |= {"near_min": near.low, "near_max": near.high}
        self.complain("sizes", "impossible_sizes", what, remedy, **params)

    def _check_each(self, n: int, sizes: tuple[SizeRange, ...]) -> None:
        """Complain when the ranges of all groups do not add up to n members."""
        low, high = sum(each.low for each in sizes), sum(each.high for each in sizes)
        count = self.count()
        if n >= 2 and not low <= n <= high:
            what = f"room for {SizeRange(low, high)} members, but there are {n}"
            remedy = "change the ranges until the number of members lies between their sums"
            self.complain(
                "sizes", "impossible_sizes", what, remedy, members=n, least=low, most=high
            )
        if count not in {None, len(sizes)}:
            what = f"is {count}, but {len(sizes)} size ranges are given"
            remedy = f"leave it out, or give {len(sizes)}"
            self.complain("count", "impossible_count", what, remedy, count=count, sizes=len(sizes))

    def count(self) -> int | None:
        """Return the number of groups asked for."""
        count = self.data.get("count")
        if count is None or (_is_whole(count) and count >= 1):
            return count
        if not any(each.path == "count" for each in self.complaints):
            remedy = "give a whole number from 1 up, or leave it out"
            self.complain("count", "bad_count", f"is {count!r}", remedy)
        return None

    def groups(self, key: str, ids: tuple[Id, ...], *, least: int, leavers: bool = False) -> Groups:
        """Return lists of ids; every id must be a member unless `leavers` may be named."""
        given = self.data.get(key)
        if given is None:
            return ()
        if not isinstance(given, list):
            self.complain(key, "not_lists", "is not a list", "give lists of member ids")
            return ()
        known = set(ids)
        found = []
        for index, group in enumerate(given):
            path = f"{key}[{index}]"
            if not isinstance(group, list) or not all(_is_id(each) for each in group):
                self.complain(path, "not_lists", "is not a list of ids", "give member ids")
                continue
            unknown = [] if leavers else [each for each in group if each not in known]
            for each in unknown:
                what = f"names {each!r}, who is not a member"
                self.complain(path, "unknown_id", what, "name members only", id=each)
            if len(set(group)) != len(group) or len(group) < least:
                what = f"names {len(group)}, {len(set(group))} of them different"
                remedy = f"name at least {least}, each once"
                self.complain(path, "bad_wish", what, remedy, least=least)
            found.append(tuple(each for each in group if each not in unknown))
        return tuple(found)

    def previous(self, ids: tuple[Id, ...], ranges: int | None) -> Groups:
        """Return the earlier grouping; `ranges` is how many groups there may be, if given."""
        groups = self.groups("previous", ids, least=1, leavers=True)
        seen: set[Id] = set()
        for index, group in enumerate(groups):
            for each in sorted(seen & set(group), key=str):
                what = f"names {each!r}, who is in an earlier group too"
                remedy = "name everybody once"
                self.complain(f"previous[{index}]", "twice", what, remedy, id=each)
            seen |= set(group)
        if ranges is not None and len(groups) > ranges:
            what = f"has {len(groups)} groups, but there are {ranges} size ranges"
            remedy = "give the earlier groups in the order of the size ranges"
            self.complain("previous", "too_many_groups", what, remedy, groups=len(groups))
        return groups

    def choice[Choice: str](self, key: str, choices: tuple[Choice, ...]) -> Choice:
        """Return one of several words, the first when nothing is said."""
        given = self.data.get(key)
        for each in choices:
            if given == each:
                return each
        if given is not None:
            remedy = f"give one of {', '.join(choices)}"
            self.complain(key, "bad_choice", f"is {given!r}", remedy, choices=list(choices))
        return choices[0]


def parse_problem(data: Mapping[str, object]) -> Problem:
    """Return the question in `data`, shaped as the `samspil groups` command takes it.

    `sizes` may also be a list with one {"min", "max"} for each group. Raises InvalidProblemError
    with everything that is wrong. Whether wishes contradict each other is left to `solve`.
    """
    if not isinstance(data, Mapping):
        complaint = Complaint("", "not_an_object", "is not an object", 'give {"members": …, …}')
        raise InvalidProblemError((complaint,))
    read = _Reader(data)
    read.keys()
    ids = read.ids()
    cost = read.cost(_length(data.get("members")) or 0)
    sizes = read.sizes(len(ids))
    together = read.groups("together", ids, least=2)
    apart = read.groups("apart", ids, least=2)
    pinned = read.groups("pinned", ids, least=1)
    previous = read.previous(ids, len(sizes) if isinstance(sizes, tuple) else None)
    objective = read.choice("objective", OBJECTIVES)
    sense = read.choice("sense", SENSES)
    count = read.count() if isinstance(sizes, SizeRange) else None
    if read.complaints or sizes is None:
        raise InvalidProblemError(tuple(read.complaints))
    return Problem(ids, cost, sizes, count, together, apart, pinned, previous, objective, sense)


def _nearest(n: int, sizes: SizeRange) -> SizeRange:
    """Return the range nearest to one asked for into which n members can be divided."""
    ranges = [SizeRange(low, high) for low in range(1, n + 1) for high in range(low, n + 1)]
    fit = [each for each in ranges if possible_counts(n, each)]
    return min(fit, key=lambda each: abs(each.low - sizes.low) + abs(each.high - sizes.high))


def _is_id(value: object) -> TypeGuard[Id]:
    """Say whether a value can be a member's id."""
    return isinstance(value, str | int) and not isinstance(value, bool) and value != ""


def _is_whole(value: object) -> TypeGuard[int]:
    """Say whether a value is a whole number."""
    return isinstance(value, int) and not isinstance(value, bool)


def _number(value: object) -> float | None:
    """Return a finite number, or None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _length(value: object) -> int | None:
    """Return the length of a list, None for anything else."""
    return len(value) if isinstance(value, list) else None
