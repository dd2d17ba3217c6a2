"""Prepares the database; run as a process of its own by ``samspil up``."""

import gc
import os
import signal
import sys

from samspil.cli.processes import end_with
from samspil.cli.words import NOT_AVAILABLE, say


def main() -> None:
    """Prepare, and say where a copy was put if tables had to change."""
    # Stopped halfway, this ends without a word: nothing is kept of what was not finished.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    end_with(int(sys.argv[2]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspil.web.settings")
    import django

    django.setup()
    # Each step of the migrations makes all models anew: rubbish of thousands of classes, which is
    # looked for a third of the time unless told to look seldom. This process does not live long.
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)
    from django.db import DatabaseError

    from samspil.web import installation

    os.umask(0o077)
    try:
        copy = installation.prepare(demo=sys.argv[1] == "1")
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        say(
            f"Databasen tager ikke imod: {reason}. Brugeren skal selv kunne lave tabeller i den.",
            f"The database refuses: {reason}. Its user must be able to create tables in it.",
        )
        sys.exit(NOT_AVAILABLE)
    if copy:
        say(f"En kopi af databasen ligger i {copy}.", f"A copy of the database is in {copy}.")


if __name__ == "__main__":
    main()
