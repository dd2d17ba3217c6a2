import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("screening", "0001_initial"),
        ("screening", "0002_evidence_plan_sharing"),
        ("screening", "0003_keep_what_was_answered"),
        ("screening", "0004_evidence_of_its_own"),
        ("screening", "0005_workshop"),
        ("screening", "0006_deck_templates"),
    ]

    initial = True

    dependencies = [
        ("documents", "0002_document_held_by"),
        ("people", "0004_keeping"),
        ("places", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Screening",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(blank=True, max_length=40)),
                ("sector", models.CharField(max_length=10)),
                ("instrument", models.CharField(max_length=60)),
                ("instrument_version", models.CharField(max_length=12)),
                ("content", models.JSONField()),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("finished", "Finished")],
                        default="open",
                        max_length=10,
                    ),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "created_by",
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
                (
                    "form",
                    models.CharField(choices=[("short", "short"), ("full", "full")], max_length=5),
                ),
                (
                    "led_by",
                    models.CharField(
                        choices=[("consultant", "Consultant"), ("self", "Self")], max_length=10
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sector__in", ["school", "daycare"])),
                        name="screening_sector_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at__isnull", True), ("status", "open")),
                            models.Q(("finished_at__isnull", False), ("status", "finished")),
                            _connector="OR",
                        ),
                        name="screening_is_finished_at_a_time",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "open")),
                        fields=("edition", "municipality", "sector"),
                        name="screening_one_open_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["short", "full"])),
                        name="screening_form_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("led_by__in", ["consultant", "self"])),
                        name="screening_is_led_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OwnInstrument",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=60)),
                ("version", models.CharField(max_length=12)),
                ("content", models.JSONField()),
                ("brought_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
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
                "ordering": ["name", "id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("name", "version"), name="own_instrument_version_stands_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("retired_at", None)),
                        fields=("name",),
                        name="own_instrument_one_version_in_use",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DeckTemplate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(blank=True, max_length=40)),
                ("name", models.CharField(max_length=80)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                "ordering": ["name", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="deck_template_has_a_name",
                    ),
                    models.UniqueConstraint(
                        fields=("edition", "name"), name="deck_template_name_once_in_an_edition"
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Judgement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lever", models.PositiveSmallIntegerField()),
                ("question", models.CharField(max_length=20)),
                ("dont_know", models.BooleanField(default=False)),
                ("level", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("judged_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "judged_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "screening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="judgements",
                        to="screening.screening",
                    ),
                ),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["lever", "question"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("screening", "question"), name="judgement_one_to_a_question"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("lever__range", (1, 7))),
                        name="judgement_lever_is_one_of_seven",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("dont_know", True), ("level__isnull", True)),
                            models.Q(
                                ("dont_know", False),
                                ("level__isnull", False),
                                ("level__range", (1, 4)),
                            ),
                            _connector="OR",
                        ),
                        name="judgement_has_a_level_or_does_not_know",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
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
                            ("document", "Document"),
                            ("interview", "Interview"),
                            ("workshop", "Workshop"),
                            ("figure", "Figure"),
                        ],
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("where", models.CharField(blank=True, max_length=300)),
                ("note", models.TextField(blank=True)),
                ("role", models.CharField(blank=True, max_length=40)),
                ("held_on", models.DateField(blank=True, null=True)),
                ("indicator", models.CharField(blank=True, max_length=80)),
                ("breakdown", models.CharField(blank=True, max_length=40)),
                ("facts", models.JSONField(blank=True, default=dict)),
                ("origin", models.CharField(blank=True, max_length=80)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "screening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="evidence",
                        to="screening.screening",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["document", "interview", "workshop", "figure"])
                        ),
                        name="evidence_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="evidence_has_a_title",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("role", ""), ("kind", "interview"), _connector="OR"),
                        name="evidence_role_is_an_interviews",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind", "figure"), models.Q(("indicator", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(("kind", "figure"), _negated=True), ("indicator", "")
                            ),
                            _connector="OR",
                        ),
                        name="evidence_figure_names_its_indicator",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "figure")),
                        fields=("screening", "indicator", "breakdown"),
                        name="evidence_figure_stands_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("origin", ""), _negated=True),
                        fields=("screening", "origin"),
                        name="evidence_of_one_origin_stands_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PlanItem",
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
                            ("document", "Document"),
                            ("interview", "Interview"),
                            ("workshop", "Workshop"),
                            ("report", "Report"),
                        ],
                        max_length=10,
                    ),
                ),
                ("what", models.CharField(max_length=200)),
                ("who", models.CharField(blank=True, max_length=120)),
                ("due", models.DateField(blank=True, null=True)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "done_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "screening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan",
                        to="screening.screening",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["document", "interview", "workshop", "report"])
                        ),
                        name="plan_item_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True), name="plan_item_says_what"
                    ),
                    models.UniqueConstraint(
                        fields=("screening", "kind", "what"), name="plan_item_stands_once"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Share",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "part",
                    models.CharField(
                        choices=[
                            ("verdicts", "Verdicts"),
                            ("findings", "Findings"),
                            ("report", "Report"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "audience",
                    models.CharField(
                        choices=[("organisers", "Organisers"), ("partnership", "Partnership")],
                        max_length=12,
                    ),
                ),
                ("shared_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "screening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="shares",
                        to="screening.screening",
                    ),
                ),
                (
                    "shared_by",
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
                        condition=models.Q(("part__in", ["verdicts", "findings", "report"])),
                        name="share_part_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["organisers", "partnership"])),
                        name="share_audience_is_known",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)),
                        fields=("screening", "part", "audience"),
                        name="share_stands_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Workshop",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=6, unique=True)),
                ("current", models.CharField(blank=True, max_length=20)),
                ("version", models.PositiveIntegerField(default=1)),
                ("opened_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "screening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="workshops",
                        to="screening.screening",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            django.db.models.functions.text.Length("code"), 6
                        ),
                        name="workshop_code_is_whole",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("screening",),
                        name="workshop_one_open_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("closed_at__isnull", True),
                            ("closed_at__gte", models.F("opened_at")),
                            _connector="OR",
                        ),
                        name="workshop_closes_after_it_opened",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lever", models.PositiveSmallIntegerField()),
                ("claim", models.TextField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("potentiale", "Potential"),
                            ("justering", "Adjustment"),
                            ("dybdeanalyse", "Deeper"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "bottom_line",
                    models.CharField(
                        choices=[
                            ("child", "Child"),
                            ("all_children", "All Children"),
                            ("economy", "Economy"),
                        ],
                        max_length=12,
                    ),
                ),
                ("evidence", models.TextField(blank=True)),
                ("effect", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("effort", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("key", models.CharField(max_length=40)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "screening",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="findings",
                        to="screening.screening",
                    ),
                ),
                ("priority", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "transition",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("daycare_school", "Daycare School"),
                            ("ordinary_special", "Ordinary Special"),
                            ("special_ordinary", "Special Ordinary"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "sources",
                    models.ManyToManyField(
                        blank=True, related_name="findings", to="screening.evidence"
                    ),
                ),
            ],
            options={
                "ordering": ["lever", "id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("lever__range", (1, 7))),
                        name="finding_lever_is_one_of_seven",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("claim", ""), _negated=True),
                        name="finding_claims_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["potentiale", "justering", "dybdeanalyse"])
                        ),
                        name="finding_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("bottom_line__in", ["child", "all_children", "economy"])
                        ),
                        name="finding_bottom_line_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("effect__isnull", True), ("effort__isnull", True)),
                            models.Q(
                                ("effect__isnull", False),
                                ("effect__range", (1, 3)),
                                ("effort__isnull", False),
                                ("effort__range", (1, 3)),
                            ),
                            _connector="OR",
                        ),
                        name="finding_has_effect_and_effort_or_neither",
                    ),
                    models.UniqueConstraint(
                        fields=("screening", "key"), name="finding_is_added_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "transition__in",
                                ["", "daycare_school", "ordinary_special", "special_ordinary"],
                            )
                        ),
                        name="finding_transition_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("priority", None), ("priority__range", (1, 5)), _connector="OR"
                        ),
                        name="finding_priority_is_among_a_few",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("priority__isnull", False)),
                        fields=("screening", "priority"),
                        name="finding_priority_is_given_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EvidenceUse",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=20)),
                ("text", models.TextField(blank=True)),
                ("level", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("votes", models.JSONField(blank=True, null=True)),
                ("added_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "evidence",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="uses",
                        to="screening.evidence",
                    ),
                ),
            ],
            options={
                "ordering": ["question", "id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("evidence", "question"), name="evidence_is_used_once_on_a_question"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("level", None), ("level__range", (1, 4)), _connector="OR"
                        ),
                        name="evidence_level_is_on_the_scale",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Seat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=64, unique=True)),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="seats",
                        to="screening.workshop",
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(
                            django.db.models.functions.text.Length("key"), 64
                        ),
                        name="seat_has_a_key",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("question", models.CharField(max_length=20)),
                ("shown_at", models.DateTimeField(blank=True, null=True)),
                ("sentence", models.TextField(blank=True)),
                (
                    "workshop",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rounds",
                        to="screening.workshop",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("workshop", "question"), name="round_one_to_a_question"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sentence", ""), ("shown_at__isnull", False), _connector="OR"
                        ),
                        name="round_is_agreed_on_once_shown",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Vote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("level", models.PositiveSmallIntegerField()),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="screening.round",
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="screening.seat",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("round", "seat"), name="vote_one_to_a_seat"),
                    models.CheckConstraint(
                        condition=models.Q(("level__range", (0, 4))),
                        name="vote_is_a_level_or_unknown",
                    ),
                ],
                "indexes": [],
            },
        ),
    ]
