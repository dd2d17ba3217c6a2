"""People, what they may do, the links they are sent, and the trail of what was done."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce, Lower
from django.utils import timezone

from samspil.people.roles import Role


class UserManager(BaseUserManager["User"]):
    """Finds people by e-mail address, whatever the case of its letters."""

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person with this address; raises User.DoesNotExist."""
        return self.get(email__iexact=username)


class User(AbstractBaseUser):
    """A person who can sign in, by a code sent to the address; there is no password."""

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120)
    title = models.CharField(max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    is_example = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="user_email_is_unique_in_any_case"),
        ]

    def __str__(self) -> str:
        return self.name or self.email


class Membership(models.Model):
    """A role somebody holds: everywhere, in one municipality, in one edition, in one sector."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=30, choices=[(role.value, role.value) for role in Role])
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, null=True, blank=True
    )
    edition = models.CharField(max_length=40, blank=True)
    sector = models.CharField(max_length=10, blank=True)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(role__in=[role.value for role in Role]),
                name="membership_role_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=[role.value for role in Role if role.is_municipal])
                | Q(municipality__isnull=False),
                name="membership_of_a_municipality_names_it",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=models.F("granted_at")),
                name="membership_ends_after_it_began",
            ),
            # A null is made comparable, since SQLite knows no NULLS NOT DISTINCT.
            models.UniqueConstraint(
                "user",
                "role",
                Coalesce("municipality", models.Value(""), output_field=models.CharField()),
                "edition",
                "sector",
                condition=Q(ended_at__isnull=True),
                name="membership_is_held_once",
            ),
            models.UniqueConstraint(
                fields=["municipality", "edition", "sector"],
                condition=Q(role=Role.STEERING_REPRESENTATIVE, ended_at__isnull=True),
                name="membership_one_steering_representative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}"


class PersonalLink(models.Model):
    """A door that one person was sent: to one purpose, for a while, until withdrawn.

    Only the hash of its secret is kept, so a copy of the database opens nothing.
    """

    token_hash = models.CharField(max_length=64, unique=True)
    purpose = models.CharField(max_length=40)
    subject = models.CharField(max_length=80, blank=True)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    first_used_at = models.DateTimeField(null=True, blank=True)
    single_use = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=models.F("created_at")),
                name="personal_link_expires_after_it_was_made",
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.subject}"


class AppendOnlyError(Exception):
    """The audit trail can only grow."""


class AuditEvent(models.Model):
    """One thing that was done. Never changed, never deleted: the database refuses it too."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=60)
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, null=True, related_name="+"
    )
    edition = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=80, blank=True)
    details = models.JSONField(default=dict)
    request_id = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["municipality", "-id"], name="audit_of_a_municipality")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - as Django has it
        """Write a new event; raises AppendOnlyError for one that stands already."""
        if self.pk is not None:
            raise AppendOnlyError
        super().save(*args, **kwargs)

    def delete(self, *_args: object, **_kwargs: object) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise AppendOnlyError


class DeletionRequest(models.Model):
    """Somebody's wish to be forgotten, and what came of it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(done_at=None), name="deletion_is_asked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.asked_at:%Y-%m-%d}"


class KeepingRun(models.Model):
    """That a kind of data was seen to, and how much of it went."""

    kind = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now, db_index=True)
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.kind} {self.count}"
