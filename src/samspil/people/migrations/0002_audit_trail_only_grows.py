"""The audit trail only grows: the database refuses changes, whoever asks."""

from django.db import migrations

_SQLITE = """
CREATE TRIGGER people_auditevent_no_{verb} BEFORE {VERB} ON people_auditevent
BEGIN SELECT RAISE(ABORT, 'the audit trail only grows'); END
"""
_POSTGRESQL = (
    """
CREATE FUNCTION people_auditevent_only_grows() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit trail only grows' USING ERRCODE = 'check_violation'; END $$
""",
    """
CREATE TRIGGER people_auditevent_only_grows BEFORE UPDATE OR DELETE ON people_auditevent
FOR EACH ROW EXECUTE FUNCTION people_auditevent_only_grows()
""",
)


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            schema_editor.execute(_SQLITE.format(verb=verb, VERB=verb.upper()))
    else:
        for statement in _POSTGRESQL:
            schema_editor.execute(statement)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER people_auditevent_no_{verb}")
    else:
        schema_editor.execute("DROP TRIGGER people_auditevent_only_grows ON people_auditevent")
        schema_editor.execute("DROP FUNCTION people_auditevent_only_grows()")


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
