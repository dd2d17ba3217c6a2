"""Every act of this room."""

from samspil.development.services.ambition import (
    change_conflict,
    drop_conflict,
    name_conflict,
    write_ambition,
)
from samspil.development.services.errors import (
    DevelopmentError,
    JointProcessError,
    NoMeetingError,
    NoPredictionError,
    NoSuchFigureError,
    NoSuchFindingError,
    NoSuchUnitError,
    NotTakingPartError,
    OtherProcessError,
    ProcessClosedError,
    TextRefusedError,
    TooManyError,
    WrongStepError,
)
from samspil.development.services.organisation import organise
from samspil.development.services.processes import begin_process, change_aim, close_process
from samspil.development.services.scope import set_scope
from samspil.development.services.sharing import bring_test
from samspil.development.services.starting import choose_starting_point
from samspil.development.services.trials import (
    begin_test,
    change_plan,
    conclude_test,
    plan_test,
)
from samspil.development.services.vision import drop_vision, write_vision

__all__ = [
    "DevelopmentError",
    "JointProcessError",
    "NoMeetingError",
    "NoPredictionError",
    "NoSuchFigureError",
    "NoSuchFindingError",
    "NoSuchUnitError",
    "NotTakingPartError",
    "OtherProcessError",
    "ProcessClosedError",
    "TextRefusedError",
    "TooManyError",
    "WrongStepError",
    "begin_process",
    "begin_test",
    "bring_test",
    "change_aim",
    "change_conflict",
    "change_plan",
    "choose_starting_point",
    "close_process",
    "conclude_test",
    "drop_conflict",
    "drop_vision",
    "name_conflict",
    "organise",
    "plan_test",
    "set_scope",
    "write_ambition",
    "write_vision",
]
