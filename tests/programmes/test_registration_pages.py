"""The registration as people meet it: step by step, with a price on each."""

import datetime as dt
import re

import pytest

from samspil.letters.models import Letter
from samspil.people.roles import Role
from samspil.programmes import selectors, services
from samspil.programmes.models import Registration
from samspil.programmes.wishes import Wish, seen

pytestmark = pytest.mark.django_db
BASE = "/partnerskaber/example/tilmelding/"
HOME = f"{BASE}E01/"
STEPS = ("omraader/", "hold/school/", "kontakt/", "tilvalg/", "bekraeft/")
ADA = {"chief_name": "Ada", "chief_email": "ada@example.org", "chief_title": "Chef"}


@pytest.fixture
def ada(client, edition, person, clock):
    """The chief's browser, on the first day."""
    client.force_login(person("ada", Role.CHIEF, "E01"))
    return client


@pytest.fixture
def draft(ada, chief, team, now):
    """A draft that lacks nothing."""
    return change(chief, Wish((team("school", named=2),)), now)


def change(actor, wish, now):
    return services.change_draft(
        actor=actor, edition="example", municipality="E01", change=lambda _: wish, now=now
    )


def words(response):
    html = response.content.decode()
    main = html.partition("<main")[2].partition("</main>")[0] or html
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def get(client, step=""):
    return client.get(HOME + step)


def mark(draft, edition):
    return seen(draft.wish, edition.version)


def test_from_the_first_step_to_the_receipt(ada, edition):
    assert ada.get(BASE).url == HOME
    assert get(ada).url == f"{HOME}omraader/"
    first = get(ada, "omraader/")
    assert "Vælg et partnerskab, så står prisen her." in words(first)
    assert "Dagtilbud, 60.000 kr." in words(first)
    assert "Begge koster 110.000 kr. tilsammen; så sparer I 10.000 kr." in words(first)

    answer = ada.post(f"{HOME}omraader/", {"sectors": ["school", "daycare"]})
    assert answer.url == f"{HOME}hold/school/"
    assert "I alt 110.000 kr." in words(get(ada, "hold/school/"))

    person = {"p1_name": "Bo", "p1_email": "bo@example.org", "p1_title": ""}
    answer = ada.post(f"{HOME}hold/school/", ADA | person | {"participants": "6"})
    assert answer.url == f"{HOME}kontakt/"
    assert get(ada).url == f"{HOME}hold/daycare/"
    answer = ada.post(f"{HOME}hold/daycare/", ADA | {"participants": "5"})
    assert answer.url == f"{HOME}hold/school/"

    contact = {"content_name": "Bo", "content_email": "bo@example.org", "areas": ["ppr", "family"]}
    assert ada.post(f"{HOME}kontakt/", contact).url == f"{HOME}tilvalg/"
    answer = ada.post(f"{HOME}tilvalg/", {"pre_analyses": ["school"], "remarks": "Ring gerne."})
    assert answer.url == f"{HOME}bekraeft/"
    page = get(ada, "bekraeft/")
    for part in (
        "Begge partnerskaber 110.000 kr.",
        "Ekstra deltager, skole 9.995 kr.",
        "Foranalyse, skole 100.000 kr.",
        "I alt 219.995 kr.",
        "I forpligter jer til at betale 219.995 kr.",
        "Bo bo@example.org",
        "Ring gerne.",
        "Om indholdet: Bo, bo@example.org",
        "Andre områder: Familieafdelingen, PPR",
        "I giver og modtager sparring",
        "i alt 24 timer",
        "Dag 1: 15. marts 2027, kl. 09.30–15.30, fysisk",
        edition.version,
        "Tilmeldingen er bindende, når I trykker Bekræft.",
    ):
        assert part in words(page), part

    seen_mark = re.search(r'name="seen" value="(\w+)"', page.content.decode())[1]
    answer = ada.post(f"{HOME}bekraeft/", {"seen": seen_mark, "binding": "on"})
    assert answer.url == f"{HOME}kvittering/"
    receipt = words(get(ada, "kvittering/"))
    assert "Fabelborg er tilmeldt" in receipt
    assert "Ada bekræftede tilmeldingen mandag den 23. november 2026 kl. 11.00." in receipt
    assert "I alt 219.995 kr." in receipt
    assert "8 deltagere er endnu ikke navngivet" in receipt
    assert Registration.objects.get().total == 219_995
    assert Letter.objects.count() == 2


@pytest.mark.parametrize("step", STEPS)
def test_the_price_stands_on_every_step(ada, draft, step):
    page = words(get(ada, step))
    assert "Partnerskab, skole 60.000 kr." in page
    assert "I alt 60.000 kr." in page
    assert "Kladden er gemt af Ada mandag den 23. november 2026 kl. 11.00." in page


def test_the_draft_survives_a_closed_browser_and_is_shared_with_colleagues(
    ada, draft, client, person
):
    client.logout()
    client.force_login(person("lea", Role.PROJECT_LEAD, "E01"))
    assert get(client).url == f"{HOME}bekraeft/"
    assert 'value="school2@example.org"' in get(client, "hold/school/").content.decode()
    page = words(get(client, "bekraeft/"))
    assert "Kun en chef kan bekræfte: bed jeres chef" in page
    assert "når I trykker Bekræft" not in page


def test_only_a_chief_confirms(ada, draft, client, person, edition):
    client.force_login(person("lea", Role.PROJECT_LEAD, "E01"))
    answer = client.post(f"{HOME}bekraeft/", {"seen": mark(draft, edition), "binding": "on"})
    assert answer.status_code == 403
    assert not Registration.objects.get().is_confirmed


def test_without_the_tick_nothing_binds(ada, draft, edition):
    answer = ada.post(f"{HOME}bekraeft/", {"seen": mark(draft, edition)})
    assert answer.status_code == 200
    assert "Sæt kryds, hvis I vil tilmelde jer bindende." in words(answer)
    assert mark(draft, edition) in answer.content.decode()
    assert not Registration.objects.get().is_confirmed


@pytest.mark.parametrize("bad", [{}, {"seen": "x" * 400, "binding": "on"}, {"binding": "on"}])
def test_a_mangled_confirmation_binds_nobody(ada, draft, bad):
    assert ada.post(f"{HOME}bekraeft/", bad).status_code == 200
    assert not Registration.objects.get().is_confirmed


def test_a_colleague_changed_it_in_between(ada, draft, chief, team, now, edition):
    old = mark(draft, edition)
    change(chief, Wish((team("school", 9),)), now)
    answer = ada.post(f"{HOME}bekraeft/", {"seen": old, "binding": "on"}, follow=True)
    assert "En kollega har ændret kladden" in words(answer)
    assert "99.980 kr." in words(answer)
    assert not Registration.objects.get().is_confirmed


def test_something_is_missing(ada, chief, edition, now):
    from samspil.programmes.wishes import TeamWish

    draft = change(chief, Wish((TeamWish("school", 5),)), now)
    page = get(ada, "bekraeft/")
    assert "mangler der noget" in words(page)
    assert f'href="{HOME}hold/school/"' in page.content.decode()
    assert "når I trykker Bekræft" not in words(page)
    ada.post(f"{HOME}bekraeft/", {"seen": mark(draft, edition), "binding": "on"})
    assert not Registration.objects.get().is_confirmed


def test_whoever_comes_later_learns_what_happened(ada, draft, edition, client, person):
    confirmation = {"seen": mark(draft, edition), "binding": "on"}
    ada.post(f"{HOME}bekraeft/", confirmation)
    client.force_login(person("bodil", Role.CHIEF, "E01"))
    for answer in (
        client.post(f"{HOME}bekraeft/", confirmation, follow=True),
        client.get(f"{HOME}omraader/", follow=True),
        client.post(f"{HOME}hold/school/", {"participants": "3"}, follow=True),
        client.get(BASE, follow=True),
    ):
        assert answer.redirect_chain[-1][0] == f"{HOME}kvittering/"
        told = "Fabelborg er allerede tilmeldt af Ada mandag den 23. november 2026 kl. 11.00."
        assert told in words(answer)
    assert Letter.objects.filter(template="registration_receipt").count() == 1


def test_nothing_typed_is_lost_on_an_error(ada, draft):
    typed = ADA | {"participants": "6", "p1_name": "Bo", "p1_email": "ikke en adresse"}
    typed["step"] = "team:school"
    answer = ada.post(f"{HOME}hold/school/", typed | {"p7_name": "Den syvende"})
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="ikke en adresse"' in html
    assert 'value="Den syvende"' in html
    assert "I alt 69.995 kr." in words(answer)
    assert "Deltager 2, mailadresse: Skriv adressen som navn@kommune.dk." in words(answer)
    assert Registration.objects.get().teams.get().people.count() == 2


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"participants": ""}, "Skriv, hvor mange der deltager."),
        ({"participants": "mange"}, "Skriv et helt tal"),
        ({"participants": "0"}, ""),
        ({"participants": "-5"}, ""),
        ({"participants": "99999999999999999999"}, ""),
        ({"participants": "1", "p1_name": "Bo", "p1_email": "b@x.dk"}, "I har navngivet 2"),
        ({"p1_name": "Bo"}, "Skriv en mailadresse til Bo"),
        ({"p1_email": "b@x.dk"}, "Skriv navnet på den, der har mailadressen b@x.dk"),
        ({"p1_title": "Leder"}, "Skriv navn og mailadresse på den, der har titlen Leder."),
        ({"p1_name": "Ada", "p1_email": "ADA@example.org"}, "står to gange i holdet for skole"),
        ({"p1_name": "x" * 121, "p1_email": "b@x.dk"}, ""),
        ({"chief_name": "Ada 010203-1234"}, "ligner et CPR-nummer"),
        ({"chief_title": "0102031234"}, "ligner et CPR-nummer"),
        ({"chief_name": "", "chief_email": "", "chief_title": ""}, "Skriv navn og mailadresse på"),
        ({"chief_name": "\x00"}, ""),
    ],
)
def test_a_wrong_team_is_refused_at_the_field(ada, draft, changes, told):
    answer = ada.post(f"{HOME}hold/school/", ADA | {"participants": "5"} | changes)
    assert answer.status_code == 200
    assert "Noget mangler eller skal rettes" in words(answer)
    assert told in words(answer)
    assert Registration.objects.get().teams.get().people.count() == 2


def test_one_address_with_two_names_is_stopped_where_it_is_typed(ada, chief, team, now):
    change(chief, Wish((team("daycare"), team("school"))), now)
    typed = ADA | {"chief_name": "En anden", "participants": "5"}
    for sector in ("school", "daycare"):
        answer = ada.post(f"{HOME}hold/{sector}/", typed)
        assert "ada@example.org står med to forskellige navne." in words(answer)


def test_finishing_later_keeps_what_is_there(ada, draft):
    typed = {"participants": "8", "go": "later", "chief_name": "", "chief_email": ""}
    answer = ada.post(f"{HOME}hold/school/", typed, follow=True)
    assert answer.redirect_chain[-1][0] == "/partnerskaber/example/"
    assert "Kladden er gemt" in words(answer)
    team = Registration.objects.get().teams.get()
    assert (team.participants, team.people.count()) == (8, 0)


def test_room_for_more_names(ada, draft):
    answer = ada.post(f"{HOME}hold/school/", ADA | {"participants": "7", "go": "rows"})
    assert answer.url == f"{HOME}hold/school/"
    page = get(ada, "hold/school/").content.decode()
    assert "p6_name" in page
    assert "p7_name" not in page


@pytest.mark.parametrize(
    ("step", "sent"),
    [
        ("omraader/", {}),
        ("omraader/", {"sectors": ["youth"]}),
        ("tilvalg/", {"pre_analyses": ["youth"]}),
        ("tilvalg/", {"remarks": "x" * 1001}),
        ("tilvalg/", {"remarks": "Han hedder 010203-1234"}),
    ],
)
def test_bad_choices_change_nothing(ada, draft, step, sent):
    answer = ada.post(HOME + step, sent)
    assert answer.status_code == 200
    assert "Noget mangler eller skal rettes" in words(answer)
    assert Registration.objects.get().changed_at == draft.changed_at


def test_leaving_a_partnership_out_deletes_its_team(ada, chief, team, now):
    change(chief, Wish((team("daycare", named=3), team("school"))), now)
    assert "slettes det hold" in words(get(ada, "omraader/"))
    ada.post(f"{HOME}omraader/", {"sectors": ["school"]})
    assert [t.sector for t in Registration.objects.get().teams.all()] == ["school"]
    assert get(ada, "hold/daycare/").url == f"{HOME}omraader/"
    assert get(ada, "hold/youth/").status_code == 404


class TestPricePanel:
    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ({"step": "sectors", "sectors": ["school", "daycare"]}, "I alt 110.000 kr."),
            ({"step": "sectors"}, "Vælg et partnerskab"),
            ({"step": "sectors", "sectors": ["nonsense"]}, "Vælg et partnerskab"),
            ({"step": "team:school", "participants": "7"}, "2 × 9.995 kr. 19.990 kr."),
            ({"step": "team:school", "participants": "abc"}, "I alt 60.000 kr."),
            ({"step": "team:school", "participants": "9" * 99}, "Vælg et partnerskab"),
            ({"step": "team:youth", "participants": "7"}, "I alt 60.000 kr."),
            ({"step": "extras", "pre_analyses": ["daycare", "school"]}, "I alt 230.000 kr."),
            ({}, "I alt 60.000 kr."),
        ],
    )
    def test_it_follows_what_is_typed_and_saves_nothing(self, ada, draft, typed, told):
        answer = ada.post(f"{HOME}pris/", typed)
        assert told in words(answer)
        assert Registration.objects.get().changed_at == draft.changed_at

    def test_it_is_only_asked_for(self, ada, draft):
        assert get(ada, "pris/").status_code == 405


class TestWhoComesIn:
    @pytest.mark.parametrize("step", ["", *STEPS, "kvittering/"])
    def test_signed_out_visitors_are_asked_to_sign_in_and_come_back(
        self, client, edition, clock, step
    ):
        answer = get(client, step)
        assert answer.status_code == 302
        assert answer.url.startswith("/konto/login/?next=/partnerskaber/example/tilmelding/")

    def test_signed_out_visitors_change_nothing(self, client, edition, clock):
        for step in (*STEPS, "pris/"):
            assert client.post(HOME + step, {"sectors": ["school"]}).status_code == 403
        assert not Registration.objects.exists()

    @pytest.mark.parametrize(
        ("role", "place"),
        [
            (Role.CHIEF, "E02"),
            (Role.MEMBER, "E01"),
            (Role.POLITICIAN, "E01"),
            (Role.CONSULTANT, "E01"),
            (None, ""),
        ],
    )
    def test_others_are_refused(self, ada, draft, client, person, role, place):
        client.force_login(person("somebody", role, place))
        for step in ("", *STEPS):
            assert get(client, step).status_code == 403, step
            if step:
                assert client.post(HOME + step, {"sectors": ["school"]}).status_code == 403

    def test_an_unknown_municipality(self, ada):
        assert ada.get(f"{BASE}E99/").status_code == 404

    def test_a_real_municipality_in_the_example(self, client, edition, person, clock):
        client.force_login(person("rita", Role.CHIEF, "615"))
        answer = client.post(f"{BASE}615/omraader/", {"sectors": ["school"]})
        assert answer.status_code == 403
        assert not Registration.objects.exists()

    def test_steps_take_only_get_and_post(self, ada, draft):
        for step in STEPS:
            assert ada.put(HOME + step).status_code == 405

    def test_the_start_leads_on_or_explains(self, client, edition, person, clock):
        assert "/konto/login/" in client.get(BASE).url
        client.force_login(person("nobody"))
        assert "Kun en kommunes chef eller projektleder" in words(client.get(BASE))
        person("both", Role.CHIEF, "E01")
        client.force_login(person("both", Role.PROJECT_LEAD, "E02"))
        assert "Fabelborg Prøvestrand" in words(client.get(BASE))
        client.force_login(person("fy", Role.FACILITATOR))
        page = words(client.get(BASE))
        assert "Hvem har I i telefonen? " in page
        assert "Se alle tilmeldinger" in page
        assert client.get(BASE, {"kommune": "E02"}).url == f"{BASE}E02/"

    def test_confirming_without_a_draft_starts_at_the_beginning(self, ada):
        assert get(ada, "bekraeft/").url == f"{HOME}omraader/"


class TestReceipt:
    @pytest.fixture
    def confirmed(self, ada, draft, chief, now):
        return services.register_team(
            actor=chief, edition="example", municipality="E01", wish=draft.wish, now=now
        )

    @pytest.mark.parametrize(
        ("role", "place", "status"),
        [
            (Role.PROJECT_LEAD, "E01", 200),
            (Role.MEMBER, "E01", 200),
            (Role.FACILITATOR, "", 200),
            (Role.REGISTRATION_CONTACT, "", 200),
            (Role.CHIEF, "E02", 403),
            (Role.CONSULTANT, "E01", 403),
            (None, "", 403),
        ],
    )
    def test_who_sees_it(self, confirmed, client, person, role, place, status):
        client.force_login(person("somebody", role, place))
        assert get(client, "kvittering/").status_code == status

    def test_there_is_none_of_a_draft(self, ada, draft):
        assert get(ada, "kvittering/").status_code == 404

    def test_it_stands_after_the_deadline(self, confirmed, ada, person, clock, now):
        clock(now + dt.timedelta(days=90))
        ada.force_login(person("ada"))
        assert "Fabelborg er tilmeldt" in words(get(ada, "kvittering/"))
        assert get(ada, "omraader/").url == f"{HOME}kvittering/"

    def test_in_english_no_danish_is_left(self, confirmed, ada):
        ada.cookies["samspil_sprog"] = "en"
        page = words(get(ada, "kvittering/"))
        assert "Ada confirmed the registration on Monday 23 November 2026 at 11:00." in page
        assert not re.search(r"\b(og|er|ikke|til|med|deltagere|pris|Hvad|skole)\b", page)


class TestClosed:
    @pytest.mark.parametrize("edition_id", ["2022-23", "2021", "2018"])
    def test_history_refuses_saying_why(self, client, db, edition_id):
        answer = client.get(f"/partnerskaber/{edition_id}/tilmelding/")
        assert answer.status_code == 403
        assert "Partnerskabet er afsluttet" in words(answer)

    def test_history_refuses_a_chief_too(self, ada):
        for step in ("", "omraader/", "bekraeft/"):
            answer = ada.post(f"/partnerskaber/2022-23/tilmelding/E01/{step}")
            assert answer.status_code == (403 if step else 405)
        assert not Registration.objects.exists()

    def test_the_last_second_and_the_one_after(self, ada, draft, clock, edition, person):
        last = selectors.edition("example").content.deadline.at.astimezone(dt.UTC)
        sent = {"seen": mark(draft, edition), "binding": "on"}
        clock(last + dt.timedelta(seconds=1))
        ada.force_login(person("ada"))
        late = ada.post(f"{HOME}bekraeft/", sent)
        assert late.status_code == 403
        assert "Fristen for tilmelding var mandag den 4. januar 2027 kl. 12.00" in words(late)
        assert "Har I en kladde, er den ikke sendt." in words(late)
        clock(last)
        assert ada.post(f"{HOME}bekraeft/", sent).url == f"{HOME}kvittering/"


@pytest.mark.parametrize("step", STEPS)
def test_steps_in_english_have_no_danish_left(ada, draft, step):
    ada.cookies["samspil_sprog"] = "en"
    page = words(get(ada, step))
    assert not re.search(r"\b(og|er|ikke|til|med|deltagere|pris|Hvad|skole|holdet)\b", page)
    assert "DKK 60,000" in page
