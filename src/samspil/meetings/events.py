"""What the audit trail says about meetings."""

from django.utils.translation import gettext_lazy as _

from samspil.people import events

events.register(
    {
        "meetings.planned": _(
            "%(actor)s planlagde møderne: %(new)s nye og %(changed)s med ændret tid eller sted."
        ),
        "meetings.decided": _("%(actor)s skrev en beslutning fra et møde ned."),
        "meetings.brought": _("%(actor)s tog noget med til næste netværksdag."),
    }
)
