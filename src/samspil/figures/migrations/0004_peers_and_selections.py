"""Saved groups, KL's comparison groups, and selections that stay as they were frozen."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

_SQLITE = """
CREATE TRIGGER figures_frozenselection_no_{verb} BEFORE {VERB} ON figures_frozenselection
BEGIN SELECT RAISE(ABORT, 'a frozen selection stays as it is'); END
"""
_POSTGRESQL = (
    """
CREATE FUNCTION figures_frozenselection_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
RAISE EXCEPTION 'a frozen selection stays as it is' USING ERRCODE = 'check_violation';
END $$
""",
    """
CREATE TRIGGER figures_frozenselection_stays BEFORE UPDATE OR DELETE ON figures_frozenselection
FOR EACH ROW EXECUTE FUNCTION figures_frozenselection_stays()
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
            schema_editor.execute(f"DROP TRIGGER figures_frozenselection_no_{verb}")
    else:
        schema_editor.execute(
            "DROP TRIGGER figures_frozenselection_stays ON figures_frozenselection"
        )
        schema_editor.execute("DROP FUNCTION figures_frozenselection_stays()")


class Migration(migrations.Migration):
    dependencies = [
        ("figures", "0003_fetching"),
        ("places", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ComparisonList",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        choices=[("school", "School"), ("daycare", "Daycare")], max_length=10
                    ),
                ),
                ("source", models.CharField(max_length=120)),
                ("as_of", models.DateField()),
                ("file_name", models.CharField(max_length=150)),
                ("content_hash", models.CharField(max_length=64)),
                ("uploaded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "uploaded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ComparisonPair",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pairs",
                        to="figures.comparisonlist",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "peer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="FrozenSelection",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("selection", models.CharField(max_length=60)),
                ("version", models.CharField(max_length=12)),
                ("inputs", models.CharField(max_length=16)),
                ("rows", models.JSONField()),
                ("frozen_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "frozen_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "vintage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="figures.vintage",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="MunicipalityGroup",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "sector",
                    models.CharField(
                        blank=True,
                        choices=[("school", "School"), ("daycare", "Daycare")],
                        max_length=10,
                    ),
                ),
                ("for_all", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("members", models.ManyToManyField(related_name="+", to="places.municipality")),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="comparisonlist",
            constraint=models.CheckConstraint(
                condition=models.Q(("sector__in", ["school", "daycare"])),
                name="comparison_list_sector_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="comparisonpair",
            constraint=models.UniqueConstraint(
                fields=("list", "municipality", "peer"), name="comparison_pair_is_there_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="comparisonpair",
            constraint=models.CheckConstraint(
                condition=models.Q(("municipality", models.F("peer")), _negated=True),
                name="comparison_pair_is_of_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="frozenselection",
            constraint=models.UniqueConstraint(
                fields=("selection", "version", "inputs"), name="selection_is_frozen_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="municipalitygroup",
            constraint=models.UniqueConstraint(
                fields=("owner", "name"), name="group_name_is_its_owners_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="municipalitygroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("sector__in", ["", "school", "daycare"])),
                name="group_sector_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="municipalitygroup",
            constraint=models.CheckConstraint(
                condition=models.Q(("name", ""), _negated=True), name="group_has_a_name"
            ),
        ),
        migrations.AddConstraint(
            model_name="municipalitygroup",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("for_all", False), ("municipality__isnull", True), _connector="OR"
                ),
                name="group_is_for_all_or_for_one_municipality",
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
