"""The main job from one end to the other, as the different people, in both languages.

One municipality that has not registered is carried all the way: figures, potential, registration,
groups, pre-analysis with its PowerPoint, a test of change, a case that a stranger finds, home.
"""

import io
import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page


@dataclass(frozen=True)
class Walk:
    """Which municipality is walked, in which language, on how wide a window."""

    language: str
    code: str
    name: str
    width: int

    @property
    def chief(self) -> str:
        return f"Skolechefen i {self.name}"


WALKS = [Walk("da", "E12", "Øvelsesborg", 1280), Walk("en", "E11", "Opdigtkøbing", 390)]


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.language)
def test_the_whole_chain(walk: Walk, walker) -> None:
    def person(name: str):
        one = walker(language=walk.language, width=walk.width)
        if name:
            one.be(name)
        return one

    visitor, chief = person(""), person(walk.chief)
    _figures(visitor, walk)
    with person("Programejeren") as owner:
        _potential(walk, visitor, chief, owner)
    with person("Skolechefen i Fabelborg") as colleague:
        _registration(walk, chief, visitor, colleague)
    with person("Facilitatoren") as facilitator:
        _groups(walk, facilitator, chief)
    with person("Skolechefen i Prøvestrand") as stranger:
        finding = _screening(walk, chief, stranger)
    with person("Skolechefen i Fabelborg") as stranger:
        process = _development(walk, chief, finding, stranger)
    with person("Redaktøren") as editor:
        _knowledge(walk, chief, editor, visitor, process)
    _home(walk, chief)


def _send(page: Page, button: str) -> None:
    page.locator(button).first.click()
    page.wait_for_load_state()


def _figures(visitor, walk: Walk) -> None:
    page = visitor.open("/kommuner/615/")
    assert "Horsens" in page.locator("h1").inner_text()
    assert page.locator("ol.peers li").count() == 10
    page = visitor.open(f"/kommuner/{walk.code}/")
    visitor.look("1-kommune")


def _potential(walk: Walk, visitor, chief, owner) -> None:
    visitor.open("/potentiale/")
    assert "/konto/login/" in visitor.page.url
    page = chief.open("/potentiale/")
    assert page.locator("main tbody tr").count() == 1
    assert walk.name in page.locator("main tbody tr").inner_text()
    page = owner.open("/potentiale/")
    assert page.locator("main tbody tr th a, main ul.columns li a").count() == 98
    owner.look("2-potentiale")


class Hands:
    """How somebody works a form: with a mouse, or by the keyboard alone."""

    def __init__(self, page: Page, *, keyboard: bool) -> None:
        self.page, self.keyboard = page, keyboard

    def _reach(self, field: str) -> None:
        """Move to a field with Tab, as somebody does who has no mouse."""
        for _time in range(150):
            if self.page.evaluate("one => document.activeElement.matches(one)", field):
                outline = self.page.evaluate(
                    "getComputedStyle(document.activeElement).outlineStyle"
                )
                assert outline != "none", f"{field} has no visible focus"
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{field} cannot be reached by the keyboard")

    def write(self, name: str, words: str) -> None:
        """Fill in a field."""
        if not self.keyboard:
            self.page.fill(f"[name={name}]", words)
            return
        self._reach(f"[name={name}]")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(words)

    def tick(self, box: str) -> None:
        """Tick a box."""
        if not self.keyboard:
            self.page.locator(box).check()
            return
        self._reach(box)
        self.page.keyboard.press("Space")
        assert self.page.locator(box).is_checked()

    def press(self, button: str) -> None:
        """Press a button, and wait for the page it leads to."""
        if not self.keyboard:
            _send(self.page, button)
            return
        self._reach(button)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


def _registration(walk: Walk, chief, visitor, colleague) -> None:
    address = f"/partnerskaber/example/tilmelding/{walk.code}"
    page = chief.open("/")
    assert walk.name in page.locator(".next").inner_text()  # asked to register it
    chief.look("3-hjem-foer")
    chief.open("/partnerskaber/2022-23/tilmelding/", expect=403)
    page = chief.open(f"{address}/omraader/")
    chief.look("3-omraader")
    # One of the two registers without a mouse, from the first step to the receipt.
    hands = Hands(page, keyboard=walk.language == "en")
    hands.tick("[name=sectors][value=school]")
    hands.press("main form button")
    hands.write("participants", "6")
    hands.write("chief_name", walk.chief)
    hands.write("chief_email", f"chef-{walk.code.lower()}@samspil.example")
    hands.write("chief_title", "Skolechef")
    chief.look("3-hold")
    hands.press("button[value=next]")
    hands.write("practical_name", "Sekretæren")
    hands.write("practical_email", f"sekretaer-{walk.code.lower()}@samspil.example")
    hands.tick("[name=areas][value=ppr]")
    chief.look("3-kontakt")
    hands.press("main form button")
    hands.tick("[name=pre_analyses][value=school]")
    chief.look("3-tilvalg")
    hands.press("main form button")
    # 60,000 + one extra at 9,995 + pre-analysis at 100,000
    total = "169.995" if walk.language == "da" else "169,995"
    assert total in page.locator("main").inner_text()
    hands.press("main form button")  # not yet ticked: nothing is bound
    assert "/bekraeft/" in page.url
    hands.tick("[name=binding]")
    chief.look("3-bekraeft")
    hands.press("main form button")
    assert "/kvittering/" in page.url
    chief.look("3-kvittering")
    chief.open(f"{address}/bekraeft/")
    assert "/kvittering/" in chief.page.url
    colleague.open(f"{address}/kvittering/", expect=403)
    visitor.open(f"{address}/kvittering/")
    assert "/konto/login/" in visitor.page.url


def _groups(walk: Walk, facilitator, chief) -> None:
    page = facilitator.open("/partnerskaber/example/netvaerk/")
    page.locator("form:has([name=sector][value=school]) button").first.click()
    page.wait_for_load_state()
    facilitator.look("4-forslag")
    accept = page.locator("form[action$='/godkend/']").last
    accept.locator("[name=reason]").fill("Korte rejser, og alle har nogen at spejle sig i.")
    accept.locator("button").click()
    page.wait_for_load_state()
    page = chief.open("/partnerskaber/example/netvaerk/")
    assert walk.name in page.locator("main").inner_text()
    chief.look("4-gruppe")
    codes = "&".join(f"kommune={code}" for code in ("615", "621", "561", "607", "630", "791"))
    facilitator.open(f"/partnerskaber/scenarie/?{codes}")
    facilitator.look("4-scenarie")


def _screening(walk: Walk, chief, stranger) -> int:
    page = chief.open("/foranalyse/")
    page.select_option("[name=choice]", f"{walk.code}/school/example")
    _send(page, "main form button")
    screening = int(re.search(r"/foranalyse/(\d+)/", page.url)[1])
    stranger.open(f"/foranalyse/{screening}/", expect=404)
    page = chief.open(f"/foranalyse/{screening}/grundlag/")
    page.fill("[name=dokument-title]", "Børne- og ungepolitik")
    _send(page, "form:has([name=dokument-title]) button")
    chief.look("5-grundlag")
    for lever, level in enumerate((3, 2, 1, 1, 3, 2, 0), start=1):
        page = chief.open(f"/foranalyse/{screening}/greb/{lever}/")
        _judge(page, level)
    chief.look("5-greb")
    chief.open(f"/foranalyse/{screening}/")
    chief.look("5-foranalyse")
    page = chief.open(f"/foranalyse/{screening}/fund/nyt/")
    page.select_option("[name=lever]", "4")
    page.fill("[name=claim]", "Mellemformer på flere skoler kan give plads i det nære fællesskab")
    page.locator("[name=kind]").first.check() if page.locator(
        "[name=kind][type=radio]"
    ).count() else page.select_option("[name=kind]", "potentiale")
    page.locator("[name=bottom_line]").first.check() if page.locator(
        "[name=bottom_line][type=radio]"
    ).count() else page.select_option("[name=bottom_line]", "all_children")
    chief.look("5-fund")
    _send(page, "main form button")
    page = chief.open(f"/foranalyse/{screening}/")
    page.locator("form[action$='/afslut/'] button").click()
    page.wait_for_load_state()
    chief.look("5-afsluttet")
    _deck(chief, screening)
    link = page.locator("a[href*='fund=']").first.get_attribute("href")
    return int(re.search(r"fund=(\d+)", link)[1])


def _judge(page, level: int) -> None:
    """Answer the first question on the page, and say what it rests on."""
    one = page.locator("section.question").first
    one.locator(f"[name$=-level][value='{level}']").first.check()
    one.locator("[name$=-note]").fill("Tre interview og to dokumenter.")
    one.locator("form button.btn").first.click()
    page.locator("section.question .notice[role=status]").wait_for()
    one.locator("details:has([name$=-text]) > summary").click()
    one.locator("[name$=-text]").fill("Side 4")
    one.locator("form", has=page.locator("[name$=-text]")).locator("button").click()
    page.locator("section.question .uses li").first.wait_for()


def _deck(chief, screening: int) -> None:
    from pptx import Presentation

    address = f"{chief.product.address}/foranalyse/{screening}/slides.pptx"
    answer = chief.context.request.get(address)
    assert answer.status == 200
    slides = Presentation(io.BytesIO(answer.body())).slides
    shapes = [shape for slide in slides for shape in slide.shapes]
    assert 8 <= len(slides) <= 20
    assert sum(shape.has_chart for shape in shapes) >= 3
    assert not any(shape.shape_type == 13 for shape in shapes), "a chart is a picture"


def _development(walk: Walk, chief, finding: int, stranger) -> int:
    page = chief.open(f"/udvikling/ny/?fund={finding}")
    page.fill("[name=what]", "Mellemformer på to skoler")
    page.fill("[name=how_much]", "Én beskrevet mellemform på hver skole")
    page.fill("[name=by_when]", "2027-11-01")
    page.fill("[name=for_whom]", "Elever i indskolingen")
    page.fill("[name=owner]", "Skolechefen")
    chief.look("6-maal")
    _send(page, "main form button[type=submit], main form button")
    process = int(re.search(r"/udvikling/(\d+)/", page.url)[1])
    stranger.open(f"/udvikling/{process}/", expect=404)
    page = chief.open(f"/udvikling/{process}/proever/ny/")
    page.fill("[name=question]", "Giver en fast makkertime mere ro?")
    page.fill("[name=prediction]", "Færre afbrudte timer efter tre uger")
    page.fill("[name=measure]", "Streger på tavlen")
    page.fill("[name=who]", "2. klasse på én skole")
    chief.look("6-plan")
    _send(page, "main form button")
    page = chief.open(f"/udvikling/{process}/")
    page.locator("form[action$='/begynd/'] button").click()
    page.wait_for_load_state()
    test = re.search(r"/udvikling/proever/(\d+)/", page.content())[1]
    page = chief.open(f"/udvikling/proever/{test}/resultat/")
    page.fill("[name=what_happened]", "Afbrydelserne faldt fra seks til fire om ugen.")
    page.locator("[name=compared][value=partly]").check()
    page.locator("[name=decision][value=adapt]").check()
    chief.look("6-resultat")
    _send(page, "main form button")
    chief.open(f"/udvikling/{process}/")
    chief.look("6-udvikling")
    return process


def _knowledge(walk: Walk, chief, editor, visitor, process: int) -> None:
    page = chief.open(f"/udvikling/{process}/")
    page.locator(f"form[action*='/viden/fra-proces/{process}/'] button").click()
    page.wait_for_load_state()
    page.fill("[name=title]", f"Makkertimer i {walk.name}: lidt mere ro, og et skema der drillede")
    page.fill("[name=summary]", "To klasser prøvede faste makkertimer i tre uger.")
    page.fill("[name=body]", "Makkertimerne virkede bedst, når de lå på samme tid hver dag.")
    page.locator("[name=scope][value=public]").check() if page.locator(
        "[name=scope][type=radio]"
    ).count() else page.select_option("[name=scope]", "public")
    chief.look("7-kladde")
    _send(page, "main form button")
    case = int(re.search(r"/viden/(\d+)/", page.url)[1])
    visitor.open(f"/viden/{case}/", expect=404)
    page = chief.open(f"/viden/{case}/indsend/")
    page.locator("[name=consent]").check()
    _send(page, "main form button")
    page = editor.open(f"/viden/{case}/")
    editor.look("7-redaktion")
    page.locator("form[action$='/udgiv/'] button").first.click()
    page.wait_for_load_state()
    # A stranger asks in other words than the text has: makkertid, skemaet, roligere timer.
    page = visitor.open("/viden/?q=makkertime+skemaer")
    assert walk.name in page.locator("main").inner_text()
    visitor.look("7-fundet")
    page.locator("main a", has_text=walk.name).first.click()
    page.wait_for_load_state()
    assert page.locator("h1").inner_text().startswith("Makkertimer")
    visitor.look("7-erfaring")


def _home(walk: Walk, chief) -> None:
    page = chief.open("/")
    assert walk.name in page.locator("main").inner_text()
    assert page.locator(".next .btn").is_visible()
    assert page.locator(".spine .shared").count() == 8
    assert page.locator(".spine .local").count() >= 2
    chief.look("8-hjem")
