"""Who types, who sees, who lets in: each role, in the own municipality and in another."""

import pytest

from samspil.figures import rules
from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY, Grant, Viewer

TYPES = {Role.CHIEF, Role.PROJECT_LEAD}
SEES = TYPES | {Role.MEMBER, Role.STEERING_REPRESENTATIVE, Role.POLITICIAN, Role.CONSULTANT}
ORGANISERS = {Role.PROGRAMME_OWNER, Role.FACILITATOR}
NOBODY: frozenset[str] = frozenset()


def holder(role, municipality="615"):
    where = municipality if role.is_municipal else ""
    return Viewer(user_id=1, grants=(Grant(role, where),))


@pytest.mark.parametrize("role", Role)
def test_in_the_own_municipality(role):
    viewer = holder(role)
    assert rules.may_type_own(viewer, "615") == (role in TYPES)
    assert rules.may_share_own(viewer, "615") == (role in TYPES)
    assert rules.may_see_own(viewer, "615", NOBODY) == (role in SEES)


@pytest.mark.parametrize("role", Role)
def test_in_another_municipality(role):
    viewer = holder(role, "101")
    assert not rules.may_type_own(viewer, "615")
    assert not rules.may_share_own(viewer, "615")
    assert not rules.may_see_own(viewer, "615", NOBODY)


@pytest.mark.parametrize("role", Role)
def test_the_organisers_see_when_they_are_let_in(role):
    viewer = holder(role, "101")
    shown = frozenset({rules.ORGANISERS})
    assert rules.may_see_own(viewer, "615", shown) == (role in ORGANISERS)
    assert not rules.may_type_own(viewer, "615")


@pytest.mark.parametrize("role", Role)
def test_another_municipality_s_own_people_see_when_they_are_let_in(role):
    viewer = holder(role, "101")
    sees = SEES - {Role.POLITICIAN, Role.CONSULTANT}
    assert rules.may_see_own(viewer, "615", frozenset({"101"})) == (role in sees)
    assert not rules.may_see_own(viewer, "615", frozenset({"147"}))


@pytest.mark.parametrize("shown", [NOBODY, frozenset({rules.ORGANISERS, "101", "615"})])
def test_nobody_we_do_not_know_sees_anything(shown):
    nobodies = [ANYBODY, Viewer(grants=(Grant(Role.CHIEF, "615"),)), Viewer(user_id=1)]
    for viewer in nobodies:
        assert not rules.may_see_own(viewer, "615", shown)
        assert not rules.may_type_own(viewer, "615")
        assert not rules.may_share_own(viewer, "615")
