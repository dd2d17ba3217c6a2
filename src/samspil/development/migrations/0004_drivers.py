"""The driver diagram, tests of change without a prediction, and what the database refuses of both.

SQLite makes a table anew when its constraints change, and drops its triggers with it: the guard of
the prediction is taken down first and put up again. So must a later change of these tables do.
"""

from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

_prediction = import_module("samspil.development.migrations.0002_prediction_stays")
_NODE, _LINK = "development_drivernode", "development_driverlink"
_FITTING = f"""
    SELECT 1 FROM {_NODE} parent JOIN {_NODE} child ON child.process_id = parent.process_id
    WHERE parent.id = NEW.parent_id AND child.id = NEW.child_id
    AND ((parent.kind = 'primary' AND child.kind = 'secondary')
        OR (parent.kind = 'secondary' AND child.kind = 'idea'))
"""  # noqa: S608
_LINKED = f"SELECT 1 FROM {_LINK} WHERE parent_id = OLD.id OR child_id = OLD.id"  # noqa: S608
_MOVED = "NEW.kind <> OLD.kind OR NEW.process_id <> OLD.process_id"
_WORDS = "a driver hangs on one of the kind before it, in the same diagram"
_SQLITE = (
    *(
        f"CREATE TRIGGER {_LINK}_fits_{act} BEFORE {act} ON {_LINK} WHEN NOT EXISTS ({_FITTING}) "
        f"BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END"
        for act in ("insert", "update")
    ),
    f"CREATE TRIGGER {_NODE}_stays_fitting BEFORE UPDATE ON {_NODE} "
    f"WHEN ({_MOVED}) AND EXISTS ({_LINKED}) BEGIN SELECT RAISE(ABORT, '{_WORDS}'); END",
)
_POSTGRESQL = (
    f"""
CREATE FUNCTION {_LINK}_fits() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF NOT EXISTS ({_FITTING}) THEN
        RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
""",
    f"""
CREATE FUNCTION {_NODE}_stays_fitting() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF EXISTS ({_LINKED}) THEN
        RAISE EXCEPTION '{_WORDS}' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END $$
""",
    f"CREATE TRIGGER {_LINK}_fits BEFORE INSERT OR UPDATE ON {_LINK} "
    f"FOR EACH ROW EXECUTE FUNCTION {_LINK}_fits()",
    f"CREATE TRIGGER {_NODE}_stays_fitting BEFORE UPDATE ON {_NODE} "
    f"FOR EACH ROW WHEN ({_MOVED}) EXECUTE FUNCTION {_NODE}_stays_fitting()",
)
_DOWN = {
    "sqlite": (
        f"DROP TRIGGER {_LINK}_fits_insert",
        f"DROP TRIGGER {_LINK}_fits_update",
        f"DROP TRIGGER {_NODE}_stays_fitting",
    ),
    "postgresql": (
        f"DROP TRIGGER {_LINK}_fits ON {_LINK}",
        f"DROP TRIGGER {_NODE}_stays_fitting ON {_NODE}",
        f"DROP FUNCTION {_LINK}_fits()",
        f"DROP FUNCTION {_NODE}_stays_fitting()",
    ),
}


def guard(apps, schema_editor):
    _prediction.guard(apps, schema_editor)
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for statement in _SQLITE if is_sqlite else _POSTGRESQL:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    for statement in _DOWN[schema_editor.connection.vendor]:
        schema_editor.execute(statement)
    _prediction.unguard(apps, schema_editor)


class Migration(migrations.Migration):
    dependencies = [
        ("development", "0003_local_arena"),
    ]

    operations = [
        migrations.RunPython(_prediction.unguard, _prediction.guard),
        migrations.CreateModel(
            name="DriverLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="DriverNode",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("primary", "Primary"),
                            ("secondary", "Secondary"),
                            ("idea", "Idea"),
                        ],
                        max_length=10,
                    ),
                ),
                ("text", models.CharField(max_length=200)),
                ("lever", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("position", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField(default=1)),
                ("key", models.CharField(max_length=40)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ["process", "position", "id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="testofchange",
            name="test_begun_has_a_prediction",
        ),
        migrations.RemoveConstraint(
            model_name="testofchange",
            name="test_concluded_has_outcome_and_decision",
        ),
        migrations.AddField(
            model_name="testofchange",
            name="without_prediction",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="drivernode",
            name="process",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="drivers",
                to="development.process",
            ),
        ),
        migrations.AddField(
            model_name="driverlink",
            name="child",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="above",
                to="development.drivernode",
            ),
        ),
        migrations.AddField(
            model_name="driverlink",
            name="parent",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="below",
                to="development.drivernode",
            ),
        ),
        migrations.AddField(
            model_name="testofchange",
            name="idea",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="tests",
                to="development.drivernode",
            ),
        ),
        migrations.AddConstraint(
            model_name="testofchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "planned"), ("without_prediction", False)),
                    models.Q(
                        ("prediction", ""),
                        ("status__in", ["doing", "concluded"]),
                        ("without_prediction", True),
                    ),
                    models.Q(
                        ("status__in", ["doing", "concluded"]),
                        ("without_prediction", False),
                        models.Q(("prediction", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="test_begun_says_whether_it_was_predicted",
            ),
        ),
        migrations.AddConstraint(
            model_name="testofchange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("status", "concluded"),
                        ("concluded_at__isnull", False),
                        ("decision__in", ["adopt", "adapt", "abandon"]),
                        models.Q(("what_happened", ""), _negated=True),
                        models.Q(
                            models.Q(
                                ("compared__in", ["as_predicted", "partly", "not"]),
                                ("without_prediction", False),
                            ),
                            models.Q(("compared", ""), ("without_prediction", True)),
                            _connector="OR",
                        ),
                    ),
                    models.Q(
                        models.Q(("status", "concluded"), _negated=True),
                        ("compared", ""),
                        ("concluded_at__isnull", True),
                        ("decision", ""),
                        ("what_happened", ""),
                    ),
                    _connector="OR",
                ),
                name="test_concluded_has_outcome_and_decision",
            ),
        ),
        migrations.AddConstraint(
            model_name="drivernode",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["primary", "secondary", "idea"])),
                name="driver_kind_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="drivernode",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="driver_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="drivernode",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("lever__isnull", True),
                    models.Q(("kind", "primary"), ("lever__range", (1, 7))),
                    _connector="OR",
                ),
                name="driver_lever_is_one_of_seven_and_primary",
            ),
        ),
        migrations.AddConstraint(
            model_name="drivernode",
            constraint=models.UniqueConstraint(
                fields=("process", "key"), name="driver_stands_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="driverlink",
            constraint=models.UniqueConstraint(
                fields=("parent", "child"), name="driver_link_stands_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="driverlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent", models.F("child")), _negated=True),
                name="driver_not_under_itself",
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
