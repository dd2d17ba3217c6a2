"""Every read of this room."""

from samspil.knowledge.selectors.audience import audience
from samspil.knowledge.selectors.beginning import (
    Beginnings,
    Place,
    beginnings,
    begins,
    own_processes,
    places_to_write,
)
from samspil.knowledge.selectors.cases import CaseRow, Filters, has_own, latest, mine, queue
from samspil.knowledge.selectors.day_material import DayMaterial, day_material
from samspil.knowledge.selectors.desk import (
    Waiting,
    about_a_child,
    lacking,
    newest,
    stale,
    waiting,
)
from samspil.knowledge.selectors.facets import Counts
from samspil.knowledge.selectors.files import FileRow, file, files
from samspil.knowledge.selectors.inviting import Invitable, invitable
from samspil.knowledge.selectors.misses import MissRow, misses
from samspil.knowledge.selectors.public import PublicText, public_texts, withdrawn_from_all
from samspil.knowledge.selectors.record import (
    FieldChange,
    RecordView,
    VersionView,
    changes,
    record,
    version,
)
from samspil.knowledge.selectors.related import related
from samspil.knowledge.selectors.requests import RequestView, consent_request
from samspil.knowledge.selectors.searching import Found, Hit, counts, find, search
from samspil.knowledge.selectors.texts import CaseView, Draft, case, draft, wider
from samspil.knowledge.selectors.ways import Way, kinds, theme_ways

__all__ = [
    "Beginnings",
    "CaseRow",
    "CaseView",
    "Counts",
    "DayMaterial",
    "Draft",
    "FieldChange",
    "FileRow",
    "Filters",
    "Found",
    "Hit",
    "Invitable",
    "MissRow",
    "Place",
    "PublicText",
    "RecordView",
    "RequestView",
    "VersionView",
    "Waiting",
    "Way",
    "about_a_child",
    "audience",
    "beginnings",
    "begins",
    "case",
    "changes",
    "consent_request",
    "counts",
    "day_material",
    "draft",
    "file",
    "files",
    "find",
    "has_own",
    "invitable",
    "kinds",
    "lacking",
    "latest",
    "mine",
    "misses",
    "newest",
    "own_processes",
    "places_to_write",
    "public_texts",
    "queue",
    "record",
    "related",
    "search",
    "stale",
    "theme_ways",
    "version",
    "waiting",
    "wider",
    "withdrawn_from_all",
]
