"""Every act on groups."""

from samspil.networks.services.bench import (
    arrange,
    find_best,
    keep_proposal,
    lay_out,
    move,
    pin,
    propose_from,
    repair,
    swap,
    weigh,
)
from samspil.networks.services.errors import (
    InvalidChangeError,
    NoSuchEditionError,
    NoSuchPlanError,
    ParticipantsChangedError,
    PlanNotOpenError,
    ReasonMissingError,
    StaleBenchError,
    TooFewParticipantsError,
    TravelRefusedError,
)
from samspil.networks.services.networks import split_networks
from samspil.networks.services.plans import (
    REASON_LENGTH,
    accept,
    is_outdated,
    propose,
    propose_several,
)
from samspil.networks.services.schools import accept_school_network, agree, agree_no_more
from samspil.networks.services.travel import bring_travel_times
from samspil.networks.services.wishes import drop_wish, say_exchange, wish_pair

__all__ = [
    "REASON_LENGTH",
    "InvalidChangeError",
    "NoSuchEditionError",
    "NoSuchPlanError",
    "ParticipantsChangedError",
    "PlanNotOpenError",
    "ReasonMissingError",
    "StaleBenchError",
    "TooFewParticipantsError",
    "TravelRefusedError",
    "accept",
    "accept_school_network",
    "agree",
    "agree_no_more",
    "arrange",
    "bring_travel_times",
    "drop_wish",
    "find_best",
    "is_outdated",
    "keep_proposal",
    "lay_out",
    "move",
    "pin",
    "propose",
    "propose_from",
    "propose_several",
    "repair",
    "say_exchange",
    "split_networks",
    "swap",
    "weigh",
    "wish_pair",
]
