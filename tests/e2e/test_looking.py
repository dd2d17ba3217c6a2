"""Colours are judged once in a run; none escapes by standing among others that were."""

import pytest
from looking import Eyes

PAGE = """<html lang="da"><head><title>Prøve</title><style>
body {{ color: #222; background: #fff }} .box {{ background: {box} }} .faint {{ color: {faint} }}
</style></head><body><main><h1>Prøve</h1><p>Almindelige ord</p>{more}</main></body></html>"""
BOX = "<div class=box><p class=faint>Ord i en kasse</p></div>"
ROWS = "<p>En række</p>" * 40
LINK = "<p>Mange ord om <a href=/ class=faint style='text-decoration: {how}'>os</a> står her.</p>"


@pytest.mark.parametrize(
    ("sound", "broken", "rule"),
    [
        (("#fff", "#222", ""), ("#fff", "#bbb", BOX), "color-contrast"),
        (("#fff", "#333", BOX), ("#555", "#333", BOX), "color-contrast"),
        (("#fff", "#222", ""), ("#fff", "#bbb", f"{ROWS}<p class=faint>Én</p>{ROWS}"), None),
        (("#fff", "#222", ""), ("#fff", "#bbb", f"<p class=faint hidden>Én</p>{BOX}"), None),
        (("#fff", "#333", BOX), ("#fff", "#333", f"<div style='opacity: .3'>{BOX}</div>"), None),
        (
            ("#fff", "#333", LINK.format(how="underline")),
            ("#fff", "#333", LINK.format(how="none")),
            "link-in-text-block",
        ),
        (("#fff", "#222", ""), ("#fff", "#222", "<img src=x>"), "image-alt"),
    ],
)
def test_what_was_not_judged_before_is_judged(browser, sound, broken, rule) -> None:
    page, eyes = browser.new_page(), Eyes()
    _show(page, sound)
    assert eyes.complaints(page) == []
    assert eyes.complaints(page) == []
    _show(page, broken)
    assert [found for found, _where in eyes.complaints(page)] == [rule or "color-contrast"]
    # A second look does not take what was broken for sound.
    assert [found for found, _where in eyes.complaints(page)] == [rule or "color-contrast"]
    page.close()


def _show(page, what: tuple[str, str, str]) -> None:
    box, faint, more = what
    page.set_content(PAGE.format(box=box, faint=faint, more=more))
