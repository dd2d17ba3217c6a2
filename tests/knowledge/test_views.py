"""Pages of the portal: happy path, signed out, wrong role or place, wrong method, bad input."""

from datetime import timedelta

import pytest
from django.utils import timezone

from samspil.knowledge import articles, services
from samspil.knowledge.models import Case
from samspil.people.roles import Role
from samspil.people.viewer import ANYBODY

pytestmark = pytest.mark.django_db
TYPED = {
    "title": "Faste halve timer",
    "summary": "Vi prøvede fælles planlægning.",
    "body": "## Det lærte vi\n\nTirsdage <b>var</b> forkerte.\n\n- onsdage",
    "kind": "case",
    "levers": ["2"],
    "trials": ["1"],
    "contact": "Skoleafdelingen i Fabelborg",
    "scope": "public",
}


def words(answer):
    return answer.content.decode()


def main(answer):
    return words(answer).split("<main", 1)[1].split("</main>")[0]


def test_from_process_to_a_stranger_who_finds_it(visit, process, concluded):
    client = visit(Role.PROJECT_LEAD, "E01")
    assert "Skriv en erfaring til vidensportalen" in words(client.get(f"/udvikling/{process.pk}/"))
    answer = client.post(f"/viden/fra-proces/{process.pk}/", follow=True)
    case = Case.objects.get()
    assert answer.redirect_chain == [(f"/viden/{case.pk}/ret/", 302)]
    answer = client.post(f"/viden/{case.pk}/ret/", TYPED, follow=True)
    assert answer.redirect_chain[-1] == (f"/viden/{case.pk}/faste-halve-timer/", 302)
    assert "Kun jeres eget hold kan se den" in main(answer)
    assert "Vores tekster" in words(client.get("/viden/"))
    assert "Kladde" in words(client.get("/viden/mine/"))

    page = words(client.get(f"/viden/{case.pk}/indsend/"))
    assert "Alle, også uden for partnerskabet" in page
    consent = {"consent": "on", "consent_contact": "on"}
    answer = client.post(f"/viden/{case.pk}/indsend/", consent, follow=True)
    assert "sendt til redaktøren" in main(answer)

    client = visit(Role.EDITOR)
    assert "1 tekst venter på jer" in main(client.get("/viden/redaktion/"))
    answer = client.post(f"/viden/{case.pk}/udgiv/", {"scope": "public"}, follow=True)
    assert "Teksten er udgivet" in main(answer)
    assert "Intet venter" in main(client.get("/viden/redaktion/"))

    client = visit(signed_in=False)
    assert f'href="/viden/{case.pk}/' in words(client.get("/viden/", {"q": "planlægge sammen"}))
    page = main(client.get(f"/viden/{case.pk}/faste-halve-timer/"))
    assert "Eksempel" in page
    assert "Det ventede vi" in page
    assert "Skoleafdelingen i Fabelborg" in page
    assert "Tirsdage &lt;b&gt;var&lt;/b&gt; forkerte." in page
    assert "<li>onsdage</li>" in page
    assert "<form" not in page


def test_a_contact_is_not_shown_without_consent(published, client):
    case = published(consent_contact=False)
    assert "Skoleafdelingen" not in words(client.get(f"/viden/{case.pk}/", follow=True))


def test_older_texts_are_a_page_away_with_the_filters_kept(db, client):
    now = timezone.now()
    Case.objects.bulk_create(
        Case(
            title=f"Nr. {number:02}", summary="Kort.", kind="method", scope="public",
            status="published", published_at=now - timedelta(days=number),
        )
        for number in range(41)
    )  # fmt: skip
    first = main(client.get("/viden/", {"slags": "method"}))
    assert "Nr. 19" in first
    assert "Nr. 20" not in first
    assert "Nyere tekster" not in first
    assert 'href="/viden/?slags=method&amp;side=2"' in first
    last = main(client.get("/viden/", {"slags": "method", "side": "3"}))
    assert "Nr. 40" in last
    assert "Ældre tekster" not in last
    assert 'href="/viden/?slags=method&amp;side=2"' in last
    assert "Her er ikke flere tekster." in main(client.get("/viden/", {"side": "4"}))
    for wrong in ("0", "-1", "x", "²", "9" * 40):
        assert "Nr. 00" in main(client.get("/viden/", {"side": wrong})), wrong


def test_the_front_page_is_public_and_its_filters_stand_in_the_address(db, client):
    services.load_articles(actor=ANYBODY)
    page = main(client.get("/viden/"))
    shipped = [one.content for one in articles.load_articles().values()]
    assert page.count("<h3") == min(20, len(shipped))
    narrowed = main(client.get("/viden/", {"greb": "6", "slags": "economy_model"}))
    wanted = [one for one in shipped if 6 in one.levers and one.kind == "economy_model"]
    assert narrowed.count("<h3") == len(wanted) > 0
    assert "Tildelingsmodeller" in narrowed
    assert '<option value="6" selected>' in narrowed
    empty = main(client.get("/viden/", {"greb": "6", "slags": "case"}))
    assert "Ingen tekster passer til alle valgene" in empty
    found = main(client.get("/viden/", {"q": "mellemformerne", "greb": "4"}))
    assert "<mark>Mellemformer</mark>" in found


def test_a_narrowed_search_says_to_what_and_how_to_see_everything_again(db, client):
    page = words(client.get("/viden/", {"q": "mellemformer", "greb": "4", "omraade": "school"}))
    assert "Nuanceret tilbudsvifte inkl. mellemformer · Skole" in page
    assert 'href="/viden/?q=mellemformer"' in page
    page = words(client.get("/viden/", {"q": "mellemformer", "greb": "99"}))
    assert "Kun:" not in page


def test_an_empty_portal_and_an_empty_answer_say_what_to_do(db, client):
    assert "Her kommer erfaringer og artikler" in main(client.get("/viden/"))
    assert "Prøv færre ord" in main(client.get("/viden/", {"q": "flodhest"}))


def test_a_mistyped_address_still_answers(db, client):
    services.load_articles(actor=ANYBODY)
    for wrong in (
        {"greb": "9"}, {"greb": "x"}, {"omraade": "mars"}, {"slags": "'"}, {"q": "x" * 5000},
    ):  # fmt: skip
        assert client.get("/viden/", wrong).status_code == 200, wrong


def test_an_article_in_both_languages_with_sources_and_what_is_uncertain(db, client):
    services.load_articles(actor=ANYBODY)
    case = Case.objects.get(article="mellemformer")
    page = main(client.get(f"/viden/{case.pk}/", follow=True))
    assert "Det er usikkert" in page
    assert "EMU: Pilotforsøg om mellemformer" in page
    assert "Læs også" in page
    client.cookies["samspil_sprog"] = "en"
    answer = client.get(f"/viden/{case.pk}/", follow=True)
    assert answer.redirect_chain[0][0].startswith(f"/viden/{case.pk}/intermediate-provision")
    assert 'lang="en"' in main(answer)
    assert "Intermediate provision" in main(answer)


def test_a_wrong_name_in_the_address_leads_to_the_right_one(published, client):
    case = published()
    for path in (f"/viden/{case.pk}/", f"/viden/{case.pk}/noget-andet/"):
        answer = client.get(path)
        assert (answer.status_code, answer["Location"]) == (
            302,
            f"/viden/{case.pk}/to-voksne-planlaegger-sammen/",
        )
    assert client.get("/viden/999999/").status_code == 404


def test_signed_out(client, draft, process):
    assert client.get("/viden/mine/")["Location"].startswith("/konto/login/?next=/viden/mine/")
    assert client.get("/viden/redaktion/").status_code == 403
    assert client.post(f"/viden/fra-proces/{process.pk}/").status_code == 404
    for path in addresses(draft):
        assert client.get(path).status_code in (404, 405)
        assert client.post(path).status_code in (404, 405)


def addresses(case):
    start = f"/viden/{case.pk}/"
    return [start, *(start + end for end in ("ret/", "indsend/", "udgiv/", "traek-tilbage/", "x/"))]


@pytest.mark.parametrize(
    ("role", "municipality"),
    [(Role.CHIEF, "E02"), (Role.CHIEF, "E03"), (Role.POLITICIAN, "E01"), (Role.CONSULTANT, "E01"),
     (Role.EDITOR, ""), (Role.FACILITATOR, "")],
)  # fmt: skip
def test_a_draft_is_nobody_elses(visit, draft, process, role, municipality):
    client = visit(role, municipality)
    for path in addresses(draft):
        assert client.get(path).status_code in (404, 405), path
        assert client.post(path, TYPED).status_code in (404, 405), path
    status = client.post(f"/viden/fra-proces/{process.pk}/").status_code
    # Those may read the process, and may not write a case from it.
    readers = (Role.POLITICIAN, Role.FACILITATOR, Role.CONSULTANT)
    assert status == (403 if role in readers else 404)
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_a_member_writes_but_does_not_speak_for_the_municipality(visit, draft):
    client = visit(Role.MEMBER, "E01", edition="example", sector="school")
    assert "Jeres chef eller projektleder sender den" in words(
        client.get(f"/viden/{draft.pk}/", follow=True)
    )
    assert client.post(f"/viden/{draft.pk}/ret/", TYPED).status_code == 302
    assert client.get(f"/viden/{draft.pk}/indsend/").status_code == 403
    assert client.post(f"/viden/{draft.pk}/indsend/", {"consent": "on"}).status_code == 403
    assert client.post(f"/viden/{draft.pk}/traek-tilbage/").status_code == 403
    assert client.post(f"/viden/{draft.pk}/udgiv/", {"scope": "public"}).status_code == 403
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_what_is_handed_in_is_the_editors_to_change(visit, lead, draft):
    services.submit(actor=lead, case=draft.pk)
    client = visit(Role.PROJECT_LEAD, "E01")
    assert client.get(f"/viden/{draft.pk}/ret/").status_code == 403
    again = client.post(f"/viden/{draft.pk}/indsend/", {"consent": "on"}, follow=True)
    assert "allerede sendt" in words(again)
    client = visit(Role.EDITOR)
    assert 'name="scope"' not in words(client.get(f"/viden/{draft.pk}/ret/"))
    answer = client.post(f"/viden/{draft.pk}/ret/", TYPED | {"title": "Rettet"}, follow=True)
    assert "Rettet" in main(answer)
    draft.refresh_from_db()
    assert draft.scope == "partnership"


def test_an_editor_cannot_publish_beyond_the_consent(visit, lead, draft):
    services.submit(actor=lead, case=draft.pk)
    client = visit(Role.EDITOR)
    page = words(client.get(f"/viden/{draft.pk}/", follow=True))
    choice = page.split("/udgiv/", 1)[1].split("</form>")[0]
    assert '<option value="public"' not in choice
    for scope in ("public", "kl", "world", ""):
        answer = client.post(f"/viden/{draft.pk}/udgiv/", {"scope": scope}, follow=True)
        assert "kan ikke deles med flere" in words(answer)
    # Shared with its own municipality only, the editor who published it reads it no more.
    answer = client.post(f"/viden/{draft.pk}/udgiv/", {"scope": "team"}, follow=True)
    assert answer.redirect_chain == [("/viden/redaktion/", 302)]


def test_a_consultant_of_the_portal_is_not_its_editor(visit, published):
    case = published()
    for role, municipality in ((Role.FACILITATOR, ""), (Role.CHIEF, "E02")):
        client = visit(role, municipality)
        assert client.get("/viden/redaktion/").status_code == 403
        assert client.post(f"/viden/{case.pk}/udgiv/", {"scope": "team"}).status_code == 403
        assert client.post(f"/viden/{case.pk}/traek-tilbage/").status_code == 403
        assert client.get(f"/viden/{case.pk}/ret/").status_code == 403


def test_a_text_is_withdrawn_by_hand(visit, published):
    case = published()
    client = visit(Role.PROJECT_LEAD, "E01")
    page = main(client.get(f"/viden/{case.pk}/", follow=True))
    before, _summary, within = page.partition("<summary>Træk teksten tilbage</summary>")
    # It cannot be undone, so it takes two presses.
    assert "traek-tilbage" not in before
    assert "Ja, træk den tilbage nu" in within.partition("</details>")[0]
    answer = client.post(f"/viden/{case.pk}/traek-tilbage/", follow=True)
    assert "er trukket tilbage" in main(answer)
    assert f"/viden/{case.pk}/" not in words(client.get("/viden/"))
    mine = words(client.get("/viden/mine/"))
    assert "Trukket tilbage" in mine
    assert f'href="/viden/{case.pk}/to-voksne' not in mine
    assert client.post(f"/viden/{case.pk}/traek-tilbage/").status_code == 404


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/viden/", "post"),
        ("/viden/mine/", "post"),
        ("/viden/redaktion/", "post"),
        ("/viden/{0}/ret/", "delete"),
        ("/viden/{0}/indsend/", "put"),
        ("/viden/{0}/udgiv/", "get"),
        ("/viden/{0}/traek-tilbage/", "get"),
        ("/viden/{0}/x/", "post"),
    ],
)
def test_wrong_methods(visit, draft, path, method):
    client = visit(Role.PROJECT_LEAD, "E01")
    assert getattr(client, method)(path.format(draft.pk)).status_code == 405


def test_nothing_typed_is_lost_on_an_error(visit, draft):
    client = visit(Role.PROJECT_LEAD, "E01")
    typed = TYPED | {"title": "", "body": "Om 010203-1234 <i>", "trials": ["1", "7"], "scope": "x"}
    page = words(client.post(f"/viden/{draft.pk}/ret/", typed))
    assert "ligner et CPR-nummer" in page
    assert "Om 010203-1234 &lt;i&gt;</textarea>" in page
    assert 'href="#id_title"' in page
    assert "<title>Ret:" in page
    assert Case.objects.get().body != typed["body"]


def test_consent_must_be_ticked(visit, draft):
    client = visit(Role.PROJECT_LEAD, "E01")
    page = words(client.post(f"/viden/{draft.pk}/indsend/", {}))
    assert "Uden samtykke kan teksten ikke deles" in page
    assert "consent_contact" not in page
    assert Case.objects.get().status == "draft"


def test_an_unwritten_name_still_has_an_address(published, client):
    case = published(title="»?!«")
    answer = client.get(f"/viden/{case.pk}/", follow=True)
    assert answer.redirect_chain == [(f"/viden/{case.pk}/tekst/", 302)]


def test_a_long_title_is_cut_between_words_in_the_address(published, client):
    case = published(title="Ord " * 12 + "Enmegetlangtordsomikkekanvære")
    answer = client.get(f"/viden/{case.pk}/", follow=True)
    assert answer.redirect_chain[0][0] == f"/viden/{case.pk}/{'ord-' * 11}ord/"
