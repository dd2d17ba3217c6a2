"""Every public page: no axe violation, no script error, nothing wider than the window."""

import pytest

PAGES = {
    "forside": "/",
    "kommuner": "/kommuner/",
    "kommune": "/kommuner/615/",
    "dagtilbud": "/kommuner/615/?omraade=daycare",
    "eksempelkommune": "/kommuner/E01/",
    "skoler": "/kommuner/615/skoler/",
    "faa-skoler": "/kommuner/563/skoler/",
    "skole": "/skoler/615015/",
    "indikatorer": "/indikatorer/",
    "indikator": "/indikatorer/staff_ratio_0_2/",
    "ikke-hentet": "/indikatorer/segregation_rate_municipal/",
    "sammenlign": "/sammenlign/?indikator=staff_ratio_0_2&kommune=615&kommune=630&gruppe=landet",
    "sammenlign-forkert": "/sammenlign/?indikator=nix&kommune=999",
    "papir": "/kommuner/615/papir/",
    "papir-eksempel": "/kommuner/E01/papir/?omraade=daycare",
    "rapport": "/kommuner/615/rapport/school/",
    "rapport-kort": "/kommuner/760/rapport/daycare/kort/",
    "api": "/api/",
    "partnerskaber": "/partnerskaber/",
    "historisk": "/partnerskaber/2022-23/",
    "aaben": "/partnerskaber/example/",
    "viden": "/viden/",
    "log-ind": "/konto/login/",
    "tilgaengelighed": "/tilgaengelighed/",
    "privatliv": "/privatliv/",
}


@pytest.mark.parametrize(("language", "width"), [("da", 1280), ("en", 320)])
def test_public_pages_are_sound(walker, language: str, width: int) -> None:
    visitor = walker(language=language, width=width)
    for name, path in PAGES.items():
        visitor.open(path)
        visitor.look(name)


@pytest.mark.parametrize("language", ["da", "en"])
def test_error_pages_say_what_to_do(walker, language: str) -> None:
    visitor = walker(language=language)
    visitor.be("Redaktøren")
    for path, status in (("/findes-ikke/", 404), ("/potentiale/", 403)):
        visitor.open(path, expect=status)
        visitor.look(f"fejl-{status}")
        assert visitor.page.locator("code").inner_text()


def test_the_language_is_chosen_by_one_click_and_kept(walker) -> None:
    visitor = walker()
    visitor.open("/kommuner/615/")
    visitor.page.get_by_role("button", name="English").click()
    assert visitor.page.url.endswith("/kommuner/615/")
    visitor.open("/kommuner/")
    assert visitor.page.locator("h1").inner_text() == "Municipalities"


def test_a_list_narrows_while_one_types_and_the_map_is_reached_by_keyboard(walker) -> None:
    visitor = walker()
    page = visitor.open("/kommuner/")
    page.get_by_label("Find en kommune").fill("horse")
    assert page.locator("#kommuner li:visible").all_inner_texts() == ["Horsens"]
    tile = page.locator("svg.tiles a[aria-label='Horsens']")
    tile.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/kommuner/615/")
    assert page.locator("h1").inner_text() == "Horsens"


def test_pages_work_without_javascript(browser, product) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(product.address + "/kommuner/615/")
    page.get_by_text("Vis som tabel").first.click()
    assert page.locator("details[open] table").first.is_visible()
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    context.close()
