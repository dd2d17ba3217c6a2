"""The story of the local arena goes on: a case is written of what was tried."""

import importlib.util
import sys
from pathlib import Path

import pytest

from samspil.knowledge import services
from samspil.people.roles import Role

_PLACE = Path(__file__).parent.parent / "development" / "conftest.py"
_SPEC = importlib.util.spec_from_file_location("development_fixtures", _PLACE)
_told = importlib.util.module_from_spec(_SPEC)
sys.modules.setdefault("development_fixtures", _told)
_SPEC.loader.exec_module(_told)

edition, person = _told.edition, _told.person
viewer, visit = _told.viewer, _told.visit
lead, process, planned = _told.lead, _told.process, _told.planned
doing, concluded = _told.doing, _told.concluded


@pytest.fixture
def editor(viewer):
    return viewer(Role.EDITOR)


@pytest.fixture
def draft(lead, process, concluded):
    """A draft by E01 with one concluded test."""
    return services.draft_from_process(actor=lead, process=process.pk)


@pytest.fixture
def write(lead, draft):
    """Write the draft: ``write(scope="public", title="…")``."""

    def go(**changes):
        words = {
            "title": "To voksne planlægger sammen",
            "summary": "Vi prøvede faste halve timer til fælles planlægning.",
            "body": "## Det lærte vi\n\nTirsdage var forkerte.\n\n- onsdage\n- torsdage",
            "levers": (2, 7),
            "trials": (1,),
            "contact": "Skoleafdelingen",
        } | changes
        return services.edit(actor=lead, case=draft.pk, text=services.CaseText(**words))

    return go


@pytest.fixture
def published(write, lead, editor):
    """Write, hand in and publish the draft in a scope."""

    def go(scope="public", *, consent_contact=True, **changes):
        case = write(scope=scope, **changes)
        services.submit(actor=lead, case=case.pk, consent_contact=consent_contact)
        return services.publish(actor=editor, case=case.pk)

    return go
