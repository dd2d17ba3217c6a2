"""Forms of this room."""

from samspil.networks.forms.bench import AMOUNTS, PARTS, WeighForm, WishForm
from samspil.networks.forms.exchange import LEARN, SHARE, ExchangeForm, TravelForm
from samspil.networks.forms.networks import NetworksForm
from samspil.networks.forms.plans import AcceptForm
from samspil.networks.forms.scenarios import LARGEST_GROUP, ScenarioForm
from samspil.networks.forms.schools import SchoolsForm

__all__ = [
    "AMOUNTS", "LARGEST_GROUP", "LEARN", "PARTS", "SHARE", "AcceptForm", "ExchangeForm",
    "NetworksForm",
    "ScenarioForm", "SchoolsForm", "TravelForm", "WeighForm", "WishForm",
]  # fmt: skip
