"""Files under a text: given out to its readers, added and taken away by those who write."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.documents.checks import RefusedError
from samspil.documents.views import given_out
from samspil.knowledge import forms, selectors, services
from samspil.knowledge.views.acts import page, readable, typed
from samspil.people.selectors import viewer_of


@require_safe
def file(request: HttpRequest, case: int, file: int) -> HttpResponse:
    """Give out a file to those who may read its text; of any other there is none."""
    found = selectors.file(viewer_of(request), case, file)
    if found is None:
        raise Http404
    return given_out(found)


@page
@never_cache
def add(request: HttpRequest, case: int) -> HttpResponse:
    """Put a file under the text."""
    view = readable(request, case)
    if not view.may_edit:
        raise PermissionDenied
    form = forms.CaseFileForm(typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid() and _added(request, case, form):
        messages.success(request, _("Filen er lagt til teksten."))
        return redirect("knowledge:short", case=case)
    return render(request, "knowledge/add_file.html", {"view": view, "form": form})


def _added(request: HttpRequest, case: int, form: forms.CaseFileForm) -> bool:
    upload = form.cleaned_data["file"]
    if not isinstance(upload, UploadedFile):
        return False
    upload.seek(0)
    try:
        services.add_file(
            actor=viewer_of(request),
            case=case,
            title=form.cleaned_data["title"],
            name=upload.name or "",
            content=upload.read(),
            consent=form.cleaned_data["consent"],
            confirmed_no_cpr=form.cleaned_data["confirmed_no_cpr"],
        )
    except RefusedError as refusal:
        form.add_error("file", refusal.sentence)
    except services.TooManyFilesError:
        form.add_error("file", _("Teksten har så mange filer, som den kan have. Fjern en først."))
    return not form.errors


@require_POST
def remove(request: HttpRequest, case: int, file: int) -> HttpResponse:
    """Take a file away for good."""
    view = readable(request, case)
    if not view.may_edit:
        raise PermissionDenied
    if all(one.id != file for one in selectors.files(viewer_of(request), case)):
        raise Http404
    services.remove_file(actor=viewer_of(request), file=file)
    messages.success(request, _("Filen er fjernet."))
    return redirect("knowledge:edit", case=case)
