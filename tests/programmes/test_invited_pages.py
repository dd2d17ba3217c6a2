"""What a personal link opens, without an account."""

import datetime as dt
import re

import pytest

from samspil.letters.models import Letter
from samspil.people import services as people
from samspil.people.models import Membership, User
from samspil.people.roles import Role
from samspil.programmes import selectors, services
from samspil.programmes.addressees import Addressee
from samspil.programmes.models import Campaign, Invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(viewer):
    return viewer("olga", Role.PROGRAMME_OWNER)


@pytest.fixture
def link(owner, edition, clock):
    """The path of Fabelborg's personal link, as the mail has it."""
    services.prepare_campaign(actor=owner, edition="example")
    rows = [Addressee("E01", "Skolechef", "bo@fabelborg.example", "Bo", office="chief")]
    services.add_addressees(actor=owner, edition="example", rows=rows)
    services.begin_sending(actor=owner, edition="example")
    services.send_next(actor=owner, campaign=Campaign.objects.get().pk, run=1)
    body = Letter.objects.get(template="invitation").words
    return re.search(r"(/invitation/[\w-]+/)", body)[1]


def words(response):
    html = response.content.decode()
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def state(owner):
    return selectors.invitations(owner, "example")[0].state


def test_it_is_read_without_an_account_and_noted_once(client, link, owner):
    assert client.head(link).status_code == 200
    assert state(owner) == "sent"
    page = client.get(link)
    assert "Fabelborg er inviteret. Svar senest" in words(page)
    assert "Kære Bo" in words(page)
    assert state(owner) == "opened"
    assert page["Referrer-Policy"] == "strict-origin"
    assert page["X-Robots-Tag"] == "noindex"
    assert "no-store" in page["Cache-Control"]
    letter = client.get(f"{link}brev.pdf")
    assert b"/StructTreeRoot" in letter.content
    assert letter["Referrer-Policy"] == "strict-origin"


def test_every_page_behind_the_link_keeps_it_secret(client, link):
    for page in ("", "nej-tak/", "tilmeld/", "brev.pdf"):
        answer = client.get(link + page)
        assert answer["Referrer-Policy"] == "strict-origin", page
        assert b"//cdn" not in answer.content
    assert client.get("/invitation/wrong/")["Referrer-Policy"] == "strict-origin"


def test_a_no_needs_a_reason_and_can_be_taken_back(client, link, owner):
    page = client.post(f"{link}nej-tak/", {"reason": ""})
    assert "Skriv kort, hvorfor I ikke deltager." in words(page)
    page = client.post(f"{link}nej-tak/", {"reason": "Barnet 010190-1234 har"})
    assert "CPR-nummer" in words(page)
    assert "010190-1234" in page.content.decode()
    assert state(owner) == "opened"
    assert client.post(f"{link}nej-tak/", {"reason": "Ikke i år."}).url == link
    page = words(client.get(link))
    assert "Tak for svaret" in page
    assert "»Ikke i år.«" in page
    assert "Tilmeld jer alligevel" in page
    assert state(owner) == "declined"


def test_the_invited_chief_signs_in_by_a_code_and_can_begin(client, link, owner, settings):
    settings.SAMSPIL_DEMO = True  # where the words of secret letters are kept
    answer = client.post(f"{link}tilmeld/", {"name": "Bo", "email": "Bo@Fabelborg.example"})
    assert "forberede tilmeldingen af Fabelborg og bekræfte den" in words(answer)
    sign_in = {"login": "bo@fabelborg.example", "next": "/partnerskaber/example/tilmelding/E01/"}
    asked = client.post("/konto/login/", sign_in).url
    body = Letter.objects.get(template="sign_in_code").words
    code = re.search(r"Koden er: (\S+)", body)[1]
    answer = client.post(asked, {"code": code})
    assert answer.url == sign_in["next"]
    assert client.get(sign_in["next"]).url.endswith("/omraader/")
    # Signed in already, one goes straight on.
    again = client.post(f"{link}tilmeld/", {"name": "Bo", "email": "bo@fabelborg.example"})
    assert again.url == sign_in["next"]
    client.post(f"{sign_in['next']}omraader/", {"sectors": ["school"]})
    assert state(owner) == "begun"
    assert "er begyndt på tilmeldingen" in words(client.get(link))


def test_a_colleague_becomes_a_secretary(client, link):
    answer = client.post(f"{link}tilmeld/", {"name": "Ida", "email": "ida@fabelborg.example"})
    assert "En chef bekræfter den til sidst." in words(answer)
    [held] = Membership.objects.filter(user__email="ida@fabelborg.example")
    assert (held.role, held.municipality_id, held.edition) == ("secretary", "E01", "example")


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"name": "", "email": "bo@fabelborg.example"}, "Skriv jeres navn."),
        ({"name": "Bo", "email": ""}, "Skriv jeres arbejdsmail."),
        ({"name": "Bo", "email": "bo"}, "navn@kommune.dk"),
        ({"name": "Bo", "email": "ulv@elsewhere.example"}, "ender på @fabelborg.example"),
        ({"name": "Bo 010190-1234", "email": "bo@fabelborg.example"}, "CPR-nummer"),
        ({"name": "x" * 121, "email": "bo@fabelborg.example"}, "120"),
        ({"name": "Bo", "email": f"{'x' * 250}@fabelborg.example"}, "254"),
    ],
)
def test_who_cannot_come_is_told_what_would_be_right(client, link, sent, told):
    page = client.post(f"{link}tilmeld/", sent)
    assert page.status_code == 200
    assert told in words(page)
    assert User.objects.filter(email__contains="fabelborg").count() == 0


def test_the_link_says_when_it_is_too_late_and_later_that_it_has_expired(client, link, clock):
    deadline = selectors.edition("example").content.deadline.at
    clock(deadline + dt.timedelta(seconds=1))
    page = words(client.get(link))
    assert "Fristen for tilmelding var" in page
    assert "Tilmeld jer" not in page
    for act in ("nej-tak/", "tilmeld/"):
        assert client.get(link + act).url == link
        assert client.post(link + act, {"reason": "x"}).url == link
    clock(deadline + dt.timedelta(days=15))
    answer = client.get(link)
    assert answer.status_code == 410
    assert "Linket er udløbet." in words(answer)


def test_a_withdrawn_link_opens_nothing(client, link, owner):
    number = Invitation.objects.get().pk
    services.take_back(actor=owner, edition="example", number=number)
    for page in ("", "nej-tak/", "tilmeld/", "brev.pdf"):
        answer = client.get(link + page)
        assert answer.status_code == 410
        assert "trukket invitationen tilbage" in words(answer)
    assert client.post(f"{link}nej-tak/", {"reason": "x"}).status_code == 410


def test_an_unknown_link_and_one_for_something_else_open_nothing(client, link, owner):
    _link, token = people.make_link(
        actor=owner, purpose="sign_in", lifetime=dt.timedelta(days=1), subject="invitation:1"
    )
    for address in ("/invitation/x/", f"/invitation/{token}/"):
        assert client.get(address).status_code == 404
        assert client.post(f"{address}tilmeld/", {}).status_code == 404


def test_the_wrong_way_of_asking_is_refused(client, link):
    assert client.post(link).status_code == 405
    assert client.post(f"{link}brev.pdf").status_code == 405
    assert client.put(f"{link}nej-tak/").status_code == 405


def test_once_registered_it_says_so(client, link, viewer, team):
    from samspil.programmes.wishes import Wish

    chief = viewer("ada", Role.CHIEF, "E01")
    services.register_team(
        actor=chief, edition="example", municipality="E01", wish=Wish((team("school"),))
    )
    page = words(client.get(link))
    assert "Fabelborg er tilmeldt." in page
    assert "Svar nej tak" not in page
