"""What the audit trail says about letters."""

from django.utils.translation import gettext_lazy as _

from samspil.people import events

events.register({"letters.sent_again": _("%(actor)s sendte en mail igen.")})
