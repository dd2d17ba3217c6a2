"""Acts on surveys: open, invite, remind, answer, close.

Anonymity is kept in what is stored, not only in what is shown. Anonymous answers lie in one sealed
urn until the survey is closed, and are then laid out all at once, shaken, with random numbers and
no invitation; the invitation has a flag instead of an hour; the personal link is read without
noting its use; no audit event is written. What somebody has answered so far is found and opened by
their link alone. Whatever is written under anonymity locks the survey, never an invitation: a lock
leaves a trace that another row of the same moment shares.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from samspil.letters import services as letters
from samspil.people import services as people
from samspil.people.models import PersonalLink
from samspil.people.viewer import ANYBODY, Viewer
from samspil.surveys import drafts, rules, urns
from samspil.surveys.ballots import Ballot
from samspil.surveys.models import Answer, Invitation, Run
from samspil.surveys.questionnaires import Questionnaire, load_questionnaires

PURPOSE = "survey"
AFTERWARDS = timedelta(days=30)
"""How long after closing a link still leads to a page that says so."""

AT_ONCE = timedelta(hours=6)
"""How long the link lasts that somebody gets on a page, to answer there and then."""


class UnknownSurveyError(Exception):
    """There is no such questionnaire, or it has no such group."""


class AlreadyAnsweredError(Exception):
    """The invitation has been answered."""


class ClosedError(Exception):
    """The survey takes no more answers."""


@transaction.atomic
def open_run(
    *,
    actor: Viewer,
    survey: str,
    subject: str,
    closes_at: datetime,
    edition: str = "",
    municipality: str = "",
) -> Run:
    """Ask a questionnaire about a subject such as ``meeting:3``; asked again, the standing run.

    Raises NotAllowedError and UnknownSurveyError.
    """
    definition = load_questionnaires().get(survey)
    if definition is None:
        raise UnknownSurveyError(survey)
    return open_with(
        actor=actor,
        survey=definition.id,
        version=definition.version,
        questionnaire=definition.content,
        subject=subject,
        closes_at=closes_at,
        edition=edition,
        municipality=municipality,
    )


@transaction.atomic
def open_with(
    *,
    actor: Viewer,
    survey: str,
    version: str,
    questionnaire: Questionnaire,
    subject: str,
    closes_at: datetime,
    edition: str = "",
    municipality: str = "",
) -> Run:
    """Ask a questionnaire that another room has made; asked again, the standing run.

    Raises NotAllowedError.
    """
    if not rules.may_ask(actor, municipality, edition):
        raise people.NotAllowedError
    run, is_new = Run.objects.get_or_create(
        definition=survey,
        subject=subject,
        defaults={
            "version": version,
            "content": questionnaire.model_dump(mode="json"),
            "anonymous": questionnaire.anonymous,
            "edition": edition,
            "municipality_id": municipality or None,
            "opened_by_id": actor.user_id,
            "closes_at": closes_at,
        },
    )
    if is_new:
        _record(actor, "surveys.opened", run)
    return run


@transaction.atomic
def invite(
    *, actor: Viewer, run: Run, to: str, group: str = "", language: str = ""
) -> tuple[Invitation, str]:
    """Ask somebody by a personal link in an e-mail; asked already, nothing more is sent.

    Returns the invitation and the secret of its link, empty for a standing invitation. Raises
    NotAllowedError, ClosedError, and UnknownSurveyError for a group that the survey lacks.
    """
    _must_be_allowed(actor, run)
    _must_be_open(run)
    if group and group not in {known.id for known in run.questionnaire.groups}:
        raise UnknownSurveyError(group)
    invitation, is_new = Invitation.objects.get_or_create(
        run=run, to__iexact=to.strip(), defaults={"to": to.strip().lower(), "group": group}
    )
    if not is_new:
        return invitation, ""
    token = _send_link(actor, invitation, "survey_invitation", language)
    _record(actor, "surveys.invited", run)
    return invitation, token


@transaction.atomic
def admit(*, run: Run, to: str, lifetime: timedelta = AT_ONCE) -> str:
    """Let somebody who sits before a page answer now; returns the secret of a short-lived link.

    The page's own rules have said who it is. No letter is sent; asked by letter too, or here
    again, it is the same invitation and one answer. Raises ClosedError, and LinkRefusedError
    where the invitation was taken back.
    """
    _must_be_open(run)
    invitation, _is_new = Invitation.objects.get_or_create(
        run=run, to__iexact=to.strip(), defaults={"to": to.strip().lower()}
    )
    if invitation.withdrawn:
        raise people.LinkRefusedError("revoked")
    # Nobody is named as who made it, nor whose it is, as with a link in a letter.
    _link, token = people.make_link(
        actor=ANYBODY, purpose=PURPOSE, subject=_subject(invitation), lifetime=lifetime
    )
    return token


@transaction.atomic
def remind(*, actor: Viewer, run: Run, language: str = "") -> int:
    """Write to those who have not answered, at most once a day; returns how many.

    Links sent earlier keep working. Raises NotAllowedError and ClosedError.
    """
    _must_be_allowed(actor, run)
    _must_be_open(run)
    silent = list(run.invitations.filter(answered=False, withdrawn=False))
    sent = [i for i in silent if _send_link(actor, i, "survey_reminder", language)]
    if sent:
        _record(actor, "surveys.reminded", run, number=len(sent))
    return len(sent)


def _send_link(actor: Viewer, invitation: Invitation, template: str, language: str) -> str:
    """Send a link and return its secret; the same letter is sent once a day at most."""
    run = invitation.run
    link, token = people.make_link(
        actor=actor,
        purpose=PURPOSE,
        subject=_subject(invitation),
        lifetime=run.closes_at - timezone.now() + AFTERWARDS,
    )
    letter = letters.write_and_send(
        template=template,
        to=invitation.to,
        context=_letter(run, token),
        key=f"survey:{run.pk}:{invitation.pk}:{template}:{timezone.localdate()}",
        language=language,
    )
    if letter.created_at < link.created_at:
        link.delete()
        return ""
    return token


def _letter(run: Run, token: str) -> dict[str, object]:
    questionnaire = run.questionnaire
    return {
        "title": {"da": questionnaire.title.da, "en": questionnaire.title.en},
        "minutes": questionnaire.minutes,
        "anonymous": run.anonymous,
        "pauses": questionnaire.pauses,
        "closes": timezone.localtime(run.closes_at),
        "link": letters.absolute_url(reverse("surveys:answer", args=[token])),
    }


def _subject(invitation: Invitation) -> str:
    return f"invitation:{invitation.pk}"


@transaction.atomic
def withdraw(*, actor: Viewer, invitation: Invitation) -> None:
    """Take an invitation back: all its links close at once. Raises NotAllowedError."""
    _must_be_allowed(actor, invitation.run)
    Invitation.objects.filter(pk=invitation.pk).update(withdrawn=True)
    for link in PersonalLink.objects.filter(
        purpose=PURPOSE, subject=_subject(invitation), revoked_at=None
    ):
        people.revoke_link(actor=actor, link=link)
    _record(actor, "surveys.withdrawn", invitation.run)


def invitation_behind(token: str) -> Invitation:
    """Return the invitation a link leads to; raises LinkRefusedError. Notes nothing."""
    link = people.peek_link(token=token, purpose=PURPOSE)
    found = Invitation.objects.select_related("run").filter(
        pk=int(link.subject.removeprefix("invitation:"))
    )
    invitation = found.first()
    if invitation is None:
        raise people.LinkRefusedError("unknown")
    return invitation


@transaction.atomic
def answer(*, token: str, values: Mapping[str, object]) -> None:
    """Keep the answers, checked by the form; flag and answer stand or fall together.

    Raises LinkRefusedError, ClosedError and AlreadyAnsweredError.
    """
    invitation = invitation_behind(token)
    run = _held(invitation)
    unanswered = Invitation.objects.filter(pk=invitation.pk, answered=False)
    if not unanswered.update(answered=True):
        raise AlreadyAnsweredError
    if run.anonymous:
        urns.put(run, Ballot(invitation.group, values))
        drafts.forget(token)
        return
    Answer.objects.create(
        run=run,
        anonymous=False,
        invitation=invitation,
        group=invitation.group,
        day=timezone.localdate(),
        values=dict(values),
    )
    _record(ANYBODY, "surveys.answered", run)


@transaction.atomic
def keep_draft(*, token: str, values: Mapping[str, str]) -> None:
    """Keep what was answered so far, as the form holds it, for who has the link; nobody else.

    A survey without anonymity keeps no drafts. Raises as ``answer`` does.
    """
    invitation = invitation_behind(token)
    run = _held(invitation)
    # Read anew: a draft that arrives after the answer was sent must not stay behind.
    if Invitation.objects.filter(pk=invitation.pk, answered=True).exists():
        raise AlreadyAnsweredError
    if run.anonymous:
        drafts.keep(run, token, values)


def _held(invitation: Invitation) -> Run:
    """Return the open survey, held until the act is done; raises ClosedError."""
    run = Run.objects.select_for_update().get(pk=invitation.run_id)
    _must_be_open(run)
    return run


@transaction.atomic
def close(*, actor: Viewer, run: Run) -> None:
    """Take no more answers from now on. Raises NotAllowedError."""
    _must_be_allowed(actor, run)
    if run.is_closed:
        return
    run.closes_at = timezone.now()
    run.save(update_fields=["closes_at"])
    if run.anonymous:
        urns.empty(run.pk)
    _record(actor, "surveys.closed", run)


def _must_be_allowed(actor: Viewer, run: Run) -> None:
    if not rules.may_ask(actor, run.municipality_id or "", run.edition):
        raise people.NotAllowedError


def _must_be_open(run: Run) -> None:
    if run.is_closed:
        raise ClosedError


def _record(actor: Viewer, action: str, run: Run, **details: object) -> None:
    people.record(
        actor=actor,
        action=action,
        municipality=run.municipality_id,
        edition=run.edition,
        subject=f"survey:{run.pk}",
        details={"survey": run.questionnaire.title.da} | details,
    )
