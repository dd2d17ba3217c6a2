"""A document on so many pages: breaks are kept, letters get smaller, what will not fit is said."""

import datetime as dt
import io

import pytest
from pypdf import PdfReader

from samspil.components import pdf


def document(first, second):
    return pdf.Document(
        title="To sider",
        language="da",
        dated=dt.date(2026, 11, 28),
        blocks=(pdf.Paragraph(first), pdf.PageBreak(), pdf.Paragraph(second)),
    )


def pages(content):
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def test_what_follows_a_break_begins_a_new_page():
    first, second = pages(pdf.render_on_pages(document("Ambitionen", "Tallene"), 2))
    assert "Ambitionen" in first
    assert "Tallene" in second
    assert "Tallene" not in first


def test_letters_get_smaller_until_it_fits():
    long = "Det gik anderledes, end vi havde ventet. " * 160
    assert pdf.page_count(document(long, long)) > 2
    assert len(pages(pdf.render_on_pages(document(long, long), 2, step=1.0))) == 2


def test_what_will_not_fit_is_told():
    long = "Det gik anderledes, end vi havde ventet. " * 400
    with pytest.raises(pdf.TooLongError, match="To sider: more than 2 pages"):
        pdf.render_on_pages(document(long, ""), 2, smallest=10.0)
