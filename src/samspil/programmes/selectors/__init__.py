"""Every read of this room."""

from samspil.programmes.selectors.editions import (
    Closed,
    EditionRow,
    EditionView,
    OwnRegistration,
    edition,
    editions,
)
from samspil.programmes.selectors.registrations import (
    Confirmation,
    ParticipatingMunicipality,
    RegistrationRow,
    RegistrationView,
    own_choices,
    participants,
    registration_for,
    registrations,
)

__all__ = [
    "Closed",
    "Confirmation",
    "EditionRow",
    "EditionView",
    "OwnRegistration",
    "ParticipatingMunicipality",
    "RegistrationRow",
    "RegistrationView",
    "edition",
    "editions",
    "own_choices",
    "participants",
    "registration_for",
    "registrations",
]
