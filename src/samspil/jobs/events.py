"""What the audit trail says about long work."""

from django.utils.translation import gettext_lazy as _

from samspil.people import events

events.register({"jobs.started": _("%(actor)s satte noget i gang: %(work)s.")})
