"""Sparring: one question to a few, answers from those asked, and what was used of them.

Who was asked is laid down when the question is asked. An asker who asks "whoever has adopted
something like it" is told who they are by their answers alone.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.development.models.processes import LEVERS, SECTORS, Process
from samspil.development.models.trials import TestOfChange

_ONE_OF_SEVEN = Q(lever__range=(LEVERS[0], LEVERS[-1]))


class Wanted(models.TextChoices):
    """What the asker would like back."""

    VIEW = "view"
    EXAMPLE = "example"
    VISIT = "visit"
    CALL = "call"


class Audience(models.TextChoices):
    """Whom a question goes to: the own group, all in edition and sector, or who has adopted."""

    GROUP = "group"
    EVERYBODY = "everybody"
    ADOPTED = "adopted"


class Used(models.TextChoices):
    """What became of an answer at home."""

    YES = "yes"
    PARTLY = "partly"
    NOT_YET = "not_yet"


class SparringQuestion(models.Model):
    """One question from a municipality in a sector; ``excerpt`` is what it chose to show."""

    edition = models.CharField(max_length=40)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    sector = models.CharField(max_length=10)
    lever = models.PositiveSmallIntegerField()
    trying = models.TextField()
    stuck = models.TextField()
    wanted = models.CharField(max_length=10, choices=Wanted)
    by_when = models.DateField()
    audience = models.CharField(max_length=10, choices=Audience)
    process = models.ForeignKey(
        Process, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    test = models.ForeignKey(
        TestOfChange, on_delete=models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    # A copy: the process itself stays the municipality's own, and may change.
    excerpt = models.TextField(blank=True)
    key = models.CharField(max_length=40)
    asked_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    last_word = models.TextField(blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["by_when", "id"]
        constraints = [
            # The key is made of the words, so pressing twice asks once.
            models.UniqueConstraint(
                fields=["edition", "municipality", "sector", "key"],
                condition=Q(closed_at__isnull=True, withdrawn_at__isnull=True),
                name="sparring_is_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(sector__in=SECTORS), name="sparring_question_sector_is_known"
            ),
            models.CheckConstraint(
                condition=_ONE_OF_SEVEN, name="sparring_question_lever_is_one_of_seven"
            ),
            models.CheckConstraint(
                condition=Q(wanted__in=Wanted.values, audience__in=Audience.values),
                name="sparring_question_wants_something_known",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False) | (~Q(trying="") & ~Q(stuck="")),
                name="sparring_question_asks_something",
            ),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True, last_word="")
                | (Q(closed_at__isnull=False) & ~Q(last_word="")),
                name="sparring_question_is_closed_with_a_word",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.sector} {self.pk}"

    @property
    def asking_sectors(self) -> tuple[str, ...]:
        """The sectors whose people ask: its own, or both where the process is one for both."""
        return self.process.sectors if self.process else (self.sector,)

    @property
    def is_open(self) -> bool:
        """Whether it can be answered."""
        return self.closed_at is None and self.withdrawn_at is None


class AskedPlace(models.Model):
    """A municipality that was asked, in one of its sectors."""

    question = models.ForeignKey(SparringQuestion, on_delete=models.CASCADE, related_name="asked")
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    sector = models.CharField(max_length=10)

    class Meta:
        ordering = ["municipality__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "municipality"], name="sparring_asks_a_municipality_once"
            ),
            models.CheckConstraint(
                condition=Q(sector__in=SECTORS), name="sparring_asked_sector_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.municipality_id}"


_SAYS_SOMETHING = ~Q(text="", link="", offered_time="", document__isnull=True)


class SparringAnswer(models.Model):
    """One person's answer for a municipality; correcting it changes the same row."""

    question = models.ForeignKey(SparringQuestion, on_delete=models.CASCADE, related_name="answers")
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    sector = models.CharField(max_length=10)
    text = models.TextField(blank=True)
    link = models.CharField(max_length=500, blank=True)
    offered_time = models.CharField(max_length=200, blank=True)
    document = models.ForeignKey(
        "documents.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    written_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    used = models.CharField(max_length=10, choices=Used, blank=True)
    used_what = models.TextField(blank=True)
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["written_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "written_by"],
                condition=Q(withdrawn_at__isnull=True),
                name="sparring_answer_one_a_person",
            ),
            models.CheckConstraint(
                condition=Q(sector__in=SECTORS), name="sparring_answer_sector_is_known"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=False) | _SAYS_SOMETHING,
                name="sparring_answer_says_something",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True)
                | Q(text="", link="", offered_time="", document__isnull=True),
                name="sparring_answer_withdrawn_is_gone",
            ),
            models.CheckConstraint(
                condition=Q(used="", used_what="", used_at__isnull=True)
                | Q(used="not_yet", used_at__isnull=False, read_at__isnull=False)
                | (
                    Q(used__in=["yes", "partly"], used_at__isnull=False, read_at__isnull=False)
                    & ~Q(used_what="")
                ),
                name="sparring_used_says_what_and_was_read",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} {self.municipality_id}"


class SparringOffer(models.Model):
    """A standing offer to the others: "vi kan vise, hvordan vi …"."""

    edition = models.CharField(max_length=40)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    sector = models.CharField(max_length=10)
    lever = models.PositiveSmallIntegerField()
    what = models.TextField()
    key = models.CharField(max_length=40)
    offered_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    offered_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["municipality__sort_key", "lever", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "municipality", "sector", "key"],
                condition=Q(withdrawn_at__isnull=True),
                name="sparring_offer_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(sector__in=SECTORS), name="sparring_offer_sector_is_known"
            ),
            models.CheckConstraint(
                condition=_ONE_OF_SEVEN, name="sparring_offer_lever_is_one_of_seven"
            ),
            models.CheckConstraint(condition=~Q(what=""), name="sparring_offer_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.lever}"
