"""What the audit trail says about screenings."""

from django.utils.translation import gettext_lazy as _

from samspil.people import events

events.register(
    {
        "screening.started": _("%(actor)s begyndte en foranalyse i %(municipality)s."),
        "screening.judged": _("%(actor)s vurderede greb %(lever)s i %(municipality)s."),
        "screening.finding_added": _(
            "%(actor)s skrev et fund på greb %(lever)s i %(municipality)s."
        ),
        "screening.workshop_opened": _("%(actor)s åbnede en workshop i %(municipality)s."),
        "screening.workshop_agreed": _(
            "%(actor)s skrev, hvad en workshop blev enig om på greb %(lever)s i %(municipality)s."
        ),
        "screening.workshop_closed": _("%(actor)s lukkede en workshop i %(municipality)s."),
        "screening.finished": _("%(actor)s afsluttede foranalysen i %(municipality)s."),
    }
)
