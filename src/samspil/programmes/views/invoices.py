"""Pages about invoices, for those who bill; a municipality's own people see its own."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.components.tables import download
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.viewer import Viewer
from samspil.programmes import rules, selectors, services
from samspil.programmes.forms.invoices import IssuerForm, ReasonForm, initial
from samspil.programmes.pages import invoices as pages
from samspil.programmes.selectors import EditionView, InvoicedRow
from samspil.programmes.views.visits import biller, edition_or_404

TYPES = {"pdf": "application/pdf", "xml": "application/xml"}


@require_safe
@never_cache
@signed_in_only
def invoices(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Which invoices are issued, and which can be now?"""
    viewer, view = biller(request, edition_id)
    context = pages.invoices(view, selectors.invoices(viewer, edition_id))
    return render(request, "programmes/invoices.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def issuer(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Who sends the invoices, where are they paid, how are they numbered?"""
    viewer, view = biller(request, edition_id)
    standing = selectors.issuer_of(viewer, edition_id)
    if request.method != "POST":
        begun = initial(standing or selectors.latest_issuer(viewer, edition_id))
        return _issuer_page(request, view, IssuerForm(initial=begun))
    form = IssuerForm(request.POST)
    if form.is_valid():
        try:
            services.set_issuer(
                actor=viewer, edition=edition_id, seller=form.seller(), series=form.series()
            )
        except services.SeriesTakenError:
            form.add_error(
                "begins",
                _("Serien er i brug af en anden afsender eller er talt længere. Vælg en anden."),
            )
    if not form.is_valid():
        return _issuer_page(request, view, form, 422)
    messages.success(request, _("Afsenderen er gemt. Fakturaer, der er udstedt, ændres ikke."))
    return redirect("programmes:invoices", edition_id=edition_id)


def _issuer_page(
    request: HttpRequest, view: EditionView, form: IssuerForm, status: int = 200
) -> HttpResponse:
    context = {"edition": view, "form": form}
    return render(request, "programmes/invoice_issuer.html", context, status=status)


@require_POST
@never_cache
@signed_in_only
def issue_all(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Issue every invoice for which nothing is missing."""
    viewer, _view = biller(request, edition_id)
    issued = services.issue_all(actor=viewer, edition=edition_id)
    text = ngettext("%(count)s faktura er udstedt.", "%(count)s fakturaer er udstedt.", len(issued))
    messages.success(request, text % {"count": len(issued)})
    return redirect("programmes:invoices", edition_id=edition_id)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def one(request: HttpRequest, edition_id: str, code: str) -> HttpResponse:
    """What is left to invoice for one municipality; issue it, or credit and invoice anew."""
    viewer, view = biller(request, edition_id)
    row = selectors.invoiced(viewer, edition_id, code)
    if row is None:
        raise Http404
    if request.method != "POST":
        return _one_page(request, view, row, ReasonForm())
    if request.POST.get("act") == "correct":
        return _correct(request, viewer, view, row)
    return _issue(request, viewer, row, edition_id)


def _issue(request: HttpRequest, viewer: Viewer, row: InvoicedRow, edition_id: str) -> HttpResponse:
    """Issue the invoice that was seen."""
    try:
        made = services.issue_invoice(
            actor=viewer,
            edition=edition_id,
            municipality=row.code,
            seen_mark=request.POST.get("seen", ""),
        )
    except services.NotInvoicedError as error:
        _tell(request, error.obstacles, edition_id, row.code)
        return redirect("programmes:invoice_one", edition_id=edition_id, code=row.code)
    except services.ChangedSinceSeenError:
        messages.warning(request, _("Linjerne er ændret, siden I så dem. Se dem igennem igen."))
        return redirect("programmes:invoice_one", edition_id=edition_id, code=row.code)
    messages.success(request, _("Faktura %(label)s er udstedt.") % {"label": made.label})
    return redirect("programmes:paper", edition_id=edition_id, label=made.label)


def _correct(
    request: HttpRequest, viewer: Viewer, view: EditionView, row: InvoicedRow
) -> HttpResponse:
    """Take back what stands and invoice anew."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _one_page(request, view, row, form, 422)
    try:
        came = services.correct_invoices(
            actor=viewer,
            edition=view.id,
            municipality=row.code,
            reason=form.cleaned_data["reason"],
        )
    except services.NotInvoicedError as error:
        _tell(request, error.obstacles, view.id, row.code)
        return redirect("programmes:invoice_one", edition_id=view.id, code=row.code)
    for note in came.credit_notes:
        messages.success(request, _("Kreditnota %(label)s er udstedt.") % {"label": note.label})
    if came.invoice is None:
        return redirect("programmes:invoice_one", edition_id=view.id, code=row.code)
    text = _("Faktura %(label)s er udstedt.") % {"label": came.invoice.label}
    messages.success(request, text)
    return redirect("programmes:paper", edition_id=view.id, label=came.invoice.label)


def _one_page(
    request: HttpRequest,
    view: EditionView,
    row: InvoicedRow,
    form: ReasonForm,
    status: int = 200,
) -> HttpResponse:
    context = pages.one(view, row) | {"form": form}
    return render(request, "programmes/invoice_one.html", context, status=status)


def _tell(request: HttpRequest, codes: Iterable[str], edition_id: str, code: str) -> None:
    """Say what was in the way."""
    for obstacle in pages.obstacles(codes, edition_id, code):
        messages.warning(request, obstacle.text)


@require_safe
@never_cache
@signed_in_only
def paper(request: HttpRequest, edition_id: str, label: str) -> HttpResponse:
    """What does one invoice or credit note say?"""
    return _paper_page(request, edition_id, label, ReasonForm())


def _paper_page(
    request: HttpRequest, edition_id: str, label: str, form: ReasonForm, status: int = 200
) -> HttpResponse:
    viewer = viewer_of(request)
    view = edition_or_404(edition_id)
    found = selectors.paper(viewer, edition_id, label)
    if found is None:
        # The same answer for a paper of somebody else's and for one that is not there.
        raise Http404
    context = pages.paper(view, found) | {"form": form}
    context["may_bill"] = rules.may_bill(viewer, edition_id)
    return render(request, "programmes/paper.html", context, status=status)


@require_POST
@never_cache
@signed_in_only
def credit(request: HttpRequest, edition_id: str, label: str) -> HttpResponse:
    """Take a whole invoice back."""
    viewer, _view = biller(request, edition_id)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _paper_page(request, edition_id, label, form, 422)
    try:
        note = services.credit_invoice(
            actor=viewer, edition=edition_id, label=label, reason=form.cleaned_data["reason"]
        )
    except services.NotInvoicedError as error:
        if selectors.paper(viewer, edition_id, label) is None:
            raise Http404 from error
        _tell(request, error.obstacles, edition_id, "")
        return redirect("programmes:paper", edition_id=edition_id, label=label)
    text = _("Kreditnota %(label)s er udstedt. Det, fakturaen rummede, kan faktureres på ny.")
    messages.success(request, text % {"label": note.label})
    return redirect("programmes:paper", edition_id=edition_id, label=note.label)


@require_safe
@never_cache
@signed_in_only
def paper_file(request: HttpRequest, edition_id: str, label: str, form: str) -> HttpResponse:
    """A paper as it was made when it was issued: the same bytes each time."""
    content = selectors.paper_file(viewer_of(request), edition_id, label, form)
    if content is None or form not in TYPES:
        raise Http404
    return download(content, f"{label}.{form}", TYPES[form])
