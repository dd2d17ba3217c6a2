"""Why a registration is refused. Nothing has been changed when one of these is raised."""

from samspil.programmes.checks import Problem
from samspil.programmes.complaints import Complaint
from samspil.programmes.selectors.editions import Closed


class RegistrationError(Exception):
    """The registration was refused."""


class NoSuchEditionError(RegistrationError):
    """There is no edition with this id."""


class NoSuchMunicipalityError(RegistrationError):
    """There is no municipality with this code."""


class ExampleOnlyError(RegistrationError):
    """An example edition takes no real municipality: nothing invented is said of a real one."""


class NoDraftError(RegistrationError):
    """There is nothing to confirm."""


class ClosedError(RegistrationError):
    """The edition takes no registrations; ``reason`` says why."""

    def __init__(self, reason: Closed) -> None:
        self.reason = reason
        super().__init__(reason)


class AlreadyConfirmedError(RegistrationError):
    """The registration binds already and is never changed by its own municipality."""


class ChangedSinceSeenError(RegistrationError):
    """The draft or the terms are no longer what the person saw before confirming."""


class IncompleteError(RegistrationError):
    """Something must be put right first; ``problems`` says what."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(", ".join(f"{one.code} {one.sector}".strip() for one in problems))


class EditionRefusedError(Exception):
    """An edition cannot be used as it is written; ``complaints`` says where and why."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        self.complaints = complaints
        super().__init__(", ".join(f"{one.key} {one.code}".strip() for one in complaints))


class NothingChangedError(Exception):
    """The draft says what is published already."""


class ReasonMissingError(Exception):
    """Those who are registered must be told why an edition changes."""


class ReasonRefusedError(Exception):
    """The reason is too long, or seems to hold a CPR number."""
