"""PDF files: tagged and accessible, from typed rows, words and charts.

    from samspil.components import pdf

    letter = pdf.Document(
        title="Kvittering for tilmelding",
        language="da",
        dated=date(2026, 11, 22),
        blocks=(
            pdf.Paragraph("I er tilmeldt med et team på skoleområdet.", style="lead"),
            pdf.Facts((("Kommune", "Fabelborg"), ("Pris", "89.995 kr."))),
            pdf.Heading("Hvad sker der nu?"),
            pdf.Bullets(("I får en mail om første netværksdag.", "Fakturaen sendes i januar.")),
            pdf.Rows(table),
            pdf.Picture(chart),
        ),
        footer="Samspil · eksempel",
    )
    content = pdf.render(letter)

What holds for each of them:

- PDF/UA-1: title, language, headings, tables, and a text for every picture are read aloud. A
  document that cannot be (a heading of level 2 with none of level 1 before it) is refused by
  typst with ``typst.TypstError``.
- Text is text: it reaches the template as JSON and is never read as markup, so what people have
  written can be set as it is. Breaks of line are kept; letters that no font has become ``?``.
- The same document gives the same bytes on every machine: fonts that come with the package, and
  ``Document.dated`` instead of the clock.
- Width of charts: half a page 320, a whole page 640 (see ``Picture``).
- No system library. The package is imported at the first document, some 10 ms each.
"""

from samspil.components.pdf.blocks import (
    Block,
    Bullets,
    Columns,
    Document,
    Facts,
    Heading,
    Notice,
    PageBreak,
    Paragraph,
    Picture,
    Rows,
)
from samspil.components.pdf.render import (
    TooLongError,
    page_count,
    render,
    render_on_one_page,
    render_on_pages,
)

__all__ = [
    "Block",
    "Bullets",
    "Columns",
    "Document",
    "Facts",
    "Heading",
    "Notice",
    "PageBreak",
    "Paragraph",
    "Picture",
    "Rows",
    "TooLongError",
    "page_count",
    "render",
    "render_on_one_page",
    "render_on_pages",
]
