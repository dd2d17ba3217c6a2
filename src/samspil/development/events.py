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
        "development.measure_begun": _(
            "%(actor)s begyndte at måle »%(measure)s« i %(municipality)s."
        ),
        "development.measure_changed": _(
            "%(actor)s ændrede målet »%(measure)s« i %(municipality)s."
        ),
        "development.measure_put_aside": _(
            "%(actor)s lagde målet »%(measure)s« i %(municipality)s til side."
        ),
        "development.measure_taken_up": _(
            "%(actor)s tog målet »%(measure)s« i %(municipality)s frem igen."
        ),
        "development.tests_watched": _(
            "%(actor)s valgte, hvilke prøver der følges på »%(measure)s« i %(municipality)s."
        ),
        "development.point_added": _(
            "%(actor)s skrev en måling af »%(measure)s« i %(municipality)s for %(day)s."
        ),
        "development.points_pasted": _(
            "%(actor)s indsatte %(count)s målinger af »%(measure)s« i %(municipality)s."
        ),
        "development.point_corrected": _(
            "%(actor)s rettede målingen af »%(measure)s« i %(municipality)s for %(day)s: "
            "før %(before)s, nu %(after)s."
        ),
        "development.point_removed": _(
            "%(actor)s fjernede målingen af »%(measure)s« i %(municipality)s for %(day)s: "
            "der stod %(before)s."
        ),
        "development.phase_begun": _(
            "%(actor)s lod en ny fase af »%(measure)s« i %(municipality)s begynde %(day)s: "
            "%(reason)s"
        ),
        "development.phase_taken_back": _(
            "%(actor)s tog fasen fra %(day)s af »%(measure)s« i %(municipality)s tilbage: "
            "%(reason)s"
        ),
    }
)
