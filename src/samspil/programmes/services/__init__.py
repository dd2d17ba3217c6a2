"""Every act of this room."""

from samspil.programmes.services.confirming import Outcome, confirm, register_team
from samspil.programmes.services.drafts import change_draft
from samspil.programmes.services.editions import (
    change_edition,
    copy_edition,
    discard_edition_draft,
    import_edition,
)
from samspil.programmes.services.errors import (
    ChangedSinceSeenError,
    ClosedError,
    EditionRefusedError,
    ExampleOnlyError,
    IncompleteError,
    NoDraftError,
    NoSuchEditionError,
    NoSuchMunicipalityError,
    NothingChangedError,
    ReasonMissingError,
    ReasonRefusedError,
    RegistrationError,
)
from samspil.programmes.services.publishing import (
    close_edition,
    follow,
    publish_edition,
    publish_example,
    reopen_edition,
)

__all__ = [
    "ChangedSinceSeenError",
    "ClosedError",
    "EditionRefusedError",
    "ExampleOnlyError",
    "IncompleteError",
    "NoDraftError",
    "NoSuchEditionError",
    "NoSuchMunicipalityError",
    "NothingChangedError",
    "Outcome",
    "ReasonMissingError",
    "ReasonRefusedError",
    "RegistrationError",
    "change_draft",
    "change_edition",
    "close_edition",
    "confirm",
    "copy_edition",
    "discard_edition_draft",
    "follow",
    "import_edition",
    "publish_edition",
    "publish_example",
    "register_team",
    "reopen_edition",
]
