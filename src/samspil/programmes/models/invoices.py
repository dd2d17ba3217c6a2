"""Invoices and credit notes: numbers without a gap, and papers that never change.

Triggers of the migration refuse a change of any paper, whoever asks, and a deletion until the
years are gone for which the law has accounts kept.
"""

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.utils import timezone

from samspil.people.models import User
from samspil.programmes.models.registrations import Registration

_HALF_AN_OERE = Decimal("0.0051")
"""Half an øre, and the little that binary multiplication may be off."""


class NumberSeries(models.Model):
    """Numbers of invoices and credit notes: the next is given when one is issued, none is lost.

    ``last`` ends a series that a finance system has given; None where there is no end.
    """

    prefix = models.CharField(max_length=12, unique=True)
    digits = models.PositiveSmallIntegerField(default=4)
    next_number = models.PositiveBigIntegerField(default=1)
    last = models.PositiveBigIntegerField(null=True)

    class Meta:
        ordering = ["prefix"]
        constraints = [
            models.CheckConstraint(
                condition=Q(prefix__regex=r"^[A-Z0-9][A-Z0-9-]*$"),
                name="number_series_prefix_is_letters_and_digits",
            ),
            models.CheckConstraint(
                condition=Q(digits__range=(1, 10), next_number__range=(1, 10**10)),
                name="number_series_counts_from_one",
            ),
            models.CheckConstraint(
                condition=Q(last__isnull=True) | Q(last__gte=F("next_number") - 1),
                name="number_series_ends_with_its_last",
            ),
        ]

    def __str__(self) -> str:
        return self.prefix

    @property
    def is_used_up(self) -> bool:
        """Whether there is no number left."""
        return self.last is not None and self.next_number > self.last

    def label(self, number: int) -> str:
        """Return a number as it stands on the paper."""
        return f"{self.prefix}{number:0{self.digits}d}"


class Issuer(models.Model):
    """Who sends the invoices of an edition, and where they are paid."""

    edition = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    cvr = models.CharField(max_length=8)
    gln = models.CharField(max_length=13, blank=True)
    street = models.CharField(max_length=120)
    postal_code = models.CharField(max_length=4)
    city = models.CharField(max_length=60)
    contact_name = models.CharField(max_length=120)
    contact_email = models.EmailField(max_length=254)
    contact_phone = models.CharField(max_length=30, blank=True)
    bank_registration = models.CharField(max_length=4, blank=True)
    bank_account = models.CharField(max_length=10, blank=True)
    fik_creditor = models.CharField(max_length=8, blank=True)
    payment_days = models.PositiveSmallIntegerField(default=30)
    is_vat_registered = models.BooleanField(default=True)
    exemption = models.CharField(max_length=120, blank=True)
    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="+")
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(edition="") & ~Q(name="") & Q(cvr__regex=r"^[0-9]{8}$"),
                name="issuer_is_somebody",
            ),
            models.CheckConstraint(
                condition=Q(bank_registration="", bank_account="")
                & Q(fik_creditor__regex=r"^[0-9]{8}$")
                | Q(bank_registration__regex=r"^[0-9]{4}$", bank_account__regex=r"^[0-9]{1,10}$")
                & Q(fik_creditor=""),
                name="issuer_is_paid_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(payment_days__range=(1, 90)), name="issuer_gives_days_to_pay"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Invoice(models.Model):
    """An invoice, or the credit note that takes a whole invoice back; amounts are never negative.

    ``content`` holds everything the paper says besides the columns and the lines. ``keep_until``
    is the day until which the database refuses to let go of it.
    """

    class Kind(models.TextChoices):
        """What the paper is."""

        INVOICE = "invoice"
        CREDIT_NOTE = "credit_note"

    series = models.ForeignKey(NumberSeries, on_delete=models.PROTECT, related_name="papers")
    number = models.PositiveBigIntegerField()
    label = models.CharField(max_length=30, unique=True)
    kind = models.CharField(max_length=11, choices=Kind)
    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="invoices"
    )
    credits = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="credited_by"
    )
    reason = models.CharField(max_length=300, blank=True)
    issued_on = models.DateField()
    due_on = models.DateField(null=True)
    net = models.DecimalField(max_digits=12, decimal_places=2)
    vat = models.DecimalField(max_digits=12, decimal_places=2)
    rounding = models.DecimalField(max_digits=12, decimal_places=2, default=0)
    payable = models.DecimalField(max_digits=12, decimal_places=2)
    content = models.JSONField()
    keep_until = models.DateField()
    issued_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    issued_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="invoice_number_once"),
            models.CheckConstraint(
                condition=Q(kind="invoice", credits__isnull=True, due_on__gte=F("issued_on"))
                & Q(due_on__isnull=False, reason="")
                | Q(kind="credit_note", credits__isnull=False, due_on__isnull=True) & ~Q(reason=""),
                name="invoice_falls_due_and_credit_note_says_why",
            ),
            models.CheckConstraint(
                condition=Q(net__gte=0, vat__gte=0, payable__gte=0)
                & Q(payable=Round(F("net") + F("vat") + F("rounding"), 2)),
                name="invoice_adds_up",
            ),
            models.CheckConstraint(
                condition=Q(keep_until__gt=F("issued_on")) & ~Q(label=""),
                name="invoice_is_named_and_kept",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def is_credit_note(self) -> bool:
        """Whether the paper takes another back."""
        return self.kind == self.Kind.CREDIT_NOTE


class InvoiceLine(models.Model):
    """One line of a paper. ``quantity`` of ``item`` at ``price`` is what was owed of it.

    ``price`` is the edition's own, ``unit_price`` the same without VAT; they differ where the
    prices hold VAT.
    """

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    item = models.CharField(max_length=60)
    text = models.CharField(max_length=200)
    quantity = models.IntegerField()
    price = models.DecimalField(max_digits=12, decimal_places=2)
    unit_price = models.DecimalField(max_digits=13, decimal_places=3)
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["invoice", "position"], name="invoice_line_place_once"),
            models.CheckConstraint(
                condition=~Q(quantity=0)
                & Q(price__gte=0, unit_price__gte=0)
                & ~Q(item="")
                & ~Q(text=""),
                name="invoice_line_is_about_something",
            ),
            # To the øre: SQLite multiplies in binary, and a price without VAT has three decimals.
            models.CheckConstraint(
                condition=Q(amount__gte=F("quantity") * F("unit_price") - _HALF_AN_OERE)
                & Q(amount__lte=F("quantity") * F("unit_price") + _HALF_AN_OERE),
                name="invoice_line_amount_is_quantity_times_price",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text} {self.amount}"


class InvoiceFile(models.Model):
    """A paper as it was handed out: kept as bytes, so that it is the same for ever."""

    class Form(models.TextChoices):
        """What kind of file."""

        PDF = "pdf"
        XML = "xml"

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="files")
    form = models.CharField(max_length=3, choices=Form)
    content = models.BinaryField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["invoice", "form"], name="invoice_file_one_of_each"),
            models.CheckConstraint(
                condition=Q(form__in=["pdf", "xml"]), name="invoice_file_form_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.invoice_id} {self.form}"
