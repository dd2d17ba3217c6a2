"""Files on their way in: kept between being shown and being published, and what columns are."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from samspil.documents import office
from samspil.documents.cpr import Likeness, likeness
from samspil.figures import incoming, rules
from samspil.figures.models import ColumnMapping, Source, StagedFile
from samspil.figures.readers import RawTable, mapping
from samspil.figures.readers.mapping import Columns
from samspil.figures.services.importing import digest_of, import_incoming
from samspil.figures.services.publishing import Published
from samspil.people import services as people
from samspil.people.viewer import Viewer

KEPT = timedelta(days=7)
"""How long a file nobody publishes is kept."""


class PersonalNumberError(Exception):
    """The file holds what is written as a personal number; it was not kept."""


@transaction.atomic
def stage_file(*, actor: Viewer, name: str, content: bytes) -> StagedFile:
    """Keep a file until it is published. Raises NotAllowedError and PersonalNumberError.

    Files that nobody published within a week are given up.
    """
    if not rules.may_import(actor) or actor.user_id is None:
        raise people.NotAllowedError
    if likeness(_text(content)) is Likeness.CLEAR:
        raise PersonalNumberError
    StagedFile.objects.filter(staged_at__lt=timezone.now() - KEPT).delete()
    return StagedFile.objects.create(
        name=name[-150:] or "fil",
        content=content,
        digest=digest_of(content),
        staged_by_id=actor.user_id,
    )


def _text(content: bytes) -> str:
    """Return the text in which personal numbers are looked for."""
    if not content.startswith(b"PK"):
        return content.decode("latin-1")
    try:
        return office.read(content).text
    except office.OfficeError:
        # The reader says what is wrong with it; nothing is kept of what cannot be read.
        return ""


@transaction.atomic
def discard_file(*, actor: Viewer, staged: StagedFile) -> None:
    """Give a file up; nothing of it is kept. Raises NotAllowedError."""
    _must_be_own(actor, staged)
    staged.delete()


@transaction.atomic
def publish_staged(
    *, actor: Viewer, staged: StagedFile, table: str = "", confirmed: bool = False
) -> Published:
    """Publish a staged file whole and let go of it; raises FiguresRefusedError, NotAllowedError."""
    _must_be_own(actor, staged)
    content = bytes(staged.content)
    found = incoming.examine(content, table=table, confirmed=confirmed)
    done = import_incoming(actor=actor, name=staged.name, digest=staged.digest, found=found)
    staged.delete()
    return done


@transaction.atomic
def keep_columns(
    *, actor: Viewer, name: str, raw: RawTable, columns: Columns, source: Source | None = None
) -> ColumnMapping:
    """Remember what a table's columns are; a new ``source`` is kept with it.

    Raises NotAllowedError. What was said of the same shape before is replaced.
    """
    if not rules.may_import(actor):
        raise people.NotAllowedError
    if source is not None and not Source.objects.filter(pk=source.pk).exists():
        source.save(force_insert=True)
    kept, _is_new = ColumnMapping.objects.update_or_create(
        pk=mapping.fingerprint(raw),
        defaults={
            "form": raw.form,
            "columns": list(dict.fromkeys((*raw.variables, *raw.measures))),
            "content": columns.model_dump(mode="json"),
            "made_by_id": actor.user_id,
            "made_at": timezone.now(),
        },
    )
    _record(actor, "figures.mapped", kept, name)
    return kept


@transaction.atomic
def drop_columns(*, actor: Viewer, kept: ColumnMapping) -> None:
    """Forget what was said of a table's columns. Raises NotAllowedError."""
    if not rules.may_import(actor):
        raise people.NotAllowedError
    _record(actor, "figures.mapping_dropped", kept, ", ".join(kept.columns)[:120])
    kept.delete()


def _must_be_own(actor: Viewer, staged: StagedFile) -> None:
    if not rules.may_see_staged(actor, staged.staged_by_id):
        raise people.NotAllowedError


def _record(actor: Viewer, action: str, kept: ColumnMapping, origin: str) -> None:
    people.record(
        actor=actor,
        action=action,
        subject=f"mapping:{kept.pk[:12]}",
        details={"origin": origin},
    )
