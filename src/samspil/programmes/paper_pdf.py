"""An invoice or credit note as PDF, in Danish: its readers are Danish municipalities."""

from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import override

from samspil.components import pdf
from samspil.components.numbers import number
from samspil.components.tables import Cell, table
from samspil.methods.invoicing import Bank, Document, Fik, Party, totals


def paper_pdf(document: Document, *, is_example: bool) -> bytes:
    """Return the paper as a tagged PDF; the same paper gives the same bytes."""
    with override("da"):
        return pdf.render(_paper(document, is_example=is_example))


def title(document: Document) -> str:
    """Return what the paper is called."""
    kind = "Kreditnota" if document.kind == "credit_note" else "Faktura"
    return f"{kind} {document.number}"


def _paper(document: Document, *, is_example: bool) -> pdf.Document:
    blocks: list[pdf.Block] = []
    if is_example:
        blocks.append(pdf.Notice("Kommunen findes ikke, og intet skal betales.", label="Eksempel."))
    blocks += [
        pdf.Facts(_facts(document)),
        pdf.Columns((tuple(_party("Til", document.buyer)), tuple(_party("Fra", document.seller)))),
        *_references(document),
        pdf.Heading("Ydelser"),
        _lines(document),
        _sums(document),
        *_payment(document),
    ]
    if document.note:
        blocks.append(pdf.Paragraph(document.note, style="small"))
    return pdf.Document(
        title=title(document),
        language="da",
        dated=document.issued,
        blocks=tuple(blocks),
        author=document.seller.name,
        footer=f"{document.seller.name} · CVR {document.seller.cvr}",
    )


def _facts(document: Document) -> tuple[tuple[str, str], ...]:
    facts = [("Dato", date_format(document.issued, "j. F Y"))]
    if document.due is not None:
        facts.append(("Betales senest", date_format(document.due, "j. F Y")))
    if document.preceding is not None:
        on = date_format(document.preceding.issued, "j. F Y")
        facts.append(("Krediterer", f"faktura {document.preceding.number} af {on}"))
    word = "Til gode" if document.kind == "credit_note" else "Til betaling"
    return (*facts, (word, _money(totals(document).payable)))


def _party(role: str, party: Party) -> list[pdf.Block]:
    numbers = [f"CVR {party.cvr}"] + ([f"GLN (EAN) {party.gln}"] if party.gln else [])
    town = f"{party.postal_code} {party.city}".strip()
    contact = (party.contact.name, party.contact.email, party.contact.phone)
    lines = [party.name, party.street, town, *numbers, *contact]
    return [pdf.Heading(role), pdf.Paragraph("\n".join(line for line in lines if line))]


def _references(document: Document) -> list[pdf.Block]:
    named = (
        ("Ordrenummer:", document.order_reference),
        ("Jeres reference:", document.buyer_reference),
    )
    return [pdf.Paragraph(text, label=label) for label, text in named if text]


def _lines(document: Document) -> pdf.Rows:
    rows: list[list[Cell | str]] = [
        [
            line.text,
            Cell(str(line.quantity), exact=line.quantity),
            Cell(_price(line.unit_price), exact=float(line.unit_price)),
            Cell(_money(line.amount), exact=float(line.amount)),
        ]
        for line in document.lines
    ]
    names = ("Ydelse", "Antal", "Stykpris uden moms", "Beløb uden moms")
    return pdf.Rows(table("Ydelser", names, rows), with_caption=False)


def _sums(document: Document) -> pdf.Rows:
    sums = totals(document)
    rows = [("Beløb uden moms", sums.net)]
    if document.tax.category == "S":
        rows.append((f"Moms, {number(document.tax.rate)} pct. af {_money(sums.net)}", sums.vat))
    else:
        rows.append((f"Moms: {document.tax.reason}", sums.vat))
    if document.rounding:
        rows.append(("Afrunding", document.rounding))
    word = "Til gode i alt" if document.kind == "credit_note" else "Til betaling i alt"
    rows.append((word, sums.payable))
    cells: list[list[Cell | str]] = [
        [text, Cell(_money(amount), exact=float(amount))] for text, amount in rows
    ]
    return pdf.Rows(table("I alt", ("I alt", "Kroner"), cells), with_caption=False)


def _payment(document: Document) -> list[pdf.Block]:
    """Say how to pay; a credit note asks for nothing."""
    match document.payment:
        case Bank(registration, account):
            how = f"Reg.nr. {registration}, kontonr. {account}. Skriv {document.number} som tekst."
        case Fik() as slip:
            how = f"Betalingskort: {slip.slip}"
        case _:
            return []
    return [pdf.Heading("Betaling"), pdf.Paragraph(how), pdf.Paragraph(document.terms)]


def _money(amount: Decimal) -> str:
    return f"{number(amount, 2)} kr."


def _price(price: Decimal) -> str:
    """Return a price with its third decimal where it has one."""
    decimals = 3 if price != round(price, 2) else 2
    return f"{number(price, decimals)} kr."
