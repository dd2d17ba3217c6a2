"""Every form of this room."""

from samspil.development.forms.drivers import DriverForm
from samspil.development.forms.processes import AimForm, BeginForm, aim_values
from samspil.development.forms.trials import OutcomeForm, PlanForm, next_values, plan_values

__all__ = [
    "AimForm",
    "BeginForm",
    "DriverForm",
    "OutcomeForm",
    "PlanForm",
    "aim_values",
    "next_values",
    "plan_values",
]
