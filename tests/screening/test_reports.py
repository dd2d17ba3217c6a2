"""The report as slides, as a page and on two pages: the same words, for the same people."""

import io
import re

import pytest
from django.utils import translation
from pptx import Presentation

from samspil.screening import services

pytestmark = pytest.mark.django_db
OTHER = "E92"


@pytest.fixture
def as_role(client, person):
    def sign_in(role, municipality="E91", **where):
        client.force_login(person(role, municipality, **where))
        return client

    return sign_in


def text(response):
    assert response.status_code == 200
    return response.content.decode()


def addresses(screening):
    one = f"/foranalyse/{screening.pk}"
    return [f"{one}/oplaeg/", f"{one}/slides.pptx", f"{one}/rapport/", f"{one}/rapport/kort/"]


def slides(response):
    return list(Presentation(io.BytesIO(response.content)).slides)


def titles(response):
    return [slide.shapes.title.text_frame.text for slide in slides(response)]


def headings(page):
    return [re.sub("<[^>]+>", "", one) for one in re.findall(r"<h2[^>]*>(.*?)</h2>", page)]


@pytest.fixture
def whole(filled, made_up):
    return filled


# --- the same words --------------------------------------------------------------------------


def test_the_page_has_the_slides_titles_notes_and_tables(as_role, whole):
    client = as_role("chief")
    page = text(client.get(f"/foranalyse/{whole.pk}/rapport/"))
    deck = client.get(f"/foranalyse/{whole.pk}/slides.pptx")
    told = titles(deck)
    assert told[0] in page
    assert headings(page) == ["Indholdsfortegnelse", *told[1:]]
    assert "Elevens egen stemme mangler i visitationen" in page
    assert "Vis som tabel" in page
    assert "Noter: definitioner og grundlag" in page
    assert "4: Udvalget justerer ud fra tal og stemmer" in page


def test_two_pages_for_the_committee(as_role, whole):
    page = text(as_role("chief").get(f"/foranalyse/{whole.pk}/rapport/kort/"))
    told = headings(page)
    assert told[0].startswith("Godt rustet på 2 og udfordret på 3")
    assert "Foranalysen peger på 2 store potentialer, én justering og én dybdeanalyse" in told
    assert told[-2].startswith("Forslag til fokus")
    assert len(told) <= 7
    assert "Noter" not in page


def test_long_and_many_findings_are_cut_on_two_pages_and_whole_in_the_report(
    as_role, screening, made_up, viewer
):
    claim = "Et langt fund, der bliver ved med at sige det samme, nummer {}. " + "Ja. " * 700
    for number in range(9):
        services.add_finding(
            actor=viewer("chief"),
            screening=screening.pk,
            lever=1 + number % 7,
            claim=claim.format(number),
            kind="potentiale",
            bottom_line="economy",
        )
    client = as_role("chief")
    short = text(client.get(f"/foranalyse/{screening.pk}/rapport/kort/"))
    assert "6 fund mere står i rapportens noter." in short
    assert "nummer 6" not in short
    longest = max(len(line) for line in re.findall(r"<li>(.*?)</li>", short))
    assert longest <= 200
    assert claim.format(6).strip() in text(client.get(f"/foranalyse/{screening.pk}/rapport/"))


def test_an_empty_screening_says_so(as_role, screening, made_up):
    client = as_role("chief")
    for address in addresses(screening)[2:]:
        assert "De syv greb er ikke vurderet endnu" in text(client.get(address))


def test_english(as_role, whole):
    client = as_role("chief")
    client.cookies["samspil_sprog"] = "en"
    page = text(client.get(f"/foranalyse/{whole.pk}/rapport/"))
    assert "Well-equipped on 2 and challenged on 3 of the seven levers" in page
    assert "Notes: definitions and evidence" in page


# --- what is chosen --------------------------------------------------------------------------


def test_language_themes_and_template_are_chosen_when_downloading(as_role, whole, viewer):
    import templates_of_others as others

    from samspil.screening.services import deck_templates as templates

    organiser = viewer("facilitator")
    template = templates.add(
        actor=organiser, name="Blå", file_name="a.pptx", content=others.wide(accent1="123456")
    )
    client = as_role("chief")
    address = f"/foranalyse/{whole.pk}/slides.pptx"
    assert "Blå" not in text(client.get(f"/foranalyse/{whole.pk}/oplaeg/"))
    assert client.get(f"{address}?skabelon={template.pk}").status_code == 404
    templates.accept(actor=organiser, template=template)
    page = text(client.get(f"/foranalyse/{whole.pk}/oplaeg/"))
    assert "Blå</option>" in page
    assert "Samlet i fem temaer" in page
    query = f"sprog=en&inddeling=temaer&skabelon={template.pk}"
    deck = client.get(f"{address}?{query}")
    assert "Quality in the range of provision: challenged" in titles(deck)
    assert titles(deck)[0] == "Pre-analysis: Mølleådal, school"
    assert b"123456" in b"".join(others.entries(deck.content).values())
    with translation.override("da"):
        assert "Foranalyse: Mølleådal, skole" in titles(client.get(address))


def test_the_page_can_be_in_themes(as_role, whole):
    page = text(as_role("chief").get(f"/foranalyse/{whole.pk}/rapport/?inddeling=temaer"))
    assert "Kvalitet i tilbudsviften: udfordret" in headings(page)


def test_what_there_is_not_is_not_found(as_role, whole):
    client = as_role("chief")
    for query in ("sprog=sv", "inddeling=ni", "skabelon=99", "skabelon=x"):
        status = client.get(f"/foranalyse/{whole.pk}/slides.pptx?{query}").status_code
        assert status == 404 or (status == 200 and query.startswith("skabelon")), query
    for address in addresses(whole):
        assert client.post(address).status_code == 405
        assert client.get(address.replace(str(whole.pk), "999999")).status_code == 404


# --- who may ---------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ["chief", "consultant", "member", "programme_owner"])
def test_those_who_read_the_screening_read_the_report(as_role, whole, role):
    client = as_role(role)
    for address in addresses(whole):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("role", "where"),
    [("chief", OTHER), ("consultant", OTHER), ("facilitator", ""), ("politician", "E91")],
)
def test_others_see_nothing(as_role, whole, role, where):
    client = as_role(role, where or "E91")
    for address in addresses(whole):
        assert client.get(address).status_code == 404


def test_a_politician_reads_once_it_is_finished(as_role, whole, viewer):
    services.finish(actor=viewer("chief"), screening=whole.pk)
    client = as_role("politician")
    for address in addresses(whole):
        assert client.get(address).status_code == 200
    assert as_role("politician", OTHER).get(addresses(whole)[3]).status_code == 404


def test_signed_out_one_is_asked_to_sign_in(client, whole):
    for address in addresses(whole):
        assert "/konto/login/" in client.get(address)["Location"]


# --- figures alone ---------------------------------------------------------------------------


@pytest.mark.parametrize("sector", ["school", "daycare"])
def test_public_figures_are_a_page_and_two_pages(client, sector):
    page = text(client.get(f"/kommuner/615/rapport/{sector}/"))
    deck = client.get(f"/kommuner/615/slides/{sector}.pptx")
    assert headings(page) == ["Indholdsfortegnelse", *titles(deck)[1:]]
    assert "De syv greb står åbne" in text(client.get(f"/kommuner/615/rapport/{sector}/kort/"))
    assert f"/kommuner/615/rapport/{sector}/" in text(
        client.get(f"/kommuner/615/?omraade={sector}")
    )


def test_public_slides_in_themes_and_english(client):
    deck = client.get("/kommuner/615/slides/school.pptx?sprog=en&inddeling=temaer")
    assert any(title.startswith("Quality in the range") for title in titles(deck))


@pytest.mark.parametrize(
    "place", ["999/rapport/school", "615/rapport/prison", "615/rapport/x/kort"]
)
def test_no_such_municipality_or_sector(client, place):
    assert client.get(f"/kommuner/{place}/").status_code == 404
