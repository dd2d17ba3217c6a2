"""Choosing whom one is compared with, and being told why one is selected, in a real browser."""

import pytest


def test_a_choice_is_seen_at_once_and_is_an_address(walker) -> None:
    visitor = walker()
    page = visitor.open("/kommuner/615/")
    page.get_by_text("Spejl jer i andre").click()
    page.get_by_label("Sammenlign med").select_option("laert:exam_mean_grade9")
    page.get_by_label("Hvor mange").select_option("6")
    page.get_by_role("button", name="Vis", exact=True).click()
    page.wait_for_url("**/kommuner/615/?spejl=laert*antal=6*#peers")
    assert page.locator("ol.peers li").count() == 6
    visitor.look("kommune-valgt")
    page.get_by_role("link", name="Tilbage til de ti på vilkår").click()
    page.wait_for_function("document.querySelectorAll('ol.peers li').length === 10")


@pytest.mark.parametrize(("language", "width"), [("da", 1280), ("en", 320)])
def test_the_pages_behind_a_sign_in_are_sound(walker, language: str, width: int) -> None:
    owner = walker(language=language, width=width)
    owner.be("Programejer")
    page = owner.open("/potentiale/615/")
    for details in page.locator("main details").all():
        details.locator("summary").click()
    owner.look("potentiale-hvorfor")
    owner.open("/grupper/ny/")
    owner.look("gruppe-ny")
    name = f"Ved fjorden {language}"
    page = owner.open("/grupper/ny/")
    page.locator("[name=name]").fill(name)
    page.locator("[name=codes][value='751']").check()
    page.locator("[name=codes][value='630']").check()
    page.locator("main form button.btn").click()
    page.wait_for_url("**/grupper/")
    assert page.get_by_role("heading", name=name).is_visible()
    owner.look("grupper")
    owner.open("/grupper/kl/")
    owner.look("kl-grupper")
