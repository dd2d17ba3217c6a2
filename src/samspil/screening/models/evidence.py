"""What judgements rest on: documents, interviews, workshops and figures, and what each says."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.documents.models import Document
from samspil.screening.instrument import LEVELS
from samspil.screening.models.screening import Screening


class EvidenceKind(models.TextChoices):
    """What a judgement rests on."""

    DOCUMENT = "document"
    INTERVIEW = "interview"
    WORKSHOP = "workshop"
    FIGURE = "figure"


class Evidence(models.Model):
    """One source: a document, a talk in one role, a workshop, a figure.

    A figure is kept as it was told when it was put in: ``facts`` holds its sentences in both
    languages, its value, period and source. An interview has a role and never a name.
    """

    screening = models.ForeignKey(Screening, on_delete=models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=10, choices=EvidenceKind)
    title = models.CharField(max_length=200)
    where = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    role = models.CharField(max_length=40, blank=True)
    held_on = models.DateField(null=True, blank=True)
    document = models.ForeignKey(
        Document, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    indicator = models.CharField(max_length=80, blank=True)
    breakdown = models.CharField(max_length=40, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    # Another room's or page's answers that this points to, such as ``workshop:3``.
    origin = models.CharField(max_length=80, blank=True)
    added_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["document", "interview", "workshop", "figure"]),
                name="evidence_kind_is_known",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="evidence_has_a_title"),
            models.CheckConstraint(
                condition=Q(role="") | Q(kind="interview"), name="evidence_role_is_an_interviews"
            ),
            models.CheckConstraint(
                condition=(Q(kind="figure") & ~Q(indicator=""))
                | (~Q(kind="figure") & Q(indicator="")),
                name="evidence_figure_names_its_indicator",
            ),
            models.UniqueConstraint(
                fields=["screening", "indicator", "breakdown"],
                condition=Q(kind="figure"),
                name="evidence_figure_stands_once",
            ),
            models.UniqueConstraint(
                fields=["screening", "origin"],
                condition=~Q(origin=""),
                name="evidence_of_one_origin_stands_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.title}"


class EvidenceUse(models.Model):
    """What a source says on one question: a quote or point, and where it would place practice.

    ``level`` is the informant's own judgement. A workshop has ``votes`` instead: how many chose
    each level, and how many did not know.
    """

    evidence = models.ForeignKey(Evidence, on_delete=models.CASCADE, related_name="uses")
    question = models.CharField(max_length=20)
    text = models.TextField(blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    votes = models.JSONField(null=True, blank=True)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["question", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["evidence", "question"], name="evidence_is_used_once_on_a_question"
            ),
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__range=(1, LEVELS)),
                name="evidence_level_is_on_the_scale",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.evidence_id}"
