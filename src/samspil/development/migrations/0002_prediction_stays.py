"""What was predicted stays as it read when the trial began: the database refuses a change."""

from django.db import migrations

_TABLE = "development_testofchange"
_BROKEN = """
    (OLD.status <> 'planned' AND (NEW.prediction <> OLD.prediction OR NEW.status = 'planned'))
    OR (OLD.status = 'concluded' AND NEW.status <> 'concluded')
"""
_SQLITE = f"""
CREATE TRIGGER {_TABLE}_prediction_stays BEFORE UPDATE ON {_TABLE} WHEN {_BROKEN}
BEGIN SELECT RAISE(ABORT, 'a prediction stays as it was when the test began'); END
"""
_POSTGRESQL = (
    f"""
CREATE FUNCTION {_TABLE}_prediction_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    RAISE EXCEPTION 'a prediction stays as it was when the test began'
        USING ERRCODE = 'check_violation';
END $$
""",
    f"""
CREATE TRIGGER {_TABLE}_prediction_stays BEFORE UPDATE ON {_TABLE}
FOR EACH ROW WHEN ({_BROKEN}) EXECUTE FUNCTION {_TABLE}_prediction_stays()
""",
)


def guard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(_SQLITE)
    else:
        for statement in _POSTGRESQL:
            schema_editor.execute(statement)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(f"DROP TRIGGER {_TABLE}_prediction_stays")
    else:
        schema_editor.execute(f"DROP TRIGGER {_TABLE}_prediction_stays ON {_TABLE}")
        schema_editor.execute(f"DROP FUNCTION {_TABLE}_prediction_stays()")


class Migration(migrations.Migration):
    dependencies = [("development", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
