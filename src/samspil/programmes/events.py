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
        "programmes.registration_confirmed": _("%(actor)s tilmeldte %(municipality)s bindende."),
    }
)
