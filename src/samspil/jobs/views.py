"""The page that shows how far long work is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from samspil.jobs import selectors
from samspil.people.selectors import viewer_of


@require_GET
@never_cache
def job(request: HttpRequest, job_id: int) -> HttpResponse:
    """Show the work; asked by htmx, only the part that changes."""
    found = selectors.job(viewer=viewer_of(request), job_id=job_id)
    if found is None:
        raise Http404
    is_part = bool(getattr(request, "htmx", False))
    return render(request, "jobs/_progress.html" if is_part else "jobs/job.html", {"job": found})
