"""Every form of this room."""

from samspil.development.forms.processes import AimForm, BeginForm, aim_values
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
from samspil.development.forms.trials import OutcomeForm, PlanForm, plan_values

__all__ = [
    "AimForm",
    "AnswerForm",
    "AskForm",
    "BeginForm",
    "CloseForm",
    "GivenForm",
    "OfferForm",
    "OutcomeForm",
    "PlanForm",
    "RhythmForm",
    "UsedForm",
    "WordsForm",
    "aim_values",
    "ask_of",
    "given_of",
    "offer_of",
    "plan_values",
    "words_of",
]
