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
        "screening.finding_changed": _(
            "%(actor)s rettede et fund på greb %(lever)s i %(municipality)s."
        ),
        "screening.finding_removed": _(
            "%(actor)s fjernede et fund på greb %(lever)s i %(municipality)s."
        ),
        "screening.prioritised": _("%(actor)s satte fund i rækkefølge i %(municipality)s."),
        "screening.evidence_added": _("%(actor)s lagde en kilde ind i %(municipality)s."),
        "screening.evidence_used": _(
            "%(actor)s brugte en kilde på greb %(lever)s i %(municipality)s."
        ),
        "screening.evidence_removed": _("%(actor)s fjernede en kilde i %(municipality)s."),
        "screening.planned": _("%(actor)s satte noget på planen i %(municipality)s."),
        "screening.widened": _("%(actor)s udvidede foranalysen i %(municipality)s."),
        "screening.shared": _(
            "%(actor)s valgte, hvad der deles af foranalysen i %(municipality)s."
        ),
        "screening.instrument_brought": _("%(actor)s tog redskabet %(instrument)s i brug."),
        "screening.instrument_retired": _("%(actor)s tog redskabet %(instrument)s ud af brug."),
        "screening.workshop_opened": _("%(actor)s åbnede en workshop i %(municipality)s."),
        "screening.workshop_agreed": _(
            "%(actor)s skrev, hvad en workshop blev enig om på greb %(lever)s i %(municipality)s."
        ),
        "screening.workshop_closed": _("%(actor)s lukkede en workshop i %(municipality)s."),
        "screening.template_added": _("%(actor)s lagde en skabelon til oplæg op: %(name)s."),
        "screening.template_accepted": _("%(actor)s tog en skabelon til oplæg i brug: %(name)s."),
        "screening.template_deleted": _("%(actor)s slettede en skabelon til oplæg: %(name)s."),
        "screening.finished": _("%(actor)s afsluttede foranalysen i %(municipality)s."),
    }
)
