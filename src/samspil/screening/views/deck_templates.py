"""Pages of templates: the list, and one with what was found in it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.components.slides import brought
from samspil.components.tables import download
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError
from samspil.places import selectors as places
from samspil.screening import decks
from samspil.screening.forms.deck_templates import TemplateForm
from samspil.screening.models import DeckTemplate
from samspil.screening.pages import deck_templates as pages
from samspil.screening.selectors import deck_templates as selectors
from samspil.screening.selectors.deck_templates import TemplateRow
from samspil.screening.services import deck_templates as services

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def templates(request: HttpRequest) -> HttpResponse:
    """The templates one looks after, and a form to bring another."""
    viewer = viewer_of(request)
    editions = selectors.editions(viewer=viewer)
    if not editions:
        raise PermissionDenied
    form = TemplateForm(request.POST or None, request.FILES or None, editions=editions)
    if request.method == "POST" and form.is_valid():
        try:
            added = services.add(
                actor=viewer,
                name=form.cleaned_data["name"],
                file_name=form.cleaned_data["file"].name or "",
                content=form.content,
                edition=form.cleaned_data["edition"],
            )
        except services.TemplateRefusedError as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return redirect("screening:deck_template", added.pk)
    context = {"form": form, "templates": selectors.tended(viewer=viewer)}
    return render(request, "screening/templates.html", context)


@require_safe
@never_cache
@signed_in_only
def template(request: HttpRequest, template_id: int) -> HttpResponse:
    """What was found in a template, what is added, and a deck to try it on."""
    row, found = _found(request, template_id)
    context = {
        "template": row,
        "report": found.report,
        "answer": pages.answer(found.report),
        "looks": pages.looks(found.report),
        "lines": pages.lines(found.report),
        "remarks": pages.remarks(found.report),
        "municipalities": places.real_municipalities(),
    }
    return render(request, "screening/template.html", context)


def _found(request: HttpRequest, template_id: int) -> tuple[TemplateRow, brought.Brought]:
    """Return the template with what is in it; a stranger learns not even that there is one."""
    row = selectors.template(viewer=viewer_of(request), template=template_id)
    found = selectors.found_in(row) if row else None
    if row is None or found is None:
        raise Http404
    return row, found


@require_safe
@never_cache
@signed_in_only
def try_out(request: HttpRequest, template_id: int) -> HttpResponse:
    """A municipality's figures on the template, before it is taken into use."""
    row, found = _found(request, template_id)
    codes = {place.pk for place in places.real_municipalities()}
    code = request.GET.get("kommune", "")
    if code not in codes:
        raise Http404
    choice = decks.Choice(base=found.base)
    content = decks.for_municipality(code=code, sector="school", choice=choice)
    return download(content, f"samspil-proeve-{row.id}-{code}.pptx", PPTX)


@require_POST
@signed_in_only
def accept(request: HttpRequest, template_id: int) -> HttpResponse:
    """Take it into use."""
    try:
        services.accept(actor=viewer_of(request), template=_own(request, template_id))
    except NotAllowedError as error:
        raise PermissionDenied from error
    messages.success(request, _("Skabelonen er i brug. Den kan vælges, når et oplæg hentes."))
    return redirect("screening:deck_template", template_id)


@require_POST
@signed_in_only
def delete(request: HttpRequest, template_id: int) -> HttpResponse:
    """Delete it and its file for good."""
    try:
        services.delete(actor=viewer_of(request), template=_own(request, template_id))
    except NotAllowedError as error:
        raise PermissionDenied from error
    messages.success(request, _("Skabelonen og dens fil er slettet for altid."))
    return redirect("screening:deck_templates")


def _own(request: HttpRequest, template_id: int) -> DeckTemplate:
    if selectors.template(viewer=viewer_of(request), template=template_id) is None:
        raise Http404
    return DeckTemplate.objects.get(pk=template_id)
