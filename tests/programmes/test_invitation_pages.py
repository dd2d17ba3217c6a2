"""The organiser's pages of the invitation."""

import datetime as dt
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samspil.jobs.models import Job
from samspil.letters.models import Letter
from samspil.people.roles import Role
from samspil.programmes import services
from samspil.programmes.addressees import Addressee
from samspil.programmes.models import Campaign, Invitation

pytestmark = pytest.mark.django_db
BASE = "/partnerskaber/example/invitation/"
LIST = (
    "Kommune; Titel; E-mail; Navn; Sprog\n"
    "Fabelborg; Skolechef; bo@fabelborg.example; Bo;\n"
    "Prøvestrand; Sekretariat; ea@provestrand.example;;\n"
)
PAGES = ("", "hvem/", "modtagere/", "brev/", "send/", "modtagere/skabelon.xlsx", "brev/da.pdf")


@pytest.fixture
def olga(client, edition, person, clock):
    """The owner's browser, on the first day."""
    client.force_login(person("olga", Role.PROGRAMME_OWNER))
    return client


@pytest.fixture
def owner(olga, viewer):
    return viewer("olga")


@pytest.fixture
def campaign(owner):
    services.prepare_campaign(actor=owner, edition="example")


@pytest.fixture
def listed(owner, campaign):
    rows = [Addressee("E01", "Skolechef", "bo@fabelborg.example", "Bo", office="chief")]
    services.add_addressees(actor=owner, edition="example", rows=rows)
    return Invitation.objects.get()


def words(response):
    html = response.content.decode()
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_from_nothing_to_sent(olga, person):
    assert "Ingen er inviteret endnu." in words(olga.get(BASE))
    assert olga.get(f"{BASE}modtagere/").url == f"{BASE}hvem/"
    assert olga.post(f"{BASE}hvem/", {"aim": "all", "remind_days": "14, 3"}).url == BASE
    assert olga.post(f"{BASE}modtagere/", {"text": LIST}).url == BASE
    page = words(olga.get(BASE))
    assert "2 modtagere er nye." in page
    assert "2 modtagere i 2 kommuner." in page
    assert "2 modtagere får brevet nu." in words(olga.get(f"{BASE}send/"))
    job = olga.post(f"{BASE}send/").url
    assert "Invitationerne er ved at blive sendt." in words(olga.get(BASE))
    Job.objects.get().refresh_from_db()
    from samspil.jobs import services as jobs

    jobs.run(Job.objects.get().pk)
    assert "Det er færdigt." in words(olga.get(job))
    page = words(olga.get(BASE))
    assert "2 kommuner er inviteret: 0 tilmeldt, 0 begyndt, 0 har svaret nej tak." in page
    assert "Sendt til 2 af 2." in page
    assert olga.post(f"{BASE}send/").url == BASE
    assert Letter.objects.filter(template="invitation").count() == 2


def test_stopping_and_sending_the_rest(olga, listed):
    olga.post(f"{BASE}send/")
    assert olga.post(f"{BASE}stop/").url == BASE
    assert "Udsendelsen er standset." in words(olga.get(BASE))
    assert Campaign.objects.get().stopped_at
    olga.post(f"{BASE}send/")
    assert Campaign.objects.get().stopped_at is None


def test_the_letter_is_edited_shown_and_tried_on_oneself(olga, campaign):
    letter = {
        "subject_da": "Til {kommune}",
        "body_da": "Kære {navn}\n\n- ét\n- to",
        "subject_en": "To {municipality}",
        "body_en": "Dear {name}",
    }
    answer = olga.post(f"{BASE}brev/", letter | {"go": "da"})
    assert answer.url == f"{BASE}brev/"
    page = words(olga.get(f"{BASE}brev/"))
    assert "en prøve er sendt til olga@example.org" in page
    assert "Til Fabelborg" in page
    assert "Dear Chefen for området" in page
    [sent] = Letter.objects.all()
    assert sent.subject == "Prøve: Til Fabelborg"
    assert "Dear {name}" in Campaign.objects.get().body_en


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"body_da": "Kære {nvan}"}, "Vi kender ikke {nvan}."),
        ({"subject_en": ""}, "Dette felt er påkrævet."),
        ({"body_en": "x" * 6001}, "6000"),
        ({"body_da": "Barnet 010190-1234"}, "CPR"),
    ],
)
def test_a_letter_that_cannot_be_sent_says_why_and_keeps_what_was_typed(
    olga, campaign, change, told
):
    letter = dict.fromkeys(("subject_da", "body_da", "subject_en", "body_en"), "Ord")
    page = olga.post(f"{BASE}brev/", letter | change)
    assert told in words(page)
    assert 'value="Ord"' in page.content.decode()
    assert Campaign.objects.get().body_da != "Ord"


def test_the_letter_on_paper_is_a_tagged_pdf(olga, campaign):
    for language in ("da", "en"):
        answer = olga.get(f"{BASE}brev/{language}.pdf")
        assert answer["Content-Type"] == "application/pdf"
        assert b"/StructTreeRoot" in answer.content
        assert answer.content == olga.get(f"{BASE}brev/{language}.pdf").content
    assert olga.get(f"{BASE}brev/de.pdf").status_code == 404


def test_a_list_from_the_template(olga, campaign):
    answer = olga.get(f"{BASE}modtagere/skabelon.xlsx")
    assert answer.content.startswith(b"PK")
    file = SimpleUploadedFile("modtagere.csv", LIST.encode())
    text = "Kommune; Titel; E-mail; Navn; Sprog\n"
    assert olga.post(f"{BASE}modtagere/", {"text": text, "file": file}).url == BASE
    assert Invitation.objects.count() == 2
    empty = io.BytesIO(answer.content)
    empty.name = "skabelon.xlsx"
    page = olga.post(f"{BASE}modtagere/", {"text": "", "file": empty})
    assert page.status_code == 200
    assert Invitation.objects.count() == 2


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"text": ""}, "Indsæt en liste, eller vælg en fil"),
        ({"text": LIST.replace("Fabelborg;", "Atlantis;")}, "Linje 2, kolonnen Kommune"),
        ({"text": LIST.replace("bo@", "bo ")}, "en mailadresse som navn@kommune.dk"),
        ({"text": "Kommune; Titel; E-mail\nFabelborg; Chef;"}, "ingen mailadresser"),
        ({"text": "vrøvl"}, "overskrift"),
        ({"text": "x", "file": SimpleUploadedFile("a.csv", b"x")}, "intet er ændret"),
        ({"text": "a\nb", "file": SimpleUploadedFile("a.csv", b"x")}, "kun én af delene"),
    ],
)
def test_a_list_that_cannot_be_read_says_where_and_changes_nothing(olga, campaign, sent, told):
    page = olga.post(f"{BASE}modtagere/", sent)
    assert page.status_code == 200
    assert told in words(page)
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"aim": "all", "remind_days": "snart"}, "Skriv hele tal"),
        ({"aim": "all", "remind_days": "0"}, "Skriv hele tal"),
        ({"aim": "all", "remind_days": "1,2,3,4,5,6"}, "Vælg højst 5"),
        ({"aim": "all", "remind_days": "²"}, "Skriv hele tal"),
        ({"aim": "7", "remind_days": ""}, "7 er ikke en af de tilgængelige valgmuligheder"),
    ],
)
def test_whom_it_is_for_is_checked(olga, sent, told):
    page = olga.post(f"{BASE}hvem/", sent)
    assert told in words(page)
    assert not Campaign.objects.exists()


def test_one_recipient_is_followed_put_on_paper_and_withdrawn(olga, listed):
    own = f"{BASE}{listed.pk}/"
    page = words(olga.get(own))
    assert "Skolechef: ikke sendt." in page
    assert "Fjern fra listen" in page
    letter = olga.post(f"{own}brev.pdf")
    assert letter["Content-Type"] == "application/pdf"
    assert "Skolechef: sendt." in words(olga.get(own))
    assert olga.post(f"{own}tag-tilbage/").url == BASE
    assert "Skolechef: trukket tilbage." in words(olga.get(own))
    assert olga.post(f"{own}brev.pdf").status_code == 404
    assert olga.get(f"{BASE}999/").status_code == 404
    assert olga.post(f"{BASE}999/tag-tilbage/").status_code == 404


def test_the_list_can_be_filtered_by_a_link(olga, listed):
    assert "bo@fabelborg.example" in words(olga.get(f"{BASE}?state=not_sent"))
    page = words(olga.get(f"{BASE}?state=declined"))
    assert "Ingen modtagere er så langt." in page
    assert olga.get(f"{BASE}?state=<script>").status_code == 200


def test_a_mail_that_did_not_arrive_is_shown(olga, listed, owner):
    services.begin_sending(actor=owner, edition="example")
    services.send_next(actor=owner, campaign=Campaign.objects.get().pk, run=1)
    Letter.objects.update(status="failed", error="address_refused")
    page = words(olga.get(f"{BASE}?state=attention"))
    assert "mailen kunne ikke afleveres" in page


def test_after_the_deadline_nothing_can_be_sent(olga, listed, clock, now, person):
    clock(now + dt.timedelta(weeks=8))
    olga.force_login(person("olga"))
    assert "kan ikke sendes" in words(olga.get(BASE))
    assert olga.post(f"{BASE}send/").url == BASE
    assert olga.post(f"{BASE}{listed.pk}/brev.pdf").url == BASE
    assert not Letter.objects.exists()


@pytest.mark.parametrize("page", PAGES)
def test_signed_out_is_asked_to_sign_in_and_others_are_refused(client, campaign, page, person):
    client.logout()
    assert "/konto/login/" in client.get(BASE + page).url
    for role, place in ((Role.CHIEF, "E01"), (Role.SECRETARY, "E01"), (Role.EDITOR, "")):
        client.force_login(person(f"zoe{role}", role, place))
        assert client.get(BASE + page).status_code == 403


@pytest.mark.parametrize("act", ["send/", "stop/", "1/tag-tilbage/", "1/brev.pdf"])
def test_acts_are_posted_by_organisers_only(client, olga, listed, act, person):
    if act != "send/":
        assert olga.get(BASE + act).status_code == 405
    client.force_login(person("zoe", Role.CHIEF, "E01"))
    assert client.post(BASE + act).status_code == 403
    client.logout()
    assert client.post(BASE + act).status_code == 403
    assert not Job.objects.exists()


def test_the_contact_for_registrations_invites_too(client, edition, person, clock):
    client.force_login(person("kim", Role.REGISTRATION_CONTACT))
    assert client.get(BASE).status_code == 200
    assert client.post(f"{BASE}hvem/", {"aim": "all", "remind_days": ""}).url == BASE
    assert client.get("/partnerskaber/nowhere/invitation/").status_code == 404
