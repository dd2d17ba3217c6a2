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
        "knowledge.articles_loaded": _("%(actor)s indlæste %(number)s artikler i vidensportalen."),
    }
)
