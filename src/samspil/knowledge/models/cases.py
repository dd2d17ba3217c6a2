"""The texts of the portal, and their earlier versions."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

SECTORS = ("school", "daycare")
LEVERS = range(1, 8)


class Kind(models.TextChoices):
    """What sort of knowledge a text holds."""

    CASE = "case"
    RESEARCH = "research"
    PRACTICE_MODEL = "practice_model"
    ECONOMY_MODEL = "economy_model"
    METHOD = "method"
    NETWORK_DAY_MATERIAL = "network_day_material"


class Scope(models.TextChoices):
    """Who may read a text once it is published."""

    TEAM = "team"
    SPARRING_GROUP = "sparring_group"
    PARTNERSHIP = "partnership"
    KL = "kl"
    PUBLIC = "public"


class Status(models.TextChoices):
    """How far a text is; what is withdrawn is gone from everywhere but its own record."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


# Whoever consents to a circle consents to the smaller ones inside it. KL's own use of a text is
# another purpose than sharing it in the partnership: neither holds the other.
WITHIN: dict[str, frozenset[str]] = {
    Scope.TEAM: frozenset({Scope.TEAM}),
    Scope.SPARRING_GROUP: frozenset({Scope.TEAM, Scope.SPARRING_GROUP}),
    Scope.PARTNERSHIP: frozenset({Scope.TEAM, Scope.SPARRING_GROUP, Scope.PARTNERSHIP}),
    Scope.KL: frozenset({Scope.TEAM, Scope.KL}),
    Scope.PUBLIC: frozenset(Scope),
}


def _within_consent() -> Q:
    """The scope is one that the consent given reaches."""
    found = Q()
    for consent, scopes in WITHIN.items():
        found |= Q(consent_scope=consent, scope__in=sorted(scopes))
    return found


_CONSENTED = Q(consent_by__isnull=False, consent_at__isnull=False) & _within_consent()
_NO_CONSENT = Q(consent_by__isnull=True, consent_at__isnull=True, consent_scope="")


class Case(models.Model):
    """One text of the portal, written by a municipality, or (without one) shipped or KL's own.

    ``trials`` are the tests of change it tells of, copied when it was drafted. ``article`` is the
    id of the definition that a shipped text was made from.
    """

    title = models.CharField(max_length=160)
    summary = models.TextField()
    body = models.TextField(blank=True)
    title_en = models.CharField(max_length=160, blank=True)
    summary_en = models.TextField(blank=True)
    body_en = models.TextField(blank=True)
    kind = models.CharField(max_length=24, choices=Kind, default=Kind.CASE)
    sector = models.CharField(max_length=10, blank=True)
    scope = models.CharField(max_length=16, choices=Scope, default=Scope.PARTNERSHIP)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    municipality = models.ForeignKey(
        "places.Municipality", on_delete=models.PROTECT, null=True, blank=True
    )
    edition = models.CharField(max_length=40, blank=True)
    process = models.ForeignKey(
        "development.Process", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The number of the one test it began from, where it did not begin from the whole process.
    test = models.PositiveIntegerField(null=True, blank=True)
    trials = models.JSONField(default=list, blank=True)
    # Measures with their points, copied on the day that each of them names.
    measures = models.JSONField(default=list, blank=True)
    # What stood on a network day's agenda, where the text was taken over from there.
    day_material = models.ForeignKey(
        "meetings.Material", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # About moving from daycare to school.
    transition = models.BooleanField(default=False)
    uncertain = models.TextField(blank=True)
    uncertain_en = models.TextField(blank=True)
    sources = models.JSONField(default=list, blank=True)
    contact = models.CharField(max_length=160, blank=True)
    article = models.CharField(max_length=60, blank=True)
    article_version = models.CharField(max_length=12, blank=True)
    consent_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    consent_at = models.DateTimeField(null=True, blank=True)
    consent_scope = models.CharField(max_length=16, choices=Scope, blank=True)
    consent_contact = models.BooleanField(default=False)
    written_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    # The editor's word to the authors, from sending a text back until it is handed in again.
    returned_word = models.TextField(blank=True)
    returned_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    # When an editor last found that a published text still holds.
    looked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-published_at", "-id"]
        indexes = [
            models.Index(fields=["status", "-published_at"], name="case_newest_published"),
            # Who may read what, and how many of which kind there are, is told by this alone.
            models.Index(
                fields=[
                    "status",
                    "scope",
                    "edition",
                    "sector",
                    "municipality",
                    "kind",
                    "transition",
                    "id",
                ],
                name="case_circles",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(summary=""), name="case_has_title_and_summary"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="case_kind_is_known"),
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="case_scope_is_known"),
            models.CheckConstraint(
                condition=Q(sector__in=["", *SECTORS]), name="case_sector_is_known"
            ),
            models.CheckConstraint(
                condition=Q(municipality__isnull=False)
                | Q(scope__in=["partnership", "kl", "public"]),
                name="case_of_nobody_has_no_team",
            ),
            models.CheckConstraint(
                condition=~Q(edition="") | Q(scope__in=["team", "kl", "public"]),
                name="case_shared_in_a_partnership_names_it",
            ),
            models.CheckConstraint(
                condition=_NO_CONSENT | _CONSENTED, name="case_scope_stays_within_the_consent"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["submitted", "published"])
                | Q(municipality__isnull=True)
                | Q(consent_by__isnull=False, consent_at__isnull=False),
                name="case_published_with_consent",
            ),
            models.CheckConstraint(
                condition=Q(consent_contact=False) | (~Q(contact="") & Q(consent_by__isnull=False)),
                name="case_contact_is_named_with_consent",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "submitted"], withdrawn_at__isnull=True)
                | Q(status="published", published_at__isnull=False, withdrawn_at__isnull=True)
                | Q(status="withdrawn", withdrawn_at__isnull=False),
                name="case_status_has_its_times",
            ),
            models.CheckConstraint(
                condition=Q(returned_word="", returned_at=None)
                | (Q(status__in=["draft", "withdrawn"], returned_at__isnull=False))
                & ~Q(returned_word=""),
                name="case_sent_back_is_a_draft_with_a_word",
            ),
            models.CheckConstraint(
                condition=Q(test=None) | Q(process__isnull=False), name="case_test_has_its_process"
            ),
            models.UniqueConstraint(
                fields=["process"],
                condition=Q(status="draft", test=None),
                name="case_one_draft_a_process",
            ),
            models.UniqueConstraint(
                fields=["process", "test"],
                condition=Q(status="draft", test__isnull=False),
                name="case_one_draft_a_test",
            ),
            models.UniqueConstraint(
                fields=["day_material"],
                condition=~Q(status="withdrawn"),
                name="case_material_is_taken_over_once",
            ),
            models.UniqueConstraint(
                fields=["article"], condition=~Q(article=""), name="case_each_article_once"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CaseLever(models.Model):
    """One of the seven levers that a text is about."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="levers")
    lever = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["lever"]
        constraints = [
            models.UniqueConstraint(fields=["case", "lever"], name="case_names_a_lever_once"),
            models.CheckConstraint(
                condition=Q(lever__range=(LEVERS[0], LEVERS[-1])),
                name="case_lever_is_one_of_seven",
            ),
        ]

    def __str__(self) -> str:
        return str(self.lever)


class CaseTheme(models.Model):
    """One of the themes that a text is about, by its id in the local arena's definition."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="themes")
    theme = models.CharField(max_length=40)

    class Meta:
        ordering = ["theme"]
        constraints = [
            models.UniqueConstraint(fields=["case", "theme"], name="case_names_a_theme_once"),
            models.CheckConstraint(condition=~Q(theme=""), name="case_theme_has_an_id"),
        ]

    def __str__(self) -> str:
        return self.theme


class CaseVersion(models.Model):
    """A text as it read after a change, and who changed it. Never changed itself."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    written_by = models.ForeignKey(
        "people.User", on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="case_version_has_its_number")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} v{self.number}"
