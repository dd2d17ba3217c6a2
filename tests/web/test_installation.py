"""Preparing a database again: nothing is changed without a copy, and the example is whole."""

import sqlite3

import pytest
from django.db import connection, transaction

from samspil.programmes import selectors as programmes
from samspil.web import installation
from samspil.web.models import Installation

pytestmark = pytest.mark.django_db


def test_an_example_that_was_noted_but_never_told_is_told(monkeypatch):
    monkeypatch.setattr(installation, "_put_aside", lambda: None)
    Installation.objects.create(has_example=True, fingerprint="an older version")
    assert programmes.edition("example") is None
    installation.prepare(demo=True)
    assert programmes.edition("example") is not None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a server has its own backups")
def test_what_stands_is_copied_before_anything_changes_it(monkeypatch, settings):
    """Not for new tables only: a changed definition rewrites rows too."""

    class StoppedError(Exception):
        pass

    def stop(**_more):
        raise StoppedError

    settings.SAMSPIL_DATA.mkdir(parents=True)
    monkeypatch.setattr(installation, "call_command", lambda *_a, **_k: None)
    monkeypatch.setattr(installation.figures, "load_starter", stop)
    with pytest.raises(StoppedError), transaction.atomic():
        installation.prepare(demo=False)
    (copy,) = (settings.SAMSPIL_DATA / "backups").iterdir()
    assert sqlite3.connect(copy).execute("SELECT count(*) FROM places_municipality").fetchone()
