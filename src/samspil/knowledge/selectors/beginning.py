"""Where somebody can begin to write."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.development import selectors as development
from samspil.development.selectors import ProcessRow
from samspil.knowledge import rules
from samspil.knowledge.models import SECTORS
from samspil.knowledge.trials import Trial, trial, trials_of
from samspil.people import rules as people
from samspil.people.viewer import Viewer
from samspil.places import selectors as places
from samspil.programmes import selectors as programmes


@dataclass(frozen=True)
class Beginnings:
    """What a case can begin from: a process as a whole, or one of its concluded tests."""

    process: int
    what: str
    tests: tuple[Trial, ...]


@dataclass(frozen=True)
class Place:
    """Whom a text would be by; without a municipality it is the portal's own."""

    municipality: str
    sector: str
    edition: str
    label: str

    @property
    def value(self) -> str:
        """The place as a form carries it."""
        return f"{self.municipality}/{self.sector}/{self.edition}"


def places_to_write(viewer: Viewer) -> list[Place]:
    """Where this viewer can begin a text, own municipalities first; none for most."""
    return list(_places(viewer))


def begins(viewer: Viewer) -> bool:
    """Whether there is anywhere this viewer can begin a text."""
    return any(True for _one in _places(viewer))


def _places(viewer: Viewer) -> Iterator[Place]:
    if viewer.is_signed_in:
        yield from _municipal(viewer)
        yield from _own(viewer)


def _municipal(viewer: Viewer) -> Iterator[Place]:
    own = viewer.municipalities(people.OWN_PEOPLE)
    if not own:
        return
    names, sectors = places.names(), development.sector_names()
    taking_part = set()
    for row in programmes.editions(viewer):
        for sector in SECTORS:
            for one in programmes.participants(row.edition.id, sector):
                where = {"sector": sector, "edition": row.edition.id}
                if one.code in own and rules.may_write(viewer, municipality=one.code, **where):
                    title = row.edition.content.title.in_language(get_language() or "da")
                    label = f"{one.name}: {sectors[sector].lower()} ({title})"
                    taking_part.add(one.code)
                    yield Place(one.code, sector, row.edition.id, label)
    # Whoever takes part in no partnership can write too: for themselves, for KL, or for all.
    for code in own:
        for sector in SECTORS if code not in taking_part else ():
            if any(g.municipality == code and not g.edition for g in viewer.grants):
                label = f"{names[code]}: {sectors[sector].lower()}"
                yield Place(code, sector, "", label)


def _own(viewer: Viewer) -> Iterator[Place]:
    held = [grant for grant in viewer.grants if grant.role in rules.TENDERS]
    if not held:
        return
    if not all(grant.edition for grant in held):
        yield Place("", "", "", _("Vidensportalen, uden en kommune bag"))
    for row in programmes.editions(viewer):
        if not row.edition.is_history and rules.may_write_own(viewer, row.edition.id):
            title = row.edition.content.title.in_language(get_language() or "da")
            label = _("Vidensportalen, til %(edition)s") % {"edition": title}
            yield Place("", "", row.edition.id, label)


def beginnings(viewer: Viewer, process: int) -> Beginnings | None:
    """What a case can begin from in a process; None for those who do not write of it."""
    view = development.process(viewer=viewer, process=process)
    if view is None:
        return None
    row = view.row
    if not rules.may_write(viewer, municipality=row.code, sector=row.reach, edition=row.edition):
        return None
    return Beginnings(process, row.what, tuple(map(trial, trials_of(view))))


def own_processes(viewer: Viewer) -> list[ProcessRow]:
    """The processes that this viewer could begin a case from."""
    return [
        row
        for row in development.mine(viewer=viewer)
        if rules.may_write(viewer, municipality=row.code, sector=row.reach, edition=row.edition)
    ]
