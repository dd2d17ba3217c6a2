"""Six real processes press at once: one figure stands, and who came later is told."""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection


@pytest.fixture
def own_database(db, tmp_path):
    """The environment of a process with a database of its own, of the kind under test."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SAMSPIL_", "DJANGO_"))}
    environment = kept | {
        "DJANGO_SETTINGS_MODULE": "samspil.web.settings",
        "SAMSPIL_DATA": str(tmp_path),
        "SAMSPIL_SECRET_KEY": "for this test only",
    }
    if connection.vendor == "sqlite":
        yield environment
        return
    import psycopg

    address = os.environ["SAMSPIL_DATABASE_URL"]
    name = f"own_race_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        own = urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
        yield environment | {"SAMSPIL_DATABASE_URL": own}
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_colleagues_at_once(own_database):
    script = Path(__file__).with_name("race.py")
    done = subprocess.run(
        [sys.executable, str(script)],
        env=own_database,
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    came = json.loads(done.stdout)
    for told in (came["first"], came["second"]):
        (winner,) = [numerator for _number, outcome, numerator in told if outcome == "kept"]
        for number, outcome, numerator in told:
            wanted = 100 if number % 2 else 100 + number
            # Who typed what already stood did nothing wrong; the others learn what stands.
            assert numerator == winner, told
            assert outcome in (("kept", "same") if wanted == winner else ("told",)), told
    assert [row["ending"] for row in came["rows"]] == ["replaced", ""]
    assert came["events"] == ["figures.own_typed", "figures.own_replaced"]
