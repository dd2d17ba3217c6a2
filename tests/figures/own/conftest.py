"""People around one municipality's own figures, and a short way to type one."""

import pytest

from samspil.figures import services
from samspil.figures.own.entries import Entry, Key
from samspil.figures.own.standing import mark_of
from samspil.people.models import Membership
from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.people.services import find_or_add_user

SEGREGATION = "segregation_rate_municipal"


@pytest.fixture
def somebody(db):
    """Make a viewer with one role, perhaps in one municipality."""

    def make(role: Role | None = None, municipality: str = "", name: str = "Eva"):
        user = find_or_add_user(email=f"{name}.{role}.{municipality}@example.org", name=name)
        if role is not None:
            held = {"user": user, "role": role, "municipality_id": municipality or None}
            Membership.objects.get_or_create(**held)
        return viewer_for(user)

    return make


@pytest.fixture
def chief(somebody):
    return somebody(Role.CHIEF, "615", "Ada")


@pytest.fixture
def lead(somebody):
    return somebody(Role.PROJECT_LEAD, "615", "Bo")


def entry(numerator=104, denominator=4210, *, period="2024/2025", part="", **other):
    fields = {"source": "Elevsystemet, talt af økonomi 5. oktober", "note": ""}
    key = Key(other.pop("indicator", SEGREGATION), period, part, other.pop("institution", ""))
    return Entry(
        **fields | {"key": key, "numerator": numerator, "denominator": denominator} | other
    )


@pytest.fixture(name="entry")
def entry_fixture():
    return entry


@pytest.fixture
def type_one(chief):
    """Type a figure as the chief of Horsens; returns what was kept."""

    def act(numerator=104, denominator=4210, *, actor=None, seen=None, code="615", **other):
        flags = {name: other.pop(name, False) for name in ("vouched", "confirmed")}
        return services.type_figure(
            actor=actor or chief,
            municipality=code,
            entry=entry(numerator, denominator, **other),
            seen=seen,
            **flags,
        )

    return act


@pytest.fixture
def type_many(chief):
    """Type several figures at once as the chief of Horsens."""

    def act(*entries, actor=None, seen=None, code="615", **flags):
        return services.type_figures(
            actor=actor or chief,
            municipality=code,
            entries=entries,
            seen=mark_of({}, entries) if seen is None else seen,
            **flags,
        )

    return act
