"""Every act of this room."""

from samspil.development.services.errors import (
    DayPassedError,
    DevelopmentError,
    HasAnswersError,
    NobodyToAskError,
    NobodyToWriteToError,
    NoMeetingError,
    NoPredictionError,
    NoSuchFindingError,
    NotOpenError,
    NotTakingPartError,
    NudgedAlreadyError,
    ProcessClosedError,
    TextRefusedError,
    WrongStepError,
)
from samspil.development.services.processes import begin_process, change_aim, close_process
from samspil.development.services.sharing import bring_test
from samspil.development.services.sparring import (
    ask,
    bring_question,
    change_question,
    close_question,
    withdraw_question,
)
from samspil.development.services.sparring_answers import (
    behind_link,
    give,
    give_by_link,
    mark_read,
    say_used,
    withdraw_answer,
)
from samspil.development.services.sparring_letters import (
    behind_choice,
    choose_rhythm,
    choose_rhythm_by_link,
    nudge,
    write_letters,
)
from samspil.development.services.sparring_offers import change_offer, offer, withdraw_offer
from samspil.development.services.trials import (
    begin_test,
    change_plan,
    conclude_test,
    plan_test,
)

__all__ = [
    "DayPassedError",
    "DevelopmentError",
    "HasAnswersError",
    "NoMeetingError",
    "NoPredictionError",
    "NoSuchFindingError",
    "NobodyToAskError",
    "NobodyToWriteToError",
    "NotOpenError",
    "NotTakingPartError",
    "NudgedAlreadyError",
    "ProcessClosedError",
    "TextRefusedError",
    "WrongStepError",
    "ask",
    "begin_process",
    "begin_test",
    "behind_choice",
    "behind_link",
    "bring_question",
    "bring_test",
    "change_aim",
    "change_offer",
    "change_plan",
    "change_question",
    "choose_rhythm",
    "choose_rhythm_by_link",
    "close_process",
    "close_question",
    "conclude_test",
    "give",
    "give_by_link",
    "mark_read",
    "nudge",
    "offer",
    "plan_test",
    "say_used",
    "withdraw_answer",
    "withdraw_offer",
    "withdraw_question",
    "write_letters",
]
