"""Twelve real processes press at once: one registration, and each learns what happened."""

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
    name = f"race_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
        own = urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
        yield environment | {"SAMSPIL_DATABASE_URL": own}
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_twelve_press_at_once(own_database):
    script = Path(__file__).with_name("race.py")
    done = subprocess.run(
        [sys.executable, str(script)],
        env=own_database,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    came = json.loads(done.stdout)
    assert sorted(is_new for is_new, _by in came["told"]) == [False] * 11 + [True], came["told"]
    (winner,) = [by for is_new, by in came["told"] if is_new]
    assert {by for _is_new, by in came["told"]} == {winner}
    assert came["counts"] == {
        "registrations": 1,
        "rows": 1,
        "lines": 2,
        "receipts": 1,
        "named": 2,
        "events": 1,
        "roles": 2,
    }
