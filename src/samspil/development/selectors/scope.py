"""Whether a process could be a joint one of both sectors."""

from samspil.development.models import SECTORS, SectorTaken
from samspil.development.selectors.rows import ProcessRow
from samspil.programmes import selectors as programmes


def could_be_joint(row: ProcessRow) -> bool:
    """Whether it is, or both sectors take part and the other has begun none of its own."""
    if row.is_joint:
        return True
    others = SectorTaken.objects.filter(edition=row.edition, municipality=row.code)
    if others.exclude(process=row.id).exists():
        return False
    return all(
        row.code in {one.code for one in programmes.participants(row.edition, sector)}
        for sector in SECTORS
    )
