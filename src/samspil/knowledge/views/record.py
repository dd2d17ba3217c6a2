"""Pages of a text's record: its versions, one of them, and what changed between two."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspil.components import numbers
from samspil.knowledge import selectors
from samspil.knowledge.selectors import RecordView
from samspil.people.selectors import viewer_of


def _record(request: HttpRequest, case: int) -> RecordView:
    found = selectors.record(viewer_of(request), case)
    if found is None:
        raise Http404
    return found


@require_safe
@never_cache
def record(request: HttpRequest, case: int) -> HttpResponse:
    """Who wrote what when, and who consented to what? Also of a text that is withdrawn."""
    return render(request, "knowledge/record.html", {"record": _record(request, case)})


@require_safe
@never_cache
def version(request: HttpRequest, case: int, number: int) -> HttpResponse:
    """How did an earlier version read?"""
    found = selectors.version(viewer_of(request), case, number)
    if found is None:
        raise Http404
    context = {"record": _record(request, case), "version": found}
    return render(request, "knowledge/version.html", context)


@require_safe
@never_cache
def changes(request: HttpRequest, case: int) -> HttpResponse:
    """What changed from one version to another? The last two, unless the address names others."""
    found = _record(request, case)
    known = [one.number for one in found.versions]
    if not known:
        raise Http404
    new = numbers.sent(request.GET.get("til", "")) or known[0]
    # The first version that may be read here is compared with itself: nothing changed.
    before = max((one for one in known if one < new), default=new)
    old = numbers.sent(request.GET.get("fra", "")) or before
    changed = selectors.changes(viewer_of(request), case, old=old, new=new)
    if changed is None:
        raise Http404
    context = {"record": found, "old": old, "new": new, "changes": changed}
    return render(request, "knowledge/changes.html", context)
