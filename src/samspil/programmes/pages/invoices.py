"""Pages about invoices: an edition's, one municipality's, one paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.components.numbers import kroner, number
from samspil.methods.invoicing import Bank, Fik, totals
from samspil.programmes.selectors import EditionView
from samspil.programmes.selectors.invoices import NOTHING, InvoicedRow, Invoicing, Paper, PaperRow

# What keeps an invoice from being issued, in words, and the page where it is put right.
OBSTACLES: dict[str, tuple[Promise, str]] = {
    "no_issuer": (gettext_lazy("Skriv, hvem der sender fakturaerne."), "issuer"),
    "vat_undecided": (gettext_lazy("Afgør, om priserne er med eller uden moms."), "billing"),
    "seller_outside_vat": (
        gettext_lazy("Afsenderen er ikke registreret for moms, men der skal moms på."),
        "issuer",
    ),
    "no_exemption": (gettext_lazy("Skriv hos afsenderen, hvorfor der ingen moms er."), "issuer"),
    "no_cvr": (gettext_lazy("Skriv kommunens CVR-nummer."), "billing_details"),
    "no_gln": (gettext_lazy("Skriv kommunens EAN-nummer (GLN)."), "billing_details"),
    "no_reference": (
        gettext_lazy("Skriv kommunens ordrenummer eller en kontaktperson."),
        "billing_details",
    ),
    "in_basis": (
        gettext_lazy(
            "Kommunen står i et fakturagrundlag til økonomisystemet. Fakturér den dér, så den ikke "
            "får to regninger."
        ),
        "bill",
    ),
    "used_up": (gettext_lazy("Nummerserien er brugt op. Skriv en ny hos afsenderen."), "issuer"),
    "nothing_owed": (gettext_lazy("Der er ikke mere at fakturere."), ""),
    "taken_back": (
        gettext_lazy("Noget er taget tilbage: kreditér, og fakturér på ny."),
        "invoice_one",
    ),
    "no_such_invoice": (gettext_lazy("Der står ingen faktura, som kan krediteres."), ""),
    "credited": (gettext_lazy("Fakturaen er allerede krediteret."), ""),
}
_OF_THE_EDITION = ("issuer", "billing")


@dataclass(frozen=True)
class Obstacle:
    """What keeps an invoice from being issued; ``url`` is where it is put right, or nothing."""

    text: str
    url: str


def obstacles(codes: Iterable[str], edition: str, code: str) -> list[Obstacle]:
    """Return what is in the way, in words with links."""
    found = []
    for one in codes:
        text, page = OBSTACLES[one]
        place = [edition] if page in _OF_THE_EDITION else [edition, code]
        found.append(Obstacle(str(text), reverse(f"programmes:{page}", args=place) if page else ""))
    return found


def invoices(view: EditionView, found: Invoicing) -> dict[str, Any]:
    """Return an edition's invoices: what can be issued now, each municipality, each paper."""
    return {
        "edition": view,
        "issuer": found.issuer,
        "rows": [(row, state(row)) for row in found.rows],
        "ready": found.ready,
        "waiting": sum(row.left_amount > 0 and not row.is_ready for row in found.rows),
        "papers": found.papers,
        "payable": sum((row.payable for row in found.rows), NOTHING),
    }


def state(row: InvoicedRow) -> str:
    """Return how far a municipality's invoicing is, in a few words."""
    if row.must_be_corrected or row.left_amount < 0:
        return _("skal krediteres og faktureres på ny")
    if row.is_ready:
        return _("klar til at blive faktureret")
    if row.left_amount > 0:
        return _("mangler noget først")
    return _("faktureret") if row.papers else _("intet at betale")


def one(view: EditionView, row: InvoicedRow) -> dict[str, Any]:
    """Return what is left to invoice for a municipality, what is in the way, and its papers."""
    stands = any(not paper.is_credit_note and not paper.credited_by for paper in row.papers)
    return {
        "edition": view,
        "row": row,
        "state": state(row),
        "obstacles": obstacles(row.obstacles, view.id, row.code),
        "has_standing": stands,
        "newest": tuple(reversed(row.papers)),
    }


def paper(view: EditionView, found: Paper) -> dict[str, Any]:
    """Return one paper with everything it says."""
    return {
        "edition": view,
        "paper": found,
        "row": found.row,
        "document": found.document,
        "sums": totals(found.document),
        "rate": number(found.document.tax.rate),
        "how": _how(found),
        "state": _paper_state(found.row),
    }


def _how(found: Paper) -> str:
    """Return where the paper is paid."""
    match found.document.payment:
        case Bank(registration, account):
            place = {"registration": registration, "account": account}
            return _("Reg.nr. %(registration)s, kontonr. %(account)s") % place
        case Fik() as slip:
            return slip.slip
        case _:
            return ""


def _paper_state(row: PaperRow) -> str:
    """Return what the paper is and what has become of it, as a sentence."""
    values = {"amount": kroner(row.payable), "other": row.credits or row.credited_by}
    if row.is_credit_note:
        return _("Kreditnotaen tager faktura %(other)s på %(amount)s tilbage.") % values
    if row.credited_by:
        return _("Fakturaen er taget tilbage af kreditnota %(other)s.") % values
    return _("Fakturaen lyder på %(amount)s med moms og er udstedt.") % values
