"""What the pages of this room hold."""

from samspil.networks.pages.bench import bench
from samspil.networks.pages.exchange import exchange, travel
from samspil.networks.pages.plans import (
    edition_words,
    listed,
    networks,
    networks_form,
    participants,
)
from samspil.networks.pages.scenarios import scenario, scenario_title
from samspil.networks.pages.schools import school_network, schools

__all__ = [
    "bench", "edition_words", "exchange", "listed", "networks", "networks_form", "participants",
    "scenario",
    "scenario_title", "school_network", "schools", "travel",
]  # fmt: skip
