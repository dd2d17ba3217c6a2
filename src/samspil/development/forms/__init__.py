"""Every form of this room."""

from samspil.development.forms.ambition import ConflictForm, PassageForm, conflict_values
from samspil.development.forms.drivers import DriverForm
from samspil.development.forms.organisation import OrganisationForm, organisation_values
from samspil.development.forms.processes import AimForm, BeginForm, aim_values
from samspil.development.forms.scope import ScopeForm, scope_values
from samspil.development.forms.sparring import (
    AnswerForm,
    AskForm,
    CloseForm,
    GivenForm,
    OfferForm,
    RhythmForm,
    UsedForm,
    WordsForm,
    ask_of,
    given_of,
    offer_of,
    words_of,
)
from samspil.development.forms.starting import StartingForm
from samspil.development.forms.trials import (
    FollowForm,
    OutcomeForm,
    PlanForm,
    next_values,
    plan_values,
)
from samspil.development.forms.vision import VisionForm, vision_values

__all__ = [
    "AimForm",
    "AnswerForm",
    "AskForm",
    "BeginForm",
    "CloseForm",
    "ConflictForm",
    "DriverForm",
    "FollowForm",
    "GivenForm",
    "OfferForm",
    "OrganisationForm",
    "OutcomeForm",
    "PassageForm",
    "PlanForm",
    "RhythmForm",
    "ScopeForm",
    "StartingForm",
    "UsedForm",
    "VisionForm",
    "WordsForm",
    "aim_values",
    "ask_of",
    "conflict_values",
    "given_of",
    "next_values",
    "offer_of",
    "organisation_values",
    "plan_values",
    "scope_values",
    "vision_values",
    "words_of",
]
