import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def remember_consents(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Write down the consents that stand on the texts already."""
    Case, Consent = apps.get_model("knowledge", "Case"), apps.get_model("knowledge", "Consent")
    given = Case.objects.using(schema_editor.connection.alias).filter(consent_by__isnull=False)
    Consent.objects.using(schema_editor.connection.alias).bulk_create(
        Consent(
            case=case,
            scope=case.consent_scope,
            contact=case.consent_contact,
            given_by_id=case.consent_by_id,
            given_at=case.consent_at,
        )
        for case in given
    )


class Migration(migrations.Migration):
    dependencies = [
        ("development", "0006_sparring"),
        ("documents", "0002_document_held_by"),
        ("knowledge", "0003_search_words"),
        ("meetings", "0004_seats"),
        ("places", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                "ordering": ["id"],
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
            ],
            options={
                "ordering": ["theme"],
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
            ],
            options={
                "ordering": ["given_at", "id"],
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
            ],
            options={
                "ordering": ["-asked_at", "-id"],
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
            ],
            options={
                "ordering": ["-invited_at", "-id"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="case",
            name="case_one_draft_a_process",
        ),
        migrations.AddField(
            model_name="case",
            name="day_material",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="meetings.material",
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="looked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="measures",
            field=models.JSONField(blank=True, default=list),
        ),
        migrations.AddField(
            model_name="case",
            name="returned_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="returned_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="case",
            name="returned_word",
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name="case",
            name="test",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="case",
            name="transition",
            field=models.BooleanField(default=False),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("test", None), ("process__isnull", False), _connector="OR"),
                name="case_test_has_its_process",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "draft"), ("test", None)),
                fields=("process",),
                name="case_one_draft_a_process",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "draft"), ("test__isnull", False)),
                fields=("process", "test"),
                name="case_one_draft_a_test",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "withdrawn"), _negated=True),
                fields=("day_material",),
                name="case_material_is_taken_over_once",
            ),
        ),
        migrations.AddField(
            model_name="casefile",
            name="added_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="casefile",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="files",
                to="knowledge.case",
            ),
        ),
        migrations.AddField(
            model_name="casefile",
            name="document",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.document",
            ),
        ),
        migrations.AddField(
            model_name="casetheme",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="themes",
                to="knowledge.case",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="consents",
                to="knowledge.case",
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="given_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consentrequest",
            name="answered_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consentrequest",
            name="asked_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consentrequest",
            name="case",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="requests",
                to="knowledge.case",
            ),
        ),
        migrations.AddField(
            model_name="writinginvitation",
            name="invited_by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="writinginvitation",
            name="municipality",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="places.municipality",
            ),
        ),
        migrations.AddConstraint(
            model_name="casefile",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="case_file_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="casetheme",
            constraint=models.UniqueConstraint(
                fields=("case", "theme"), name="case_names_a_theme_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="casetheme",
            constraint=models.CheckConstraint(
                condition=models.Q(("theme", ""), _negated=True), name="case_theme_has_an_id"
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("scope__in", ["", "team", "sparring_group", "partnership", "kl", "public"])
                ),
                name="consent_scope_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("contact", False), models.Q(("scope", ""), _negated=True), _connector="OR"
                ),
                name="consent_withdrawn_shows_nobody",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("scope__in", ["team", "sparring_group", "partnership", "kl", "public"])
                ),
                name="consent_request_scope_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentrequest",
            constraint=models.CheckConstraint(
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
        ),
        migrations.AddConstraint(
            model_name="consentrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answer", "")),
                fields=("case",),
                name="consent_request_one_open_a_case",
            ),
        ),
        migrations.AddConstraint(
            model_name="writinginvitation",
            constraint=models.UniqueConstraint(
                fields=("municipality", "edition"), name="writing_invitation_once_an_edition"
            ),
        ),
        migrations.AddConstraint(
            model_name="writinginvitation",
            constraint=models.CheckConstraint(
                condition=models.Q(("edition", ""), _negated=True),
                name="writing_invitation_names_its_edition",
            ),
        ),
        migrations.RunPython(remember_consents, migrations.RunPython.noop),
    ]
