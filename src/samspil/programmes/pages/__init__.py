"""What the pages of this room show, from typed rows to what a template needs."""

from samspil.programmes.pages.billing import bill, billing, run_table
from samspil.programmes.pages.editions import edition, editions, price_rows
from samspil.programmes.pages.organiser import registrations
from samspil.programmes.pages.registration import confirm, price, receipt, step

__all__ = [
    "bill",
    "billing",
    "confirm",
    "edition",
    "editions",
    "price",
    "price_rows",
    "receipt",
    "registrations",
    "run_table",
    "step",
]
