"""Who finds, lists and opens what: each kind of person at each scope, and on every address."""

import datetime as dt

import pytest

from samspil.knowledge import selectors, services
from samspil.knowledge.models import Case, Scope
from samspil.knowledge.selectors import scopes
from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY, Grant, Viewer

pytestmark = pytest.mark.django_db

# Who reads what E01's school team has published, by scope. E01 and E02 share a sparring group and
# take part; E03 is in no partnership.
OWN = set(Scope)
GROUP = {Scope.SPARRING_GROUP, Scope.PARTNERSHIP, Scope.PUBLIC}
KL = {Scope.KL, Scope.PARTNERSHIP, Scope.PUBLIC}
PARTNERS = {Scope.PARTNERSHIP, Scope.PUBLIC}
STRANGERS = {Scope.PUBLIC}
MATRIX = [
    (None, STRANGERS),
    (Grant(Role.CHIEF, "E01"), OWN),
    (Grant(Role.PROJECT_LEAD, "E01", "example", "school"), OWN),
    (Grant(Role.MEMBER, "E01", "example", "school"), OWN),
    (Grant(Role.STEERING_REPRESENTATIVE, "E01", "", "school"), OWN),
    (Grant(Role.MEMBER, "E01", "example", "daycare"), PARTNERS),
    (Grant(Role.MEMBER, "E01", "2021", "school"), STRANGERS),
    (Grant(Role.POLITICIAN, "E01"), PARTNERS),
    (Grant(Role.CONSULTANT, "E01"), PARTNERS),
    (Grant(Role.CHIEF, "E02"), GROUP),
    (Grant(Role.MEMBER, "E02", "example", "school"), GROUP),
    (Grant(Role.MEMBER, "E02", "example", "daycare"), PARTNERS),
    (Grant(Role.POLITICIAN, "E02", "example"), PARTNERS),
    (Grant(Role.CHIEF, "E03"), STRANGERS),
    (Grant(Role.CHIEF, "E03", "2021"), STRANGERS),
    (Grant(Role.EXPERT, "", "example"), PARTNERS),
    (Grant(Role.EXPERT, "", "2021"), STRANGERS),
    (Grant(Role.EXPERT), STRANGERS),
    (Grant(Role.FACILITATOR), KL),
    (Grant(Role.FACILITATOR, "", "example"), KL),
    (Grant(Role.FACILITATOR, "", "2021"), STRANGERS),
    (Grant(Role.EDITOR), KL),
    (Grant(Role.PROGRAMME_OWNER), KL),
    (Grant(Role.REGISTRATION_CONTACT), PARTNERS),
]


@pytest.fixture
def _group(monkeypatch):
    """An accepted sparring group of E01 and E02 in school."""

    class Group:
        codes = ("E01", "E02")

    def group_of(edition, sector, code):
        together = (edition, sector) == ("example", "school") and code in Group.codes
        return Group() if together else None

    monkeypatch.setattr(scopes.networks, "group_of", group_of)


@pytest.fixture
def shelf(draft):
    """One published text in each scope, and a public one on the same lever to be related from."""
    now = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    shared = {
        "summary": "Om planlægning.",
        "status": "published",
        "published_at": now,
        "sector": "school",
    }
    consent = {"consent_by_id": draft.written_by_id, "consent_at": now, "consent_scope": "public"}
    found = {}
    for scope in Scope:
        found[scope] = Case.objects.create(
            title=f"Planlægning {scope.value}",
            scope=scope,
            municipality_id="E01",
            edition="example",
            **shared,
            **consent,
        )
    found["seen from"] = Case.objects.create(title="Udgangspunkt", scope="public", **shared)
    for case in found.values():
        case.levers.create(lever=2)
    services.refresh_index()
    return found


@pytest.mark.usefixtures("_group")
def test_list_page_search_and_related_say_the_same(shelf):
    by_id = {case.pk: scope for scope, case in shelf.items() if scope in set(Scope)}
    start = selectors.case(ANYBODY, shelf["seen from"].pk).row
    for grant, wanted in MATRIX:
        viewer = Viewer(grants=(grant,) if grant else ())
        listed = {row.id for row in selectors.latest(viewer)}
        found = {hit.row.id for hit in selectors.search(viewer, "planlægning")}
        opened = {pk for pk in by_id if selectors.case(viewer, pk)}
        related = {row.id for row in selectors.related(viewer, start, limit=20)}
        for met in (listed, found, opened, related):
            assert {by_id[pk] for pk in met & set(by_id)} == wanted, grant


@pytest.mark.usefixtures("_group")
def test_every_address_says_the_same(shelf, visit):
    """Everybody opens and searches; what else lists texts is asked in test_portal_gone."""
    for grant, wanted in MATRIX:
        client = signed_in(visit, grant)
        search = client.get("/viden/", {"q": "planlægning"}).content.decode()
        for scope in Scope:
            start, seen = f"/viden/{shelf[scope].pk}/", scope in wanted
            answer = client.get(f"{start}planlaegning-{scope.value}/")
            assert answer.status_code == (200 if seen else 404), (grant, scope)
            assert (f'href="{start}' in search) == seen, (grant, scope)
        count = len(wanted) + 1  # with the text they are related from
        assert f"{count} tekst" in search, grant


def signed_in(visit, grant):
    if not grant:
        return visit(signed_in=False)
    where = {"edition": grant.edition, "sector": grant.sector}
    return visit(grant.role, grant.municipality, **where)


# One of each reach: a list, and an address without its words, ask for the texts as the others do.
# By its name this test runs on PostgreSQL too.
REACHES = [MATRIX[0], MATRIX[1], MATRIX[5], MATRIX[9], MATRIX[18]]


@pytest.mark.usefixtures("_group")
def test_the_lists_and_short_addresses_say_the_same(shelf, visit):
    assert [wanted for _grant, wanted in REACHES] == [STRANGERS, OWN, PARTNERS, GROUP, KL]
    for grant, wanted in REACHES:
        client = signed_in(visit, grant)
        front = client.get("/viden/").content.decode()
        narrowed = client.get("/viden/", {"greb": "2", "slags": "case"}).content.decode()
        for scope in Scope:
            start = f"/viden/{shelf[scope].pk}/"
            answer = client.get(start)
            to = f"{start}planlaegning-{scope.value}/" if scope in wanted else None
            assert answer.get("Location") == to, (grant, scope)
            assert answer.status_code == (302 if to else 404), (grant, scope)
            for page in (front, narrowed):
                assert (f'href="{start}' in page) == bool(to), (grant, scope)


@pytest.mark.usefixtures("_group")
def test_a_limit_counts_only_what_is_readable(shelf):
    """What a stranger may not read is left out before the list is cut, not after."""
    hits = selectors.search(ANYBODY, "planlægning", 1)
    assert [hit.row.title for hit in hits] == ["Planlægning public"]
    assert len(selectors.latest(ANYBODY, limit=2)) == 2


def test_without_an_accepted_group_only_the_own_people_read(shelf):
    other = Viewer(grants=(Grant(Role.CHIEF, "E02"),))
    assert selectors.case(other, shelf[Scope.SPARRING_GROUP].pk) is None
    own = Viewer(grants=(Grant(Role.CHIEF, "E01"),))
    assert selectors.case(own, shelf[Scope.SPARRING_GROUP].pk)


def test_several_roles_add_up(shelf):
    both = Viewer(grants=(Grant(Role.MEMBER, "E02", "2021"), Grant(Role.EDITOR)))
    seen = {scope for scope in Scope if selectors.case(both, shelf[scope].pk)}
    assert seen == KL


@pytest.mark.parametrize(
    ("grant", "draft_seen", "submitted_seen"),
    [
        (None, False, False),
        (Grant(Role.MEMBER, "E01", "example", "school"), True, True),
        (Grant(Role.CHIEF, "E02"), False, False),
        (Grant(Role.POLITICIAN, "E01"), False, False),
        (Grant(Role.FACILITATOR), False, False),
        (Grant(Role.EDITOR), False, True),
        (Grant(Role.EDITOR, "", "2021"), False, False),
        (Grant(Role.PROGRAMME_OWNER), False, True),
    ],
)
def test_a_draft_is_the_teams_and_then_the_editors_too(
    lead, draft, grant, draft_seen, submitted_seen
):
    viewer = Viewer(grants=(grant,) if grant else ())
    assert (selectors.case(viewer, draft.pk) is not None) == draft_seen
    services.submit(actor=lead, case=draft.pk)
    assert (selectors.case(viewer, draft.pk) is not None) == submitted_seen
    assert selectors.search(viewer, "planlægger") == []
    assert selectors.latest(viewer) == []


def test_a_text_is_never_listed_twice_for_having_two_levers(published):
    case = published()
    assert [row.id for row in selectors.latest(ANYBODY)] == [case.pk]
    assert [hit.row.id for hit in selectors.search(ANYBODY, "planlægger")] == [case.pk]


def test_the_newest_comes_first_whatever_was_written_first(shelf):
    now = dt.datetime(2027, 2, 1, tzinfo=dt.UTC)
    first = min(case.pk for case in shelf.values() if case.scope == Scope.PUBLIC)
    Case.objects.filter(pk=first).update(published_at=now)
    assert next(row.id for row in selectors.latest(ANYBODY)) == first
