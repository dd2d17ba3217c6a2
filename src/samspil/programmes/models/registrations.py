"""Registrations of teams in an edition."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Round
from django.utils import timezone

from samspil.people.models import User

SECTORS = ("daycare", "school")


# What makes a registration binding is all there, or none of it is. A comparison with a null is
# neither true nor false, and a check lets that pass, so each null is named.
_BINDING = (
    Q(confirmed_by__isnull=False, confirmed_at__isnull=False, total__isnull=False, total__gte=0)
    # Where nobody has said whether the prices hold VAT, nobody may have added any.
    & (
        Q(vat_basis="exclusive", vat__isnull=False, vat__gte=0)
        | Q(vat_basis="unspecified", vat__isnull=True)
    )
    & ~Q(terms_version="")
)
_NOT_BINDING = Q(
    confirmed_by__isnull=True,
    confirmed_at__isnull=True,
    total__isnull=True,
    vat__isnull=True,
    vat_basis="",
    terms_version="",
)


class Registration(models.Model):
    """A municipality's registration in an edition: one each, a draft until a chief confirms it."""

    class Status(models.TextChoices):
        """A draft binds nobody; what was confirmed is never a draft again, only withdrawn."""

        DRAFT = "draft"
        CONFIRMED = "confirmed"
        WITHDRAWN = "withdrawn"

    edition = models.CharField(max_length=40)
    municipality = models.ForeignKey("places.Municipality", on_delete=models.PROTECT)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    remarks = models.TextField(blank=True)
    areas = models.JSONField(default=list, blank=True)
    process_support = models.BooleanField(default=False)
    # Who said yes on the telephone, where somebody else pressed the button for them.
    said_yes_name = models.CharField(max_length=120, blank=True)
    said_yes_email = models.EmailField(max_length=254, blank=True)
    said_yes_reason = models.CharField(max_length=500, blank=True)
    begun_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    total = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    vat = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    vat_basis = models.CharField(max_length=12, blank=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_reason = models.CharField(max_length=500, blank=True)
    terms_version = models.CharField(max_length=12, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "municipality"], name="registration_one_a_municipality"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "confirmed", "withdrawn"]),
                name="registration_status_is_known",
            ),
            models.CheckConstraint(condition=~Q(edition=""), name="registration_names_its_edition"),
            models.CheckConstraint(
                condition=(Q(status__in=["confirmed", "withdrawn"]) & _BINDING)
                | (Q(status="draft") & _NOT_BINDING),
                name="registration_binds_by_whom_when_for_what_on_which_terms",
            ),
            models.CheckConstraint(
                condition=(
                    Q(status="withdrawn", withdrawn_by__isnull=False, withdrawn_at__isnull=False)
                    & ~Q(withdrawn_reason="")
                )
                | (
                    ~Q(status="withdrawn")
                    & Q(withdrawn_by=None, withdrawn_at=None, withdrawn_reason="")
                ),
                name="registration_is_withdrawn_by_whom_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(said_yes_name="", said_yes_email="", said_yes_reason="")
                | (
                    Q(confirmed_at__isnull=False)
                    & ~Q(said_yes_name="")
                    & ~Q(said_yes_email="")
                    & ~Q(said_yes_reason="")
                ),
                name="registration_by_telephone_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition} {self.municipality_id} {self.status}"

    @property
    def is_confirmed(self) -> bool:
        """Whether it binds."""
        return self.status == self.Status.CONFIRMED

    @property
    def is_withdrawn(self) -> bool:
        """Whether it bound once, and an organiser let the municipality go."""
        return self.status == self.Status.WITHDRAWN


class Team(models.Model):
    """Those who take part in one sector's partnership."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="teams")
    sector = models.CharField(max_length=10)
    participants = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "sector"], name="team_one_in_each_sector"
            ),
            models.CheckConstraint(condition=Q(sector__in=SECTORS), name="team_sector_is_known"),
            models.CheckConstraint(
                condition=Q(participants__range=(1, 1000)), name="team_has_people"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sector} {self.participants}"


class Participant(models.Model):
    """A named person of a team; ``user`` is known once the registration is confirmed."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="people")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)
    title = models.CharField(max_length=120, blank=True)
    is_chief = models.BooleanField(default=False)
    level = models.CharField(max_length=14, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint("team", Lower("email"), name="participant_once_in_a_team"),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(email=""), name="participant_has_name_and_address"
            ),
            models.CheckConstraint(
                condition=Q(level__in=["", "administration", "institution"]),
                name="participant_level_is_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RegistrationContact(models.Model):
    """Whom to ask at the municipality."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="contacts"
    )
    role = models.CharField(max_length=10)
    name = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "role"], name="registration_contact_one_for_each"
            ),
            models.CheckConstraint(
                condition=Q(role__in=["content", "practical"]),
                name="registration_contact_role_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(email=""),
                name="registration_contact_has_name_and_address",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.name}"


class PreAnalysis(models.Model):
    """A pre-analysis that is bought with the registration."""

    registration = models.ForeignKey(
        Registration, on_delete=models.CASCADE, related_name="pre_analyses"
    )
    sector = models.CharField(max_length=10)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "sector"], name="pre_analysis_one_in_each_sector"
            ),
            models.CheckConstraint(
                condition=Q(sector__in=SECTORS), name="pre_analysis_sector_is_known"
            ),
        ]

    def __str__(self) -> str:
        return self.sector


class OrderLine(models.Model):
    """One line of the price that was confirmed; never changed afterwards."""

    registration = models.ForeignKey(
        Registration, on_delete=models.PROTECT, related_name="order_lines"
    )
    item = models.CharField(max_length=60)
    quantity = models.PositiveIntegerField()
    unit_price = models.DecimalField(max_digits=12, decimal_places=2)
    amount = models.DecimalField(max_digits=12, decimal_places=2)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "item"], name="order_line_each_item_once"
            ),
            models.CheckConstraint(
                condition=Q(quantity__gte=1, unit_price__gte=0, amount__gte=0),
                name="order_line_is_never_negative",
            ),
            # SQLite multiplies in binary; rounded to the øre both databases agree.
            models.CheckConstraint(
                condition=Q(amount=Round(F("quantity") * F("unit_price"), 2)),
                name="order_line_amount_is_quantity_times_price",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.amount}"
