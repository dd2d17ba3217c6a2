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
        "development.test_followed": _(
            "%(actor)s valgte, hvilken måling prøve %(number)s i %(municipality)s følges på."
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
        "development.sparring_asked": _("%(actor)s bad om sparring for %(municipality)s."),
        "development.sparring_question_changed": _(
            "%(actor)s rettede et spørgsmål om sparring fra %(municipality)s."
        ),
        "development.sparring_closed": _(
            "%(actor)s lukkede et spørgsmål om sparring fra %(municipality)s."
        ),
        "development.sparring_withdrawn": _(
            "%(actor)s trak et spørgsmål om sparring fra %(municipality)s tilbage."
        ),
        "development.sparring_brought": _(
            "%(actor)s tog et spørgsmål fra %(municipality)s med til en netværksdag."
        ),
        "development.sparring_answered": _("%(actor)s gav sparring for %(municipality)s."),
        "development.sparring_answer_changed": _(
            "%(actor)s rettede et svar, som %(municipality)s har givet."
        ),
        "development.sparring_answer_withdrawn": _(
            "%(actor)s trak et svar, som %(municipality)s havde givet, tilbage."
        ),
        "development.sparring_used": _(
            "%(actor)s skrev, hvad %(municipality)s har brugt af et svar."
        ),
        "development.sparring_offered": _(
            "%(actor)s skrev, hvad %(municipality)s kan vise de andre."
        ),
        "development.sparring_offer_changed": _(
            "%(actor)s rettede et tilbud fra %(municipality)s."
        ),
        "development.sparring_offer_withdrawn": _(
            "%(actor)s trak et tilbud fra %(municipality)s tilbage."
        ),
        "development.sparring_nudged": _(
            "%(actor)s sendte %(municipality)s en venlig påmindelse om sparring."
        ),
        "development.measure_begun": _(
            "%(actor)s begyndte at måle »%(measure)s« i %(municipality)s."
        ),
        "development.measure_changed": _(
            "%(actor)s ændrede målingen »%(measure)s« i %(municipality)s."
        ),
        "development.measure_put_aside": _(
            "%(actor)s lagde målingen »%(measure)s« i %(municipality)s til side."
        ),
        "development.measure_taken_up": _(
            "%(actor)s tog målingen »%(measure)s« i %(municipality)s frem igen."
        ),
        "development.tests_watched": _(
            "%(actor)s valgte, hvilke prøver der følges på »%(measure)s« i %(municipality)s."
        ),
        "development.point_added": _(
            "%(actor)s skrev et målepunkt i »%(measure)s« i %(municipality)s for %(day)s."
        ),
        "development.points_pasted": _(
            "%(actor)s indsatte %(count)s målepunkter i »%(measure)s« i %(municipality)s."
        ),
        "development.point_corrected": _(
            "%(actor)s rettede målepunktet i »%(measure)s« i %(municipality)s for %(day)s: "
            "før %(before)s, nu %(after)s."
        ),
        "development.point_removed": _(
            "%(actor)s fjernede målepunktet i »%(measure)s« i %(municipality)s for %(day)s: "
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
