"""What the audit trail says about evaluations."""

from django.utils.translation import gettext_lazy as _

from samspil.people import events

events.register(
    {
        "evaluation.judged": _(
            "%(actor)s skrev en vurdering af kriterium %(criterion)s for %(municipality)s "
            "(version %(number)s)."
        ),
        "evaluation.edition_judged": _(
            "%(actor)s skrev en vurdering af kriterium %(criterion)s for hele partnerskabet "
            "(version %(number)s)."
        ),
        "evaluation.closed": _("%(actor)s afsluttede evalueringen for %(municipality)s."),
        "evaluation.edition_closed": _("%(actor)s afsluttede evalueringen af partnerskabet."),
        "evaluation.opened": _("%(actor)s åbnede evalueringen for %(municipality)s igen."),
        "evaluation.edition_opened": _("%(actor)s åbnede evalueringen af partnerskabet igen."),
    }
)
