"""The day on a phone: ticked off, written down without a network, and ended in a minute."""

import re

from playwright.sync_api import Page, expect

NEW_WINDOWS = True

MEETINGS = "/partnerskaber/example/moeder/"
WRITTEN = "Tag PPR med næste gang"


def _day(page: Page) -> str:
    """The address of the first network day, read from the list."""
    link = page.locator("main a", has_text=re.compile(r"^(Netværksdag|Network day) 2$"))
    return str(link.get_attribute("href"))


def _revision(page: Page, number: int) -> None:
    expect(page.locator("[name=base]")).to_have_value(str(number), timeout=10_000)


def _status(page: Page, words: str) -> None:
    # A note that could not be sent is tried again every fifteen seconds.
    page.locator("[data-status]", has_text=words).wait_for(timeout=30_000)


def _phone_keeps_nothing(page: Page) -> None:
    """What was sent stays for some seconds, in case the page is just being loaded again."""
    for _try in range(60):
        if page.evaluate("localStorage.length") == 0:
            return
        page.wait_for_timeout(500)
    raise AssertionError(page.evaluate("JSON.stringify(localStorage)"))


def test_the_facilitator_follows_and_ticks_off(walker):
    person = walker(language="en", width=390)
    person.be("Facilitatoren")
    one = _day(person.open(MEETINGS))
    page = person.open("/kalender/")
    page.get_by_role("button", name="Make a link").click()
    page.locator("main code").wait_for()
    person.look("10-kalender")
    page = person.open(f"{one}fremmoede/")
    place = page.locator("details").first
    place.locator("summary").click()
    place.get_by_role("radio", name="Came", exact=True).first.check()
    person.look("10-fremmoede")
    place.get_by_role("button", name=re.compile("^Save")).click()
    page.get_by_text("1 noted").wait_for()
    person.open(f"{MEETINGS}fremmoede/")
    person.look("10-hele-vejen")


def test_a_note_survives_a_phone_without_network(walker):
    person = walker(language="da", width=390)
    person.be("Skolechefen i Fabelborg")
    one = _day(person.open(MEETINGS))
    page = person.open(f"{one}dagen/")
    person.look("10-dagen")
    person.context.set_offline(True)
    page.locator("textarea").fill(WRITTEN)
    _status(page, "Gemt på denne telefon")
    person.troubles.clear()
    # The browser is closed before there is a network again; the phone still has it.
    kept = person.context.storage_state()["origins"][0]["localStorage"]
    assert any(WRITTEN in one["value"] for one in kept)
    person.context.set_offline(False)
    page.reload()
    # Whether the page asked for came before the note or after it, the text stands.
    expect(page.locator("textarea")).to_have_value(WRITTEN, timeout=30_000)
    _phone_keeps_nothing(page)
    # Written on a computer meanwhile: both texts stand.
    other = person.context.new_page()
    other.goto(page.url)
    assert other.locator("textarea").input_value() == WRITTEN
    other.locator("textarea").fill("Fra computeren")
    _revision(other, 2)
    page.locator("textarea").fill(f"{WRITTEN} og dialogmødet")
    _revision(page, 3)
    page.reload()
    text = page.locator("textarea").input_value()
    assert text == f"Fra computeren\n\n— — —\n\n{WRITTEN} og dialogmødet"


def test_a_guest_writes_and_answers_without_an_account(walker):
    lead = walker(language="da")
    lead.be("Facilitatoren")
    one = _day(lead.open(MEETINGS))
    page = lead.open(f"{one}gaester/")
    page.get_by_label("Navn").fill("Gitte Gæst")
    page.get_by_label("E-mail").fill("gitte@samspil.example")
    page.get_by_role("button", name="Send et link").click()
    page = lead.open(f"{one}dagen/")
    page.get_by_role("button", name="Åbn de tre spørgsmål").click()
    page.get_by_text("åbne på alles telefoner").wait_for()
    page = lead.open("/eksempel/post/")
    page.locator("a", has_text="Jeres side til dagen").first.click()
    door = page.locator("a[href*='/dagen/']").get_attribute("href")

    guest = walker(language="en", width=390)
    page = guest.open(door)
    guest.look("10-gaest")
    page.locator("textarea").fill("Seen as a guest")
    _status(page, "Saved at")
    page.get_by_role("button", name="Answer now").click()
    for name in ("useful", "room", "more_of"):
        page.locator(f"[name={name}]").first.check()
    guest.look("10-minut")
    page.locator("main form .btn").click()
    page.get_by_text("Thank you").first.wait_for()


def test_what_another_window_already_holds_is_not_kept_on_the_phone(walker):
    person = walker(language="da", width=390)
    person.be("Skolechefen i Prøvestrand")
    one = _day(person.open(MEETINGS))
    page = person.open(f"{one}dagen/")
    other = person.context.new_page()
    other.goto(page.url)
    other.locator("textarea").fill(f"Husk: {WRITTEN}")
    _revision(other, 1)
    page.locator("textarea").fill(WRITTEN)
    _status(page, "også ændret et andet sted")
    assert page.locator("textarea").input_value() == f"Husk: {WRITTEN}"
    _phone_keeps_nothing(page)
