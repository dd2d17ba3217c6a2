"""Do all ways to today's tables lead to the same ones, and how long does each take?

Makes three SQLite databases in a temporary folder: by the squashed migrations, as a new folder is;
by every migration there has been, one by one; and by the first half of those and then whatever
comes next, as a folder from an earlier version is upgraded. Prints JSON; the ratio is processor
time of the short way to that of the long one.

    uv run python benchmarks/migrations.py
"""

import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HALFWAY = [
    ("programmes", "0005_billing"),
    ("meetings", "0002_attendance_calendar"),
    ("screening", "0002_evidence_plan_sharing"),
    ("networks", "0002_workbench"),
    ("knowledge", "0002_search_index"),
]


def main() -> None:
    if len(sys.argv) > 1:
        print(migrate(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        ways = {way: made(Path(folder) / way, way) for way in ("short", "long", "halfway")}
    tables = {way: schema for way, (_seconds, schema) in ways.items()}
    answer = {
        "seconds": {way: round(seconds, 1) for way, (seconds, _schema) in ways.items()},
        "ratio": round(ways["short"][0] / ways["long"][0], 2),
        "objects": len(tables["short"]),
        "same": {way: tables[way] == tables["short"] for way in ("long", "halfway")},
    }
    print(json.dumps(answer, indent=2))


def made(folder: Path, way: str) -> tuple[float, dict[str, object]]:
    """Return the processor seconds one way takes, and the tables it leads to."""
    folder.mkdir()
    environment = os.environ | {"SAMSPIL_DATA": str(folder), "SAMSPIL_DEMO": "1"}
    environment["DJANGO_SETTINGS_MODULE"] = "samspil.web.settings"
    run = subprocess.run(
        [sys.executable, __file__, way], env=environment, check=True, capture_output=True, text=True
    )
    return float(run.stdout), schema_of(folder / "samspil.sqlite3")


def migrate(way: str) -> float:
    """Make the tables of the folder in the environment; returns processor seconds."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    began = time.process_time()
    if way != "short":
        executor = MigrationExecutor(connection)
        executor.loader.replace_migrations = False
        executor.loader.build_graph()
        every = executor.loader.disk_migrations
        leaves = [one for one in executor.loader.graph.leaf_nodes() if not every[one].replaces]
        executor.migrate(HALFWAY if way == "halfway" else leaves)
    call_command("migrate", verbosity=0)
    return time.process_time() - began


def schema_of(file: Path) -> dict[str, object]:
    """Return every table as its columns and constraints in any order, and all else as it reads."""
    with sqlite3.connect(file) as base:
        found = base.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {
            f"{kind} {name}": sorted(parts(sql)) if kind == "table" else sql
            for kind, name, sql in found
        }


def parts(sql: str) -> list[str]:
    """Return what stands between the commas of a table's definition."""
    found, depth = [""], 0
    for letter in re.sub(r"^[^(]*\(|\)[^)]*$", "", sql):
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "," and not depth:
            found.append("")
        else:
            found[-1] += letter
    return [one.strip() for one in found]


if __name__ == "__main__":
    main()
