from importlib import import_module

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

INDEX = import_module("samspil.knowledge.migrations.0002_search_index")
WORDS = import_module("samspil.knowledge.migrations.0003_search_words")
"""What gives both databases their full-text indexes."""


class Migration(migrations.Migration):
    replaces = [
        ("knowledge", "0001_initial"),
        ("knowledge", "0002_search_index"),
        ("knowledge", "0003_search_words"),
        ("knowledge", "0004_portal"),
        ("knowledge", "0005_counting_index"),
    ]

    initial = True

    dependencies = [
        ("development", "0006_sparring"),
        ("documents", "0002_document_held_by"),
        ("meetings", "0004_seats"),
        ("people", "0004_keeping"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                ("summary", models.TextField()),
                ("body", models.TextField(blank=True)),
                ("title_en", models.CharField(blank=True, max_length=160)),
                ("summary_en", models.TextField(blank=True)),
                ("body_en", models.TextField(blank=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("case", "Case"),
                            ("research", "Research"),
                            ("practice_model", "Practice Model"),
                            ("economy_model", "Economy Model"),
                            ("method", "Method"),
                            ("network_day_material", "Network Day Material"),
                        ],
                        default="case",
                        max_length=24,
                    ),
                ),
                ("sector", models.CharField(blank=True, max_length=10)),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("team", "Team"),
                            ("sparring_group", "Sparring Group"),
                            ("partnership", "Partnership"),
                            ("kl", "Kl"),
                            ("public", "Public"),
                        ],
                        default="partnership",
                        max_length=16,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Draft"),
                            ("submitted", "Submitted"),
                            ("published", "Published"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                ("edition", models.CharField(blank=True, max_length=40)),
                ("trials", models.JSONField(blank=True, default=list)),
                ("uncertain", models.TextField(blank=True)),
                ("uncertain_en", models.TextField(blank=True)),
                ("sources", models.JSONField(blank=True, default=list)),
                ("contact", models.CharField(blank=True, max_length=160)),
                ("article", models.CharField(blank=True, max_length=60)),
                ("article_version", models.CharField(blank=True, max_length=12)),
                ("consent_at", models.DateTimeField(blank=True, null=True)),
                (
                    "consent_scope",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("team", "Team"),
                            ("sparring_group", "Sparring Group"),
                            ("partnership", "Partnership"),
                            ("kl", "Kl"),
                            ("public", "Public"),
                        ],
                        max_length=16,
                    ),
                ),
                ("consent_contact", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "consent_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="places.municipality",
                    ),
                ),
                (
                    "process",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="development.process",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "day_material",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="meetings.material",
                    ),
                ),
                ("looked_at", models.DateTimeField(blank=True, null=True)),
                ("measures", models.JSONField(blank=True, default=list)),
                ("returned_at", models.DateTimeField(blank=True, null=True)),
                (
                    "returned_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("returned_word", models.TextField(blank=True)),
                ("test", models.PositiveIntegerField(blank=True, null=True)),
                ("transition", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["-published_at", "-id"],
                "indexes": [
                    models.Index(fields=["status", "-published_at"], name="case_newest_published"),
                    models.Index(
                        fields=[
                            "status",
                            "scope",
                            "edition",
                            "sector",
                            "municipality",
                            "kind",
                            "transition",
                        ],
                        name="case_circles",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("title", ""), _negated=True),
                            models.Q(("summary", ""), _negated=True),
                        ),
                        name="case_has_title_and_summary",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "case",
                                    "research",
                                    "practice_model",
                                    "economy_model",
                                    "method",
                                    "network_day_material",
                                ],
                            )
                        ),
                        name="case_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("scope__in", ["team", "sparring_group", "partnership", "kl", "public"])
                        ),
                        name="case_scope_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sector__in", ["", "school", "daycare"])),
                        name="case_sector_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("municipality__isnull", False),
                            ("scope__in", ["partnership", "kl", "public"]),
                            _connector="OR",
                        ),
                        name="case_of_nobody_has_no_team",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("edition", ""), _negated=True),
                            ("scope__in", ["team", "kl", "public"]),
                            _connector="OR",
                        ),
                        name="case_shared_in_a_partnership_names_it",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("consent_at__isnull", True),
                                ("consent_by__isnull", True),
                                ("consent_scope", ""),
                            ),
                            models.Q(
                                ("consent_at__isnull", False),
                                ("consent_by__isnull", False),
                                models.Q(
                                    models.Q(("consent_scope", "team"), ("scope__in", ["team"])),
                                    models.Q(
                                        ("consent_scope", "sparring_group"),
                                        ("scope__in", ["sparring_group", "team"]),
                                    ),
                                    models.Q(
                                        ("consent_scope", "partnership"),
                                        ("scope__in", ["partnership", "sparring_group", "team"]),
                                    ),
                                    models.Q(
                                        ("consent_scope", "kl"), ("scope__in", ["kl", "team"])
                                    ),
                                    models.Q(
                                        ("consent_scope", "public"),
                                        (
                                            "scope__in",
                                            [
                                                "kl",
                                                "partnership",
                                                "public",
                                                "sparring_group",
                                                "team",
                                            ],
                                        ),
                                    ),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                        name="case_scope_stays_within_the_consent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["submitted", "published"]), _negated=True),
                            ("municipality__isnull", True),
                            models.Q(("consent_at__isnull", False), ("consent_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="case_published_with_consent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("consent_contact", False),
                            models.Q(
                                models.Q(("contact", ""), _negated=True),
                                ("consent_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="case_contact_is_named_with_consent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("status__in", ["draft", "submitted"]),
                                ("withdrawn_at__isnull", True),
                            ),
                            models.Q(
                                ("published_at__isnull", False),
                                ("status", "published"),
                                ("withdrawn_at__isnull", True),
                            ),
                            models.Q(("status", "withdrawn"), ("withdrawn_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="case_status_has_its_times",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("article", ""), _negated=True),
                        fields=("article",),
                        name="case_each_article_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("returned_at", None), ("returned_word", "")),
                            models.Q(
                                ("returned_at__isnull", False),
                                ("status__in", ["draft", "withdrawn"]),
                                models.Q(("returned_word", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="case_sent_back_is_a_draft_with_a_word",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("test", None), ("process__isnull", False), _connector="OR"
                        ),
                        name="case_test_has_its_process",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "draft"), ("test", None)),
                        fields=("process",),
                        name="case_one_draft_a_process",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "draft"), ("test__isnull", False)),
                        fields=("process", "test"),
                        name="case_one_draft_a_test",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "withdrawn"), _negated=True),
                        fields=("day_material",),
                        name="case_material_is_taken_over_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchMiss",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("words", models.CharField(max_length=120)),
                ("day", models.DateField(db_index=True)),
                ("count", models.PositiveIntegerField(default=1)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("words", "day"), name="search_miss_counts_once_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("words", ""), _negated=True),
                        name="search_miss_has_words",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("count__gte", 1)), name="search_miss_happened"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="SearchSpelling",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("word", models.CharField(db_index=True, max_length=200)),
                ("term", models.CharField(db_index=True, max_length=200)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("key", "word"), name="search_word_has_a_key_once"
                    )
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="WritingInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40)),
                ("invited_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "invited_by",
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
                "ordering": ["-invited_at", "-id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("municipality", "edition"),
                        name="writing_invitation_once_an_edition",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("edition", ""), _negated=True),
                        name="writing_invitation_names_its_edition",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "case",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        serialize=False,
                        to="knowledge.case",
                    ),
                ),
                ("title_terms", models.TextField(blank=True)),
                ("summary_terms", models.TextField(blank=True)),
                ("body_terms", models.TextField(blank=True)),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="CaseLever",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lever", models.PositiveSmallIntegerField()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="levers",
                        to="knowledge.case",
                    ),
                ),
            ],
            options={
                "ordering": ["lever"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "lever"), name="case_names_a_lever_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lever__range", (1, 7))),
                        name="case_lever_is_one_of_seven",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseVersion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to="knowledge.case",
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
                "ordering": ["number"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "number"), name="case_version_has_its_number"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("consent", models.CharField(blank=True, max_length=300)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="knowledge.case",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="case_file_has_a_title",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="CaseTheme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("theme", models.CharField(max_length=40)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="themes",
                        to="knowledge.case",
                    ),
                ),
            ],
            options={
                "ordering": ["theme"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("case", "theme"), name="case_names_a_theme_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("theme", ""), _negated=True),
                        name="case_theme_has_an_id",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("team", "Team"),
                            ("sparring_group", "Sparring Group"),
                            ("partnership", "Partnership"),
                            ("kl", "Kl"),
                            ("public", "Public"),
                        ],
                        max_length=16,
                    ),
                ),
                ("contact", models.BooleanField(default=False)),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consents",
                        to="knowledge.case",
                    ),
                ),
                (
                    "given_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["given_at", "id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "scope__in",
                                ["", "team", "sparring_group", "partnership", "kl", "public"],
                            )
                        ),
                        name="consent_scope_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("contact", False),
                            models.Q(("scope", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="consent_withdrawn_shows_nobody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentRequest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("team", "Team"),
                            ("sparring_group", "Sparring Group"),
                            ("partnership", "Partnership"),
                            ("kl", "Kl"),
                            ("public", "Public"),
                        ],
                        max_length=16,
                    ),
                ),
                ("word", models.TextField(blank=True)),
                ("asked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=4
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="requests",
                        to="knowledge.case",
                    ),
                ),
            ],
            options={
                "ordering": ["-asked_at", "-id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("scope__in", ["team", "sparring_group", "partnership", "kl", "public"])
                        ),
                        name="consent_request_scope_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                            models.Q(
                                ("answer__in", ["yes", "no"]),
                                ("answered_at__isnull", False),
                                ("answered_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="consent_request_answer_has_its_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("answer", "")),
                        fields=("case",),
                        name="consent_request_one_open_a_case",
                    ),
                ],
            },
        ),
        migrations.RunPython(INDEX.index, INDEX.no_index),
        migrations.RunPython(WORDS.vectors, WORDS.no_vectors),
    ]
