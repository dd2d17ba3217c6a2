"""Pages of an agenda: edited by organisers, read by those who come, one session by its speaker."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.components import numbers
from samspil.documents.checks import LARGEST, RefusedError
from samspil.documents.views import given_out
from samspil.meetings import rules, selectors, services
from samspil.meetings.forms.agenda import ItemForm, MaterialForm, MinutesForm
from samspil.meetings.models import AgendaItem
from samspil.meetings.pages import agenda as pages
from samspil.meetings.selectors import MeetingRow
from samspil.meetings.views.visits import edition_visit, meeting_visit
from samspil.people.gate import signed_in_only
from samspil.people.services import LinkRefusedError
from samspil.people.viewer import Viewer
from samspil.programmes.selectors import EditionView

_STATUS = {"unknown": 404, "expired": 410, "revoked": 410}


def _organisers_visit(
    request: HttpRequest, edition: str, meeting: int
) -> tuple[Viewer, EditionView, MeetingRow]:
    viewer, view, row = meeting_visit(request, edition, meeting)
    if not rules.may_plan(viewer, view.id):
        raise PermissionDenied
    return viewer, view, row


@require_safe
@never_cache
@signed_in_only
def edit(request: HttpRequest, edition: str, meeting: int) -> HttpResponse:
    """What is on, in which order, and does it fit the day?"""
    viewer, view, row = _organisers_visit(request, edition, meeting)
    return render(request, "meetings/agenda.html", pages.agenda(viewer, view, row))


@require_POST
@signed_in_only
def begin(request: HttpRequest, edition: str, meeting: int) -> HttpResponse:
    """Begin from the agenda for such a meeting."""
    viewer, view, row = _organisers_visit(request, edition, meeting)
    services.begin_agenda(actor=viewer, meeting=row.id)
    messages.success(request, _("Dagsordenen er lagt. Ret den, så den bliver jeres."))
    return redirect("meetings:agenda", view.id, row.id)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def item(request: HttpRequest, edition: str, meeting: int, item: int | None = None) -> HttpResponse:
    """What is this item, how long, about what, by whom?"""
    viewer, view, row = _organisers_visit(request, edition, meeting)
    stored = AgendaItem.objects.filter(pk=item or 0, agenda__meeting_id=row.id).first()
    if item is not None and stored is None and request.method != "POST":
        raise Http404
    form = ItemForm(
        request.POST if request.method == "POST" else None,
        initial=ItemForm.of(stored) if stored else {"minutes": 30, "kind": "other"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.put_item(
                actor=viewer,
                meeting=row.id,
                version=numbers.sent(request.POST.get("version", "")),
                fields=form.cleaned_data,
                item=item,
            )
        except services.AgendaChangedError as changed:
            # What was typed stays in the form, with the version that stands now.
            form.add_error(None, overtaken(changed.by))
        except services.NoSuchItemError:
            form.add_error(None, _("Punktet er taget ud imens."))
        else:
            messages.success(request, _("Punktet er gemt."))
            return redirect("meetings:agenda", view.id, row.id)
    status = 422 if form.errors else 200
    if item is not None and stored is None:
        # A colleague took it out meanwhile; saved again, what was typed is a new item.
        form.add_error(None, _("Gemmer I igen, bliver det et nyt punkt på dagsordenen."))
    page = pages.item(viewer, view, row, form, stored)
    return render(request, "meetings/item.html", page, status=status)


def _item_or_404(row: MeetingRow, item: int) -> AgendaItem:
    found = AgendaItem.objects.filter(pk=item, agenda__meeting_id=row.id).first()
    if found is None:
        raise Http404
    return found


@require_POST
@signed_in_only
def act(request: HttpRequest, edition: str, meeting: int, item: int) -> HttpResponse:
    """Move or remove an item, invite its speaker, add or remove material."""
    viewer, view, row = _organisers_visit(request, edition, meeting)
    _item_or_404(row, item)
    does = ACTS.get(request.POST.get("go", ""))
    if does is None:
        raise Http404
    where = {
        "actor": viewer,
        "meeting": row.id,
        "version": numbers.sent(request.POST.get("version", "")),
        "item": item,
    }
    try:
        messages.success(request, does(request, where))
    except services.AgendaChangedError as changed:
        messages.warning(request, overtaken(changed.by))
    except services.NoSpeakerError:
        messages.warning(request, _("Skriv først oplægsholderens navn og mail."))
    except _FormRefusedError as refused:
        page = pages.agenda(viewer, view, row, material=(item, refused.form))
        return render(request, "meetings/agenda.html", page, status=422)
    return redirect("meetings:agenda", view.id, row.id)


class _FormRefusedError(Exception):
    def __init__(self, form: MaterialForm) -> None:
        self.form = form
        super().__init__()


def _move(by: int) -> Callable[[HttpRequest, dict[str, Any]], str]:
    def move(request: HttpRequest, where: dict[str, Any]) -> str:  # noqa: ARG001 - as every act
        services.move_item(by=by, **where)
        return _("Punktet er flyttet.")

    return move


def _remove(request: HttpRequest, where: dict[str, Any]) -> str:  # noqa: ARG001 - as every act
    services.remove_item(**where)
    return _("Punktet er taget af dagsordenen.")


def _invite(request: HttpRequest, where: dict[str, Any]) -> str:  # noqa: ARG001 - as every act
    stored = services.invite_speaker(actor=where["actor"], item=where["item"])
    return _("%(name)s har fået et link til sit oplæg.") % {"name": stored.speaker}


def _add_material(request: HttpRequest, where: dict[str, Any]) -> str:
    form = MaterialForm(request.POST, request.FILES, prefix=f"m{where['item']}")
    if not form.is_valid():
        raise _FormRefusedError(form)
    if not _put(form, where["actor"], where["item"]):
        raise _FormRefusedError(form)
    return _("Materialet er lagt op.")


def _put(form: MaterialForm, actor: Viewer | None, item: int) -> bool:
    """Put a file or an address under an item; where it is refused, the form says why."""
    given = form.cleaned_data
    about = {"actor": actor, "item": item, "title": given["title"]}
    try:
        if given["file"]:
            services.add_file(
                name=given["file"].name,
                # A byte more than allowed is enough to know; a giant is never read whole.
                content=given["file"].read(LARGEST + 1),
                confirmed_no_cpr=given["confirmed_no_cpr"],
                **about,
            )
        else:
            services.add_address(address=given["address"], **about)
    except RefusedError as refused:
        form.add_error("file", refused.sentence)
    except services.TooMuchMaterialError:
        form.add_error(None, _("Der ligger så meget, der kan. Arrangøren kan fjerne noget."))
    return form.is_valid()


def _remove_material(request: HttpRequest, where: dict[str, Any]) -> str:
    number = numbers.sent(request.POST.get("material", ""))
    services.remove_material(actor=where["actor"], material=number)
    return _("Materialet er taget væk.")


ACTS: dict[str, Callable[[HttpRequest, dict[str, Any]], str]] = {
    "up": _move(-1),
    "down": _move(1),
    "remove": _remove,
    "invite": _invite,
    "material": _add_material,
    "remove-material": _remove_material,
}


@require_safe
@signed_in_only
def material(request: HttpRequest, edition: str, material: int) -> HttpResponse:
    """A file from a meeting, to be kept and never shown as a page of ours."""
    viewer, view = edition_visit(request, edition)
    found = selectors.material_file(viewer, view.id, material)
    if found is None:
        raise Http404
    return given_out(found)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@signed_in_only
def minutes(request: HttpRequest, edition: str, meeting: int) -> HttpResponse:
    """What was said and concluded?"""
    viewer, view, row = _organisers_visit(request, edition, meeting)
    found = selectors.minutes_of(viewer, row)
    form = MinutesForm(
        request.POST if request.method == "POST" else None,
        initial={"text": found.text, "version": found.version},
    )
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.write_minutes(
                actor=viewer, meeting=row.id, version=given["version"], text=given["text"]
            )
        except services.AgendaChangedError as changed:
            form.add_error(None, overtaken(changed.by))
        else:
            messages.success(request, _("Referatet er gemt."))
            return redirect("meetings:meeting", view.id, row.id)
    page = pages.minutes(view, row, form, found)
    return render(request, "meetings/minutes.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def session(request: HttpRequest, token: str) -> HttpResponse:
    """A speaker's own session, by a link and without an account."""
    try:
        stored = services.speaker_item(token)
    except LinkRefusedError as refused:
        return _shut(request, refused)
    sent = request.method == "POST"
    form = MaterialForm(request.POST, request.FILES) if sent else MaterialForm()
    if sent and form.is_valid() and _put(form, None, stored.pk):
        messages.success(request, _("Materialet er lagt op."))
        return redirect("meetings:session", token)
    page = pages.session(stored, form, token)
    answer = render(request, "meetings/session.html", page, status=422 if form.errors else 200)
    return _secret(answer)


@require_safe
@never_cache
def session_material(request: HttpRequest, token: str, material: int) -> HttpResponse:
    """A file of the speaker's own session, to be kept and never shown as a page of ours."""
    try:
        stored = services.speaker_item(token)
    except LinkRefusedError as refused:
        return _shut(request, refused)
    found = selectors.speaker_file(stored, material)
    if found is None:
        raise Http404
    return _secret(given_out(found))


def _shut(request: HttpRequest, refused: LinkRefusedError) -> HttpResponse:
    page = {"reason": str(refused), "section": ""}
    status = _STATUS.get(str(refused), 404)
    return _secret(render(request, "meetings/shut.html", page, status=status))


def _secret(answer: HttpResponse) -> HttpResponse:
    """Let no other server be told of the address, which is a secret, and none list it."""
    answer["Referrer-Policy"] = "same-origin"
    answer["X-Robots-Tag"] = "noindex"
    return answer


def overtaken(by: str) -> str:
    """Return that somebody was faster, and what to do."""
    if not by:
        return _("Nogen har ændret det, siden I åbnede siden. Se det igennem, og gem igen.")
    text = _("%(who)s har ændret det, siden I åbnede siden. Se det igennem, og gem igen.")
    return text % {"who": by}
