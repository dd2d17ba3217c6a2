"""Files from people."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Document(models.Model):
    """A file that was checked and is kept outside the web root. Deleted, only the row remains."""

    class Kind(models.TextChoices):
        """What a file is, by its content."""

        PDF = "pdf"
        DOCX = "docx"
        XLSX = "xlsx"
        PPTX = "pptx"
        PNG = "png"
        JPEG = "jpeg"
        TXT = "txt"
        CSV = "csv"

    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, null=True, related_name="+"
    )
    edition = models.CharField(max_length=40, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # The room that alone decides who may have it; empty where the rules here do.
    held_by = models.CharField(max_length=20, blank=True)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=4, choices=Kind)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=40, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["pdf", "docx", "xlsx", "pptx", "png", "jpeg", "txt", "csv"]),
                name="document_kind_is_known",
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0, size__lte=20 * 1024 * 1024),
                name="document_size_is_allowed",
            ),
        ]

    def __str__(self) -> str:
        return self.name
