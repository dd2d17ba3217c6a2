"""The agenda of a meeting: items in order, speakers, material; what the minutes say."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.documents.models import Document
from samspil.meetings.models.meetings import TEXT_LENGTH, Decision, Meeting
from samspil.people.models import PersonalLink, User

LONGEST_TITLE = 200
LONGEST_TEXT = 2000
LONGEST_MINUTES = 20_000
MOST_MINUTES = 600


class Agenda(models.Model):
    """That a meeting has an agenda; `version` counts every change to its items."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="agenda")
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(version__gte=1), name="agenda_counts_from_one")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.version}"


class AgendaItem(models.Model):
    """Something on the agenda: what, how long, about which levers, by whom."""

    class Kind(models.TextChoices):
        """What people do in it."""

        WELCOME = "welcome"
        INPUT = "input"
        REFLECTION = "reflection"
        QUESTIONS = "questions"
        EXCHANGE = "exchange"
        TESTS = "tests"
        DECISIONS = "decisions"
        BREAK = "break"
        OTHER = "other"

    agenda = models.ForeignKey(Agenda, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    minutes = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    title_en = models.CharField(max_length=LONGEST_TITLE, blank=True)
    text = models.CharField(max_length=LONGEST_TEXT, blank=True)
    text_en = models.CharField(max_length=LONGEST_TEXT, blank=True)
    levers = models.JSONField(default=list, blank=True)
    indicators = models.JSONField(default=list, blank=True)
    speaker = models.CharField(max_length=120, blank=True)
    speaker_title = models.CharField(max_length=200, blank=True)
    speaker_email = models.EmailField(max_length=254, blank=True)
    speaker_link = models.ForeignKey(
        PersonalLink, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="item"
    )
    conclusion = models.CharField(max_length=LONGEST_TEXT, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
                name="agenda_item_takes_some_minutes",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="agenda_item_has_a_title"),
            models.CheckConstraint(
                condition=Q(
                    kind__in=["welcome", "input", "reflection", "questions", "exchange",
                              "tests", "decisions", "break", "other"]
                ),
                name="agenda_item_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(speaker_email="") | ~Q(speaker=""), name="agenda_speaker_has_a_name"
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.title


class Material(models.Model):
    """Something to read or see: a file that was checked, or an address."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="material")
    title = models.CharField(max_length=LONGEST_TITLE)
    address = models.URLField(max_length=500, blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(document=None) & ~Q(address="") | Q(document__isnull=False, address=""),
                name="material_is_a_file_or_an_address",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="material_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title


class Minutes(models.Model):
    """The minutes of a meeting; `version` counts the savings."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    text = models.TextField(max_length=LONGEST_MINUTES, blank=True)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(version__gte=1), name="minutes_count_from_one")
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id} {self.version}"


class TakeHome(models.Model):
    """Something each municipality takes home from a meeting until the next one."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="take_home")
    text = models.CharField(max_length=TEXT_LENGTH)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "text"], name="take_home_stands_once"),
            models.CheckConstraint(condition=~Q(text=""), name="take_home_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class TakeHomeReply(models.Model):
    """What came of it in one municipality, in its own words."""

    take_home = models.ForeignKey(TakeHome, on_delete=models.CASCADE, related_name="replies")
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    text = models.CharField(max_length=TEXT_LENGTH)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["municipality__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["take_home", "municipality"], name="take_home_reply_one_a_municipality"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="take_home_reply_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
