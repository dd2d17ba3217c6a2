"""The committee's paper: a page to print, and the same as PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samspil.components.tables import download
from samspil.figures.pages.paper import Paper, paper, paper_pdf
from samspil.figures.peer_choice import query
from samspil.figures.selectors.picture import ChallengePicture
from samspil.figures.views.municipalities import exact


@exact
def paper_page(request: HttpRequest, picture: ChallengePicture) -> HttpResponse:
    """The paper as a page that prints on one sheet of A4."""
    address = reverse("figures:paper_pdf", args=[picture.municipality.code])
    pdf = address + query(picture.choice, picture.sector)
    return render(request, "figures/paper.html", {"paper": _paper(picture), "pdf": pdf})


@exact
def paper_file(_request: HttpRequest, picture: ChallengePicture) -> HttpResponse:
    """The paper as PDF."""
    name = f"samspil-papir-{picture.municipality.code}.pdf"
    return download(paper_pdf(_paper(picture)), name, "application/pdf")


def _paper(picture: ChallengePicture) -> Paper:
    if not picture.conditions:
        raise Http404
    return paper(picture)
