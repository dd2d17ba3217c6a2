"""What is kept of groups: plans, wishes, the workbench they are made on, and travel times."""

from samspil.networks.models.bench import Bench
from samspil.networks.models.networks import NetworkSplit
from samspil.networks.models.plans import SECTORS, Group, GroupMember, GroupPlan
from samspil.networks.models.schools import SchoolConsent, SchoolNetwork
from samspil.networks.models.travel import TravelTimes
from samspil.networks.models.wishes import Exchange, PairWish

__all__ = [
    "SECTORS",
    "Bench",
    "Exchange",
    "Group",
    "GroupMember",
    "GroupPlan",
    "NetworkSplit",
    "PairWish",
    "SchoolConsent",
    "SchoolNetwork",
    "TravelTimes",
]
