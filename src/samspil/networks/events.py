"""What the audit trail says about groups."""

from django.utils.translation import gettext_lazy as _

from samspil.people import events

events.register(
    {
        "networks.proposed": _("%(actor)s dannede et forslag med %(groups)s sparringsgrupper."),
        "networks.accepted": _("%(actor)s godkendte %(groups)s sparringsgrupper."),
        "networks.wished": _("%(actor)s skrev et ønske om to kommuner i sparringsgrupperne ned."),
        "networks.wish_dropped": _("%(actor)s tog et ønske om to kommuner væk."),
        "networks.said_exchange": _("%(actor)s skrev, hvad kommunen kan dele og vil lære."),
        "networks.travel_times": _("%(actor)s hentede rejsetider mellem %(count)s kommuner ind."),
        "networks.divided": _("%(actor)s delte kommunerne i %(networks)s netværk."),
        "networks.schools_agreed": _("%(actor)s sagde ja til netværk på tværs af skoler."),
        "networks.schools_agree_no_more": _("%(actor)s trak et ja til netværk på tværs af skoler."),
        "networks.schools_together": _("%(actor)s satte %(schools)s skoler sammen i et netværk."),
    }
)
