"""How the people of a registration go, and in time the accounts."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from samspil.people.keeping import definitions, registry
from samspil.programmes import selectors
from samspil.programmes.editions import Edition
from samspil.programmes.models import (
    BilledEntry,
    BillingDetails,
    BillingEntry,
    BillingRun,
    DayNeeds,
    Invitation,
    InvitationGuest,
    Invoice,
    InvoiceFile,
    InvoiceLine,
    OpenEdition,
    Participant,
    Payment,
    Registration,
    RegistrationContact,
)

GONE = "@deleted.invalid"
FINANCIAL_YEARS = 5


def last_day(content: Edition) -> date | None:
    """Return the last day of an edition: of its days, or of its window; None where not stated."""
    days = [day.date for day in content.network_days if day.date is not None]
    if content.window is not None:
        days.append(content.window.last)
    return max(days, default=None)


def _over(now: datetime, kind: str = "participants") -> list[str]:
    """Return the editions of which a kind of data has been kept long enough."""
    today = timezone.localdate(now)
    keep = timedelta(days=definitions.days(kind))
    found = []
    for one in OpenEdition.objects.values_list("pk", flat=True):
        view = selectors.edition(one)
        last = last_day(view.content) if view else None
        if last is not None and last + keep < today:
            found.append(one)
    return found


def _people(now: datetime) -> QuerySet[Participant]:
    rows = Participant.objects.filter(team__registration__edition__in=_over(now))
    return rows.exclude(email__endswith=GONE)


def _contacts(now: datetime) -> QuerySet[RegistrationContact]:
    return RegistrationContact.objects.filter(registration__edition__in=_over(now))


def _said_yes(now: datetime) -> QuerySet[Registration]:
    rows = Registration.objects.filter(edition__in=_over(now)).exclude(said_yes_email="")
    return rows.exclude(said_yes_email__endswith=GONE)


def _forget_people(now: datetime) -> int:
    """Put a number for each name; how many there were stays, and who bound the municipality too."""
    address = Concat(Value("participant-"), Cast(F("pk"), CharField()), Value(GONE))
    number = Concat(Value("Deltager "), Cast(F("pk"), CharField()))
    changed = _people(now).update(name=number, email=address, title="", user=None)
    changed += _said_yes(now).update(said_yes_name="Chef", said_yes_email=f"chief{GONE}")
    Registration.objects.filter(edition__in=_over(now)).exclude(remarks="").update(remarks="")
    return changed + _contacts(now).delete()[0]


def _day_needs(now: datetime) -> QuerySet[DayNeeds]:
    """Return what was told of food and access that no day needs any longer."""
    comes = Participant.objects.filter(
        user=OuterRef("user"),
        team__registration__edition=OuterRef("edition"),
        team__registration__status=Registration.Status.CONFIRMED,
    )
    return DayNeeds.objects.filter(Q(edition__in=_over(now, "day_needs")) | ~Exists(comes))


def _invited(now: datetime) -> QuerySet[Invitation]:
    rows = Invitation.objects.filter(campaign__edition__in=_over(now, "invitations"))
    return rows.exclude(email__endswith=GONE)


def _forget_invited(now: datetime) -> int:
    """Put a number for each recipient; that they were invited and what they answered stays."""
    address = Concat(Value("invitation-"), Cast(F("pk"), CharField()), Value(GONE))
    InvitationGuest.objects.filter(invitation__in=_invited(now)).delete()
    return _invited(now).update(email=address, name="")


def _years_over(now: datetime) -> int:
    """Return the last financial year that need not be kept any longer."""
    return timezone.localtime(now).year - FINANCIAL_YEARS - 1


def _old_books(now: datetime) -> Iterator[QuerySet[Any]]:
    """Yield what is old enough of the books, in the sequence in which it can go."""
    year = _years_over(now)
    end = timezone.make_aware(datetime(year + 1, 1, 1))  # noqa: DTZ001 - made aware at once
    runs = BillingRun.objects.filter(made_at__lt=end)
    billed = BilledEntry.objects.filter(run__in=runs)
    entries = list(billed.values_list("entry_id", flat=True))
    yield billed
    yield runs
    yield BillingEntry.objects.filter(Q(pk__in=entries))
    yield Payment.objects.filter(made_at__lt=end)
    alive = BillingEntry.objects.filter(made_at__gte=end).values("registration_id")
    today = timezone.localdate(now)
    papers = Invoice.objects.filter(keep_until__lt=today)
    yield InvoiceLine.objects.filter(invoice__in=papers)
    yield InvoiceFile.objects.filter(invoice__in=papers)
    yield papers.filter(kind=Invoice.Kind.CREDIT_NOTE)
    yield papers.filter(kind=Invoice.Kind.INVOICE, credited_by=None)
    yield BillingDetails.objects.filter(changed_at__lt=end).exclude(registration_id__in=alive)


registry.sweeper(
    "participants",
    due=lambda now: _people(now).count() + _contacts(now).count() + _said_yes(now).count(),
    sweep=_forget_people,
)
registry.sweeper("invitations", due=lambda now: _invited(now).count(), sweep=_forget_invited)
registry.sweeper(
    "day_needs",
    due=lambda now: _day_needs(now).count(),
    sweep=lambda now: _day_needs(now).delete()[0],
)
registry.sweeper(
    "billing",
    due=lambda now: sum(rows.count() for rows in _old_books(now)),
    sweep=lambda now: sum(rows.delete()[0] for rows in _old_books(now)),
)
