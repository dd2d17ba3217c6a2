import uuid

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    replaces = [
        ("meetings", "0001_initial"),
        ("meetings", "0002_attendance_calendar"),
        ("meetings", "0003_agenda_steering"),
        ("meetings", "0004_seats"),
    ]

    initial = True

    dependencies = [
        ("documents", "0001_initial"),
        ("people", "0004_keeping"),
        ("places", "0001_initial"),
        ("programmes", "0010_waiting_wishes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Meeting",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("edition", models.CharField(max_length=40)),
                ("sector", models.CharField(blank=True, max_length=10)),
                (
                    "kind",
                    models.CharField(
                        choices=[("network_day", "Network Day"), ("steering", "Steering")],
                        max_length=12,
                    ),
                ),
                ("number", models.PositiveSmallIntegerField()),
                ("day", models.DateField(blank=True, null=True)),
                ("starts", models.TimeField(blank=True, null=True)),
                ("ends", models.TimeField(blank=True, null=True)),
                (
                    "mode",
                    models.CharField(
                        choices=[
                            ("physical", "Physical"),
                            ("virtual", "Virtual"),
                            ("not_stated", "Not Stated"),
                        ],
                        max_length=10,
                    ),
                ),
                ("place_da", models.CharField(blank=True, max_length=200)),
                ("place_en", models.CharField(blank=True, max_length=200)),
                ("theme_da", models.CharField(blank=True, max_length=200)),
                ("theme_en", models.CharField(blank=True, max_length=200)),
                ("version", models.PositiveIntegerField(default=1)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("cancelled_at", models.DateTimeField(blank=True, null=True)),
                ("cancelled_reason", models.CharField(blank=True, max_length=500)),
                ("tentative", models.BooleanField(default=False)),
                ("uid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("by_sector", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["edition", "number", "-kind"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("edition", "sector", "kind", "number"), name="meeting_stands_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("edition", ""), _negated=True),
                        name="meeting_names_its_edition",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sector__in", ["", "daycare", "school"])),
                        name="meeting_sector_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["network_day", "steering"])),
                        name="meeting_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("mode__in", ["physical", "virtual", "not_stated"])),
                        name="meeting_mode_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number__gte", 1), ("version__gte", 1)),
                        name="meeting_counts_from_one",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts__isnull", True), ("day__isnull", False), _connector="OR"
                        ),
                        name="meeting_time_belongs_to_a_day",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("ends__isnull", True),
                            models.Q(("ends__gt", models.F("starts")), ("starts__isnull", False)),
                            _connector="OR",
                        ),
                        name="meeting_ends_after_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("cancelled_at", None), ("cancelled_reason", "")),
                            models.Q(
                                ("cancelled_at__isnull", False),
                                models.Q(("cancelled_reason", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="meeting_is_called_off_when_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("by_sector", False), ("kind", "steering"), _connector="OR"
                        ),
                        name="meeting_votes_by_sector_in_the_steering_group",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="CalendarLink",
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
                            ("mine", "Mine"),
                            ("edition", "Edition"),
                            ("group", "Group"),
                            ("network", "Network"),
                        ],
                        max_length=10,
                    ),
                ),
                ("edition", models.CharField(blank=True, max_length=40)),
                ("sector", models.CharField(blank=True, max_length=10)),
                ("language", models.CharField(max_length=2)),
                ("read_on", models.DateField(null=True)),
                (
                    "link",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="people.personallink",
                    ),
                ),
                (
                    "municipality",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
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
                "ordering": ["-id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("language__in", ["da", "en"])),
                        name="calendar_link_language_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("edition", ""),
                                ("municipality", None),
                                ("scope", "mine"),
                                ("sector", ""),
                            ),
                            models.Q(
                                ("municipality", None),
                                ("scope", "edition"),
                                ("sector", ""),
                                models.Q(("edition", ""), _negated=True),
                            ),
                            models.Q(
                                ("municipality__isnull", False),
                                ("scope__in", ["group", "network"]),
                                ("sector__in", ["daycare", "school"]),
                                models.Q(("edition", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="calendar_link_says_whose_meetings",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "fate",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("carried", "Carried"),
                            ("dropped", "Dropped"),
                            ("changed", "Changed"),
                            ("closed", "Closed"),
                        ],
                        default="open",
                        max_length=8,
                    ),
                ),
                ("fate_words", models.CharField(blank=True, max_length=500)),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "text"), name="decision_stands_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="decision_says_something",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fate__in", ["open", "carried"]),
                            models.Q(
                                ("fate__in", ["dropped", "changed", "closed"]),
                                models.Q(("fate_words", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="decision_fate_is_known_and_told",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="BroughtItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sector", models.CharField(blank=True, max_length=10)),
                (
                    "kind",
                    models.CharField(
                        choices=[("question", "Question"), ("test", "Test"), ("result", "Result")],
                        max_length=10,
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                ("subject", models.CharField(blank=True, max_length=80)),
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
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="brought",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["municipality__sort_key", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("subject", "")),
                        fields=("meeting", "municipality", "kind", "text"),
                        name="brought_words_stand_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("subject", ""), _negated=True),
                        fields=("meeting", "municipality", "kind", "subject"),
                        name="brought_subject_stands_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["question", "test", "result"])),
                        name="brought_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sector__in", ["", "daycare", "school"])),
                        name="brought_sector_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="brought_says_something",
                    ),
                ],
                "indexes": [],
            },
        ),
        migrations.CreateModel(
            name="Attendance",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("came", "Came"), ("instead", "Instead"), ("away", "Away")],
                        max_length=10,
                    ),
                ),
                ("marked_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "marked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="attendances",
                        to="meetings.meeting",
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
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sector", models.CharField(blank=True, max_length=10)),
            ],
            options={
                "ordering": ["meeting", "municipality__sort_key", "id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["came", "instead", "away"])),
                        name="attendance_status_is_known",
                    ),
                    models.UniqueConstraint(
                        fields=("meeting", "municipality", "sector", "user"),
                        name="attendance_is_noted_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sector__in", ("", "daycare", "school"))),
                        name="attendance_sector_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingChange",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField()),
                ("changes", models.JSONField(default=list)),
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
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["meeting", "-version"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "version"), name="meeting_change_each_version_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("changes", []), ("version", 1)),
                            models.Q(("version__gte", 2), models.Q(("changes", []), _negated=True)),
                            _connector="OR",
                        ),
                        name="meeting_change_says_what_changed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MeetingGuest",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=120)),
                ("email", models.EmailField(max_length=254)),
                ("invited_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="guests",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("meeting"),
                        django.db.models.functions.text.Lower("email"),
                        name="meeting_guest_is_invited_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("name", ""), _negated=True),
                            models.Q(("email", ""), _negated=True),
                        ),
                        name="meeting_guest_has_name_and_address",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Agenda",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1)),
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
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agenda",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="agenda_counts_from_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Minutes",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("version", models.PositiveIntegerField(default=1)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="minutes",
                        to="meetings.meeting",
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
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("version__gte", 1)), name="minutes_count_from_one"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Poll",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("closed_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "closed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="poll",
                        to="meetings.meeting",
                    ),
                ),
            ],
            options={
                "indexes": [],
                "constraints": [],
            },
        ),
        migrations.CreateModel(
            name="Progress",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="progress",
                        to="meetings.meeting",
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
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sector", models.CharField(blank=True, max_length=10)),
            ],
            options={
                "ordering": ["municipality__sort_key"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="progress_says_something",
                    ),
                    models.UniqueConstraint(
                        fields=("meeting", "municipality", "sector"), name="progress_one_a_seat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sector__in", ("", "daycare", "school"))),
                        name="progress_sector_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
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
                        choices=[("content", "Content"), ("tone", "Tone")], max_length=10
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="suggestions",
                        to="meetings.meeting",
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
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sector", models.CharField(blank=True, max_length=10)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["content", "tone"])),
                        name="suggestion_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="suggestion_says_something",
                    ),
                    models.UniqueConstraint(
                        fields=("meeting", "municipality", "sector", "text"),
                        name="suggestion_stands_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sector__in", ("", "daycare", "school"))),
                        name="suggestion_sector_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TakeHome",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="take_home",
                        to="meetings.meeting",
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
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "text"), name="take_home_stands_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="take_home_says_something",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DayNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(blank=True)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="notes",
                        to="meetings.meeting",
                    ),
                ),
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
                    "guest",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="note",
                        to="meetings.meetingguest",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("user__isnull", False)),
                        fields=("meeting", "user"),
                        name="day_note_one_a_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("guest", None), ("user__isnull", False)),
                            models.Q(("guest__isnull", False), ("user", None)),
                            _connector="OR",
                        ),
                        name="day_note_is_one_persons",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("revision__gte", 1)), name="day_note_counts_from_one"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("welcome", "Welcome"),
                            ("input", "Input"),
                            ("reflection", "Reflection"),
                            ("questions", "Questions"),
                            ("exchange", "Exchange"),
                            ("tests", "Tests"),
                            ("decisions", "Decisions"),
                            ("break", "Break"),
                            ("other", "Other"),
                        ],
                        max_length=12,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=200)),
                ("title_en", models.CharField(blank=True, max_length=200)),
                ("text", models.CharField(blank=True, max_length=2000)),
                ("levers", models.JSONField(blank=True, default=list)),
                ("indicators", models.JSONField(blank=True, default=list)),
                ("speaker", models.CharField(blank=True, max_length=120)),
                ("speaker_title", models.CharField(blank=True, max_length=200)),
                ("speaker_email", models.EmailField(blank=True, max_length=254)),
                ("conclusion", models.CharField(blank=True, max_length=2000)),
                (
                    "agenda",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="items",
                        to="meetings.agenda",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="item",
                        to="meetings.decision",
                    ),
                ),
                (
                    "speaker_link",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="people.personallink",
                    ),
                ),
                ("text_en", models.CharField(blank=True, max_length=2000)),
            ],
            options={
                "ordering": ["position", "id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 1), ("minutes__lte", 600)),
                        name="agenda_item_takes_some_minutes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="agenda_item_has_a_title",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "welcome",
                                    "input",
                                    "reflection",
                                    "questions",
                                    "exchange",
                                    "tests",
                                    "decisions",
                                    "break",
                                    "other",
                                ],
                            )
                        ),
                        name="agenda_item_kind_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("speaker_email", ""),
                            models.Q(("speaker", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="agenda_speaker_has_a_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TakeHomeReply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "municipality",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="places.municipality",
                    ),
                ),
                (
                    "take_home",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="replies",
                        to="meetings.takehome",
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
                "ordering": ["municipality__sort_key"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("take_home", "municipality"),
                        name="take_home_reply_one_a_municipality",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="take_home_reply_says_something",
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
                ("cast_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "cast_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "meeting",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="votes",
                        to="meetings.meeting",
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
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="votes",
                        to="meetings.suggestion",
                    ),
                ),
                ("sector", models.CharField(blank=True, max_length=10)),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("meeting", "municipality", "sector"), name="vote_one_a_seat"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sector__in", ("", "daycare", "school"))),
                        name="vote_sector_is_known",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("title", models.CharField(max_length=200)),
                ("address", models.URLField(blank=True, max_length=500)),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.document",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="material",
                        to="meetings.agendaitem",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("document", None), models.Q(("address", ""), _negated=True)),
                            models.Q(("address", ""), ("document__isnull", False)),
                            _connector="OR",
                        ),
                        name="material_is_a_file_or_an_address",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True),
                        name="material_has_a_title",
                    ),
                ],
            },
        ),
    ]
