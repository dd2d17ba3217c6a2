"""Commands that need the database: it is prepared where it is not yet."""

import argparse
import os


def ready(options: argparse.Namespace | None = None) -> None:  # noqa: ARG001 - --data is in the environment
    """Set up Django on the data folder; prepares the folder when it is new or older.

    A Samspil that is running in the same folder goes on: only a folder that has to be prepared
    must be free.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspil.web.settings")
    from samspil.cli import folder, up
    from samspil.cli.words import language

    configuration = up.configuration()
    folder.open_folder(configuration.data)
    if not configuration.database_url:
        folder.check_database(configuration.data)
    up.set_up_django()
    up.require_database()
    from django.db import connections
    from django.utils import translation

    from samspil.web import installation

    if not installation.is_prepared(demo=False):
        connections.close_all()
        held = folder.lock(configuration.data)
        up.prepare(demo=False)
        held.close()
    translation.activate(language())
