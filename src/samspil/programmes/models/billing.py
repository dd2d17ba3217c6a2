"""What each municipality owes, as entries that are added and never changed."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.utils import timezone

from samspil.people.models import User
from samspil.programmes.models.registrations import Registration


class BillingEntry(models.Model):
    """One line of what a municipality owes. A later change adds a line for the difference."""

    class Cause(models.TextChoices):
        """Why the line came."""

        CONFIRMED = "confirmed"
        CHANGED = "changed"
        WITHDRAWN = "withdrawn"
        AGREED = "agreed"

    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="billing_entries"
    )
    item = models.CharField(max_length=60)
    quantity = models.IntegerField()
    unit_price = models.DecimalField(max_digits=12, decimal_places=2)
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    cause = models.CharField(max_length=10, choices=Cause)
    reason = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(cause__in=["confirmed", "changed", "withdrawn", "agreed"]),
                name="billing_entry_cause_is_known",
            ),
            # What was confirmed speaks for itself; whatever came later must say why.
            models.CheckConstraint(
                condition=Q(cause="confirmed") | ~Q(reason=""),
                name="billing_entry_says_why_it_came_later",
            ),
            models.CheckConstraint(
                condition=~Q(quantity=0) & Q(unit_price__gte=0) & ~Q(item=""),
                name="billing_entry_is_about_something",
            ),
            models.CheckConstraint(
                condition=Q(amount=Round(F("quantity") * F("unit_price"), 2)),
                name="billing_entry_amount_is_quantity_times_price",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.amount}"
