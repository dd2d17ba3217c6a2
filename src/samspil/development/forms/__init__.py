"""Every form of this room."""

from samspil.development.forms.ambition import ConflictForm, PassageForm, conflict_values
from samspil.development.forms.organisation import OrganisationForm, organisation_values
from samspil.development.forms.processes import AimForm, BeginForm, aim_values
from samspil.development.forms.scope import ScopeForm, scope_values
from samspil.development.forms.starting import StartingForm
from samspil.development.forms.trials import OutcomeForm, PlanForm, plan_values
from samspil.development.forms.vision import VisionForm, vision_values

__all__ = [
    "AimForm",
    "BeginForm",
    "ConflictForm",
    "OrganisationForm",
    "OutcomeForm",
    "PassageForm",
    "PlanForm",
    "ScopeForm",
    "StartingForm",
    "VisionForm",
    "aim_values",
    "conflict_values",
    "organisation_values",
    "plan_values",
    "scope_values",
    "vision_values",
]
