"""A real worker is killed while it sends; the next one writes to the rest, and nobody twice."""

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time

NUMBER = 60
FIRST = f"""
import datetime as dt
import django; django.setup()
from django.core.management import call_command
from samspil.people import services as people
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.viewer import ANYBODY
from samspil.places.models import Municipality
from samspil.programmes import services
from samspil.programmes.addressees import Addressee
Municipality.objects.create(code="E01", name="Fabelborg", sort_key="fabelborg", region="x",
    group="x", population=1, population_date=dt.date(2026, 1, 1), area_km2=1, latitude=56,
    longitude=10, tile_column=-50, tile_row=-50, is_example=True)
user = people.find_or_add_user(email="olga@example.org", name="Olga")
people.hold_role(actor=ANYBODY, user=user, role=Role.PROGRAMME_OWNER)
owner = viewer_for(user)
services.publish_example(actor=owner, first_day=dt.date.today())
services.prepare_campaign(actor=owner, edition="example")
rows = [Addressee("E01", "Chef", f"n{{one}}@fabelborg.example") for one in range({NUMBER})]
services.add_addressees(actor=owner, edition="example", rows=rows)
services.begin_sending(actor=owner, edition="example")
call_command("samspil_worker", interval=0.1)
"""
SECOND = ["-m", "django", "samspil_worker", "--batch"]
SENT = "SELECT count(*) FROM programmes_invitation WHERE sent_at IS NOT NULL"
WRITTEN = """SELECT count(*), count(DISTINCT "to") FROM letters_letter
             WHERE template = 'invitation'"""


def ask(folder, question):
    with contextlib.closing(sqlite3.connect(folder / "samspil.sqlite3")) as database:
        return database.execute(question).fetchone()


def sent(folder):
    with contextlib.suppress(sqlite3.OperationalError):
        return ask(folder, SENT)[0]
    return 0


def test_a_worker_killed_while_it_sends_is_followed_by_one_that_sends_the_rest(
    own_environment, tmp_path
):
    environment = own_environment | {"SAMSPIL_DEMO": "1"}
    first = subprocess.Popen(
        [sys.executable, "-c", FIRST], env=environment, stderr=subprocess.DEVNULL
    )
    try:
        end = time.monotonic() + 90
        while sent(tmp_path) < 5:
            assert first.poll() is None
            assert time.monotonic() < end, "waited in vain"
            time.sleep(0.005)
    finally:
        os.kill(first.pid, signal.SIGKILL)
        first.wait()
    midway = sent(tmp_path)
    assert 5 <= midway < NUMBER
    # What was noted as sent was written, and nothing else was.
    assert ask(tmp_path, WRITTEN) == (midway, midway)
    subprocess.run([sys.executable, *SECOND], env=environment, check=True, timeout=120)
    assert sent(tmp_path) == NUMBER
    assert ask(tmp_path, WRITTEN) == (NUMBER, NUMBER)
    assert ask(tmp_path, "SELECT status FROM jobs_job") == ("done",)
