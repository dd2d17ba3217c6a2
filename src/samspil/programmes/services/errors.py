"""Why a registration is refused. Nothing has been changed when one of these is raised."""

from samspil.programmes.checks import Problem
from samspil.programmes.payment_lines import Complaint
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


class NotConfirmedError(RegistrationError):
    """The municipality has no registration that binds, so nothing is owed."""


class AmountError(RegistrationError):
    """The amount is none, has more than two decimals, or is far too large."""


class VatUndecidedError(RegistrationError):
    """Nobody has said what the edition's prices hold of VAT, so nothing can be billed."""


class NothingToBillError(RegistrationError):
    """There is nothing new to bill, or none of it has all that a finance system needs."""


class AlreadyBilledError(RegistrationError):
    """A billing basis has been made; what it was made from stands."""


class ReferenceTakenError(RegistrationError):
    """The reference stands for another payment of the municipality."""


class PaymentsRefusedError(RegistrationError):
    """Nothing was recorded; ``complaints`` says what is wrong, by line."""

    def __init__(self, complaints: tuple[Complaint, ...]) -> None:
        self.complaints = complaints
        super().__init__(f"{len(complaints)} lines")


class NotInvoicedError(RegistrationError):
    """No paper was issued; ``obstacles`` are codes for ``pages.invoices``."""

    def __init__(self, *obstacles: str) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


class SeriesTakenError(RegistrationError):
    """The number series counts for somebody else, or has been counted past what was asked."""
