"""What a municipality has said yes to, and what an editor has asked it to say yes to."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.knowledge.models.cases import Case, Scope


class Consent(models.Model):
    """A consent as it was given, changed or withdrawn. Never changed itself.

    ``scope`` is empty where the text was withdrawn.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="consents")
    scope = models.CharField(max_length=16, choices=Scope, blank=True)
    contact = models.BooleanField(default=False)
    given_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope__in=["", *Scope.values]), name="consent_scope_is_known"
            ),
            models.CheckConstraint(
                condition=Q(contact=False) | ~Q(scope=""), name="consent_withdrawn_shows_nobody"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.scope}"


class ConsentRequest(models.Model):
    """An editor's question: may the text be shared more widely? One at a time is open."""

    class Answer(models.TextChoices):
        """What the municipality said; empty while it has said nothing."""

        YES = "yes"
        NO = "no"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="requests")
    scope = models.CharField(max_length=16, choices=Scope)
    word = models.TextField(blank=True)
    asked_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.CharField(max_length=4, choices=Answer, blank=True)
    answered_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope__in=Scope.values), name="consent_request_scope_is_known"
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None, answered_by=None)
                | Q(answer__in=["yes", "no"], answered_at__isnull=False, answered_by__isnull=False),
                name="consent_request_answer_has_its_time",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(answer=""), name="consent_request_one_open_a_case"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.scope} {self.answer}"
