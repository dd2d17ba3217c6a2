"""Networks across schools: which municipalities agree, and which schools are together."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from samspil.networks.models.wishes import REASON_LENGTH
from samspil.people.models import User


class SchoolConsent(models.Model):
    """A municipality agrees that its schools are part of networks with other municipalities'."""

    edition = models.CharField(max_length=40)
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, related_name="+"
    )
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["municipality__sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "municipality"],
                condition=Q(withdrawn_at=None),
                name="school_consent_one_stands",
            ),
            models.CheckConstraint(condition=~Q(edition=""), name="school_consent_names_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.municipality_id}"


class SchoolNetwork(models.Model):
    """Schools of one family that learn from each other; `schools` are their numbers."""

    edition = models.CharField(max_length=40)
    # The number of the family's first school: families are formed anew with each set of figures.
    family = models.CharField(max_length=10)
    schools = models.JSONField()
    reason = models.CharField(max_length=REASON_LENGTH)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    accepted_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["family", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "family"],
                condition=Q(ended_at=None),
                name="school_network_one_a_family",
            ),
            models.CheckConstraint(
                condition=~Q(edition="") & ~Q(reason=""), name="school_network_says_where_and_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.family}"
