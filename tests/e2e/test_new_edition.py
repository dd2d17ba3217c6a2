"""An owner makes the next edition in a browser, without a programmer."""

import re

import pytest


@pytest.mark.parametrize(("language", "width"), [("da", 1280), ("en", 390)])
def test_the_pages_of_an_edition_at_work_are_sound(walker, language: str, width: int) -> None:
    owner = walker(language=language, width=width)
    owner.be("Programejeren")
    for name, path in (
        ("udgaver", "/udgaver/"),
        ("udgave", "/udgaver/example/"),
        ("udgave-datoer", "/udgaver/example/datoer/"),
        ("udgave-priser", "/udgaver/example/priser/"),
        ("udgave-fil", "/udgaver/fil/"),
        ("udgave-versioner", "/partnerskaber/example/versioner/"),
    ):
        owner.open(path)
        owner.look(name)


def test_a_copy_is_put_right_and_opened(walker) -> None:
    owner = walker()
    owner.be("Programejeren")
    page = owner.open("/udgaver/2021/kopi/")
    page.get_by_label("Navn i adressen").fill("proeve-2030")
    page.get_by_role("button", name="Lav kladden").press("Enter")
    page.get_by_role("link", name="Hvornår der inviteres").click()
    page.get_by_label("Hvornår inviteres der? (dansk)").fill("Foråret 2030")
    page.get_by_role("button", name="Gem i kladden").click()
    assert "Mangler. Udfyld det." in page.inner_text("main")
    # A refused form answers 422, which the console calls an error.
    owner.troubles.clear()
    owner.look("udgave-fejl")
    page.get_by_label("Hvornår inviteres der? (engelsk)").fill("Spring 2030")
    page.get_by_role("button", name="Gem i kladden").click()
    page.get_by_role("link", name="Udgiv", exact=True).click()
    page.get_by_role("button", name="Udgiv").click()
    page.wait_for_url(re.compile("/partnerskaber/proeve-2030/$"))
    assert "Foråret 2030" in page.inner_text("main")
    owner.look("udgave-ny")
