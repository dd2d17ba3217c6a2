"""Where a municipality's bill goes: filled in by its own people, or for them."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from samspil.methods.invoicing.identifiers import is_cvr, is_gln
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import rules, selectors
from samspil.programmes.models import BillingDetails, Registration
from samspil.programmes.services import errors, notices


@dataclass(frozen=True, slots=True)
class Details:
    """To whom the bill goes; what is not known yet is empty."""

    cvr: str = ""
    gln: str = ""
    order_reference: str = ""
    contact_name: str = ""
    contact_email: str = ""


@transaction.atomic
def note_billing_details(
    *,
    actor: Viewer,
    edition: str,
    municipality: str,
    details: Details,
    now: dt.datetime | None = None,
) -> BillingDetails:
    """Store where the bill goes, for a draft or a registration that binds.

    What stands in a billing basis already made is not changed. Raises NotAllowedError,
    NoDraftError where nothing has been begun, ValueError for a number whose check digit is wrong
    (the form says so before).
    """
    if not rules.may_note_billing(actor, municipality, edition):
        raise people.NotAllowedError
    row = (
        Registration.objects.select_for_update(of=("self",))
        .filter(edition=edition, municipality_id=municipality)
        .first()
    )
    if row is None:
        raise errors.NoDraftError
    if (details.cvr and not is_cvr(details.cvr)) or (details.gln and not is_gln(details.gln)):
        raise ValueError("a check digit is wrong")
    standing, is_new = BillingDetails.objects.get_or_create(
        registration=row,
        defaults=asdict(details)
        | {"changed_by_id": actor.user_id, "changed_at": now or timezone.now()},
    )
    if not is_new and details_of(standing) == details:
        return standing
    for name, value in asdict(details).items():
        setattr(standing, name, value)
    standing.changed_by_id = actor.user_id
    standing.changed_at = now or timezone.now()
    standing.save()
    people.record(
        actor=actor,
        action="programmes.billing_details_noted",
        municipality=municipality,
        edition=edition,
        subject=f"registration:{row.pk}",
    )
    return standing


@transaction.atomic
def ask_billing_details(*, actor: Viewer, edition: str, now: dt.datetime | None = None) -> int:
    """Ask every municipality that lacks something where its bill goes; returns how many.

    Each is asked at most once a day. Raises NotAllowedError, NoSuchEditionError.
    """
    if not rules.may_bill(actor, edition):
        raise people.NotAllowedError
    view = selectors.edition(edition)
    if view is None:
        raise errors.NoSuchEditionError
    today = timezone.localdate(now or timezone.now())
    lacking = [row.code for row in selectors.billing_basis(actor, edition).rows if row.missing]
    rows = Registration.objects.filter(
        edition=edition, municipality_id__in=lacking, status="confirmed"
    ).select_related("municipality", "confirmed_by")
    asked = sum(notices.ask_billing_details(row, view, today=today) for row in rows)
    if asked:
        people.record(
            actor=actor,
            action="programmes.billing_details_asked",
            edition=edition,
            details={"count": asked},
        )
    return asked


def details_of(row: BillingDetails) -> Details:
    """Return a stored row as a value."""
    return Details(row.cvr, row.gln, row.order_reference, row.contact_name, row.contact_email)
