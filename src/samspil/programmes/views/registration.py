"""The registration, step by step."""

from dataclasses import replace

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.components.tables import download
from samspil.people.selectors import viewer_of
from samspil.programmes import pages, rules, selectors, services, steps
from samspil.programmes.forms.registration import (
    ConfirmForm,
    ContactsForm,
    ExtrasForm,
    SectorsForm,
    TeamForm,
    TelephoneForm,
)
from samspil.programmes.views.visits import (
    already,
    closed_page,
    draft_page,
    edition_or_404,
    signed_out,
    visit_of,
)
from samspil.programmes.visit import Visit
from samspil.programmes.wishes import seen


@require_safe
@never_cache
def start(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Find the visitor's municipality; say who can register where there is none."""
    edition = edition_or_404(edition_id)
    viewer = viewer_of(request)
    if not viewer.is_signed_in:
        return signed_out(request, edition)
    helps = rules.may_help(viewer, edition_id)
    if helps and (code := request.GET.get("kommune", "")):
        return redirect("programmes:resume", edition_id=edition_id, code=code)
    choices = selectors.own_choices(viewer, edition_id)
    if len(choices) == 1:
        return redirect("programmes:resume", edition_id=edition_id, code=choices[0].code)
    if not edition.is_open(timezone.now()):
        return closed_page(request, edition)
    context = {
        "edition": edition,
        "choices": choices,
        "may_see_all": helps,
        "places": selectors.unregistered(viewer, edition_id) if helps else [],
    }
    return render(request, "programmes/start.html", context)


@require_safe
@never_cache
@draft_page
def resume(request: HttpRequest, visit: Visit) -> HttpResponse:  # noqa: ARG001
    """Go on where the draft was left."""
    return redirect(steps.unfinished(visit))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@draft_page
def sectors(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Step 1: which partnerships?"""
    content = visit.edition.content
    initial = {"sectors": [team.sector for team in visit.wish.teams]}
    data = request.POST if request.method == "POST" else None
    form = SectorsForm(content, data, initial=initial)
    if data is not None and form.is_valid():
        services.change_draft(
            actor=visit.viewer,
            edition=visit.edition.id,
            municipality=visit.code,
            change=lambda standing: form.change(content, standing),
        )
        return redirect(visit.address("team", form.cleaned_data["sectors"][0]))
    return _step(request, visit, "sectors", form)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@draft_page
def team(request: HttpRequest, visit: Visit, sector: str) -> HttpResponse:
    """Step 2: who takes part in this sector?"""
    if visit.wish.team(sector) is None:
        if sector in visit.edition.content.sector_ids:
            return redirect(visit.address("sectors"))
        raise Http404
    going = request.POST.get("go", "next")
    data = request.POST if request.method == "POST" else None
    form = TeamForm(visit.edition.content, visit.wish, sector, data)
    if data is not None:
        if going == "next":
            form.require_chief()
        if form.is_valid():
            services.change_draft(
                actor=visit.viewer,
                edition=visit.edition.id,
                municipality=visit.code,
                change=form.change,
            )
            return _after_team(request, visit, sector, going)
    return _step(request, visit, f"team:{sector}", form, sector=sector)


def _after_team(request: HttpRequest, visit: Visit, sector: str, going: str) -> HttpResponse:
    """Go to the next step, stay for more names, or leave with everything kept."""
    if going == "rows":
        return redirect(visit.address("team", sector))
    if going == "later":
        messages.success(request, _("Kladden er gemt. I kan fortsætte, når det passer jer."))
        return redirect("programmes:edition", edition_id=visit.edition.id)
    return redirect(steps.after(visit, f"team:{sector}"))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@draft_page
def contacts(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Step 3: whom to ask, and which other areas are involved?"""
    data = request.POST if request.method == "POST" else None
    form = ContactsForm(data, initial=ContactsForm.shown(visit.wish))
    if data is not None and form.is_valid():
        services.change_draft(
            actor=visit.viewer,
            edition=visit.edition.id,
            municipality=visit.code,
            change=form.change,
        )
        return redirect(visit.address("extras"))
    return _step(request, visit, "contacts", form)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@draft_page
def extras(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Step 4: pre-analyses, and what the organiser should know."""
    initial = {
        "pre_analyses": visit.wish.pre_analyses,
        "process_support": visit.wish.process_support,
        "remarks": visit.wish.remarks,
    }
    data = request.POST if request.method == "POST" else None
    form = ExtrasForm(visit.edition.content, data, initial=initial)
    if data is not None and form.is_valid():
        services.change_draft(
            actor=visit.viewer,
            edition=visit.edition.id,
            municipality=visit.code,
            change=form.change,
        )
        return redirect(visit.address("confirm"))
    return _step(request, visit, "extras", form)


@require_POST
@never_cache
@draft_page
def price(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The price of what stands in a form that is not yet saved, for the panel beside it."""
    wish = steps.typed(visit, request.POST)
    return render(request, "programmes/_price.html", pages.price(visit.edition, wish))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@draft_page
def confirm(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Step 5: what is binding, for whom, on which terms; and the one binding act."""
    if visit.registration is None:
        return redirect(visit.address("sectors"))
    shown = {"seen": seen(visit.wish, visit.edition.shown)}
    telephone = TelephoneForm() if visit.may_help else None
    if request.method != "POST":
        return _confirm_page(request, visit, ConfirmForm(initial=shown), telephone)
    if not (visit.may_confirm or visit.may_help):
        raise PermissionDenied
    form = ConfirmForm(request.POST)
    telephone = TelephoneForm(request.POST) if visit.may_help else None
    if not all([form.is_valid(), telephone is None or telephone.is_valid()]):
        # What is asked to be confirmed next is what this answer shows.
        form.data = request.POST.dict() | shown
        return _confirm_page(request, visit, form, telephone)
    try:
        outcome = services.confirm(
            actor=visit.viewer,
            edition=visit.edition.id,
            municipality=visit.code,
            seen_mark=form.cleaned_data["seen"],
            said_yes=_said_yes(telephone),
        )
    except services.ChangedSinceSeenError:
        text = _("En kollega har ændret kladden, siden I så den. Se den igennem igen.")
        messages.warning(request, text)
        return redirect(visit.address("confirm"))
    if not outcome.is_new:
        return already(request, replace(visit, registration=outcome.registration))
    return redirect(visit.address("receipt"))


@require_POST
@never_cache
@draft_page
def ask_chief(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Ask one of the municipality's chiefs to look it through and confirm."""
    try:
        asked = services.ask_chief(
            actor=visit.viewer,
            edition=visit.edition.id,
            municipality=visit.code,
            chief=request.POST.get("chief", ""),
        )
    except services.NotAChiefError:
        messages.warning(request, _("Vælg en af kommunens chefer."))
    else:
        text = _("%(name)s har fået en mail med et link til at se tilmeldingen igennem.")
        messages.success(request, text % {"name": asked})
    return redirect(visit.address("confirm"))


@require_safe
@never_cache
def receipt_pdf(request: HttpRequest, edition_id: str, code: str) -> HttpResponse:
    """The receipt as a PDF, for the municipality's journal."""
    visit = _confirmed(request, edition_id, code)
    if isinstance(visit, HttpResponse):
        return visit
    name = f"kvittering-{edition_id}-{code}.pdf"
    return download(pages.receipt_pdf(visit), name, "application/pdf")


@require_safe
@never_cache
def journal(request: HttpRequest, edition_id: str, code: str) -> HttpResponse:
    """The receipt and its metadata in one file, for the municipality's journal system."""
    visit = _confirmed(request, edition_id, code)
    if isinstance(visit, HttpResponse):
        return visit
    return download(pages.journal(visit), f"journal-{edition_id}-{code}.zip", "application/zip")


@require_safe
@never_cache
def receipt(request: HttpRequest, edition_id: str, code: str) -> HttpResponse:
    """What was confirmed, by whom, when; the same page for all who ask again."""
    visit = _confirmed(request, edition_id, code)
    if isinstance(visit, HttpResponse):
        return visit
    context = pages.receipt(visit)
    context["may_note_billing"] = rules.may_note_billing(visit.viewer, code, edition_id)
    own = selectors.invoiced(visit.viewer, edition_id, code)
    context["papers"] = own.papers if own else ()
    return render(request, "programmes/receipt.html", context)


def _confirmed(request: HttpRequest, edition_id: str, code: str) -> Visit | HttpResponse:
    """Return the visit at a registration that binds; or the way to sign in. Refuses others."""
    edition = edition_or_404(edition_id)
    viewer = viewer_of(request)
    if not viewer.is_signed_in:
        return redirect_to_login(request.get_full_path())
    visit = visit_of(viewer, edition, code)
    if not rules.may_see(viewer, code, edition_id):
        raise PermissionDenied
    if visit.registration is None or not visit.registration.is_confirmed:
        raise Http404
    return visit


def _step(
    request: HttpRequest,
    visit: Visit,
    step: str,
    form: SectorsForm | TeamForm | ContactsForm | ExtrasForm,
    sector: str = "",
) -> HttpResponse:
    # What is shown again after an error is priced as it was typed.
    wish = steps.typed(visit, request.POST) if form.is_bound else visit.wish
    context = pages.step(visit, step, wish) | {"form": form, "sector": sector}
    template = f"programmes/step_{step.partition(':')[0]}.html"
    return render(request, template, context)


def _said_yes(form: TelephoneForm | None) -> services.SaidYes | None:
    if form is None:
        return None
    given = form.cleaned_data
    return services.SaidYes(
        given["said_yes_name"], given["said_yes_email"], given["said_yes_reason"]
    )


def _confirm_page(
    request: HttpRequest, visit: Visit, form: ConfirmForm, telephone: TelephoneForm | None
) -> HttpResponse:
    context = pages.step(visit, "confirm") | pages.confirm(visit)
    context |= {"form": form, "telephone": telephone}
    return render(request, "programmes/step_confirm.html", context)
