"""Pages of a test of change: plan it, begin it, say what happened, bring it along."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from samspil.development import forms, services
from samspil.development.selectors import ProcessView, TestRow
from samspil.development.views.acts import (
    REFUSALS,
    done,
    page,
    readable_test,
    typed,
    writable,
    writable_test,
)
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of


@page
@signed_in_only
def plan(request: HttpRequest, process: int) -> HttpResponse:
    """Plan a test of change, perhaps as the next after another."""
    view = writable(request, process)
    before = _before(request, view)
    form = forms.PlanForm(typed(request))
    if request.method == "POST" and form.is_valid():
        return done(
            request,
            process,
            lambda: services.plan_test(
                actor=viewer_of(request),
                process=process,
                plan=form.plan(),
                follows=before.id if before else None,
            ),
            _("Prøven er gemt."),
        )
    return render(request, "development/plan.html", {"view": view, "form": form, "before": before})


def _before(request: HttpRequest, view: ProcessView) -> TestRow | None:
    wanted = request.GET.get("efter", "")
    if not wanted:
        return None
    for test in view.tests:
        if str(test.id) == wanted and test.concluded_at:
            return test
    raise Http404


@page
@signed_in_only
def change_plan(request: HttpRequest, test: int) -> HttpResponse:
    """Change a test that is only planned."""
    row, view = writable_test(request, test)
    form = forms.PlanForm(typed(request), initial=forms.plan_values(row))
    if row.begun_at:
        messages.error(request, str(REFUSALS[services.WrongStepError]))
        return redirect("development:process", process=row.process)
    if request.method == "POST" and form.is_valid():
        return done(
            request,
            row.process,
            lambda: services.change_plan(actor=viewer_of(request), test=test, plan=form.plan()),
            _("Prøven er gemt."),
        )
    return render(request, "development/plan.html", {"view": view, "form": form, "test": row})


@require_POST
@signed_in_only
def begin_test(request: HttpRequest, test: int) -> HttpResponse:
    """Begin a test; from now on its prediction stays."""
    row = readable_test(request, test)
    return done(
        request,
        row.process,
        lambda: services.begin_test(actor=viewer_of(request), test=test),
        _("I er i gang. Det, I venter, står nu fast."),
    )


@page
@signed_in_only
def conclude(request: HttpRequest, test: int) -> HttpResponse:
    """Say what happened and decide."""
    row, view = writable_test(request, test)
    if not row.begun_at or row.concluded_at:
        messages.error(request, str(REFUSALS[services.WrongStepError]))
        return redirect("development:process", process=row.process)
    form = forms.OutcomeForm(typed(request))
    if request.method == "POST" and form.is_valid():
        return done(
            request,
            row.process,
            lambda: services.conclude_test(
                actor=viewer_of(request), test=test, **form.cleaned_data
            ),
            _("Tak. Også det, der ikke gik som ventet, er noget værd for andre."),
        )
    return render(request, "development/conclude.html", {"view": view, "form": form, "test": row})


@require_POST
@signed_in_only
def bring(request: HttpRequest, test: int) -> HttpResponse:
    """Bring a test to the next network day."""
    row = readable_test(request, test)
    return done(
        request,
        row.process,
        lambda: services.bring_test(actor=viewer_of(request), test=test),
        _("Prøven er taget med til næste netværksdag."),
    )
