"""How many texts each filter leaves, within the reader's scope: none is offered that is empty."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Q, QuerySet

from samspil.knowledge.models import Case
from samspil.knowledge.selectors.cases import Filters
from samspil.knowledge.sizes import size_of

type Counts = Mapping[str, Mapping[object, int]]
"""For each facet by its name: how many texts each value leaves; no value that leaves none."""


@dataclass(frozen=True)
class Facet:
    """A field of ``Filters``, and where texts keep it.

    ``none_is_all``: a text without a value is about them all. ``several``: a text may have more
    than one. ``reads`` makes what is kept a value of the filter.
    """

    name: str
    field: str
    none_is_all: bool = False
    several: bool = False
    reads: Callable[[object], object] = lambda kept: kept


def _size(population: object) -> str:
    """Return the size of a municipality; none for a text that no municipality stands behind."""
    return size_of(population) if isinstance(population, int) else ""


FACETS = (
    Facet("lever", "levers__lever", several=True),
    Facet("sector", "sector", none_is_all=True),
    Facet("kind", "kind"),
    Facet("transition", "transition"),
    Facet("theme", "themes__theme", several=True),
    Facet("size", "municipality__population", reads=_size),
)


def counted(condition: Q, filters: Filters) -> tuple[int, Counts]:
    """Return how many of the texts the filters leave, and how many each value of a facet would.

    A facet's own choice is taken out: one may change from one value to another.
    """
    chosen = [one for one in FACETS if getattr(filters, one.name) != getattr(Filters(), one.name)]
    free = [one for one in FACETS if one not in chosen]
    texts = Case.objects.filter(condition & filters.condition())
    found = _counted([one for one in free if not one.several], texts)
    total = next((values.total() for values in found.values()), None)
    for one in free:
        if one.several:
            found |= _counted([one], texts)
    for one in chosen:
        others = replace(filters, **{one.name: getattr(Filters(), one.name)})
        found |= _counted([one], Case.objects.filter(condition & others.condition()))
    told = {facet.name: _told(facet, found[facet.name]) for facet in FACETS}
    return texts.count() if total is None else total, told


def _counted(together: Sequence[Facet], texts: QuerySet[Case]) -> dict[str, Counter[object]]:
    """Count texts by all these fields in one go, then for each field alone."""
    found: dict[str, Counter[object]] = {one.name: Counter() for one in together}
    fields = [one.field for one in together]
    if fields:
        for *values, number in texts.order_by().values_list(*fields).annotate(n=Count("pk")):
            for one, value in zip(together, values, strict=True):
                found[one.name][one.reads(value)] += number
    return found


def _told(facet: Facet, counted: Counter[object]) -> dict[object, int]:
    for_all = counted[""] if facet.none_is_all else 0
    return {value: counted[value] + for_all for value in sorted(filter(None, counted), key=str)}
