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
        "meetings.guest_invited": _("%(actor)s inviterede en gæst til et møde."),
        "meetings.held_after_all": _("%(actor)s tog en aflysning tilbage: mødet holdes."),
        "meetings.brought": _("%(actor)s tog noget med til næste netværksdag."),
        "meetings.taken_back": _("%(actor)s trak noget, der var taget med, tilbage."),
        "meetings.agenda_changed": _("%(actor)s ændrede en dagsorden."),
        "meetings.speaker_invited": _("%(actor)s sendte en oplægsholder et link til sit oplæg."),
        "meetings.speaker_added": _("En oplægsholder lagde en fil op til sit oplæg."),
        "meetings.suggested": _("%(actor)s foreslog noget til næste netværksdag."),
        "meetings.voted": _("%(actor)s afgav kommunens stemme på et styregruppemøde."),
        "meetings.poll_closed": _("%(actor)s lukkede en afstemning."),
        "meetings.progress_told": _("%(actor)s fortalte, hvordan det går i kommunen."),
        "meetings.decision_settled": _("%(actor)s skrev, hvad der blev af en beslutning."),
        "meetings.minutes_written": _("%(actor)s gemte et referat."),
        "meetings.sent_home": _("%(actor)s skrev noget, alle tager med hjem."),
        "meetings.replied_from_home": _("%(actor)s fortalte, hvad der kom ud af det hjemme."),
    }
)
