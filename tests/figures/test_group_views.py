"""The pages of groups: who may open them, what they say, and what a choice does to a page."""

import json

import lxml.html
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from samspil.figures.models.peers import ComparisonList, MunicipalityGroup
from samspil.people.roles import Role

pytestmark = pytest.mark.django_db

GROUP = {"name": "Ved fjorden", "sector": "both", "shared_with": "me", "codes": ["751", "630"]}


def file_of(text):
    return SimpleUploadedFile("kl.csv", text.encode(), content_type="text/csv")


def page_of(answer):
    return lxml.html.fromstring(answer.content.decode())


@pytest.mark.parametrize("address", ["/grupper/", "/grupper/ny/"])
def test_the_signed_out_are_asked_to_sign_in(client, address):
    answer = client.get(address)
    assert answer.status_code == 302
    assert "/konto/login/" in answer["Location"]
    assert client.post("/grupper/ny/", GROUP).status_code == 302
    assert not MunicipalityGroup.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_groups_know_no_other_methods(signed_in, method):
    client = signed_in(Role.PROGRAMME_OWNER)
    for address in ("/grupper/", "/grupper/ny/", "/grupper/kl/"):
        assert getattr(client, method)(address).status_code == 405
    assert client.post("/grupper/").status_code == 405
    assert client.get("/grupper/1/slet/").status_code == 405


def test_a_group_is_made_changed_used_and_deleted(signed_in):
    client = signed_in(Role.CHIEF, "615")
    answer = client.post("/grupper/ny/", GROUP | {"shared_with": "615"}, follow=True)
    assert "Ved fjorden" in answer.content.decode()
    group = MunicipalityGroup.objects.get()
    assert (group.sector, group.municipality_id) == ("", "615")
    options = page_of(client.get("/kommuner/615/")).xpath("//select[@id='spejl']/option/@value")
    assert f"gruppe:{group.pk}" in options
    shown = client.get(f"/kommuner/615/?spejl=gruppe:{group.pk}")
    names = [li.text_content() for li in page_of(shown).xpath("//ol[@class='peers']/li")]
    assert sorted(names) == ["Aarhus", "Vejle"]
    typed = page_of(client.get(f"/grupper/{group.pk}/"))
    assert typed.xpath("//input[@name='codes'][@checked]/@value") == ["630", "751"]
    client.post(f"/grupper/{group.pk}/", GROUP | {"name": "Nyt", "sector": "school"})
    group.refresh_from_db()
    assert (group.name, group.sector, group.municipality_id) == ("Nyt", "school", None)
    assert client.post(f"/grupper/{group.pk}/slet/").status_code == 302
    assert not MunicipalityGroup.objects.exists()


def test_a_group_of_others_is_not_there(signed_in, client):
    signed_in(Role.CHIEF, "615").post("/grupper/ny/", GROUP)
    group = MunicipalityGroup.objects.get()
    other = signed_in(Role.CHIEF, "751")
    assert other.get(f"/grupper/{group.pk}/").status_code == 404
    assert other.post(f"/grupper/{group.pk}/", GROUP).status_code == 404
    assert other.post(f"/grupper/{group.pk}/slet/").status_code == 404
    assert other.get("/grupper/999/").status_code == 404
    shown = other.get(f"/kommuner/615/?spejl=gruppe:{group.pk}")
    assert shown.status_code == 200
    assert "Gruppen findes ikke længere" in shown.content.decode()
    assert len(page_of(shown).xpath("//ol[@class='peers']/li")) == 10


def test_a_group_one_may_use_is_not_ones_to_change(signed_in):
    signed_in(Role.FACILITATOR).post("/grupper/ny/", GROUP | {"shared_with": "*"})
    group = MunicipalityGroup.objects.get()
    chief = signed_in(Role.CHIEF, "615")
    assert "Ved fjorden" in chief.get("/grupper/").content.decode()
    assert chief.get(f"/grupper/{group.pk}/").status_code == 403
    assert chief.post(f"/grupper/{group.pk}/slet/").status_code == 403


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"name": ""}, "Dette felt er påkrævet"),
        ({"name": "150388-3394"}, "CPR"),
        ({"codes": []}, "Dette felt er påkrævet"),
        ({"codes": ["999"]}, "999"),
        ({"shared_with": "751"}, "751"),
        ({"shared_with": "*"}, "Ret:"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_lost(signed_in, change, words):
    answer = signed_in(Role.CHIEF, "615").post("/grupper/ny/", GROUP | change)
    assert answer.status_code == 200
    page = page_of(answer)
    assert words in answer.content.decode()
    assert page.xpath("//div[@class='errors']")
    if "codes" not in change:
        assert page.xpath("//input[@name='codes'][@checked]/@value") == ["630", "751"]
    assert not MunicipalityGroup.objects.exists()


def test_a_name_is_ones_own_once(signed_in):
    client = signed_in(Role.CHIEF, "615")
    client.post("/grupper/ny/", GROUP)
    assert "allerede en gruppe" in client.post("/grupper/ny/", GROUP).content.decode()


# --- KL's groups ------------------------------------------------------------------------------

GOOD = "kommune;sammenligningskommune;område\n615;751;skole\n615;630;skole\n"


def test_only_owners_see_the_page_of_kls_groups(client, signed_in):
    assert client.get("/grupper/kl/").status_code == 403
    for role in (Role.FACILITATOR, Role.EDITOR):
        other = signed_in(role)
        assert other.get("/grupper/kl/").status_code == 403
        assert other.post("/grupper/kl/").status_code == 403
    assert signed_in(Role.PROGRAMME_OWNER).get("/grupper/kl/").status_code == 200


def test_kls_groups_are_taken_in_and_named_with_source_and_date(signed_in, client):
    owner = signed_in(Role.PROGRAMME_OWNER)
    sent = {"file": file_of(GOOD), "source": "KL, prøve", "as_of": "2026-05-01"}
    answer = owner.post("/grupper/kl/", sent, follow=True)
    assert "i brug" in answer.content.decode()
    owner.logout()
    shown = client.get("/kommuner/615/?spejl=kl").content.decode()
    assert "KL&#x27;s sammenligningsgruppe for Horsens (KL, prøve, 1. maj 2026)" in shown
    told = client.get("/kommuner/615/tal.json?spejl=kl").json()
    assert [p["code"] for p in told["peers"]] == ["630", "751"] or len(told["peers"]) == 2
    assert told["peer_choice"]["source"] == "KL, prøve"
    assert told["peer_choice"]["as_of"] == "2026-05-01"


def test_a_bad_file_is_refused_line_by_line(signed_in):
    owner = signed_in(Role.PROGRAMME_OWNER)
    sent = {"file": file_of(GOOD + "x;y;z\n"), "source": "KL", "as_of": "2026-05-01"}
    text = owner.post("/grupper/kl/", sent).content.decode()
    assert "Linje 4, kommune: fandt “x”, ventede en kommune" in text
    assert "intet er ændret" in text
    assert not ComparisonList.objects.exists()
    assert owner.post("/grupper/kl/", {}).status_code == 200


# --- a choice on a municipality's page --------------------------------------------------------


def test_a_choice_changes_the_page_and_every_link_keeps_it(client):
    page = page_of(client.get("/kommuner/615/?spejl=laert:exam_mean_grade9&antal=8"))
    assert len(page.xpath("//ol[@class='peers']/li")) == 8
    assert "De 8" in page.xpath("//section[@aria-labelledby='vilkaar']")[0].text_content()
    files = [
        a
        for a in page.xpath("//main//a/@href")
        if "tal." in a or a.split("?")[0][-4:] in (".csv", ".png")
    ]
    assert len(files) >= 9
    for address in files:
        assert "spejl=laert:exam_mean_grade9&antal=8" in address
        assert client.get(address).status_code == 200
    assert "pct." in page.xpath("//section[@aria-labelledby='peers']//details")[0].text_content()


def test_a_choice_survives_into_json_and_table(client):
    plain = client.get("/kommuner/615/tal.json").json()
    told = client.get("/kommuner/615/tal.json?antal=5&omraade=daycare").json()
    assert (told["sector"], len(told["peers"]), told["peer_choice"]["k"]) == ("daycare", 5, 5)
    assert plain["peer_choice"]["kind"] == "equal"
    assert len(plain["peers"]) == 10
    text = client.get("/kommuner/615/exam_mean_grade9.csv?antal=5").content.decode()
    assert text.count("ligner på vilkår") == 5
    json.dumps(told, allow_nan=False)


@pytest.mark.parametrize(
    "asked",
    ["spejl=x", "antal=99", "spejl=kl", "spejl=gruppe:1", "spejl=laert:class_size",
     "spejl=laert:<script>"],
)  # fmt: skip
def test_a_choice_that_cannot_be_had_is_said_on_the_page_and_refused_in_files(client, asked):
    shown = client.get(f"/kommuner/615/?{asked}")
    assert shown.status_code == 200
    assert len(page_of(shown).xpath("//ol[@class='peers']/li")) == 10
    assert page_of(shown).xpath("//p[@class='notice warning']")
    assert "<script>" not in shown.content.decode()
    for name in ("tal.csv", "tal.json", "tal.xlsx", "exam_mean_grade9.csv"):
        answer = client.get(f"/kommuner/615/{name}?{asked}")
        assert answer.status_code == 400
        assert answer["Content-Type"].startswith("text/plain")


def test_the_form_keeps_the_area(client):
    page = page_of(client.get("/kommuner/615/?omraade=daycare&antal=7"))
    assert page.xpath("//form[@method='get']/input[@name='omraade']/@value") == ["daycare"]
    assert page.xpath("//select[@id='antal']/option[@selected]/@value") == ["7"]
    assert page.xpath("//dl//a/@href")[0] == "?antal=7"
