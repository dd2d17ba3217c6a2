"""Letters to people, and what became of each."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.people import sealing

SEALED = "letters.words"
"""What a key is derived for that seals the words of a secret letter."""

UNANSWERED = timedelta(minutes=10)
"""How long the mail server may take before we no longer know what became of a letter."""


class Letter(models.Model):
    """An e-mail in plain text. It is sent once; a secret one keeps its words only until then.

    Until then a secret one's ``body`` is sealed: a personal link that waits for the mail server
    must not be read in the database or in a copy of it. ``words`` are what will be sent.
    """

    class Status(models.TextChoices):
        """What has become of the letter; ``sending`` is claimed and never taken up by itself."""

        QUEUED = "queued"
        SENDING = "sending"
        SENT = "sent"
        FAILED = "failed"

    to = models.EmailField(max_length=254)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    template = models.CharField(max_length=60)
    language = models.CharField(max_length=5)
    key = models.CharField(max_length=120, blank=True)
    secret = models.BooleanField(default=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=30, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=["queued", "sending", "sent", "failed"]),
                name="letter_status_is_known",
            ),
            models.CheckConstraint(
                condition=Q(status="sent", sent_at__isnull=False)
                | (~Q(status="sent") & Q(sent_at__isnull=True)),
                name="letter_is_sent_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="sending") | Q(claimed_at__isnull=False),
                name="letter_being_sent_was_claimed",
            ),
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key=""), name="letter_key_is_unique"
            ),
        ]
        indexes = [models.Index(fields=["status", "-id"], name="letter_by_status")]

    def __str__(self) -> str:
        return f"{self.template} {self.status}"

    @property
    def words(self) -> str:
        """What the letter says; raises sealing.UnopenableError under another installation's key."""
        return sealing.unseal_words(SEALED, self.body) if self.secret else self.body

    @property
    def is_uncertain(self) -> bool:
        """Whether it was handed to the mail server and we never learned what came of it."""
        if self.status != self.Status.SENDING or self.claimed_at is None:
            return False
        return bool(self.error) or self.claimed_at < timezone.now() - UNANSWERED

    @property
    def can_be_sent_again(self) -> bool:
        """Whether its words still exist; a secret that was on its way must be made anew."""
        stuck = self.status == self.Status.FAILED or self.is_uncertain
        return stuck and bool(self.body)
