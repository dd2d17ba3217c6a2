"""Groups of members that fit together: the best there are, or how far from it at most.

`parse_problem` reads a question, `solve` answers it. Search, proof and conflicts are described in
docs/methods/grouping.md.
"""

from samspil.methods.grouping.complaints import Complaint, InvalidProblemError
from samspil.methods.grouping.conflicts import InfeasibleError, UndecidedError, Wish
from samspil.methods.grouping.parsing import parse_problem
from samspil.methods.grouping.problem import (
    Grouping,
    Problem,
    SizeRange,
    WorstGroup,
    group_cost,
    total_cost,
    worst_group,
)
from samspil.methods.grouping.solving import solve

__all__ = [
    "Complaint",
    "Grouping",
    "InfeasibleError",
    "InvalidProblemError",
    "Problem",
    "SizeRange",
    "UndecidedError",
    "Wish",
    "WorstGroup",
    "group_cost",
    "parse_problem",
    "solve",
    "total_cost",
    "worst_group",
]
