"""Full-text indexes over the search entries, kept in step by the database itself."""

from django.db import migrations

_TABLE = "knowledge_searchentry"
_FIELDS = "title_terms, summary_terms, body_terms"
_NEW = "new.case_id, new.title_terms, new.summary_terms, new.body_terms"
_OLD = "'delete', old.case_id, old.title_terms, old.summary_terms, old.body_terms"
_PUT = f"INSERT INTO knowledge_search (rowid, {_FIELDS}) VALUES ({_NEW});"  # noqa: S608
_TAKE = f"INSERT INTO knowledge_search (knowledge_search, rowid, {_FIELDS}) VALUES ({_OLD});"  # noqa: S608
_SQLITE = (
    # Terms are plain letters and figures already; the tokenizer only splits at blanks.
    f"""
CREATE VIRTUAL TABLE knowledge_search USING fts5(
    {_FIELDS}, content='{_TABLE}', content_rowid='case_id', tokenize='ascii'
)
""",
    f"CREATE TRIGGER {_TABLE}_put AFTER INSERT ON {_TABLE} BEGIN {_PUT} END",
    f"CREATE TRIGGER {_TABLE}_take AFTER DELETE ON {_TABLE} BEGIN {_TAKE} END",
    f"CREATE TRIGGER {_TABLE}_change AFTER UPDATE ON {_TABLE} BEGIN {_TAKE} {_PUT} END",
)
_POSTGRESQL = (
    f"""
ALTER TABLE {_TABLE} ADD COLUMN terms tsvector GENERATED ALWAYS AS (
    setweight(to_tsvector('simple'::regconfig, title_terms), 'A')
    || setweight(to_tsvector('simple'::regconfig, summary_terms), 'B')
    || setweight(to_tsvector('simple'::regconfig, body_terms), 'D')
) STORED
""",
    f"CREATE INDEX {_TABLE}_terms ON {_TABLE} USING gin (terms)",
)


def index(apps, schema_editor):
    wanted = _SQLITE if schema_editor.connection.vendor == "sqlite" else _POSTGRESQL
    for statement in wanted:
        schema_editor.execute(statement)


def no_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for name in ("put", "take", "change"):
            schema_editor.execute(f"DROP TRIGGER {_TABLE}_{name}")
        schema_editor.execute("DROP TABLE knowledge_search")
    else:
        schema_editor.execute(f"DROP INDEX {_TABLE}_terms")
        schema_editor.execute(f"ALTER TABLE {_TABLE} DROP COLUMN terms")


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_initial")]
    operations = [migrations.RunPython(index, no_index)]
