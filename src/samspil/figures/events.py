"""What the audit trail says about figures."""

from django.utils.translation import gettext_lazy as _

from samspil.people import events

events.register(
    {
        "figures.published": _(
            "%(actor)s udgav tal fra %(origin)s: %(new)s nye og %(changed)s ændrede."
        ),
        "figures.group_saved": _("%(actor)s gemte gruppen af kommuner “%(name)s”."),
        "figures.group_deleted": _("%(actor)s slettede gruppen af kommuner “%(name)s”."),
        "figures.comparison_list_published": _(
            "%(actor)s indlæste sammenligningsgrupper fra %(source)s: %(pairs)s par."
        ),
        "figures.selection_frozen": _(
            "%(actor)s fastholdt udvælgelsen %(selection)s (version %(version)s, tal %(inputs)s)."
        ),
    }
)
