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
from samspil.programmes.selectors.versions import (
    EditionAtWork,
    HistoricalEdition,
    VersionRow,
    edition_at_work,
    editions_at_work,
    historical_editions,
    versions,
)

__all__ = [
    "Closed",
    "Confirmation",
    "EditionAtWork",
    "EditionRow",
    "EditionView",
    "HistoricalEdition",
    "OwnRegistration",
    "ParticipatingMunicipality",
    "RegistrationRow",
    "RegistrationView",
    "VersionRow",
    "edition",
    "edition_at_work",
    "editions",
    "editions_at_work",
    "historical_editions",
    "own_choices",
    "participants",
    "registration_for",
    "registrations",
    "versions",
]
