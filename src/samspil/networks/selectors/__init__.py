"""Every read of groups."""

from samspil.networks.selectors.bench import BenchMember, BenchView, bench
from samspil.networks.selectors.plans import (
    PROPOSALS_SHOWN,
    PlanView,
    accepted_plan,
    group_of,
    is_formed,
    plan,
    proposals,
)
from samspil.networks.selectors.scenarios import Gathering, ScenarioView, scenario
from samspil.networks.selectors.shown import GroupView, MemberView, Quality
from samspil.networks.selectors.wishes import (
    ExchangeRow,
    TravelView,
    WishRow,
    exchange,
    own_exchange,
    travel_times,
    wishes,
)

__all__ = [
    "PROPOSALS_SHOWN", "BenchMember", "BenchView", "ExchangeRow", "Gathering", "GroupView",
    "MemberView", "PlanView", "Quality", "ScenarioView", "TravelView", "WishRow",
    "accepted_plan", "bench", "exchange", "group_of", "is_formed", "own_exchange", "plan",
    "proposals", "scenario", "travel_times", "wishes",
]  # fmt: skip
