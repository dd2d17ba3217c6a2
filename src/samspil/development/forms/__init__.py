"""Every form of this room."""

from samspil.development.forms.processes import AimForm, BeginForm, aim_values
from samspil.development.forms.trials import OutcomeForm, PlanForm, plan_values

__all__ = ["AimForm", "BeginForm", "OutcomeForm", "PlanForm", "aim_values", "plan_values"]
