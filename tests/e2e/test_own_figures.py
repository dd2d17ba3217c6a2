"""A municipality's own figures in a real browser: typed, pasted, corrected, withdrawn, shown."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

SEGREGATION = "segregation_rate_municipal"


@dataclass(frozen=True)
class Walk:
    """Whose figures, in which language, on how wide a window, and who is let in."""

    language: str
    width: int
    code: str
    name: str
    other_code: str
    other: str


WALKS = [
    Walk("da", 1280, "E02", "Prøvestrand", "E11", "Opdigtkøbing"),
    Walk("en", 390, "E12", "Øvelsesborg", "E02", "Prøvestrand"),
]
SAVED = {"da": "Tallet er gemt.", "en": "The figure is saved."}
PASTED = {"da": "Gemt: 2 nye tal", "en": "Saved: 2 new figures"}


@pytest.mark.parametrize("walk", WALKS, ids=lambda walk: walk.language)
def test_own_figures(walk: Walk, walker) -> None:
    chief = walker(language=walk.language, width=walk.width)
    chief.be(f"Skolechefen i {walk.name}")
    other = walker(language=walk.language, width=walk.width)
    other.be(f"Skolechefen i {walk.other}")
    here = f"/kommuner/{walk.code}/egne-tal/"
    _find(chief, walk, here)
    _type(chief, walk, here)
    _paste(chief, walk, here)
    _correct_and_withdraw(chief, here)
    _share(chief, other, walk, here)


def _send(page: Page, button: str = "main form button.btn") -> None:
    page.locator(button).first.click()
    page.wait_for_load_state()


def _find(chief, walk: Walk, here: str) -> None:
    page = chief.open(f"/kommuner/{walk.code}/")
    page.locator(f"section[aria-labelledby='egne-tal'] a[href='{here}']").click()
    page.wait_for_load_state()
    assert walk.name in page.locator("p.answer").inner_text()
    chief.look("egne-tal")


def _type(chief, walk: Walk, here: str) -> None:
    page = chief.open(f"{here}skriv/?indikator={SEGREGATION}")
    chief.look("egne-tal-skriv")
    page.fill("#id_period", "2025")
    page.fill("#id_numerator", "mange")
    _send(page)
    assert page.locator(".errors li").count() >= 2
    assert page.input_value("#id_numerator") == "mange"
    chief.look("egne-tal-skriv-fejl")
    page.fill("#id_period", "2025/26")
    page.fill("#id_numerator", "104")
    page.fill("#id_denominator", "2.128")
    page.fill("#id_source", "Elevsystemet, talt af økonomi 5. oktober")
    _send(page)
    assert SAVED[walk.language] in page.locator("[role=status]").inner_text()
    chief.look("egne-tal-med-tal")
    # Nobody but those it belongs to has it on the challenge picture.
    own = chief.open(f"/kommuner/{walk.code}/")
    assert "Elevsystemet" in own.locator("section[aria-labelledby='egne-tal']").inner_text()
    chief.look("egne-tal-kommune")


def _paste(chief, walk: Walk, here: str) -> None:
    page = chief.open(f"{here}indsaet/")
    chief.look("egne-tal-indsaet")
    rows = [
        "Indikator\tPeriode\tDel\tTæller\tNævner\tKilde",
        f"{SEGREGATION}\t2025/26\tindskoling\t30\t850\tElevsystemet",
        "support_9h_share\t2025/26\t\t20\t2.020\tPPR",
        "support_9h_share\t2026\t\tto\t2.020\tPPR",
    ]
    page.fill("#id_text", "\n".join(rows))
    _send(page)
    assert page.locator("main tbody tr").count() == 3
    chief.look("egne-tal-indsaet-fejl")
    page.check("#id_leave_out")
    if page.locator("#id_confirmed").count():
        page.check("#id_confirmed")
    _send(page, "button[name=act][value=save]")
    assert PASTED[walk.language] in page.locator("[role=status]").inner_text()


def _correct_and_withdraw(chief, here: str) -> None:
    page = chief.page
    link = page.locator(f"figure:has(#tal-{SEGREGATION}) table.data a[href*='{here}']")
    address = link.first.get_attribute("href")
    page = chief.open(address)
    chief.look("egne-tal-figur")
    page = chief.open(f"{address}ret/")
    page.fill("#id_note", "Efter en ny optælling")
    _send(page)
    page = chief.open(address)
    assert page.locator("section[aria-labelledby=historik] tbody tr").count() == 1
    chief.look("egne-tal-historik")
    standing = page.locator("a[href$='/traek-tilbage/']").get_attribute("href")
    page = chief.open(standing)
    page.fill("#id_reason", "Talt forkert")
    _send(page)
    assert page.locator("#trukket").count() == 1
    chief.look("egne-tal-trukket")


def _share(chief, other, walk: Walk, here: str) -> None:
    other.open(here, expect=403)
    page = chief.open(here)
    page.select_option("#audience", walk.other_code)
    page.locator("form:has(#audience) button").click()
    page.wait_for_load_state()
    seen = other.open(here)
    assert re.search(r"Elevsystemet|PPR", seen.locator("main").inner_text())
    assert seen.locator("#deling, #mangler").count() == 0
    other.look("egne-tal-delt")
    given = page.locator("section[aria-labelledby=deling] li", has_text=walk.other)
    given.locator("button").click()
    page.wait_for_load_state()
    other.open(here, expect=403)


def test_forms_work_without_javascript(browser, product) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{product.address}/konto/login/")
    page.locator("li.card", has_text="Projektlederen i Fabelborg").get_by_role("button").click()
    page.goto(f"{product.address}/kommuner/E01/egne-tal/indsaet/")
    page.fill("#id_text", "Inklusionsgrad;2025/26;94,2;Elevsystemet")
    page.locator("button[value=check]").click()
    assert page.locator("main tbody tr").count() == 1
    page.check("#id_vouched")
    page.locator("button[value=save]").click()
    assert page.url.endswith("/kommuner/E01/egne-tal/")
    context.close()
