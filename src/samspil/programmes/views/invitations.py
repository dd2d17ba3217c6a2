"""The organiser's pages of the invitation: whom, what, send, what came of it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samspil.components.sheets import as_xlsx
from samspil.jobs import selectors as jobs
from samspil.letters.services import absolute_url
from samspil.people.gate import signed_in_only
from samspil.people.selectors import viewer_of
from samspil.people.viewer import Viewer
from samspil.programmes import addressees, pages, rules, selectors, services
from samspil.programmes.addressees import AddresseeList
from samspil.programmes.forms.invitations import EVERYBODY, AddresseesForm, AimForm, LetterForm
from samspil.programmes.invitation_paper import paper
from samspil.programmes.invitation_words import LANGUAGES, filled
from samspil.programmes.models import Invitation
from samspil.programmes.selectors import CampaignView, EditionView, InvitationRow, State
from samspil.programmes.services.inviting import SEND, key_of, recipient_of
from samspil.programmes.views.visits import edition_or_404

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_READ = require_http_methods(["GET", "HEAD", "POST"])
Page = Callable[..., HttpResponse]


def organiser_page(page: Page) -> Page:
    """Let in those who may invite to the edition; the page gets viewer and edition."""

    @wraps(page)
    def guarded(request: HttpRequest, /, edition_id: str, **more: Any) -> HttpResponse:  # noqa: ANN401
        edition = edition_or_404(edition_id)
        viewer = viewer_of(request)
        if not rules.may_invite(viewer, edition_id):
            raise PermissionDenied
        try:
            return page(request, viewer, edition, **more)
        except services.NoCampaignError:
            messages.info(request, _("Bestem først, hvem invitationen er til."))
            return redirect("programmes:invitation_aim", edition_id=edition_id)
        except services.ClosedError:
            messages.warning(request, _("Udgaven tager ikke imod tilmeldinger, så intet er sendt."))
            return redirect("programmes:invitations", edition_id=edition_id)
        except Invitation.DoesNotExist as error:
            raise Http404 from error

    answer: Page = never_cache(signed_in_only(guarded))
    return answer


@require_safe
@organiser_page
def invitations(request: HttpRequest, viewer: Viewer, edition: EditionView) -> HttpResponse:
    """Who is invited, and how far is each?"""
    rows = selectors.invitations(viewer, edition.id)
    context = pages.invitations(
        edition,
        selectors.campaign(viewer, edition.id),
        rows,
        selectors.invitable(viewer, edition.id),
        request.GET.get("state", ""),
    )
    found = context["campaign"]
    own = "" if found is None else key_of(found.id, found.run)
    work = [job for job in jobs.under_way(viewer=viewer, kind=SEND) if job.key == own]
    context |= {"work": work, "is_open": edition.is_open(timezone.now())}
    return render(request, "programmes/invitations.html", context)


@_READ
@organiser_page
def aim(request: HttpRequest, viewer: Viewer, edition: EditionView) -> HttpResponse:
    """Whom is the invitation for, and when are they reminded?"""
    found = selectors.campaign(viewer, edition.id)
    is_example = edition.content.is_example
    choices = [] if is_example else selectors.selection_choices(viewer, edition.id)
    data = request.POST if request.method == "POST" else None
    form = AimForm(_everybody(edition), choices, data, initial=_aim_initial(found))
    if data is not None and form.is_valid():
        services.prepare_campaign(
            actor=viewer,
            edition=edition.id,
            selection=form.selection,
            remind_days=form.cleaned_data["remind_days"],
        )
        messages.success(request, _("Det er gemt."))
        return redirect("programmes:invitations", edition_id=edition.id)
    context = {"edition": edition, "form": form, "choices": choices, "is_example": is_example}
    return render(request, "programmes/invitation_aim.html", context)


def _everybody(edition: EditionView) -> str:
    if edition.content.is_example:
        return _("Alle kommuner i eksemplet")
    return _("Alle landets kommuner")


def _aim_initial(found: CampaignView | None) -> dict[str, Any]:
    days = services.REMIND_DAYS if found is None else found.remind_days
    selection = None if found is None else found.selection
    chosen = EVERYBODY if selection is None else str(selection.id)
    return {"aim": chosen, "remind_days": ", ".join(map(str, days))}


@_READ
@organiser_page
def recipients(request: HttpRequest, viewer: Viewer, edition: EditionView) -> HttpResponse:
    """Who in the municipalities is it to?"""
    places = selectors.invitable(viewer, edition.id)
    if selectors.campaign(viewer, edition.id) is None:
        raise services.NoCampaignError
    posted = request.method == "POST"
    heading = _("Kommune; Titel; E-mail; Navn; Sprog") + "\n"
    form = (
        AddresseesForm(request.POST, request.FILES)
        if posted
        else AddresseesForm(initial={"text": heading})
    )
    found = AddresseeList()
    if posted and form.is_valid():
        found = addressees.read(form.content, places)
        if found.rows and not found.complaints:
            added = services.add_addressees(actor=viewer, edition=edition.id, rows=found.rows)
            _tell_added(request, added, found.empty)
            return redirect("programmes:invitations", edition_id=edition.id)
    context = {
        "edition": edition,
        "form": form,
        "complaints": [pages.complaint(one) for one in found.complaints],
        "nobody": posted and form.is_valid() and not found.complaints,
        "places": places,
    }
    return render(request, "programmes/invitation_recipients.html", context)


def _tell_added(request: HttpRequest, added: services.Added, empty: int) -> None:
    count = added.new
    text = ngettext("%(count)s modtager er ny.", "%(count)s modtagere er nye.", count)
    parts = [text % {"count": count}]
    if added.standing:
        parts.append(_("%(count)s stod der i forvejen.") % {"count": added.standing})
    if empty:
        parts.append(_("%(count)s linjer uden adresse er sprunget over.") % {"count": empty})
    messages.success(request, " ".join(parts))


@require_safe
@organiser_page
def template(request: HttpRequest, viewer: Viewer, edition: EditionView) -> HttpResponse:  # noqa: ARG001
    """A sheet to fill in, with a line for each municipality."""
    content = as_xlsx(pages.template_table(selectors.invitable(viewer, edition.id)))
    name = _("modtagere")
    headers = {"Content-Disposition": f'attachment; filename="{name}-{edition.id}.xlsx"'}
    return HttpResponse(content, content_type=XLSX, headers=headers)


@_READ
@organiser_page
def letter(request: HttpRequest, viewer: Viewer, edition: EditionView) -> HttpResponse:
    """What does it say? Saved, then shown as it will be read."""
    found = _campaign(viewer, edition)
    initial = {f"subject_{one}": text.subject for one, text in found.letters.items()}
    initial |= {f"body_{one}": text.body for one, text in found.letters.items()}
    data = request.POST if request.method == "POST" else None
    form = LetterForm(data, initial=initial)
    if data is not None and form.is_valid():
        services.word_invitation(actor=viewer, edition=edition.id, letters=form.letters)
        going = data.get("go", "")
        if going in LANGUAGES:
            _send_test(request, viewer, edition, going)
        else:
            messages.success(request, _("Brevet er gemt."))
        return redirect("programmes:invitation_letter", edition_id=edition.id)
    context = {"edition": edition, "form": form, "previews": _previews(viewer, edition, found)}
    return render(request, "programmes/invitation_letter.html", context)


def _send_test(request: HttpRequest, viewer: Viewer, edition: EditionView, language: str) -> None:
    address = reverse("programmes:invitation_letter", kwargs={"edition_id": edition.id})
    to = _sample(viewer, edition)
    sent = services.send_test(
        actor=viewer, edition=edition.id, language=language, to=to, address=address
    )
    messages.success(
        request, _("Brevet er gemt, og en prøve er sendt til %(to)s.") % {"to": sent.to}
    )


def _previews(viewer: Viewer, edition: EditionView, found: CampaignView) -> list[dict[str, Any]]:
    to = _sample(viewer, edition)
    return [
        {"language": one, "letter": filled(found.letters[one], to, edition.content, one), "to": to}
        for one in LANGUAGES
    ]


def _sample(viewer: Viewer, edition: EditionView) -> Any:  # noqa: ANN401 - a Recipient
    return pages.sample_recipient(
        selectors.invitations(viewer, edition.id), selectors.invitable(viewer, edition.id)
    )


@require_safe
@organiser_page
def preview(
    request: HttpRequest,  # noqa: ARG001 - a page like the others
    viewer: Viewer,
    edition: EditionView,
    language: str,
) -> HttpResponse:
    """The letter on paper, to look at; its link opens nothing."""
    if language not in LANGUAGES:
        raise Http404
    found = _campaign(viewer, edition)
    to = _sample(viewer, edition)
    content = paper(
        letter=filled(found.letters[language], to, edition.content, language),
        to=to,
        edition=edition.content,
        language=language,
        address=absolute_url("/invitation/…/"),
        until=None,
        dated=timezone.localtime(found.changed_at).date(),
    )
    return pdf_answer(content, f"invitation-{edition.id}-{language}")


@_READ
@organiser_page
def send(request: HttpRequest, viewer: Viewer, edition: EditionView) -> HttpResponse:
    """Send to all who have not been written to: what will happen, and the button."""
    found = _campaign(viewer, edition)
    waiting = [row for row in selectors.invitations(viewer, edition.id) if _waits(row)]
    if request.method == "POST":
        try:
            job = services.begin_sending(actor=viewer, edition=edition.id)
        except services.NobodyToInviteError:
            messages.info(request, _("Alle på listen er inviteret."))
            return redirect("programmes:invitations", edition_id=edition.id)
        return redirect(job.get_absolute_url())
    context = {
        "edition": edition,
        "campaign": found,
        "waiting": waiting,
        "is_open": edition.is_open(timezone.now()),
        "previews": _previews(viewer, edition, found),
    }
    return render(request, "programmes/invitation_send.html", context)


def _waits(row: InvitationRow) -> bool:
    return row.sent_at is None and row.state is not State.WITHDRAWN


@require_POST
@organiser_page
def stop(request: HttpRequest, viewer: Viewer, edition: EditionView) -> HttpResponse:
    """Stop sending, after the letter that is being written."""
    services.stop_sending(actor=viewer, edition=edition.id)
    messages.success(request, _("Udsendelsen er standset. I kan sende resten, når I vil."))
    return redirect("programmes:invitations", edition_id=edition.id)


@require_safe
@organiser_page
def one(request: HttpRequest, viewer: Viewer, edition: EditionView, number: int) -> HttpResponse:
    """One recipient: what was sent, what they did."""
    row = selectors.invitation(viewer, edition.id, number)
    if row is None:
        raise Http404
    return render(request, "programmes/invitation_one.html", pages.invitation(edition, row))


@require_POST
@organiser_page
def take_back(
    request: HttpRequest, viewer: Viewer, edition: EditionView, number: int
) -> HttpResponse:
    """Take a recipient off the list, or withdraw what was sent."""
    if services.take_back(actor=viewer, edition=edition.id, number=number):
        messages.success(request, _("Invitationen er trukket tilbage. Linket åbner ikke længere."))
    else:
        messages.success(request, _("Modtageren er fjernet."))
    return redirect("programmes:invitations", edition_id=edition.id)


@require_POST
@organiser_page
def on_paper(
    request: HttpRequest,  # noqa: ARG001 - a page like the others
    viewer: Viewer,
    edition: EditionView,
    number: int,
) -> HttpResponse:
    """The letter to one recipient as a PDF, with a personal link made for it."""
    found, address = services.put_on_paper(actor=viewer, edition=edition.id, number=number)
    to = recipient_of(found)
    content = paper(
        letter=filled(
            _campaign(viewer, edition).letters[found.language], to, edition.content, found.language
        ),
        to=to,
        edition=edition.content,
        language=found.language,
        address=address,
        until=found.expires_at,
        dated=timezone.localdate(),
    )
    return pdf_answer(content, f"invitation-{found.municipality_id}")


def _campaign(viewer: Viewer, edition: EditionView) -> CampaignView:
    found = selectors.campaign(viewer, edition.id)
    if found is None:
        raise services.NoCampaignError
    return found


def pdf_answer(content: bytes, name: str) -> HttpResponse:
    """Return a PDF to keep or print."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
