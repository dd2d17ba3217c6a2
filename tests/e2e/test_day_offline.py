"""The page of the day is loaded again without a network, by its owner and nobody else."""

import re

import pytest
from playwright.sync_api import Error, expect

NEW_WINDOWS = True

MEETINGS = "/partnerskaber/example/moeder/"
KEPT = "caches.keys().then((names) => names.filter((one) => one.startsWith('samspil-day')))"
PARTS = """caches.keys().then((names) => names.find((one) => one.startsWith('samspil-day')))
  .then((name) => caches.open(name)).then((shelf) => shelf.keys()).then((all) => all.length)"""


def _day(page) -> str:
    link = page.locator("main a", has_text=re.compile(r"^(Netværksdag|Network day) 3$"))
    return str(link.get_attribute("href")) + "dagen/"


def _kept(person, owners: int = 1) -> list[str]:
    """Wait until so many pages are kept with what they are made of; returns their names."""
    page = person.page
    for _try in range(60):
        names = page.evaluate(KEPT)
        if len(names) == owners and (not owners or page.evaluate(PARTS) > 3):
            return names
        page.wait_for_timeout(500)
    raise AssertionError(page.evaluate(KEPT))


def test_the_page_is_there_without_a_network_until_one_signs_out(walker):
    person = walker(language="da", width=390)
    person.be("Skolechefen i Prøvestrand")
    one = _day(person.open(MEETINGS))
    page = person.open(one)
    (name,) = _kept(person)
    assert re.match(r"samspil-day p\d+ http", name)
    page.locator("textarea").fill("Skrevet med net")
    page.locator("[data-status]", has_text="Gemt kl.").wait_for()
    person.context.set_offline(True)
    page.reload()
    expect(page.locator("h1")).to_contain_text("Netværksdag 3")
    expect(page.locator("[data-from]")).to_contain_text("Der er ikke net.")
    # The page is from before the note was saved; the note is not.
    expect(page.locator("textarea")).to_have_value("Skrevet med net")
    expect(page.locator("[name=base]")).to_have_value("1")
    assert page.evaluate("getComputedStyle(document.querySelector('.btn')).backgroundColor") != (
        "rgba(0, 0, 0, 0)"
    )
    page.locator("textarea").fill("Skrevet uden net")
    page.locator("[data-status]", has_text="Gemt på denne telefon").wait_for(timeout=30_000)
    # Nothing but this page is kept.
    with pytest.raises(Error):
        page.goto(person.product.address + MEETINGS)
    person.context.set_offline(False)
    page.goto(person.product.address + one)
    expect(page.locator("textarea")).to_have_value("Skrevet uden net", timeout=30_000)
    expect(page.locator("[name=base]")).to_have_value("2", timeout=30_000)
    expect(page.locator("[data-from]")).to_be_hidden()
    page.get_by_role("button", name="Log ud").click()
    page.wait_for_load_state()
    _kept(person, 0)
    person.context.set_offline(True)
    with pytest.raises(Error):
        page.goto(person.product.address + one)


def test_whoever_comes_next_sees_nothing_of_it(walker):
    first = walker(language="da")
    first.be("Skolechefen i Prøvestrand")
    one = _day(first.open(MEETINGS))
    first.open(one)
    (mine,) = _kept(first)
    # The session ended elsewhere; somebody else signs in on the same browser.
    first.leave()
    first.be("Skolechefen i Fabelborg")
    _kept(first, 0)
    page = first.open(one)
    (others,) = _kept(first)
    assert others.split()[1] != mine.split()[1]
    first.context.set_offline(True)
    page.reload()
    expect(page.locator("[data-from]")).to_contain_text("Der er ikke net.")
    assert "Fabelborg" in page.locator(".who").inner_text()
    # Sent to sign in again, the page is not kept any longer.
    first.context.set_offline(False)
    first.leave()
    page.goto(first.product.address + one)
    assert "/konto/login/" in page.url
    _kept(first, 0)
