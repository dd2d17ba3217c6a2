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
from samspil.programmes.services.publishing import publish_example

__all__ = [
    "ChangedSinceSeenError",
    "ClosedError",
    "ExampleOnlyError",
    "IncompleteError",
    "NoDraftError",
    "NoSuchEditionError",
    "NoSuchMunicipalityError",
    "Outcome",
    "RegistrationError",
    "change_draft",
    "confirm",
    "publish_example",
    "register_team",
]
