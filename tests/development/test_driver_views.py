"""The page of the driver diagram: who sees and changes it, what is refused, what is taken along."""

import io
import zipfile

import pytest
from development_story import AIM
from stories import story

from samspil.development import services
from samspil.development.models import DriverNode
from samspil.people.roles import Role

pytestmark = pytest.mark.django_db
TEXTS = ("Fælles planlægning", "Fast tid", "Onsdag 13 til 14")
FORMS = ("svg", "png", "pptx", "txt")


def words(answer):
    return answer.content.decode()


@pytest.fixture
def page(process):
    return f"/udvikling/{process.pk}/drivere/"


@story()
def three(lead, process):
    """Three nodes, each under the one before."""
    under = None
    for number, text in enumerate(TEXTS):
        key = f"noegle-nr-{number}"
        under = services.add_driver(
            actor=lead, process=process.pk, text=text, key=key, under=under
        ).node


@pytest.fixture
def team(visit, three):
    """Somebody of the team that has written the three."""
    return visit(Role.MEMBER, "E01", edition="example", sector="school")


def node(text):
    return DriverNode.objects.get(text=text)


def act(client, page, name, which, **more):
    one = node(which)
    given = {"act": name, "node": one.pk, "seen": one.version} | more
    return client.post(page, given, follow=True)


def test_a_diagram_is_written_by_small_forms_and_undone(visit, page):
    team, under = visit(Role.MEMBER, "E01", edition="example", sector="school"), ""
    for number, text in enumerate(TEXTS):
        team.post(page, {"act": "add", "text": text, "under": under, "key": f"noegle-nr-{number}"})
        under = node(text).pk
    answer = team.get(page)
    assert AIM.what in words(answer)
    assert words(answer).count('class="driver"') == 3
    assert "<title" in words(answer)
    answer = act(team, page, "rename", "Fælles planlægning", text="Planlægning i team", lever=7)
    assert "Gemt: Planlægning i team" in words(answer)
    assert node("Planlægning i team").lever == 7
    answer = team.post(page, {"act": "undo"}, follow=True)
    assert "Fortrudt." in words(answer)
    assert node("Fælles planlægning").lever is None
    for _time in range(3):
        team.post(page, {"act": "undo"})
    assert not DriverNode.objects.exists()
    assert "ikke mere at fortryde" in words(team.post(page, {"act": "undo"}, follow=True))


def test_what_takes_more_along_asks_first(team, page):
    answer = act(team, page, "remove", "Fælles planlægning")
    assert answer.status_code == 409
    assert "ryger med (2)" in words(answer)
    act(team, page, "remove", "Fælles planlægning", confirmed="1")
    assert not DriverNode.objects.exists()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": ""}, "Skriv, hvad der skal stå."),
        ({"text": "om 010203-1234"}, "ligner et CPR-nummer"),
        ({"text": "x" * 201}, "Højst 200 tegn"),
        ({"text": "Mit", "seen": 99}, "En anden har ændret den imens"),
    ],
)
def test_what_was_typed_is_shown_again_with_the_reason(team, page, given, said):
    answer = act(team, page, "rename", "Fast tid", **given)
    assert answer.status_code == 409
    assert said in words(answer)
    if given["text"]:
        assert given["text"] in words(answer)
    assert DriverNode.objects.filter(text="Fast tid").exists()


def test_a_circle_is_said_to_be_one(team, page):
    under = node("Onsdag 13 til 14").pk
    answer = act(team, page, "move", "Fælles planlægning", under=under)
    assert answer.status_code == 409
    assert "kan ikke høre under sig selv" in words(answer)


def test_what_is_gone_is_said_and_what_was_typed_shown(team, page):
    gone = node("Onsdag 13 til 14").pk
    DriverNode.objects.filter(pk=gone).delete()
    given = {"act": "rename", "node": gone, "seen": 1, "text": "Mine ord"}
    answer = team.post(page, given)
    assert "Den er fjernet imens" in words(answer)
    assert "Mine ord" in words(answer)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"act": "burn"},
        {"act": "rename", "node": "x"},
        {"act": "add", "text": "En", "under": "-1"},
        {"act": "add", "text": "En", "key": "<script>"},
        {"act": "rename", "node": "1", "text": "En", "lever": "8"},
        {"act": "rename", "node": "9" * 40, "text": "En"},
    ],
)
def test_a_form_that_no_page_has_is_refused(team, page, given):
    assert team.post(page, given).status_code == 400


@pytest.mark.parametrize("wanted", ["x", "9" * 30, "-1", "0"])
def test_an_address_that_names_nothing_opens_nothing(team, page, wanted):
    assert team.get(page, {"ret": wanted, "ny": wanted, "paa": wanted}).status_code == 200


def test_it_is_taken_along_as_picture_slide_and_text(team, process):
    for form in FORMS:
        answer = team.get(f"/udvikling/{process.pk}/driverdiagram.{form}")
        assert answer.status_code == 200
        assert f'filename="driverdiagram-E01-school.{form}"' in answer["Content-Disposition"]
        content = answer.content
        if form == "pptx":
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                content = archive.read("ppt/slides/slide1.xml")
        if form == "png":
            assert content.startswith(b"\x89PNG")
        else:
            assert "Onsdag 13 til 14" in content.decode()


def test_readers_read_and_others_see_nothing(visit, team, process, page):
    files = [f"/udvikling/{process.pk}/driverdiagram.{form}" for form in FORMS]
    reader = visit(Role.POLITICIAN, "E01")
    assert "Fast tid" in words(reader.get(page))
    assert "<form" not in words(reader.get(page)).split("<main", 1)[1].split("</main>")[0]
    assert reader.post(page, {"act": "add", "text": "Ny"}).status_code == 403
    assert reader.post(page, {"act": "undo"}).status_code == 403
    for role, where in ((Role.CHIEF, "E02"), (Role.EDITOR, "")):
        stranger = visit(role, where)
        for path in (page, *files):
            assert stranger.get(path).status_code == 404
        assert stranger.post(page, {"act": "add", "text": "Ny"}).status_code == 404
    nobody = visit(signed_in=False)
    for path in (page, *files):
        assert nobody.get(path).url == f"/konto/login/?next={path}"
    assert nobody.post(page, {"act": "add", "text": "Ny"}).status_code == 403
    assert nobody.post(files[0]).status_code == 405
    assert DriverNode.objects.count() == 3


def test_a_closed_process_says_so_and_keeps_the_words(team, process, page):
    team.post(f"/udvikling/{process.pk}/afslut/")
    answer = team.post(page, {"act": "add", "text": "For sent", "key": "noegle-9999"})
    assert "afsluttet og kan ikke ændres" in words(answer)
    assert "Skriv diagrammet" not in words(answer)


def test_the_page_of_the_process_shows_it(team, process):
    page = words(team.get(f"/udvikling/{process.pk}/"))
    assert 'class="diagram"' in page
    assert f"/udvikling/{process.pk}/drivere/" in page
