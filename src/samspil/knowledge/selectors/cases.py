"""Lists of texts: what they are narrowed to, and a text as a row in them."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.utils.text import slugify
from django.utils.translation import get_language

from samspil.development import selectors as development
from samspil.knowledge import sentences, sizes, themes
from samspil.knowledge.models import Case
from samspil.knowledge.selectors import scopes
from samspil.people.viewer import Viewer

SLUG_LENGTH = 60
# Pages about a text have these addresses; a text whose title is one of them gets another.
_TAKEN = frozenset(
    {"ret", "indsend", "udgiv", "send-tilbage", "spoerg-om-flere", "stadig-rigtig", "samtykke",
     "traek-tilbage", "udgaver", "fil"}
)  # fmt: skip
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "Æ": "ae", "Ø": "oe", "Å": "aa"})


@dataclass(frozen=True)
class Filters:
    """What a list is narrowed to; an empty field, or lever 0, narrows nothing."""

    lever: int = 0
    sector: str = ""
    kind: str = ""
    theme: str = ""
    transition: bool = False
    size: str = ""

    def condition(self) -> Q:
        """Return the filters as a condition on texts."""
        found = Q()
        if self.lever:
            found &= Q(levers__lever=self.lever)
        if self.sector:
            found &= Q(sector__in=["", self.sector])
        if self.kind:
            found &= Q(kind=self.kind)
        if self.theme:
            found &= Q(themes__theme=self.theme)
        if self.transition:
            found &= Q(transition=True)
        if self.size:
            found &= Q(municipality__in=sizes.codes_of(self.size))
        return found


@dataclass(frozen=True)
class CaseRow:
    """A text in a list, in the reader's language where it is written in it."""

    id: int
    title: str
    summary: str
    kind: str
    sector: str
    scope: str
    status: str
    code: str
    municipality: str
    is_example: bool
    levers: tuple[int, ...]
    language: str
    published_at: dt.datetime | None
    changed_at: dt.datetime
    themes: tuple[str, ...] = ()
    transition: bool = False
    size: str = ""

    @property
    def slug(self) -> str:
        """The title as part of an address."""
        return slug_of(self.title)

    @property
    def kind_name(self) -> str:
        """What sort of knowledge it is, in words."""
        return str(sentences.KINDS[self.kind])

    @property
    def scope_name(self) -> str:
        """Who may read it, in words."""
        return str(sentences.SCOPES[self.scope])

    @property
    def status_name(self) -> str:
        """How far it is, in words."""
        return str(sentences.STATUSES[self.status])

    @property
    def sector_name(self) -> str:
        """The sector in words; empty for both."""
        return development.sector_names().get(self.sector, "")

    @property
    def lever_names(self) -> tuple[str, ...]:
        """The levers it is about, in words."""
        names = development.lever_names()
        return tuple(names[lever] for lever in self.levers)

    @property
    def theme_names(self) -> tuple[str, ...]:
        """The themes it is about, in words; one that is no longer defined is left out."""
        names = themes.names()
        return tuple(names[theme] for theme in self.themes if theme in names)

    @property
    def themes_named(self) -> tuple[tuple[str, str], ...]:
        """The themes with their names, for links."""
        names = themes.names()
        return tuple((theme, names[theme]) for theme in self.themes if theme in names)

    @property
    def size_name(self) -> str:
        """How large the municipality is, in words; empty without one."""
        return sizes.names(get_language() or "da").get(self.size, "")


def latest(
    viewer: Viewer, *, limit: int = 20, skip: int = 0, filters: Filters | None = None
) -> list[CaseRow]:
    """The newest published texts this viewer may read, after the ``skip`` newest of them."""
    found = rows_of(scopes.published(viewer) & (filters or Filters()).condition())
    return [row_of(case) for case in found[skip : skip + limit]]


def queue(viewer: Viewer) -> list[CaseRow]:
    """What has been handed in and waits for an editor, longest waiting first."""
    return [row_of(one) for one in rows_of(scopes.handed_in(viewer)).order_by("consent_at", "pk")]


def mine(viewer: Viewer) -> list[CaseRow]:
    """What the viewer's own team has written, newest change first; withdrawn by name only."""
    return [row_of(one) for one in rows_of(scopes.own(viewer)).order_by("-changed_at", "-pk")]


def has_own(viewer: Viewer) -> bool:
    """Whether the viewer's team has written anything."""
    return Case.objects.filter(scopes.own(viewer)).exists()


def row_of(case: Case) -> CaseRow:
    """Return a text as a row; permission has been asked by the caller."""
    english = in_english(case)
    return CaseRow(
        id=case.pk,
        title=case.title_en if english else case.title,
        summary=case.summary_en if english else case.summary,
        kind=case.kind,
        sector=case.sector,
        scope=case.scope,
        status=case.status,
        code=case.municipality_id or "",
        municipality=case.municipality.name if case.municipality else "",
        is_example=bool(case.municipality and case.municipality.is_example),
        levers=tuple(one.lever for one in case.levers.all()),
        language="en" if english else "da",
        published_at=case.published_at,
        changed_at=case.changed_at,
        themes=tuple(one.theme for one in case.themes.all()),
        transition=case.transition,
        size=sizes.size_of(case.municipality.population) if case.municipality else "",
    )


def slug_of(title: str) -> str:
    """Return a title as part of an address."""
    whole = slugify(title.translate(_DANISH))
    cut = whole if len(whole) <= SLUG_LENGTH else whole[:SLUG_LENGTH].rpartition("-")[0]
    slug = cut.strip("-") or "tekst"
    return f"{slug}-tekst" if slug in _TAKEN else slug


def in_english(case: Case) -> bool:
    """Whether this reader is shown the English words, where the text has any."""
    return bool(case.title_en) and (get_language() or "da").startswith("en")


def rows_of(condition: Q) -> QuerySet[Case]:
    """Return texts as lists need them, newest published first; the caller brings the scope."""
    # The levers of a text would repeat it, so texts are chosen inside.
    chosen = Case.objects.filter(condition).order_by().values("pk")
    found = Case.objects.filter(pk__in=chosen).select_related("municipality", "returned_by")
    counted = found.annotate(version_count=Count("versions", distinct=True))
    # Counting drops the model's own order.
    return counted.prefetch_related("levers", "themes").order_by("-published_at", "-pk")
