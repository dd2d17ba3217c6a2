"""Editions in the product: copied, changed, published, closed; versions that stand for ever."""

import datetime as dt
from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, transaction

from samspil.letters.models import Letter
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.programmes import edition_file, selectors, services
from samspil.programmes.models import (
    BillingEntry,
    EditionDraft,
    EditionVersion,
    OpenEdition,
    Registration,
)
from samspil.programmes.services.editions import mark
from samspil.programmes.services.publishing import _followers
from samspil.programmes.wishes import Wish

pytestmark = pytest.mark.django_db
MOVED = "2027-06-02"


@pytest.fixture
def owner(viewer):
    return viewer("eja", Role.PROGRAMME_OWNER)


def with_(**update):
    """A change of a draft that sets these keys."""
    return lambda draft: draft | update


def moved(draft):
    """The same with its second day moved."""
    days = [dict(day) for day in draft["network_days"]]
    days[1]["date"] = MOVED
    return draft | {"network_days": days}


def dearer(draft):
    """The same at another price."""
    prices = draft["prices"] | {"partnership": {"daycare": "70000", "school": "70000"}}
    return draft | {"prices": prices | {"partnership_bundle": "120000"}}


def publish(owner, edition, reason="Salen var optaget.", now=None):
    """Publish the draft as it stands."""
    draft = EditionDraft.objects.get(pk=edition)
    return services.publish_edition(
        actor=owner, edition=edition, seen=mark(draft.content), reason=reason, now=now
    )


def register(chief, team, now):
    """Register Fabelborg in school and return its terms."""
    outcome = services.register_team(
        actor=chief,
        edition="example",
        municipality="E01",
        wish=Wish((team("school", named=2),)),
        now=now,
    )
    return outcome.registration.confirmation


@pytest.mark.parametrize("copied", ["2018", "2021", "2022-23", "example"])
def test_any_edition_can_be_copied_and_made_whole(owner, edition, copied):
    services.copy_edition(actor=owner, copied=copied, edition="2027-28")
    work = selectors.edition_at_work(owner, "2027-28")
    assert [(one.key, one.code) for one in work.complaints] == [("invited_when", "missing")]
    assert "deadline" not in work.stated
    assert not any("date" in day for day in work.stated.get("network_days", []))
    assert "quote" not in str(work.stated)
    services.change_edition(
        actor=owner, edition="2027-28", change=with_(invited_when={"da": "2027", "en": "2027"})
    )
    version = publish(owner, "2027-28", reason="")
    view = selectors.edition("2027-28")
    assert (version.number, version.version, version.changes) == (1, view.version, [])
    assert view.is_open(dt.datetime(2027, 1, 1, tzinfo=dt.UTC))
    assert view.content.is_example is (copied == "example")
    assert not EditionDraft.objects.exists()
    assert view.content.prices == selectors.edition(copied).content.prices or copied != "2018"


def test_a_copy_asks_the_same_price_as_what_it_copies(owner):
    services.copy_edition(actor=owner, copied="2022-23", edition="2027-28")
    prices = selectors.edition_at_work(owner, "2027-28").stated["prices"]
    assert prices["partnership"] == {"daycare": "60000", "school": "60000"}
    assert prices["source"] == "invitation"


@pytest.mark.parametrize(
    "name", ["2022-23", "example", "Ny Udgave", "", "x" * 41, "udgaver", "../x"]
)
def test_an_id_that_is_taken_or_fits_no_address_is_refused(owner, edition, name):
    with pytest.raises(services.EditionRefusedError) as refused:
        services.copy_edition(actor=owner, copied="2021", edition=name)
    assert refused.value.complaints[0].key == "id"
    assert not EditionDraft.objects.exists()


@pytest.mark.parametrize("role", [Role.FACILITATOR, Role.CHIEF, Role.REGISTRATION_CONTACT])
def test_only_owners_write_publish_and_close(edition, viewer, role):
    actor = viewer("fy", role, "E01" if role is Role.CHIEF else "")
    acts = (
        lambda: services.copy_edition(actor=actor, copied="2021", edition="x"),
        lambda: services.change_edition(actor=actor, edition="example", change=moved),
        lambda: services.discard_edition_draft(actor=actor, edition="example"),
        lambda: services.import_edition(actor=actor, content=b""),
        lambda: services.publish_edition(actor=actor, edition="example", seen="", reason="x"),
        lambda: services.close_edition(actor=actor, edition="example"),
        lambda: services.reopen_edition(actor=actor, edition="example"),
    )
    for act in acts:
        with pytest.raises(NotAllowedError):
            act()
    assert selectors.editions_at_work(actor) == selectors.historical_editions(actor) == []
    assert selectors.edition_at_work(actor, "example") is None


def test_a_draft_is_seen_by_nobody_until_it_is_published(owner, edition):
    services.change_edition(actor=owner, edition="example", change=dearer)
    assert selectors.edition("example").version == edition.version
    services.copy_edition(actor=owner, copied="2021", edition="2027")
    assert selectors.edition("2027") is None
    services.discard_edition_draft(actor=owner, edition="example")
    assert not selectors.edition_at_work(owner, "example").has_draft


def test_history_is_never_written(owner):
    with pytest.raises(services.NoSuchEditionError):
        services.change_edition(actor=owner, edition="2021", change=moved)


def test_what_was_confirmed_stays_as_it_was(owner, edition, chief, team, now):
    before = register(chief, team, now)
    owed = list(BillingEntry.objects.values())
    row = Registration.objects.values().get()
    services.change_edition(actor=owner, edition="example", change=dearer)
    publish(owner, "example")
    after = selectors.registration_for(chief, "example", "E01").confirmation
    assert after == before
    assert list(BillingEntry.objects.values()) == owed
    assert Registration.objects.values().get() == row
    then = selectors.edition("example", version=after.terms).content
    now_ = selectors.edition("example").content
    assert then.prices.partnership["school"] == 60_000
    assert now_.prices.partnership["school"] == 70_000
    assert selectors.edition("example", version="000000000000") is None
    assert selectors.edition("2021", version=selectors.edition("2021").version) is not None


def test_those_who_are_registered_are_told_once_what_changed_and_why(
    owner, edition, chief, team, now
):
    register(chief, team, now)
    Letter.objects.all().delete()
    services.change_edition(actor=owner, edition="example", change=moved)
    version = publish(owner, "example", "Salen var optaget.")
    letter = Letter.objects.get()
    assert letter.to == "ada@example.org"
    assert "Netværksdag 2, dato: før “24. maj 2027”, nu “2. juni 2027”" in letter.body
    assert "Hvorfor: Salen var optaget." in letter.body
    assert "/partnerskaber/example/tilmelding/E01/kvittering/" in letter.body
    assert [one.path for one in selectors.versions("example")[0].changes] == [
        ("network_days", "2", "date")
    ]
    assert version.number == 2
    assert selectors.edition("example").content.network_days[1].date.isoformat() == MOVED


def test_nobody_is_written_to_about_the_reviewers_name(owner, edition, chief, team, now):
    register(chief, team, now)
    Letter.objects.all().delete()
    services.change_edition(actor=owner, edition="example", change=with_(checked_by="Bo"))
    assert publish(owner, "example").version == edition.version
    assert not Letter.objects.exists()


def test_a_change_needs_a_reason_and_must_be_one(owner, edition):
    services.change_edition(actor=owner, edition="example", change=dict)
    with pytest.raises(services.NothingChangedError):
        publish(owner, "example")
    services.change_edition(actor=owner, edition="example", change=moved)
    with pytest.raises(services.ReasonMissingError):
        publish(owner, "example", "  ")
    for reason in ("x" * 501, "Barnet 010203-1234 var syg"):
        with pytest.raises(services.ReasonRefusedError):
            publish(owner, "example", reason)
    assert EditionVersion.objects.count() == 1


def test_only_what_was_looked_through_is_published(owner, edition):
    services.change_edition(actor=owner, edition="example", change=moved)
    seen = mark(EditionDraft.objects.get().content)
    services.change_edition(actor=owner, edition="example", change=dearer)
    with pytest.raises(services.ChangedSinceSeenError):
        services.publish_edition(actor=owner, edition="example", seen=seen, reason="x")
    with pytest.raises(services.ChangedSinceSeenError):
        services.change_edition(actor=owner, edition="example", change=moved, seen=seen)


def test_a_partnership_somebody_is_registered_in_is_not_taken_away(
    owner, edition, chief, team, now
):
    register(chief, team, now)

    def without_school(draft):
        prices = draft["prices"] | {
            "partnership": {"daycare": "60000"},
            "pre_analysis": {"daycare": "100000"},
        }
        prices = {key: value for key, value in prices.items() if not key.endswith("_bundle")}
        return draft | {"sectors": draft["sectors"][:1], "prices": prices}

    services.change_edition(actor=owner, edition="example", change=without_school)
    with pytest.raises(services.EditionRefusedError) as refused:
        publish(owner, "example")
    assert [one.code for one in refused.value.complaints] == ["sector_in_use"]


def test_those_registered_keep_the_number_of_days_they_were_promised(
    owner, edition, chief, team, now
):
    def fewer(draft):
        return draft | {"network_days": draft["network_days"][:-1]}

    register(chief, team, now)
    services.change_edition(actor=owner, edition="example", change=fewer)
    with pytest.raises(services.EditionRefusedError) as refused:
        publish(owner, "example")
    assert [one.code for one in refused.value.complaints] == ["days_promised"]


def test_a_draft_can_be_put_right_step_by_step_when_the_edition_shrinks_under_it(
    owner, edition, chief, team, now
):
    """Both teams too large at once: each step must let the other's flaw stand."""
    services.change_draft(
        actor=chief,
        edition="example",
        municipality="E01",
        change=lambda wish: replace(wish, teams=(team("school", 7), team("daycare", 7))),
        now=now,
    )

    def smaller(draft):
        return draft | {"team": draft["team"] | {"maximum": 5}}

    services.change_edition(actor=owner, edition="example", change=smaller)
    publish(owner, "example")
    for sector in ("school", "daycare"):
        with pytest.raises(services.IncompleteError):
            services.change_draft(
                actor=chief,
                edition="example",
                municipality="E01",
                change=lambda wish, sector=sector: wish.with_team(team(sector, 8)),
                now=now,
            )
        draft = services.change_draft(
            actor=chief,
            edition="example",
            municipality="E01",
            change=lambda wish, sector=sector: wish.with_team(team(sector, 5)),
            now=now,
        )
    assert [one.participants for one in draft.wish.teams] == [5, 5]


def test_closing_stops_registration_at_once_and_opening_lets_it_go_on(
    owner, edition, chief, team, now
):
    services.close_edition(actor=owner, edition="example", now=now)
    services.close_edition(actor=owner, edition="example", now=now)
    view = selectors.edition("example")
    assert view.closed(now) is selectors.Closed.BY_ORGANISER
    assert view.closed(now + dt.timedelta(days=99)) is selectors.Closed.DEADLINE_PASSED
    with pytest.raises(services.ClosedError):
        register(chief, team, now)
    assert not Registration.objects.exists()
    services.reopen_edition(actor=owner, edition="example")
    services.reopen_edition(actor=owner, edition="example")
    assert register(chief, team, now).price.total == 60_000
    acts = AuditEvent.objects.values_list("action", flat=True)
    assert list(acts).count("programmes.edition_closed") == 1
    assert list(acts).count("programmes.edition_reopened") == 1


def test_rooms_above_hear_of_a_change_inside_its_transaction(owner, edition):
    heard = []
    services.follow(lambda actor, name: heard.append((actor.user_id, name)))
    try:
        services.change_edition(actor=owner, edition="example", change=moved)
        publish(owner, "example")
    finally:
        _followers.pop()
    assert heard == [(owner.user_id, "example")]


def test_out_as_a_file_and_in_again(owner, edition):
    content = edition_file.written(selectors.edition("example").content)
    services.import_edition(actor=owner, content=content)
    with pytest.raises(services.NothingChangedError):
        publish(owner, "example")
    changed = content.replace(b"starts = 09:30:00", b"starts = 10:00:00")
    assert changed != content
    for _twice in range(2):
        services.import_edition(actor=owner, content=changed)
    publish(owner, "example", now=dt.datetime(2026, 11, 30, 12, tzinfo=dt.UTC))
    then = changed.replace(b"date = 2026-11-23\nid", b"date = 2026-11-30\nid")
    assert edition_file.written(selectors.edition("example").content) == then


def test_a_file_of_history_must_get_a_name_of_its_own(owner):
    content = edition_file.written(selectors.edition("2021").content)
    with pytest.raises(services.EditionRefusedError) as refused:
        services.import_edition(actor=owner, content=content)
    assert {one.key for one in refused.value.complaints} == {"status"}
    opened = content.replace(b'status = "historical"', b'status = "open"')
    with pytest.raises(services.EditionRefusedError) as refused:
        services.import_edition(actor=owner, content=opened)
    assert refused.value.complaints[0].code == "id_taken"
    named = opened.replace(b'id = "2021"', b'id = "2031"')
    services.import_edition(actor=owner, content=named)
    assert EditionDraft.objects.get().pk == "2031"


def test_a_published_version_is_never_changed_or_removed(edition):
    standing = EditionVersion.objects.filter(edition="example")
    for act in (lambda: standing.update(reason="x"), standing.delete):
        with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
            act()
    assert standing.get().version == OpenEdition.objects.get().version


@pytest.mark.parametrize(
    "wrong",
    [{"number": 0}, {"edition": ""}, {"version": ""}, {"number": 1, "edition": "example"},
     {"number": 2, "reason": ""}],
)  # fmt: skip
def test_a_version_is_numbered_known_and_explained(edition, wrong):
    row = {"edition": "x", "number": 1, "version": "v", "content": {}}
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionVersion.objects.create(**row | wrong)


def test_an_edition_is_closed_by_somebody_and_a_draft_has_a_name(edition):
    with pytest.raises(IntegrityError), transaction.atomic():
        OpenEdition.objects.update(closed_at=dt.datetime.now(dt.UTC))
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionDraft.objects.create(id="", content={})


def test_what_stood_published_before_versions_were_kept_becomes_the_first(db):
    migration = import_module("samspil.programmes.migrations.0003_editions_are_versioned")
    then = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
    row = OpenEdition.objects.create(id="older", content={"a": 1}, version="v", published_at=then)
    migration.write_versions(apps, None)
    kept = EditionVersion.objects.get(edition=row.pk)
    assert (kept.number, kept.version, kept.content, kept.published_at) == (1, "v", {"a": 1}, then)
