"""The workbench: settings, proposals side by side, groups moved by hand, and what is kept."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from samspil.components import numbers
from samspil.methods.grouping import InfeasibleError, InvalidProblemError, UndecidedError
from samspil.networks import pages, rules, selectors, services
from samspil.networks.forms import WeighForm, WishForm
from samspil.networks.models import SECTORS
from samspil.networks.selectors import BenchView
from samspil.networks.views.plans import edition_or_404
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes import selectors as programmes
from samspil.programmes.selectors import EditionView


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def bench(request: HttpRequest, edition: str, sector: str) -> HttpResponse:
    """How shall the groups be? One place to weigh, propose, move and keep."""
    viewer, view = _allowed(request, edition, sector)
    if request.method == "POST":
        return _act(request, viewer, view, sector)
    found = _on_the_table(request, viewer, view, sector)
    if found is None:
        return redirect("networks:networks", view.id)
    return render(request, "networks/bench.html", pages.bench(viewer, view, found))


def _allowed(request: HttpRequest, edition: str, sector: str) -> tuple[Viewer, EditionView]:
    viewer, view = viewer_of(request), edition_or_404(edition)
    if sector not in SECTORS or sector not in view.content.sector_ids:
        raise Http404
    if not rules.may_form(viewer, view.id):
        raise PermissionDenied
    return viewer, view


def _on_the_table(
    request: HttpRequest, viewer: Viewer, view: EditionView, sector: str
) -> BenchView | None:
    """Return the workbench, laid out the first time; None, and why, where too few take part."""
    try:
        services.lay_out(actor=viewer, edition=view.id, sector=sector)
    except services.TooFewParticipantsError as few:
        text = _("Der skal være mindst %(needed)s tilmeldte kommuner; der er %(count)s.")
        messages.warning(request, text % {"needed": few.needed, "count": few.count})
        return None
    return selectors.bench(viewer, view.id, sector)


type Act = Callable[[HttpRequest, dict[str, Any]], str]


def _act(request: HttpRequest, viewer: Viewer, view: EditionView, sector: str) -> HttpResponse:
    """Do what the button says, and show the table as it is then."""
    act = ACTS.get(request.POST.get("go", ""))
    where = {
        "actor": viewer,
        "edition": view.id,
        "sector": sector,
        "version": numbers.sent(request.POST.get("version", "")),
    }
    if act is None:
        return _weighed(request, viewer, view, where)
    said, worked = "", True
    try:
        said = act(request, where)
    except services.StaleBenchError as stale:
        worked, said = False, _overtaken(stale.by)
    except services.InvalidChangeError:
        worked, said = False, _("Det kan ikke lade sig gøre, som grupperne er nu. Intet er ændret.")
    except services.TooFewParticipantsError:
        return redirect("networks:networks", view.id)
    except (InfeasibleError, UndecidedError, InvalidProblemError) as error:
        worked, said = False, impossible(error)
    return _shown(request, viewer, view, sector, said, worked=worked)


def _shown(
    request: HttpRequest,
    viewer: Viewer,
    view: EditionView,
    sector: str,
    said: str,
    *,
    worked: bool,
) -> HttpResponse:
    """Show the table again: a part of the page to a script, the whole page to everybody else."""
    if request.headers.get("HX-Request"):
        found = selectors.bench(viewer, view.id, sector)
        if found is None:
            raise Http404
        page = pages.bench(viewer, view, found, said=said) | {"is_part": True, "worked": worked}
        return render(request, "networks/_bench.html", page)
    (messages.success if worked else messages.warning)(request, said)
    return redirect("networks:bench", view.id, sector)


def _weighed(
    request: HttpRequest, viewer: Viewer, view: EditionView, where: dict[str, Any]
) -> HttpResponse:
    """Set weights and sizes and form proposals by them; or write a wish down."""
    sector = where["sector"]
    found = _on_the_table(request, viewer, view, sector)
    if found is None:
        return redirect("networks:networks", view.id)
    offered = [(one.code, one.name) for one in programmes.participants(view.id, sector)]
    is_wish = request.POST.get("go") == "wish"
    form = WishForm(offered, request.POST) if is_wish else WeighForm(request.POST)
    if not form.is_valid():
        page = (
            pages.bench(viewer, view, found, wish=form)
            if isinstance(form, WishForm)
            else pages.bench(viewer, view, found, weigh=form)
        )
        return render(request, "networks/bench.html", page, status=422)
    said, worked = "", True
    try:
        said = _wish(form, where) if isinstance(form, WishForm) else _propose(form, where)
    except services.StaleBenchError as stale:
        worked, said = False, _overtaken(stale.by)
    except (InfeasibleError, UndecidedError, InvalidProblemError) as error:
        worked, said = False, impossible(error)
    (messages.success if worked else messages.warning)(request, said)
    return redirect("networks:bench", view.id, sector)


def _wish(form: WishForm, where: dict[str, Any]) -> str:
    given = form.cleaned_data
    services.wish_pair(
        actor=where["actor"],
        edition=where["edition"],
        sector=where["sector"],
        kind=given["kind"],
        pair=[given["first"], given["second"]],
        reason=given["reason"],
    )
    return _("Ønsket er skrevet ned og tæller fra næste forslag.")


def _propose(form: WeighForm, where: dict[str, Any]) -> str:
    given = form.cleaned_data
    table = services.weigh(weights=form.weights(), low=given["low"], high=given["high"], **where)
    plans = services.propose_from(**where | {"version": table.version})
    if table.version == where["version"] + 1 and not table.groups and plans:
        services.arrange(actor=where["actor"], plan=plans[0].pk, version=table.version)
    listed = ", ".join(str(plan.number) for plan in plans)
    return _("Forslag %(numbers)s er klar, side om side.") % {"numbers": listed}


def _move(request: HttpRequest, where: dict[str, Any]) -> str:
    code, target = request.POST.get("code", ""), request.POST.get("to", "")
    kind, _colon, which = target.partition(":")
    name = places.names().get(code, code)
    if kind == "swap":
        services.swap(code=code, other=which, **where)
        other = places.names().get(which, which)
        return _("%(name)s og %(other)s har byttet plads.") % {"name": name, "other": other}
    services.move(code=code, group=numbers.sent(which), **where)
    return _("%(name)s er flyttet.") % {"name": name}


def _pin(request: HttpRequest, where: dict[str, Any]) -> str:
    code, stays = request.POST.get("code", ""), request.POST.get("stays") == "yes"
    services.pin(code=code, stays=stays, **where)
    name = places.names().get(code, code)
    if stays:
        return _("%(name)s bliver, hvor den er.") % {"name": name}
    return _("%(name)s kan flyttes igen.") % {"name": name}


def _best(request: HttpRequest, where: dict[str, Any]) -> str:  # noqa: ARG001 - as every act
    services.find_best(**where)
    return _("Alle, der ikke er låst, er lagt, hvor helheden passer bedst.")


def _arrange(request: HttpRequest, where: dict[str, Any]) -> str:
    number = numbers.sent(request.POST.get("plan", ""))
    plan = selectors.plan(where["actor"], where["edition"], number)
    if plan is None or plan.sector != where["sector"]:
        raise services.InvalidChangeError
    services.arrange(actor=where["actor"], plan=plan.id, version=where["version"])
    return _("Forslag %(number)s ligger på bordet.") % {"number": plan.number}


def _keep(request: HttpRequest, where: dict[str, Any]) -> str:  # noqa: ARG001 - as every act
    plan = services.keep_proposal(**where)
    return _("Gemt som forslag %(number)s. Det kan godkendes på siden med sparringsgrupper.") % {
        "number": plan.number
    }


def _repair(request: HttpRequest, where: dict[str, Any]) -> str:  # noqa: ARG001 - as every act
    plan = services.repair(actor=where["actor"], edition=where["edition"], sector=where["sector"])
    services.arrange(actor=where["actor"], plan=plan.pk, version=where["version"])
    return _("Forslag %(number)s flytter så få som muligt og ligger på bordet.") % {
        "number": plan.number
    }


def _drop_wish(request: HttpRequest, where: dict[str, Any]) -> str:
    number = numbers.sent(request.POST.get("wish", ""))
    services.drop_wish(actor=where["actor"], edition=where["edition"], wish=number)
    return _("Ønsket er taget væk.")


ACTS: dict[str, Act] = {
    "move": _move,
    "pin": _pin,
    "best": _best,
    "arrange": _arrange,
    "keep": _keep,
    "repair": _repair,
    "drop-wish": _drop_wish,
}


def _overtaken(by: str) -> str:
    if not by:
        return _("Grupperne er ændret, siden I så dem. Her er de, som de er nu.")
    text = _("%(who)s har ændret grupperne, siden I så dem. Her er de, som de er nu.")
    return text % {"who": by}


def impossible(error: InfeasibleError | UndecidedError | InvalidProblemError) -> str:
    """Return why no groups can be formed, and which wishes are in each other's way."""
    if isinstance(error, InfeasibleError) and error.wishes:
        names = places.names()
        listed = "; ".join(
            _wish_words(one.kind, [names.get(str(code), str(code)) for code in one.members])
            for one in error.wishes
        )
        return _(
            "Disse ønsker kan ikke opfyldes samtidig med størrelserne: %(wishes)s. Tag et af dem "
            "væk, eller tillad andre størrelser."
        ) % {"wishes": listed}
    if isinstance(error, UndecidedError):
        return _("Det er ikke afgjort på den tid, om ønskerne kan opfyldes. Tag et af dem væk.")
    return _("De tilmeldte kommuner kan ikke deles i grupper af de størrelser.")


def _wish_words(kind: str, names: list[str]) -> str:
    who = pages.listed(names)
    if kind == "apart":
        return _("%(who)s hver for sig") % {"who": who}
    return _("%(who)s sammen") % {"who": who}


@require_POST
@signed_in_only
def start(request: HttpRequest, edition: str, sector: str) -> HttpResponse:
    """Begin: form proposals by the rules' own weights, and lay the best on the table."""
    viewer, view = _allowed(request, edition, sector)
    found = _on_the_table(request, viewer, view, sector)
    if found is None:
        return redirect("networks:networks", view.id)
    try:
        plans = services.propose_from(
            actor=viewer, edition=view.id, sector=sector, version=found.version
        )
        services.arrange(actor=viewer, plan=plans[0].pk, version=found.version)
    except services.StaleBenchError as stale:
        messages.warning(request, _overtaken(stale.by))
    except (InfeasibleError, UndecidedError, InvalidProblemError) as error:
        messages.warning(request, impossible(error))
    return redirect("networks:bench", view.id, sector)
