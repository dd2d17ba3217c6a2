"""What the audit trail says about development processes."""

from django.utils.translation import gettext_lazy as _

from samspil.people import events

events.register(
    {
        "development.process_begun": _(
            "%(actor)s begyndte udviklingsprocessen i %(municipality)s."
        ),
        "development.aim_changed": _("%(actor)s ændrede målet for processen i %(municipality)s."),
        "development.process_closed": _("%(actor)s afsluttede processen i %(municipality)s."),
        "development.test_planned": _("%(actor)s planlagde prøve %(number)s i %(municipality)s."),
        "development.plan_changed": _(
            "%(actor)s ændrede planen for prøve %(number)s i %(municipality)s."
        ),
        "development.test_begun": _(
            "%(actor)s gik i gang med prøve %(number)s i %(municipality)s."
        ),
        "development.test_concluded": _(
            "%(actor)s skrev, hvad der skete i prøve %(number)s i %(municipality)s."
        ),
        "development.test_brought": _(
            "%(actor)s tog prøve %(number)s i %(municipality)s med til en netværksdag."
        ),
        "development.ambition_written": _(
            "%(actor)s skrev om den politiske ambition i %(municipality)s."
        ),
        "development.conflict_named": _("%(actor)s nævnte en værdikonflikt i %(municipality)s."),
        "development.conflict_changed": _("%(actor)s rettede en værdikonflikt i %(municipality)s."),
        "development.conflict_dropped": _(
            "%(actor)s fjernede en værdikonflikt i %(municipality)s."
        ),
        "development.starting_point_chosen": _(
            "%(actor)s valgte, hvad processen i %(municipality)s begynder med."
        ),
        "development.vision_written": _("%(actor)s skrev en vision i %(municipality)s."),
        "development.vision_dropped": _("%(actor)s fjernede en vision i %(municipality)s."),
        "development.organised": _(
            "%(actor)s skrev om organiseringen af processen i %(municipality)s."
        ),
        "development.scope_set": _(
            "%(actor)s sagde, hvad processen i %(municipality)s handler om."
        ),
    }
)
