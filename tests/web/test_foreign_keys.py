"""What looks for false references after each test finds them wherever a test can leave one."""

import pytest
from django.db import IntegrityError, connection, transaction
from foreign_keys import Written, look_only_where_written

from samspil.people.models import Membership
from samspil.people.roles import Role
from samspil.people.services import find_or_add_user
from samspil.places.models import Municipality


@pytest.fixture
def rows(db):
    """Somebody with a role in a municipality; rolled back, so that this test ends sound."""
    place = Municipality.objects.get(code="101")
    user = find_or_add_user(email="ada@example.org")
    return Membership.objects.create(user=user, role=Role.CHIEF, municipality=place)


@pytest.mark.parametrize(
    "breaks",
    [
        lambda row: Membership.objects.create(user_id=10**6, role=Role.PROGRAMME_OWNER),
        lambda row: Membership.objects.filter(pk=row.pk).update(user_id=10**6),
        lambda row: Municipality.objects.filter(code="101")._raw_delete(using="default"),
    ],
    ids=["inserted", "updated", "deleted from elsewhere"],
)
def test_a_false_reference_is_found_wherever_it_comes_from(rows, breaks):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL looks by itself")
    connection.check_constraints()
    with transaction.atomic():
        breaks(rows)
        with pytest.raises(IntegrityError, match="invalid foreign key"):
            connection.check_constraints()
        transaction.set_rollback(True)
    connection.check_constraints()


def test_only_what_was_written_to_is_looked_through():
    written = Written({"a": {"b", "c"}})
    assert written.taken() is None
    for sql in ("SELECT 1", 'INSERT INTO "a" ("b") VALUES (1)', 'UPDATE "c" SET "d" = 1', "BEGIN"):
        written.note(lambda *_all: None, sql)
    assert written.taken() == ["a", "c"]
    assert written.taken() == []
    for sql in ('DELETE FROM "a" WHERE "d" = 1', 'DELETE FROM "e"', 'INSERT OR IGNORE INTO "f" 1'):
        written.note(lambda *_all: None, sql)
    assert written.taken() == ["b", "c", "f"]
    for sql in ('WITH b AS (SELECT 1) DELETE FROM "a"', "REPLACE INTO a", "DELETE FROM a"):
        written.note(lambda *_all: None, sql)
        assert written.taken() is None


def test_it_is_on_in_this_run():
    if connection.vendor == "sqlite":
        assert connection.check_constraints.__module__ == look_only_where_written.__module__
