"""What the audit trail says about figures."""

from django.utils.translation import gettext_lazy as _

from samspil.people import events

events.register(
    {
        "figures.published": _(
            "%(actor)s udgav tal fra %(origin)s: %(new)s nye og %(changed)s ændrede."
        ),
    }
)
