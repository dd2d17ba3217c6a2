"""People who look at figures, and the fictional municipalities beside the real ones."""

from datetime import date

import pytest

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
