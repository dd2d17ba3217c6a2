"""Every act of this room."""

from samspil.development.services.errors import (
    AlreadyMeasuredError,
    DevelopmentError,
    MeasureRefusedError,
    NoMeetingError,
    NoPredictionError,
    NoSuchFindingError,
    NotTakingPartError,
    ProcessClosedError,
    TextRefusedError,
    WrongStepError,
)
from samspil.development.services.measures import (
    begin_measure,
    change_measure,
    put_measure_aside,
    watch_tests,
)
from samspil.development.services.phases import begin_phase, take_phase_back
from samspil.development.services.points import (
    Kept,
    add_point,
    correct_point,
    paste_points,
    take_point_away,
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
    "AlreadyMeasuredError",
    "DevelopmentError",
    "Kept",
    "MeasureRefusedError",
    "NoMeetingError",
    "NoPredictionError",
    "NoSuchFindingError",
    "NotTakingPartError",
    "ProcessClosedError",
    "TextRefusedError",
    "WrongStepError",
    "add_point",
    "begin_measure",
    "begin_phase",
    "begin_process",
    "begin_test",
    "bring_test",
    "change_aim",
    "change_measure",
    "change_plan",
    "close_process",
    "conclude_test",
    "correct_point",
    "paste_points",
    "plan_test",
    "put_measure_aside",
    "take_phase_back",
    "take_point_away",
    "watch_tests",
]
