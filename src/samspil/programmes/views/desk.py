"""The organiser's desk for one municipality: exceptions, the dialogue; and everybody's needs."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.people import selectors as people
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.programmes import rules, selectors, services, words
from samspil.programmes.forms.afterwards import (
    ChangeForm,
    HandOverForm,
    LetInForm,
    NoteForm,
    WithdrawForm,
)
from samspil.programmes.views.visits import edition_or_404, visit_of
from samspil.programmes.visit import Visit
from samspil.surveys import services as surveys

_OWN_RULES = frozenset({"note", "hand_over"})
"""Acts that are offered by other rules than those of exceptions."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def desk(request: HttpRequest, edition_id: str, code: str) -> HttpResponse:
    """How does one municipality stand, and what can be done beyond the rules?"""
    viewer, view = viewer_of(request), edition_or_404(edition_id)
    if not rules.may_see_all(viewer, edition_id):
        raise PermissionDenied
    visit = visit_of(viewer, view, code)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    made = _forms(visit, act, request.POST)
    if request.method == "POST":
        if act not in made or (act not in _OWN_RULES and not rules.may_except(viewer, edition_id)):
            raise PermissionDenied
        if made[act].is_valid() and _done(request, visit, act, made[act]):
            return redirect("programmes:desk", edition_id=edition_id, code=code)
    context = {
        "visit": visit,
        "edition": view,
        "standing": visit.registration,
        "forms": made,
        "act": act,
        "wrong": made.get(act),
        "may_except": rules.may_except(viewer, edition_id),
        "notes": selectors.notes(viewer, edition_id, code),
        "exemptions": selectors.exemptions(viewer, edition_id, code),
        "place": selectors.own_place(viewer, edition_id, code),
        "changes": selectors.changes(viewer, edition_id, code),
    }
    return render(request, "programmes/desk.html", context, status=422 if act else 200)


def _forms(visit: Visit, act: str, data: Any) -> dict[str, forms.Form]:  # noqa: ANN401
    """Return the forms that fit how the municipality stands; the one named is filled in."""

    def given(name: str) -> dict[str, Any]:
        return {"data": data if name == act else None, "prefix": name}

    standing = visit.registration
    made: dict[str, forms.Form] = {}
    if rules.may_hand_over(visit.viewer) and (holders := people.municipal_holders(visit.code)):
        choices = [(one.user_id, f"{one.name}, {one.email}") for one in holders]
        made["hand_over"] = HandOverForm(choices, **given("hand_over"))
    if standing is None or standing.confirmation is None:
        return made | {"let_in": LetInForm(**given("let_in"))}
    made["note"] = NoteForm(**given("note"))
    if standing.withdrawn_at is None:
        made["change"] = ChangeForm(visit.edition.content, visit.wish, **given("change"))
        made["withdraw"] = WithdrawForm(**given("withdraw"))
    return made


def _done(request: HttpRequest, visit: Visit, act: str, form: forms.Form) -> bool:
    """Do it, and say so; whether it was done. What was wrong stands in the form."""
    acts: dict[str, Callable[[Visit, forms.Form], str]] = {
        "note": _note,
        "change": _change,
        "withdraw": _withdraw,
        "let_in": _let_in,
        "hand_over": _hand_over,
    }
    try:
        messages.success(request, acts[act](visit, form))
    except services.IncompleteError as error:
        for problem in error.problems:
            form.add_error(None, words.problem(problem))
        return False
    except services.NoSuchPersonError:
        form.add_error("email", _("Skriv en anden end den, der holder op."))
        return False
    except (services.ClosedError, services.ExampleOnlyError):
        form.add_error(None, _("Udgaven tager ikke imod denne kommune nu, heller ikke med lov."))
        return False
    except services.NotConfirmedError:
        form.add_error(None, _("Tilmeldingen er ændret imens. Se siden igennem igen."))
        return False
    return True


def _where(visit: Visit) -> dict[str, Any]:
    return {"actor": visit.viewer, "edition": visit.edition.id, "municipality": visit.code}


def _note(visit: Visit, form: forms.Form) -> str:
    services.note_dialogue(**_where(visit), **form.cleaned_data)
    return _("Samtalen er noteret.")


def _change(visit: Visit, form: forms.Form) -> str:
    if not isinstance(form, ChangeForm):  # pragma: no cover - the forms are made above
        raise TypeError(form)
    services.change_order(
        participants=form.participants(),
        pre_analyses=tuple(form.cleaned_data.get("pre_analyses", ())),
        reason=form.cleaned_data["reason"],
        **_where(visit),
    )
    return _("Tilmeldingen er ændret, og den, der bandt kommunen, får en mail.")


def _withdraw(visit: Visit, form: forms.Form) -> str:
    services.withdraw(
        reason=form.cleaned_data["reason"],
        keep_price=form.cleaned_data["keep_price"] == "yes",
        **_where(visit),
    )
    return _("Kommunen er løst fra tilmeldingen, og den, der bandt den, får en mail.")


def _let_in(visit: Visit, form: forms.Form) -> str:
    services.let_in(
        until=form.cleaned_data["until"], reason=form.cleaned_data["reason"], **_where(visit)
    )
    return _("Kommunen kan nu tilmelde sig. Står den på ventelisten, får den en mail.")


def _hand_over(visit: Visit, form: forms.Form) -> str:
    if not isinstance(form, HandOverForm):  # pragma: no cover - the forms are made above
        raise TypeError(form)
    services.hand_over(
        actor=visit.viewer,
        municipality=visit.code,
        former=form.cleaned_data["former"],
        person=form.person(),
        reason=form.cleaned_data["reason"],
    )
    return _("Roller og pladser er givet videre, og begge får en mail.")


@require_POST
@never_cache
@signed_in_only
def ask_needs(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Ask every registered municipality about its needs."""
    viewer = viewer_of(request)
    edition_or_404(edition_id)
    if not rules.may_except(viewer, edition_id):
        raise PermissionDenied
    try:
        count = services.ask_needs(actor=viewer, edition=edition_id)
    except surveys.ClosedError:
        messages.warning(request, _("Fristen for at svare er gået, så ingen er spurgt."))
        return redirect("programmes:needs", edition_id=edition_id)
    text = ngettext("%(n)s chef er spurgt.", "%(n)s chefer er spurgt.", count) % {"n": count}
    messages.success(request, text if count else _("Alle er spurgt allerede."))
    return redirect("programmes:needs", edition_id=edition_id)


@require_safe
@never_cache
@signed_in_only
def needs(request: HttpRequest, edition_id: str) -> HttpResponse:
    """What do the municipalities need and wish for?"""
    viewer, view = viewer_of(request), edition_or_404(edition_id)
    if not rules.may_see_all(viewer, edition_id):
        raise PermissionDenied
    asked, answers = selectors.needs(viewer, services.needs_subject(edition_id))
    context = {
        "edition": view,
        "asked": asked,
        "answers": answers,
        "may_ask": rules.may_except(viewer, edition_id),
    }
    return render(request, "programmes/needs.html", context)
