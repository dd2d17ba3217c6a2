"""What the audit trail says about groups."""

from django.utils.translation import gettext_lazy as _

from samspil.people import events

events.register(
    {
        "networks.proposed": _("%(actor)s dannede et forslag med %(groups)s sparringsgrupper."),
        "networks.accepted": _("%(actor)s godkendte %(groups)s sparringsgrupper."),
    }
)
