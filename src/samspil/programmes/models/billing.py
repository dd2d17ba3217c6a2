"""What each municipality owes and has paid, as rows that are added and never changed."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.utils import timezone

from samspil.people.models import User
from samspil.programmes.models.editions import OpenEdition
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


class BillingDetails(models.Model):
    """To whom a municipality's bill goes. What is empty has not been filled in yet."""

    registration = models.OneToOneField(
        Registration, on_delete=models.CASCADE, related_name="billing_details"
    )
    cvr = models.CharField(max_length=8, blank=True)
    gln = models.CharField(max_length=13, blank=True)
    order_reference = models.CharField(max_length=60, blank=True)
    contact_name = models.CharField(max_length=120, blank=True)
    contact_email = models.EmailField(max_length=254, blank=True)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(cvr="") | Q(cvr__regex=r"^[0-9]{8}$"),
                name="billing_cvr_is_eight_digits",
            ),
            models.CheckConstraint(
                condition=Q(gln="") | Q(gln__regex=r"^[0-9]{13}$"),
                name="billing_gln_is_thirteen_digits",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cvr} {self.gln}"


class VatDecision(models.Model):
    """Who decided what the prices of an edition hold of VAT, where the edition does not say."""

    class Basis(models.TextChoices):
        """On top, in the prices, or none."""

        EXCLUSIVE = "exclusive"
        INCLUSIVE = "inclusive"
        EXEMPT = "exempt"

    edition = models.OneToOneField(OpenEdition, on_delete=models.PROTECT, related_name="vat")
    basis = models.CharField(max_length=12, choices=Basis)
    reason = models.CharField(max_length=500)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(basis__in=["exclusive", "inclusive", "exempt"]),
                name="vat_decision_basis_is_known",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="vat_decision_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.basis}"


class BillingRun(models.Model):
    """One billing basis handed to the finance system: its rows as they were, for ever."""

    edition = models.ForeignKey(OpenEdition, on_delete=models.PROTECT, related_name="billing_runs")
    number = models.PositiveIntegerField()
    vat_basis = models.CharField(max_length=12)
    rows = models.JSONField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["edition", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "number"], name="billing_run_number_once_an_edition"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="billing_run_counts_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id} {self.number}"


class BilledEntry(models.Model):
    """An entry that stands in a billing basis; each stands in one only."""

    run = models.ForeignKey(BillingRun, on_delete=models.PROTECT, related_name="billed")
    entry = models.OneToOneField(BillingEntry, on_delete=models.PROTECT, related_name="billed")

    def __str__(self) -> str:
        return f"{self.run_id} {self.entry_id}"


class Payment(models.Model):
    """Money that came in, or went back (negative)."""

    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="payments"
    )
    amount = models.DecimalField(max_digits=12, decimal_places=2)
    paid_on = models.DateField()
    reference = models.CharField(max_length=60, blank=True)
    note = models.CharField(max_length=200, blank=True)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["paid_on", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(amount=0), name="payment_is_an_amount"),
            models.UniqueConstraint(
                fields=["registration", "reference"],
                condition=~Q(reference=""),
                name="payment_reference_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paid_on} {self.amount}"
