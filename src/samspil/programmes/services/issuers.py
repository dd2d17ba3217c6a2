"""Who sends an edition's invoices, and the series their numbers come from."""

import datetime as dt
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from samspil.methods.invoicing import is_cvr, is_gln
from samspil.people import services as people
from samspil.people.viewer import Viewer
from samspil.programmes import rules, selectors
from samspil.programmes.models import Issuer, NumberSeries
from samspil.programmes.services import errors
from samspil.programmes.services.acting import known


@dataclass(frozen=True, slots=True)
class Series:
    """A number series as asked for; ``first`` counts only while no paper has been issued."""

    prefix: str
    digits: int = 4
    first: int = 1
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Seller:
    """Who sends the invoices; paid by bank account or by payment slip, not both."""

    name: str
    cvr: str
    street: str
    postal_code: str
    city: str
    contact_name: str
    contact_email: str
    contact_phone: str = ""
    gln: str = ""
    bank_registration: str = ""
    bank_account: str = ""
    fik_creditor: str = ""
    payment_days: int = 30
    is_vat_registered: bool = True
    exemption: str = ""


@transaction.atomic
def set_issuer(
    *,
    actor: Viewer,
    edition: str,
    seller: Seller,
    series: Series,
    now: dt.datetime | None = None,
) -> Issuer:
    """Say who sends an edition's invoices. Papers issued already keep what they say.

    Raises NotAllowedError, NoSuchEditionError, SeriesTakenError, ValueError for a number whose
    check digit is wrong (the form says so before).
    """
    if not rules.may_bill(actor, edition):
        raise people.NotAllowedError
    if selectors.edition(edition) is None:
        raise errors.NoSuchEditionError
    if not is_cvr(seller.cvr) or (seller.gln and not is_gln(seller.gln)):
        raise ValueError("a check digit is wrong")
    counted = _series(series, seller.cvr)
    fields = asdict(seller) | {
        "series": counted,
        "changed_by_id": known(actor),
        "changed_at": now or timezone.now(),
    }
    issuer, _is_new = Issuer.objects.update_or_create(edition=edition, defaults=fields)
    people.record(
        actor=actor,
        action="programmes.issuer_set",
        edition=edition,
        subject=f"issuer:{issuer.pk}",
        details={"seller": seller.name, "edition": edition},
    )
    return issuer


def _series(asked: Series, cvr: str) -> NumberSeries:
    """Return the series, made or brought in line; one that has been used keeps its count."""
    made, is_new = NumberSeries.objects.select_for_update().get_or_create(
        prefix=asked.prefix,
        defaults={"digits": asked.digits, "next_number": asked.first, "last": asked.last},
    )
    if is_new:
        return made
    # Two sellers may not share numbers: each must have an unbroken series of its own.
    if Issuer.objects.filter(series=made).exclude(cvr=cvr).exists():
        raise errors.SeriesTakenError
    is_used = made.papers.exists()
    if is_used and (made.digits != asked.digits or _ends_too_early(made, asked)):
        raise errors.SeriesTakenError
    if not is_used:
        made.digits, made.next_number = asked.digits, asked.first
    made.last = asked.last
    made.save()
    return made


def _ends_too_early(made: NumberSeries, asked: Series) -> bool:
    return asked.last is not None and asked.last < made.next_number - 1
