"""Where a programme owner writes editions: copy, change, preview, publish, close, files."""

import datetime as dt

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.viewer import Viewer
from samspil.programmes import complaints, edition_file, edition_words, rules, selectors, services
from samspil.programmes.copying import with_own_source
from samspil.programmes.edition_parts import COPENHAGEN
from samspil.programmes.forms.edition_base import PartForm
from samspil.programmes.forms.editions import (
    BY_SLUG,
    AsOfForm,
    CopyForm,
    ImportForm,
    Part,
    PublishForm,
)
from samspil.programmes.pages import editing as pages
from samspil.programmes.selectors import EditionAtWork
from samspil.programmes.services.editions import mark


def _owner(request: HttpRequest) -> Viewer:
    """Return who writes editions, or end as not allowed."""
    viewer = viewer_of(request)
    if not rules.may_edit_editions(viewer):
        raise PermissionDenied
    return viewer


def _work(request: HttpRequest, edition_id: str) -> EditionAtWork:
    """Return the edition to be written, or end as not allowed or not found."""
    found = selectors.edition_at_work(_owner(request), edition_id)
    if found is None:
        raise Http404
    return found


@require_safe
@never_cache
@signed_in_only
def workshop(request: HttpRequest) -> HttpResponse:
    """Which editions are there to write or copy?"""
    viewer = _owner(request)
    context = pages.workshop(
        selectors.editions_at_work(viewer), selectors.historical_editions(viewer)
    )
    return render(request, "programmes/editing_list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def copy(request: HttpRequest, edition_id: str) -> HttpResponse:
    """What shall the new edition be called?"""
    viewer = _owner(request)
    source = selectors.edition(edition_id)
    if source is None:
        raise Http404
    form = CopyForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        name = form.cleaned_data["edition"]
        try:
            services.copy_edition(actor=viewer, copied=edition_id, edition=name)
        except services.EditionRefusedError as error:
            for found in error.complaints:
                form.add_error("edition", edition_words.complaint(found))
        else:
            return redirect("programmes:edit", edition_id=name)
    context = {"form": form, "source": source}
    status = 422 if form.errors else 200
    return render(request, "programmes/editing_copy.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def take_in(request: HttpRequest) -> HttpResponse:
    """Which definition file?"""
    viewer = _owner(request)
    posted = request.method == "POST"
    form = ImportForm(request.POST, request.FILES) if posted else ImportForm()
    refused = []
    if posted and form.is_valid():
        try:
            stated = services.import_edition(actor=viewer, content=form.content())
        except services.EditionRefusedError as error:
            refused = [pages.complaint_row("-", found) for found in error.complaints]
        else:
            messages.success(request, _("Filen er taget ind som kladde. Se den igennem, og udgiv."))
            return redirect("programmes:edit", edition_id=stated["id"])
    context = {"form": form, "refused": refused}
    status = 422 if form.errors or refused else 200
    return render(request, "programmes/editing_import.html", context, status=status)


@require_safe
@never_cache
@signed_in_only
def overview(request: HttpRequest, edition_id: str) -> HttpResponse:
    """What is missing, what can be written, what happens when it is published?"""
    work = _work(request, edition_id)
    context = pages.overview(work) | {"as_of": AsOfForm(initial={"day": timezone.localdate()})}
    return render(request, "programmes/editing_overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def part(request: HttpRequest, edition_id: str, slug: str) -> HttpResponse:
    """Write one part."""
    work = _work(request, edition_id)
    one = BY_SLUG.get(slug)
    if one is None:
        raise Http404
    if request.method != "POST":
        context = pages.part(work, one, one.form(work.stated))
        return render(request, "programmes/editing_part.html", context)
    form = one.form(work.stated, request.POST)
    if form.is_valid() and _holds(form, one) and _saved(request, work, form):
        return _after_part(request, work, one)
    # What stands now is marked, so that a second press of the button is a decision.
    context = pages.part(work, one, form)
    return render(request, "programmes/editing_part.html", context, status=422)


def _holds(form: PartForm, one: Part) -> bool:
    """Hold the part against the whole edition; each complaint about it stands at its field."""
    found = complaints.examine(with_own_source(form.change(form.stated))).complaints
    for complaint in found:
        if complaint.part in one.form.keys:
            form.add_error(form.field_of(complaint), edition_words.complaint(complaint))
    return not form.errors


def _saved(request: HttpRequest, work: EditionAtWork, form: PartForm) -> bool:
    """Save the part; False where a colleague saved meanwhile, which the form then says."""
    seen = request.POST.get("mark", "")
    if seen != mark(work.stated):
        text = _(
            "En kollega har gemt noget i udgaven imens. Jeres ord står her endnu; "
            "se dem igennem, og gem igen."
        )
        form.add_error(None, text)
        return False
    try:
        services.change_edition(
            actor=viewer_of(request), edition=work.id, change=form.change, seen=seen
        )
    except services.ChangedSinceSeenError:
        form.add_error(None, _("En kollega gemte i samme øjeblik. Gem igen."))
        return False
    return True


def _after_part(request: HttpRequest, work: EditionAtWork, one: Part) -> HttpResponse:
    messages.success(request, _("Gemt i kladden."))
    if request.POST.get("go") == "stay":
        return redirect("programmes:edit_part", edition_id=work.id, slug=one.slug)
    return redirect("programmes:edit", edition_id=work.id)


@require_safe
@never_cache
@signed_in_only
def preview(request: HttpRequest, edition_id: str) -> HttpResponse:
    """How will the page look on that day?"""
    work = _work(request, edition_id)
    form = AsOfForm(request.GET if "day" in request.GET else None)
    moment = timezone.localtime(timezone.now(), COPENHAGEN)
    if form.is_bound and form.is_valid():
        clock = form.cleaned_data["clock"] or dt.time(12)
        moment = dt.datetime.combine(form.cleaned_data["day"], clock, COPENHAGEN)
    elif form.is_bound:
        messages.error(request, _("Skriv dagen som 2027-03-15."))
        return redirect("programmes:edit", edition_id=edition_id)
    if work.edition is None:
        messages.error(request, _("Ret det, der mangler, før udgaven kan vises."))
        return redirect("programmes:edit", edition_id=edition_id)
    return render(request, "programmes/edition.html", pages.preview(work, moment))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def publish(request: HttpRequest, edition_id: str) -> HttpResponse:
    """What changes, who is told, and why?"""
    work = _work(request, edition_id)
    if not work.has_draft or work.complaints:
        return redirect("programmes:edit", edition_id=edition_id)
    data = request.POST if request.method == "POST" else None
    first = not work.is_published
    form = PublishForm(data, first=first, initial={"seen": mark(work.stated)})
    if form.is_bound and form.is_valid() and _published(request, work, form):
        return redirect("programmes:edition", edition_id=edition_id)
    context = pages.overview(work) | {"form": form}
    status = 422 if form.errors else 200
    return render(request, "programmes/editing_publish.html", context, status=status)


def _published(request: HttpRequest, work: EditionAtWork, form: PublishForm) -> bool:
    """Publish; False where that was refused, which the form then says."""
    given = form.cleaned_data
    try:
        services.publish_edition(
            actor=viewer_of(request),
            edition=work.id,
            seen=given["seen"],
            reason=given.get("reason", ""),
        )
    except services.ChangedSinceSeenError:
        form.add_error(None, _("Kladden er ændret, siden I så den. Gå tilbage, og se den igen."))
    except services.NothingChangedError:
        form.add_error(None, _("Kladden siger det samme som det, der er udgivet."))
    except services.NoSuchEditionError:
        form.add_error(None, _("Kladden er udgivet eller kasseret af en anden."))
    except services.EditionRefusedError as error:
        for found in error.complaints:
            where = edition_words.place(found.key)
            form.add_error(None, f"{where}: {edition_words.complaint(found)}")
    else:
        messages.success(request, _told(work))
        return True
    return False


def _told(work: EditionAtWork) -> str:
    """Return what was done, and to how many municipalities a letter is on its way."""
    if not work.is_published:
        return _("Udgaven er udgivet og åben for tilmelding.")
    if not work.confirmed or not work.changes:
        return _("Den nye version er udgivet.")
    return ngettext(
        "Den nye version er udgivet, og cheferne i %(count)s kommune får mail om ændringerne.",
        "Den nye version er udgivet, og cheferne i %(count)s kommuner får mail om ændringerne.",
        work.confirmed,
    ) % {"count": work.confirmed}


@require_POST
@signed_in_only
def discard(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Throw the draft away."""
    work = _work(request, edition_id)
    if work.has_draft:
        services.discard_edition_draft(actor=viewer_of(request), edition=edition_id)
        messages.success(request, _("Kladden er kasseret."))
    return redirect("programmes:workshop")


@require_POST
@signed_in_only
def close(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Take no more registrations."""
    return _turned(request, edition_id, to_closed=True)


@require_POST
@signed_in_only
def reopen(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Take registrations again."""
    return _turned(request, edition_id, to_closed=False)


def _turned(request: HttpRequest, edition_id: str, *, to_closed: bool) -> HttpResponse:
    if not _work(request, edition_id).is_published:
        raise Http404
    if to_closed:
        services.close_edition(actor=viewer_of(request), edition=edition_id)
        messages.success(request, _("Udgaven er lukket for tilmelding."))
    else:
        services.reopen_edition(actor=viewer_of(request), edition=edition_id)
        messages.success(request, _("Udgaven er åben for tilmelding indtil fristen."))
    return redirect("programmes:edit", edition_id=edition_id)


@require_safe
@never_cache
@signed_in_only
def draft_file(request: HttpRequest, edition_id: str) -> HttpResponse:
    """The draft as a definition file."""
    work = _work(request, edition_id)
    whole = work.edition
    content = edition_file.written(whole) if whole else edition_file.written_draft(work.stated)
    return _file(edition_id, content)


def _file(edition_id: str, content: bytes) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/toml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{edition_id}.toml"'
    return answer


@require_safe
def edition_toml(request: HttpRequest, edition_id: str) -> HttpResponse:  # noqa: ARG001
    """A public edition as a definition file, historical ones too."""
    found = selectors.edition(edition_id)
    if found is None:
        raise Http404
    return _file(edition_id, edition_file.written(found.content))


@require_safe
def versions(request: HttpRequest, edition_id: str) -> HttpResponse:
    """What has changed since the edition was first published?"""
    found = selectors.edition(edition_id)
    if found is None:
        raise Http404
    rows = pages.versions(selectors.versions(edition_id))
    context = {"edition": found, "rows": rows}
    return render(request, "programmes/versions.html", context)


@require_safe
def version(request: HttpRequest, edition_id: str, number: int) -> HttpResponse:
    """What did the edition say in that version?"""
    rows = [one for one in selectors.versions(edition_id) if one.number == number]
    found = selectors.edition(edition_id, version=rows[0].version) if rows else None
    if found is None:
        raise Http404
    return render(request, "programmes/edition.html", pages.as_it_was(found, rows[0]))
