"""Who meets a text where: every address of the portal, each kind of person, before and after."""

import pytest
from django.utils import timezone

from samspil.knowledge import selectors, services
from samspil.knowledge.models import Case, Scope
from samspil.networks import selectors as networks
from samspil.people.models import User
from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY

pytestmark = pytest.mark.django_db

# Who reads what of E01's school team; E01 and E02 share a sparring group. All kinds of people are
# asked about in test_scopes: here it is the addresses, for one of each reach.
READERS = [
    (None, "", {}, {Scope.PUBLIC}),
    (Role.CHIEF, "E01", {}, set(Scope)),
    (Role.POLITICIAN, "E01", {}, {Scope.PARTNERSHIP, Scope.PUBLIC}),
    (Role.CHIEF, "E02", {}, {Scope.SPARRING_GROUP, Scope.PARTNERSHIP, Scope.PUBLIC}),
    (Role.CHIEF, "E03", {}, {Scope.PUBLIC}),
    (Role.EXPERT, "", {"edition": "example"}, {Scope.PARTNERSHIP, Scope.PUBLIC}),
    (Role.EDITOR, "", {}, {Scope.KL, Scope.PARTNERSHIP, Scope.PUBLIC}),
]
MEASURE = {
    "id": 7, "name": "Timer", "counted": "timer", "unit": "", "kind": "outcome", "target": None,
    "direction": "higher", "decimals": 0, "kept_back": 0, "source": "", "lines": [],
    "sentence": {"da": "x", "en": "x"}, "copied_on": "2027-03-01", "frequency": "weekly",
    "points": [{"day": "2027-01-04", "value": 61.0, "label": "uge 1", "sign": "plain"}],
}  # fmt: skip


@pytest.fixture
def _group(monkeypatch):
    class Group:
        codes = ("E01", "E02")
        members = ()

    def group_of(edition, sector, code):
        return Group() if code in Group.codes and sector == "school" else None

    monkeypatch.setattr(networks, "group_of", group_of)


@pytest.fixture
def stocked(published, editor):
    """Publish with all that a text can have: a theme, a measure and a file."""

    def go(scope="public"):
        case = published(scope, themes=("data",), transition=True)
        added = services.add_file(
            actor=editor,
            case=case.pk,
            title="Bilag om planlægning",
            name="bilag.txt",
            content="Om planlægning".encode(),
        )
        Case.objects.filter(pk=case.pk).update(measures=[MEASURE])
        return case, added.pk

    return go


TITLE = "To voksne planlægger sammen"


def own_addresses(case, file):
    start = f"/viden/{case.pk}/"
    return [f"{start}to-voksne-planlaegger-sammen/", f"{start}fil/{file}/", f"{start}maaling/7.csv"]


LISTS = [
    "/", "/viden/", "/viden/?q=planlægger",
    "/viden/?tema=data&greb=2&slags=case&overgang=on&stoerrelse=lille&omraade=school",
    "/viden/feed/",
]  # fmt: skip


@pytest.mark.usefixtures("_group")
def test_every_address_honours_the_circle(stocked, visit, editor):
    case, file = stocked("public")
    neighbour = services.begin(actor=editor, title="Nabo", summary="Kort.", kind="research")
    words = services.CaseText(
        title="Nabo", summary="K.", kind="research", themes=("data",), scope="public"
    )
    services.edit(actor=editor, case=neighbour.pk, text=words)
    services.publish(actor=editor, case=neighbour.pk)
    for role, place, where, scopes in READERS:
        client = visit(role, place, **where) if role else visit(signed_in=False)
        for scope in Scope:
            Case.objects.filter(pk=case.pk).update(scope=scope)
            seen = scope in scopes
            page, *files = own_addresses(case, file)
            for path in files:
                assert client.get(path).status_code == (200 if seen else 404), (role, scope, path)
            # Lists and page all ask the same condition, and test_scopes opens the page in every
            # circle: here each is tried once on either side of the condition.
            if scope in (_first(scopes), _first(set(Scope) - scopes)):
                assert client.get(page).status_code == (200 if seen else 404), (role, scope)
                lists_must_say(client, case, neighbour, scope, seen=seen)


def _first(scopes):
    return next((scope for scope in Scope if scope in scopes), None)


def lists_must_say(client, case, neighbour, scope, *, seen):
    for path in LISTS:
        page = client.get(path).content.decode()
        expected = seen if path != "/viden/feed/" else scope == Scope.PUBLIC
        assert (f"/viden/{case.pk}/" in page) == expected, (scope, path)
        if path != "/":  # the own people's process stands there under the same name
            assert (TITLE in page.replace("<mark>", "").replace("</mark>", "")) == expected, path
    beside = client.get(f"/viden/{neighbour.pk}/nabo/").content.decode()
    assert (TITLE in beside) == seen, scope


def everywhere(client, case, file):
    """Return the statuses of its own addresses, and whether a list still names it."""
    named = [path for path in LISTS if f"/viden/{case.pk}/" in client.get(path).content.decode()]
    return [client.get(path).status_code for path in own_addresses(case, file)], named


def test_withdrawn_is_gone_from_every_address_at_once(stocked, visit, lead):
    case, file = stocked("public")
    # That everybody finds a public text is seen in the test above.
    before, named = everywhere(visit(signed_in=False), case, file)
    assert before == [200, 200, 200]
    assert named == LISTS
    services.withdraw(actor=lead, case=case.pk)
    for role, place in [(None, ""), (Role.CHIEF, "E01"), (Role.CHIEF, "E02"), (Role.EDITOR, ""),
                        (Role.PROGRAMME_OWNER, "")]:  # fmt: skip
        client = visit(role, place) if role else visit(signed_in=False)
        after, named = everywhere(client, case, file)
        assert after == [410, 404, 404], role
        assert named == [], role
        own = (role, place) == (Role.CHIEF, "E01")
        record = client.get(f"/viden/{case.pk}/udgaver/").status_code
        assert record == (200 if own else 404), role
        for end in ("ret/", "indsend/", "samtykke/", "fil/", "udgaver/forskel/", "udgaver/1/"):
            status = client.get(f"/viden/{case.pk}/{end}").status_code
            assert status == (200 if own and end.startswith("udgaver") else 404), (role, end)
        viewer = lead if own else ANYBODY
        ways = [*selectors.kinds(viewer), *selectors.theme_ways(viewer)]
        assert not any(way.count for way in ways), role


def test_no_word_is_suggested_from_a_text_that_one_may_not_read(stocked, visit, lead):
    case, _file = stocked("partnership")
    stranger, partner = visit(signed_in=False), Role.CHIEF
    assert "planlægger" not in stranger.get("/viden/?q=planlæger").content.decode()
    assert "planlægger" in visit(partner, "E02").get("/viden/?q=planlæger").content.decode()
    services.withdraw(actor=lead, case=case.pk)
    assert "planlægger" not in visit(partner, "E02").get("/viden/?q=planlæger").content.decode()


def test_what_was_never_public_leaves_no_trace_of_having_been(stocked, visit, lead):
    case, _file = stocked("partnership")
    services.withdraw(actor=lead, case=case.pk)
    assert visit(signed_in=False).get(f"/viden/{case.pk}/").status_code == 404


def test_consent_narrowed_is_out_of_reach_at_once(stocked, visit, lead):
    case, file = stocked("public")
    services.change_consent(actor=lead, case=case.pk, scope="team")
    statuses, named = everywhere(visit(signed_in=False), case, file)
    assert statuses == [404, 404, 404]
    assert named == []


def test_nothing_of_a_text_is_kept_by_whoever_passes_it_on(stocked, client):
    case, file = stocked("public")
    for path in (*own_addresses(case, file), *LISTS[1:], "/sitemap.xml"):
        assert "no-store" in client.get(path)["Cache-Control"], path


def test_engines_are_shown_public_texts_in_each_language_and_asked_to_leave_examples(
    client, settings, editor, published
):
    case = services.begin(actor=editor, title="Metode", summary="Kort & godt.", kind="method")
    text = services.CaseText(
        title="Metode", summary="Kort.", kind="method", scope="public",
        english=("Method", "Short.", "", ""),
    )  # fmt: skip
    services.edit(actor=editor, case=case.pk, text=text)
    assert f"/viden/{case.pk}/" not in client.get("/sitemap.xml").content.decode()
    services.publish(actor=editor, case=case.pk)
    invented = published("public")
    listed = client.get("/sitemap.xml").content.decode()
    for slug in ("metode", "method"):
        assert f"<loc>{settings.SAMSPIL_PUBLIC_URL}/viden/{case.pk}/{slug}/</loc>" in listed
    assert 'hreflang="en"' in listed
    # Examples are for people who look at the product, not for engines.
    assert f"/viden/{invented.pk}/" not in listed
    services.withdraw(actor=editor, case=case.pk)
    assert f"/viden/{case.pk}/" not in client.get("/sitemap.xml").content.decode()


def test_the_feed_escapes_and_engines_are_asked_to_leave_an_example_alone(client, settings, editor):
    case = services.begin(actor=editor, title="Metode", summary="Kort & <godt>.", kind="method")
    services.publish(actor=editor, case=case.pk, scope="public")
    feed = client.get("/viden/feed/")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert "Kort &amp; &lt;godt&gt;." in feed.content.decode()
    settings.SAMSPIL_DEMO = False
    robots = client.get("/robots.txt").content.decode()
    assert "Disallow: /konto/" in robots
    assert "Disallow: /\n" not in robots
    assert "/sitemap.xml" in robots
    settings.SAMSPIL_DEMO = True
    assert "Disallow: /\n" in client.get("/robots.txt").content.decode()


def test_a_public_text_says_what_it_is_to_those_who_link_to_it(client, editor, settings):
    case = services.begin(actor=editor, title='Om "ro"', summary="Kort.", kind="method")
    text = services.CaseText(
        title='Om "ro"', summary='Kort "ro" <b>.', kind="method", scope="public",
        english=("On calm", "Short.", "", ""),
    )  # fmt: skip
    services.edit(actor=editor, case=case.pk, text=text)
    services.publish(actor=editor, case=case.pk)
    start = f"{settings.SAMSPIL_PUBLIC_URL}/viden/{case.pk}/"
    page = client.get(f"/viden/{case.pk}/om-ro/").content.decode()
    head = page.split("</head>")[0]
    assert f'<link rel="canonical" href="{start}om-ro/">' in head
    assert f'<link rel="alternate" hreflang="en" href="{start}on-calm/">' in head
    assert '<meta name="description" content="Kort &quot;ro&quot; &lt;b&gt;.">' in head
    assert 'property="og:title" content="Om &quot;ro&quot;"' in head
    assert "application/atom+xml" in head
    assert "noindex" not in head


def test_an_english_address_is_answered_in_english_where_nothing_else_was_chosen(client, editor):
    case = services.begin(actor=editor, title="Metode", summary="Kort.", kind="method")
    text = services.CaseText(
        title="Metode", summary="Kort.", kind="method", scope="public",
        english=("Method", "Short.", "", ""),
    )  # fmt: skip
    services.edit(actor=editor, case=case.pk, text=text)
    services.publish(actor=editor, case=case.pk)
    found = client.get(f"/viden/{case.pk}/method/")
    assert (found.status_code, found["Content-Language"]) == (200, "en")
    assert '<html lang="en">' in found.content.decode()
    assert client.get("/viden/")["Content-Language"] == "da"
    client.cookies["samspil_sprog"] = "da"
    assert client.get(f"/viden/{case.pk}/method/")["Location"] == f"/viden/{case.pk}/metode/"


def test_a_text_that_is_not_public_is_not_offered_to_engines(published, visit):
    case = published("partnership")
    page = visit(Role.CHIEF, "E02").get(f"/viden/{case.pk}/", follow=True).content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page


def test_the_feed_has_the_newest_first_and_never_a_readers_own(published, lead, editor, client):
    case = published("team")
    client.force_login(User.objects.get(pk=lead.user_id))
    assert TITLE not in client.get("/viden/feed/").content.decode()
    other = services.begin(actor=editor, title="Nyt", summary="Kort.", kind="method")
    services.publish(actor=editor, case=other.pk, scope="public")
    Case.objects.filter(pk=other.pk).update(published_at=timezone.now())
    assert [one.id for one in selectors.public_texts(limit=1)] == [other.pk]
    assert case.pk not in [one.id for one in selectors.public_texts()]
