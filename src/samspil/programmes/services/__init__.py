"""Every act of this room."""

from samspil.programmes.services.confirming import Outcome, confirm, register_team
from samspil.programmes.services.drafts import change_draft
from samspil.programmes.services.errors import (
    ChangedSinceSeenError,
    ClosedError,
    ExampleOnlyError,
    IncompleteError,
    NoDraftError,
    NoSuchEditionError,
    NoSuchMunicipalityError,
    RegistrationError,
)
from samspil.programmes.services.invitations import (
    REMIND_DAYS,
    Added,
    NoCampaignError,
    NoSelectionError,
    NotInvitableError,
    WordsError,
    add_addressees,
    prepare_campaign,
    take_back,
    word_invitation,
)
from samspil.programmes.services.invited import (
    Joined,
    OtherDomainError,
    ReasonError,
    ShutError,
    TooManyGuestsError,
    decline,
    join,
    open_invitation,
)
from samspil.programmes.services.inviting import (
    NobodyToInviteError,
    begin_sending,
    put_on_paper,
    send_next,
    send_test,
    stop_sending,
    waiting,
)
from samspil.programmes.services.publishing import publish_example
from samspil.programmes.services.reminding import remind_due

__all__ = [
    "REMIND_DAYS",
    "Added",
    "ChangedSinceSeenError",
    "ClosedError",
    "ExampleOnlyError",
    "IncompleteError",
    "Joined",
    "NoCampaignError",
    "NoDraftError",
    "NoSelectionError",
    "NoSuchEditionError",
    "NoSuchMunicipalityError",
    "NobodyToInviteError",
    "NotInvitableError",
    "OtherDomainError",
    "Outcome",
    "ReasonError",
    "RegistrationError",
    "ShutError",
    "TooManyGuestsError",
    "WordsError",
    "add_addressees",
    "begin_sending",
    "change_draft",
    "confirm",
    "decline",
    "join",
    "open_invitation",
    "prepare_campaign",
    "publish_example",
    "put_on_paper",
    "register_team",
    "remind_due",
    "send_next",
    "send_test",
    "stop_sending",
    "take_back",
    "waiting",
    "word_invitation",
]
