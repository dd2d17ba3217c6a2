"""Acts on a text: edit it, keep its versions, and what the other acts share."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from samspil.development import selectors as development
from samspil.knowledge import measured, rules, themes
from samspil.knowledge.circles import scopes_of
from samspil.knowledge.models import (
    LEVERS,
    SECTORS,
    Case,
    CaseLever,
    CaseTheme,
    CaseVersion,
    Kind,
    Scope,
    Status,
)
from samspil.knowledge.services import errors, index
from samspil.knowledge.trials import trials_of
from samspil.people import services as people
from samspil.people.viewer import Viewer

TITLE_LENGTH = 160
LONGEST = 20_000
"""Letters of a text; the longest the portal has is a tenth of it."""
MOST_SOURCES = 30
_WRITTEN = ("title", "summary", "body", "uncertain")
_ENGLISH = tuple(f"{name}_en" for name in _WRITTEN)
_KEPT = (*_WRITTEN, *_ENGLISH, "kind", "trials", "sources", "contact", "transition", "measures")


@dataclass(frozen=True)
class CaseText:
    """What is written about a case. ``trials`` are numbers of the tests of change it tells of.

    ``measures`` are those whose copied figures it shows; ``measures_anew`` copies them again.
    ``sources`` are names with addresses, which may be empty. What is None stays as it is:
    English words, sources and the sector are written where no municipality stands behind.
    """

    title: str
    summary: str
    body: str = ""
    kind: str = Kind.CASE
    levers: tuple[int, ...] = ()
    scope: str = Scope.PARTNERSHIP
    uncertain: str = ""
    contact: str = ""
    trials: tuple[int, ...] = ()
    measures: tuple[int, ...] = ()
    measures_anew: bool = False
    themes: tuple[str, ...] = ()
    transition: bool = False
    english: tuple[str, str, str, str] | None = None
    sources: tuple[tuple[str, str], ...] | None = None
    sector: str | None = None

    @property
    def texts(self) -> dict[str, str]:
        """The free texts by field."""
        names = (*_WRITTEN, "contact")
        found = {name: getattr(self, name).strip() for name in names}
        if self.english is not None:
            found |= dict(zip(_ENGLISH, (one.strip() for one in self.english), strict=True))
        return found


@transaction.atomic
def edit(*, actor: Viewer, case: int, text: CaseText) -> Case:
    """Write the text anew and keep the earlier one.

    A draft's scope is the wish of those who write; later it changes by ``publish`` and
    ``change_consent`` only. Raises NotAllowedError, Case.DoesNotExist, TextRefusedError and
    ScopeError.
    """
    found = held(case)
    if not rules.may_edit(actor, found):
        raise people.NotAllowedError
    errors.check_texts(text.texts, required=("title", "summary"))
    _check_choices(found, text)
    for field, words in text.texts.items():
        setattr(found, field, words)
    found.kind, found.transition = text.kind, text.transition
    if found.status == Status.DRAFT:
        found.scope = text.scope
    if text.sources is not None:
        found.sources = [{"name": name, "url": url} for name, url in text.sources]
    if text.sector is not None and not found.municipality_id:
        found.sector = text.sector
    found.consent_contact = found.consent_contact and bool(found.contact)
    found.trials = _told(actor, found, text.trials)
    found.measures = _shown(actor, found, text)
    found.changed_at = timezone.now()
    found.save()
    set_levers(found, text.levers)
    set_themes(found, text.themes)
    keep_version(actor, found)
    index.put(found)
    record(actor, "knowledge.edited", found)
    return found


def _check_choices(case: Case, text: CaseText) -> None:
    if text.kind not in Kind.values:
        raise errors.TextRefusedError("kind", "unknown")
    if case.status == Status.DRAFT and text.scope not in scopes_of(case):
        raise errors.ScopeError
    if not set(text.levers) <= set(LEVERS):
        raise errors.TextRefusedError("levers", "unknown")
    # A theme that is no longer defined may stay on a text that has it.
    standing = {one.theme for one in case.themes.all()}
    if not set(text.themes) <= {*themes.names(), *standing}:
        raise errors.TextRefusedError("themes", "unknown")
    if text.sector is not None and text.sector not in ("", *SECTORS):
        raise errors.TextRefusedError("sector", "unknown")
    if max(len(text.title), len((text.english or ("",))[0])) > TITLE_LENGTH:
        raise errors.TextRefusedError("title", "long")
    if any(len(words) > LONGEST for words in text.texts.values()):
        raise errors.TextRefusedError("body", "long")
    _check_sources(text.sources or ())


def _check_sources(sources: Collection[tuple[str, str]]) -> None:
    if len(sources) > MOST_SOURCES:
        raise errors.TextRefusedError("sources", "long")
    for name, url in sources:
        if not name.strip() or not (url == "" or url.startswith(("https://", "http://"))):
            raise errors.TextRefusedError("sources", "unknown")
        errors.check_texts({"sources": name}, required=())


def _told(actor: Viewer, case: Case, wanted: Collection[int]) -> list[dict[str, object]]:
    """Return the trials wanted, of those the text has and those of a process the actor reads."""
    view = development.process(viewer=actor, process=case.process_id) if case.process_id else None
    known = {one["number"]: one for one in (*case.trials, *(trials_of(view) if view else ()))}
    return [known[number] for number in sorted(known) if number in wanted]


def person(actor: Viewer) -> int:
    """Return whose act it is; raises NotAllowedError where nobody is signed in."""
    if actor.user_id is None:
        raise people.NotAllowedError
    return actor.user_id


def _shown(actor: Viewer, case: Case, text: CaseText) -> list[dict[str, Any]]:
    """Return the measures wanted: as they were copied, or those not yet copied as they are now."""
    kept = {one["id"]: one for one in case.measures}
    found = measured.measures_of(actor, case.process_id) if case.process_id else []
    now = {one["id"]: one for one in found}
    known = kept | now if text.measures_anew else now | kept
    return [known[number] for number in known if number in text.measures]


def held(case: int) -> Case:
    """Return the text, held until the transaction ends; raises Case.DoesNotExist."""
    return Case.objects.select_for_update().get(pk=case)


def set_levers(case: Case, levers: Collection[int]) -> None:
    """Let the text be about these levers and no others."""
    case.levers.exclude(lever__in=levers).delete()
    standing = set(case.levers.values_list("lever", flat=True))
    CaseLever.objects.bulk_create(
        CaseLever(case=case, lever=lever) for lever in sorted(set(levers) - standing)
    )


def set_themes(case: Case, wanted: Collection[str]) -> None:
    """Let the text be about these themes and no others."""
    case.themes.exclude(theme__in=wanted).delete()
    standing = set(case.themes.values_list("theme", flat=True))
    CaseTheme.objects.bulk_create(
        CaseTheme(case=case, theme=theme) for theme in sorted(set(wanted) - standing)
    )


def keep_version(actor: Viewer, case: Case) -> None:
    """Keep the text as it reads now, unless it reads as it did."""
    content = {name: getattr(case, name) for name in _KEPT}
    content["levers"] = list(case.levers.values_list("lever", flat=True))
    content["themes"] = list(case.themes.values_list("theme", flat=True))
    last = case.versions.order_by("-number").first()
    if last is None or last.content != content:
        CaseVersion.objects.create(
            case=case,
            number=(last.number if last else 0) + 1,
            content=content,
            written_by_id=actor.user_id,
        )


def record(actor: Viewer, action: str, case: Case, **details: str) -> None:
    """Write what was done into the audit trail."""
    people.record(
        actor=actor,
        action=action,
        municipality=case.municipality_id,
        edition=case.edition,
        subject=f"case:{case.pk}",
        details=details,
    )
