"""The driver diagram: look at it, change it in place, take it along as a picture or a slide."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from samspil.development import forms, selectors, services
from samspil.development.pages import drivers as pages
from samspil.development.selectors import DriverView, ProcessView
from samspil.development.services import Change
from samspil.development.services.changes import from_json, rebase
from samspil.development.views.acts import REFUSALS, page, readable
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of

UNDO = "development_undo"
MOST_UNDO = 10
DONE: Mapping[str, Promise] = {
    "add": gettext_lazy("Føjet til: %(text)s"),
    "rename": gettext_lazy("Gemt: %(text)s"),
    "move": gettext_lazy("Flyttet: %(text)s"),
    "link": gettext_lazy("Forbundet: %(text)s"),
    "unlink": gettext_lazy("Skilt fra: %(text)s"),
    "up": gettext_lazy("Flyttet op: %(text)s"),
    "down": gettext_lazy("Flyttet ned: %(text)s"),
    "remove": gettext_lazy("Fjernet: %(text)s"),
}


@dataclass(frozen=True)
class Failure:
    """What was refused: the act, what was typed, why; ``asks`` where a yes would do it."""

    act: str
    node: int | None
    under: int | None
    text: str
    words: str
    asks: bool = False


@page
@signed_in_only
def drivers(request: HttpRequest, process: int) -> HttpResponse:
    """What must change for the aim to be reached, and by what? Changed in place."""
    whole = readable(request, process)
    view = selectors.drivers_of(whole)
    if request.method == "POST":
        return _act(request, whole, view)
    return _page(request, whole, view)


def _page(
    request: HttpRequest, whole: ProcessView, view: DriverView, failure: Failure | None = None
) -> HttpResponse:
    opened = failure.node if failure else _asked(request, "ret")
    row = view.row(opened) if opened else None
    context = {
        "view": whole,
        "drivers": view,
        "entries": pages.entries(view),
        "drawing": pages.drawing(view) if view.rows else "",
        "opened": opened,
        "opened_row": row,
        "targets": pages.targets(view, row) if row else [],
        "places": pages.places(view, row) if row else [],
        "above": [above for one in row.parents if (above := view.row(one))] if row else [],
        "adding": failure.under if failure and failure.act == "add" else _asked(request, "ny"),
        "adds_on_top": bool(failure and failure.act == "add" and not failure.under),
        "focus": _asked(request, "paa"),
        "failure": failure,
        "fails_on_top": bool(failure) and not _has_place(view, failure),
        "levers": selectors.lever_names(),
        "key": secrets.token_hex(10),
        "undo": _last_undo(request, view),
    }
    return render(request, "development/drivers.html", context, status=409 if failure else 200)


def _has_place(view: DriverView, failure: Failure | None) -> bool:
    """Whether what was refused is shown where it was typed; else it is shown above everything."""
    if failure is None or not view.may_write:
        return False
    place = failure.under if failure.act == "add" else failure.node
    return (failure.act == "add" and not place) or view.row(place or 0) is not None


def _asked(request: HttpRequest, name: str) -> int | None:
    wanted = request.GET.get(name, "")
    return int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 12 else None


# --- changing -----------------------------------------------------------------------------------


def _act(request: HttpRequest, whole: ProcessView, view: DriverView) -> HttpResponse:
    form = forms.DriverForm(request.POST)
    form.is_valid()
    if set(form.errors) - {"text"}:
        raise BadRequest
    given = form.cleaned_data
    if "text" in form.errors:
        return _page(request, whole, view, _failure(request, given, str(form.errors["text"][0])))
    if not view.may_write and whole.row.is_active:
        raise PermissionDenied
    try:
        change = _undone(request, view) if given["act"] == "undo" else _done(request, view, given)
    except services.TakesMoreAlongError as asked:
        return _page(request, whole, view, _failure(request, given, _question(asked), asks=True))
    except services.DevelopmentError as refusal:
        whole = readable(request, view.process)
        failure = _failure(request, given, _reason(refusal))
        return _page(request, whole, selectors.drivers_of(whole), failure)
    there = reverse("development:drivers", args=[view.process])
    return redirect(f"{there}?paa={change.node}#d{change.node}" if change.node else there)


def _done(request: HttpRequest, view: DriverView, given: Mapping[str, Any]) -> Change:
    act = given["act"]
    node, under, seen = given["node"] or 0, given["under"], given["seen"] or 0
    if act != "add" and view.row(node) is None:
        raise services.DriverGoneError
    one: dict[str, Any] = {"actor": viewer_of(request), "node": node, "seen": seen}
    words: dict[str, Callable[[], Change]] = {
        "add": lambda: services.add_driver(
            actor=one["actor"],
            process=view.process,
            text=given["text"],
            key=given["key"] or secrets.token_hex(10),
            under=under,
            after=given["after"],
        ),
        "rename": lambda: services.rename_driver(**one, text=given["text"], lever=given["lever"]),
        "move": lambda: services.move_driver(
            **one, under=under, leaving=given["leaving"], after=given["after"]
        ),
        "link": lambda: services.link_driver(**one, under=under or 0),
        "unlink": lambda: services.unlink_driver(**one, under=under or 0),
        "up": lambda: services.shift_driver(**one, up=True, under=under),
        "down": lambda: services.shift_driver(**one, up=False, under=under),
        "remove": lambda: services.remove_driver(**one, confirmed=given["confirmed"]),
    }
    change = words[act]()
    standing = view.row(node)
    said = str(DONE[act]) % {"text": given["text"] or (standing.text if standing else "")}
    messages.success(request, said)
    if not change.is_repeated:
        kept = [*request.session.get(UNDO, []), {"change": change.as_json(), "words": said}]
        request.session[UNDO] = kept[-MOST_UNDO:]
    if act == "remove":
        change.node = 0
    return change


def _last_undo(request: HttpRequest, view: DriverView) -> str:
    """What this person did last here, in words; empty where there is nothing to undo."""
    kept = request.session.get(UNDO, [])
    ours = bool(kept) and kept[-1]["change"]["process"] == view.process and view.may_write
    return str(kept[-1]["words"]) if ours else ""


def _undone(request: HttpRequest, view: DriverView) -> Change:
    if not _last_undo(request, view):
        messages.info(request, _("Der er ikke mere at fortryde."))
        return Change(view.process)
    kept = list(request.session[UNDO])
    last = kept.pop()
    request.session[UNDO] = kept
    change = from_json(last["change"])
    undone = services.undo_change(actor=viewer_of(request), change=change)
    for entry in kept:
        if entry["change"]["process"] == view.process:
            older = from_json(entry["change"])
            rebase(older, change, undone)
            entry["change"] = older.as_json()
    request.session[UNDO] = kept
    messages.success(request, _("Fortrudt. %(words)s") % {"words": last["words"]})
    return undone


def _failure(
    request: HttpRequest, given: Mapping[str, Any], words: str, *, asks: bool = False
) -> Failure:
    typed = request.POST.get("text", "")[:2000]
    return Failure(given["act"], given.get("node"), given.get("under"), typed, words, asks)


def _reason(refusal: services.DevelopmentError) -> str:
    if isinstance(refusal, services.DriverChangedError):
        return _("En anden har ændret den imens. Nu står der: %(text)s") % {"text": refusal.text}
    if isinstance(refusal, services.TextRefusedError) and refusal.reason == "missing":
        return _("Skriv, hvad der skal stå.")
    return str(REFUSALS[type(refusal)])


def _question(asked: services.TakesMoreAlongError) -> str:
    parts = []
    if asked.below:
        parts.append(_("Det, der står under den, ryger med (%(count)s).") % {"count": asked.below})
    if asked.tests:
        parts.append(
            _("Prøverne af idéen bliver stående, men uden en idé (%(count)s).")
            % {"count": asked.tests}
        )
    return " ".join(parts)


# --- taking it along ----------------------------------------------------------------------------


@require_safe
@signed_in_only
def drivers_file(request: HttpRequest, process: int, form: str) -> HttpResponse:
    """The diagram as a picture (svg, png), a slide (pptx) or an outline (txt)."""
    whole = readable(request, process)
    view = selectors.drivers_of(whole)
    match form:
        case "svg":
            content, kind = pages.as_svg(view, whole).encode(), "image/svg+xml"
        case "png":
            content, kind = pages.as_png(view, whole), "image/png"
        case "txt":
            content, kind = pages.as_text(view).encode(), "text/plain; charset=utf-8"
        case _:
            content = pages.as_slide(view, whole, created=timezone.now())
            kind = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    answer = HttpResponse(content, content_type=kind)
    name = f"driverdiagram-{whole.row.code}-{whole.row.sector}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
