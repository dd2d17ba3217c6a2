"""After each test Django looks for false references in every table; here, where there can be new.

All of the starter figures stand under every test, and SQLite needs longer to look through them than
most tests take. What was sound before a test can only be made false in tables it has written to, or
in those that point to a table it has deleted rows from. No test gives a row another key.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from typing import Any

_WRITES = re.compile(r'\s*(?:INSERT (?:OR IGNORE )?INTO|UPDATE) "(\w+)"')
_DELETES = re.compile(r'\s*DELETE FROM "(\w+)"')
_HARMLESS = re.compile(r"\s*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|PRAGMA|EXPLAIN)\b")


class Written:
    """Which tables can have become false since they were last looked through.

    ``pointing`` names the tables that point to another.
    """

    def __init__(self, pointing: Mapping[str, Collection[str]]) -> None:
        self._pointing = pointing
        # Whatever stood before has not been looked through yet.
        self.tables: set[str] = set()
        self.anywhere = True

    def note(self, execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        """Note what a statement writes to; what is not understood may have written anywhere."""
        if found := _WRITES.match(sql):
            self.tables.add(found[1])
        elif found := _DELETES.match(sql):
            self.tables.update(self._pointing.get(found[1], ()))
        elif not _HARMLESS.match(sql):
            self.anywhere = True
        return execute(sql, *more)

    def taken(self) -> list[str] | None:
        """The tables to look through, None for all of them; from now on none."""
        tables = None if self.anywhere else sorted(self.tables)
        self.tables, self.anywhere = set(), False
        return tables


def look_only_where_written(connection: Any) -> None:
    """Let an SQLite connection look for false references only where there can be new ones."""
    whole, written = connection.check_constraints, Written(_pointing(connection))

    def check_constraints(table_names: Collection[str] | None = None) -> None:
        whole(written.taken() if table_names is None else table_names)

    connection.execute_wrappers.append(written.note)
    connection.check_constraints = check_constraints


def _pointing(connection: Any) -> dict[str, set[str]]:
    """Return by table which tables point to it; deleting there can make these false."""
    found: dict[str, set[str]] = defaultdict(set)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"PRAGMA foreign_key_list({connection.ops.quote_name(table)})")
            for _id, _part, pointed_to, *_more in cursor.fetchall():
                found[pointed_to].add(table)
    return dict(found)
