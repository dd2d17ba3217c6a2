"""Templates for decks."""

from django.db import models
from django.db.models import Q
from django.utils import timezone


class DeckTemplate(models.Model):
    """A PowerPoint file to build decks on, for one edition or (without one) for all.

    Until it is accepted, only organisers see it. The file itself is a document.
    """

    edition = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=80)
    document = models.OneToOneField(
        "documents.Document", on_delete=models.PROTECT, related_name="+"
    )
    added_by = models.ForeignKey(
        "people.User", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        app_label = "screening"
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="deck_template_has_a_name"),
            models.UniqueConstraint(
                fields=["edition", "name"], name="deck_template_name_once_in_an_edition"
            ),
        ]

    def __str__(self) -> str:
        return self.name
