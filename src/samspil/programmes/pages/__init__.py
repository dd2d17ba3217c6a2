"""What the pages of this room show, from typed rows to what a template needs."""

from samspil.programmes.pages.billing import bill, billing, run_table
from samspil.programmes.pages.board import board, day_table
from samspil.programmes.pages.editions import edition, editions, price_rows
from samspil.programmes.pages.extract import extract
from samspil.programmes.pages.invitations import (
    complaint,
    invitations,
    sample_recipient,
    template_table,
)
from samspil.programmes.pages.invitations import one as invitation
from samspil.programmes.pages.receipt import journal, receipt_pdf
from samspil.programmes.pages.registration import confirm, price, receipt, step

__all__ = [
    "bill",
    "billing",
    "board",
    "complaint",
    "confirm",
    "day_table",
    "edition",
    "editions",
    "extract",
    "invitation",
    "invitations",
    "journal",
    "price",
    "price_rows",
    "receipt",
    "receipt_pdf",
    "run_table",
    "sample_recipient",
    "step",
    "template_table",
]
