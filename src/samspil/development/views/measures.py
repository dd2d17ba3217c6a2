"""Pages of measures: the overview, begin and change one, the chart and what leaves it as a file."""

from collections.abc import Callable

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.components.charts import picture, png
from samspil.components.tables import csv_response, download
from samspil.development import selectors, services
from samspil.development.forms import measures as forms
from samspil.development.measuring import complaints, public, slide
from samspil.development.models import Measure, MeasurePhase, MeasurePoint, TestOfChange
from samspil.development.pages import measures as pages
from samspil.development.selectors import MeasureView, ProcessView
from samspil.development.views.acts import REFUSALS, page, readable, typed, writable
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_GONE = (
    Measure.DoesNotExist,
    MeasurePoint.DoesNotExist,
    MeasurePhase.DoesNotExist,
    TestOfChange.DoesNotExist,
)


# --- the family ------------------------------------------------------------------------------


@require_safe
@signed_in_only
def overview(request: HttpRequest, process: int) -> HttpResponse:
    """All measures of a process with what each says now, and which kind is missing."""
    view = readable(request, process)
    viewer = viewer_of(request)
    found = selectors.measures(viewer=viewer, process=process)
    context = {
        "view": view,
        "cards": pages.cards(found),
        "missing": pages.missing(found),
        "put_aside": selectors.measures(viewer=viewer, process=process, put_aside=True),
    }
    return render(request, "development/measures.html", context)


@page
@signed_in_only
def begin(request: HttpRequest, process: int) -> HttpResponse:
    """Begin to measure something of one's own."""
    view = writable(request, process)
    form = forms.MeasureForm(typed(request))
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: services.begin_measure(
                actor=viewer_of(request), process=process, plan=form.plan()
            ),
        )
        if isinstance(made, Measure):
            messages.success(request, str(_("Målingen er begyndt. Skriv det første målepunkt.")))
            pasted = made.source == Measure.Source.PASTED
            to = "development:measure_paste" if pasted else "development:measure"
            return redirect(to, process=process, measure=made.pk)
    return render(request, "development/measure_form.html", {"view": view, "form": form})


@page
@signed_in_only
def begin_public(request: HttpRequest, process: int) -> HttpResponse:
    """Follow a figure that Samspil has of the municipality."""
    view = writable(request, process)
    choices = public.choices(view.row.code)
    form = forms.IndicatorForm(choices, typed(request))
    if request.method == "POST" and choices and form.is_valid():
        made = attempt(
            form,
            lambda: services.begin_measure(
                actor=viewer_of(request), process=process, plan=form.plan()
            ),
        )
        if isinstance(made, Measure):
            return redirect("development:measure", process=process, measure=made.pk)
    context = {"view": view, "form": form if choices else None}
    return render(request, "development/measure_public.html", context)


@page
@signed_in_only
def change(request: HttpRequest, process: int, measure: int) -> HttpResponse:
    """Change what is measured, or how."""
    view, one = writable_measure(request, process, measure)
    if not one.is_own:
        raise Http404
    form = forms.MeasureForm(typed(request), initial=forms.measure_values(one))
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: services.change_measure(
                actor=viewer_of(request), measure=measure, plan=form.plan()
            ),
        )
        if made is not None:
            messages.success(request, str(_("Det, I måler, er gemt.")))
            return redirect("development:measure", process=process, measure=measure)
    context = {"view": view, "measure": one, "form": form}
    return render(request, "development/measure_form.html", context)


@require_POST
@signed_in_only
def put_aside(request: HttpRequest, process: int, measure: int) -> HttpResponse:
    """Put a measure aside, or take it up again."""
    readable_measure(request, process, measure)
    aside = request.POST.get("frem") != "ja"
    words = _("Målingen er lagt til side. Målepunkterne står her stadig.")
    return act(
        request,
        lambda: services.put_measure_aside(actor=viewer_of(request), measure=measure, aside=aside),
        words if aside else _("Målingen er taget frem igen."),
        to=reverse("development:measures", args=[process]),
    )


# --- the chart -------------------------------------------------------------------------------


@require_safe
@signed_in_only
def measure(request: HttpRequest, process: int, measure: int) -> HttpResponse:
    """The chart: what is seen, never stronger than the points allow."""
    view, one = readable_measure(request, process, measure)
    where = {"process": process, "measure": measure}
    form = None
    if view.may_write and one.is_own and not one.is_put_aside:
        today = timezone.localdate()
        form = forms.PointForm(one, initial={"when": pages.expected(one, today)})
    choices = [(test.id, f"{test.number}. {test.question}") for test in view.tests]
    context = {
        "view": view,
        "measure": one,
        "chart": selectors.chart(one),
        "files": {
            name: reverse(f"development:measure_{name}", kwargs=where)
            for name in ("csv", "png", "svg", "slide")
        },
        "form": form,
        "target": one.shown(one.target),
        "own_few": sum(point.is_few for point in one.measured) if one.is_own else 0,
        "conditions": pages.conditions(one) if view.may_write and one.measured[1:] else (),
        "watch": forms.WatchForm(choices, initial=forms.watch_values(one.tests))
        if view.may_write and choices
        else None,
    }
    return render(request, "development/measure.html", context)


@require_POST
@signed_in_only
def watch(request: HttpRequest, process: int, measure: int) -> HttpResponse:
    """Say which tests of change are followed on this measure."""
    view, _one = readable_measure(request, process, measure)
    choices = [(test.id, test.question) for test in view.tests]
    form = forms.WatchForm(choices, request.POST)
    if not form.is_valid():
        raise Http404
    return act(
        request,
        lambda: services.watch_tests(
            actor=viewer_of(request), measure=measure, tests=form.cleaned_data["tests"]
        ),
        _("Prøverne står nu på målingens tidslinje."),
        to=_chart_of(process, measure),
    )


# --- what leaves the page: never with points about few ---------------------------------------


@require_safe
@never_cache
@signed_in_only
def csv(request: HttpRequest, process: int, measure: int) -> HttpResponse:
    """The points as a file."""
    one = _shared(request, process, measure)
    return csv_response(selectors.chart(one).table, f"samspil-maal-{measure}")


@require_safe
@never_cache
@signed_in_only
def picture_png(request: HttpRequest, process: int, measure: int) -> HttpResponse:
    """The chart as a picture."""
    one = _shared(request, process, measure)
    content = png(selectors.chart(one))
    return download(content, f"samspil-maal-{measure}.png", "image/png")


@require_safe
@never_cache
@signed_in_only
def picture_svg(request: HttpRequest, process: int, measure: int) -> HttpResponse:
    """The chart as a drawing that can be made larger."""
    one = _shared(request, process, measure)
    content = picture(selectors.chart(one)).encode()
    return download(content, f"samspil-maal-{measure}.svg", "image/svg+xml")


@require_safe
@never_cache
@signed_in_only
def slides(request: HttpRequest, process: int, measure: int) -> HttpResponse:
    """The chart on one slide, for a presentation of one's own."""
    one = _shared(request, process, measure)
    return download(slide.made(one), f"samspil-maal-{measure}.pptx", PPTX)


def _shared(request: HttpRequest, process: int, measure: int) -> MeasureView:
    found = selectors.measure(
        viewer=viewer_of(request), process=process, measure=measure, for_others=True
    )
    if found is None:
        raise Http404
    return found


# --- what the pages share --------------------------------------------------------------------


def readable_measure(
    request: HttpRequest, process: int, measure: int
) -> tuple[ProcessView, MeasureView]:
    """Return process and measure, or raise Http404 where this person may read neither."""
    view = readable(request, process)
    one = selectors.measure(viewer=viewer_of(request), process=process, measure=measure)
    if one is None:
        raise Http404
    return view, one


def writable_measure(
    request: HttpRequest, process: int, measure: int
) -> tuple[ProcessView, MeasureView]:
    """Return process and measure of somebody who may change them."""
    view, one = readable_measure(request, process, measure)
    writable(request, process)
    return view, one


def attempt(form: django_forms.Form, do: Callable[[], object]) -> object | None:
    """Do it; None, with words on the form, where it is refused."""
    try:
        return do()
    except NotAllowedError as error:
        raise PermissionDenied from error
    except services.MeasureRefusedError as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, complaints.words(refusal.code))
    except services.TextRefusedError as refusal:
        code = "text_twice" if refusal.reason == "twice" else refusal.reason
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, complaints.words(code))
    except services.ProcessClosedError:
        form.add_error(None, str(REFUSALS[services.ProcessClosedError]))
    return None


def act(request: HttpRequest, do: Callable[[], object], words: Promise, *, to: str) -> HttpResponse:
    """Do what a button asks, say so or why not, and go on."""
    try:
        do()
    except NotAllowedError as error:
        raise PermissionDenied from error
    except _GONE as error:
        raise Http404 from error
    except services.MeasureRefusedError as refusal:
        messages.error(request, complaints.words(refusal.code))
    except services.DevelopmentError as refusal:
        messages.error(request, str(REFUSALS[type(refusal)]))
    else:
        messages.success(request, str(words))
    return redirect(to)


def _chart_of(process: int, measure: int) -> str:
    return reverse("development:measure", args=[process, measure])
