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
    }
)
