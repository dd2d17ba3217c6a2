"""Ways into the portal: how many texts of each kind and on each theme this viewer may read."""

from dataclasses import dataclass

from django.db.models import Count

from samspil.knowledge import sentences, themes
from samspil.knowledge.models import Case, CaseTheme
from samspil.knowledge.selectors import scopes
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class Way:
    """A kind or a theme: its value in the address, its name, and the number of texts."""

    value: str
    name: str
    count: int


def kinds(viewer: Viewer) -> list[Way]:
    """The kinds that have texts for this viewer, in the order of the kinds."""
    readable = Case.objects.filter(scopes.published(viewer)).order_by()
    counts = dict(readable.values_list("kind").annotate(number=Count("pk")))
    return [
        Way(kind, str(name), counts[kind])
        for kind, name in sentences.KINDS.items()
        if kind in counts
    ]


def theme_ways(viewer: Viewer) -> list[Way]:
    """The themes that have texts for this viewer, in the order of the themes."""
    readable = Case.objects.filter(scopes.published(viewer)).order_by().values("pk")
    found = CaseTheme.objects.filter(case__in=readable).order_by()
    counts = dict(found.values_list("theme").annotate(number=Count("case", distinct=True)))
    return [
        Way(theme, name, counts[theme]) for theme, name in themes.names().items() if theme in counts
    ]
