"""What the audit trail says about files."""

from django.utils.translation import gettext_lazy as _

from samspil.people import events

events.register(
    {
        "documents.stored": _("%(actor)s lagde en fil op (%(kind)s)."),
        "documents.deleted": _("%(actor)s slettede en fil for altid (%(kind)s)."),
    }
)
