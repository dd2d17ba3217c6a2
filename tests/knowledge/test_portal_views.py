"""Pages of the portal's life: happy path, signed out, wrong role or place, method, bad input."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samspil.knowledge import selectors, services
from samspil.knowledge.models import Case, CaseFile, WritingInvitation
from samspil.knowledge.selectors import inviting
from samspil.letters.models import Letter
from samspil.meetings import services as meetings
from samspil.people.models import AuditEvent
from samspil.people.roles import Role
from samspil.people.services import NotAllowedError
from samspil.people.viewer import ANYBODY

pytestmark = pytest.mark.django_db
SESSION = {
    "kind": "input", "minutes": 40, "title": "Fra data til handling", "title_en": "",
    "text": "Tre eksempler.", "text_en": "", "levers": [3], "indicators": [],
    "speaker": "", "speaker_title": "", "speaker_email": "",
}  # fmt: skip


def words(answer):
    return answer.content.decode()


def main(answer):
    return words(answer).split("<main", 1)[1].split("</main>")[0]


@pytest.fixture
def handed_in(write, lead):
    return services.submit(actor=lead, case=write().pk, consent_contact=True)


def test_begin_a_text_from_nothing(visit, process):
    client = visit(Role.MEMBER, "E01", edition="example", sector="school")
    page = main(client.get("/viden/ny/"))
    assert 'value="E01/school/example"' in page
    assert f'href="/viden/fra-proces/{process.pk}/"' in page
    typed = {
        "place": "E01/school/example",
        "kind": "case",
        "title": "Vores vej",
        "summary": "Kort.",
    }
    answer = client.post("/viden/ny/", typed)
    case = Case.objects.get()
    assert answer["Location"] == f"/viden/{case.pk}/ret/"
    assert "I er i gang med" in words(client.get("/viden/"))
    for wrong in ({"place": "E02/school/example"}, {"title": ""}, {"summary": "Om 010203-1234"},
                  {"kind": "poem"}):  # fmt: skip
        page = words(client.post("/viden/ny/", typed | wrong))
        assert "<title>Ret:" in page
        assert "Vores vej" in page or wrong == {"title": ""}
    assert Case.objects.count() == 1


def test_an_invitation_leads_to_the_municipality_that_was_asked(visit, process):
    client = visit(Role.CHIEF, "E01")
    page = words(client.get("/viden/ny/?kommune=E01&udgave=example"))
    assert '<option value="E01/school/example" selected>' in page
    assert client.get("/viden/ny/?kommune=x'&udgave=").status_code == 200


def test_who_begins_where(visit, edition):
    assert visit(signed_in=False).get("/viden/ny/")["Location"].startswith("/konto/login/")
    assert visit(signed_in=False).post("/viden/ny/", {}).status_code == 302
    assert "Vidensportalen, uden en kommune bag" in words(visit(Role.EDITOR).get("/viden/ny/"))
    page = words(visit(Role.POLITICIAN, "E01").get("/viden/ny/"))
    assert "ingen rolle, hvor I skriver" in page
    # Without a partnership a municipality can still write, for itself, KL or everybody.
    assert 'value="E03/school/"' in words(visit(Role.CHIEF, "E03").get("/viden/ny/"))


def test_one_test_is_told_of_alone(visit, process, concluded):
    client = visit(Role.PROJECT_LEAD, "E01")
    page = main(client.get(f"/viden/fra-proces/{process.pk}/"))
    assert concluded.question in page
    answer = client.post(f"/viden/fra-proces/{process.pk}/1/", follow=True)
    assert "Vil I hellere fortælle om én prøve?" in words(answer)
    assert client.post(f"/viden/fra-proces/{process.pk}/7/").status_code == 404
    assert client.get(f"/viden/fra-proces/{process.pk}/1/").status_code == 405
    for role, place in ((Role.CHIEF, "E02"), (Role.POLITICIAN, "E01"), (Role.FACILITATOR, "")):
        other = visit(role, place)
        assert other.get(f"/viden/fra-proces/{process.pk}/").status_code == 404
        assert other.post(f"/viden/fra-proces/{process.pk}/1/").status_code in (403, 404)


def test_the_form_says_who_each_circle_is_and_keeps_what_is_typed(visit, draft):
    client = visit(Role.PROJECT_LEAD, "E01")
    page = words(client.get(f"/viden/{draft.pk}/ret/"))
    assert 'data-keep="case"' in page
    assert "I stedet for »en dreng på 9 år i 3.b«" in page
    assert "Alle i partnerskabet: I, Prøvestrand og dem, der driver partnerskabet" in page
    assert "title_en" not in page
    typed = {
        "title": "Ny", "summary": "Kort.", "kind": "case", "scope": "public", "themes": ["data"],
        "sources": "VIVE javascript:alert(1)", "transition": "on",
    }  # fmt: skip
    page = words(client.post(f"/viden/{draft.pk}/ret/", typed))
    assert "begynder med https://" in page
    typed["sources"] = "VIVE https://vive.dk/x\nEgen rapport"
    client.post(f"/viden/{draft.pk}/ret/", typed)
    page = main(client.get(f"/viden/{draft.pk}/", follow=True))
    assert '<a href="https://vive.dk/x" rel="noopener">VIVE</a>' in page
    assert "Egen rapport" in page
    assert 'href="/viden/?tema=data"' in page
    assert 'href="/viden/?overgang=on"' in page
    assert 'href="/viden/?stoerrelse=lille"' in page


def test_english_is_written_whole_or_not_at_all(visit, editor):
    case = services.begin(actor=editor, title="Metode", summary="Kort.", kind="method")
    client = visit(Role.EDITOR)
    typed = {"title": "Metode", "summary": "Kort.", "kind": "method", "scope": "public",
             "body_en": "Words."}  # fmt: skip
    page = words(client.post(f"/viden/{case.pk}/ret/", typed))
    assert page.count("Skriv den også på engelsk") == 4
    typed |= {"title_en": "Method", "summary_en": "Short."}
    assert client.post(f"/viden/{case.pk}/ret/", typed).status_code == 302
    assert "Tekster, I skriver på" in words(client.get("/viden/redaktion/"))
    assert "Metode" in words(client.get("/viden/mine/"))


def test_ten_megabytes_are_answered_kindly(visit, draft):
    client = visit(Role.PROJECT_LEAD, "E01")
    answer = client.post(f"/viden/{draft.pk}/ret/", {"title": "x", "body": "a" * 10_000_000})
    assert answer.status_code in (400, 413)
    assert "Gå tilbage" in words(answer)
    long = client.post(f"/viden/{draft.pk}/ret/", {"title": "x", "body": "a" * 30_000})
    assert long.status_code == 200
    assert "a" * 30_000 in words(long)
    assert Case.objects.get().body == draft.body


def test_before_handing_in_one_is_asked_to_look_again_and_may_send_anyway(visit, lead, write):
    case = write(body="En dreng på 9 år i 3.b, vi kalder Emil, fik <b>ro</b>.")
    client = visit(Role.PROJECT_LEAD, "E01")
    page = main(client.get(f"/viden/{case.pk}/indsend/"))
    assert "<mark>dreng på 9 år</mark>" in page
    assert "<mark>kalder Emil</mark>" in page
    assert "<b>ro" not in page
    assert client.post(f"/viden/{case.pk}/indsend/", {"consent": "on"}).status_code == 302
    case.refresh_from_db()
    assert case.status == "submitted"


def test_the_desk_shows_what_waits_and_sends_back_with_a_word(visit, handed_in):
    client = visit(Role.EDITOR)
    page = main(client.get("/viden/redaktion/"))
    assert "Mangler: hvad er usikkert?" in page
    assert "Kom i dag" in page
    path = f"/viden/{handed_in.pk}/send-tilbage/"
    page = words(client.post(path, {"word": ""}))
    assert "<details open>" in page
    assert 'href="#id_back_word"' in page
    answer = client.post(path, {"word": "Skriv <b>mere</b>."}, follow=True)
    assert "sendt tilbage" in main(answer)
    assert client.post(path, {"word": "Igen"}).status_code == 404
    author = visit(Role.PROJECT_LEAD, "E01")
    for end in ("", "ret/"):
        page = main(author.get(f"/viden/{handed_in.pk}/{end}", follow=True))
        assert "Skriv &lt;b&gt;mere&lt;/b&gt;." in page


def test_an_editors_change_is_shown_in_words(visit, handed_in):
    client = visit(Role.EDITOR)
    typed = {"title": "To voksne planlægger sammen", "summary": "Helt andet.", "kind": "case",
             "trials": ["1"], "levers": ["2", "7"], "contact": "Skoleafdelingen"}  # fmt: skip
    answer = client.post(f"/viden/{handed_in.pk}/ret/", typed, follow=True)
    assert answer.redirect_chain[0][0] == f"/viden/{handed_in.pk}/udgaver/forskel/"
    page = main(answer)
    assert '<ins><span class="sign">[nyt: </span>Helt andet.<span' in page
    assert '<del><span class="sign">[fjernet: </span>' in page
    assert "Fra udgave 2 til udgave 3" in page
    for query, status in (("?fra=2&til=3", 200), ("?fra=x&til='", 200), ("?til=99", 404),
                          ("?fra=99&til=2", 404), ("?fra=1&til=2", 404)):  # fmt: skip
        found = client.get(f"/viden/{handed_in.pk}/udgaver/forskel/{query}")
        assert found.status_code == status, query
    assert "To voksne" in main(client.get(f"/viden/{handed_in.pk}/udgaver/2/"))
    assert client.get(f"/viden/{handed_in.pk}/udgaver/9/").status_code == 404
    assert "Udgave 3" in main(client.get(f"/viden/{handed_in.pk}/udgaver/"))


def test_a_municipality_narrows_its_consent_on_a_page(visit, published):
    case = published("public")
    client = visit(Role.CHIEF, "E01")
    page = main(client.get(f"/viden/{case.pk}/samtykke/"))
    assert 'value="public"' in page
    assert main(client.post(f"/viden/{case.pk}/samtykke/", {})).count("id_scope") >= 1
    answer = client.post(f"/viden/{case.pk}/samtykke/", {"scope": "sparring_group"}, follow=True)
    assert "gælder med det samme" in main(answer)
    assert "Skoleafdelingen" not in main(answer)
    record = main(client.get(f"/viden/{case.pk}/udgaver/"))
    assert "En chief" in record
    assert "Vores sparringsgruppe" in record
    assert visit(signed_in=False).get(f"/viden/{case.pk}/").status_code == 404
    assert visit(Role.EDITOR).get(f"/viden/{case.pk}/samtykke/").status_code == 404


def test_others_do_not_open_the_consent(visit, published):
    case = published("public")
    for role, place in ((Role.EDITOR, ""), (Role.CHIEF, "E02"), (Role.MEMBER, "E01")):
        assert visit(role, place).get(f"/viden/{case.pk}/samtykke/").status_code == 403
        answer = visit(role, place).post(f"/viden/{case.pk}/samtykke/", {"scope": "team"})
        assert answer.status_code == 403
    assert visit(signed_in=False).post(f"/viden/{case.pk}/samtykke/").status_code == 403
    case.refresh_from_db()
    assert case.scope == "public"


def test_a_wider_circle_is_asked_for_and_answered_from_the_letter(visit, published):
    case = published("partnership")
    client = visit(Role.EDITOR)
    path = f"/viden/{case.pk}/spoerg-om-flere/"
    page = words(client.post(path, {"scope": "team"}))
    assert "<details open>" in page
    answer = client.post(path, {"scope": "public", "word": "Andre vil lære."}, follow=True)
    assert "Spørgsmålet er sendt" in main(answer)
    letter = Letter.objects.filter(template="knowledge_consent").first()
    link = next(line for line in letter.body.splitlines() if "/samtykke/" in line)
    local = "/viden/samtykke/" + link.split("/viden/samtykke/")[1]
    assert visit(signed_in=False).get(local)["Location"].startswith("/konto/login/")
    assert visit(Role.CHIEF, "E02").get(local).status_code == 404
    client = visit(Role.CHIEF, "E01")
    page = main(client.get(local))
    assert "Andre vil lære." in page
    assert "Vælg ja eller nej" in main(client.post(local, {"answer": "x"}, follow=True))
    assert "Tak. Svaret er noteret" in main(client.post(local, {"answer": "yes"}, follow=True))
    assert "I har svaret ja" in main(client.get(local))
    case.refresh_from_db()
    assert (case.consent_scope, case.scope) == ("public", "partnership")


@pytest.fixture
def day(viewer, edition):
    """The first network day with a session of its own, to put material under."""
    facilitator = viewer(Role.FACILITATOR)
    planned = meetings.plan_from_edition(actor=facilitator, edition="example")
    return next(one for one in planned if one.kind == "network_day")


def session(viewer, day, **changes):
    facilitator = viewer(Role.FACILITATOR)
    version = 1 if not changes.pop("later", False) else 2
    return meetings.put_item(
        actor=facilitator, meeting=day.pk, version=version, fields=SESSION | changes
    )


def test_material_of_a_day_is_taken_over_with_one_press(visit, viewer, day):
    item = session(viewer, day)
    material = meetings.add_address(
        actor=viewer(Role.FACILITATOR), item=item.pk, title="Slides", address="https://kl.dk/x"
    )
    client = visit(Role.FACILITATOR)
    assert "Slides" in main(client.get("/viden/fra-netvaerksdage/"))
    path = f"/viden/fra-netvaerksdage/{material.pk}/"
    client.post(path)
    answer = client.post(path)
    case = Case.objects.get()
    assert answer["Location"] == f"/viden/{case.pk}/ret/"
    assert (case.kind, case.sources) == (
        "network_day_material", [{"name": "Slides", "url": "https://kl.dk/x"}],
    )  # fmt: skip
    assert case.body == "Tre eksempler."
    assert "Er i vidensportalen" in main(client.get("/viden/fra-netvaerksdage/"))
    assert client.post("/viden/fra-netvaerksdage/999/").status_code == 404
    assert AuditEvent.objects.filter(action="knowledge.taken_over").count() == 1
    assert visit(signed_in=False).post(path).status_code == 403
    for role, place in ((Role.EDITOR, ""), (Role.CHIEF, "E01"), (Role.EXPERT, "")):
        assert visit(role, place).get("/viden/fra-netvaerksdage/").status_code == 403
        assert visit(role, place).post(path).status_code == 403


def test_a_speakers_file_needs_the_speakers_yes_and_is_given_out_within_the_circle(
    visit, viewer, editor, day
):
    item = session(viewer, day, speaker="Oplægsholderen")
    material = meetings.add_file(
        actor=viewer(Role.FACILITATOR), item=item.pk, title="Oplæg", name="oplaeg.txt",
        content=b"Om data",
    )  # fmt: skip
    client = visit(Role.FACILITATOR)
    path = f"/viden/fra-netvaerksdage/{material.pk}/"
    page = words(client.post(path, {}))
    assert "Sæt kryds, når oplægsholderen har sagt ja" in page
    assert f'href="#id_{material.pk}_agreed"' in page
    with pytest.raises(services.TextRefusedError, match="consent"):
        services.take_over(actor=viewer(Role.FACILITATOR), material=material.pk)
    consent = {"agreed": "on", "consent": "Sagt ja på mail 3. marts, til partnerskabet."}
    assert client.post(path, consent).status_code == 302
    case, file = Case.objects.get(), CaseFile.objects.get()
    assert file.consent.startswith("Sagt ja på mail")
    address = f"/viden/{case.pk}/fil/{file.pk}/"
    assert b"".join(client.get(address)) == b"Om data"
    assert client.get(address)["Content-Disposition"].startswith("attachment")
    # The day's own file can go; the portal has its own.
    meetings.remove_material(actor=viewer(Role.FACILITATOR), material=material.pk)
    services.submit(actor=editor, case=case.pk)
    services.publish(actor=editor, case=case.pk)
    assert visit(Role.CHIEF, "E02").get(address).status_code == 200
    for role, place in ((None, ""), (Role.CHIEF, "E03")):
        other = visit(role, place) if role else visit(signed_in=False)
        assert other.get(address).status_code == 404
        assert other.get(f"/dokumenter/{file.document_id}/").status_code == 404
    services.withdraw(actor=editor, case=case.pk)
    for role, place in ((Role.CHIEF, "E02"), (Role.EDITOR, ""), (Role.FACILITATOR, "")):
        assert visit(role, place).get(address).status_code == 404


def test_files_are_added_and_taken_away_by_those_who_write(visit, draft):
    client = visit(Role.PROJECT_LEAD, "E01")
    path = f"/viden/{draft.pk}/fil/"
    assert client.get(path).status_code == 200
    page = words(client.post(path, {"title": "Bilag"}))
    assert "<title>Ret:" in page
    file = SimpleUploadedFile("bilag.exe", b"MZ\x90")
    assert client.post(path, {"title": "Bilag", "file": file}).status_code == 200
    file = SimpleUploadedFile("bilag.txt", b"Om praksis")
    client.post(path, {"title": "Bilag", "file": file})
    kept = CaseFile.objects.get()
    assert "Bilag" in words(client.get(f"/viden/{draft.pk}/", follow=True))
    other = visit(Role.CHIEF, "E02")
    for address in (path, f"{path}{kept.pk}/", f"{path}{kept.pk}/fjern/"):
        assert other.get(address).status_code in (404, 405)
        assert other.post(address).status_code in (404, 405)
    client = visit(Role.PROJECT_LEAD, "E01")
    assert client.post(f"{path}999/fjern/").status_code == 404
    assert client.post(f"{path}{kept.pk}/fjern/").status_code == 302
    assert not CaseFile.objects.exists()
    assert client.get(f"{path}{kept.pk}/").status_code == 404


def test_a_text_has_only_so_many_files(lead, draft, monkeypatch):
    from samspil.knowledge.services import files

    monkeypatch.setattr(files, "MOST_FILES", 1)
    add = {"actor": lead, "case": draft.pk, "name": "a.txt", "content": b"x"}
    services.add_file(title="En", **add)
    with pytest.raises(services.TooManyFilesError):
        services.add_file(title="To", **add)
    with pytest.raises(NotAllowedError):
        services.add_file(title="x", **add | {"actor": ANYBODY})


@pytest.fixture
def better(monkeypatch):
    """E01 and E03 have a result that lies better than expected."""
    one = inviting.Better("wellbeing", "Trivsel", "point", 1, 4.2, 3.9, 3.7, 4.1, "school")
    found = ({"E03": [one], "E01": [one, one]}, {"E01": 4, "E03": 3})
    monkeypatch.setattr(inviting, "_better", lambda: found)


def test_better_than_expected_are_listed_by_name_and_invited_once(visit, viewer, better):
    viewer(Role.PROJECT_LEAD, "E01")
    client = visit(Role.FACILITATOR)
    page = main(client.get("/viden/invitationer/"))
    assert page.index("Fabelborg") < page.index("Mønsterlev")
    assert "ingen rangliste" in page
    assert "forventet 3,9 (3,7–4,1)" in " ".join(page.split())
    assert "Ingen chef eller projektleder her" in page
    path = "/viden/invitationer/example/E01/"
    answer = client.post(path)
    assert answer["Location"] == "/viden/invitationer/?udgave=example"
    client.post(path)
    letters = Letter.objects.filter(template="knowledge_invited")
    assert {letter.to for letter in letters} == {
        "chef-e01@example.org", "project_lead-e01@example.org",
    }  # fmt: skip
    assert "/viden/ny/?kommune=E01&udgave=example" in letters[0].body
    assert WritingInvitation.objects.count() == 1
    assert AuditEvent.objects.filter(action="knowledge.invited").count() == 1
    assert "Inviteret" in main(client.get("/viden/invitationer/"))
    assert client.post("/viden/invitationer/example/E02/").status_code == 404
    assert client.post("/viden/invitationer/findes-ikke/E01/").status_code == 403
    assert "ingen chef" in main(client.post("/viden/invitationer/example/E03/", follow=True))
    # That a municipality was asked is nowhere else.
    assert "nvit" not in main(visit(signed_in=False).get("/viden/"))


def test_only_organisers_see_who_could_be_invited(visit, viewer, better):
    for role, place in ((Role.EDITOR, ""), (Role.CHIEF, "E01"), (Role.EXPERT, "")):
        assert visit(role, place).get("/viden/invitationer/").status_code == 403
        answer = visit(role, place).post("/viden/invitationer/example/E01/")
        assert answer.status_code == 403
        assert selectors.invitable(viewer(role, place), edition="example") == []
    signed_out = visit(signed_in=False)
    assert signed_out.get("/viden/invitationer/")["Location"].startswith("/konto/login/")
    assert signed_out.post("/viden/invitationer/example/E01/").status_code == 403
    assert selectors.invitable(ANYBODY, edition="example") == []


def test_old_texts_are_found_still_right_with_a_press(visit, published):
    case = published("public")
    Case.objects.filter(pk=case.pk).update(
        changed_at="2020-01-01T00:00Z", published_at="2020-01-01T00:00Z"
    )
    client = visit(Role.EDITOR)
    assert "Den gælder stadig" in main(client.get("/viden/redaktion/"))
    client.post(f"/viden/{case.pk}/stadig-rigtig/")
    assert "Den gælder stadig" not in main(client.get("/viden/redaktion/"))
    assert visit(Role.CHIEF, "E01").post(f"/viden/{case.pk}/stadig-rigtig/").status_code == 403
    assert visit(signed_in=False).post(f"/viden/{case.pk}/stadig-rigtig/").status_code == 403


@pytest.mark.parametrize(
    ("path", "method"),
    [
        ("/viden/feed/", "post"), ("/viden/ny/", "delete"), ("/viden/{0}/send-tilbage/", "get"),
        ("/viden/{0}/spoerg-om-flere/", "get"), ("/viden/{0}/stadig-rigtig/", "get"),
        ("/viden/{0}/samtykke/", "put"), ("/viden/{0}/udgaver/", "post"),
        ("/viden/{0}/udgaver/1/", "post"), ("/viden/{0}/udgaver/forskel/", "post"),
        ("/viden/{0}/fil/1/", "post"), ("/viden/{0}/fil/1/fjern/", "get"),
        ("/viden/{0}/maaling/1.csv", "post"), ("/viden/fra-netvaerksdage/", "post"),
        ("/viden/fra-netvaerksdage/1/", "get"), ("/viden/invitationer/", "post"),
        ("/viden/invitationer/example/E01/", "get"), ("/viden/samtykke/1/", "delete"),
        ("/sitemap.xml", "post"), ("/robots.txt", "post"),
    ],
)  # fmt: skip
def test_wrong_methods(visit, draft, path, method):
    client = visit(Role.PROGRAMME_OWNER)
    assert getattr(client, method)(path.format(draft.pk)).status_code == 405


def test_a_mail_link_stands_only_where_the_contact_was_consented_to(published, client):
    address = "skole@fabelborg.example"
    case = published("public", contact=f"Skoleafdelingen, {address}")
    page = main(client.get(f"/viden/{case.pk}/", follow=True))
    assert f'href="mailto:{address}?subject=To%20voksne' in page
    Case.objects.filter(pk=case.pk).update(consent_contact=False)
    assert address not in words(client.get(f"/viden/{case.pk}/", follow=True))
