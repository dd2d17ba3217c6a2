"""Measures, their points, phases, and the tests they watch; a point is never changed."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

_TABLE = "development_measurepoint"
_BROKEN = """
    OLD.value <> NEW.value OR OLD."when" <> NEW."when" OR OLD.measure_id <> NEW.measure_id
    OR (OLD.ended_at IS NOT NULL AND NEW.ended_at IS NULL)
"""
_SQLITE = f"""
CREATE TRIGGER {_TABLE}_stays BEFORE UPDATE ON {_TABLE} WHEN {_BROKEN}
BEGIN SELECT RAISE(ABORT, 'a measurement is corrected by a new one, never changed'); END
"""
_POSTGRESQL = (
    f"""
CREATE FUNCTION {_TABLE}_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    RAISE EXCEPTION 'a measurement is corrected by a new one, never changed'
        USING ERRCODE = 'check_violation';
END $$
""",
    f"""
CREATE TRIGGER {_TABLE}_stays BEFORE UPDATE ON {_TABLE}
FOR EACH ROW WHEN ({_BROKEN}) EXECUTE FUNCTION {_TABLE}_stays()
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
        schema_editor.execute(f"DROP TRIGGER {_TABLE}_stays")
    else:
        schema_editor.execute(f"DROP TRIGGER {_TABLE}_stays ON {_TABLE}")
        schema_editor.execute(f"DROP FUNCTION {_TABLE}_stays()")


class Migration(migrations.Migration):
    dependencies = [
        ("development", "0004_drivers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Measure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("counted", models.CharField(max_length=300)),
                ("of", models.CharField(blank=True, max_length=300)),
                (
                    "shape",
                    models.CharField(
                        choices=[("share", "Share"), ("count", "Count"), ("other", "Other")],
                        max_length=10,
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("of_people", models.BooleanField(default=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("outcome", "Outcome"),
                            ("process", "Process"),
                            ("balancing", "Balancing"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "direction",
                    models.CharField(
                        choices=[("higher", "Higher"), ("lower", "Lower"), ("neutral", "Neutral")],
                        max_length=10,
                    ),
                ),
                (
                    "frequency",
                    models.CharField(
                        choices=[
                            ("daily", "Daily"),
                            ("weekly", "Weekly"),
                            ("monthly", "Monthly"),
                            ("term", "Term"),
                            ("yearly", "Yearly"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "target",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=22, null=True),
                ),
                ("definition", models.TextField(blank=True)),
                ("collects", models.CharField(blank=True, max_length=120)),
                (
                    "source",
                    models.CharField(
                        choices=[
                            ("hand", "Hand"),
                            ("pasted", "Pasted"),
                            ("indicator", "Indicator"),
                        ],
                        max_length=10,
                    ),
                ),
                ("indicator", models.CharField(blank=True, max_length=80)),
                ("part", models.CharField(blank=True, max_length=80)),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("put_aside_at", models.DateTimeField(blank=True, null=True)),
                (
                    "begun_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="measures",
                        to="development.process",
                    ),
                ),
            ],
            options={
                "ordering": ["process", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MeasurePhase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("begins", models.DateField()),
                ("reason", models.CharField(max_length=300)),
                ("decided_on", models.DateField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("taken_back_at", models.DateTimeField(blank=True, null=True)),
                ("taken_back_because", models.CharField(blank=True, max_length=300)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phases",
                        to="development.measure",
                    ),
                ),
                (
                    "taken_back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["measure", "begins", "pk"],
            },
        ),
        migrations.CreateModel(
            name="MeasurePoint",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("when", models.DateField()),
                ("value", models.DecimalField(decimal_places=6, max_digits=22)),
                (
                    "numerator",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=22, null=True),
                ),
                (
                    "denominator",
                    models.DecimalField(blank=True, decimal_places=6, max_digits=22, null=True),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("typed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="points",
                        to="development.measure",
                    ),
                ),
                (
                    "typed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["measure", "when", "pk"],
            },
        ),
        migrations.CreateModel(
            name="WatchedMeasure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="watched_by",
                        to="development.measure",
                    ),
                ),
                (
                    "test",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="watches",
                        to="development.testofchange",
                    ),
                ),
            ],
            options={
                "ordering": ["measure", "test__number"],
            },
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.UniqueConstraint(
                fields=("process", "name"), name="measure_has_its_own_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name", ""), _negated=True), models.Q(("counted", ""), _negated=True)
                ),
                name="measure_says_what_is_counted",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["outcome", "process", "balancing"]),
                    ("direction__in", ["higher", "lower", "neutral"]),
                    ("frequency__in", ["daily", "weekly", "monthly", "term", "yearly"]),
                    ("shape__in", ["share", "count", "other"]),
                ),
                name="measure_is_of_a_known_sort",
            ),
        ),
        migrations.AddConstraint(
            model_name="measure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("source", "indicator"), models.Q(("indicator", ""), _negated=True)),
                    models.Q(("source__in", ["hand", "pasted"]), ("indicator", ""), ("part", "")),
                    _connector="OR",
                ),
                name="measure_names_an_indicator_or_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurephase",
            constraint=models.UniqueConstraint(
                condition=models.Q(("taken_back_at__isnull", True)),
                fields=("measure", "begins"),
                name="phase_begins_once_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurephase",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="phase_has_a_reason"
            ),
        ),
        migrations.AddConstraint(
            model_name="measurephase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("taken_back_at__isnull", True), ("taken_back_because", "")),
                    models.Q(
                        ("taken_back_at__isnull", False),
                        models.Q(("taken_back_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="phase_is_taken_back_with_a_word",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurepoint",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at__isnull", True)),
                fields=("measure", "when"),
                name="point_stands_once_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurepoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("denominator__isnull", True), ("numerator__isnull", True)),
                    models.Q(
                        ("denominator__gt", 0),
                        ("denominator__isnull", False),
                        ("numerator__gte", 0),
                        ("numerator__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="point_has_both_counts_or_none",
            ),
        ),
        migrations.AddConstraint(
            model_name="measurepoint",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                    models.Q(("ended_at__gte", models.F("typed_at")), ("ended_at__isnull", False)),
                    _connector="OR",
                ),
                name="point_ends_after_it_was_typed",
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
