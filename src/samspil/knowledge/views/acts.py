"""What the pages of this room share."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samspil.knowledge import selectors
from samspil.knowledge.selectors import CaseView
from samspil.people.selectors import viewer_of

page = require_http_methods(["GET", "HEAD", "POST"])


def readable(request: HttpRequest, case: int) -> CaseView:
    """Return the text, or raise Http404 where there is none that this person may read."""
    view = selectors.case(viewer_of(request), case)
    if view is None:
        raise Http404
    return view


def typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also where it is nothing; None where nothing was sent."""
    return request.POST if request.method == "POST" else None


def wrong_step(request: HttpRequest, case: int) -> HttpResponse:
    """Say that somebody else has moved the text on, and show how far it is."""
    messages.error(request, _("Teksten er kommet videre imens. Her er den, som den er nu."))
    return redirect("knowledge:short", case=case)
