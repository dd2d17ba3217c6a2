"""Pausing and coming back under anonymity, and what is left when a survey closes."""

from datetime import timedelta

import pytest
from circle import ASKED, OWNER, invite, opened, pattern
from django.test import Client
from django.utils import timezone

from samspil.people.keeping import registry
from samspil.people.viewer import Viewer
from samspil.surveys import drafts, selectors, services, work
from samspil.surveys.models import Answer, Draft, Invitation, Run, Urn

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return opened()


def test_a_draft_is_found_by_its_link_on_another_device_and_by_no_other(run, client):
    _invitation, token = invite(run, 1, "leaders")
    _other, other = invite(run, 2, "leaders")
    client.post(f"/svar/{token}/", {"q0": "level_2", "q3": "level_4", "later": "1"})
    page = Client().get(f"/svar/{token}/").content.decode()
    assert page.count("checked") == 2
    assert "I har svaret på 2 af 8 spørgsmål." in page
    assert "checked" not in Client().get(f"/svar/{other}/").content.decode()
    assert drafts.found(token) == {"q0": "level_2", "q3": "level_4"}


def test_a_withdrawn_link_sees_nothing_of_what_was_answered_by_it(run):
    invitation, token = invite(run, 1, "leaders")
    services.keep_draft(token=token, values={"q0": "level_2"})
    services.withdraw(actor=OWNER, invitation=invitation)
    page = Client().get(f"/svar/{token}/")
    assert page.status_code == 410
    assert "checked" not in page.content.decode()
    assert Client().post(f"/svar/{token}/gem/", {"q0": "level_3"}).status_code == 204
    assert drafts.found(token) == {"q0": "level_2"}


def test_who_has_the_link_and_an_old_copy_of_the_database_reads_nothing(run, settings):
    """A mail server's administrator with a backup lacks the installation's own secret."""
    _invitation, token = invite(run, 1, "leaders")
    services.keep_draft(token=token, values={"q0": "level_2"})
    settings.SECRET_KEY = "another installation's, with the copy put back"
    assert drafts.found(token) == {}


def test_a_draft_that_arrives_after_the_answer_leaves_nothing(run):
    _invitation, token = invite(run, 1, "leaders")
    services.keep_draft(token=token, values={"q0": "level_2"})
    services.answer(token=token, values=pattern(1))
    with pytest.raises(services.AlreadyAnsweredError):
        services.keep_draft(token=token, values={"q0": "level_2"})
    assert not Draft.objects.exists()


def test_fewer_than_five_answers_are_deleted_since_they_can_never_be_shown(run):
    for number in range(4):
        services.answer(token=invite(run, number, "leaders")[1], values=pattern(number))
    services.close(actor=OWNER, run=run)
    assert not Answer.objects.exists()
    assert not Urn.objects.exists()


def test_the_clock_lays_out_and_deletes_what_is_left_and_until_then_results_are_the_same(run):
    for number in range(6):
        services.answer(token=invite(run, number, "teachers")[1], values=pattern(number))
    services.keep_draft(token=invite(run, 7, "teachers")[1], values={"q0": "level_2"})
    Run.objects.update(closes_at=timezone.now())
    before = selectors.results(viewer=OWNER, run=Run.objects.get())
    assert before.everyone.answers.number == 6
    assert not Answer.objects.exists()
    now = timezone.now()
    assert work.empty_urns(now) == 1
    assert work.empty_urns(now) == 0
    assert Answer.objects.count() == 6
    assert not Draft.objects.exists()
    assert selectors.results(viewer=OWNER, run=Run.objects.get()) == before


def test_a_changed_secret_key_is_told_of_and_loses_nothing_when_the_old_one_is_named(run, settings):
    for number in range(5):
        services.answer(token=invite(run, number, "teachers")[1], values=pattern(number))
    _invitation, token = invite(run, 9, "teachers")
    old, settings.SECRET_KEY = settings.SECRET_KEY, "a new secret of the same installation"
    refused = Client().post(f"/svar/{token}/", pattern(9))
    assert refused.status_code == 503
    assert "fejl hos os" in refused.content.decode()
    assert not Invitation.objects.get(to="p9@example.org").answered
    settings.SECRET_KEY_FALLBACKS = [old]
    assert Client().post(f"/svar/{token}/", pattern(9)).status_code == 302
    services.close(actor=OWNER, run=run)
    assert Answer.objects.count() == 6


def test_how_many_have_answered_is_told_by_group_to_those_who_ask(run):
    for number, group in enumerate(ASKED):
        _invitation, token = invite(run, number, group)
        if number % 2:
            services.answer(token=token, values=pattern(number))
    rows = {
        row.group: (row.asked, row.answered) for row in selectors.turnout(viewer=OWNER, run=run)
    }
    assert rows == {"leaders": (4, 2), "office": (3, 1), "teachers": (6, 3)}
    assert selectors.turnout(viewer=Viewer(), run=run) == []


def test_the_addresses_of_those_who_were_asked_go_and_that_they_were_stays(run):
    invite(run, 1, "leaders")
    invite(run, 2, "leaders")
    services.close(actor=OWNER, run=run)
    sweeper = registry.sweepers()["asked"]
    assert sweeper.due(timezone.now() + timedelta(days=89)) == 0
    later = timezone.now() + timedelta(days=91)
    assert sweeper.due(later) == sweeper.sweep(later) == 2
    assert sweeper.due(later) == 0
    assert not Invitation.objects.filter(to__contains="example.org").exists()
    assert Invitation.objects.count() == 2
