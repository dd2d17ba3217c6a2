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
    }
)
