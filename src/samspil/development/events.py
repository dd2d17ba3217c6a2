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
    }
)
