"""Pages of a test of change: plan it, begin it, say what happened, bring it along."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from samspil.development import forms, selectors, services
from samspil.development.models import Decision
from samspil.development.selectors import DriverView, ProcessView, TestRow
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
    """Plan a test of change, perhaps as the next after another, perhaps of an idea."""
    view = writable(request, process)
    before = _before(request, view)
    diagram = selectors.drivers_of(view)
    first = forms.next_values(before) if before else {"idea": request.GET.get("ide", "")}
    form = forms.PlanForm(
        typed(request),
        initial=first,
        ideas=_ideas(diagram),
        measures=_measures(request, view),
    )
    if request.method == "POST" and form.is_valid():
        return done(
            request,
            process,
            lambda: services.plan_test(
                actor=viewer_of(request),
                process=process,
                plan=form.plan(),
                follows=before.id if before else None,
                idea=form.chosen_idea(),
                watched=form.chosen_measure(),
            ),
            _("Prøven er gemt."),
        )
    context = {"view": view, "form": form, "before": before, "earlier": _earlier(view)}
    return render(request, "development/plan.html", context)


def _ideas(diagram: DriverView) -> list[tuple[int, str]]:
    return [(row.id, row.text) for row in diagram.ideas]


def _measures(
    request: HttpRequest, view: ProcessView, test: TestRow | None = None
) -> list[tuple[int, str]]:
    """The measures of a process that are followed, and the one that the test is on already."""
    also = test.watched if test else None
    return selectors.measure_names(viewer=viewer_of(request), view=view, also=also)


def _earlier(view: ProcessView) -> dict[str, list[str]]:
    """What earlier tests said of how one sees it and who tries: each once, the latest first."""
    tests = view.tests[::-1]
    return {
        "measures": list(dict.fromkeys(test.measure for test in tests if test.measure)),
        "people": list(dict.fromkeys(test.who for test in tests if test.who)),
    }


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
    ideas = _ideas(selectors.drivers_of(view))
    form = forms.PlanForm(
        typed(request),
        initial=forms.plan_values(row),
        ideas=ideas,
        measures=_measures(request, view, row),
    )
    if row.begun_at:
        messages.error(request, str(REFUSALS[services.WrongStepError]))
        return redirect("development:process", process=row.process)
    if request.method == "POST" and form.is_valid():
        return done(
            request,
            row.process,
            lambda: services.change_plan(
                actor=viewer_of(request),
                test=test,
                plan=form.plan(),
                idea=form.chosen_idea(),
                watched=form.chosen_measure(),
            ),
            _("Prøven er gemt."),
            test=test,
        )
    context = {"view": view, "form": form, "test": row, "earlier": _earlier(view)}
    return render(request, "development/plan.html", context)


@require_POST
@signed_in_only
def begin_test(request: HttpRequest, test: int) -> HttpResponse:
    """Begin a test; from now on its prediction stays, or is missing where that was confirmed."""
    row = readable_test(request, test)
    without = request.POST.get("uden") == "1"
    words = _("I er i gang. Det, I venter, står nu fast.")
    if without and not row.prediction:
        words = _("I er i gang, uden en forudsigelse.")
    return done(
        request,
        row.process,
        lambda: services.begin_test(
            actor=viewer_of(request), test=test, without_prediction=without
        ),
        words,
        test=test,
    )


@page
@signed_in_only
def conclude(request: HttpRequest, test: int) -> HttpResponse:
    """Say what happened and decide."""
    row, view = writable_test(request, test)
    if not row.begun_at or row.concluded_at:
        messages.error(request, str(REFUSALS[services.WrongStepError]))
        return redirect("development:process", process=row.process)
    form = forms.OutcomeForm(typed(request), is_predicted=not row.without_prediction)
    if request.method == "POST" and form.is_valid():
        stated = {"compared": ""} | form.cleaned_data
        answer = done(
            request,
            row.process,
            lambda: services.conclude_test(actor=viewer_of(request), test=test, **stated),
            _("Tak. Også det, der ikke gik som ventet, er noget værd for andre."),
            test=test,
        )
        concluded = readable_test(request, test)
        if concluded.decision != Decision.ADAPT:
            return answer
        # What is to be tried again is planned while one still knows what was learnt.
        return redirect(f"{reverse('development:plan', args=[row.process])}?efter={test}")
    return render(request, "development/conclude.html", {"view": view, "form": form, "test": row})


@page
@signed_in_only
def follow(request: HttpRequest, test: int) -> HttpResponse:
    """Choose the measure on which a test is followed, however far it has come."""
    row, view = writable_test(request, test)
    measures = _measures(request, view, row)
    form = forms.FollowForm(measures, typed(request), initial={"watched": row.watched})
    if request.method == "POST" and form.is_valid():
        return done(
            request,
            row.process,
            lambda: services.follow_test(
                actor=viewer_of(request), test=test, measure=form.cleaned_data["watched"]
            ),
            _("Valget er gemt."),
            test=test,
        )
    context = {"view": view, "form": form if measures else None, "test": row}
    return render(request, "development/follow.html", context)


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
        test=test,
    )
