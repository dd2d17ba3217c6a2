"""What the audit trail says about editions and registrations."""

from django.utils.translation import gettext_lazy as _

from samspil.people import events

events.register(
    {
        "programmes.edition_published": _("%(actor)s åbnede udgaven %(edition)s for tilmelding."),
        "programmes.edition_changed": _("%(actor)s udgav en ny version af %(edition)s: %(reason)s"),
        "programmes.edition_closed": _("%(actor)s lukkede udgaven %(edition)s for tilmelding."),
        "programmes.edition_reopened": _("%(actor)s åbnede udgaven %(edition)s igen."),
        "programmes.edition_draft_begun": _(
            "%(actor)s begyndte på en kladde til udgaven %(edition)s."
        ),
        "programmes.edition_draft_saved": _("%(actor)s gemte kladden til udgaven %(edition)s."),
        "programmes.edition_draft_discarded": _(
            "%(actor)s kasserede kladden til udgaven %(edition)s."
        ),
        "programmes.registration_begun": _(
            "%(actor)s begyndte en tilmelding for %(municipality)s."
        ),
        "programmes.draft_saved": _("%(actor)s gemte kladden til tilmelding for %(municipality)s."),
        "programmes.registration_by_telephone": _(
            "%(actor)s tilmeldte %(municipality)s bindende efter aftale i telefonen."
        ),
        "programmes.chief_asked": _(
            "%(actor)s bad %(person)s bekræfte tilmeldingen af %(municipality)s."
        ),
        "programmes.list_imported": _("%(actor)s indlæste en liste med %(count)s kommuner."),
        "programmes.participant_named": _("%(actor)s navngav %(person)s for %(municipality)s."),
        "programmes.participant_replaced": _(
            "%(actor)s lod %(person)s tage en andens plads for %(municipality)s."
        ),
        "programmes.let_in": _("%(actor)s gav %(municipality)s lov til at tilmelde sig alligevel."),
        "programmes.order_changed": _("%(actor)s ændrede tilmeldingen af %(municipality)s."),
        "programmes.registration_withdrawn": _(
            "%(actor)s løste %(municipality)s fra tilmeldingen."
        ),
        "programmes.waiting": _("%(actor)s skrev %(municipality)s på ventelisten."),
        "programmes.waits_no_more": _("%(actor)s tog %(municipality)s af ventelisten."),
        "programmes.dialogue_noted": _(
            "%(actor)s noterede en samtale om forventninger med %(municipality)s."
        ),
        "programmes.budget_set": _("%(actor)s satte budgettet for udgaven %(edition)s."),
        "programmes.group_letter_sent": _(
            "%(actor)s skrev til %(count)s deltagere i udgaven %(edition)s."
        ),
        "programmes.handed_over": _("%(actor)s lod %(person)s overtage en kollegas roller."),
        "programmes.campaign_prepared": _("%(actor)s bestemte, hvem %(edition)s er for."),
        "programmes.campaign_worded": _("%(actor)s skrev invitationen til %(edition)s."),
        "programmes.addressees_added": _(
            "%(actor)s satte %(number)s på listen over modtagere af invitationen til %(edition)s."
        ),
        "programmes.addressee_removed": _(
            "%(actor)s fjernede en modtager i %(municipality)s, før invitationen blev sendt."
        ),
        "programmes.invitations_begun": _(
            "%(actor)s satte udsendelsen af invitationer til %(edition)s i gang."
        ),
        "programmes.invitations_stopped": _(
            "%(actor)s standsede udsendelsen af invitationer til %(edition)s."
        ),
        "programmes.invited": _("%(actor)s sendte en invitation til %(municipality)s."),
        "programmes.invited_on_paper": _(
            "%(actor)s lavede en invitation til %(municipality)s som brev."
        ),
        "programmes.invitation_withdrawn": _(
            "%(actor)s trak en invitation til %(municipality)s tilbage."
        ),
        "programmes.invitation_reminded": _(
            "%(actor)s mindede %(municipality)s om fristen, %(days)s dage før."
        ),
        "programmes.invitation_declined": _("%(municipality)s svarede nej tak til en invitation."),
        "programmes.invitation_joined": _(
            "%(actor)s kom fra invitationen til %(municipality)s for at tilmelde."
        ),
        "programmes.registration_confirmed": _("%(actor)s tilmeldte %(municipality)s bindende."),
        "programmes.billing_details_noted": _(
            "%(actor)s skrev, hvor regningen til %(municipality)s skal sendes hen."
        ),
        "programmes.billing_details_asked": _(
            "%(actor)s spurgte %(count)s kommuner, hvor regningen skal sendes hen."
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
