"""Letters are written once and sent once, whatever the mail server does."""

import contextlib
import smtplib
from datetime import timedelta

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult

from samspil.letters import services, wording
from samspil.letters.models import Letter
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError, find_or_add_user
from samspil.people.viewer import ANYBODY, Grant, Viewer

pytestmark = pytest.mark.django_db
OWNER = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))
LINK = "https://samspil.example/konto/hemmelig"


@pytest.fixture(autouse=True)
def _real_mail(settings):
    settings.SAMSPIL_DEMO = False


def job_letter(**changes):
    given = {
        "template": "job_done",
        "to": "ada@example.org",
        "context": {"subject": "Rapport", "succeeded": True, "link": LINK},
    }
    return services.write_and_send(**given | changes)


def code_letter(code="QX7-K2M"):
    return services.write_and_send(
        template="sign_in_code", to="ada@example.org", context={"code": code}
    )


def fresh(letter):
    return Letter.objects.get(pk=letter.pk)


def failing(monkeypatch, error, where="send_messages"):
    def fail(*args, **kwargs):
        raise error

    monkeypatch.setattr(EmailBackend, where, fail)


def test_a_letter_waits_for_the_worker_and_is_then_sent_once(mailoutbox):
    letter = job_letter()
    assert letter.status == "queued"
    assert mailoutbox == []
    (task,) = DBTaskResult.objects.all()
    assert task.args_kwargs == {"args": [letter.pk], "kwargs": {}}
    services.send(letter_id=letter.pk)
    services.send(letter_id=letter.pk)
    assert [m.subject for m in mail.outbox] == ["Færdig: Rapport"]
    assert mail.outbox[0].to == ["ada@example.org"]
    assert LINK in mail.outbox[0].body
    sent = fresh(letter)
    assert (sent.status, sent.attempts, sent.error) == ("sent", 1, "")
    assert sent.sent_at
    assert LINK in sent.body


def test_the_task_sends_the_letter(mailoutbox):
    from samspil.letters.tasks import send_letter

    letter = job_letter()
    send_letter.call(letter.pk)
    assert len(mailoutbox) == 1


def test_an_unknown_letter_sends_nothing(mailoutbox):
    services.send(letter_id=999_999)
    assert mailoutbox == []


def test_the_same_key_gives_the_standing_letter():
    first = job_letter(key="job:1:finished:2")
    second = job_letter(key="job:1:finished:2", to="other@example.org")
    assert second.pk == first.pk
    assert second.to == "ada@example.org"
    assert DBTaskResult.objects.count() == 1
    assert job_letter().pk != job_letter().pk


def test_writing_alone_sends_nothing():
    letter = services.write(template="unknown_account", to="a@example.org", context={}, key="k")
    again = services.write(template="unknown_account", to="a@example.org", context={}, key="k")
    assert again == letter
    assert not DBTaskResult.objects.exists()


def test_no_letter_is_left_without_its_task_nor_a_task_without_its_letter():
    with contextlib.suppress(RuntimeError), transaction.atomic():
        job_letter()
        raise RuntimeError
    assert not Letter.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_a_letter_that_cannot_be_worded_is_not_written():
    with pytest.raises(wording.WordingError):
        job_letter(context={"succeeded": True})
    assert not Letter.objects.exists()


def test_a_letter_speaks_the_language_of_the_reader():
    with translation.override("en"):
        assert job_letter().subject == "Finished: Rapport"
    with translation.override("en"):
        assert job_letter(language="da").subject == "Færdig: Rapport"


def test_a_code_is_sent_while_the_person_waits_and_then_forgotten(mailoutbox):
    letter = code_letter()
    assert letter.status == "sent"
    assert "QX7-K2M" in mailoutbox[0].body
    assert not DBTaskResult.objects.exists()
    assert letter.body == ""
    assert "QX7" not in str(Letter.objects.values().get())


def test_an_urgent_letter_is_not_sent_inside_a_transaction_that_may_yet_be_undone(mailoutbox):
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        code_letter()
    assert mailoutbox == []


def test_secret_words_leave_the_database_before_the_mail_server_is_asked(monkeypatch):
    seen = []

    def look(self, messages):
        seen.append((Letter.objects.get().status, Letter.objects.get().body))
        return len(messages)

    monkeypatch.setattr(EmailBackend, "send_messages", look)
    code_letter()
    assert seen == [("sending", "")]


def test_in_the_example_nothing_is_sent_and_everything_can_be_read(settings, mailoutbox):
    settings.SAMSPIL_DEMO = True
    letter = code_letter()
    assert mailoutbox == []
    assert letter.status == "sent"
    assert "QX7-K2M" in letter.words


def test_the_mail_says_that_a_machine_sent_it_and_keeps_its_id(mailoutbox):
    letter = job_letter()
    services.send(letter_id=letter.pk)
    headers = mailoutbox[0].extra_headers
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["Message-ID"].startswith(f"<samspil-{letter.pk}-")


def test_a_mail_server_that_is_away_is_tried_again_later(monkeypatch):
    failing(monkeypatch, ConnectionRefusedError(), "open")
    letter = code_letter()
    again = fresh(letter)
    assert (again.status, again.attempts) == ("queued", 1)
    assert again.error == "mail_server_unreachable"
    assert "QX7-K2M" in again.words
    (task,) = DBTaskResult.objects.all()
    wait = task.run_after - timezone.now()
    assert timedelta(seconds=50) < wait <= services.PAUSES[0]


def test_trying_ends(monkeypatch):
    failing(monkeypatch, TimeoutError(), "open")
    letter = code_letter()
    for _attempt in services.PAUSES:
        assert fresh(letter).status == "queued"
        services.send(letter_id=letter.pk)
    gone = fresh(letter)
    assert (gone.status, gone.attempts) == ("failed", len(services.PAUSES) + 1)
    assert gone.body == ""
    assert DBTaskResult.objects.count() == len(services.PAUSES)


def test_when_the_server_comes_back_the_letter_arrives(monkeypatch, mailoutbox):
    with monkeypatch.context() as patch:
        failing(patch, OSError("no route"), "open")
        letter = job_letter()
        services.send(letter_id=letter.pk)
    services.send(letter_id=letter.pk)
    assert len(mailoutbox) == 1
    assert (fresh(letter).status, fresh(letter).error) == ("sent", "")


@pytest.mark.parametrize(
    ("error", "status", "reason"),
    [
        (smtplib.SMTPRecipientsRefused({"a": (550, b"no")}), "failed", "address_refused"),
        (smtplib.SMTPRecipientsRefused({"a": (451, b"later")}), "queued", "address_refused"),
        (smtplib.SMTPDataError(554, b"spam"), "failed", "refused"),
        (smtplib.SMTPDataError(452, b"full"), "queued", "refused"),
        (smtplib.SMTPSenderRefused(553, b"who", "x"), "failed", "refused"),
        (ValueError("address"), "failed", "address_unusable"),
    ],
)
def test_what_the_mail_server_answers_decides(monkeypatch, error, status, reason):
    failing(monkeypatch, error)
    letter = job_letter()
    services.send(letter_id=letter.pk)
    assert (fresh(letter).status, fresh(letter).error) == (status, reason)


@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected(), TimeoutError(), KeyError()])
def test_a_line_that_breaks_midway_leaves_the_letter_uncertain_and_unsent(monkeypatch, error):
    with monkeypatch.context() as patch:
        failing(patch, error)
        letter = job_letter()
        services.send(letter_id=letter.pk)
    services.send(letter_id=letter.pk)
    assert mail.outbox == []
    assert fresh(letter).status == "sending"
    assert fresh(letter).is_uncertain


def test_a_process_that_dies_after_claiming_leaves_the_letter_uncertain(monkeypatch):
    failing(monkeypatch, SystemExit())
    letter = job_letter()
    with pytest.raises(SystemExit):
        services.send(letter_id=letter.pk)
    assert not fresh(letter).is_uncertain
    Letter.objects.update(claimed_at=timezone.now() - timedelta(minutes=11))
    assert fresh(letter).is_uncertain


def test_an_error_when_hanging_up_changes_nothing(monkeypatch):
    failing(monkeypatch, smtplib.SMTPServerDisconnected(), "close")
    letter = job_letter()
    services.send(letter_id=letter.pk)
    assert fresh(letter).status == "sent"


def test_an_installation_without_a_mail_server_never_claims_to_have_sent(settings):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}}
    letter = job_letter()
    services.send(letter_id=letter.pk)
    assert (fresh(letter).status, fresh(letter).error) == ("queued", "no_mail_server")


def test_logs_hold_neither_address_nor_words(monkeypatch, caplog):
    failing(monkeypatch, smtplib.SMTPDataError(554, b"ada@example.org is spam"))
    services.send(letter_id=job_letter().pk)
    assert caplog.records
    assert "ada@example.org" not in caplog.text


def test_a_person_decides_to_send_again(monkeypatch, mailoutbox):
    user = find_or_add_user(email="owner@example.org")
    owner = Viewer(user.pk, grants=OWNER.grants)
    with monkeypatch.context() as patch:
        failing(patch, smtplib.SMTPServerDisconnected())
        letter = job_letter()
        services.send(letter_id=letter.pk)
    services.send_again(actor=owner, letter_id=letter.pk)
    services.send(letter_id=letter.pk)
    assert len(mailoutbox) == 1
    event = AuditEvent.objects.get(action="letters.sent_again")
    assert (event.actor, event.subject) == (user, f"letter:{letter.pk}")


def test_only_those_who_tend_letters_send_again():
    with pytest.raises(NotAllowedError):
        services.send_again(actor=ANYBODY, letter_id=job_letter().pk)


def test_a_letter_under_way_or_a_forgotten_secret_is_not_sent_again(monkeypatch):
    letter = job_letter()
    with pytest.raises(services.CannotSendAgainError):
        services.send_again(actor=OWNER, letter_id=letter.pk)
    failing(monkeypatch, smtplib.SMTPDataError(554, b"no"))
    secret = code_letter()
    assert fresh(secret).status == "failed"
    with pytest.raises(services.CannotSendAgainError):
        services.send_again(actor=OWNER, letter_id=secret.pk)


@pytest.mark.parametrize(
    "broken",
    [
        {"status": "lost"},
        {"status": "sent"},
        {"status": "queued", "sent_at": timezone.now()},
        {"status": "sending"},
    ],
)
def test_the_database_refuses_what_cannot_be(broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(to="a@example.org", subject="s", template="t", **broken)


def test_the_database_refuses_a_second_letter_with_the_same_key():
    Letter.objects.create(to="a@example.org", subject="s", template="t", key="k")
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.create(to="b@example.org", subject="s", template="t", key="k")


def test_a_secret_lies_sealed_until_it_is_sent_and_is_told_of_where_the_key_was_changed(
    monkeypatch, settings
):
    failing(monkeypatch, ConnectionRefusedError(), "open")
    letter = code_letter()
    assert "QX7-K2M" not in fresh(letter).body
    assert "QX7-K2M" in fresh(letter).words
    settings.SECRET_KEY = "another one, and the old one is not named"
    services.send(letter_id=letter.pk)
    assert (fresh(letter).status, fresh(letter).error) == ("failed", "unopenable")
