"""Keeps a copy of an SQLite database as it is when its tables stand and nothing else does.

Python imports this file by itself where its folder is on PYTHONPATH.
"""

import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

if "samspil.cli.prepare" in sys.orig_argv:
    from django.core import management

    real = management.call_command

    def call_command(name: str, *arguments: Any, **options: Any) -> Any:
        """Call the command; after the migrations put a copy aside."""
        done = real(name, *arguments, **options)
        if name == "migrate":
            _copy(Path(os.environ["SAMSPIL_DATA"], "samspil.sqlite3"))
        return done

    def _copy(file: Path) -> None:
        target = Path(os.environ["TABLES_COPY"])
        half = target.with_suffix(".half")
        with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(half)) as copy:
            source.backup(copy)
        # Whoever sees it sees all of it.
        half.rename(target)

    management.call_command = call_command
