"""Several real processes at once: one letter is sent once, one job started, one answer kept."""

import contextlib
import sqlite3

RACE = """
import os, time
import django; django.setup()
from datetime import timedelta
from django.db import connection
from django.utils import timezone
from samspil.jobs import registry, services as jobs
from samspil.letters import services as letters
from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY, Grant, Viewer
from samspil.surveys import services as surveys

owner = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))
registry.job("nothing")(lambda progress: None)
letter = letters.write(template="unknown_account", to="ada@example.org", context={})
run = surveys.open_run(
    actor=owner, survey="network-day", subject="x:1",
    closes_at=timezone.now() + timedelta(days=1),
)
_invitation, token = surveys.invite(actor=owner, run=run, to="ada@example.org")
others = [surveys.invite(actor=owner, run=run, to=f"p{n}@example.org")[1] for n in range(5)]
connection.close()
start = time.time() + 0.3
for number in range(6):
    if os.fork() == 0:
        time.sleep(max(0, start - time.time()))
        letters.send(letter_id=letter.pk)
        letters.write_and_send(template="unknown_account", to="b@c.dk", context={}, key="same")
        jobs.start(actor=ANYBODY, kind="nothing", key="same", subject="x")
        try:
            surveys.answer(token=token, values={})
        except surveys.AlreadyAnsweredError:
            pass
        if number < 5:
            surveys.keep_draft(token=others[number], values={})
            surveys.answer(token=others[number], values={})
        os._exit(0)
print([os.wait()[1] for _ in range(6)])
from samspil.surveys.ballots import size_of
print(size_of(run.questionnaire))
"""
AROUND = 12 + 16
"""Bytes of a sealed box beside its content: what was drawn for it, and what proves it whole."""


def test_six_at_once_do_everything_once(starter, own_environment, tmp_path):
    script = tmp_path / "race.py"
    script.write_text(RACE)
    code, out, said = starter.script(script, own_environment | {"SAMSPIL_DEMO": "1"})
    assert code == 0, said
    ended, size = out.splitlines()
    assert ended == str([0] * 6), said
    with contextlib.closing(sqlite3.connect(tmp_path / "samspil.sqlite3")) as database:

        def ask(question):
            return database.execute(question).fetchall()

        assert ask("SELECT attempts, status FROM letters_letter ORDER BY id LIMIT 1") == [
            (1, "sent")
        ]
        assert ask("SELECT attempts FROM letters_letter WHERE key = 'same'") == [(1,)]
        assert ask("SELECT count(*) FROM jobs_job") == [(1,)]
        assert ask("SELECT sum(answered) FROM surveys_invitation") == [(6,)]
        # One ballot lies in the urn, and five more that were sent at once by others.
        assert ask("SELECT length(box) FROM surveys_urn") == [(int(size) * 6 + AROUND,)]
