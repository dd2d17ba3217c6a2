"""Meetings of the shared arena, what was decided there, and what municipalities bring."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samspil.people.models import User

TEXT_LENGTH = 500
"""Short enough to be read aloud, and to be unique in both databases."""


SECTORS = ("", "daycare", "school")
"""Empty: all sectors."""


class Meeting(models.Model):
    """A network day or the steering meeting before it.

    Clock times are Danish. Date and times are unknown (None) until somebody has settled them.
    `version` counts the changes since the meeting was planned; `uid` never changes, so that a
    calendar knows the meeting again. One that is called off is kept, and says why.
    """

    class Kind(models.TextChoices):
        """What sort of meeting."""

        NETWORK_DAY = "network_day"
        STEERING = "steering"

    class Mode(models.TextChoices):
        """How people meet, as the edition says it."""

        PHYSICAL = "physical"
        VIRTUAL = "virtual"
        NOT_STATED = "not_stated"

    edition = models.CharField(max_length=40)
    # Empty: the meeting serves all sectors.
    sector = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=12, choices=Kind)
    number = models.PositiveSmallIntegerField()
    day = models.DateField(null=True, blank=True)
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    mode = models.CharField(max_length=10, choices=Mode)
    place_da = models.CharField(max_length=200, blank=True)
    place_en = models.CharField(max_length=200, blank=True)
    theme_da = models.CharField(max_length=200, blank=True)
    theme_en = models.CharField(max_length=200, blank=True)
    tentative = models.BooleanField(default=False)
    # At a steering meeting: a vote for each sector of a municipality, or one for all of it.
    by_sector = models.BooleanField(default=False)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    cancelled_reason = models.CharField(max_length=TEXT_LENGTH, blank=True)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["edition", "number", "-kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancelled_reason="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_reason="")),
                name="meeting_is_called_off_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(by_sector=False) | Q(kind="steering"),
                name="meeting_votes_by_sector_in_the_steering_group",
            ),
            models.UniqueConstraint(
                fields=["edition", "sector", "kind", "number"], name="meeting_stands_once"
            ),
            models.CheckConstraint(condition=~Q(edition=""), name="meeting_names_its_edition"),
            models.CheckConstraint(
                condition=Q(sector__in=["", "daycare", "school"]), name="meeting_sector_is_known"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["network_day", "steering"]), name="meeting_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(mode__in=["physical", "virtual", "not_stated"]),
                name="meeting_mode_is_known",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, version__gte=1), name="meeting_counts_from_one"
            ),
            models.CheckConstraint(
                condition=Q(starts__isnull=True) | Q(day__isnull=False),
                name="meeting_time_belongs_to_a_day",
            ),
            models.CheckConstraint(
                condition=Q(ends__isnull=True) | Q(starts__isnull=False, ends__gt=F("starts")),
                name="meeting_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.kind} {self.number}"


class Decision(models.Model):
    """Something a meeting agreed on, and what became of it at the meeting it was carried to."""

    class Fate(models.TextChoices):
        """What became of it."""

        OPEN = "open"
        CARRIED = "carried"
        DROPPED = "dropped"
        CHANGED = "changed"
        CLOSED = "closed"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    text = models.CharField(max_length=TEXT_LENGTH)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    fate = models.CharField(max_length=8, choices=Fate, default=Fate.OPEN)
    fate_words = models.CharField(max_length=TEXT_LENGTH, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "text"], name="decision_stands_once"),
            models.CheckConstraint(
                condition=Q(fate__in=["open", "carried"])
                | Q(fate__in=["dropped", "changed", "closed"]) & ~Q(fate_words=""),
                name="decision_fate_is_known_and_told",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="decision_says_something"),
        ]

    def __str__(self) -> str:
        return self.text


class BroughtItem(models.Model):
    """What a municipality brings to a meeting: a question, a test, or what came of one.

    `subject` names what it comes from, such as ``test:12``; a subject is brought once to a meeting.
    """

    class Kind(models.TextChoices):
        """What sort of thing is brought."""

        QUESTION = "question"
        TEST = "test"
        RESULT = "result"

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="brought")
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    sector = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.CharField(max_length=TEXT_LENGTH)
    subject = models.CharField(max_length=80, blank=True)
    brought_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    brought_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["municipality__sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "municipality", "kind", "text"],
                condition=Q(subject=""),
                name="brought_words_stand_once",
            ),
            models.UniqueConstraint(
                fields=["meeting", "municipality", "kind", "subject"],
                condition=~Q(subject=""),
                name="brought_subject_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["question", "test", "result"]), name="brought_kind_is_known"
            ),
            models.CheckConstraint(
                condition=Q(sector__in=["", "daycare", "school"]), name="brought_sector_is_known"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="brought_says_something"),
        ]

    def __str__(self) -> str:
        return self.text
