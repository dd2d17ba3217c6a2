"""A list of teams taken in from a spreadsheet: first seen, then taken in, all or none."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspil.components.sheets import as_xlsx
from samspil.components.tables import download, table
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.programmes import rules, services, spreadsheets, words
from samspil.programmes.forms.lists import ListForm, complaint
from samspil.programmes.views.visits import edition_or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@never_cache
@signed_in_only
def form_sheet(request: HttpRequest, edition_id: str) -> HttpResponse:
    """An empty list to fill in, with one invented row."""
    if not rules.may_help(viewer_of(request), edition_id):
        raise PermissionDenied
    edition_or_404(edition_id)
    names = ("Kommune", "Partnerskab", "Navn", "Mail", "Titel", "Chef", "Antal")
    example = ("Eksempelby", "skole", "Fornavn Efternavn", "navn@kommune.dk", "Skolechef", "x", "5")
    sheet = table("En række for hver person. Ret eller slet eksemplet.", names, [example])
    return download(as_xlsx(sheet, "Hold"), f"hold-{edition_id}.xlsx", XLSX)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def take_in(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Which teams stand in the list, and what is wrong in it?"""
    viewer = viewer_of(request)
    if not rules.may_help(viewer, edition_id):
        raise PermissionDenied
    view = edition_or_404(edition_id)
    context = {"edition": view, "form": ListForm()}
    if request.method != "POST":
        return render(request, "programmes/list.html", context)
    form = ListForm(request.POST, request.FILES)
    context["form"] = form
    if not form.is_valid():
        return render(request, "programmes/list.html", context, status=422)
    given = form.cleaned_data
    read = services.read_list(viewer, edition_id, given["rows"], binding=given["binding"])
    if request.POST.get("go") == "take" and read.is_sound and read.rows:
        try:
            done = services.import_list(
                actor=viewer,
                edition=edition_id,
                rows=given["rows"],
                binding=given["binding"],
                reason=given["reason"],
            )
        except services.RegistrationError as error:
            messages.error(request, _refused(error))
        else:
            messages.success(request, _taken_in(done))
            return redirect("programmes:registrations", edition_id=edition_id)
    return _seen(request, context, given, read)


def _seen(
    request: HttpRequest, context: dict[str, object], given: dict[str, object],
    read: services.ListRead,
) -> HttpResponse:  # fmt: skip
    wrong = [complaint(one) for one in read.complaints]
    for row in read.rows:
        wrong += [f"{row.name}: {words.problem(problem)}" for problem in row.problems]
    text = spreadsheets.as_text(given["rows"])  # type: ignore[arg-type]
    shown = {"binding": given["binding"], "reason": given["reason"]}
    context |= {
        "read": read,
        "wrong": wrong,
        "given": given,
        "text": text,
        "form": ListForm(initial=shown),
    }
    return render(request, "programmes/list.html", context, status=422 if wrong else 200)


def _refused(error: services.RegistrationError) -> str:
    if isinstance(error, services.ClosedError):
        return _("Udgaven tager ikke imod tilmeldinger nu. Intet er indlæst.")
    if isinstance(error, services.ExampleOnlyError):
        return _("En eksempeludgave tager kun eksempelkommuner. Intet er indlæst.")
    return _("Listen kunne ikke indlæses, som den står. Intet er indlæst.")


def _taken_in(done: services.Imported) -> str:
    text = ngettext("%(n)s kommune er indlæst.", "%(n)s kommuner er indlæst.", done.new) % {
        "n": done.new
    }
    if done.known:
        text += " " + _("%(n)s stod der allerede.") % {"n": done.known}
    return text
