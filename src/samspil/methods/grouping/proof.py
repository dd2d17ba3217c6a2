"""How good an answer is, by set partitioning: each member in exactly one of the chosen groups.

The linear relaxation over all allowed groups, solved by column generation (Barnhart et al. 1998,
doi 10.1287/opre.46.3.316), gives a bound and a reduced cost for every group. No grouping better
than the best one known contains a group whose reduced cost exceeds the distance between the two;
what is left is usually few groups, and an integer programme settles the question.
"""

from dataclasses import dataclass

import numpy as np

from samspil.methods.grouping.budget import Budget
from samspil.methods.grouping.model import Ints, Model, Places
from samspil.methods.grouping.pricing import Priced, attractive
from samspil.methods.grouping.solvers import Relaxation, Row, choose
from samspil.methods.results import Floats

EXACT = 1e-7  # scaled costs; the tolerance of the solvers
FOLLOWED = 5_000  # sets of one size followed while prices are still far from right
BLIND = 0.15  # share of the budget after which a proof without any bound is given up
LIMIT = 1_000_000  # sets of one size beyond which no proof is tried
ADDED = 400  # columns added for each size in one round
PROGRAMME = 20_000  # columns given to the integer programme
FIRST = 1 / 16  # of the distance to the bound: half the reach of the first programme
ROOT, NODE = 5e-4, 1.5e-5  # nominal seconds a column costs at the root and at every node
SHARE = 0.5  # of what is left of the budget, for one programme


@dataclass(frozen=True)
class Verdict:
    """A lower bound on the scaled cost, better groups when some were found, whether settled."""

    bound: float
    better: Places | None
    settled: bool


class Proof:
    """The relaxation of one model, which can be continued; `bound` holds once it is finished."""

    def __init__(self, model: Model) -> None:
        """Set up the rows: one for each unit, one for each kind of group that is counted."""
        self.model = model
        self.bound = -np.inf
        self.finished = False
        self.hopeless = False
        self._row_of = {k: len(model.units) + k for k in range(len(model.classes))}
        self._low, self._high = _amounts(model)
        self._relaxation = Relaxation(self._low.tolist(), self._high.tolist())
        self._known: set[tuple[int, tuple[int, ...]]] = set()
        self._prices = np.zeros(len(self._low))
        self._limit = FOLLOWED
        self._relaxed = -np.inf
        self._blind = 0.0

    def feed(self, groups: set[tuple[int, ...]]) -> None:
        """Offer groups that are known to be good; those not allowed are passed over."""
        fit = [each for each in sorted(groups) if self.model.allows(each)]
        self._add([(k, each) for each in fit for k in self._kinds(len(each))])

    def run(self, allowance: float, budget: Budget) -> None:
        """Continue for some nominal seconds, or until finished; feed it a grouping before.

        What has brought no bound at all after a share of the whole budget never will.
        """
        begun, blind = budget.work, BLIND * budget.seconds
        while not (self.finished or self.hopeless or budget.spent):
            if budget.work - begun >= allowance:
                return
            solved = self._relaxation.solve(budget.left)
            if solved is None:
                return
            self._prices = solved[1]
            started = budget.work
            budget.spend(2e-3 + 2e-7 * len(self._known) * len(self._low) ** 0.5)
            self._round(budget.part(blind - self._blind if self.bound == -np.inf else blind))
            self._blind += budget.work - started

    def _round(self, budget: Budget) -> None:
        """Find the groups the present prices make attractive and add the best of them."""
        sizes = self.model.group_sizes
        priced = []
        for size in sizes:
            priced.append(self._price(size, 0.0, self._limit, budget))
            if budget.spent:
                self.hopeless = True
                return
        least = min((float(p.reduced.min()) for p in priced if len(p.reduced)), default=0.0)
        exact = all(each.exact for each in priced)
        if exact:
            # A price is paid on the end of its row that costs most: a valid bound for any prices.
            paid = np.minimum(self._prices * self._low, self._prices * self._high)
            most = self.model.group_counts[-1]
            self._relaxed = float(paid.sum()) + most * min(0.0, least)
            self.bound = max(self.bound, self._relaxed)
        before = len(self._known)
        if least < -EXACT:
            picked = [_pick(each, self.model.n) for each in priced]
            self._add([column for each in picked for column in self._columns(each)])
        if len(self._known) > before:
            return
        self.finished = exact
        self.hopeless = not exact and self._limit >= LIMIT
        self._limit = min(8 * self._limit, LIMIT)

    def settle(self, groups: Places, budget: Budget) -> Verdict:
        """Prove groups the best there is, or find better ones, or say how far it got.

        Only to be asked when the relaxation is finished. Ever more groups are asked for: the few
        most attractive ones often hold a better grouping already, and then fewer are left to ask
        for next. That no grouping is found among them raises the bound all the same.
        """
        cost = self.model.value(groups)
        threshold = cost - self._relaxed
        reach, verdict = FIRST * threshold, Verdict(self.bound, None, settled=False)
        while not budget.spent and cost - self.bound > EXACT * max(1.0, abs(cost)):
            reach = min(threshold, max(2 * reach, 2 * (self.bound - self._relaxed)))
            columns, reach = self._within(reach, budget)
            if not columns or self._relaxed + reach <= self.bound:
                return Verdict(self.bound, None, settled=False)
            verdict = self._programme(columns, groups, cost, self._relaxed + reach, budget)
            stuck = verdict.bound <= self.bound
            self.bound = max(self.bound, verdict.bound)
            if verdict.settled or verdict.better is not None or stuck:
                return verdict
        return Verdict(self.bound, None, cost - self.bound <= EXACT * max(1.0, abs(cost)))

    def _within(
        self, reach: float, budget: Budget
    ) -> tuple[list[tuple[int, tuple[int, ...]]], float]:
        """Return the groups with a reduced cost within reach, and how far they do reach.

        When there are too many for one programme, the reach is made shorter; none when even their
        number is out of reach.
        """
        priced = [self._price(s, reach, LIMIT, budget) for s in self.model.group_sizes]
        if not all(each.exact for each in priced):
            return [], 0.0
        reduced = np.sort(np.concatenate([each.reduced for each in priced]))
        if len(reduced) > PROGRAMME:
            reach = min(reach, float(reduced[PROGRAMME]))
        return [column for each in priced for column in self._columns(each, reach)], reach

    def _programme(
        self,
        columns: list[tuple[int, tuple[int, ...]]],
        groups: Places,
        cost: float,
        reach: float,
        budget: Budget,
    ) -> Verdict:
        """Choose among columns; groupings outside them cost at least `reach`."""
        terms: list[list[tuple[int, float]]] = [[] for _ in self._low]
        for index, (kind, members) in enumerate(columns):
            for row in self._rows(kind, members):
                terms[row].append((index, 1.0))
        rows = [
            Row(low, high, term)
            for low, high, term in zip(self._low.tolist(), self._high.tolist(), terms, strict=True)
        ]
        known = set(groups)
        hint = [index for index, (_, members) in enumerate(columns) if members in known]
        costs = [self._cost(members) for _, members in columns]
        root, node = 0.05 + ROOT * len(columns), NODE * len(columns)
        chosen = choose(
            costs,
            rows,
            budget.left,
            hint=hint if len(hint) == len(groups) else (),
            nodes=max(1, round((SHARE * (budget.seconds - budget.work) - root) / node)),
            quick=True,
        )
        budget.spend(root + node * chosen.nodes)
        better = None
        best = cost
        if chosen.amounts is not None:
            found = self._in_order([columns[k] for k in chosen.columns])
            value = self.model.value(found)
            if value < cost - EXACT * max(1.0, abs(cost)):
                better, best = found, value
        inside = best if chosen.finished else chosen.bound
        bound = max(self.bound, min(inside, reach, best))
        return Verdict(bound, better, bound >= best - EXACT * max(1.0, abs(best)))

    def _price(self, size: int, threshold: float, limit: int, budget: Budget) -> Priced:
        """Return the groups of a size that are attractive to the kind of group that pays most."""
        prices = np.array([self._prices[u] / len(self.model.units[u]) for u in self.model.unit])
        bonus = max(self._bonus(kind) for kind in self._kinds(size))
        return attractive(
            self.model,
            size,
            prices,
            bonus=bonus,
            threshold=threshold,
            limit=limit,
            budget=budget,
        )

    def _columns(self, priced: Priced, reach: float = -EXACT) -> list[tuple[int, tuple[int, ...]]]:
        """Return groups with each kind for which their reduced cost is within reach."""
        if not len(priced.reduced):
            return []
        kinds = self._kinds(priced.members.shape[1])
        best = max(self._bonus(kind) for kind in kinds)
        found = []
        for kind in kinds:
            kept = priced.reduced + best - self._bonus(kind) <= reach
            found += [(kind, tuple(each)) for each in priced.members[kept].tolist()]
        return found

    def _add(self, columns: list[tuple[int, tuple[int, ...]]]) -> None:
        """Add those columns to the relaxation that are new to it."""
        new = [each for each in dict.fromkeys(columns) if each not in self._known]
        self._known.update(new)
        self._relaxation.add([(self._cost(each[1]), self._rows(*each)) for each in new])

    def _cost(self, members: tuple[int, ...]) -> float:
        """Return the scaled cost of a group."""
        places = np.array(members)
        pairs = float(self.model.cost[np.ix_(places, places)].sum()) / 2
        return float(self.model.factor[len(members)]) * pairs

    def _kinds(self, size: int) -> list[int]:
        """Return the classes that allow a size."""
        classes = enumerate(self.model.classes)
        return [k for k, each in classes if each.sizes.low <= size <= each.sizes.high]

    def _bonus(self, kind: int) -> float:
        """Return the dual price of one more group of a class."""
        return float(self._prices[self._row_of[kind]])

    def _rows(self, kind: int, members: tuple[int, ...]) -> tuple[int, ...]:
        """Return the rows a column counts in."""
        rows = tuple(dict.fromkeys(int(self.model.unit[member]) for member in members))
        return (*rows, self._row_of[kind])

    def _in_order(self, columns: list[tuple[int, tuple[int, ...]]]) -> Places:
        """Return groups in the order of the size ranges they were chosen for."""
        waiting = sorted(columns)
        if len(self.model.classes) == 1:
            return tuple(members for _, members in waiting)
        order = []
        for sizes in self.model.slots(len(columns)):
            kind = [each.sizes for each in self.model.classes].index(sizes)
            pick = next(each for each in waiting if each[0] == kind)
            waiting.remove(pick)
            order.append(pick[1])
        return tuple(order)


def _amounts(model: Model) -> tuple[Floats, Floats]:
    """Return the least and most of every row: each unit once, and the groups of each class."""
    counts = model.group_counts
    low = [counts[0] if each.count is None else each.count for each in model.classes]
    high = [counts[-1] if each.count is None else each.count for each in model.classes]
    once = [1] * len(model.units)
    return np.array(once + low, dtype=float), np.array(once + high, dtype=float)


def _pick(priced: Priced, n: int) -> Priced:
    """Return the best groups, and the best few of every member, so that all prices get answered."""
    order: Ints = np.argsort(priced.reduced, kind="stable")
    taken = np.zeros(len(order), dtype=bool)
    taken[order[:ADDED]] = True
    seen = np.zeros(n, dtype=np.int64)
    for index in order[ADDED : 50 * ADDED].tolist():
        members = priced.members[index]
        if seen[members].min() < 5:
            taken[index] = True
        seen[members] += 1
    chosen: Floats = priced.reduced[taken]
    return Priced(priced.members[taken], chosen, priced.exact)
