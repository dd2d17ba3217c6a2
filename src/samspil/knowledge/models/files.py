"""Files that stand under a text."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.documents.models import Document
from samspil.knowledge.models.cases import Case


class CaseFile(models.Model):
    """A file under a text. ``consent`` says who allowed it, where it is somebody else's work."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="files")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    consent = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey("people.User", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="case_file_has_a_title")]

    def __str__(self) -> str:
        return self.title
