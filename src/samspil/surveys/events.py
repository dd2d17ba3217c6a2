"""What the audit trail says about surveys. An anonymous answer leaves no event: it has an hour."""

from django.utils.translation import gettext_lazy as _

from samspil.people import events

events.register(
    {
        "surveys.opened": _("%(actor)s åbnede spørgeskemaet %(survey)s."),
        "surveys.invited": _("%(actor)s bad nogen om at svare på %(survey)s."),
        "surveys.reminded": _("%(actor)s mindede %(number)s om at svare på %(survey)s."),
        "surveys.withdrawn": _("%(actor)s trak en invitation til %(survey)s tilbage."),
        "surveys.answered": _("Der kom et svar på %(survey)s."),
        "surveys.closed": _("%(actor)s lukkede spørgeskemaet %(survey)s."),
    }
)
