"""What somebody has typed survives a lost session and a lost connection, and can be saved."""

import pytest
from playwright.sync_api import Page

NEW_WINDOWS = True

ASKED = "section.question:nth-of-type(1)"
TYPED = "Skolerne er ikke spurgt endnu"


def _typed(walker, language: str) -> tuple[object, Page]:
    """Somebody in the middle of a pre-analysis of their own."""
    person = walker(language=language)
    person.be("Skolechefen i Prøvestrand" if language == "da" else "Skolechefen i Fabelborg")
    page = person.open("/foranalyse/")
    page.locator("[name=choice]").select_option(index=1)
    page.locator("main form button").click()
    page.wait_for_load_state()
    page.locator("a[href$='/greb/1/']").first.click()
    page.wait_for_load_state()
    page.locator(f"{ASKED} [type=radio]").first.check()
    page.locator(f"{ASKED} textarea").first.fill(TYPED)
    return person, page


@pytest.mark.parametrize("language", ["da", "en"])
def test_a_session_that_ran_out_loses_nothing(walker, language):
    person, page = _typed(walker, language)
    person.leave()
    page.locator(f"{ASKED} [id^=gem-]").click()
    page.locator(f"{ASKED} [data-when='401']").first.wait_for(state="visible")
    assert page.locator(f"{ASKED} [data-when='0']").first.is_hidden()
    assert page.locator(f"{ASKED} textarea").first.input_value() == TYPED
    # htmx itself notes the refusal in the console; there is nothing else.
    assert all("401" in trouble for trouble in person.troubles)
    person.troubles.clear()
    person.look("9-ikke-gemt")

    name = "Skolechefen i Prøvestrand" if language == "da" else "Skolechefen i Fabelborg"
    tab = person.context.new_page()
    tab.goto(f"{person.product.address}/konto/login/")
    tab.locator("li.card", has_text=name).get_by_role("button").click()
    tab.wait_for_load_state()
    page.locator(f"{ASKED} [id^=gem-]").click()
    page.locator(f"{ASKED} [role=status]").wait_for(state="visible")
    page.reload()
    assert page.locator(f"{ASKED} textarea").first.input_value() == TYPED


def test_a_lost_connection_loses_nothing(walker):
    person, page = _typed(walker, "da")
    person.context.set_offline(True)
    page.locator(f"{ASKED} [id^=gem-]").click()
    page.locator(f"{ASKED} [data-when='0']").first.wait_for(state="visible")
    assert page.locator(f"{ASKED} textarea").first.input_value() == TYPED
    person.context.set_offline(False)
    page.wait_for_function("navigator.onLine")
    page.wait_for_timeout(1000)
    page.locator(f"{ASKED} [id^=gem-]").click()
    page.locator(f"{ASKED} [role=status]").wait_for(state="visible")
