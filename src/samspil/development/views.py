"""Pages of the local arena: thin; look up with permission, call a service, go on."""

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.development import forms, rules, selectors, services
from samspil.development.findings import FindingRow
from samspil.development.offers import offers
from samspil.development.selectors import Choice, ProcessView, TestRow
from samspil.people import rules as people
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError

_REFUSALS: Mapping[type[services.DevelopmentError], Promise] = {
    services.ProcessClosedError: _("Processen er afsluttet og kan ikke ændres."),
    services.NoPredictionError: _("Skriv først, hvad I venter, der sker. Så kan I gå i gang."),
    services.WrongStepError: _("Prøven var allerede et andet sted. Her er den, som den står nu."),
    services.NoMeetingError: _("Der er ingen kommende netværksdag at tage prøven med til endnu."),
    services.TextRefusedError: _("Teksten kunne ikke gemmes. Se den igennem, og prøv igen."),
    services.NoSuchFindingError: _("Fundet findes ikke længere. Begynd uden det."),
    services.NotTakingPartError: _("Kommunen er ikke tilmeldt denne del af partnerskabet."),
}

page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@signed_in_only
def processes(request: HttpRequest) -> HttpResponse:
    """What are we trying? Own processes, and for those who run an edition all of them."""
    viewer = viewer_of(request)
    mine = selectors.mine(viewer=viewer)
    context = {
        "mine": mine,
        "nothing_yet": None if mine else selectors.nothing_yet(viewer=viewer),
        "overview": selectors.overview(viewer=viewer),
        "follows": people.is_organiser(viewer),
        "choices": selectors.choices(viewer=viewer),
    }
    return render(request, "development/processes.html", context)


@require_safe
@signed_in_only
def process(request: HttpRequest, process: int) -> HttpResponse:
    """The aim, and every test in the order of time: what was predicted, and what happened."""
    view = _readable(request, process)
    viewer = viewer_of(request)
    context = {
        "view": view,
        "bringable": selectors.may_bring(viewer=viewer, view=view, now=timezone.now()),
        "offers": offers(viewer, view),
        "taken_home": selectors.taken_home(viewer=viewer, row=view.row),
    }
    return render(request, "development/process.html", context)


@page
@signed_in_only
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a process, from a finding or without one."""
    viewer = viewer_of(request)
    if not viewer.municipalities(people.OWN_PEOPLE):
        raise PermissionDenied
    finding = _finding(request)
    choices = _fitting(selectors.choices(viewer=viewer), finding)
    form = forms.BeginForm(choices, _typed(request), initial=_first(finding))
    if choices and request.method == "POST" and form.is_valid():
        return _begin(request, form, finding)
    context = {"form": form if choices else None, "finding": finding}
    return render(request, "development/begin.html", context)


def _finding(request: HttpRequest) -> FindingRow | None:
    wanted = request.GET.get("fund", "")
    if not wanted:
        return None
    short = wanted.isascii() and wanted.isdigit() and len(wanted) < 12
    number = int(wanted) if short else 0
    found = selectors.finding(viewer=viewer_of(request), finding=number)
    if found is None:
        raise Http404
    return found


def _fitting(choices: list[Choice], finding: FindingRow | None) -> list[Choice]:
    if finding is None:
        return choices
    return [one for one in choices if (one.code, one.sector) == (finding.code, finding.sector)]


def _first(finding: FindingRow | None) -> dict[str, object]:
    return {"levers": [finding.lever]} if finding else {}


def _begin(request: HttpRequest, form: forms.BeginForm, finding: FindingRow | None) -> HttpResponse:
    edition, code, sector = form.cleaned_data["team"].split("/")
    try:
        begun = services.begin_process(
            actor=viewer_of(request),
            edition=edition,
            municipality=code,
            sector=sector,
            aim=form.aim(),
            finding=finding.id if finding else None,
        )
    except services.DevelopmentError as refusal:
        messages.error(request, str(_REFUSALS[type(refusal)]))
        return redirect("development:processes")
    messages.success(
        request, _("Processen er begyndt. Skriv nu den første prøve; den må være lille.")
    )
    return redirect("development:process", process=begun.pk)


@page
@signed_in_only
def aim(request: HttpRequest, process: int) -> HttpResponse:
    """Change the aim."""
    view = _writable(request, process)
    form = forms.AimForm(_typed(request), initial=forms.aim_values(view.aim))
    if request.method == "POST" and form.is_valid():
        return _done(
            request,
            process,
            lambda: services.change_aim(actor=viewer_of(request), process=process, aim=form.aim()),
            _("Målet er gemt."),
        )
    return render(request, "development/aim.html", {"view": view, "form": form})


@require_POST
@signed_in_only
def close(request: HttpRequest, process: int) -> HttpResponse:
    """Close the process."""
    _readable(request, process)
    return _done(
        request,
        process,
        lambda: services.close_process(actor=viewer_of(request), process=process),
        _("Processen er afsluttet. Alt, hvad I har prøvet, står her stadig."),
    )


@page
@signed_in_only
def plan(request: HttpRequest, process: int) -> HttpResponse:
    """Plan a test of change, perhaps as the next after another."""
    view = _writable(request, process)
    before = _before(request, view)
    form = forms.PlanForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        return _done(
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
    row, view = _writable_test(request, test)
    form = forms.PlanForm(_typed(request), initial=forms.plan_values(row))
    if row.begun_at:
        messages.error(request, str(_REFUSALS[services.WrongStepError]))
        return redirect("development:process", process=row.process)
    if request.method == "POST" and form.is_valid():
        return _done(
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
    row = _readable_test(request, test)
    return _done(
        request,
        row.process,
        lambda: services.begin_test(actor=viewer_of(request), test=test),
        _("I er i gang. Det, I venter, står nu fast."),
    )


@page
@signed_in_only
def conclude(request: HttpRequest, test: int) -> HttpResponse:
    """Say what happened and decide."""
    row, view = _writable_test(request, test)
    if not row.begun_at or row.concluded_at:
        messages.error(request, str(_REFUSALS[services.WrongStepError]))
        return redirect("development:process", process=row.process)
    form = forms.OutcomeForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        return _done(
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
    row = _readable_test(request, test)
    return _done(
        request,
        row.process,
        lambda: services.bring_test(actor=viewer_of(request), test=test),
        _("Prøven er taget med til næste netværksdag."),
    )


def _done(
    request: HttpRequest, process: int, act: Callable[[], object], words: Promise
) -> HttpResponse:
    """Do it, say so or why not, and show the process."""
    try:
        act()
    except NotAllowedError as error:
        raise PermissionDenied from error
    except services.DevelopmentError as refusal:
        messages.error(request, str(_REFUSALS[type(refusal)]))
    else:
        messages.success(request, str(words))
    return redirect("development:process", process=process)


def _readable(request: HttpRequest, process: int) -> ProcessView:
    view = selectors.process(viewer=viewer_of(request), process=process)
    if view is None:
        raise Http404
    return view


def _writable(request: HttpRequest, process: int) -> ProcessView:
    view = _readable(request, process)
    if not rules.may_write(
        viewer_of(request),
        municipality=view.row.code,
        sector=view.row.sector,
        edition=view.row.edition,
    ):
        raise PermissionDenied
    return view


def _readable_test(request: HttpRequest, test: int) -> TestRow:
    row = selectors.test(viewer=viewer_of(request), test=test)
    if row is None:
        raise Http404
    return row


def _writable_test(request: HttpRequest, test: int) -> tuple[TestRow, ProcessView]:
    row = _readable_test(request, test)
    return row, _writable(request, row.process)


def _typed(request: HttpRequest) -> QueryDict | None:
    """Return what was sent, also where it is nothing; None where nothing was sent."""
    return request.POST if request.method == "POST" else None
