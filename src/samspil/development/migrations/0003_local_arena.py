"""The frame of the local arena: ambition, starting point, vision, organisation, themes, both sectors."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def take_sectors(apps, schema_editor):
    """A process that stands already takes up its own sector."""
    taken = apps.get_model("development", "SectorTaken")
    for one in apps.get_model("development", "Process").objects.all():
        taken.objects.create(
            process=one,
            edition=one.edition,
            municipality_id=one.municipality_id,
            sector=one.sector,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("development", "0002_prediction_stays"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="process",
            name="is_joint",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="process",
            name="transition",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lead", models.CharField(blank=True, max_length=120)),
                ("group", models.TextField(blank=True)),
                ("meets", models.CharField(blank=True, max_length=120)),
                ("others", models.CharField(blank=True, max_length=300)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "process",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="organisation",
                        to="development.process",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Vision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=12)),
                ("unit_name", models.CharField(blank=True, max_length=120)),
                ("text", models.TextField()),
                ("agreed_by", models.CharField(blank=True, max_length=200)),
                ("agreed_on", models.DateField(blank=True, null=True)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="visions",
                        to="development.process",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("sentence", models.CharField(max_length=300)),
                ("sign", models.CharField(blank=True, max_length=300)),
                (
                    "vision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="development.vision",
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="AimWording",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("what", models.TextField()),
                ("how_much", models.CharField(max_length=200)),
                ("by_when", models.DateField()),
                ("for_whom", models.CharField(max_length=200)),
                ("owner", models.CharField(max_length=120)),
                ("replaced_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wordings",
                        to="development.process",
                    ),
                ),
            ],
            options={
                "ordering": ["-replaced_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("what", ""), _negated=True),
                            models.Q(("how_much", ""), _negated=True),
                            models.Q(("for_whom", ""), _negated=True),
                            models.Q(("owner", ""), _negated=True),
                        ),
                        name="aim_wording_is_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="InvolvedArea",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", models.CharField(max_length=10)),
                ("state", models.CharField(max_length=12)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="areas",
                        to="development.process",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("process", "area"), name="area_is_involved_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "area__in",
                                [
                                    "ppr",
                                    "family",
                                    "health",
                                    "leisure",
                                    "culture",
                                    "finance",
                                    "social",
                                    "jobs",
                                    "youth",
                                    "hr",
                                ],
                            )
                        ),
                        name="area_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "takes_part", "later"])),
                        name="area_involvement_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Passage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=12)),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="passages",
                        to="development.process",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("process", "kind"), name="passage_stands_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ("ambition", "politicians", "chief", "leader", "staff", "monday"),
                            )
                        ),
                        name="passage_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="passage_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProcessTheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("theme", models.CharField(max_length=20)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to="development.process",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("process", "theme"), name="process_names_a_theme_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("theme", ""), _negated=True),
                        name="process_theme_is_named",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SectorTaken",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40)),
                ("sector", models.CharField(max_length=10)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="places.municipality"
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="taken",
                        to="development.process",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "municipality", "sector"), name="sector_is_taken_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sector__in", ("school", "daycare"))),
                        name="sector_taken_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StartingFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sector", models.CharField(max_length=10)),
                ("indicator", models.CharField(max_length=80)),
                ("breakdown", models.CharField(blank=True, max_length=80)),
                ("period", models.CharField(max_length=20)),
                ("value", models.FloatField()),
                ("peers", models.FloatField(blank=True, null=True)),
                ("title_da", models.CharField(max_length=300)),
                ("title_en", models.CharField(max_length=300)),
                ("source_da", models.TextField(blank=True)),
                ("source_en", models.TextField(blank=True)),
                ("chosen_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="figures",
                        to="development.process",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("process", "sector", "indicator", "breakdown"),
                        name="starting_figure_chosen_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sector__in", ("school", "daycare"))),
                        name="starting_figure_sector_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("indicator", ""), _negated=True),
                            models.Q(("period", ""), _negated=True),
                            models.Q(("title_da", ""), _negated=True),
                            models.Q(("title_en", ""), _negated=True),
                        ),
                        name="starting_figure_says_what_and_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StartingFinding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("finding", models.PositiveBigIntegerField()),
                ("lever", models.PositiveSmallIntegerField()),
                ("claim", models.TextField()),
                ("chosen_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="development.process",
                    ),
                ),
            ],
            options={
                "ordering": ["lever", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("process", "finding"), name="starting_finding_chosen_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("claim", ""), _negated=True),
                        name="starting_finding_keeps_its_claim",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lever__range", (1, 7))),
                        name="starting_finding_lever_is_one_of_seven",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ValueConflict",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("one", models.CharField(max_length=200)),
                ("other", models.CharField(max_length=200)),
                ("level", models.CharField(max_length=12)),
                ("owner", models.CharField(blank=True, max_length=120)),
                ("handling", models.TextField(blank=True)),
                ("named_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "process",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conflicts",
                        to="development.process",
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("one", ""), _negated=True),
                            models.Q(("other", ""), _negated=True),
                        ),
                        name="value_conflict_has_two_sides",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "level__in",
                                [
                                    "politicians",
                                    "chief",
                                    "leader",
                                    "staff",
                                ],
                            )
                        ),
                        name="value_conflict_level_is_known",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="vision",
            constraint=models.UniqueConstraint(
                fields=("process", "unit_name"), name="vision_one_a_unit"
            ),
        ),
        migrations.AddConstraint(
            model_name="vision",
            constraint=models.CheckConstraint(
                condition=models.Q(("text", ""), _negated=True), name="vision_says_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="vision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unit", ""), models.Q(("unit_name", ""), _negated=True), _connector="OR"
                ),
                name="vision_unit_has_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.UniqueConstraint(
                fields=("vision", "number"), name="criterion_has_a_number"
            ),
        ),
        migrations.AddConstraint(
            model_name="criterion",
            constraint=models.CheckConstraint(
                condition=models.Q(("sentence", ""), _negated=True), name="criterion_says_something"
            ),
        ),
        migrations.RunPython(take_sectors, migrations.RunPython.noop),
    ]
