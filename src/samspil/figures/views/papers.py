"""The committee's paper: a page to print, and the same as PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from samspil.components.tables import download
from samspil.figures.pages.paper import Paper, paper, paper_pdf
from samspil.figures.views.municipalities import picture_of


@require_safe
def paper_page(request: HttpRequest, code: str) -> HttpResponse:
    """The paper as a page that prints on one sheet of A4."""
    made = _paper(request, code)
    address = reverse("figures:paper_pdf", args=[code])
    query = request.GET.urlencode()
    context = {"paper": made, "pdf": f"{address}?{query}" if query else address}
    return render(request, "figures/paper.html", context)


@require_safe
def paper_file(request: HttpRequest, code: str) -> HttpResponse:
    """The paper as PDF."""
    name = f"samspil-papir-{code}.pdf"
    return download(paper_pdf(_paper(request, code)), name, "application/pdf")


def _paper(request: HttpRequest, code: str) -> Paper:
    picture = picture_of(request, code)
    if not picture.conditions:
        raise Http404
    return paper(picture)
