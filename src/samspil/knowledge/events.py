"""What the audit trail says about the portal."""

from django.utils.translation import gettext_lazy as _

from samspil.people import events

events.register(
    {
        "knowledge.drafted": _("%(actor)s begyndte en tekst til vidensportalen."),
        "knowledge.edited": _("%(actor)s rettede en tekst til vidensportalen."),
        "knowledge.submitted": _(
            "%(actor)s sendte en tekst til vidensportalen og gav samtykke til at dele den."
        ),
        "knowledge.published": _("%(actor)s udgav en tekst i vidensportalen."),
        "knowledge.withdrawn": _("%(actor)s trak en tekst tilbage fra vidensportalen."),
        "knowledge.handed_in": _("%(actor)s sendte en tekst til redaktøren af vidensportalen."),
        "knowledge.sent_back": _(
            "%(actor)s sendte en tekst til vidensportalen tilbage til dem, der skrev den."
        ),
        "knowledge.still_right": _(
            "%(actor)s så på en tekst i vidensportalen og fandt, at den stadig gælder."
        ),
        "knowledge.consent_changed": _(
            "%(actor)s ændrede samtykket til en tekst i vidensportalen."
        ),
        "knowledge.consent_asked": _(
            "%(actor)s spurgte %(municipality)s, om en tekst må deles med flere."
        ),
        "knowledge.consent_answered": _("%(actor)s svarede på, om en tekst må deles med flere."),
        "knowledge.taken_over": _(
            "%(actor)s lagde materiale fra en netværksdag i vidensportalen som kladde."
        ),
        "knowledge.file_added": _("%(actor)s lagde en fil til en tekst i vidensportalen."),
        "knowledge.file_removed": _("%(actor)s fjernede en fil fra en tekst i vidensportalen."),
        "knowledge.invited": _(
            "%(actor)s inviterede %(municipality)s til at skrive til vidensportalen."
        ),
        "knowledge.articles_loaded": _("%(actor)s indlæste %(number)s artikler i vidensportalen."),
    }
)
