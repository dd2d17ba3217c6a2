"""Calendars that people follow, each by a secret address."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from samspil.people.models import PersonalLink, User


class CalendarLink(models.Model):
    """What the calendar behind a personal link holds, and in which language.

    Only the print of its address is kept, with the link; `read_on` is the last day on which a
    calendar looked at it.
    """

    class Scope(models.TextChoices):
        """Whose meetings: one's own, an edition's, a municipality's group's or network's."""

        MINE = "mine"
        EDITION = "edition"
        GROUP = "group"
        NETWORK = "network"

    link = models.OneToOneField(PersonalLink, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    scope = models.CharField(max_length=10, choices=Scope)
    edition = models.CharField(max_length=40, blank=True)
    sector = models.CharField(max_length=10, blank=True)
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, null=True, related_name="+"
    )
    language = models.CharField(max_length=2)
    read_on = models.DateField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="mine", edition="", sector="", municipality=None)
                | (Q(scope="edition", sector="", municipality=None) & ~Q(edition=""))
                | (
                    Q(
                        scope__in=["group", "network"],
                        sector__in=["daycare", "school"],
                        municipality__isnull=False,
                    )
                    & ~Q(edition="")
                ),
                name="calendar_link_says_whose_meetings",
            ),
            models.CheckConstraint(
                condition=Q(language__in=[code for code, _name in settings.LANGUAGES]),
                name="calendar_link_language_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.scope} {self.edition}"
