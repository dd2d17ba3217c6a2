"""Pages of a municipality's own figures: thin; look up with permission, call a service, go on."""

import functools
from collections.abc import Callable, Sequence

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.components.sheets import as_xlsx
from samspil.components.tables import csv_response, download
from samspil.figures import rules, services
from samspil.figures.forms import own as own_forms
from samspil.figures.forms.own import FigureForm, WithdrawForm
from samspil.figures.indicators import Indicator
from samspil.figures.models.own import OwnFigure
from samspil.figures.own import entries as own_entries
from samspil.figures.own.entries import Entry
from samspil.figures.pages import own as pages
from samspil.figures.selectors import own as selectors
from samspil.figures.selectors.comparison import NoSuchMunicipalityError
from samspil.figures.selectors.own import OwnFigures
from samspil.figures.sentences import own as own_sentences
from samspil.figures.services.own import (
    ChangedSinceSeenError,
    DoubtfulError,
    EntryRefusedError,
    NoSuchOwnFigureError,
)
from samspil.figures.services.own_sharing import CannotShareError, NoSuchShareError
from samspil.figures.views.municipalities import XLSX
from samspil.people.selectors import viewer_of
from samspil.people.services import NotAllowedError

page_method = require_http_methods(["GET", "HEAD", "POST"])


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Ask those we don't know to sign in first; own figures are nobody's but their readers'."""

    @functools.wraps(view)
    def asked(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if not viewer_of(request).is_signed_in:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return asked


@require_safe
@never_cache
@signed_in
def own(request: HttpRequest, code: str) -> HttpResponse:
    """Which figures has the municipality itself, from where, and who sees them?"""
    viewer = viewer_of(request)
    page = _readable(request, code)
    shares = selectors.own_shares(viewer=viewer, code=code)
    context = pages.own(page, shares) | {
        "withdrawn": pages.ended(selectors.own_withdrawn(viewer=viewer, code=code)),
        "sharing": pages.sharing(page, shares) if page.is_inside else None,
        "may_share": rules.may_share_own(viewer, code),
    }
    return render(request, "figures/own.html", context)


def _readable(request: HttpRequest, code: str) -> OwnFigures:
    try:
        page = selectors.own_figures(viewer=viewer_of(request), code=code)
    except NoSuchMunicipalityError as error:
        raise Http404 from error
    if page is None:
        raise PermissionDenied
    return page


def writable(request: HttpRequest, code: str) -> OwnFigures:
    """Return the own figures for one who may type them; others are refused or told 404."""
    page = _readable(request, code)
    if not page.may_type:
        raise PermissionDenied
    return page


@require_safe
@never_cache
@signed_in
def own_csv(request: HttpRequest, code: str) -> HttpResponse:
    """The own figures as CSV."""
    return csv_response(pages.own_table(_readable(request, code)), f"samspil-{code}-egne-tal")


@require_safe
@never_cache
@signed_in
def own_xlsx(request: HttpRequest, code: str) -> HttpResponse:
    """The own figures as a spreadsheet."""
    content = as_xlsx(pages.own_table(_readable(request, code)))
    return download(content, f"samspil-{code}-egne-tal.xlsx", XLSX)


@page_method
@never_cache
@signed_in
def own_type(request: HttpRequest, code: str) -> HttpResponse:
    """Type one figure of an indicator."""
    page = writable(request, code)
    name = request.GET.get("indikator", "")
    definition = own_entries.brought().get(name)
    if definition is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = FigureForm(name, definition.content, selectors.schools(code), data)
    if data is not None and form.is_valid() and _keep(request, code, form):
        return redirect("figures:own", code=code)
    return _form_page(request, page, form, definition.content)


@page_method
@never_cache
@signed_in
def own_correct(request: HttpRequest, code: str, figure: int) -> HttpResponse:
    """Write a new figure in place of one; the old one stays in the history."""
    page = writable(request, code)
    standing = selectors.standing_figures(viewer=viewer_of(request), code=code)
    found = next((one for one in standing.values() if one.pk == figure), None)
    if found is None:
        return _gone_or_404(request, code, figure)
    entry = selectors.entry_of(found)
    content = own_entries.brought()[found.indicator].content
    data = request.POST if request.method == "POST" else None
    form = FigureForm(
        found.indicator,
        content,
        selectors.schools(code),
        data,
        key=entry.key,
        initial=own_forms.initial_of(entry, figure),
    )
    if data is not None and form.is_valid() and _keep(request, code, form):
        return redirect("figures:own", code=code)
    row = selectors.own_figure(viewer=viewer_of(request), code=code, figure=figure)
    facts = pages.figure_facts(row) if row else {}
    return _form_page(request, page, form, content, facts)


def _gone_or_404(request: HttpRequest, code: str, figure: int) -> HttpResponse:
    """Show what became of a figure that stands no more."""
    if selectors.own_history(viewer=viewer_of(request), code=code, figure=figure) is None:
        raise Http404
    messages.warning(request, _("Tallet står ikke længere; en kollega har ændret det."))
    return redirect("figures:own_figure", code=code, figure=figure)


def _keep(request: HttpRequest, code: str, form: FigureForm) -> bool:
    """Keep the figure and say so; False where the form must be seen again."""
    try:
        kept = services.type_figure(
            actor=viewer_of(request),
            municipality=code,
            entry=form.entry,
            seen=form.cleaned_data["seen"],
            vouched=bool(form.cleaned_data.get("vouched")),
            confirmed=bool(form.cleaned_data.get("confirmed")),
        )
    except NotAllowedError as error:
        raise PermissionDenied from error
    except EntryRefusedError as refusal:
        for problem in refusal.problems[0]:
            form.add_error(None, own_sentences.flaw(problem, form.content))
        return False
    except DoubtfulError as error:
        form.ask([own_sentences.doubt(doubt) for doubt in error.doubts[0]])
        return False
    except ChangedSinceSeenError as error:
        standing = error.standing
        form.show_again(standing.pk if standing else None, _stands(standing))
        return False
    _tell(request, kept.figures[0], form.entry)
    return True


def _stands(standing: OwnFigure | None) -> str:
    """Tell the later of two what the earlier one did."""
    if standing is None:
        return _(
            "En kollega har trukket tallet tilbage. Tryk Gem igen, hvis det skal stå alligevel."
        )
    return _(
        "Der står allerede et tal for perioden: %(value)s, skrevet af %(by)s. Tryk Gem igen, hvis "
        "jeres skal stå i stedet; det gamle bliver i historikken."
    ) % {
        "value": own_sentences.stored(standing),
        "by": str(standing.entered_by),
    }


def _tell(request: HttpRequest, figure: OwnFigure, entry: Entry) -> None:
    if figure.state == OwnFigure.State.SUPPRESSED and entry.state == "value":
        text = _(
            "Gemt uden tal: der er få børn bag. Samspil gemmer, at tallet findes, ikke hvor stort."
        )
        messages.warning(request, text)
    else:
        messages.success(request, _("Tallet er gemt."))


def _form_page(
    request: HttpRequest,
    page: OwnFigures,
    form: FigureForm,
    content: Indicator,
    facts: dict[str, object] | None = None,
) -> HttpResponse:
    language = own_sentences.language()
    context = {
        "municipality": page.municipality,
        "form": form,
        "name": content.name.in_language(language),
        "caution": content.caution.in_language(language),
        "indicator": form.name,
        "facts": facts,
    }
    return render(request, "figures/own_form.html", context)


@require_safe
@never_cache
@signed_in
def own_figure(request: HttpRequest, code: str, figure: int) -> HttpResponse:
    """One figure and all that stood before it."""
    page = _readable(request, code)
    found = selectors.own_history(viewer=viewer_of(request), code=code, figure=figure)
    if found is None:
        raise Http404
    row, former = found
    context = {
        "municipality": page.municipality,
        "facts": pages.figure_facts(row or former[0].row),
        "stands": row,
        "former": pages.ended(former),
        "may_type": page.may_type,
        "quality": own_sentences.quality(),
    }
    return render(request, "figures/own_figure.html", context)


@page_method
@never_cache
@signed_in
def own_withdraw(request: HttpRequest, code: str, figure: int) -> HttpResponse:
    """Take a figure away, with the reason."""
    page = writable(request, code)
    row = selectors.own_figure(viewer=viewer_of(request), code=code, figure=figure)
    if row is None:
        return _gone_or_404(request, code, figure)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        return _withdraw(request, code, figure, form.cleaned_data["reason"])
    context = {
        "municipality": page.municipality,
        "form": form,
        "facts": pages.figure_facts(row),
    }
    return render(request, "figures/own_withdraw.html", context)


def _withdraw(request: HttpRequest, code: str, figure: int, reason: str) -> HttpResponse:
    try:
        services.withdraw_figure(actor=viewer_of(request), figure=figure, reason=reason)
    except NotAllowedError as error:
        raise PermissionDenied from error
    except (ChangedSinceSeenError, NoSuchOwnFigureError):
        return _gone_or_404(request, code, figure)
    messages.success(request, _("Tallet er trukket tilbage. Det står stadig i historikken."))
    return redirect("figures:own", code=code)


@require_POST
@signed_in
def own_share(request: HttpRequest, code: str) -> HttpResponse:
    """Let somebody else see."""
    _sharing_page(request, code)
    try:
        services.share_own(
            actor=viewer_of(request),
            municipality=code,
            audience=request.POST.get("audience", ""),
        )
    except CannotShareError:
        messages.error(request, _("Vælg, hvem der må se tallene."))
    else:
        messages.success(request, _("Nu kan de se jeres egne tal. I kan tage lovet tilbage her."))
    return redirect(_sharing(code))


@require_POST
@signed_in
def own_unshare(request: HttpRequest, code: str, share: int) -> HttpResponse:
    """Shut somebody out at once."""
    shares: Sequence[selectors.ShareRow] = _sharing_page(request, code)
    if share not in {one.id for one in shares}:
        raise Http404
    try:
        services.unshare_own(actor=viewer_of(request), share=share)
    except NoSuchShareError as error:
        raise Http404 from error
    messages.success(request, _("Lovet er taget tilbage. De kan ikke længere se jeres egne tal."))
    return redirect(_sharing(code))


def _sharing_page(request: HttpRequest, code: str) -> Sequence[selectors.ShareRow]:
    page = _readable(request, code)
    viewer = viewer_of(request)
    if not rules.may_share_own(viewer, page.municipality.code):
        raise PermissionDenied
    return selectors.own_shares(viewer=viewer, code=code)


def _sharing(code: str) -> str:
    return reverse("figures:own", args=[code]) + "#deling"
