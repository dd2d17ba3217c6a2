"""The pages beside the levers: evidence, findings in order, plan, sharing, then and now."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.screening.conftest import asked

from samspil.screening import services
from samspil.screening.models import Evidence, Finding, OwnInstrument, PlanItem, Share

CODE, OTHER = "E91", "E92"
pytestmark = pytest.mark.django_db


@pytest.fixture
def as_role(client, person):
    """Sign somebody in: ``as_role("chief")``."""

    def sign_in(role, municipality=CODE, **where):
        client.force_login(person(role, municipality, **where))
        return client

    return sign_in


def text(response):
    return response.content.decode()


# --- evidence --------------------------------------------------------------------------------


def test_a_file_is_kept_read_by_the_municipality_and_removed(as_role, screening):
    client, path = as_role("chief"), f"/foranalyse/{screening.pk}/grundlag/"
    upload = SimpleUploadedFile("politik.txt", b"Fire klare maal for skolen.\n")
    sent = {"kind": "document", "dokument-title": "", "dokument-file": upload}
    assert "politik.txt" in text(client.post(path, sent, follow=True))
    source = Evidence.objects.get()
    given = as_role("member").get(f"{path}{source.pk}/fil/")
    assert given.content == b"Fire klare maal for skolen.\n"
    assert "attachment" in given["Content-Disposition"]
    assert given["X-Content-Type-Options"] == "nosniff"
    assert as_role("facilitator").get(f"{path}{source.pk}/fil/").status_code == 404
    as_role("chief").post(f"{path}{source.pk}/fjern/")
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"kind": "document"}, "Skriv, hvad dokumentet hedder, eller vælg en fil."),
        ({"kind": "document", "dokument-title": "Barnet 010203-1236"}, "CPR-nummer"),
        ({"kind": "interview", "interview-role": "jens"}, "Hvilken rolle?"),
        ({"kind": "interview", "interview-role": "chief", "interview-held_on": "x"}, "Hvornår?"),
        ({"kind": "workshop"}, "Hvad gjorde I?"),
    ],
)
def test_a_wrong_source_is_said(as_role, screening, sent, said):
    page = text(as_role("chief").post(f"/foranalyse/{screening.pk}/grundlag/", sent))
    assert "Noget mangler eller skal rettes" in page
    assert said in page
    assert not Evidence.objects.exists()


def test_a_file_with_a_personal_number_is_pointed_out(as_role, screening):
    upload = SimpleUploadedFile("x.txt", b"Barnet 010203-1236 er flyttet")
    sent = {"kind": "document", "dokument-title": "X", "dokument-file": upload}
    page = text(as_role("chief").post(f"/foranalyse/{screening.pk}/grundlag/", sent))
    assert "Jeg har set efter: der er ingen CPR-numre i filen" in page
    assert not Evidence.objects.exists()


def test_a_source_is_written_anew_on_its_page(as_role, filled):
    source = Evidence.objects.filter(kind="document").first()
    path = f"/foranalyse/{filled.pk}/grundlag/{source.pk}/"
    client = as_role("lead")
    assert "Børne- og ungepolitikken" in text(client.get(path))
    client.post(path, {"title": "Politikken 2024", "where": "Side 4", "note": ""})
    source.refresh_from_db()
    assert source.title == "Politikken 2024"
    assert client.get(f"/foranalyse/{filled.pk}/grundlag/999999/").status_code == 404
    assert as_role("member").get(path).status_code == 403
    assert as_role("chief", OTHER).post(f"{path}fjern/").status_code == 404
    client = as_role("chief")
    assert client.post(f"/foranalyse/{filled.pk}/grundlag/", {"kind": "rumour"}).status_code == 403


# --- findings --------------------------------------------------------------------------------


def test_findings_are_put_first_in_an_order(as_role, filled):
    client, path = as_role("chief"), f"/foranalyse/{filled.pk}/fund/"
    first, second, *_others = Finding.objects.order_by("pk")
    page = text(client.get(path))
    assert "Ingen fund er sat først endnu." in page
    sent = {f"fund{first.pk}": "2", f"fund{second.pk}": "1"}
    assert "2 fund er sat først." in text(client.post(path, sent, follow=True))
    first.refresh_from_db()
    assert first.priority == 2
    twice = text(client.post(path, {f"fund{first.pk}": "1", f"fund{second.pk}": "1"}))
    assert "Plads 1 er givet til flere fund." in twice
    first.refresh_from_db()
    assert first.priority == 2


def test_a_finding_begins_with_a_typical_recommendation(as_role, screening):
    client, base = as_role("chief"), f"/foranalyse/{screening.pk}/"
    advice = screening.frozen_instrument().lever(5).recommendations[0]
    page = text(client.get(f"{base}fund/nyt/?greb=5&raad=0"))
    assert advice.text.da in page
    assert client.get(f"{base}fund/nyt/?greb=9&raad=x").status_code == 200


def test_a_finding_is_changed_and_taken_out_on_its_page(as_role, filled):
    finding = Finding.objects.first()
    client, path = as_role("chief"), f"/foranalyse/{filled.pk}/fund/{finding.pk}/"
    sent = {
        "lever": "2",
        "claim": "Skrevet om",
        "kind": "justering",
        "bottom_line": "child",
        "transition": "daycare_school",
        "sources": [str(Evidence.objects.first().pk)],
    }
    assert client.get(path).status_code == 200
    client.post(path, sent)
    finding.refresh_from_db()
    assert (finding.claim, finding.sources.count()) == ("Skrevet om", 1)
    page = text(client.get(f"/foranalyse/{filled.pk}/overgange/"))
    assert "Skrevet om" in page.split("Fra dagtilbud til skole")[1].split("Fra almen")[0]
    assert as_role("member").post(path, sent).status_code == 403
    assert as_role("chief", OTHER).post(f"{path}fjern/").status_code == 404
    as_role("chief").post(f"{path}fjern/")
    assert not Finding.objects.filter(pk=finding.pk).exists()
    assert as_role("chief").get(path).status_code == 404


# --- plan ------------------------------------------------------------------------------------


def test_the_plan_is_kept_on_its_page(as_role, screening):
    client, path = as_role("lead"), f"/foranalyse/{screening.pk}/plan/"
    sent = {"ny-kind": "document", "ny-what": "Takstkatalog", "ny-who": "Økonomen"}
    assert "Takstkatalog" in text(client.post(path, sent, follow=True))
    item = PlanItem.objects.get(what="Takstkatalog")
    one = f"{path}{item.pk}/"
    client.post(one, {"act": "done"})
    item.refresh_from_db()
    assert item.done_at is not None
    client.post(one, {"act": "undone"})
    client.post(one, {"act": "change", f"punkt{item.pk}-who": "Chefen"})
    item.refresh_from_db()
    assert (item.who, item.done_at) == ("Chefen", None)
    page = text(client.post(one, {"act": "change", f"punkt{item.pk}-due": "x"}, follow=True))
    assert "Datoen kunne ikke læses." in page
    assert client.post(one, {"act": "dance"}).status_code == 404
    client.post(one, {"act": "remove"})
    assert not PlanItem.objects.filter(pk=item.pk).exists()
    assert "der ikke længere" in text(client.post(one, {"act": "remove"}, follow=True))
    assert "Noget mangler" in text(client.post(path, {"ny-kind": "document", "ny-what": ""}))
    assert as_role("member").post(f"{path}1/", {"act": "done"}).status_code in {403, 404}


# --- sharing ---------------------------------------------------------------------------------


def test_nothing_is_shared_without_reading_about_access_to_documents(as_role, filled, viewer):
    client, path = as_role("chief"), f"/foranalyse/{filled.pk}/deling/"
    sent = {"chosen": ["verdicts/organisers"]}
    page = text(client.get(path))
    assert "Når foranalysen er afsluttet, kan I vælge her." in page
    assert "aktindsigt" in page
    client.post(path, sent | {"understood": "on"})
    assert not Share.objects.exists(), "not before it is finished"
    services.finish(actor=viewer("chief"), screening=filled.pk)
    assert "sæt kryds her" in text(client.post(path, sent))
    assert not Share.objects.exists()
    client.post(path, sent | {"understood": "on"})
    assert Share.objects.get().part == "verdicts"
    assert as_role("consultant").post(path, sent).status_code == 403


# --- a second one beside the first -------------------------------------------------------------


def test_a_second_screening_is_laid_beside_the_first(as_role, filled, viewer):
    chief = viewer("chief")
    services.finish(actor=chief, screening=filled.pk)
    second = services.start(actor=chief, municipality=CODE, sector="school")
    for question in asked(second, 2):
        services.judge(actor=chief, screening=second.pk, question=question, level=3)
    client = as_role("member")
    assert "Ved siden af den forrige foranalyse" in text(client.get(f"/foranalyse/{second.pk}/"))
    page = text(client.get(f"/foranalyse/{second.pk}/foer-og-nu/"))
    assert "14 spørgsmål er stillet med samme ord begge gange." in page
    assert page.count("trin 2, nu 3") == 2
    assert "siger ikke, hvad der er årsag til hvad" in page
    assert as_role("chief", OTHER).get(f"/foranalyse/{second.pk}/foer-og-nu/").status_code == 404


# --- instruments -----------------------------------------------------------------------------


def test_an_instrument_goes_out_and_comes_in_again(as_role, client):
    organiser = as_role("facilitator")
    page = text(organiser.get("/foranalyse/redskaber/"))
    assert "eget forslag" in page
    out = organiser.get("/foranalyse/redskaber/seven-levers-2026.toml")
    own = out.content.replace(b'author = "Samspil"', b'author = "Vores eget kontor"')
    bring = {"file": SimpleUploadedFile("vores-egne.toml", own)}
    organiser.post("/foranalyse/redskaber/", bring)
    brought = OwnInstrument.objects.get()
    assert brought.name == "vores-egne"
    assert "Vores eget kontor" in text(organiser.get("/foranalyse/redskaber/"))
    organiser.post("/foranalyse/redskaber/vores-egne/ud/")
    brought.refresh_from_db()
    assert brought.retired_at is not None


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("vores.toml", b"author = ", "Filen kan ikke bruges endnu"),
        ("vores.toml", b'author = "X"\n', "levers"),
        ("VORES EGNE.toml", b'author = "X"\n', "small letters"),
        ("vores.txt", b'author = "X"\n', "ender på .toml"),
    ],
)
def test_a_file_that_cannot_be_used_says_where(as_role, name, content, said):
    upload = {"file": SimpleUploadedFile(name, content)}
    page = text(as_role("facilitator").post("/foranalyse/redskaber/", upload))
    assert said in page
    assert not OwnInstrument.objects.exists()


def test_only_organisers_bring_instruments(as_role):
    client = as_role("chief")
    assert client.get("/foranalyse/redskaber/").status_code == 200
    assert client.post("/foranalyse/redskaber/").status_code == 403
    assert client.post("/foranalyse/redskaber/x/ud/").status_code == 403
    assert client.get("/foranalyse/redskaber/nothing.toml").status_code == 404
