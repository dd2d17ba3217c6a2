import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("networks", "0001_initial"),
        ("networks", "0002_workbench"),
        ("networks", "0003_schools"),
        ("networks", "0004_networks"),
    ]

    initial = True

    dependencies = [
        ("people", "0004_keeping"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="GroupPlan",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40)),
                ("sector", models.CharField(max_length=10)),
                ("number", models.PositiveIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("proposed", "Proposed"),
                            ("accepted", "Accepted"),
                            ("superseded", "Superseded"),
                        ],
                        default="proposed",
                        max_length=10,
                    ),
                ),
                ("parameters", models.JSONField()),
                ("cost", models.FloatField()),
                ("bound", models.FloatField()),
                ("proved", models.BooleanField()),
                ("seed", models.PositiveIntegerField()),
                ("inputs", models.CharField(max_length=16)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(blank=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "sector", "number"), name="group_plan_numbers_are_unique"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "accepted")),
                        fields=("edition", "sector"),
                        name="group_plan_one_is_accepted",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "proposed")),
                        fields=("edition", "sector", "inputs", "seed"),
                        name="group_plan_is_proposed_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["proposed", "accepted", "superseded"])),
                        name="group_plan_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sector__in", ("daycare", "school"))),
                        name="group_plan_sector_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edition", ""), _negated=True),
                            models.Q(("inputs", ""), _negated=True),
                        ),
                        name="group_plan_names_edition_and_inputs",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("bound__gte", 0), ("bound__lte", models.F("cost"))),
                        name="group_plan_bound_is_not_above_cost",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("accepted_at__isnull", True),
                                ("accepted_by__isnull", True),
                                ("reason", ""),
                                ("status", "proposed"),
                            ),
                            models.Q(
                                models.Q(("status", "proposed"), _negated=True),
                                ("accepted_at__isnull", False),
                                ("accepted_by__isnull", False),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="group_plan_accepted_by_whom_when_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Exchange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40)),
                ("sector", models.CharField(max_length=10)),
                ("shares", models.JSONField(blank=True, default=list)),
                ("learns", models.JSONField(blank=True, default=list)),
                ("said_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["municipality__sort_key"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "sector", "municipality"), name="exchange_said_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sector__in", ("daycare", "school")),
                            models.Q(("edition", ""), _negated=True),
                        ),
                        name="exchange_sector_is_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PairWish",
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
                    "kind",
                    models.CharField(
                        choices=[("together", "Together"), ("apart", "Apart")], max_length=10
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "written_by",
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
                        fields=("edition", "sector", "first", "second"),
                        name="pair_wish_stands_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))),
                        name="pair_wish_is_about_two_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["together", "apart"])),
                        name="pair_wish_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sector__in", ("daycare", "school")),
                            models.Q(("edition", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="pair_wish_says_where_and_why",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="TravelTimes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("source", models.CharField(max_length=200)),
                ("codes", models.JSONField()),
                ("minutes", models.JSONField()),
                ("brought_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "brought_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="travel_times_have_a_source",
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="SchoolConsent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40)),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
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
            ],
            options={
                "ordering": ["municipality__sort_key"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("withdrawn_at", None)),
                        fields=("edition", "municipality"),
                        name="school_consent_one_stands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("edition", ""), _negated=True),
                        name="school_consent_names_edition",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="SchoolNetwork",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40)),
                ("family", models.CharField(max_length=10)),
                ("schools", models.JSONField()),
                ("reason", models.CharField(max_length=300)),
                ("accepted_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["family", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("edition", "family"),
                        name="school_network_one_a_family",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edition", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="school_network_says_where_and_why",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="NetworkSplit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40)),
                ("sector", models.CharField(max_length=10)),
                ("networks", models.JSONField()),
                ("reason", models.CharField(max_length=300)),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("superseded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("superseded_at", None)),
                        fields=("edition", "sector"),
                        name="network_split_one_stands",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sector__in", ("daycare", "school")),
                            models.Q(("edition", ""), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                        ),
                        name="network_split_says_where_and_why",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Group",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("facts", models.JSONField()),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="groups",
                        to="networks.groupplan",
                    ),
                ),
            ],
            options={
                "ordering": ["plan", "number"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "number"), name="group_number_in_its_plan"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="group_numbers_begin_at_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Bench",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40)),
                ("sector", models.CharField(max_length=10)),
                ("version", models.PositiveIntegerField(default=1)),
                ("groups", models.JSONField(default=list)),
                ("pinned", models.JSONField(blank=True, default=list)),
                ("weights", models.JSONField()),
                ("low", models.PositiveSmallIntegerField()),
                ("high", models.PositiveSmallIntegerField()),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "based_on",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="networks.groupplan",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "sector"), name="bench_one_for_edition_and_sector"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sector__in", ("daycare", "school"))),
                        name="bench_sector_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("high__gte", models.F("low")), ("low__gte", 2)),
                        name="bench_sizes_are_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("version__gte", 1), models.Q(("edition", ""), _negated=True)
                        ),
                        name="bench_counts_from_one",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="GroupMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("facts", models.JSONField()),
                (
                    "group",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="networks.group",
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
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="members",
                        to="networks.groupplan",
                    ),
                ),
            ],
            options={
                "ordering": ["group", "municipality__sort_key"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("plan", "municipality"),
                        name="group_member_is_in_one_group_of_a_plan",
                    )
                ],
            },
        ),
    ]
