"""The parts of a process as its page lists them: one line each, and where to read on or begin."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.development.selectors import ProcessView
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class Part:
    """One part: what stands there (``line``, empty for nothing yet), and what it is for.

    ``is_own_words`` tells that the line is the municipality's own, so Danish whoever reads it.
    """

    title: str
    href: str
    line: str
    purpose: str
    is_own_words: bool = True


Maker = Callable[[Viewer, ProcessView], Part]


def parts(viewer: Viewer, view: ProcessView) -> list[Part]:
    """Return the parts in the order that one thinks them."""
    return [make(viewer, view) for make in _MAKERS]


def _trials(_viewer: Viewer, view: ProcessView) -> Part:
    count = len(view.tests)
    told = ""
    if view.next_test is not None:
        told = f"{view.next_test.status_name}: {view.next_test.question}"
    elif count:
        told = ngettext("%(count)s prøve", "%(count)s prøver", count) % {"count": count}
    return Part(
        title=_("Prøver"),
        href="#proever",
        line=told,
        purpose=_("Noget småt, I prøver af: hvad venter I, og hvad skete der?"),
    )


def href(view: ProcessView, name: str) -> str:
    """Return the address of a page below this process."""
    return reverse(f"development:{name}", args=[view.row.id])


_MAKERS: tuple[Maker, ...] = (
    # In this order: ambition, starting point, vision, organisation, drivers, trials, measures,
    # sparring, timeline.
    _trials,
)
