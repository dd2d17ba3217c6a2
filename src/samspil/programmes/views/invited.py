"""What a personal link to an invitation opens: read, decline, or come to register.

No account is needed but for registering. The address holds the secret, so no page tells another
server where the reader came from, and search engines are asked to stay away.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from samspil.letters.services import absolute_url
from samspil.people.selectors import viewer_of
from samspil.programmes import selectors, services, words
from samspil.programmes.forms.invitations import DeclineForm, JoinForm
from samspil.programmes.invitation_paper import paper
from samspil.programmes.invitation_words import filled
from samspil.programmes.models import Invitation
from samspil.programmes.pages.editions import price_rows
from samspil.programmes.selectors import Door, EditionView
from samspil.programmes.selectors.invitations import campaign_view, state_of
from samspil.programmes.services.inviting import recipient_of
from samspil.programmes.views.invitations import pdf_answer

_STATUS = {"unknown": 404, "expired": 410, "revoked": 410}
Page = Callable[..., HttpResponse]


def behind_link(page: Page) -> Page:
    """Give the page the invitation and its edition; say why a link opens nothing."""

    @wraps(page)
    def guarded(request: HttpRequest, token: str) -> HttpResponse:
        # HEAD is what programs send; only who fetches the page has opened it.
        opens = selectors.door if request.method == "HEAD" else _opened
        found = opens(token)
        if found.invitation is None or found.edition is None or not found.is_open:
            return _kept_secret(_shut(request, found))
        try:
            answer = page(request, token, found.invitation, found.edition)
        except services.ShutError as refusal:
            answer = _shut(request, Door(refusal.reason))
        except services.ClosedError:
            answer = redirect("programmes:invited", token=token)
        return _kept_secret(answer)

    return never_cache(guarded)


def _opened(token: str) -> Door:
    return services.open_invitation(token=token)


def _shut(request: HttpRequest, found: Door) -> HttpResponse:
    context = {"reason": found.state, "edition": found.edition}
    status = _STATUS.get(found.state, 404)
    return render(request, "programmes/invited_shut.html", context, status=status)


def _kept_secret(response: HttpResponse) -> HttpResponse:
    """Keep the link out of what the browser tells any server.

    Not ``no-referrer``: under it browsers send ``Origin: null`` with forms, which the protection
    against forged forms rightly refuses.
    """
    response["Referrer-Policy"] = "strict-origin"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@behind_link
def invited(
    request: HttpRequest, token: str, found: Invitation, edition: EditionView
) -> HttpResponse:
    """What are we invited to, until when, and what can we answer?"""
    now = timezone.now()
    standing = selectors.standing_of(edition.id, found.municipality_id)
    reason = edition.closed(now)
    language = translation.get_language() or "da"
    context = _base(token, found, edition) | {
        "letter": _letter(found, edition, "en" if language.startswith("en") else "da"),
        "state": state_of(found, standing, now),
        "why": "" if reason is None else words.closed(edition.content, reason),
        "prices": price_rows(edition.content),
    }
    return render(request, "programmes/invited.html", context)


@require_safe
@behind_link
def as_pdf(
    request: HttpRequest,  # noqa: ARG001 - a page like the others
    token: str,
    found: Invitation,
    edition: EditionView,
) -> HttpResponse:
    """The invitation on paper, with the link one came by."""
    content = paper(
        letter=_letter(found, edition, found.language),
        to=recipient_of(found),
        edition=edition.content,
        language=found.language,
        address=absolute_url(reverse("programmes:invited", args=[token])),
        until=found.expires_at,
        dated=timezone.localtime(found.sent_at or found.on_paper_at or timezone.now()).date(),
    )
    return pdf_answer(content, "invitation")


@require_http_methods(["GET", "HEAD", "POST"])
@behind_link
def decline(
    request: HttpRequest, token: str, found: Invitation, edition: EditionView
) -> HttpResponse:
    """Say no, with a reason."""
    if edition.closed(timezone.now()):
        return redirect("programmes:invited", token=token)
    form = DeclineForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        services.decline(token=token, reason=form.cleaned_data["reason"])
        return redirect("programmes:invited", token=token)
    context = _base(token, found, edition) | {"form": form}
    return render(request, "programmes/invited_decline.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@behind_link
def join(request: HttpRequest, token: str, found: Invitation, edition: EditionView) -> HttpResponse:
    """Come to register: who is it? Then sign in by a code, or go straight on."""
    if edition.closed(timezone.now()):
        return redirect("programmes:invited", token=token)
    form = JoinForm(request.POST if request.method == "POST" else None, initial=_known(request))
    if request.method == "POST" and form.is_valid():
        joined = _joined(token, form)
        if joined is not None:
            return _go_on(request, token, found, edition, joined)
    context = _base(token, found, edition) | {"form": form}
    return render(request, "programmes/invited_join.html", context)


def _known(request: HttpRequest) -> dict[str, str]:
    """Return name and address of somebody who is signed in, to begin with."""
    if not viewer_of(request).is_signed_in:
        return {}
    return {"name": str(request.user), "email": getattr(request.user, "email", "")}


def _joined(token: str, form: JoinForm) -> services.Joined | None:
    """Let the person come, or say in the form what would be right."""
    try:
        return services.join(
            token=token, name=form.cleaned_data["name"], email=form.cleaned_data["email"]
        )
    except services.OtherDomainError as refusal:
        text = _(
            "Invitationen er sendt til en adresse, der ender på @%(domain)s. Skriv en arbejdsmail, "
            "der gør det samme, eller bed arrangøren om at invitere jer."
        )
        form.add_error("email", text % {"domain": refusal.domain})
    except services.TooManyGuestsError:
        form.add_error(
            None, _("Mange har brugt linket. Skriv til arrangøren, så hjælper de jer videre.")
        )
    except ValueError:
        form.add_error("email", _("Skriv adressen som navn@kommune.dk."))
    return None


def _go_on(
    request: HttpRequest,
    token: str,
    found: Invitation,
    edition: EditionView,
    joined: services.Joined,
) -> HttpResponse:
    place = {"edition_id": edition.id, "code": found.municipality_id}
    draft = reverse("programmes:resume", kwargs=place)
    if viewer_of(request).user_id == joined.user.pk:
        return redirect(draft)
    context: dict[str, Any] = {"joined": joined, "next": draft}
    return render(request, "programmes/invited_code.html", _base(token, found, edition) | context)


def _base(token: str, found: Invitation, edition: EditionView) -> dict[str, Any]:
    return {"token": token, "invitation": found, "edition": edition}


def _letter(found: Invitation, edition: EditionView, language: str) -> Any:  # noqa: ANN401
    letter = campaign_view(found.campaign).letters[language]
    return filled(letter, recipient_of(found), edition.content, language)
