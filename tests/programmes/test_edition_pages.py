"""The public pages of editions."""

import datetime as dt
import re

import pytest

from samspil.people.roles import Role
from samspil.people.selectors import viewer_for
from samspil.programmes import services
from samspil.programmes.wishes import Wish

pytestmark = pytest.mark.django_db
ALL = ("example", "2022-23", "2021", "2018")
# Words that stand in Danish and never in English.
DANISH = re.compile(
    r"\b(og|er|ikke|til|med|jeres|kommune|kommuner|tilmelding|deltagere|oplyst|pris|frist|holdet)\b"
)


def text(client, address):
    """The words of a page without its tags, quotations in Danish left out."""
    html = client.get(address).content.decode()
    html = re.sub(r"<(q|button|a)[^>]*lang=\"da\".*?</\1>", " ", html, flags=re.DOTALL)
    main = html.partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def test_what_is_open_and_what_has_been(client, edition, clock):
    page = text(client, "/partnerskaber/")
    assert "Ét partnerskab er åbent for tilmelding" in page
    assert "mandag den 4. januar 2027 kl. 12.00" in page
    assert "60.000 kr." in page
    assert "Tilmeldingen er bindende." in page
    assert page.index("Eksempel:") < page.index("Det har været") < page.index("16. august 2021")
    assert "efteråret 2018; der er ikke oplyst nogen frist" in page
    html = client.get("/partnerskaber/").content.decode()
    assert all(f'href="/partnerskaber/{name}/"' in html for name in ALL)


def test_without_an_open_edition(client, db):
    assert "Ingen partnerskaber er åbne" in text(client, "/partnerskaber/")


def test_after_the_deadline_nothing_is_open(client, edition, clock, now):
    clock(now + dt.timedelta(days=90))
    page = text(client, "/partnerskaber/")
    assert "Ingen partnerskaber er åbne" in page
    assert "Fristen for tilmelding var mandag den 4. januar 2027 kl. 12.00" in page
    own = text(client, "/partnerskaber/example/")
    assert "Lukket for tilmelding" in own
    assert "Tilmeld jeres hold" not in own


def test_an_open_edition_tells_everything(client, edition, clock):
    page = text(client, "/partnerskaber/example/")
    for words in (
        "Eksempel",
        "Åben for tilmelding",
        "Tilmeld jeres hold",
        "Begge partnerskaber I sparer 10.000 kr. 110.000 kr.",
        "9.995 kr.",
        "Foranalyse på begge områder I sparer 30.000 kr. 170.000 kr.",
        "Det er ikke oplyst, om priserne er med eller uden moms",
        "Den relevante chef for området er med i deltagergruppen.",
        "Det lægges der vægt på",
        "15. marts 2027 09.30–15.30",
        "1. marts 2027",
        "én repræsentant fra hver kommune",
        "Kommunen har fået indsigt i nyeste forskning",
        "Tilmelding og andet praktisk",
        "Ekstra deltagere regnes pr. partnerskab",
        edition.version,
        "endnu ikke gennemlæst af en anden",
    ):
        assert words in page, words
    order = ("Hvad er det?", "Hvad koster det?", "Hvem er det for?", "Hvad forpligter det",
             "Hvornår?", "Hvornår er det lykkedes?", "Hvem kan I spørge?",
             "Det har vi læst os til", "Vilkår og kilder")  # fmt: skip
    places = [page.index(heading) for heading in order]
    assert places == sorted(places)


def test_2022_is_closed_and_says_what_is_our_reading(client, db):
    page = text(client, "/partnerskaber/2022-23/")
    assert "Partnerskabet er afsluttet. Fristen for tilmelding var mandag den 19. sept" in page
    assert "Kun dagen er oplyst. Vi læser den som hele dagen, til midnat dansk tid." in page
    assert "9. januar 2023" in page
    assert "Tilmeld jeres hold" not in page


def test_2021_has_vat_on_top(client, db):
    page = text(client, "/partnerskaber/2021/")
    assert "55.000 kr. uden moms" in page
    assert "Med 25 pct. moms: 68.750 kr." in page
    assert "16. august 2021 kl. 12.00, dansk tid." in page
    assert "Datoerne er foreløbige" in page
    assert "25. november 2021" in page
    assert "Et hold er på 3 til 5 personer." in page


def test_2018_leaves_empty_what_was_not_stated(client, db):
    page = text(client, "/partnerskaber/2018/")
    for words in (
        "Der er ikke oplyst nogen pris.",
        "Fristen er ikke oplyst.",
        "Antal møder og datoer er ikke oplyst.",
        "Der er ikke oplyst succeskriterier.",
        "Holdets størrelse er ikke oplyst.",
        "facilitering af de lokale processer kan købes til",
    ):
        assert words in page, words


@pytest.mark.parametrize("name", ["", *(f"{name}/" for name in ALL)])
def test_english_pages_have_no_danish_left(client, edition, clock, name):
    client.cookies["samspil_sprog"] = "en"
    page = text(client, f"/partnerskaber/{name}")
    assert DANISH.findall(page) == []
    assert "partnership" in page.lower()


@pytest.mark.parametrize("address", ["/partnerskaber/1999/", "/partnerskaber/1999/tilmelding/"])
def test_an_unknown_edition(client, db, address):
    assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "address",
    ["/partnerskaber/", "/partnerskaber/2021/", "/partnerskaber/example/tilmeldinger/",
     "/partnerskaber/example/tilmelding/", "/partnerskaber/example/tilmelding/E01/",
     "/partnerskaber/example/tilmelding/E01/kvittering/"],
)  # fmt: skip
def test_pages_that_only_show_take_no_posts(client, edition, person, address):
    client.force_login(person("ada", Role.CHIEF, "E01"))
    assert client.post(address).status_code == 405


def test_the_way_in_follows_how_far_one_is(client, edition, person, team, clock, now):
    user = person("ada", Role.CHIEF, "E01")
    client.force_login(user)
    assert "Tilmeld jeres hold" in text(client, "/partnerskaber/")
    act = {"actor": viewer_for(user), "edition": "example", "municipality": "E01", "now": now}
    services.change_draft(**act, change=lambda _: Wish((team("school"),)))
    assert "Fortsæt tilmeldingen af Fabelborg" in text(client, "/partnerskaber/example/")
    services.register_team(**act, wish=Wish((team("school"),)))
    assert "Se kvitteringen for Fabelborg" in text(client, "/partnerskaber/")
    assert "I er tilmeldt" in text(client, "/partnerskaber/example/")
    clock(now + dt.timedelta(days=90))
    client.force_login(user)
    assert "Se kvitteringen for Fabelborg" in text(client, "/partnerskaber/example/")


def test_the_organisers_see_the_way_to_the_list(client, edition, person):
    address = "/partnerskaber/example/tilmeldinger/"
    assert address not in client.get("/partnerskaber/example/").content.decode()
    client.force_login(person("fy", Role.REGISTRATION_CONTACT))
    assert address in client.get("/partnerskaber/example/").content.decode()


class TestOrganisersList:
    address = "/partnerskaber/example/tilmeldinger/"

    def test_it_starts_empty_and_says_so(self, client, edition, person):
        client.force_login(person("eja", Role.PROGRAMME_OWNER))
        assert "Ingen er tilmeldt endnu." in text(client, self.address)

    @pytest.mark.parametrize("role", [Role.FACILITATOR, Role.REGISTRATION_CONTACT])
    def test_it_counts_and_adds_up(self, client, edition, person, chief, viewer, team, now, role):
        wish = Wish((team("daycare", 6), team("school", named=3)), ("school",))
        services.register_team(
            actor=chief, edition="example", municipality="E01", wish=wish, now=now
        )
        services.change_draft(
            actor=viewer("otto", Role.PROJECT_LEAD, "E02"),
            edition="example",
            municipality="E02",
            change=lambda _: Wish((team("school", named=2),), remarks="Hemmeligt"),
            now=now,
        )
        client.force_login(person("fy", role))
        page = text(client, self.address)
        assert "1 kommune er bindende tilmeldt. 1 er begyndt på en kladde." in page
        assert "Dagtilbud 1 kommune, 6 deltagere" in page
        assert "I alt 219.995 kr." in page
        assert "4 af 11" in page
        assert "Prøvestrand kladde, begyndt 23. november 2026" in page
        assert "Hemmeligt" not in page

    def test_all_others_are_refused(self, client, edition, person):
        assert client.get(self.address).url.startswith("/konto/login/?next=")
        for name, role, place in (
            ("ada", Role.CHIEF, "E01"),
            ("kon", Role.CONSULTANT, "E01"),
            ("red", Role.EDITOR, ""),
        ):
            client.force_login(person(name, role, place))
            assert client.get(self.address).status_code == 403

    def test_in_english(self, client, edition, person, chief, team, now):
        wish = Wish((team("daycare"), team("school")), ("school",))
        services.register_team(
            actor=chief, edition="example", municipality="E01", wish=wish, now=now
        )
        client.force_login(person("fy", Role.FACILITATOR))
        client.cookies["samspil_sprog"] = "en"
        page = text(client, self.address)
        assert DANISH.findall(page) == []
        assert "DKK 210,000" in page
