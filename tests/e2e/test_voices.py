"""A wider circle answers on phones, and a workshop votes: seen in a real browser."""

import re

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


def test_a_circle_answers_and_a_workshop_votes(walker):
    leads = walker(language="da", width=1280)
    home = begin(leads)
    the_circle_is_asked_and_answers(leads, walker, f"{home}kreds/")
    the_workshop_votes(leads, walker, f"{home}workshop/")


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


def the_workshop_votes(leads, walker, address):
    page = leads.open(address)
    page.get_by_role("button", name="Åbn en workshop").click()
    page.wait_for_url(re.compile(r"/workshop/\d+/$"))
    leads.look("workshop-wall")
    code = page.locator(".code").inner_text()
    phones = [walker(language="da", width=390), walker(language="en", width=320)]
    for phone in phones:
        phone.open("/stem/")
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
    expect(page.locator("#puls strong")).to_have_text("2")
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
