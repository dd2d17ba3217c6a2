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
        "screening.template_added": _("%(actor)s lagde en skabelon til oplæg op: %(name)s."),
        "screening.template_accepted": _("%(actor)s tog en skabelon til oplæg i brug: %(name)s."),
        "screening.template_deleted": _("%(actor)s slettede en skabelon til oplæg: %(name)s."),
        "screening.finished": _("%(actor)s afsluttede foranalysen i %(municipality)s."),
    }
)
