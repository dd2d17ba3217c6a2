"""Every read of groups."""

from samspil.networks.selectors.bench import BenchMember, BenchView, bench
from samspil.networks.selectors.networks import NetworksView, network_of, networks
from samspil.networks.selectors.plans import (
    PROPOSALS_SHOWN,
    FormerPlan,
    PlanView,
    accepted_plan,
    former_plans,
    group_of,
    is_formed,
    plan,
    proposals,
)
from samspil.networks.selectors.scenarios import Gathering, ScenarioView, scenario
from samspil.networks.selectors.schools import (
    ConsentRow,
    OneSchoolNetwork,
    SchoolNetworkView,
    SchoolPlace,
    consents,
    in_school,
    owners,
    school_network,
    school_networks,
)
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
    "PROPOSALS_SHOWN",
    "BenchMember",
    "BenchView",
    "ConsentRow",
    "ExchangeRow",
    "FormerPlan",
    "Gathering",
    "GroupView",
    "MemberView",
    "NetworksView",
    "OneSchoolNetwork",
    "PlanView",
    "Quality",
    "ScenarioView",
    "SchoolNetworkView",
    "SchoolPlace",
    "TravelView",
    "WishRow",
    "accepted_plan",
    "bench",
    "consents",
    "exchange",
    "former_plans",
    "group_of",
    "in_school",
    "is_formed",
    "network_of",
    "networks",
    "own_exchange",
    "owners",
    "plan",
    "proposals",
    "scenario",
    "school_network",
    "school_networks",
    "travel_times",
    "wishes",
]
