"""Drafts and the one binding act."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.utils import translation

from samspil.letters.models import Letter
from samspil.people.models import AuditEvent, Membership, User
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY, Grant, Viewer
from samspil.programmes import selectors, services
from samspil.programmes.models import OrderLine, Registration
from samspil.programmes.selectors import Closed
from samspil.programmes.services.errors import AlreadyConfirmedError
from samspil.programmes.wishes import Person, Wish, seen

pytestmark = pytest.mark.django_db


def save(actor, wish, now, **changes):
    given = {"actor": actor, "edition": "example", "municipality": "E01"}
    return services.change_draft(**given | changes, change=lambda _: wish, now=now)


def register(actor, wish, now, **changes):
    given = {"actor": actor, "edition": "example", "municipality": "E01"}
    return services.register_team(**given | changes, wish=wish, now=now)


def confirm(actor, mark, now, **changes):
    given = {"actor": actor, "edition": "example", "municipality": "E01"}
    return services.confirm(**given | changes, seen_mark=mark, now=now)


def mark_of(view, edition):
    return seen(view.wish, edition.version)


# The worked prices of the 2022 rules, through the registration itself.
@pytest.mark.parametrize(
    ("teams", "analyses", "lines", "total"),
    [
        ((("school", 5),), (), [("partnership:school", 1, 60_000)], 60_000),
        ((("daycare", 5), ("school", 5)), (), [("partnership:both", 1, 110_000)], 110_000),
        (
            (("school", 7),),
            (),
            [("partnership:school", 1, 60_000), ("extra_participant:school", 2, 19_990)],
            79_990,
        ),
        (
            (("daycare", 5), ("school", 5)),
            ("daycare", "school"),
            [("partnership:both", 1, 110_000), ("pre_analysis:both", 1, 170_000)],
            280_000,
        ),
        (
            (("school", 6), ("daycare", 5)),
            ("school",),
            [
                ("partnership:both", 1, 110_000),
                ("extra_participant:school", 1, 9_995),
                ("pre_analysis:school", 1, 100_000),
            ],
            219_995,
        ),
    ],
)
def test_the_worked_prices(edition, chief, team, now, teams, analyses, lines, total):
    wish = Wish(tuple(team(sector, people) for sector, people in teams), analyses)
    outcome = register(chief, wish, now)
    row = Registration.objects.get()
    assert row.total == Decimal(total)
    assert (row.vat, row.vat_basis) == (None, "unspecified")
    stored = [(line.item, line.quantity, line.amount) for line in row.order_lines.all()]
    assert stored == lines
    assert sum(line.amount for line in OrderLine.objects.all()) == row.total
    assert outcome.registration.confirmation.price.total == total


def test_confirming_stores_who_when_and_on_which_terms(edition, chief, team, now):
    outcome = register(chief, Wish((team("school", named=3),)), now)
    row = Registration.objects.get()
    assert outcome.is_new
    assert (row.status, row.confirmed_by_id, row.confirmed_at) == ("confirmed", chief.user_id, now)
    assert row.terms_version == edition.version
    confirmation = outcome.registration.confirmation
    assert (confirmation.by, confirmation.at, confirmation.terms) == ("Ada", now, edition.version)
    event = AuditEvent.objects.get(action="programmes.registration_confirmed")
    assert event.details == {"total": "60000.00", "terms": edition.version}
    assert (event.municipality_id, event.edition) == ("E01", "example")
    assert event.subject == f"registration:{row.pk}"


def test_confirming_makes_people_and_gives_them_their_roles(edition, chief, team, now):
    both = Wish((team("daycare", named=2), team("school", named=3)))
    register(chief, both, now)
    held = {
        (m.user.email, m.role, m.municipality_id, m.edition, m.sector)
        for m in Membership.objects.exclude(edition="")
    }
    assert held == {
        ("ada@example.org", "chief", "E01", "example", ""),
        ("daycare2@example.org", "member", "E01", "example", "daycare"),
        ("school2@example.org", "member", "E01", "example", "school"),
        ("school3@example.org", "member", "E01", "example", "school"),
    }
    assert User.objects.get(email="school2@example.org").is_example
    row = Registration.objects.get()
    named = [p.user.email for team in row.teams.all() for p in team.people.all()]
    assert len(named) == 5


def test_the_receipt_and_a_letter_to_each_named_person(edition, chief, team, now):
    bo = Person("Bo", "bo@example.org", "Leder")
    daycare, school = team("daycare"), team("school", named=2)
    wish = Wish(tuple(replace(one, people=(*one.people, bo)) for one in (daycare, school)))
    register(chief, wish, now)
    letters = {letter.to: letter for letter in Letter.objects.all()}
    assert set(letters) == {"ada@example.org", "bo@example.org", "school2@example.org"}
    receipt = letters["ada@example.org"].body
    assert "Fabelborg er nu bindende tilmeldt" in receipt
    assert "Begge partnerskaber: 1 × 110.000 kr. = 110.000 kr." in receipt
    assert "I alt: 110.000 kr." in receipt
    assert edition.version in receipt
    assert "15. marts 2027, fysisk" in receipt
    assert "/partnerskaber/example/tilmelding/E01/kvittering/" in receipt
    named = letters["bo@example.org"]
    assert named.subject == "Fabelborg har tilmeldt Bo til et partnerskab"
    assert "deltager for dagtilbud og skole" in named.body
    for needed in ("Hvad vi gemmer", "titel (Leder)", "Hvorfor:", "fra Ada", "Datatilsynet"):
        assert needed in named.body
    assert "Dette er et eksempel" in named.body


def test_letters_follow_the_language_of_whoever_confirms(edition, chief, team, now):
    with translation.override("en"):
        register(chief, Wish((team("school", named=2),)), now)
    first, second = Letter.objects.order_by("id")
    assert first.subject == "Receipt: Fabelborg is registered"
    assert "Total: DKK 60,000" in first.body
    assert "What we keep" in second.body


def test_confirming_twice_is_confirming_once(edition, chief, viewer, team, now):
    draft = save(chief, Wish((team("school", named=3),)), now)
    first = confirm(chief, mark_of(draft, edition), now)
    colleague = viewer("bodil", Role.CHIEF, "E01")
    later = confirm(colleague, "whatever", now + dt.timedelta(days=400))
    assert first.is_new
    assert not later.is_new
    assert later.registration == replace(first.registration)
    assert later.registration.confirmation.by == "Ada"
    assert OrderLine.objects.count() == 1
    assert Letter.objects.count() == 3
    assert AuditEvent.objects.filter(action="programmes.registration_confirmed").count() == 1
    again = register(chief, Wish((team("daycare"),)), now)
    assert not again.is_new
    assert [t.sector for t in again.registration.wish.teams] == ["school"]


def test_registering_again_after_the_deadline_returns_what_stands(edition, chief, team, now):
    wish = Wish((team("school"),))
    register(chief, wish, now)
    late = register(chief, wish, now + dt.timedelta(days=90))
    assert not late.is_new
    assert late.registration.is_confirmed


def test_a_confirmed_registration_is_never_a_draft_again(edition, chief, team, now):
    register(chief, Wish((team("school"),)), now)
    with pytest.raises(AlreadyConfirmedError):
        save(chief, Wish((team("daycare"),)), now)


def test_what_was_not_seen_is_not_confirmed(edition, chief, viewer, team, now):
    draft = save(chief, Wish((team("school"),)), now)
    mark = mark_of(draft, edition)
    lead = viewer("lea", Role.PROJECT_LEAD, "E01")
    save(lead, Wish((team("school", 9),)), now)
    with pytest.raises(services.ChangedSinceSeenError):
        confirm(chief, mark, now)
    assert Registration.objects.get().status == "draft"


def test_other_terms_must_be_seen_again(edition, chief, team, now):
    draft = save(chief, Wish((team("school"),)), now)
    mark = mark_of(draft, edition)
    edition.version = "another"
    edition.save()
    with pytest.raises(services.ChangedSinceSeenError):
        confirm(chief, mark, now)


def test_a_draft_survives_and_lacks_what_it_lacks(edition, chief, team, now):
    unnamed = replace(team("school"), people=())
    draft = save(chief, Wish((unnamed,), remarks="Ring først"), now)
    assert draft.wish == Wish((unnamed,), remarks="Ring først")
    assert (draft.changed_by, draft.changed_at) == ("Ada", now)
    with pytest.raises(services.IncompleteError) as refused:
        confirm(chief, mark_of(draft, edition), now)
    assert [p.code for p in refused.value.problems] == ["chief_missing"]
    assert selectors.registration_for(chief, "example", "E01").wish == draft.wish


def test_nothing_of_a_refused_registration_is_kept(edition, chief, team, now):
    with pytest.raises(services.IncompleteError):
        register(chief, Wish((replace(team("school"), people=()),)), now)
    assert not Registration.objects.exists()
    assert not Letter.objects.exists()
    assert not AuditEvent.objects.filter(action__startswith="programmes.reg").exists()


def test_a_failing_letter_takes_everything_back(edition, chief, team, now, monkeypatch):
    from samspil.programmes.services import notices

    def fail(*args):
        raise RuntimeError("no letters today")

    monkeypatch.setattr(notices, "_teams", fail)
    draft = save(chief, Wish((team("school", named=2),)), now)
    with pytest.raises(RuntimeError):
        confirm(chief, mark_of(draft, edition), now)
    assert Registration.objects.get().status == "draft"
    assert not OrderLine.objects.exists()
    assert not User.objects.filter(email="school2@example.org").exists()


def test_a_flawed_change_leaves_the_draft_as_it_was(edition, chief, team, now):
    good = save(chief, Wish((team("school"),)), now)
    with pytest.raises(services.IncompleteError):
        save(chief, Wish((team("school", 0),)), now)
    assert selectors.registration_for(chief, "example", "E01").wish == good.wish


def test_each_change_is_written_down_once(edition, chief, team, now):
    wish = Wish((team("school"),))
    save(chief, wish, now)
    save(chief, wish, now)
    actions = AuditEvent.objects.filter(action__startswith="programmes.").values_list(
        "action", flat=True
    )
    assert sorted(actions) == [
        "programmes.draft_saved",
        "programmes.edition_published",
        "programmes.registration_begun",
    ]


def test_after_the_deadline_nothing_is_taken(edition, chief, team, now):
    late = now + dt.timedelta(days=90)
    draft = save(chief, Wish((team("school"),)), now)
    for act in (
        lambda: save(chief, Wish(), late),
        lambda: confirm(chief, mark_of(draft, edition), late),
        lambda: register(chief, draft.wish, late),
    ):
        with pytest.raises(services.ClosedError) as refused:
            act()
        assert refused.value.reason is Closed.DEADLINE_PASSED


def test_the_last_second_counts(edition, chief, team, now):
    last = selectors.edition("example").content.deadline.at.astimezone(dt.UTC)
    draft = save(chief, Wish((team("school"),)), now)
    with pytest.raises(services.ClosedError):
        confirm(chief, mark_of(draft, edition), last + dt.timedelta(seconds=1))
    at = last + dt.timedelta(microseconds=999_999)
    assert confirm(chief, mark_of(draft, edition), at).is_new


def test_history_refuses(edition, chief, team, now):
    with pytest.raises(services.ClosedError) as refused:
        register(chief, Wish((team("school"),)), now, edition="2022-23")
    assert refused.value.reason is Closed.HISTORICAL


def test_an_example_takes_no_real_municipality(edition, viewer, team, now):
    real = viewer("rita", Role.CHIEF, "615")
    with pytest.raises(services.ExampleOnlyError):
        register(real, Wish((team("school"),)), now, municipality="615")


def test_unknown_places(edition, chief, team, now):
    wish = Wish((team("school"),))
    with pytest.raises(services.NoSuchEditionError):
        register(chief, wish, now, edition="1999")
    with pytest.raises(services.NoSuchEditionError):
        confirm(chief, "", now, edition="1999")
    with pytest.raises(services.NoSuchMunicipalityError):
        register(chief, wish, now, municipality="E99")
    with pytest.raises(services.NoDraftError):
        confirm(chief, "", now)


@pytest.mark.parametrize(
    ("role", "place", "may_prepare", "may_confirm"),
    [
        (Role.CHIEF, "E01", True, True),
        (Role.PROJECT_LEAD, "E01", True, False),
        (Role.MEMBER, "E01", False, False),
        (Role.POLITICIAN, "E01", False, False),
        (Role.CONSULTANT, "E01", False, False),
        (Role.CHIEF, "E02", False, False),
        (Role.PROGRAMME_OWNER, "", True, False),
        (Role.FACILITATOR, "", True, False),
        (Role.REGISTRATION_CONTACT, "", True, False),
    ],
)
def test_who_may(edition, chief, viewer, team, now, role, place, may_prepare, may_confirm):
    somebody = viewer("somebody", role, place)
    wish = Wish((team("school", 6),))
    draft = save(chief, Wish((team("school"),)), now)
    if may_prepare:
        draft = save(somebody, wish, now)
    else:
        with pytest.raises(NotAllowedError):
            save(somebody, wish, now)
    if may_confirm:
        assert confirm(somebody, mark_of(draft, edition), now).is_new
    else:
        with pytest.raises(NotAllowedError):
            confirm(somebody, mark_of(draft, edition), now)


def test_a_chief_of_another_edition_is_none_here(edition, viewer, team, now):
    former = viewer("former", Role.CHIEF, "E01", "2022-23")
    with pytest.raises(NotAllowedError):
        register(former, Wish((team("school"),)), now)


def test_nobody_in_particular_registers_nothing(edition, team, now):
    faceless = Viewer(grants=(Grant(Role.CHIEF, "E01"),))
    for actor in (ANYBODY, faceless):
        with pytest.raises(NotAllowedError):
            register(actor, Wish((team("school"),)), now)


def test_vat_on_top_where_the_edition_says_so(edition, chief, now):
    """2021's rules in an open edition: 55,000 without VAT, 68,750 with."""
    from samspil.programmes.editions import load_editions
    from samspil.programmes.wishes import TeamWish

    content = load_editions()["2021"].content.model_dump(mode="json", exclude_unset=True)
    edition.content = content | {"status": "open", "is_example": True, "id": "example"}
    edition.save()
    moment = dt.datetime(2021, 8, 16, 9, 59, tzinfo=dt.UTC)
    outcome = register(chief, Wish((TeamWish("daycare", 4),)), moment)
    price = outcome.registration.confirmation.price
    assert (price.total, price.vat, price.total_with_vat) == (55_000, 13_750, 68_750)
    assert Registration.objects.get().vat == 13_750
    assert "med moms 68.750 kr." in Letter.objects.get().body
