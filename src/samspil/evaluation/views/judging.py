"""Judging a criterion, closing an evaluation and opening it again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop
from django.views.decorators.http import require_http_methods, require_POST

from samspil.evaluation import selectors, services
from samspil.evaluation.forms import JudgementForm
from samspil.evaluation.selectors import CriterionView
from samspil.evaluation.views.common import municipality_or_404, must_run
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError

page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class _Where:
    """What is judged in: an edition, or one of its teams; and the page one came from."""

    edition: str
    back: str
    name: str
    code: str = ""
    sector: str = ""


CLOSED = gettext_noop("Evalueringen er afsluttet. Åbn den igen for at vurdere.")
_REFUSED: Mapping[str, Promise] = {
    "missing": gettext_lazy("Vælg et af de fire, og skriv hvorfor."),
    "long": gettext_lazy("Begrundelsen er for lang. Kort den af, så den kan gemmes."),
    "cpr": gettext_lazy(
        "Her står noget, der ligner et CPR-nummer. Fjern det, så gemmer vi resten."
    ),
}


@page
@signed_in_only
def judge(
    request: HttpRequest, edition: str, code: str, sector: str, criterion: str
) -> HttpResponse:
    """How does the municipality judge a criterion itself?"""
    found = municipality_or_404(request, edition, code, sector)
    part = next((one for one in found.parts if one.team.sector == sector), None)
    if part is None:
        raise Http404
    if not part.may_close:
        raise PermissionDenied
    one = _criterion(part.criteria, criterion)
    back = reverse("evaluation:municipality", args=[edition, code, sector])
    if not part.may_judge and request.method != "POST":
        return _closed(request, back)
    where = f"{found.name}, {part.sector_name.lower()}"
    return _judged(request, one, _Where(edition, back, where, code, sector))


@page
@signed_in_only
def judge_edition(request: HttpRequest, edition: str, criterion: str) -> HttpResponse:
    """How do those who run the edition judge a criterion?"""
    found = must_run(request, edition)
    one = _criterion(found.criteria, criterion)
    back = reverse("evaluation:edition", args=[edition])
    if not found.may_judge and request.method != "POST":
        return _closed(request, back)
    return _judged(request, one, _Where(edition, back, found.title))


def _criterion(criteria: tuple[CriterionView, ...], criterion: str) -> CriterionView:
    for one in criteria:
        if one.criterion.id == criterion:
            return one
    raise Http404


def _closed(request: HttpRequest, back: str) -> HttpResponse:
    messages.warning(request, _(CLOSED))
    return redirect(back)


def _judged(request: HttpRequest, one: CriterionView, place: _Where) -> HttpResponse:
    """Show the form, or keep what was judged and go back."""
    first = JudgementForm.first_values(one.judgement)
    form = JudgementForm(request.POST) if request.method == "POST" else JudgementForm(initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            services.judge(
                actor=viewer_of(request),
                edition=place.edition,
                criterion=one.criterion.id,
                verdict=form.cleaned_data["verdict"],
                reason=form.cleaned_data["reason"],
                municipality=place.code,
                sector=place.sector,
            )
        except services.TextRefusedError as refused:
            form.add_error("reason", str(_REFUSED[refused.reason]))
        except services.ClosedError:
            # Closed meanwhile: what was typed stays in the form.
            form.add_error(None, _(CLOSED))
        else:
            messages.success(request, _("Vurderingen er gemt."))
            return redirect(f"{place.back}#{one.criterion.id}")
    context = {
        "form": form,
        "one": one,
        "back": place.back,
        "where": place.name,
        # The newest stands in the form.
        "earlier": selectors.versions(place.edition, place.code, place.sector, one.criterion.id)[
            1:
        ],
    }
    return render(request, "evaluation/judge.html", context)


@require_POST
@signed_in_only
def close(request: HttpRequest, edition: str, code: str, sector: str) -> HttpResponse:
    """Say that a municipality's evaluation is finished."""
    municipality_or_404(request, edition, code, sector)
    _done(lambda: services.close(
        actor=viewer_of(request), edition=edition, municipality=code, sector=sector
    ))  # fmt: skip
    return redirect("evaluation:municipality", edition, code, sector)


@require_POST
@signed_in_only
def reopen(request: HttpRequest, edition: str, code: str, sector: str) -> HttpResponse:
    """Open a municipality's evaluation again."""
    municipality_or_404(request, edition, code, sector)
    _done(lambda: services.reopen(
        actor=viewer_of(request), edition=edition, municipality=code, sector=sector
    ))  # fmt: skip
    return redirect("evaluation:municipality", edition, code, sector)


@require_POST
@signed_in_only
def close_edition(request: HttpRequest, edition: str) -> HttpResponse:
    """Say that the edition's evaluation is finished."""
    must_run(request, edition)
    _done(lambda: services.close(actor=viewer_of(request), edition=edition))
    return redirect("evaluation:edition", edition)


@require_POST
@signed_in_only
def reopen_edition(request: HttpRequest, edition: str) -> HttpResponse:
    """Open the edition's evaluation again."""
    must_run(request, edition)
    _done(lambda: services.reopen(actor=viewer_of(request), edition=edition))
    return redirect("evaluation:edition", edition)


def _done(act: Callable[[], object]) -> None:
    try:
        act()
    except NotAllowedError as error:
        raise PermissionDenied from error
    except services.NoSuchEvaluationError as error:
        raise Http404 from error
