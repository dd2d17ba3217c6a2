"""Fetching for programme owners: the key, a fetch to start, and what came of the last ones."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from samspil.figures import services
from samspil.figures.fetching.addresses import PUBLISHERS
from samspil.figures.fetching.errors import FetchError
from samspil.figures.fetching.secret import Secret
from samspil.figures.forms.fetching import KeyForm, StartForm
from samspil.figures.selectors.fetching import NAMES, FetchPage, fetch_page
from samspil.figures.services.keys import key_for
from samspil.figures.work import FETCH
from samspil.jobs import services as jobs
from samspil.people.selectors import viewer_of

KEYED = "uddannelsesstatistik"


@require_safe
@never_cache
def fetching(request: HttpRequest) -> HttpResponse:
    """How figures are fetched here, and what came of it."""
    page = _page(request)
    wanted = request.GET.get("tal", "")
    chosen = next((f"{p}:{wanted}" for p, names in page.choices.items() if wanted in names), "")
    return _show(request, page, start=StartForm(page, initial={"what": chosen}))


@require_POST
@never_cache
@sensitive_post_parameters("key")
@sensitive_variables()
def save_key(request: HttpRequest) -> HttpResponse:
    """Keep a key; it is read from the form and seen by nobody again."""
    page = _page(request)
    form = KeyForm(request.POST)
    if form.is_valid():
        secret = Secret(form.cleaned_data["key"].strip())
        try:
            services.save_key(actor=viewer_of(request), publisher=KEYED, secret=secret)
        except services.NotAKeyError as error:
            form.add_error("key", str(error))
        else:
            messages.success(request, _("Nøglen er gemt."))
            return redirect("figures:fetching")
    return _show(request, page, key=form)


@require_POST
def forget_key(request: HttpRequest) -> HttpResponse:
    """Delete the key."""
    _page(request)
    services.forget_key(actor=viewer_of(request), publisher=KEYED)
    messages.success(request, _("Nøglen er slettet."))
    return redirect("figures:fetching")


@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Start a fetch as long work, and show how far it is."""
    page = _page(request)
    form = StartForm(page, request.POST)
    if not form.is_valid():
        return _show(request, page, start=form)
    publisher, indicators = form.chosen
    try:
        key_for(PUBLISHERS[publisher])
    except FetchError as error:
        form.add_error("what", str(error))
        return _show(request, page, start=form)
    job = jobs.start(
        actor=viewer_of(request),
        kind=FETCH,
        key=f"{FETCH}:{publisher}",
        subject=_("Hentning af tal fra %(name)s") % {"name": NAMES[publisher]},
        arguments={"publisher": publisher, "indicators": list(indicators)},
    )
    return HttpResponseRedirect(job.get_absolute_url())


def _page(request: HttpRequest) -> FetchPage:
    page = fetch_page(viewer=viewer_of(request))
    if page is None:
        raise PermissionDenied
    return page


def _show(
    request: HttpRequest,
    page: FetchPage,
    *,
    key: KeyForm | None = None,
    start: StartForm | None = None,
) -> HttpResponse:
    context = {
        "page": page,
        "key_form": key or KeyForm(),
        "start_form": start or StartForm(page),
        "wrong": next((form for form in (key, start) if form is not None and form.errors), None),
    }
    status = 422 if context["wrong"] else 200
    return render(request, "figures/fetching.html", context, status=status)
