"""People who look at figures, and the fictional municipalities beside the real ones."""

import importlib.util
import shutil
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from samspil.figures import indicators
from samspil.people.models import Membership
from samspil.people.roles import Role
from samspil.people.services import find_or_add_user
from samspil.web import example


@pytest.fixture
def signed_in(client):
    """Sign the client in as somebody who holds a role, perhaps in one municipality."""

    def sign_in(role: Role, municipality: str = ""):
        user = find_or_add_user(email=f"{role}{municipality}@example.org", name="Eva Eksempel")
        Membership.objects.create(user=user, role=role, municipality_id=municipality or None)
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def examples(db):
    """The twelve municipalities that do not exist, with their invented figures."""
    example.places.prepare()
    example.figures.prepare()


@pytest.fixture
def example_edition(db):
    """All of the example."""
    example.prepare(first_day=date(2026, 11, 22), told=False)


_PLACE = Path(__file__).with_name("tables.py")
_SPEC = importlib.util.spec_from_file_location("samspil_test_tables", _PLACE)
_TABLES = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_TABLES)


@pytest.fixture(scope="session")
def tables():
    """Small tables in publishers' formats."""
    return _TABLES


@pytest.fixture
def define(monkeypatch, tmp_path):
    """Put definition files beside the real ones: indicator id to the whole text of its file."""
    real = files("samspil.figures") / "definitions"

    def put(**texts):
        shutil.copytree(real, tmp_path / "definitions", dirs_exist_ok=True)
        for name, text in texts.items():
            (tmp_path / "definitions" / "indicators" / f"{name}.toml").write_text(text)
        monkeypatch.setattr(indicators, "files", lambda _package: tmp_path)
        indicators.load_indicators.cache_clear()

    yield put
    monkeypatch.undo()
    indicators.load_indicators.cache_clear()
