"""The page on which owners and chiefs give roles and take them back."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from samspil.people import selectors, services
from samspil.people.forms import RoleForm
from samspil.people.gate import signed_in_only
from samspil.people.roles import Role


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def roles(request: HttpRequest) -> HttpResponse:
    """Who holds which role, and whom do I give one?"""
    viewer = selectors.viewer_of(request)
    choices = selectors.role_choices(viewer)
    if not choices.roles:
        raise PermissionDenied
    form = RoleForm(
        request.POST if request.method == "POST" else None,
        roles=choices.roles,
        places=choices.places,
        everywhere=choices.everywhere,
    )
    if form.is_bound and form.is_valid() and _give(request, form):
        return redirect("people:roles")
    context = {
        "form": form,
        "holders": selectors.role_holders(viewer),
        "kinds": selectors.role_kinds(choices.roles),
    }
    return render(request, "people/roles.html", context, status=422 if form.errors else 200)


def _give(request: HttpRequest, form: RoleForm) -> bool:
    """Give the role; returns whether it was given, and puts the reason in the form if not."""
    asked = form.cleaned_data
    try:
        services.give_role(
            actor=selectors.viewer_of(request),
            email=asked["email"],
            name=asked["name"],
            role=Role(asked["role"]),
            municipality=asked["municipality"],
            sector=asked["sector"],
        )
    except services.NotAllowedError as error:
        raise PermissionDenied from error
    except services.SeatTakenError:
        text = _(
            "Kommunen har allerede en repræsentant i styregruppen her. Tag den rolle tilbage først."
        )
        form.add_error("role", text)
        return False
    messages.success(request, _("Rollen er givet, og der er sendt en mail om den."))
    return True


@require_POST
@signed_in_only
def end(request: HttpRequest, membership: int) -> HttpResponse:
    """Take a role back."""
    viewer = selectors.viewer_of(request)
    found = selectors.standing_role(viewer, membership)
    if found is None:
        raise Http404
    try:
        services.end_role(actor=viewer, membership=found)
    except services.NotAllowedError as error:
        raise PermissionDenied from error
    except services.LastOwnerError:
        text = _("Der skal være mindst én programejer. Giv rollen til en anden først.")
        messages.warning(request, text)
    else:
        messages.success(request, _("Rollen er taget tilbage, og der er sendt en mail om det."))
    return redirect("people:roles" if selectors.may_tend_roles(viewer) else "people:me")
