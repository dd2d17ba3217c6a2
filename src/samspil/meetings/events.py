"""What the audit trail says about meetings."""

from django.utils.translation import gettext_lazy as _

from samspil.people import events

events.register(
    {
        "meetings.planned": _(
            "%(actor)s planlagde møderne: %(new)s nye og %(changed)s med ændret tid eller sted."
        ),
        "meetings.decided": _("%(actor)s skrev en beslutning fra et møde ned."),
        "meetings.cancelled": _("%(actor)s aflyste et møde og skrev hvorfor."),
        "meetings.attendance_noted": _("%(actor)s noterede, hvem der kom til et møde."),
        "meetings.calendar_followed": _("%(actor)s hentede et link til en kalender."),
        "meetings.held_after_all": _("%(actor)s tog en aflysning tilbage: mødet holdes."),
        "meetings.brought": _("%(actor)s tog noget med til næste netværksdag."),
    }
)
