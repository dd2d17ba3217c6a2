"""Reads about files on their way in, and about what was said of columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from samspil.figures import rules
from samspil.figures.models import ColumnMapping, Source, StagedFile
from samspil.people.viewer import Viewer


@dataclass(frozen=True)
class MappingRow:
    """What somebody has said of a table's columns."""

    fingerprint: str
    form: str
    columns: tuple[str, ...]
    made_by: str
    made_at: datetime


def staged_file(*, viewer: Viewer, number: int) -> StagedFile | None:
    """Return a staged file, or None where there is none for this viewer."""
    found = StagedFile.objects.filter(pk=number).first()
    if found is None or not rules.may_see_staged(viewer, found.staged_by_id):
        return None
    return found


def staged_files(*, viewer: Viewer) -> list[StagedFile]:
    """Return the viewer's own files on their way in, without their bytes."""
    if not rules.may_import(viewer):
        return []
    return list(StagedFile.objects.filter(staged_by_id=viewer.user_id).defer("content"))


def mappings(*, viewer: Viewer) -> list[MappingRow]:
    """Return what has been said of columns, for those who may import."""
    if not rules.may_import(viewer):
        return []
    return [
        MappingRow(
            kept.pk,
            kept.form,
            tuple(kept.columns),
            kept.made_by.name if kept.made_by else "",
            kept.made_at,
        )
        for kept in ColumnMapping.objects.select_related("made_by")
    ]


def mapping_by(*, viewer: Viewer, fingerprint: str) -> ColumnMapping | None:
    """Return what was said of one shape of table, or None where there is none for this viewer."""
    if not rules.may_import(viewer):
        return None
    return ColumnMapping.objects.filter(pk=fingerprint).first()


def source_names() -> Mapping[str, str]:
    """Return every source as it is written beside a figure, by its id."""
    return {source.pk: str(source) for source in Source.objects.all()}
