"""What the audit trail says about editions and registrations."""

from django.utils.translation import gettext_lazy as _

from samspil.people import events

events.register(
    {
        "programmes.edition_published": _("%(actor)s åbnede udgaven %(edition)s for tilmelding."),
        "programmes.registration_begun": _(
            "%(actor)s begyndte en tilmelding for %(municipality)s."
        ),
        "programmes.draft_saved": _("%(actor)s gemte kladden til tilmelding for %(municipality)s."),
        "programmes.registration_confirmed": _("%(actor)s tilmeldte %(municipality)s bindende."),
        "programmes.billing_details_noted": _(
            "%(actor)s skrev, hvor regningen til %(municipality)s skal sendes hen."
        ),
        "programmes.price_agreed": _(
            "%(actor)s noterede %(amount)s kr. aftalt med %(municipality)s."
        ),
        "programmes.vat_decided": _("%(actor)s afgjorde momsen i udgaven %(edition)s."),
        "programmes.billing_basis_made": _(
            "%(actor)s dannede fakturagrundlag nr. %(number)s i udgaven %(edition)s."
        ),
        "programmes.issuer_set": _(
            "%(actor)s skrev, at %(seller)s sender fakturaerne i udgaven %(edition)s."
        ),
        "programmes.invoice_issued": _(
            "%(actor)s udstedte faktura %(label)s til %(municipality)s på %(payable)s kr."
        ),
        "programmes.invoice_credited": _(
            "%(actor)s udstedte kreditnota %(label)s, som tager faktura %(taken)s tilbage."
        ),
        "programmes.payments_recorded": _("%(actor)s noterede en betaling fra %(municipality)s."),
    }
)
