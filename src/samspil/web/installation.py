"""Preparing a database: tables, definitions, figures and, where wanted, the example edition."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

import samspil
from samspil.figures import services as figures
from samspil.knowledge import services as knowledge
from samspil.people.viewer import ANYBODY
from samspil.web import example
from samspil.web.models import Installation

# What a database is prepared from: when none of it has changed, neither must the database.
_PREPARED_FROM = ("migrations/*.py", "starter/*.csv", "definitions/**/*.toml")


def fingerprint() -> str:
    """Return a hash of everything a database is prepared from."""
    root = Path(samspil.__file__).parent
    files = sorted({f for pattern in _PREPARED_FROM for f in root.glob(f"*/{pattern}")})
    digest = hashlib.sha256(samspil.__version__.encode())
    for file in files:
        digest.update(str(file.relative_to(root)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()


def is_prepared(*, demo: bool) -> bool:
    """Whether the database stands as these files would make it."""
    try:
        standing = Installation.objects.first()
    except DatabaseError:
        return False
    if standing is None or standing.fingerprint != fingerprint():
        return False
    return standing.has_example or not demo


def holds_example() -> bool:
    """Whether the example was ever told in this database."""
    try:
        return Installation.objects.filter(has_example=True).exists()
    except DatabaseError:
        return False


def prepare(*, demo: bool) -> Path | None:
    """Bring the database up to date; returns where its copy was put, if it held anything.

    Not only new tables change what stands there: so does a new definition or starter file.
    """
    copy = _put_aside()
    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        figures.load_starter(actor=ANYBODY)
        knowledge.load_articles(actor=ANYBODY)
        knowledge.refresh_index()
        standing, _created = Installation.objects.get_or_create(pk=1)
        if demo:
            # An older version may have noted the example without having had all of it.
            example.prepare(
                first_day=timezone.localdate(standing.first_started), told=example.is_told()
            )
            standing.has_example = True
        standing.fingerprint = fingerprint()
        standing.save()
    return copy


def _put_aside() -> Path | None:
    """Copy an SQLite database that holds something; a PostgreSQL server has its own backups."""
    file = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or not connection.introspection.table_names():
        return None
    folder = Path(settings.SAMSPIL_DATA) / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"samspil-{timezone.localtime():%Y%m%d-%H%M%S}.sqlite3"
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return target
