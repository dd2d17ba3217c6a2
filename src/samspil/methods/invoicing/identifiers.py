"""Numbers that name companies, places and payments, with their check digits."""

import re

from stdnum import ean, luhn
from stdnum.dk import cvr

_BETWEEN = re.compile(r"[\s\u00a0.\-]+")
_GLN_LENGTH = 13
_FIK_71_DIGITS = 14


def plain_cvr(stated: str) -> str:
    """Return a CVR number as eight digits: blanks, dots and a leading DK taken away."""
    return _BETWEEN.sub("", stated).upper().removeprefix("DK")


def plain_gln(stated: str) -> str:
    """Return a GLN (EAN location number) as digits, blanks and dashes taken away."""
    return _BETWEEN.sub("", stated)


def is_cvr(plain: str) -> bool:
    """Whether this is a CVR number: eight digits, the first not 0, whose check digit fits."""
    return plain.isascii() and bool(cvr.is_valid(plain))


def is_gln(plain: str) -> bool:
    """Whether this is a GLN: thirteen digits whose last is the check digit of the others."""
    return plain.isascii() and len(plain) == _GLN_LENGTH and bool(ean.is_valid(plain))


def fik_payment_id(series: int, number: int) -> str:
    """Return the fifteen digits that name a payment on a payment slip of card type 71.

    The last is a check digit (modulus 10). ``series`` has at most four digits and ``number`` at
    most ten, so that no two invoices of one creditor share a payment. Raises ValueError.
    """
    stem = f"{series:04d}{number:010d}"
    if len(stem) != _FIK_71_DIGITS or series < 0 or number < 0:
        raise ValueError(f"no room for series {series} and number {number} in a payment's name")
    return stem + str(luhn.calc_check_digit(stem))
