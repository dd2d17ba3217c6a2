"""Pages of this room: thin; look up, call, render."""

from samspil.networks.views.bench import bench, start
from samspil.networks.views.exchange import exchange, travel
from samspil.networks.views.plans import accept, divide, networks, plan_csv, propose
from samspil.networks.views.scenarios import scenario, scenario_csv
from samspil.networks.views.schools import school_network, schools

__all__ = [
    "accept", "bench", "divide", "exchange", "networks", "plan_csv", "propose", "scenario",
    "scenario_csv",
    "school_network", "schools", "start", "travel",
]  # fmt: skip
