"""Pages about money, for those who bill; and where a municipality says where its bill goes."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.components.sheets import as_xlsx
from samspil.components.tables import as_csv, download
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.viewer import Viewer
from samspil.programmes import pages, rules, selectors, services
from samspil.programmes.forms.billing import (
    AgreedForm,
    DetailsForm,
    PaymentForm,
    PaymentsForm,
    VatForm,
    complaint,
)
from samspil.programmes.models import VatDecision
from samspil.programmes.selectors.billing import BasisRow
from samspil.programmes.selectors.editions import EditionView
from samspil.programmes.views.visits import biller, edition_or_404, visit_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@never_cache
@signed_in_only
def billing(request: HttpRequest, edition_id: str) -> HttpResponse:
    """What is owed, what is new since the last billing basis, what has come in?"""
    viewer, view = biller(request, edition_id)
    context = pages.billing(view, selectors.billing_basis(viewer, edition_id))
    context |= {"form": VatForm(), "may_decide": rules.may_decide_vat(viewer)}
    return render(request, "programmes/billing.html", context)


@require_POST
@never_cache
@signed_in_only
def decide_vat(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Say what the prices hold of VAT."""
    viewer, view = biller(request, edition_id)
    if not rules.may_decide_vat(viewer):
        raise PermissionDenied
    form = VatForm(request.POST)
    if not form.is_valid():
        context = pages.billing(view, selectors.billing_basis(viewer, edition_id))
        context |= {"form": form, "may_decide": True}
        return render(request, "programmes/billing.html", context, status=422)
    try:
        services.decide_vat(
            actor=viewer,
            edition=edition_id,
            basis=VatDecision.Basis(form.cleaned_data["basis"]),
            reason=form.cleaned_data["reason"],
        )
        messages.success(request, _("Momsen er afgjort. Nu kan der faktureres."))
    except services.AlreadyBilledError:
        messages.warning(request, _("Der er allerede faktureret, så momsen ligger fast."))
    except services.VatStatedError:
        messages.info(request, _("Udgaven siger selv, at priserne er uden moms. Det står fast."))
    except services.NoSuchEditionError as error:
        raise Http404 from error
    return redirect("programmes:billing", edition_id=edition_id)


@require_POST
@never_cache
@signed_in_only
def ask_details(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Ask the municipalities that lack something where their bill goes."""
    viewer, _view = biller(request, edition_id)
    count = services.ask_billing_details(actor=viewer, edition=edition_id)
    text = ngettext("%(n)s kommune er spurgt.", "%(n)s kommuner er spurgt.", count) % {"n": count}
    messages.success(request, text if count else _("De er allerede spurgt i dag."))
    return redirect("programmes:billing", edition_id=edition_id)


@require_POST
@never_cache
@signed_in_only
def make_run(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Make the next billing basis."""
    viewer, _view = biller(request, edition_id)
    try:
        run = services.make_billing_run(actor=viewer, edition=edition_id)
        text = _("Fakturagrundlag nr. %(number)s er dannet. Hent det nedenfor.")
        messages.success(request, text % {"number": run.number})
    except services.NothingToBillError:
        messages.info(request, _("Der er intet nyt at fakturere, som har alle oplysninger."))
    except services.VatUndecidedError:
        messages.warning(request, _("Ingen har afgjort, om priserne er med eller uden moms."))
    except services.NoSuchEditionError as error:
        raise Http404 from error
    return redirect("programmes:billing", edition_id=edition_id)


@require_safe
@never_cache
@signed_in_only
def run_file(request: HttpRequest, edition_id: str, number: int, kind: str) -> HttpResponse:
    """A billing basis as a file; the same bytes each time."""
    viewer, view = biller(request, edition_id)
    runs = selectors.billing_basis(viewer, edition_id).runs
    found = next((run for run in runs if run.number == number), None)
    if found is None or kind not in {"csv", "xlsx"}:
        raise Http404
    name = f"fakturagrundlag-{edition_id}-{number}"
    table = pages.run_table(view, found)
    if kind == "csv":
        return download(as_csv(table).encode(), f"{name}.csv", "text/csv; charset=utf-8")
    return download(as_xlsx(table, "Fakturagrundlag"), f"{name}.xlsx", XLSX)


@require_safe
@never_cache
@signed_in_only
def bill(request: HttpRequest, edition_id: str, code: str) -> HttpResponse:
    """One municipality's lines, bills and payments."""
    viewer, view = biller(request, edition_id)
    return _bill_page(request, view, _row(viewer, edition_id, code), *_forms())


def _forms() -> tuple[AgreedForm, PaymentForm]:
    return AgreedForm(prefix="agreed"), PaymentForm(prefix="paid")


def _row(viewer: Viewer, edition_id: str, code: str) -> BasisRow:
    row = selectors.billed(viewer, edition_id, code)
    if row is None:
        raise Http404
    return row


def _bill_page(  # noqa: PLR0917 - a page with two forms
    request: HttpRequest,
    view: EditionView,
    row: BasisRow,
    agreed: AgreedForm,
    paid: PaymentForm,
    status: int = 200,
) -> HttpResponse:
    context = pages.bill(view, row) | {"agreed": agreed, "paying": paid}
    return render(request, "programmes/bill.html", context, status=status)


@require_POST
@never_cache
@signed_in_only
def agree(request: HttpRequest, edition_id: str, code: str) -> HttpResponse:
    """Note a price that was agreed."""
    viewer, view = biller(request, edition_id)
    row = _row(viewer, edition_id, code)
    form = AgreedForm(request.POST, prefix="agreed")
    if form.is_valid():
        try:
            services.agree(actor=viewer, edition=edition_id, municipality=code, **form.cleaned_data)
        except services.AlreadyNotedError:
            words = _("Det står allerede. Er det et nyt beløb, så skriv, hvad der er forskellen.")
            form.add_error("reason", words)
    if not form.is_valid():
        return _bill_page(request, view, row, form, PaymentForm(prefix="paid"), 422)
    messages.success(request, _("Det aftalte beløb er noteret og kommer med næste gang."))
    return redirect("programmes:bill", edition_id=edition_id, code=code)


@require_POST
@never_cache
@signed_in_only
def pay(request: HttpRequest, edition_id: str, code: str) -> HttpResponse:
    """Note a payment."""
    viewer, view = biller(request, edition_id)
    row = _row(viewer, edition_id, code)
    form = PaymentForm(request.POST, prefix="paid")
    if form.is_valid():
        try:
            services.record_payment(
                actor=viewer, edition=edition_id, municipality=code, **form.cleaned_data
            )
        except services.ReferenceTakenError:
            words = _("Referencen står allerede for et andet beløb eller en anden dag.")
            form.add_error("reference", words)
        except services.AlreadyNotedError:
            words = _("Samme beløb står allerede den dag. Er det et nyt, så skriv en reference.")
            form.add_error("reference", words)
    if not form.is_valid():
        return _bill_page(request, view, row, AgreedForm(prefix="agreed"), form, 422)
    messages.success(request, _("Betalingen er noteret."))
    return redirect("programmes:bill", edition_id=edition_id, code=code)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def payments(request: HttpRequest, edition_id: str) -> HttpResponse:
    """Note many payments from a list: first seen, then noted, all or none."""
    viewer, view = biller(request, edition_id)
    if request.method != "POST":
        context = {"edition": view, "form": PaymentsForm()}
        return render(request, "programmes/payments.html", context)
    form = PaymentsForm(request.POST, request.FILES)
    context = {"edition": view, "form": form}
    if not form.is_valid():
        return render(request, "programmes/payments.html", context, status=422)
    text = form.cleaned_data["text"]
    rows, complaints = services.read_payments(viewer, edition_id, text)
    if request.POST.get("go") == "note" and not complaints:
        try:
            done = services.record_payments(actor=viewer, edition=edition_id, text=text)
        except services.PaymentsRefusedError as refused:
            complaints = list(refused.complaints)
        else:
            messages.success(request, _noted(done))
            return redirect("programmes:billing", edition_id=edition_id)
    names = {row.code: row.municipality for row in _named(viewer, edition_id)}
    context |= {
        "rows": [(names.get(row.code, row.code), row) for row in rows],
        "text": text,
        "complaints": [complaint(one) for one in complaints],
        "form": PaymentsForm(initial={"text": text}),
    }
    status = 422 if complaints else 200
    return render(request, "programmes/payments.html", context, status=status)


def _named(viewer: Viewer, edition_id: str) -> tuple[BasisRow, ...]:
    return selectors.billing_basis(viewer, edition_id).rows


def _noted(done: services.Recorded) -> str:
    new = ngettext("%(n)s betaling er noteret.", "%(n)s betalinger er noteret.", done.new)
    text = new % {"n": done.new}
    if done.known:
        text += " " + _("%(n)s stod der allerede.") % {"n": done.known}
    return text


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def details(request: HttpRequest, edition_id: str, code: str) -> HttpResponse:
    """Where does the bill go?"""
    viewer, view = viewer_of(request), edition_or_404(edition_id)
    if not rules.may_note_billing(viewer, code, edition_id):
        raise PermissionDenied
    visit = visit_of(viewer, view, code)
    data = request.POST if request.method == "POST" else None
    form = DetailsForm(data, initial=selectors.billing_details(viewer, edition_id, code))
    context = {"edition": view, "visit": visit, "form": form}
    if data is None or not form.is_valid():
        status = 200 if data is None else 422
        return render(request, "programmes/billing_details.html", context, status=status)
    try:
        services.note_billing_details(
            actor=viewer, edition=edition_id, municipality=code, details=form.details()
        )
    except services.NoDraftError:
        messages.warning(request, _("Begynd tilmeldingen først; så er der noget at fakturere."))
        return redirect("programmes:edition", edition_id=edition_id)
    messages.success(request, _("Gemt. I kan rette det her, indtil regningen er sendt."))
    return redirect(_after(viewer, edition_id, code))


def _after(viewer: Viewer, edition_id: str, code: str) -> str:
    """Return where one goes on: the registration for its own people, else the bill."""
    own = rules.may_prepare(viewer, code, edition_id)
    return reverse(f"programmes:{'resume' if own else 'bill'}", args=[edition_id, code])
