"""A municipality's own figures: never changed, never deleted, whoever asks the database."""

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# What was typed; only how a figure ended may be written later, and once.
_TYPED = (
    "municipality_id",
    "institution_id",
    "indicator",
    "period",
    "breakdown",
    "state",
    "basis",
    "value",
    "numerator",
    "denominator",
    "source",
    "note",
    "entered_by_id",
    "entered_at",
    "replaces_id",
)
_SQLITE = (
    """
CREATE TRIGGER figures_ownfigure_no_update BEFORE UPDATE ON figures_ownfigure
WHEN OLD.ended_at IS NOT NULL OR {changed}
BEGIN SELECT RAISE(ABORT, 'an own figure is never changed'); END
""",
    """
CREATE TRIGGER figures_ownfigure_no_delete BEFORE DELETE ON figures_ownfigure
BEGIN SELECT RAISE(ABORT, 'an own figure is never deleted'); END
""",
)
_POSTGRESQL = (
    """
CREATE FUNCTION figures_ownfigure_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'an own figure is never changed' USING ERRCODE = 'check_violation'; END $$
""",
    """
CREATE TRIGGER figures_ownfigure_no_update BEFORE UPDATE ON figures_ownfigure
FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL OR {changed})
EXECUTE FUNCTION figures_ownfigure_stays()
""",
    """
CREATE TRIGGER figures_ownfigure_no_delete BEFORE DELETE ON figures_ownfigure
FOR EACH ROW EXECUTE FUNCTION figures_ownfigure_stays()
""",
)


def _changed(differs):
    return " OR ".join(f"NEW.{name} {differs} OLD.{name}" for name in _TYPED)


def guard(apps, schema_editor):
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    changed = _changed("IS NOT" if on_sqlite else "IS DISTINCT FROM")
    for statement in _SQLITE if on_sqlite else _POSTGRESQL:
        schema_editor.execute(statement.replace("{changed}", changed))


def unguard(apps, schema_editor):
    on_sqlite = schema_editor.connection.vendor == "sqlite"
    table = "" if on_sqlite else " ON figures_ownfigure"
    for verb in ("update", "delete"):
        schema_editor.execute(f"DROP TRIGGER figures_ownfigure_no_{verb}{table}")
    if not on_sqlite:
        schema_editor.execute("DROP FUNCTION figures_ownfigure_stays()")


class Migration(migrations.Migration):
    dependencies = [
        ("figures", "0004_peers_and_selections"),
        ("places", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnFigure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("indicator", models.CharField(max_length=60)),
                ("period", models.CharField(max_length=12)),
                ("breakdown", models.CharField(blank=True, max_length=40)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("value", "Value"),
                            ("suppressed", "Suppressed"),
                            ("not_applicable", "Not Applicable"),
                        ],
                        default="value",
                        max_length=16,
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "None"),
                            ("share", "Share"),
                            ("ratio", "Ratio"),
                            ("vouched", "Vouched"),
                            ("plain", "Plain"),
                        ],
                        max_length=8,
                    ),
                ),
                ("value", models.FloatField(null=True)),
                ("numerator", models.FloatField(null=True)),
                ("denominator", models.FloatField(null=True)),
                ("source", models.CharField(max_length=300)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("entered_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "ending",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "None"),
                            ("replaced", "Replaced"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True)),
                ("reason", models.CharField(blank=True, max_length=300)),
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
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "institution",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.institution",
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
                    "replaces",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by",
                        to="figures.ownfigure",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=["municipality", "indicator"],
                        name="own_figure_of_a_place",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        django.db.models.functions.comparison.Coalesce(
                            "institution", models.Value(""), output_field=models.CharField()
                        ),
                        models.F("indicator"),
                        models.F("period"),
                        models.F("breakdown"),
                        condition=models.Q(("ended_at__isnull", True)),
                        name="own_figure_one_stands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("state", "value"),
                                ("value__isnull", False),
                                ("basis__in", ["share", "ratio", "vouched", "plain"]),
                            ),
                            models.Q(
                                ("basis", ""),
                                ("state__in", ["suppressed", "not_applicable"]),
                                ("value__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="own_figure_has_a_value_only_when_it_is_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("basis__in", ["share", "ratio"]),
                                ("denominator__isnull", False),
                                ("numerator__isnull", False),
                            ),
                            models.Q(
                                ("basis__in", ["", "vouched", "plain"]),
                                ("denominator__isnull", True),
                                ("numerator__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="own_figure_counts_belong_to_what_is_counted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "share"), _negated=True),
                            models.Q(
                                (
                                    "denominator__gte",
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("numerator"), "+", models.Value(5)
                                    ),
                                ),
                                ("numerator__gte", 5),
                            ),
                            _connector="OR",
                        ),
                        name="own_figure_share_hides_no_small_group",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "ratio"), _negated=True),
                            ("denominator__gte", 5),
                            _connector="OR",
                        ),
                        name="own_figure_mean_hides_no_small_group",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("basis", "vouched"), _negated=True),
                            ("institution__isnull", True),
                            _connector="OR",
                        ),
                        name="own_figure_of_a_school_is_counted",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("source", ""), _negated=True),
                            models.Q(("indicator", ""), _negated=True),
                            models.Q(("period", ""), _negated=True),
                        ),
                        name="own_figure_says_from_where",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("ended_at__isnull", True),
                                ("ended_by__isnull", True),
                                ("ending", ""),
                                ("reason", ""),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("ending", "replaced"),
                                ("reason", ""),
                            ),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                ("ending", "withdrawn"),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="own_figure_ends_in_one_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ended_at__isnull", True),
                            ("ended_at__gte", models.F("entered_at")),
                            _connector="OR",
                        ),
                        name="own_figure_ends_after_it_began",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnFigureShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("organisers", "Organisers"), ("municipality", "Municipality")],
                        max_length=12,
                    ),
                ),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    "other",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("municipality"),
                        models.F("audience"),
                        django.db.models.functions.comparison.Coalesce(
                            "other", models.Value(""), output_field=models.CharField()
                        ),
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        name="own_figure_share_stands_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("audience", "organisers"), ("other__isnull", True)),
                            models.Q(("audience", "municipality"), ("other__isnull", False)),
                            _connector="OR",
                        ),
                        name="own_figure_share_names_its_audience",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("other__isnull", True),
                            models.Q(("other", models.F("municipality")), _negated=True),
                            _connector="OR",
                        ),
                        name="own_figure_share_is_with_another",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)
                            ),
                            models.Q(
                                ("withdrawn_at__gte", models.F("given_at")),
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="own_figure_share_ends_after_it_began",
                    ),
                ],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
