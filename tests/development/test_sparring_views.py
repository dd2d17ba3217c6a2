"""Pages of sparring: happy path, signed out, each role over each address, method, bad input."""

import csv
import datetime as dt
import io

import pytest
from development_story import ASK, GIVEN, OUTCOME, PLAN, WHERE
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from samspil.development import services
from samspil.development.models import SparringAnswer, SparringNudge, SparringOffer, SparringRhythm
from samspil.development.models import SparringQuestion as Question
from samspil.development.values import Attached
from samspil.letters.models import Letter
from samspil.meetings import services as meetings
from samspil.meetings.models import BroughtItem
from samspil.people import services as people
from samspil.people.models import Membership, User
from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY, Grant, Viewer

pytestmark = pytest.mark.django_db
OWNER = Viewer(grants=(Grant(Role.PROGRAMME_OWNER),))
CPR = "Ring om 010203-1234"
TYPED = {
    "team": "example/E01/school",
    "trying": ASK.trying,
    "stuck": ASK.stuck,
    "wanted": "example",
    "by_when": "2027-01-15",
    "lever": "5",
    "audience": "group",
}


def words(answer):
    return answer.content.decode()


@pytest.fixture
def link(asked, other):
    """A personal link of E02's project lead to E01's question."""
    _link, token = people.make_link(
        actor=ANYBODY, purpose="sparring_answer", subject=f"question:{asked.pk}",
        user=User.objects.get(pk=other.user_id), lifetime=dt.timedelta(days=9),
    )  # fmt: skip
    return f"/sparring/link/{token}/"


class TestByHand:
    def test_asked_answered_read_and_used(self, group, visit):
        client = visit(Role.PROJECT_LEAD, "E01")
        page = words(client.get("/sparring/spoerg/"))
        assert "Vores sparringsgruppe: Prøvestrand" in page
        assert 'data-keep="sparring-ask"' in page
        answer = client.post("/sparring/spoerg/", TYPED, follow=True)
        question = Question.objects.get()
        assert answer.redirect_chain == [(f"/sparring/{question.pk}/", 302)]
        assert "I har bedt om svar senest 15. januar 2027." in words(answer)

        client = visit(Role.MEMBER, "E02", edition="example", sector="school")
        assert ASK.stuck in words(client.get("/sparring/"))
        file = SimpleUploadedFile("tider.txt", b"Tirsdag kl. 9")
        answer = client.post(
            f"/sparring/{question.pk}/svar/",
            {"text": GIVEN.text, "link": "https://www.example.org/tid", "file": file},
            follow=True,
        )
        assert "tider.txt" in words(answer)
        assert "Ret dit svar" in words(answer)
        given = SparringAnswer.objects.get()

        client = visit(Role.PROJECT_LEAD, "E01")
        file = client.get(f"/sparring/svar/{given.pk}/fil/")
        assert file.content == b"Tirsdag kl. 9"
        assert "attachment" in file["Content-Disposition"]
        client.post(f"/sparring/svar/{given.pk}/laest/")
        answer = client.post(f"/sparring/svar/{given.pk}/brugt/", {"used": "yes"})
        assert "Skriv i én sætning, hvad I brugte." in words(answer)
        answer = client.post(
            f"/sparring/svar/{given.pk}/brugt/", {"used": "yes", "what": "Tirsdag."}, follow=True
        )
        assert "<strong>Brugt</strong>" in words(answer)
        answer = client.post(f"/sparring/{question.pk}/luk/", {"last_word": ""})
        assert "Noget mangler eller skal rettes" in words(answer)
        answer = client.post(f"/sparring/{question.pk}/luk/", {"last_word": "Tak!"}, follow=True)
        assert "Tak!" in words(answer)

    def test_about_a_test_of_the_process(self, group, visit, lead, concluded):
        client = visit(Role.PROJECT_LEAD, "E01")
        process = concluded.process_id
        assert f"?om={process}" in words(client.get(f"/udvikling/{process}/"))
        page = words(client.get("/sparring/spoerg/", {"om": process}))
        assert f'<option value="{process}" selected>' in page
        tie = f"{process}.{concluded.pk}"
        client.post("/sparring/spoerg/", TYPED | {"tie": tie, "parts": ["aim", "what_happened"]})
        client = visit(Role.PROJECT_LEAD, "E02")
        page = words(client.get(f"/sparring/{Question.objects.get().pk}/"))
        assert OUTCOME["what_happened"] in page
        assert PLAN.prediction not in page
        assert client.get(f"/udvikling/{process}/").status_code == 404

    def test_corrected_brought_and_taken_back(self, asked, visit):
        client = visit(Role.PROJECT_LEAD, "E01")
        meetings.plan_from_edition(actor=OWNER, edition="example")
        answer = client.post(
            f"/sparring/{asked.pk}/ret/", TYPED | {"stuck": "Hvem indkalder?"}, follow=True
        )
        assert "Hvem indkalder?" in words(answer)
        client.post(f"/sparring/{asked.pk}/tag-med/")
        assert BroughtItem.objects.get().text == "Hvem indkalder?"
        answer = client.post(f"/sparring/{asked.pk}/traek/", follow=True)
        assert "Spørgsmålet er trukket tilbage." in words(answer)
        answer = client.get(f"/sparring/{asked.pk}/")
        assert answer.status_code == 410
        assert "Hvem indkalder?" not in words(answer)

    def test_an_answer_is_taken_back(self, given, visit):
        client = visit(Role.PROJECT_LEAD, "E02")
        answer = client.post(f"/sparring/svar/{given.pk}/traek/", follow=True)
        assert GIVEN.text not in words(answer)
        assert client.get(f"/sparring/svar/{given.pk}/brugt/").status_code == 404

    def test_offers_by_lever(self, group, visit):
        client = visit(Role.PROJECT_LEAD, "E02")
        typed = {"team": "example/E02/school", "lever": "5", "what": "Vi kan vise et møde."}
        client.post("/sparring/tilbud/nyt/", typed)
        offer = SparringOffer.objects.get()
        assert "Vi kan vise et møde." in words(client.get("/sparring/?greb=5"))
        for none in ("4", "99", "x"):
            page = words(client.get(f"/sparring/?greb={none}"))
            assert ("Vi kan vise et møde." in page) is (none != "4")
        client.post(f"/sparring/tilbud/{offer.pk}/", {"lever": "4", "what": "Vi kan vise to."})
        assert "Vi kan vise to." in words(client.get("/sparring/?greb=4"))
        client.post(f"/sparring/tilbud/{offer.pk}/traek/")
        assert "Vi kan vise to." not in words(client.get("/sparring/"))

    def test_own_commitments_are_sentences_with_a_next_step(self, given, visit):
        page = words(visit(Role.PROJECT_LEAD, "E01").get("/sparring/"))
        assert "I har fået et svar fra en anden kommune." in page
        assert "Sig, hvad I har brugt" in page
        page = words(visit(Role.PROJECT_LEAD, "E02").get("/sparring/"))
        assert "I har givet et svar til en anden kommune." in page
        assert "Fabelborg · Skole" not in page.partition('id="lovet"')[2]

    def test_a_question_that_waits_is_the_next_step_at_home(self, asked, visit):
        client = visit(Role.PROJECT_LEAD, "E02")
        assert "Fabelborg beder om sparring" in words(client.get("/"))
        services.close_question(
            actor=Viewer(None, grants=(Grant(Role.PROJECT_LEAD, "E01"),)),
            question=asked.pk,
            last_word="Tak",
        )
        assert "beder om sparring" not in words(client.get("/"))


class TestOrganisers:
    ALL = "/sparring/partnerskab/example/"

    def test_the_table_is_alphabetical_and_the_csv_says_the_same(self, given, visit):
        client = visit(Role.FACILITATOR)
        page = words(client.get(self.ALL))
        order = [page.index(f">{name}<") for name in ("Fabelborg", "Mønsterlev", "Prøvestrand")]
        assert order == sorted(order)
        text = client.get(f"{self.ALL}tabel.csv").content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert rows[1][:7] == ["Fabelborg", "Skole", "ikke endnu", "1", "0", "1", "0"]

    def test_one_kind_letter(self, given, visit):
        client = visit(Role.FACILITATOR)
        page = words(client.get(self.ALL))
        assert 'value="E03"' in page
        assert 'value="E01"' not in page
        for _time in range(2):
            answer = client.post(
                f"{self.ALL}skriv/", {"kommune": "E03", "omraade": "school"}, follow=True
            )
        assert "Kommunen har fået det ene brev" in words(answer)
        assert SparringNudge.objects.count() == 1
        assert Letter.objects.filter(template="sparring_nudge").count() == 1
        assert client.post(f"{self.ALL}skriv/", {"kommune": "E99"}).status_code == 404
        assert client.get("/sparring/partnerskab/findes-ikke/").status_code == 404


READ = ("/sparring/{question}/", "/sparring/svar/{answer}/fil/")
WRITE = (
    "/sparring/{question}/ret/",
    "/sparring/{question}/luk/",
    "/sparring/{question}/traek/",
    "/sparring/{question}/tag-med/",
    "/sparring/{question}/svar/",
    "/sparring/svar/{answer}/laest/",
    "/sparring/svar/{answer}/brugt/",
    "/sparring/svar/{answer}/traek/",
    "/sparring/tilbud/{offer}/",
    "/sparring/tilbud/{offer}/traek/",
)
COMMON = ("/sparring/", "/sparring/spoerg/", "/sparring/tilbud/nyt/", "/sparring/breve/")
ALL = (
    "/sparring/partnerskab/example/",
    "/sparring/partnerskab/example/tabel.csv",
    "/sparring/partnerskab/example/skriv/",
)
# Who else there is: none of these was asked, asks, or runs the edition.
STRANGERS = (
    (None, "", {}),
    (Role.POLITICIAN, "E01", {}),
    (Role.POLITICIAN, "E02", {}),
    (Role.CONSULTANT, "E01", {}),
    (Role.EXPERT, "", {}),
    (Role.EDITOR, "", {}),
    (Role.REGISTRATION_CONTACT, "", {}),
    (Role.SECRETARY, "E02", {}),
    (Role.FACILITATOR, "", {"edition": "another"}),
    (Role.MEMBER, "E02", {"edition": "another"}),
    (Role.MEMBER, "E02", {"sector": "daycare"}),
    (Role.CHIEF, "E03", {}),
)


class TestScopes:
    @pytest.fixture
    def places(self, asked, other):
        services.give(
            actor=other, question=asked.pk, given=GIVEN,
            file=Attached("tid.txt", b"Tirsdag"),
        )  # fmt: skip
        offer = services.offer(
            actor=other, lever=5, what="Vi kan vise.", **WHERE | {"municipality": "E02"}
        )
        answer = SparringAnswer.objects.get()
        named = {"question": asked.pk, "answer": answer.pk, "offer": offer.pk}
        return lambda addresses: [address.format(**named) for address in addresses]

    def test_strangers_learn_nothing_at_any_address(self, places, visit):
        for role, code, where in STRANGERS:
            client = visit(role, code, **where)
            looked = [client.get(address) for address in places((*READ, *ALL[:2]))]
            done = [client.post(address) for address in places((*WRITE, ALL[2]))]
            for answer in looked + done:
                assert answer.status_code == 404, (role, where, answer.request["PATH_INFO"])
                assert ASK.stuck not in words(answer)

    def test_whose_part_is_none_does_not_see_the_overview(self, places, visit):
        for role, code, where in STRANGERS[:8]:
            client = visit(role, code, **where)
            for address in COMMON:
                assert client.get(address).status_code == 404, (role, address)

    def test_in_the_overview_others_see_no_question(self, places, visit):
        for role, code, where in STRANGERS[8:]:
            page = words(visit(role, code, **where).get("/sparring/"))
            assert ASK.stuck not in page, (role, where)

    def test_politicians_and_consultants_see_none_beside_the_process(self, places, visit, process):
        for role in (Role.POLITICIAN, Role.CONSULTANT):
            page = words(visit(role, "E01").get(f"/udvikling/{process.pk}/"))
            assert "sparring" not in page.lower(), role

    def test_each_does_only_ones_own(self, places, visit):
        """What each who reads the question may open (200), and is refused (403 or 404)."""
        asker = visit(Role.PROJECT_LEAD, "E01")
        for address in places(("/sparring/{question}/svar/", "/sparring/svar/{answer}/traek/")):
            assert asker.post(address).status_code == 403
        for address in places(("/sparring/tilbud/{offer}/", *ALL)):
            assert asker.post(address).status_code in {404, 405}
        colleague = visit(Role.CHIEF, "E02")
        for address in places(WRITE[:4]):
            assert colleague.post(address, {"last_word": "Tak"}).status_code == 403, address
        for address in places(WRITE[5:8]):
            assert colleague.post(address).status_code == 403, address
        assert colleague.get(places(("/sparring/{question}/svar/",))[0]).status_code == 200
        organiser = visit(Role.FACILITATOR)
        for address in places(READ):
            assert organiser.get(address).status_code == 200, address
        for address in places(WRITE):
            assert organiser.post(address, {"last_word": "Tak"}).status_code in {403, 404}, address
        assert SparringAnswer.objects.get().text == GIVEN.text

    def test_signed_out_one_is_asked_in(self, places, client):
        for address in places((*READ, *COMMON, *ALL[:2])):
            answer = client.get(address)
            assert answer.status_code == 302, address
            assert answer["Location"].startswith("/konto/login/")
        for address in places((*WRITE, ALL[2])):
            assert client.post(address).status_code == 403, address

    def test_what_only_a_form_sends_is_not_opened(self, places, visit):
        client = visit(Role.PROJECT_LEAD, "E01")
        for address in places(("/sparring/{question}/luk/", "/sparring/svar/{answer}/laest/")):
            assert client.get(address).status_code == 405
        assert client.post("/sparring/").status_code == 405


class TestBadInput:
    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({"stuck": ""}, "Dette felt"),
            ({"stuck": CPR}, "CPR-nummer"),
            ({"by_when": "snart"}, "Skriv en dato"),
            ({"by_when": "2020-01-01"}, "Vælg en dag, der ikke er gået."),
            ({"lever": "12"}, "12"),
            ({"audience": "adopted"}, "Ingen har endnu gjort noget på samme greb"),
            ({"audience": "alle"}, "alle"),
            ({"team": "example/E02/school"}, "E02"),
        ],
    )
    def test_a_question_keeps_what_was_typed(self, group, visit, typed, said):
        page = words(visit(Role.PROJECT_LEAD, "E01").post("/sparring/spoerg/", TYPED | typed))
        assert "Noget mangler eller skal rettes" in page
        assert said in page
        assert ASK.trying in page
        assert not Question.objects.exists()

    def test_a_correction_without_a_day_to_come_keeps_the_words(self, asked, visit):
        typed = TYPED | {"stuck": "Hvem indkalder?", "by_when": "2020-01-01"}
        client = visit(Role.PROJECT_LEAD, "E01")
        page = words(client.post(f"/sparring/{asked.pk}/ret/", typed))
        assert "Vælg en dag, der ikke er gået." in page
        assert "Hvem indkalder?" in page
        asked.refresh_from_db()
        assert asked.stuck == ASK.stuck

    @pytest.mark.parametrize(
        "typed",
        [{}, {"text": CPR}, {"text": "Ja", "link": "javascript:alert(1)"}, {"link": "eksempel"}],
    )
    def test_an_answer_too(self, asked, visit, typed):
        client = visit(Role.PROJECT_LEAD, "E02")
        page = words(client.post(f"/sparring/{asked.pk}/svar/", typed))
        assert "Noget mangler eller skal rettes" in page
        assert not SparringAnswer.objects.exists()

    def test_with_two_teams_one_says_for_which(self, group, visit):
        who = User.objects.get(email="chef-e02@example.org")
        Membership.objects.create(user=who, role=Role.CHIEF, municipality_id="E03")
        client = Client()
        client.force_login(who)
        page = words(client.post("/sparring/spoerg/", TYPED | {"team": ""}))
        assert "Vælg et hold." in page
        assert not Question.objects.exists()

    def test_a_file_with_personal_numbers(self, asked, visit):
        client = visit(Role.PROJECT_LEAD, "E02")
        file = SimpleUploadedFile("navne.txt", b"010203-1234")
        page = words(client.post(f"/sparring/{asked.pk}/svar/", {"text": "Se", "file": file}))
        assert "Noget mangler eller skal rettes" in page
        assert not SparringAnswer.objects.exists()

    def test_addresses_that_say_nothing(self, group, visit):
        client = visit(Role.PROJECT_LEAD, "E01")
        for about in ("x", "99999", "9" * 40, "1.x", "²"):
            assert client.get("/sparring/spoerg/", {"om": about}).status_code == 200, about
        assert client.get("/sparring/999999999999999999999/").status_code == 404
        assert client.get("/sparring/svar/999999999999999999999/fil/").status_code == 404

    def test_the_same_offer_twice(self, group, visit):
        client = visit(Role.PROJECT_LEAD, "E02")
        typed = {"team": "example/E02/school", "lever": "5", "what": "Vi kan vise."}
        for lever in ("5", "4"):
            client.post("/sparring/tilbud/nyt/", typed | {"lever": lever})
        second = SparringOffer.objects.get(lever=4)
        page = words(client.post(f"/sparring/tilbud/{second.pk}/", typed))
        assert "Det samme tilbud står der allerede." in page


class TestLink:
    def test_it_opens_the_question_and_a_field_signed_out(self, link, asked):
        page = Client().get(link)
        assert ASK.stuck in words(page)
        assert page["Referrer-Policy"] == "strict-origin"
        assert page["X-Robots-Tag"] == "noindex"
        assert "no-store" in page["Cache-Control"]

    def test_saved_once_and_corrected(self, link, other):
        client = Client()
        for _time in range(2):
            answer = client.post(link, {"text": GIVEN.text}, follow=True)
        assert "Tak. Svaret er gemt" in words(answer)
        client.post(link, {"text": "Ring hellere.", "offered_time": "Torsdag"})
        assert SparringAnswer.objects.get().text == "Ring hellere."
        assert SparringAnswer.objects.get().written_by_id == other.user_id

    def test_in_english(self, link):
        client = Client()
        client.cookies["samspil_sprog"] = "en"
        assert "Send the answer" in words(client.get(link))

    def test_it_signs_nobody_in_and_opens_nothing_else(self, link, asked):
        client = Client()
        client.get(link)
        client.post(link, {"text": GIVEN.text})
        for address in ("/sparring/", f"/sparring/{asked.pk}/", f"/sparring/{asked.pk}/svar/"):
            assert client.get(address).status_code == 302, address
        token = link.split("/")[-2]
        assert client.get(f"/sparring/breve/{token}/").status_code == 404

    def test_bad_words_are_kept_and_not_saved(self, link):
        page = words(Client().post(link, {"text": CPR}))
        assert "CPR-nummer" in page
        assert CPR in page
        assert not SparringAnswer.objects.exists()

    def test_a_link_that_opens_nothing_says_why(self, link, asked, lead):
        assert Client().get("/sparring/link/opdigtet/").status_code == 404
        services.withdraw_question(actor=lead, question=asked.pk)
        answer = Client().post(link, {"text": GIVEN.text})
        assert answer.status_code == 410
        assert "Linket åbner ikke" in words(answer)
        assert "Det er ikke sendt." in words(answer)
        assert GIVEN.text in words(answer)
        assert "Det er ikke sendt." not in words(Client().get(link))

    def test_a_closed_question_takes_no_more(self, link, asked, lead):
        services.close_question(actor=lead, question=asked.pk, last_word="Vi er hjulpet.")
        answer = Client().post(link, {"text": GIVEN.text})
        assert "Vi er hjulpet." in words(answer)
        assert GIVEN.text in words(answer)
        assert not SparringAnswer.objects.exists()
        assert Client().put(link).status_code == 405

    def test_a_question_closed_while_somebody_writes_loses_no_word(
        self, link, asked, lead, monkeypatch
    ):
        give = services.give_by_link

        def late(**said):
            services.close_question(actor=lead, question=asked.pk, last_word="Vi er hjulpet.")
            return give(**said)

        monkeypatch.setattr(services, "give_by_link", late)
        page = words(Client().post(link, {"text": "Vi mødes om onsdagen."}))
        assert "Spørgsmålet er lukket" in page
        assert "Vi mødes om onsdagen." in page
        assert not SparringAnswer.objects.exists()


class TestRhythm:
    def test_on_the_page_and_by_link(self, group, visit, other):
        client = visit(Role.PROJECT_LEAD, "E02")
        client.post("/sparring/breve/", {"rhythm": "weekly"})
        assert SparringRhythm.objects.get().rhythm == "weekly"
        _link, token = people.make_link(
            actor=ANYBODY, purpose="sparring_rhythm",
            user=User.objects.get(pk=other.user_id), lifetime=dt.timedelta(days=1),
        )  # fmt: skip
        signed_out = Client()
        answer = signed_out.post(f"/sparring/breve/{token}/", {"rhythm": "never"}, follow=True)
        assert "Gemt. I kan lukke siden." in words(answer)
        assert SparringRhythm.objects.get().rhythm == "never"
        page = words(signed_out.post(f"/sparring/breve/{token}/", {"rhythm": "hver time"}))
        assert "Noget mangler eller skal rettes" in page
        assert signed_out.get("/sparring/breve/opdigtet/").status_code == 404
