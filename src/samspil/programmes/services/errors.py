"""Why a registration is refused. Nothing has been changed when one of these is raised."""

from samspil.programmes import payment_lines
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


class PlacesFreeError(RegistrationError):
    """Nobody needs to wait: there are places in every sector that was asked for."""


class FullError(RegistrationError):
    """There is no place left; ``sectors`` says in which partnerships."""

    def __init__(self, sectors: tuple[str, ...]) -> None:
        self.sectors = sectors
        super().__init__(", ".join(sectors))


class TooLateError(RegistrationError):
    """The day until which a municipality changes names itself has passed."""


class NoSuchPersonError(RegistrationError):
    """There is nobody like that in the team, or no place without a name."""


class WithdrawnError(RegistrationError):
    """The municipality was let go; only an organiser can take it up again."""


class AlreadyConfirmedError(RegistrationError):
    """The registration binds already and is never changed by its own municipality."""


class ChangedSinceSeenError(RegistrationError):
    """The draft or the terms are no longer what the person saw before confirming."""


class ListRefusedError(RegistrationError):
    """Something in the list must be put right first; reading it says what."""


class NotAChiefError(RegistrationError):
    """The person asked to confirm is no chief of the municipality."""


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


class VatStatedError(RegistrationError):
    """The edition itself says what its prices hold of VAT; nobody decides it anew."""


class AlreadyNotedError(RegistrationError):
    """The same amount is noted already, with the same words: it was sent twice."""


class NothingToBillError(RegistrationError):
    """There is nothing new to bill, or none of it has all that a finance system needs."""


class AlreadyBilledError(RegistrationError):
    """A billing basis has been made; what it was made from stands."""


class ReferenceTakenError(RegistrationError):
    """The reference stands for another payment of the municipality."""


class PaymentsRefusedError(RegistrationError):
    """Nothing was recorded; ``complaints`` says what is wrong, by line."""

    def __init__(self, complaints: tuple[payment_lines.Complaint, ...]) -> None:
        self.complaints = complaints
        super().__init__(f"{len(complaints)} lines")


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


class NotInvoicedError(RegistrationError):
    """No paper was issued; ``obstacles`` are codes for ``pages.invoices``."""

    def __init__(self, *obstacles: str) -> None:
        self.obstacles = obstacles
        super().__init__(", ".join(obstacles))


class SeriesTakenError(RegistrationError):
    """The number series counts for somebody else, or has been counted past what was asked."""
