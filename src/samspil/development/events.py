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
        "development.driver_added": _("%(actor)s føjede til driverdiagrammet i %(municipality)s."),
        "development.driver_renamed": _(
            "%(actor)s omskrev en driver i driverdiagrammet i %(municipality)s."
        ),
        "development.driver_moved": _(
            "%(actor)s flyttede en driver i driverdiagrammet i %(municipality)s."
        ),
        "development.driver_linked": _(
            "%(actor)s forbandt to drivere i driverdiagrammet i %(municipality)s."
        ),
        "development.driver_unlinked": _(
            "%(actor)s skilte to drivere i driverdiagrammet i %(municipality)s."
        ),
        "development.driver_removed": _(
            "%(actor)s fjernede en driver fra driverdiagrammet i %(municipality)s."
        ),
        "development.driver_undone": _(
            "%(actor)s fortrød en ændring i driverdiagrammet i %(municipality)s."
        ),
        "development.test_planned": _("%(actor)s planlagde prøve %(number)s i %(municipality)s."),
        "development.plan_changed": _(
            "%(actor)s ændrede planen for prøve %(number)s i %(municipality)s."
        ),
        "development.test_begun": _(
            "%(actor)s gik i gang med prøve %(number)s i %(municipality)s."
        ),
        "development.test_begun_without_prediction": _(
            "%(actor)s gik i gang med prøve %(number)s i %(municipality)s uden en forudsigelse."
        ),
        "development.test_concluded": _(
            "%(actor)s skrev, hvad der skete i prøve %(number)s i %(municipality)s."
        ),
        "development.test_brought": _(
            "%(actor)s tog prøve %(number)s i %(municipality)s med til en netværksdag."
        ),
    }
)
