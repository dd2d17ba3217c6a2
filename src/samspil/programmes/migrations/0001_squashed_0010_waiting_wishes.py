from decimal import Decimal
from importlib import import_module

import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.math
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

GUARDS = [
    import_module(f"samspil.programmes.migrations.{name}")
    for name in ("0003_editions_are_versioned", "0005_billing", "0006_invoices")
]
"""What lets the database itself refuse a change, beside the tables it guards."""


class Migration(migrations.Migration):
    replaces = [
        ("programmes", "0001_initial"),
        ("programmes", "0002_billing_entries"),
        ("programmes", "0003_editions_are_versioned"),
        ("programmes", "0004_invitations"),
        ("programmes", "0005_billing"),
        ("programmes", "0006_invoices"),
        ("programmes", "0007_registration_contacts"),
        ("programmes", "0008_afterwards"),
        ("programmes", "0009_board"),
        ("programmes", "0010_waiting_wishes"),
    ]

    initial = True

    dependencies = [
        ("figures", "0005_own_figures"),
        ("people", "0004_keeping"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="OpenEdition",
            fields=[
                ("id", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("content", models.JSONField()),
                ("version", models.CharField(max_length=12)),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-published_at", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("id", ""), _negated=True),
                            models.Q(("version", ""), _negated=True),
                        ),
                        name="open_edition_has_id_and_version",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="open_edition_is_closed_by_somebody",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Registration",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("confirmed", "Confirmed"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("remarks", models.TextField(blank=True)),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("confirmed_at", models.DateTimeField(null=True)),
                ("total", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("vat", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
                ("vat_basis", models.CharField(blank=True, max_length=12)),
                ("terms_version", models.CharField(blank=True, max_length=12)),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "confirmed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="places.municipality"
                    ),
                ),
                ("areas", models.JSONField(blank=True, default=list)),
                ("process_support", models.BooleanField(default=False)),
                ("said_yes_email", models.EmailField(blank=True, max_length=254)),
                ("said_yes_name", models.CharField(blank=True, max_length=120)),
                ("said_yes_reason", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "withdrawn_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_reason", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "municipality"), name="registration_one_a_municipality"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("edition", ""), _negated=True),
                        name="registration_names_its_edition",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("said_yes_email", ""),
                                ("said_yes_name", ""),
                                ("said_yes_reason", ""),
                            ),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                models.Q(("said_yes_name", ""), _negated=True),
                                models.Q(("said_yes_email", ""), _negated=True),
                                models.Q(("said_yes_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="registration_by_telephone_says_who_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "confirmed", "withdrawn"])),
                        name="registration_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["confirmed", "withdrawn"]),
                                ("confirmed_at__isnull", False),
                                ("confirmed_by__isnull", False),
                                ("total__gte", 0),
                                ("total__isnull", False),
                                models.Q(
                                    models.Q(
                                        ("vat__gte", 0),
                                        ("vat__isnull", False),
                                        ("vat_basis", "exclusive"),
                                    ),
                                    models.Q(("vat__isnull", True), ("vat_basis", "unspecified")),
                                    _connector="OR",
                                ),
                                models.Q(("terms_version", ""), _negated=True),
                            ),
                            models.Q(
                                ("status", "draft"),
                                ("confirmed_at__isnull", True),
                                ("confirmed_by__isnull", True),
                                ("terms_version", ""),
                                ("total__isnull", True),
                                ("vat__isnull", True),
                                ("vat_basis", ""),
                            ),
                            _connector="OR",
                        ),
                        name="registration_binds_by_whom_when_for_what_on_which_terms",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status", "withdrawn"),
                                ("withdrawn_at__isnull", False),
                                ("withdrawn_by__isnull", False),
                                models.Q(("withdrawn_reason", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("status", "withdrawn"), _negated=True),
                                ("withdrawn_at", None),
                                ("withdrawn_by", None),
                                ("withdrawn_reason", ""),
                            ),
                            _connector="OR",
                        ),
                        name="registration_is_withdrawn_by_whom_when_and_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionDraft",
            fields=[
                ("id", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("content", models.JSONField()),
                ("begun_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("id", ""), _negated=True), name="edition_draft_has_id"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EditionVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("version", models.CharField(max_length=12)),
                ("content", models.JSONField()),
                ("changes", models.JSONField(default=list)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("published_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "published_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "-number"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "number"), name="edition_version_each_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__gte", 1),
                            models.Q(("edition", ""), _negated=True),
                            models.Q(("version", ""), _negated=True),
                        ),
                        name="edition_version_has_edition_number_and_hash",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number", 1), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="edition_version_says_why_it_came",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Campaign",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40, unique=True)),
                (
                    "aim",
                    models.CharField(
                        choices=[("open", "Open"), ("targeted", "Targeted")], max_length=10
                    ),
                ),
                ("subject_da", models.CharField(max_length=150)),
                ("body_da", models.TextField()),
                ("subject_en", models.CharField(max_length=150)),
                ("body_en", models.TextField()),
                ("remind_days", models.JSONField(default=list)),
                ("run", models.PositiveIntegerField(default=0)),
                ("stopped_at", models.DateTimeField(null=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "selection",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="figures.frozenselection",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("aim", "open"), ("selection__isnull", True)),
                            models.Q(("aim", "targeted"), ("selection__isnull", False)),
                            _connector="OR",
                        ),
                        name="campaign_is_open_or_follows_a_selection",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edition", ""), _negated=True),
                            models.Q(("subject_da", ""), _negated=True),
                            models.Q(("body_da", ""), _negated=True),
                            models.Q(("subject_en", ""), _negated=True),
                            models.Q(("body_en", ""), _negated=True),
                        ),
                        name="campaign_has_words_in_both_languages",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="NumberSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("prefix", models.CharField(max_length=12, unique=True)),
                ("digits", models.PositiveSmallIntegerField(default=4)),
                ("next_number", models.PositiveBigIntegerField(default=1)),
                ("last", models.PositiveBigIntegerField(null=True)),
            ],
            options={
                "ordering": ["prefix"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("prefix__regex", "^[A-Z0-9][A-Z0-9-]*$")),
                        name="number_series_prefix_is_letters_and_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("digits__range", (1, 10)), ("next_number__range", (1, 10000000000))
                        ),
                        name="number_series_counts_from_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last__isnull", True),
                            (
                                "last__gte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("next_number"), "-", models.Value(1)
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="number_series_ends_with_its_last",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Exemption",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40)),
                ("until", models.DateTimeField()),
                ("reason", models.CharField(max_length=500)),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
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
                        on_delete=django.db.models.deletion.PROTECT, to="places.municipality"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("until__gt", models.F("given_at"))),
                        name="exemption_lies_ahead",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="exemption_says_why"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WaitingPlace",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40)),
                (
                    "status",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("offered", "Offered"), ("gone", "Gone")],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("answer_by", models.DateTimeField(null=True)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="places.municipality"
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                ("sectors", models.JSONField(blank=True, default=list)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["waiting", "offered", "gone"])),
                        name="waiting_place_status_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "offered"), _negated=True),
                            ("answer_by__isnull", False),
                            _connector="OR",
                        ),
                        name="waiting_place_offered_until_when",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["waiting", "offered"])),
                        fields=("edition", "municipality"),
                        name="waiting_place_one_a_municipality",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupLetter",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("names", "Names"),
                            ("chiefs", "Chiefs"),
                            ("daycare", "Daycare"),
                            ("school", "School"),
                            ("chosen", "Chosen"),
                        ],
                        max_length=10,
                    ),
                ),
                ("municipalities", models.JSONField(blank=True, default=list)),
                ("subject", models.CharField(max_length=160)),
                ("body", models.TextField()),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("audience__in", ["names", "chiefs", "daycare", "school", "chosen"])
                        ),
                        name="group_letter_audience_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("subject", ""), _negated=True),
                            models.Q(("body", ""), _negated=True),
                            models.Q(("edition", ""), _negated=True),
                        ),
                        name="group_letter_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DayNeeds",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40)),
                ("diet", models.CharField(blank=True, max_length=300)),
                ("access", models.CharField(blank=True, max_length=300)),
                ("told_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "user"), name="day_needs_once_a_person"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("diet", ""), _negated=True),
                            models.Q(("access", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="day_needs_tell_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("edition", ""), _negated=True),
                        name="day_needs_name_their_edition",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="EditionBudget",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40, unique=True)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("set_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount__gt", 0)), name="budget_is_an_amount"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("edition", ""), _negated=True),
                        name="budget_names_its_edition",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="PreAnalysis",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sector", models.CharField(max_length=10)),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pre_analyses",
                        to="programmes.registration",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("registration", "sector"), name="pre_analysis_one_in_each_sector"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sector__in", ("daycare", "school"))),
                        name="pre_analysis_sector_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrderLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("item", models.CharField(max_length=60)),
                ("quantity", models.PositiveIntegerField()),
                ("unit_price", models.DecimalField(decimal_places=2, max_digits=12)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="order_lines",
                        to="programmes.registration",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("registration", "item"), name="order_line_each_item_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("amount__gte", 0), ("quantity__gte", 1), ("unit_price__gte", 0)
                        ),
                        name="order_line_is_never_negative",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "amount",
                                django.db.models.functions.math.Round(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("quantity"), "*", models.F("unit_price")
                                    ),
                                    2,
                                ),
                            )
                        ),
                        name="order_line_amount_is_quantity_times_price",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sector", models.CharField(max_length=10)),
                ("participants", models.PositiveSmallIntegerField()),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="teams",
                        to="programmes.registration",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("registration", "sector"), name="team_one_in_each_sector"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sector__in", ("daycare", "school"))),
                        name="team_sector_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("participants__range", (1, 1000))),
                        name="team_has_people",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BillingEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("item", models.CharField(max_length=60)),
                ("quantity", models.IntegerField()),
                ("unit_price", models.DecimalField(decimal_places=2, max_digits=12)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "cause",
                    models.CharField(
                        choices=[
                            ("confirmed", "Confirmed"),
                            ("changed", "Changed"),
                            ("withdrawn", "Withdrawn"),
                            ("agreed", "Agreed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="billing_entries",
                        to="programmes.registration",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cause__in", ["confirmed", "changed", "withdrawn", "agreed"])
                        ),
                        name="billing_entry_cause_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cause", "confirmed"),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="billing_entry_says_why_it_came_later",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quantity", 0), _negated=True),
                            ("unit_price__gte", 0),
                            models.Q(("item", ""), _negated=True),
                        ),
                        name="billing_entry_is_about_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "amount",
                                django.db.models.functions.math.Round(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("quantity"), "*", models.F("unit_price")
                                    ),
                                    2,
                                ),
                            )
                        ),
                        name="billing_entry_amount_is_quantity_times_price",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("name", models.CharField(blank=True, max_length=120)),
                ("title", models.CharField(max_length=160)),
                (
                    "office",
                    models.CharField(
                        choices=[("director", "Director"), ("chief", "Chief"), ("other", "Other")],
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(default="da", max_length=2)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(null=True)),
                ("on_paper_at", models.DateTimeField(null=True)),
                ("expires_at", models.DateTimeField(null=True)),
                ("opened_at", models.DateTimeField(null=True)),
                ("joined_at", models.DateTimeField(null=True)),
                ("declined_at", models.DateTimeField(null=True)),
                ("decline_reason", models.CharField(blank=True, max_length=500)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "campaign",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="programmes.campaign",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, to="places.municipality"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("campaign"),
                        models.F("municipality"),
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(("withdrawn_at__isnull", True)),
                        name="invitation_one_to_each_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("office__in", ["director", "chief", "other"])),
                        name="invitation_office_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["da", "en"])),
                        name="invitation_language_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("email", ""), _negated=True),
                            models.Q(("title", ""), _negated=True),
                        ),
                        name="invitation_is_addressed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decline_reason", ""), ("declined_at__isnull", True)),
                            models.Q(
                                ("declined_at__isnull", False),
                                models.Q(("decline_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="invitation_is_declined_with_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("on_paper_at__isnull", True), ("sent_at__isnull", True)),
                            ("expires_at__isnull", False),
                            _connector="OR",
                        ),
                        name="invitation_sent_opens_until",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opened_at__isnull", True),
                            ("expires_at__isnull", False),
                            _connector="OR",
                        ),
                        name="invitation_opened_had_a_link",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BillingRun",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("vat_basis", models.CharField(max_length=12)),
                ("rows", models.JSONField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "edition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="billing_runs",
                        to="programmes.openedition",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["edition", "number"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "number"), name="billing_run_number_once_an_edition"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1)), name="billing_run_counts_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                ("paid_on", models.DateField()),
                ("reference", models.CharField(blank=True, max_length=60)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments",
                        to="programmes.registration",
                    ),
                ),
            ],
            options={
                "ordering": ["paid_on", "id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("amount", 0), _negated=True),
                        name="payment_is_an_amount",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("reference", ""), _negated=True),
                        fields=("registration", "reference"),
                        name="payment_reference_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="VatDecision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("exclusive", "Exclusive"),
                            ("inclusive", "Inclusive"),
                            ("exempt", "Exempt"),
                        ],
                        max_length=12,
                    ),
                ),
                ("reason", models.CharField(max_length=500)),
                ("decided_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "decided_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "edition",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="vat",
                        to="programmes.openedition",
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("basis__in", ["exclusive", "inclusive", "exempt"])),
                        name="vat_decision_basis_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="vat_decision_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BillingDetails",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("cvr", models.CharField(blank=True, max_length=8)),
                ("gln", models.CharField(blank=True, max_length=13)),
                ("order_reference", models.CharField(blank=True, max_length=60)),
                ("contact_name", models.CharField(blank=True, max_length=120)),
                ("contact_email", models.EmailField(blank=True, max_length=254)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "registration",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="billing_details",
                        to="programmes.registration",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cvr", ""), ("cvr__regex", "^[0-9]{8}$"), _connector="OR"
                        ),
                        name="billing_cvr_is_eight_digits",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("gln", ""), ("gln__regex", "^[0-9]{13}$"), _connector="OR"
                        ),
                        name="billing_gln_is_thirteen_digits",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Invoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveBigIntegerField()),
                ("label", models.CharField(max_length=30, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("invoice", "Invoice"), ("credit_note", "Credit Note")],
                        max_length=11,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300)),
                ("issued_on", models.DateField()),
                ("due_on", models.DateField(null=True)),
                ("net", models.DecimalField(decimal_places=2, max_digits=12)),
                ("vat", models.DecimalField(decimal_places=2, max_digits=12)),
                ("rounding", models.DecimalField(decimal_places=2, default=0, max_digits=12)),
                ("payable", models.DecimalField(decimal_places=2, max_digits=12)),
                ("content", models.JSONField()),
                ("keep_until", models.DateField()),
                ("issued_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "credits",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="credited_by",
                        to="programmes.invoice",
                    ),
                ),
                (
                    "issued_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invoices",
                        to="programmes.registration",
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="papers",
                        to="programmes.numberseries",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("series", "number"), name="invoice_number_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("credits__isnull", True),
                                ("due_on__gte", models.F("issued_on")),
                                ("kind", "invoice"),
                                ("due_on__isnull", False),
                                ("reason", ""),
                            ),
                            models.Q(
                                ("credits__isnull", False),
                                ("due_on__isnull", True),
                                ("kind", "credit_note"),
                                models.Q(("reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="invoice_falls_due_and_credit_note_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("net__gte", 0),
                            ("payable__gte", 0),
                            ("vat__gte", 0),
                            (
                                "payable",
                                django.db.models.functions.math.Round(
                                    django.db.models.expressions.CombinedExpression(
                                        django.db.models.expressions.CombinedExpression(
                                            models.F("net"), "+", models.F("vat")
                                        ),
                                        "+",
                                        models.F("rounding"),
                                    ),
                                    2,
                                ),
                            ),
                        ),
                        name="invoice_adds_up",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("keep_until__gt", models.F("issued_on")),
                            models.Q(("label", ""), _negated=True),
                        ),
                        name="invoice_is_named_and_kept",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Issuer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40, unique=True)),
                ("name", models.CharField(max_length=120)),
                ("cvr", models.CharField(max_length=8)),
                ("gln", models.CharField(blank=True, max_length=13)),
                ("street", models.CharField(max_length=120)),
                ("postal_code", models.CharField(max_length=4)),
                ("city", models.CharField(max_length=60)),
                ("contact_name", models.CharField(max_length=120)),
                ("contact_email", models.EmailField(max_length=254)),
                ("contact_phone", models.CharField(blank=True, max_length=30)),
                ("bank_registration", models.CharField(blank=True, max_length=4)),
                ("bank_account", models.CharField(blank=True, max_length=10)),
                ("fik_creditor", models.CharField(blank=True, max_length=8)),
                ("payment_days", models.PositiveSmallIntegerField(default=30)),
                ("is_vat_registered", models.BooleanField(default=True)),
                ("exemption", models.CharField(blank=True, max_length=120)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "changed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="programmes.numberseries",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edition", ""), _negated=True),
                            models.Q(("name", ""), _negated=True),
                            ("cvr__regex", "^[0-9]{8}$"),
                        ),
                        name="issuer_is_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("bank_account", ""),
                                ("bank_registration", ""),
                                ("fik_creditor__regex", "^[0-9]{8}$"),
                            ),
                            models.Q(
                                ("bank_account__regex", "^[0-9]{1,10}$"),
                                ("bank_registration__regex", "^[0-9]{4}$"),
                                ("fik_creditor", ""),
                            ),
                            _connector="OR",
                        ),
                        name="issuer_is_paid_in_one_way",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("payment_days__range", (1, 90))),
                        name="issuer_gives_days_to_pay",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="RegistrationContact",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=10)),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(max_length=254)),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="programmes.registration",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("registration", "role"), name="registration_contact_one_for_each"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["content", "practical"])),
                        name="registration_contact_role_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("email", ""), _negated=True),
                        ),
                        name="registration_contact_has_name_and_address",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DialogueNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("held_on", models.DateField()),
                ("with_whom", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="programmes.registration",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["held_on", "id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="dialogue_note_says_something",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TeamChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sector", models.CharField(max_length=10)),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "former",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "new",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "registration",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="team_changes",
                        to="programmes.registration",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sector__in", ("daycare", "school"))),
                        name="team_change_sector_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("former", None),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="team_change_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="GroupLetterAddressee",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("written_at", models.DateTimeField(null=True)),
                (
                    "letter",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="addressees",
                        to="programmes.groupletter",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("letter", "user"), name="group_letter_once_a_person"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(max_length=254)),
                ("title", models.CharField(blank=True, max_length=120)),
                ("is_chief", models.BooleanField(default=False)),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="people",
                        to="programmes.team",
                    ),
                ),
                ("level", models.CharField(blank=True, max_length=14)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("team"),
                        django.db.models.functions.text.Lower("email"),
                        name="participant_once_in_a_team",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("email", ""), _negated=True),
                        ),
                        name="participant_has_name_and_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("level__in", ["", "administration", "institution"])),
                        name="participant_level_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InvitationGuest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=30)),
                ("came_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="guests",
                        to="programmes.invitation",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("invitation", "user"), name="invitation_guest_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role__in", ["chief", "secretary"])),
                        name="invitation_guest_role_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="InvitationReminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("days", models.PositiveSmallIntegerField()),
                ("sent_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "invitation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reminders",
                        to="programmes.invitation",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("invitation", "days"), name="invitation_reminder_once_a_term"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("days__range", (1, 120))),
                        name="invitation_reminder_lies_before",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BilledEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="billed",
                        to="programmes.billingentry",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="billed",
                        to="programmes.billingrun",
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="InvoiceFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("form", models.CharField(choices=[("pdf", "Pdf"), ("xml", "Xml")], max_length=3)),
                ("content", models.BinaryField()),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="files",
                        to="programmes.invoice",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("invoice", "form"), name="invoice_file_one_of_each"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["pdf", "xml"])),
                        name="invoice_file_form_is_known",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="InvoiceLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("item", models.CharField(max_length=60)),
                ("text", models.CharField(max_length=200)),
                ("quantity", models.IntegerField()),
                ("price", models.DecimalField(decimal_places=2, max_digits=12)),
                ("unit_price", models.DecimalField(decimal_places=3, max_digits=13)),
                ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
                (
                    "invoice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lines",
                        to="programmes.invoice",
                    ),
                ),
            ],
            options={
                "ordering": ["position"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("invoice", "position"), name="invoice_line_place_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quantity", 0), _negated=True),
                            ("price__gte", 0),
                            ("unit_price__gte", 0),
                            models.Q(("item", ""), _negated=True),
                            models.Q(("text", ""), _negated=True),
                        ),
                        name="invoice_line_is_about_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "amount__gte",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("quantity"), "*", models.F("unit_price")
                                    ),
                                    "-",
                                    models.Value(Decimal("0.0051")),
                                ),
                            ),
                            (
                                "amount__lte",
                                django.db.models.expressions.CombinedExpression(
                                    django.db.models.expressions.CombinedExpression(
                                        models.F("quantity"), "*", models.F("unit_price")
                                    ),
                                    "+",
                                    models.Value(Decimal("0.0051")),
                                ),
                            ),
                        ),
                        name="invoice_line_amount_is_quantity_times_price",
                    ),
                ],
                "indexes": [],
            },
        ),
        *(migrations.RunPython(one.guard, one.unguard) for one in GUARDS),
    ]
