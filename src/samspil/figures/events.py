"""What the audit trail says about figures."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspil.figures.indicators import load_indicators
from samspil.people import events


def _indicator(code: object) -> str:
    found = load_indicators().get(str(code))
    return found.content.short.in_language(get_language() or "da") if found else str(code)


events.explain("indicator", _indicator)

events.register(
    {
        "figures.published": _(
            "%(actor)s udgav tal fra %(origin)s: %(new)s nye og %(changed)s ændrede."
        ),
        "figures.own_typed": _(
            "%(actor)s skrev et af kommunens egne tal: %(indicator)s, %(period)s."
        ),
        "figures.own_pasted": _(
            "%(actor)s indsatte egne tal for %(municipality)s: %(new)s nye og %(replaced)s "
            "erstattede."
        ),
        "figures.own_replaced": _(
            "%(actor)s erstattede et af kommunens egne tal: %(indicator)s, %(period)s."
        ),
        "figures.own_withdrawn": _(
            "%(actor)s trak et af kommunens egne tal tilbage: %(indicator)s, %(period)s."
        ),
        "figures.own_shared_organisers": _(
            "%(actor)s gav arrangørerne lov til at se kommunens egne tal."
        ),
        "figures.own_shared_municipality": _(
            "%(actor)s gav %(other)s lov til at se kommunens egne tal."
        ),
        "figures.own_unshared_organisers": _(
            "%(actor)s tog arrangørernes lov til at se kommunens egne tal tilbage."
        ),
        "figures.own_unshared_municipality": _(
            "%(actor)s tog det lov tilbage, som %(other)s havde til at se kommunens egne tal."
        ),
        "figures.group_saved": _("%(actor)s gemte gruppen af kommuner “%(name)s”."),
        "figures.group_deleted": _("%(actor)s slettede gruppen af kommuner “%(name)s”."),
        "figures.comparison_list_published": _(
            "%(actor)s indlæste sammenligningsgrupper fra %(source)s: %(pairs)s par."
        ),
        "figures.selection_frozen": _(
            "%(actor)s fastholdt udvælgelsen %(selection)s (version %(version)s, tal %(inputs)s)."
        ),
        "figures.key_saved": _(
            "%(actor)s gemte en nøgle til %(publisher)s, der ender på %(last)s."
        ),
        "figures.key_forgotten": _("%(actor)s slettede nøglen til %(publisher)s."),
        "figures.mapped": _("%(actor)s fortalte, hvad kolonnerne i %(origin)s er."),
        "figures.mapping_dropped": _("%(actor)s lod Samspil glemme kolonnerne i %(origin)s."),
    }
)
