"""A whole edition in a browser: from registrations over groups to four days and four steering
meetings, by a facilitator, a municipality's representative and a guest without an account."""

import re

BASE = "/partnerskaber/example"
DAYS = (1, 2, 3, 4)


def test_from_registrations_to_four_days(walker) -> None:
    facilitator, member = walker(), walker(language="en", width=390)
    facilitator.be("Facilitatoren")
    member.be("Projektlederen i Fabelborg")
    _groups(facilitator, member)
    steering, days = _meetings(facilitator)
    for number in DAYS:
        _steer(facilitator, member, steering[number], number)
        _carry(facilitator, steering[number], days[number], number)
    guest = _guest(facilitator, walker, days[1])
    for number in DAYS:
        _hold(facilitator, days[number], number)
    guest.look("gaest-dagen")
    member.open(f"{BASE}/moeder/")
    text = member.page.inner_text("main")
    assert "4 things have been taken home" in text
    _tell(member)
    member.look("moeder-med-hjem")
    _follow(member)


def _groups(facilitator, member) -> None:
    """Weigh, propose, move one by the keyboard, keep, accept; the member sees why."""
    page = facilitator.open(f"{BASE}/netvaerk/school/dan/")
    page.get_by_label("Kort vej til hinanden").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#says-travel").inner_text() == "tæller meget"
    page.get_by_role("button", name="Vis forslag").press("Enter")
    page.get_by_text("er klar, side om side").wait_for()
    facilitator.look("dan-grupper")
    page.get_by_role("button", name=re.compile("^Læg forslag .* på bordet$")).first.press("Enter")
    page.get_by_text("ligger på bordet").first.wait_for()
    first = page.locator("[data-group] .members > li").first
    first.locator("summary").press("Enter")
    name = first.locator("summary strong").inner_text()
    chosen = first.locator("select")
    chosen.focus()
    # An exchange of places keeps the sizes, so what comes of it can be kept.
    swap = chosen.locator("option[value^=swap]").first.get_attribute("value")
    chosen.select_option(swap)
    first.get_by_role("button", name=re.compile("^Gør det")).press("Enter")
    page.get_by_text(re.compile(f"{name} og .* har byttet plads.")).first.wait_for()
    assert name in page.locator("#siges").inner_text()
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"
    page.get_by_role("button", name="Gem som forslag").press("Enter")
    page.wait_for_load_state()
    kept = re.search(r"Gemt som forslag (\d+)", page.inner_text("main"))[1]
    facilitator.open(f"{BASE}/netvaerk/")
    card = page.locator("section.proposal").filter(
        has=page.get_by_text(f"Forslag {kept}", exact=True)
    )
    card.locator("textarea").fill("De to kender hinanden fra før.")
    card.get_by_role("button").press("Enter")
    page.get_by_text("Grupperne er godkendt.").wait_for()
    member.open(f"{BASE}/netvaerk/")
    assert "De to kender hinanden fra før." in member.page.inner_text("main")


def _meetings(facilitator) -> tuple[dict[int, str], dict[int, str]]:
    """Return the addresses of steering meetings and days by number."""
    page = facilitator.open(f"{BASE}/moeder/")
    steering, days = {}, {}
    for link in page.locator(f"main a[href^='{BASE}/moeder/']").all():
        href, name = link.get_attribute("href"), link.inner_text()
        if found := re.fullmatch(r"Styregruppemøde før netværksdag (\d)", name):
            steering[int(found[1])] = href
        if found := re.fullmatch(r"Netværksdag (\d)", name):
            days[int(found[1])] = href
    # The next meeting stands in a box of its own, under a button.
    following = page.locator(".card.next a").get_attribute("href")
    steering.setdefault(1, following)
    assert sorted(steering) == sorted(days) == list(DAYS)
    return steering, days


def _steer(facilitator, member, address: str, number: int) -> None:
    """A representative suggests, votes and tells how it goes; the meeting decides."""
    if number > 1:
        _decide(facilitator, address, number)
        return
    page, fresh = member.open(address), "Skalatrappen"
    if not page.locator("textarea[name=text]").is_visible():
        page.get_by_text("Suggest something").click()
    page.locator("textarea[name=text]").fill(fresh)
    page.get_by_role("button", name="Write the suggestion down").click()
    page.get_by_role("radio", name=fresh).check()
    page.get_by_role("button", name="Vote").click()
    page.locator("textarea[name=words]").fill("Vi er i gang.")
    page.get_by_role("button", name="Save", exact=True).click()
    assert "Vi er i gang." in page.inner_text("main")
    member.look("styregruppe")
    page = facilitator.open(address)
    page.get_by_role("button", name="Luk afstemningen").click()
    _decide(facilitator, address, number)


def _decide(facilitator, address: str, number: int) -> None:
    page = facilitator.open(address)
    page.get_by_label("Hvad blev vi enige om?").fill(f"Mere om skalatrappen, dag {number}")
    page.get_by_role("button", name="Skriv ned").click()


def _carry(facilitator, steering: str, day: str, number: int) -> None:
    """A decision comes on the day's agenda, which adds up."""
    page = facilitator.open(steering)
    page.get_by_role("button", name=re.compile("^Sæt på næste dagsorden")).click()
    page.get_by_text("Beslutningen står nu på netværksdagens dagsorden.").wait_for()
    page = facilitator.open(f"{day}dagsorden/")
    assert f"Mere om skalatrappen, dag {number}" in page.inner_text("main")
    assert "minutter" in page.inner_text("main .answer")
    if number == 1:
        facilitator.look("dagsorden")


def _guest(facilitator, walker, day: str):
    """Somebody without an account opens the day's page by a personal link, and writes a note."""
    page = facilitator.open(f"{day}gaester/")
    page.get_by_label("Navn").fill("Gæsten Gerda")
    page.get_by_label("Mail").fill("gerda@samspil.example")
    page.get_by_role("button", name="Send et link").click()
    page = facilitator.open("/eksempel/post/")
    row = page.get_by_role("row", name=re.compile("gerda@samspil.example"))
    facilitator.open(row.get_by_role("link").get_attribute("href"))
    link = re.search(r"http://\S+", facilitator.page.inner_text("main"))[0]
    guest = walker(width=390)
    guest.page.goto(link)
    guest.page.locator("textarea").fill("Spørg om skalatrappen.")
    guest.page.locator("form.note button").click()
    guest.page.get_by_text(re.compile("Gemt kl.")).first.wait_for()
    guest.page.reload()
    assert guest.page.locator("textarea").input_value() == "Spørg om skalatrappen."
    assert guest.page.goto(f"{guest.product.address}{BASE}/moeder/").url.endswith(
        "/konto/login/?next=/partnerskaber/example/moeder/"
    )
    guest.page.goto(link)
    return guest


def _hold(facilitator, day: str, number: int) -> None:
    """Who came is ticked; minutes are written; something is taken home."""
    page = facilitator.open(f"{day}fremmoede/")
    place = page.locator("details.place", has_text="Fabelborg")
    if not place.locator("form").is_visible():
        place.locator("summary").click()
    place.get_by_role("button", name=re.compile("^Resten kom")).click()
    page.wait_for_load_state()
    if number == 1:
        page = facilitator.open(f"{day}referat/")
        page.get_by_label("Referat").fill("Alle var med.")
        page.get_by_role("button", name="Gem referatet").click()
    else:
        page = facilitator.open(day)
    page.get_by_label("Hvad tager alle med hjem?").fill(f"Prøv skalatrappen, {number}. gang")
    page.get_by_role("button", name="Skriv op").click()
    page.get_by_text("Det står nu i hver kommunes lokale arbejde.").wait_for()
    if number == 1:
        facilitator.look("netvaerksdag")


def _tell(member) -> None:
    """The municipality tells what came of it at home."""
    page = member.page
    page.get_by_text("Tell what came of it").first.click()
    page.locator("textarea[name=reply]").first.fill("To skoler prøver den.")
    page.get_by_role("button", name="Save").first.click()
    assert "1 municipality has told what came of it" in page.inner_text("main")


def _follow(member) -> None:
    """A calendar of one's own names the eight meetings."""
    page = member.open("/kalender/")
    page.locator("main form button").first.click()
    address = re.search(r"http://\S+\.ics", page.content())[0]
    calendar = member.context.request.get(address).text()
    assert calendar.count("BEGIN:VEVENT") == 8
    assert "TZID:Europe/Copenhagen" in calendar
