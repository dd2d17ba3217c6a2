"""Giving out a file, to those who may have it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from samspil.components.tables import download
from samspil.documents import selectors
from samspil.documents.selectors import File
from samspil.people.selectors import viewer_of


@require_safe
def document(request: HttpRequest, document_id: int) -> HttpResponse:
    """Send the file to be kept, never to be shown by the browser as a page of ours."""
    found = selectors.file(viewer=viewer_of(request), document_id=document_id)
    if found is None:
        raise Http404
    return given_out(found)


def given_out(found: File) -> HttpResponse:
    """Return a file as what is kept; rooms that decide themselves who may have it use it too."""
    response = download(found.content, found.name, found.content_type)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
