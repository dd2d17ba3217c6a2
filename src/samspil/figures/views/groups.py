"""Pages of saved groups of municipalities, and of KL's comparison groups."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.figures import pages, rules, selectors, services
from samspil.figures.forms.groups import GroupForm, ListForm
from samspil.figures.readers.comparison_groups import LARGEST
from samspil.figures.selectors.groups import GroupRow
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError

page = require_http_methods(["GET", "HEAD", "POST"])
SHOWN = 50


@require_safe
def groups(request: HttpRequest) -> HttpResponse:
    """Which groups can we be compared with?"""
    viewer = viewer_of(request)
    if not viewer.is_signed_in:
        return redirect_to_login(request.get_full_path())
    context = pages.groups(selectors.group_rows(viewer=viewer), viewer)
    return render(request, "figures/groups.html", context)


@page
def new(request: HttpRequest) -> HttpResponse:
    """Make a group."""
    if not viewer_of(request).is_signed_in:
        return redirect_to_login(request.get_full_path())
    return _form(request, None)


@page
def edit(request: HttpRequest, group: int) -> HttpResponse:
    """Change a group."""
    row = selectors.group_row(viewer=viewer_of(request), group=group)
    if row is None:
        raise Http404
    if not row.is_editable:
        raise PermissionDenied
    return _form(request, row)


def _form(request: HttpRequest, row: GroupRow | None) -> HttpResponse:
    typed = request.POST if request.method == "POST" else None
    form = GroupForm(viewer_of(request), typed, row)
    if request.method == "POST" and form.is_valid() and _saved(request, form, row):
        messages.success(request, _("Gruppen er gemt. Vælg den på en kommunes side."))
        return redirect("figures:groups")
    return render(request, "figures/group.html", {"form": form, "row": row})


def _saved(request: HttpRequest, form: GroupForm, row: GroupRow | None) -> bool:
    """Save the group; what is wrong is said beside the field."""
    try:
        services.save_group(
            actor=viewer_of(request), group=row.id if row else None, **form.cleaned_data
        )
    except NotAllowedError as error:
        raise PermissionDenied from error
    except services.GroupRefusedError as refused:
        field = "name" if refused.reason in ("no_name", "name_taken") else "codes"
        form.add_error(field, pages.group_refusal(refused.reason))
        return False
    return True


@require_POST
def delete(request: HttpRequest, group: int) -> HttpResponse:
    """Delete a group."""
    viewer = viewer_of(request)
    if selectors.group_row(viewer=viewer, group=group) is None:
        raise Http404
    try:
        services.delete_group(actor=viewer, group=group)
    except NotAllowedError as error:
        raise PermissionDenied from error
    messages.success(request, _("Gruppen er slettet."))
    return redirect("figures:groups")


@page
def lists(request: HttpRequest) -> HttpResponse:
    """Bring KL's comparison groups, and see every version."""
    if not rules.may_bring_lists(viewer_of(request)):
        raise PermissionDenied
    typed = request.method == "POST"
    form = ListForm(request.POST if typed else None, request.FILES if typed else None)
    complaints: list[str] = []
    if typed and form.is_valid():
        complaints = _bring(request, form)
        if not complaints:
            messages.success(request, _("Grupperne er indlæst og kan vælges nu."))
            return redirect("figures:comparison_lists")
        form.add_error("file", _("Filen er ikke taget ind; intet er ændret."))
    context = {
        "form": form,
        "complaints": complaints[:SHOWN],
        "more": max(0, len(complaints) - SHOWN),
        "rows": pages.comparison_lists(selectors.list_rows()),
    }
    return render(request, "figures/comparison_lists.html", context)


def _bring(request: HttpRequest, form: ListForm) -> list[str]:
    """Publish the file; returns what is wrong with it, in words."""
    upload: UploadedFile[bytes] = form.cleaned_data["file"]
    try:
        services.publish_lists(
            actor=viewer_of(request),
            source=form.cleaned_data["source"],
            as_of=form.cleaned_data["as_of"],
            name=upload.name or "",
            # A byte more than allowed is enough to know; a giant is never read whole.
            content=upload.read(LARGEST + 1),
        )
    except NotAllowedError as error:
        raise PermissionDenied from error
    except services.ListRefusedError as refused:
        return [pages.complaint(one) for one in refused.complaints]
    return []
