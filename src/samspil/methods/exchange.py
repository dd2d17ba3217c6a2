"""Better groups by moving and exchanging members: every step is priced at once, the best taken.

Used by `families`; formula and tests: docs/methods/families.md.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from samspil.methods.results import Floats

_LEAST_GAIN = 1e-9
_MAX_ROUNDS = 200

_DECIMALS = 9
"""Costs are compared after rounding, so that equal ones tie by place whatever the machine."""

Places = npt.NDArray[np.intp]


@dataclass(frozen=True, eq=False)
class Dealt:
    """Rows x (n, p), the owner of each, the group of each, and how many groups there are."""

    x: Floats
    owners: Places
    groups: Places
    count: int


def improve(start: Dealt, *, fewest: int, most: int, per_owner: int) -> Places:
    """Return groups (n,) with the least sum of squared distances that steps can find.

    Round after round, each member in turn takes the step that gains most: to another group with
    room, or in exchange with any member of another group. More than `per_owner` of one owner in a
    group costs more than any distance, so such groups are undone first. Ends when no member has a
    step that gains. The same start gives the same groups.
    """
    state = _State.of(start, fewest, most, per_owner)
    for _round in range(_MAX_ROUNDS):
        # Members whose group has not changed since they last looked seldom find a step: they are
        # passed over until the others have settled, and then looked at once more.
        restless = [m for m in range(len(start.x)) if state.restless[m]]
        moved = sum(state.step(member) for member in restless)
        if not moved and len(restless) == len(start.x):
            break
        if not moved:
            state.restless[:] = True
    return state.groups


@dataclass(eq=False)
class _State:
    """What the price of every step is made of, kept up to date with every step.

    `sums` (groups, p) of the rows, `norms` their squared lengths, `dots` (groups, n) their
    products with each row; `held` (groups, owners) counts; `restless` (n,) who has yet to look.
    """

    x: Floats
    squares: Floats
    owners: Places
    groups: Places
    sums: Floats
    norms: Floats
    dots: Floats
    sizes: Places
    held: Places
    restless: npt.NDArray[np.bool_]
    fewest: int
    most: int
    per_owner: int
    penalty: float

    @classmethod
    def of(cls, start: Dealt, fewest: int, most: int, per_owner: int) -> "_State":
        x = start.x
        sums = np.zeros((start.count, x.shape[1]))
        np.add.at(sums, start.groups, x)
        held = np.zeros((start.count, int(start.owners.max()) + 1), dtype=np.intp)
        np.add.at(held, (start.groups, start.owners), 1)
        spread = float(((x - x.mean(axis=0)) ** 2).sum())
        return cls(
            x=x, squares=(x**2).sum(axis=1), owners=start.owners, groups=start.groups.copy(),
            sums=sums, norms=(sums**2).sum(axis=1), dots=sums @ x.T,
            sizes=np.bincount(start.groups, minlength=start.count).astype(np.intp), held=held,
            restless=np.ones(len(x), dtype=np.bool_),
            fewest=fewest, most=most, per_owner=per_owner, penalty=1.0 + 2.0 * spread,
        )  # fmt: skip

    def step(self, member: int) -> bool:
        """Take the best step of a member, if any gains; tell whether one was taken."""
        self.restless[member] = False
        swap, move = self._swaps(member), self._moves(member)
        other, group = int(np.argmin(swap)), int(np.argmin(move))
        if min(swap[other], move[group]) >= -_LEAST_GAIN:
            return False
        here, there = int(self.groups[member]), int(self.groups[other])
        if swap[other] <= move[group]:
            self._put(other, there, here)
            self._put(member, here, there)
        else:
            self._put(member, here, group)
        return True

    def _put(self, member: int, old: int, new: int) -> None:
        """Move a member and bring both groups up to date; all in them may look again."""
        self.groups[member] = new
        for group, sign in ((old, -1), (new, 1)):
            self.sizes[group] += sign
            self.held[group, self.owners[member]] += sign
            self.sums[group] += sign * self.x[member]
            self.norms[group] = self.sums[group] @ self.sums[group]
            self.dots[group] = self.x @ self.sums[group]
            self.restless[self.groups == group] = True

    def _swaps(self, member: int) -> Floats:
        """Return what exchanging a member with each other one costs; infinite within a group.

        A group's sum of squared distances is sum |x|² - |sum x|² / size. In an exchange sizes and
        the first terms together stay, so only the second counts.
        """
        here, theirs = int(self.groups[member]), self.groups
        every = np.arange(len(theirs))
        apart = self.squares + self.squares[member] - 2.0 * (self.x @ self.x[member])
        ours_grows = 2.0 * (self.dots[here] - self.dots[here, member]) + apart
        theirs_grows = 2.0 * (self.dots[theirs, member] - self.dots[theirs, every]) + apart
        cost = -ours_grows / self.sizes[here] - theirs_grows / self.sizes[theirs]
        cost += self.penalty * self._owner_swaps(member)
        cost[theirs == here] = np.inf
        rounded: Floats = np.round(cost, _DECIMALS)
        return rounded

    def _moves(self, member: int) -> Floats:
        """Return what moving a member to each group costs; infinite where sizes forbid it."""
        here, owner = int(self.groups[member]), int(self.owners[member])
        if self.sizes[here] <= self.fewest:
            return np.full(len(self.sizes), np.inf)
        square, dots = self.squares[member], self.dots[:, member]
        ours = self.norms[here] - 2.0 * dots[here] + square
        theirs = self.norms + 2.0 * dots + square
        cost = self.norms[here] / self.sizes[here] - ours / (self.sizes[here] - 1)
        cost = cost + self.norms / self.sizes - theirs / (self.sizes + 1)
        over = (self.held[:, owner] >= self.per_owner).astype(np.float64)
        over -= float(self.held[here, owner] > self.per_owner)
        cost += self.penalty * over
        cost[(self.sizes >= self.most) | (np.arange(len(self.sizes)) == here)] = np.inf
        rounded: Floats = np.round(cost, _DECIMALS)
        return rounded

    def _owner_swaps(self, member: int) -> Floats:
        """Return how many more are over their owner's limit after each exchange."""
        here, owner, limit = int(self.groups[member]), int(self.owners[member]), self.per_owner
        more = (self.held[:, owner] >= limit).astype(np.float64)[self.groups]
        more -= float(self.held[here, owner] > limit)
        more += (self.held[here] >= limit)[self.owners]
        more -= self.held[self.groups, self.owners] > limit
        more[self.owners == owner] = 0.0
        return more
