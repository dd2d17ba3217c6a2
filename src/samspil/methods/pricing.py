"""The price of taking part: an edition's rules and an order give a quote whose lines add up.

Every price is stated by the edition; nothing is rounded but the VAT. A price for all sectors
together stands as a line of its own, so a reader can add the lines up and reach the total.
Money is ``Decimal`` kroner.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

VatBasis = Literal["exclusive", "unspecified"]
ChargedBasis = Literal["exclusive", "inclusive", "exempt"]
"""How VAT is charged once somebody has said so."""

ORE = Decimal("0.01")
DANISH_VAT = Decimal("0.25")
BUNDLE = "both"
"""Stands for every sector of the edition together in the ids of items."""

MAX_PARTICIPANTS = 1000
"""More people than any team has: such a number is a slip of the finger."""


SECTOR_NAME = "the name of a sector"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in an order: what, where, and what would be right (English, for scripts)."""

    code: str
    path: str
    right: str


class OrderError(ValueError):
    """An order that cannot be priced, with every problem found in it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{one.path}: {one.code}: {one.right}" for one in problems))


@dataclass(frozen=True, slots=True)
class PriceRules:
    """An edition's prices and team limits.

    ``partnership`` and ``pre_analysis`` map sector to price; the bundles are the price of every
    sector together, None where the edition has none. ``extra_participant`` is the price of each
    person beyond ``included``, per partnership; None where extras are not offered. ``maximum``
    None means no upper limit. Raises ValueError for rules that contradict themselves.
    """

    partnership: Mapping[str, Decimal]
    minimum: int
    included: int
    vat_basis: VatBasis
    maximum: int | None = None
    partnership_bundle: Decimal | None = None
    extra_participant: Decimal | None = None
    pre_analysis: Mapping[str, Decimal] | None = None
    pre_analysis_bundle: Decimal | None = None
    vat_rate: Decimal = DANISH_VAT

    def __post_init__(self) -> None:
        prices = [*self.partnership.values(), *(self.pre_analysis or {}).values()]
        singles = (self.partnership_bundle, self.extra_participant, self.pre_analysis_bundle)
        prices += [price for price in singles if price is not None]
        if any(price < 0 for price in prices):
            raise ValueError("no price may be negative")
        if not 1 <= self.minimum <= self.included:
            raise ValueError("minimum must be at least 1 and at most included")
        if self.maximum is not None and self.maximum < self.included:
            raise ValueError("maximum must be at least included")
        if not self.partnership:
            raise ValueError("at least one sector must have a price")

    @property
    def ceiling(self) -> int:
        """The most people one partnership takes under these rules."""
        if self.extra_participant is None:
            return self.included
        return MAX_PARTICIPANTS if self.maximum is None else self.maximum


@dataclass(frozen=True, slots=True)
class Partnership:
    """One sector's partnership in an order, with the number of people."""

    sector: str
    participants: int


@dataclass(frozen=True, slots=True)
class Order:
    """What a municipality asks for; the order of entry carries no meaning."""

    partnerships: tuple[Partnership, ...]
    pre_analyses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a quote: ``item`` is a stable id such as ``extra_participant:school``."""

    item: str
    quantity: int
    unit_price: Decimal

    @property
    def amount(self) -> Decimal:
        """Quantity times unit price, in kroner."""
        return self.quantity * self.unit_price


@dataclass(frozen=True, slots=True)
class Quote:
    """The lines of an order and what they come to.

    ``vat`` and ``total_with_vat`` are None where the edition does not say whether its prices
    hold VAT: then nobody may add it.
    """

    lines: tuple[Line, ...]
    total: Decimal
    vat_basis: VatBasis
    vat: Decimal | None = None
    total_with_vat: Decimal | None = None

    def as_json(self) -> dict[str, object]:
        """Return the quote as JSON values; money as text with two decimals."""
        written: dict[str, object] = {
            "lines": [
                {
                    "item": line.item,
                    "quantity": line.quantity,
                    "unit_price": _money(line.unit_price),
                    "amount": _money(line.amount),
                }
                for line in self.lines
            ],
            "total": _money(self.total),
            "vat_basis": self.vat_basis,
        }
        if self.vat is not None and self.total_with_vat is not None:
            written |= {"vat": _money(self.vat), "total_with_vat": _money(self.total_with_vat)}
        return written


def quote(rules: PriceRules, order: Order) -> Quote:
    """Return the price of ``order`` under ``rules``.

    Lines stand in a fixed sequence: partnerships, extra participants, pre-analyses, each by the
    rules' sequence of sectors. VAT is rounded to the øre, half up. Raises OrderError.
    """
    problems = tuple(_problems(rules, order))
    if problems:
        raise OrderError(problems)
    wanted = {one.sector for one in order.partnerships}
    analyses = rules.pre_analysis or {}
    lines = (
        *_priced("partnership", rules.partnership, rules.partnership_bundle, wanted),
        *_extras(rules, order),
        *_priced("pre_analysis", analyses, rules.pre_analysis_bundle, set(order.pre_analyses)),
    )
    return _summed(lines, rules)


@dataclass(frozen=True, slots=True)
class Taxed:
    """An amount without VAT, the VAT of it, and both together, in kroner."""

    net: Decimal
    vat: Decimal

    @property
    def gross(self) -> Decimal:
        """What is paid."""
        return self.net + self.vat


def taxed(amount: Decimal, basis: ChargedBasis, rate: Decimal = DANISH_VAT) -> Taxed:
    """Return ``amount`` of an edition's prices with its VAT.

    Under ``exclusive`` VAT comes on top; under ``inclusive`` it is in the prices; under ``exempt``
    there is none. VAT is rounded to the øre, half away from zero, so that what is taken back
    carries the VAT that it was charged with.
    """
    if basis == "exempt":
        return Taxed(amount, Decimal(0))
    if basis == "exclusive":
        return Taxed(amount, (amount * rate).quantize(ORE, rounding=ROUND_HALF_UP))
    vat = (amount * rate / (1 + rate)).quantize(ORE, rounding=ROUND_HALF_UP)
    return Taxed(amount - vat, vat)


def differences(standing: Iterable[Line], wanted: Iterable[Line]) -> tuple[Line, ...]:
    """Return the lines that turn ``standing`` into ``wanted``; a negative quantity takes back.

    Lines of the same item and unit price are one. What is taken back stands first; each part
    keeps the sequence in which its lines were given. Quantities of zero are left out.
    """
    count: Counter[tuple[str, Decimal]] = Counter()
    for line in standing:
        count[line.item, line.unit_price] -= line.quantity
    for line in wanted:
        count[line.item, line.unit_price] += line.quantity
    lines = [Line(item, number, price) for (item, price), number in count.items() if number]
    return tuple(sorted(lines, key=lambda line: line.quantity > 0))


def parse_order(stated: object) -> Order:
    """Return the order in JSON values such as ``{"partnerships": [{"sector", "participants"}]}``.

    ``pre_analyses`` may be left out; other keys of the outermost object belong to the caller.
    Raises OrderError naming every value of the wrong shape.
    """
    if not isinstance(stated, dict):
        raise OrderError((Problem("not_an_object", "$", "an object with partnerships"),))
    problems: list[Problem] = []
    teams = [_team(index, one, problems) for index, one in _entries(stated, "partnerships")]
    analyses = [one for _, one in _entries(stated, "pre_analyses")]
    for index, one in enumerate(analyses):
        if not isinstance(one, str):
            problems.append(Problem("not_a_sector", f"pre_analyses[{index}]", SECTOR_NAME))
    if problems:
        raise OrderError(tuple(problems))
    return Order(tuple(teams), tuple(one for one in analyses if isinstance(one, str)))


def _summed(lines: tuple[Line, ...], rules: PriceRules) -> Quote:
    """Return the lines with their total, and with VAT where the edition says it comes on top."""
    total = sum((line.amount for line in lines), Decimal(0))
    if rules.vat_basis == "unspecified":
        return Quote(lines, total, rules.vat_basis)
    vat = (total * rules.vat_rate).quantize(ORE, rounding=ROUND_HALF_UP)
    return Quote(lines, total, rules.vat_basis, vat, total + vat)


def _priced(
    item: str, prices: Mapping[str, Decimal], bundle: Decimal | None, wanted: set[str]
) -> tuple[Line, ...]:
    """Return one line per wanted sector, or the bundle's single line when all are wanted."""
    if bundle is not None and wanted == set(prices) and len(wanted) > 1:
        return (Line(f"{item}:{BUNDLE}", 1, bundle),)
    return tuple(
        Line(f"{item}:{sector}", 1, price) for sector, price in prices.items() if sector in wanted
    )


def _extras(rules: PriceRules, order: Order) -> tuple[Line, ...]:
    """Return a line for each partnership with more people than its price includes."""
    if rules.extra_participant is None:
        return ()
    people = {one.sector: one.participants for one in order.partnerships}
    return tuple(
        Line(
            f"extra_participant:{sector}", people[sector] - rules.included, rules.extra_participant
        )
        for sector in rules.partnership
        if people.get(sector, 0) > rules.included
    )


def _problems(rules: PriceRules, order: Order) -> list[Problem]:
    """Return everything that keeps the order from being priced, in the order of entry."""
    sectors = tuple(one.sector for one in order.partnerships)
    problems = [
        *_wrong_sectors("partnerships", "sector", sectors, rules.partnership),
        *_wrong_sectors("pre_analyses", "", order.pre_analyses, rules.pre_analysis or {}),
        *_wrong_teams(rules, order),
    ]
    if not sectors:
        right = f"at least one of {_listed(rules.partnership)}; a pre-analysis is an addition"
        problems.append(Problem("no_partnership", "partnerships", right))
    return problems


def _wrong_sectors(
    name: str, field: str, sectors: tuple[str, ...], offered: Mapping[str, Decimal]
) -> list[Problem]:
    """Return the unknown sectors, and those that stand twice."""
    problems = []
    for index, sector in enumerate(sectors):
        path = f"{name}[{index}]" + (f".{field}" if field else "")
        if sector not in offered:
            right = f"one of {_listed(offered)}" if offered else "none: this edition has none"
            problems.append(Problem("unknown_sector", path, right))
        elif sector in sectors[:index]:
            problems.append(Problem("duplicate_sector", path, "each sector once"))
    return problems


def _wrong_teams(rules: PriceRules, order: Order) -> list[Problem]:
    """Return the teams that are too small or too large."""
    problems = []
    for index, one in enumerate(order.partnerships):
        path = f"partnerships[{index}].participants"
        right = f"from {rules.minimum} to {rules.ceiling}"
        if one.participants < 0:
            problems.append(Problem("negative_participants", path, right))
        elif one.participants < rules.minimum:
            problems.append(Problem("too_few_participants", path, right))
        elif one.participants > rules.ceiling:
            problems.append(Problem("too_many_participants", path, right))
    return problems


def _entries(stated: dict[str, object], key: str) -> Iterator[tuple[int, object]]:
    """Return the numbered entries under ``key``, none when it is left out; raise OrderError."""
    found = stated.get(key, [])
    if not isinstance(found, list):
        raise OrderError((Problem("not_a_list", key, "a list"),))
    return enumerate(found)


def _team(index: int, one: object, problems: list[Problem]) -> Partnership:
    """Return one partnership from JSON values, adding what is wrong with it to ``problems``."""
    path = f"partnerships[{index}]"
    if not isinstance(one, dict):
        problems.append(Problem("not_an_object", path, "an object with sector and participants"))
        return Partnership("", 0)
    sector, participants = one.get("sector"), one.get("participants")
    if not isinstance(sector, str):
        problems.append(Problem("not_a_sector", f"{path}.sector", SECTOR_NAME))
    # A bool is an int in Python, but true is no number of people.
    if type(participants) is not int:
        problems.append(Problem("not_a_number", f"{path}.participants", "a whole number of people"))
    return Partnership(str(sector), participants if isinstance(participants, int) else 0)


def _listed(names: Mapping[str, Decimal]) -> str:
    """Return the names as one readable list."""
    return ", ".join(names)


def _money(amount: Decimal) -> str:
    """Return kroner as text with two decimals and no separators."""
    return str(amount.quantize(ORE, rounding=ROUND_HALF_UP))
