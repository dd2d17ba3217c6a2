"""Drafts of editions, and every version of an edition that has been published."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.people.models import User


class EditionDraft(models.Model):
    """What an owner is writing: a new edition, or changes to a published one. It binds nobody.

    ``content`` is what a definition file would state, however unfinished.
    """

    id = models.CharField(primary_key=True, max_length=40)
    content = models.JSONField()
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(id=""), name="edition_draft_has_id")]

    def __str__(self) -> str:
        return self.id


class EditionVersion(models.Model):
    """An edition as it was published; the database refuses to change or remove it.

    ``changes`` lists what differs from the version before: ``path``, ``before`` and ``after``.
    """

    edition = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    version = models.CharField(max_length=12)
    content = models.JSONField()
    changes = models.JSONField(default=list)
    reason = models.CharField(max_length=500, blank=True)
    published_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    published_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["edition", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"], name="edition_version_each_number_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & ~Q(edition="") & ~Q(version=""),
                name="edition_version_has_edition_number_and_hash",
            ),
            # Those who are registered are told why; so somebody must have said it.
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(reason=""), name="edition_version_says_why_it_came"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.number}"
