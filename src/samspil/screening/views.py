"""Pages of screenings: the list, the seven levers on one page, a finding, the slides."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.people import rules as people
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError
from samspil.screening import offers, selectors, sentences, services
from samspil.screening.forms import FindingForm, JudgementForm, StartForm
from samspil.screening.selectors import LeverView, ScreeningView


@require_safe
@never_cache
@signed_in_only
def index(request: HttpRequest) -> HttpResponse:
    """The screenings one may read, and those one can begin."""
    viewer = viewer_of(request)
    form = StartForm(choices=selectors.can_start(viewer=viewer))
    return _index(request, form)


def _index(request: HttpRequest, form: StartForm) -> HttpResponse:
    viewer = viewer_of(request)
    context = {
        "screenings": selectors.mine(viewer=viewer),
        "followed": selectors.followed(viewer=viewer),
        "follows": people.is_organiser(viewer),
        "choices": selectors.can_start(viewer=viewer),
        "form": form,
    }
    return render(request, "screening/index.html", context)


@require_POST
@signed_in_only
def start(request: HttpRequest) -> HttpResponse:
    """Begin a screening, or go to the one that is open."""
    viewer = viewer_of(request)
    form = StartForm(request.POST, choices=selectors.can_start(viewer=viewer))
    if not form.is_valid():
        return _index(request, form)
    code, sector, edition = form.cleaned_data["choice"]
    try:
        begun = services.start(actor=viewer, municipality=code, sector=sector, edition=edition)
    except NotAllowedError as error:
        raise PermissionDenied from error
    except services.AnswerRefusedError:
        form.add_error("choice", _("Vælg en af mulighederne."))
        return _index(request, form)
    return redirect("screening:show", begun.pk)


@require_safe
@never_cache
@signed_in_only
def show(request: HttpRequest, screening_id: int) -> HttpResponse:
    """Where are we well-equipped, where challenged, on what evidence?"""
    return _show(request, _readable(request, screening_id))


def _readable(request: HttpRequest, screening_id: int) -> ScreeningView:
    """Return the screening; a stranger learns not even that there is one."""
    found = selectors.screening(viewer=viewer_of(request), screening=screening_id)
    if found is None:
        raise Http404
    return found


def _show(
    request: HttpRequest, view: ScreeningView, refused: JudgementForm | None = None
) -> HttpResponse:
    return render(request, "screening/screening.html", _context(request, view, refused))


def _context(
    request: HttpRequest, view: ScreeningView, refused: JudgementForm | None = None
) -> dict[str, Any]:
    """Return what the page shows; ``refused`` is the one form that could not be saved."""
    viewer = viewer_of(request)
    may_edit = selectors.may_edit(viewer=viewer, row=view.row)
    levers = [_lever(view, lever, refused, may_edit=may_edit) for lever in view.levers]
    for lever in levers:
        lever["findings"] = [
            (finding, offers.offers(viewer, view.row, finding))
            for finding in lever["view"].findings
        ]
    return {
        "screening": view,
        "levers": levers,
        "may_edit": may_edit,
        "statement": sentences.say(view.instrument.statement),
        "instruction": sentences.say(view.instrument.instruction),
    }


def _lever(
    view: ScreeningView, lever: LeverView, refused: JudgementForm | None, *, may_edit: bool
) -> dict[str, Any]:
    form, is_school = None, view.row.sector == "school"
    if may_edit:
        form = JudgementForm(instrument=view.instrument, lever=lever)
        if refused is not None and refused.prefix == form.prefix:
            form = refused
    asked, say = lever.lever, sentences.say
    return {
        "view": lever,
        "meaning": say(asked.meaning),
        "help": say(asked.help) if asked.help else "",
        "question": say(asked.question.school if is_school else asked.question.daycare),
        "levels": [say(level.text) for level in asked.levels],
        "evidence": [say(text) for text in asked.evidence],
        "ask": [say(text) for text in asked.ask],
        "form": form,
    }


@require_POST
@signed_in_only
def judge(request: HttpRequest, screening_id: int, lever: int) -> HttpResponse:
    """Save one lever's answer by itself; whatever stands in the others' forms stays there."""
    view = _readable(request, screening_id)
    asked = next((one for one in view.levers if one.number == lever), None)
    if asked is None:
        raise Http404
    form = JudgementForm(request.POST, instrument=view.instrument, lever=asked)
    if not form.is_valid():
        _must_edit(request, view)
        return _answer(request, view, lever, form)
    done = _change(
        request,
        lambda: services.judge(
            actor=viewer_of(request),
            screening=screening_id,
            question=f"{lever}.1",
            level=form.cleaned_data["level"],
            evidence=form.cleaned_data["evidence"],
            evidence_kind=form.cleaned_data["evidence_kind"],
        ),
    )
    if done and _is_htmx(request):
        return _answer(request, _readable(request, screening_id), lever)
    address = reverse("screening:show", args=[screening_id])
    if done:
        messages.success(request, _("Greb %(lever)s er gemt.") % {"lever": lever})
    return redirect(f"{address}#greb-{lever}")


def _must_edit(request: HttpRequest, view: ScreeningView) -> None:
    if not selectors.may_edit(viewer=viewer_of(request), row=view.row):
        raise PermissionDenied


def _change(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Do it; returns whether it was done. A finished screening says so."""
    try:
        act()
    except NotAllowedError as error:
        raise PermissionDenied from error
    except services.FinishedError:
        messages.warning(request, _("Foranalysen er afsluttet og kan ikke ændres."))
        return False
    return True


def _answer(
    request: HttpRequest, view: ScreeningView, lever: int, refused: JudgementForm | None = None
) -> HttpResponse:
    """Return the whole page, or only the lever where the page asks for just that."""
    if not _is_htmx(request):
        return _show(request, view, refused)
    context = _context(request, view, refused)
    context["lever"] = next(one for one in context["levers"] if one["view"].number == lever)
    context["saved"] = refused is None
    return render(request, "screening/_saved.html", context)


def _is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def add_finding(request: HttpRequest, screening_id: int) -> HttpResponse:
    """Write a finding."""
    view = _readable(request, screening_id)
    _must_edit(request, view)
    chosen = request.GET.get("greb", "")
    initial = {"lever": int(chosen)} if chosen in {str(n.number) for n in view.levers} else {}
    form = FindingForm(request.POST or None, levers=view.levers, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return render(request, "screening/finding.html", {"screening": view, "form": form})
    done = _change(
        request,
        lambda: services.add_finding(
            actor=viewer_of(request), screening=screening_id, **form.cleaned_data
        ),
    )
    if done:
        messages.success(request, _("Fundet er gemt."))
    address = reverse("screening:show", args=[screening_id])
    return redirect(f"{address}#greb-{form.cleaned_data['lever']}")


@require_POST
@signed_in_only
def finish(request: HttpRequest, screening_id: int) -> HttpResponse:
    """Finish the screening as it is."""
    _readable(request, screening_id)
    _change(request, lambda: services.finish(actor=viewer_of(request), screening=screening_id))
    messages.success(request, _("Foranalysen er afsluttet. Nu kan jeres politikere også læse den."))
    return redirect("screening:show", screening_id)
