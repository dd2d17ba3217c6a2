"""The plan of a screening."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.screening import selectors, services
from samspil.screening.forms.planning import ItemForm, PlanForm
from samspil.screening.pages.planning import plan_page
from samspil.screening.views.common import done, may_edit, must_edit, readable


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def plan(request: HttpRequest, screening_id: int) -> HttpResponse:
    """What is left to do, by whom and by when?"""
    view = readable(request, screening_id)
    form = PlanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        must_edit(request, view)
        if form.is_valid():
            act = partial(
                services.plan, actor=viewer_of(request), screening=screening_id, **form.cleaned_data
            )
            if done(request, act):
                messages.success(request, _("Punktet står nu på planen."))
                return redirect("screening:plan", screening_id)
    found = selectors.plan_of(viewer=viewer_of(request), screening=screening_id)
    assert found is not None
    context = plan_page(view, found, form, edits=may_edit(request, view))
    return render(request, "screening/plan.html", context)


@require_POST
@signed_in_only
def item(request: HttpRequest, screening_id: int, item: int) -> HttpResponse:
    """Tick an item, say who does it and when, or take it off."""
    view = readable(request, screening_id)
    actor = viewer_of(request)
    act = request.POST.get("act", "")
    if act in {"done", "undone"}:
        ticked = act == "done"
        done(
            request,
            partial(services.tick, actor=actor, screening=screening_id, item=item, done=ticked),
        )
    elif act == "remove":
        done(request, partial(services.unplan, actor=actor, screening=screening_id, item=item))
    elif act == "change":
        form = ItemForm(request.POST, item=item)
        if not form.is_valid():
            must_edit(request, view)
            messages.warning(request, _("Datoen kunne ikke læses. Skriv den som 31.01.2027."))
        else:
            given = form.cleaned_data
            done(
                request,
                partial(services.replan, actor=actor, screening=screening_id, item=item, **given),
            )
    else:
        raise Http404
    return redirect("screening:plan", screening_id)
