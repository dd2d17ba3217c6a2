"""Writing to a chosen set of those who take part."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.viewer import Viewer
from samspil.programmes import rules, selectors, services
from samspil.programmes.forms.group_letters import AUDIENCES, GroupLetterForm
from samspil.programmes.models import GroupLetter
from samspil.programmes.selectors import EditionView, GroupLetterView
from samspil.programmes.views.visits import edition_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def write(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Write a letter to a chosen set, and see those that were sent."""
    viewer, view = _writer(request, edition_id)
    form = GroupLetterForm(_choices(viewer, edition_id), data=request.POST or None)
    if request.method == "POST" and (number := _saved(viewer, view, form, None)):
        return redirect("programmes:group_letter", edition_id=edition_id, number=number)
    context = {
        "edition": view,
        "form": form,
        "letters": [_line(one) for one in selectors.group_letters(viewer, edition_id)],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "programmes/group_letters.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def one(request: HttpRequest, edition_id: str, number: int) -> HttpResponse:
    """One letter: who gets it, what it says; changed, tried and sent here while it is a draft."""
    viewer, view = _writer(request, edition_id)
    found = selectors.group_letter(viewer, edition_id, number)
    if found is None:
        raise Http404
    form = _form(viewer, view, found)
    if request.method == "POST":
        form = GroupLetterForm(_choices(viewer, edition_id), data=request.POST)
        answer = _acted(request, viewer, view, found, form)
        if answer is not None:
            return answer
    to = selectors.addressees(viewer, edition_id, found.audience, found.municipalities)
    context = {"edition": view, "letter": found, "line": _line(found), "to": to, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "programmes/group_letter.html", context, status=status)


def _acted(
    request: HttpRequest,
    viewer: Viewer,
    view: EditionView,
    found: GroupLetterView,
    form: GroupLetterForm,
) -> HttpResponse | None:
    """Do what was pressed and return where to go; None where the form has something wrong."""
    where: dict[str, Any] = {"actor": viewer, "edition": view.id, "number": found.id}
    go = request.POST.get("go", "")
    try:
        if go == "send":
            return redirect(services.send_group_letter(**where).get_absolute_url())
        if go == "test":
            services.try_group_letter(**where)
            messages.success(request, _("Prøven er sendt til jer selv."))
        elif not _saved(viewer, view, form, found.id):
            return None
        else:
            messages.success(request, _("Brevet er gemt. Ingen har fået det endnu."))
    except services.NobodyToWriteToError:
        messages.warning(request, _("Ingen er i den gruppe nu, så intet er sendt."))
    except GroupLetter.DoesNotExist:
        messages.info(request, _("Brevet er allerede sendt. Det sendes ikke igen."))
    return redirect("programmes:group_letter", edition_id=view.id, number=found.id)


def _saved(
    viewer: Viewer, view: EditionView, form: GroupLetterForm, number: int | None
) -> int | None:
    """Return the number of the draft, None where the form has something wrong."""
    if not form.is_valid():
        return None
    given = form.cleaned_data
    try:
        row = services.write_group_letter(
            actor=viewer,
            edition=view.id,
            audience=GroupLetter.Audience(given["audience"]),
            municipalities=given["municipalities"],
            subject=given["subject"],
            body=given["body"],
            number=number,
        )
    except services.NobodyToWriteToError:
        form.add_error("audience", _("Ingen er i den gruppe nu. Vælg en anden."))
        return None
    return row.pk


def _writer(request: HttpRequest, edition_id: str) -> tuple[Viewer, EditionView]:
    viewer, view = viewer_of(request), edition_or_404(edition_id)
    if not rules.may_invite(viewer, edition_id):
        raise PermissionDenied
    return viewer, view


def _choices(viewer: Viewer, edition_id: str) -> list[tuple[str, str]]:
    rows = selectors.registrations(viewer, edition_id)
    return [(row.code, row.municipality) for row in rows if row.is_confirmed]


def _form(viewer: Viewer, view: EditionView, found: GroupLetterView) -> GroupLetterForm:
    initial = {
        "audience": found.audience,
        "municipalities": found.municipalities,
        "subject": found.subject,
        "body": found.body,
    }
    return GroupLetterForm(_choices(viewer, view.id), initial=initial)


def _line(found: GroupLetterView) -> dict[str, Any]:
    return {"letter": found, "audience": AUDIENCES[found.audience]}
