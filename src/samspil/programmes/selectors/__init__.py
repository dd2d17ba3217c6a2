"""Every read of this room."""

from samspil.programmes.selectors.billing import (
    Basis,
    BasisRow,
    RunLine,
    RunView,
    billed,
    billing_basis,
    billing_details,
)
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
    "Basis",
    "BasisRow",
    "Closed",
    "Confirmation",
    "EditionRow",
    "EditionView",
    "OwnRegistration",
    "ParticipatingMunicipality",
    "RegistrationRow",
    "RegistrationView",
    "RunLine",
    "RunView",
    "billed",
    "billing_basis",
    "billing_details",
    "edition",
    "editions",
    "own_choices",
    "participants",
    "registration_for",
    "registrations",
]
