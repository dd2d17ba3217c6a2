"""Every act of this room."""

from samspil.development.services.errors import (
    DevelopmentError,
    NoMeetingError,
    NoPredictionError,
    NoSuchFindingError,
    NotTakingPartError,
    ProcessClosedError,
    TextRefusedError,
    WrongStepError,
)
from samspil.development.services.processes import begin_process, change_aim, close_process
from samspil.development.services.sharing import bring_test
from samspil.development.services.trials import (
    begin_test,
    change_plan,
    conclude_test,
    plan_test,
)

__all__ = [
    "DevelopmentError",
    "NoMeetingError",
    "NoPredictionError",
    "NoSuchFindingError",
    "NotTakingPartError",
    "ProcessClosedError",
    "TextRefusedError",
    "WrongStepError",
    "begin_process",
    "begin_test",
    "bring_test",
    "change_aim",
    "change_plan",
    "close_process",
    "conclude_test",
    "plan_test",
]
