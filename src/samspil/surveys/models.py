"""Surveys under way, who was asked, and what was answered."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Lower
from django.db.models.lookups import Exact
from django.utils import timezone

from samspil.surveys.questionnaires import Questionnaire


class Run(models.Model):
    """One questionnaire, asked about one subject, with the wording it had when it was opened."""

    definition = models.CharField(max_length=60)
    version = models.CharField(max_length=12)
    content = models.JSONField()
    anonymous = models.BooleanField()
    subject = models.CharField(max_length=80)
    edition = models.CharField(max_length=40, blank=True)
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, null=True, related_name="+"
    )
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    opened_at = models.DateTimeField(default=timezone.now)
    closes_at = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "subject"], name="survey_is_asked_once_about_a_subject"
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gte=models.F("opened_at")),
                name="survey_closes_after_it_opened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.definition} {self.subject}"

    @property
    def questionnaire(self) -> Questionnaire:
        """The questions as they were worded when the survey was opened."""
        return Questionnaire.model_validate(self.content, strict=False)

    @property
    def is_closed(self) -> bool:
        """Whether no more answers are taken."""
        return self.closes_at <= timezone.now()


class Invitation(models.Model):
    """Somebody who was asked. It knows that they answered, and not when."""

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="invitations")
    to = models.EmailField(max_length=254)
    group = models.CharField(max_length=40, blank=True)
    answered = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("run", Lower("to"), name="survey_asks_an_address_once"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.group}"


class Draft(models.Model):
    """What somebody has answered so far under anonymity: found, and read, by their link alone.

    ``place`` and the key of ``box`` are derived from the link's secret, which we do not keep. All
    boxes of a run are equally long. There is no hour, and nothing that leads to an invitation.
    """

    place = models.CharField(primary_key=True, max_length=64)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="drafts")
    box = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Exact(Length("place"), 64), name="survey_draft_lies_at_a_hash"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}"


class Urn(models.Model):
    """All anonymous answers to a survey that is open, in one sealed box, shaken at each answer.

    One box, so that no row appears at the moment somebody is noted to have answered; its key is
    not in the database. It is emptied into answers once the survey is closed.
    """

    run = models.OneToOneField(Run, on_delete=models.CASCADE, primary_key=True)
    box = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.run_id}"


class Answer(models.Model):
    """One person's answers. An anonymous one has nothing to tell whose it is, nor at what hour.

    Anonymous ones are written all at once, shaken, with random numbers, when the survey is closed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="answers")
    anonymous = models.BooleanField()
    invitation = models.OneToOneField(Invitation, on_delete=models.CASCADE, null=True)
    group = models.CharField(max_length=40, blank=True)
    day = models.DateField()
    values = models.JSONField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(anonymous=True, invitation__isnull=True)
                | Q(anonymous=False, invitation__isnull=False),
                name="survey_anonymous_answer_has_no_sender",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.day}"
