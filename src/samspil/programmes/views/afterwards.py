"""After a registration: the municipality's people, and the waiting list."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.programmes import rules, selectors, services, words
from samspil.programmes.forms.afterwards import PersonForm, WaitingForm
from samspil.programmes.services.errors import AlreadyConfirmedError
from samspil.programmes.views.visits import edition_or_404, visit_of
from samspil.programmes.visit import Visit


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def team_people(request: HttpRequest, edition_id: str, code: str) -> HttpResponse:
    """Who takes part, who is still to be named, who took whose place?"""
    viewer, view = viewer_of(request), edition_or_404(edition_id)
    visit = visit_of(viewer, view, code)
    if not rules.may_see(viewer, code, edition_id):
        raise PermissionDenied
    if not selectors.teams(viewer, edition_id, code):
        raise Http404
    form, about = None, ""
    if request.method == "POST":
        if not (
            rules.may_prepare(viewer, code, edition_id) or rules.may_except(viewer, edition_id)
        ):
            raise PermissionDenied
        about = request.POST.get("about", "")
        asks_why = about.startswith("replace:") or services.is_past(view, timezone.now())
        form = PersonForm(view.content, asks_why=asks_why, data=request.POST, prefix=about)
        if form.is_valid() and _changed(request, visit, form, about):
            return redirect("programmes:people", edition_id=edition_id, code=code)
    context = _people_page(visit, about, form)
    return render(request, "programmes/people.html", context, status=422 if form else 200)


def _changed(request: HttpRequest, visit: Visit, form: PersonForm, about: str) -> bool:
    """Name or replace; whether it was done. What was wrong stands in the form."""
    kind, _colon, which = about.partition(":")
    where: dict[str, Any] = {"edition": visit.edition.id, "municipality": visit.code}
    try:
        if kind == "replace" and which.isdecimal():
            services.replace_participant(
                actor=visit.viewer,
                participant=int(which[:18]),
                person=form.person(),
                reason=form.cleaned_data["reason"],
                **where,
            )
        else:
            services.name_participant(
                actor=visit.viewer,
                sector=which,
                person=form.person(),
                reason=form.cleaned_data.get("reason", ""),
                **where,
            )
    except services.IncompleteError as error:
        for problem in error.problems:
            form.add_error(None, words.problem(problem))
    except services.TooLateError:
        form.add_error(None, _("Fristen for at skifte navne er gået. Skriv til arrangøren."))
    except services.NoSuchPersonError:
        form.add_error(None, _("En kollega har ændret holdet imens. Se det igennem igen."))
    except services.NotConfirmedError as error:
        raise Http404 from error
    else:
        messages.success(request, _("Navnet er skrevet på, og personen får en mail."))
        return True
    return False


def _people_page(visit: Visit, about: str, form: PersonForm | None) -> dict[str, object]:
    viewer, edition_id, code = visit.viewer, visit.edition.id, visit.code
    content, now = visit.edition.content, timezone.now()
    is_past = services.is_past(visit.edition, now)
    teams = []
    for team in selectors.teams(viewer, edition_id, code):
        people = []
        for person in team.people:
            key = f"replace:{person.id}"
            own = form if key == about else PersonForm(content, asks_why=True, prefix=key)
            people.append((person, key, own))
        key = f"name:{team.sector}"
        own = form if key == about else PersonForm(content, asks_why=is_past, prefix=key)
        teams.append((team, people, key, own))
    return {
        "visit": visit,
        "edition": visit.edition,
        "teams": teams,
        "form": form,
        "about": about,
        "may_change": services.may_change_names(viewer, visit.edition, code, now),
        "is_past": is_past,
        "until": content.team.names_until if content.team else None,
        "changes": selectors.changes(viewer, edition_id, code),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def waiting(request: HttpRequest, edition_id: str, code: str) -> HttpResponse:
    """Is there a waiting list, and where are we on it?"""
    viewer, view = viewer_of(request), edition_or_404(edition_id)
    visit = visit_of(viewer, view, code)
    if not rules.may_write(viewer, code, edition_id):
        raise PermissionDenied
    place = selectors.own_place(viewer, edition_id, code)
    form = _waiting_form(request, visit, place)
    if request.method == "POST" and (request.POST.get("go") == "leave" or form.is_valid()):
        try:
            text = _asked(request, visit, form)
        except AlreadyConfirmedError:
            return redirect(visit.address("receipt"))
        except services.PlacesFreeError:
            messages.info(request, _("Der er plads: I kan tilmelde jer nu og behøver ikke vente."))
            return redirect("programmes:resume", edition_id=edition_id, code=code)
        except (services.ClosedError, services.ExampleOnlyError) as error:
            raise PermissionDenied from error
        messages.success(request, text)
        return redirect("programmes:waiting", edition_id=edition_id, code=code)
    context = {
        "visit": visit,
        "edition": view,
        "place": place,
        "form": form,
    }
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "programmes/waiting.html", context, status=status)


def _waiting_form(
    request: HttpRequest, visit: Visit, place: selectors.WaitingRow | None
) -> WaitingForm:
    """Return the wish as it stands: on the list, or else in the draft."""
    content = visit.edition.content
    if request.method == "POST" and request.POST.get("go") != "leave":
        return WaitingForm(content, request.POST)
    if place is not None:
        return WaitingForm(content, initial={"sectors": place.sectors, "note": place.note})
    return WaitingForm(content, initial={"sectors": [one.sector for one in visit.wish.teams]})


def _asked(request: HttpRequest, visit: Visit, form: WaitingForm) -> str:
    """Join or leave the list; return what was done."""
    edition, code = visit.edition.id, visit.code
    if request.POST.get("go") == "leave":
        services.leave_waiting_list(actor=visit.viewer, edition=edition, municipality=code)
        return _("I står ikke længere på ventelisten.")
    services.join_waiting_list(
        actor=visit.viewer, edition=edition, municipality=code, **form.cleaned_data
    )
    return _("I står på ventelisten. Det binder ikke.")
