"""The open example edition: made once, read back as it was."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from samspil.definitions import version_of
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY
from samspil.programmes import selectors, services
from samspil.programmes.editions import as_example, load_editions
from samspil.programmes.models import OpenEdition

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 23)


def test_it_is_read_back_as_it_was_made():
    row = services.publish_example(actor=ANYBODY, first_day=DAY)
    view = selectors.edition("example")
    assert view.content == as_example(load_editions()["2022-23"].content, DAY)
    assert view.version == row.version
    assert view.content.prices.partnership["school"] == 60_000
    assert view.is_open(dt.datetime(2026, 11, 24, tzinfo=dt.UTC))


def test_publishing_again_changes_nothing_even_on_another_day():
    first = services.publish_example(actor=ANYBODY, first_day=DAY)
    again = services.publish_example(actor=ANYBODY, first_day=DAY + dt.timedelta(days=90))
    assert (again.version, again.content, again.published_at) == (
        first.version,
        first.content,
        first.published_at,
    )
    assert OpenEdition.objects.count() == 1
    assert AuditEvent.objects.filter(action="programmes.edition_published").count() == 1


def test_other_dates_are_other_terms():
    one = services.publish_example(actor=ANYBODY, first_day=DAY).version
    other = as_example(load_editions()["2022-23"].content, DAY.replace(day=30))
    assert version_of(other) != one


def test_only_owners_publish(viewer):
    with pytest.raises(NotAllowedError):
        services.publish_example(actor=viewer("fy", Role.FACILITATOR), first_day=DAY)
    services.publish_example(actor=viewer("eja", Role.PROGRAMME_OWNER), first_day=DAY)


@pytest.mark.parametrize("missing", [{"id": ""}, {"version": ""}])
def test_an_open_edition_has_an_id_and_a_version(missing):
    with pytest.raises(IntegrityError), transaction.atomic():
        OpenEdition.objects.create(**{"id": "x", "version": "v", "content": {}} | missing)


def test_editions_newest_first(edition):
    rows = selectors.editions(ANYBODY)
    assert [row.edition.id for row in rows] == ["example", "2022-23", "2021", "2018"]
    assert all(row.own == () for row in rows)
    assert selectors.edition("1999") is None
    assert selectors.edition("2018").content.sector_ids == ("school",)
