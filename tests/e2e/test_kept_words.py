"""What is typed is found again after the page was closed mid-sentence, by whoever typed it."""

import re

NEW_WINDOWS = True

CHIEF = "Skolechefen i Fabelborg"
OTHER = "Skolechefen i Prøvestrand"
TYPED = "Hvis vi holder en pause midt i dansktimen, bliver der så"
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('samspil-words'))"
# The same form, sent from another device meanwhile.
ELSEWHERE = """async (path) => {
  const page = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
  const body = new FormData(page.querySelector("form[data-keep]"));
  body.set("owner", "Direktøren");
  await fetch(path, { method: "POST", body });
}"""
FOUND = "form [data-part=found]"


def _process(person) -> str:
    page = person.open("/udvikling/")
    return page.locator("li.card h3 a").first.get_attribute("href")


def _typed(person, path: str, name: str, words: str) -> None:
    """Somebody opens a form, types, and closes the page mid-sentence."""
    page = person.context.new_page()
    page.goto(person.product.address + path)
    page.locator(f"[name={name}]").press_sequentially(words)
    page.evaluate("new Promise((done) => setTimeout(done, 350))")
    page.close()


def test_a_page_closed_mid_sentence_loses_nothing(walker):
    person = walker()
    person.be(CHIEF)
    path = f"{_process(person)}proever/ny/"
    _typed(person, path, "question", f"{TYPED} ro, spørger 010203-1234")

    page = person.open(path)
    question = page.locator("[name=question]")
    # A personal number never lies on the device; the words around it do.
    assert question.input_value() == f"{TYPED} ro, spørger …"
    assert "I var i gang med at skrive" in page.locator(FOUND).inner_text()

    # Shown again with errors, the words are kept; a session that ran out keeps them too.
    question.fill("")
    page.locator("[name=prediction]").fill("Det tror vi")
    page.locator("main form .btn").last.click()
    page.locator(".errors").wait_for()
    person.leave()
    person.open("/")
    person.be(CHIEF)
    assert person.open(path).locator("[name=prediction]").input_value() == "Det tror vi"

    # Taken by the server, they are gone; the next test begins with an empty form.
    page.locator("[name=question]").fill(f"{TYPED} mere ro?")
    page.locator("main form .btn").last.click()
    page.wait_for_url(re.compile(r"/udvikling/\d+/"))
    assert person.open(path).locator("[name=question]").input_value() == ""
    assert page.locator(FOUND).count() == 0
    assert page.evaluate(KEPT) == []

    # Somebody else on the same device sees nothing, and leaves nothing.
    _typed(person, path, "who", "Team 2")
    person.leave()
    person.be(OTHER)
    assert page.evaluate(KEPT) == []


def test_what_others_wrote_meanwhile_is_not_overwritten(walker):
    person = walker()
    person.be(CHIEF)
    path = f"{_process(person)}maal/"
    _typed(person, path, "owner", "PPR og ")
    person.page.goto(person.product.address + "/udvikling/")
    person.page.evaluate(ELSEWHERE, path)

    page = person.open(path)
    owner, both = page.locator("[name=owner]"), page.locator("[data-part=differs]")
    assert owner.input_value() == "Direktøren"
    assert both.locator("blockquote").inner_text() == "PPR og Skolechefen"
    both.get_by_role("button").click()
    assert owner.input_value() == "PPR og Skolechefen"
    both.get_by_role("button").click()
    assert owner.input_value() == "Direktøren"
    page.locator(FOUND).get_by_role("button").click()
    assert page.evaluate(KEPT) == []
    assert both.count() == 0

    _typed(person, path, "owner", "PPR og ")
    page.locator("form[data-signs-out] button").click()
    page.wait_for_load_state()
    assert page.evaluate(KEPT) == []


def test_a_browser_that_keeps_nothing_still_writes(walker):
    person = walker()
    refuse = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('nej') }})"
    person.context.add_init_script(refuse)
    person.be(CHIEF)
    page = person.open(f"{_process(person)}maal/")
    page.locator("[name=owner]").fill("Skolechefen")
    page.locator("main form .btn").last.click()
    page.wait_for_url(re.compile(r"/udvikling/\d+/$"))
    assert person.troubles == []
