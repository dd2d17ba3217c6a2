"""Numbers that a bill is addressed by, with their check digits. Pure."""

from stdnum import ean
from stdnum.dk import cvr


def tidied(number: str) -> str:
    """Return a number without the blanks, dots and letters people write around it."""
    return "".join(letter for letter in number.upper().removeprefix("DK") if letter.isdigit())


def is_cvr(number: str) -> bool:
    """Whether eight digits are a CVR number, by its check digit (modulus 11)."""
    return bool(cvr.is_valid(number))


def is_gln(number: str) -> bool:
    """Whether thirteen digits are a GLN, also called EAN number, by its check digit (GS1)."""
    return len(number) == 13 and bool(ean.is_valid(number))
