"""Pages of a process: thin; look up with permission, call a service, go on."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from samspil.development import forms, selectors, services
from samspil.development.doors import doors
from samspil.development.findings import FindingRow
from samspil.development.offers import offers
from samspil.development.pages.drivers import drawing
from samspil.development.pages.frame import frame
from samspil.development.pages.measures import cards
from samspil.development.pages.parts import Below, parts
from samspil.development.pages.sparring import sparring_beside
from samspil.development.selectors import Choice
from samspil.development.views.acts import REFUSALS, done, page, readable, typed, writable
from samspil.people import rules as people
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of


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
        "sees_sparring": selectors.sees_sparring(viewer=viewer),
    }
    return render(request, "development/processes.html", context)


@require_safe
@signed_in_only
def process(request: HttpRequest, process: int) -> HttpResponse:
    """The aim, and every test in the order of time: what was predicted, and what happened."""
    view = readable(request, process)
    viewer, now = viewer_of(request), timezone.now()
    around = frame(viewer, view)
    brought = selectors.brought(viewer=viewer, view=view, now=now)
    diagram = selectors.drivers_of(view)
    measured = cards(selectors.measures(viewer=viewer, process=process))
    sparring = sparring_beside(viewer, view.row)
    below = Below(diagram, measured, sparring)
    context = {
        "view": view,
        "next_step": selectors.next_step(viewer=viewer, view=view),
        "parts": parts(view, around, below),
        "wordings": selectors.wordings(viewer=viewer, row=view.row),
        "drivers": diagram,
        "drivers_drawing": drawing(diagram) if diagram.rows else "",
        "brought": brought,
        "bringable": selectors.may_bring(viewer=viewer, view=view, standing=brought, now=now),
        "offers": offers(viewer, view),
        "doors": doors(viewer, view),
        "taken_home": selectors.taken_home(viewer=viewer, row=view.row),
        "sparring": sparring,
        "measures": measured,
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
    form = forms.BeginForm(choices, typed(request), initial=_first(finding))
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
    return [
        one
        for one in choices
        if one.code == finding.code and (one.is_joint or one.sector == finding.sector)
    ]


def _first(finding: FindingRow | None) -> dict[str, object]:
    return {"levers": [finding.lever]} if finding else {}


def _begin(request: HttpRequest, form: forms.BeginForm, finding: FindingRow | None) -> HttpResponse:
    edition, code, sector, *joint = form.cleaned_data["team"].split("/")
    try:
        begun = services.begin_process(
            actor=viewer_of(request),
            edition=edition,
            municipality=code,
            sector=sector,
            aim=form.aim(),
            finding=finding.id if finding else None,
            is_joint=bool(joint),
        )
    except services.JointProcessError as refusal:
        messages.info(request, str(REFUSALS[services.JointProcessError]))
        return redirect("development:process", process=refusal.process)
    except services.DevelopmentError as refusal:
        messages.error(request, str(REFUSALS[type(refusal)]))
        return redirect("development:processes")
    messages.success(request, _("Processen er begyndt. Resten kan komme lidt efter lidt."))
    return redirect("development:process", process=begun.pk)


@page
@signed_in_only
def aim(request: HttpRequest, process: int) -> HttpResponse:
    """Change the aim."""
    view = writable(request, process)
    form = forms.AimForm(typed(request), initial=forms.aim_values(view.aim))
    if request.method == "POST" and form.is_valid():
        return done(
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
    readable(request, process)
    return done(
        request,
        process,
        lambda: services.close_process(actor=viewer_of(request), process=process),
        _("Processen er afsluttet. Alt, hvad I har prøvet, står her stadig."),
    )
