"""After each test Django looks for false references in every table; here, where there can be new.

All of the starter figures stand under every test, and SQLite needs longer to look through them than
most tests take. What was sound before a test can only be made false in tables it has written to, or
anywhere once it has deleted rows. No test gives a row another key.
"""

import re
from collections.abc import Callable, Collection
from typing import Any

_WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE) "(\w+)"')
_HARMLESS = re.compile(r"\s*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|PRAGMA|EXPLAIN)\b")


class Written:
    """Which tables have been written to since they were last looked through."""

    def __init__(self) -> None:
        # Whatever stood before has not been looked through yet.
        self.tables: set[str] = set()
        self.anywhere = True

    def note(self, execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        """Note what a statement writes to; what is not understood may have written anywhere."""
        if found := _WRITES.match(sql):
            self.tables.add(found[1])
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
    whole, written = connection.check_constraints, Written()

    def check_constraints(table_names: Collection[str] | None = None) -> None:
        whole(written.taken() if table_names is None else table_names)

    connection.execute_wrappers.append(written.note)
    connection.check_constraints = check_constraints
