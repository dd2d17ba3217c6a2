"""A whole screening in a real browser: a circle answers, eight vote, it ends in a deck."""

import io
import re

from deck_structure import complaints
from playwright.sync_api import Page, expect

ANSWERS = 14


def links_in_the_post(page: Page, walker) -> list[str]:
    """The personal links in the example's mails of the circle."""
    walker.open("/eksempel/post/")
    mails = page.locator("tr", has_text="@skole.example").locator("a")
    addresses = mails.evaluate_all("found => found.map(one => one.getAttribute('href'))")
    found = []
    for address in addresses:
        walker.open(address)
        found.append(page.locator("main a[href^='/svar/']").first.get_attribute("href"))
    return found


def begin(walker) -> str:
    """Begin a pre-analysis as the consultant; returns its address."""
    walker.be("konsulent")
    page = walker.open("/foranalyse/")
    page.locator("select[name=choice]").select_option(index=0)
    page.get_by_role("button", name="Begynd").click()
    page.wait_for_url(re.compile(r"/foranalyse/\d+/$"))
    return re.search(r"/foranalyse/\d+/$", page.url)[0]


def test_a_screening_by_consultant_informants_and_a_workshop_of_eight(walker):
    leads = walker(language="da", width=1280)
    home = begin(leads)
    documents_and_talks(leads, home)
    the_circle_is_asked_and_answers(leads, walker, f"{home}kreds/")
    the_workshop_votes(leads, walker, f"{home}workshop/")
    every_question_is_judged(leads, home)
    findings_are_put_in_order(leads, home)
    it_ends_in_a_deck(leads, home)


def documents_and_talks(leads, home):
    page = leads.open(f"{home}grundlag/")
    page.fill("[name=dokument-title]", "Børne- og ungepolitik")
    page.get_by_role("button", name="Gem dokumentet").click()
    for role in ("chief", "leader", "staff"):
        page.select_option("[name=interview-role]", role)
        page.get_by_role("button", name="Gem interviewet").click()
        page.wait_for_load_state()
    expect(page.locator(".answer")).to_contain_text("Foranalysen har 4 kilder.")


def every_question_is_judged(leads, home):
    for lever in range(1, 8):
        page = leads.open(f"{home}greb/{lever}/")
        questions = page.locator("section.question")
        for place, level in enumerate((3, 1 + lever % 4)):
            one = questions.nth(place)
            one.locator(f"[name$=-level][value='{level}']").first.check()
            one.locator("form button.btn").first.click()
            expect(one.locator(".notice[role=status]")).to_be_visible()
    leads.look("screening-lever")


def findings_are_put_in_order(leads, home):
    for claim in ("Støtten gives uden for klassen", "Vejen tilbage er ikke beskrevet"):
        page = leads.open(f"{home}fund/nyt/?greb=4")
        page.fill("[name=claim]", claim)
        page.locator("[name=kind]").first.check()
        page.locator("[name=bottom_line]").first.check()
        page.select_option("[name=effect]", "3")
        page.select_option("[name=effort]", "1")
        page.locator("[name=sources]").first.check()
        page.get_by_role("button", name="Gem fundet").click()
        page.wait_for_load_state()
    page.locator("form.ranks select").nth(1).select_option("1")
    page.get_by_role("button", name="Gem rækkefølgen").click()
    expect(page.locator(".answer")).to_contain_text("Ét fund er sat først.")
    leads.look("screening-findings")


def it_ends_in_a_deck(leads, home):
    from pptx import Presentation

    page = leads.open(home)
    expect(page.locator("main")).to_contain_text("14 af 14 spørgsmål er besvaret")
    page.get_by_role("button", name="Afslut foranalysen").click()
    page.wait_for_load_state()
    leads.look("screening-finished")
    answer = leads.context.request.get(f"{leads.product.address}{home}slides.pptx")
    assert complaints(answer.body()) == []
    slides = Presentation(io.BytesIO(answer.body())).slides
    assert len(slides) <= 20
    words = [shape.text_frame.text for s in slides for shape in s.shapes if shape.has_text_frame]
    assert any("Vejen tilbage er ikke beskrevet" in text for text in words)


def the_circle_is_asked_and_answers(leads, walker, address):
    page = leads.open(address)
    leads.look("circle-none")
    page.select_option("[name=role]", "staff")
    page.fill("[name=addresses]", "\n".join(f"laerer{n}@skole.example" for n in range(5)))
    page.get_by_role("button", name="Send personlige links").click()
    expect(page.locator(".answer")).to_contain_text("0 af 5 har svaret.")
    leads.look("circle-open")
    links = links_in_the_post(page, leads)
    assert len(links) == 5

    phone = walker(language="da", width=390)
    phone.open(links[0])
    phone.look("circle-phone")
    the_network_is_lost_for_a_moment(phone)
    for place in range(3):
        phone.page.locator("fieldset").nth(place).locator("label").nth(place).click()
    expect(phone.page.locator("#naaet")).to_contain_text(f"3 af {ANSWERS} spørgsmål. Det er gemt.")
    other = walker(language="en", width=320)
    other.open(links[0])
    expect(other.page.locator("input:checked")).to_have_count(3)
    other.look("circle-phone-again")
    for link in links:
        phone.open(link)
        phone.page.locator("fieldset").evaluate_all(
            "all => all.forEach(one => one.querySelectorAll('input')[2].click())"
        )
        phone.page.get_by_role("button", name="Send svar").click()
        expect(phone.page.locator("h1")).to_have_text("Tak for svaret")

    page = leads.open(address)
    page.get_by_role("button", name="Luk for svar, og vis dem").click()
    expect(page.locator(".answer")).to_contain_text("5 af 5 har svaret.")
    leads.look("circle-shown")
    page.get_by_role("button", name="Brug svarene som grundlag").click()
    expect(page.get_by_text("Svarene står som grundlag på spørgsmålene.")).to_be_visible()


def the_network_is_lost_for_a_moment(phone):
    """What could not be saved is said, and the notice goes when it is."""
    notice = phone.page.locator("[data-unsaved]")
    phone.context.set_offline(True)
    phone.page.locator("fieldset").first.locator("label").nth(0).click()
    expect(notice).to_be_visible()
    # The browser itself notes in the console that it could not reach the server.
    phone.troubles.clear()
    phone.context.set_offline(False)
    phone.page.wait_for_function("navigator.onLine")
    phone.page.locator("fieldset").first.locator("label").nth(1).click()
    expect(notice).to_be_hidden()


def the_workshop_votes(leads, walker, address):
    page = leads.open(address)
    page.get_by_role("button", name="Åbn en workshop").click()
    page.wait_for_url(re.compile(r"/workshop/\d+/$"))
    leads.look("workshop-wall")
    code = page.locator(".code").inner_text()
    phones = [walker(language="da", width=390), walker(language="en", width=320)]
    others = [walker(language="da", width=390) for _seat in range(6)]
    for phone in (*phones, *others):
        phone.open("/stem/")
        if phone in phones:
            phone.look("workshop-door")
        phone.page.fill("[name=code]", code.lower())
        phone.page.locator("main button").click()
        phone.page.wait_for_url(re.compile(r"/stem/\w+/$"))
    page.get_by_role("button", name="Begynd med det første spørgsmål").click()
    # No script of ours turns the phone's page: it asks by itself, and so does the wall.
    for phone in phones:
        phone.page.locator("#trin-3").click()
        expect(phone.page.locator("#trin-3[aria-pressed=true]")).to_be_visible()
        phone.look("workshop-phone")
    for place, phone in enumerate(others):
        phone.page.locator(f"#trin-{1 + place % 4}").click()
        expect(phone.page.locator("[aria-pressed=true]")).to_be_visible()
    expect(page.locator("#puls strong")).to_have_text("8")
    page.get_by_role("button", name="Vis stemmerne").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".bars")).to_have_count(5)
    leads.look("workshop-shown")
    expect(phones[0].page.locator("#trin-3[disabled]")).to_be_visible()
    page.fill("[name=sentence]", "Vi ved, hvor vi vil hen.")
    page.get_by_role("button", name="Gem sætningen").click()
    expect(page.locator("blockquote")).to_have_text("Vi ved, hvor vi vil hen.")
    leads.open(address)
    leads.look("workshops")
