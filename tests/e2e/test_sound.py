"""What the walks look for is found: a faint word among many, and a field that nobody named."""

import sound

PAGE = """<!doctype html><html lang="da"><head><title>En side</title></head><body><main>
<h1>En side</h1><ul>{rows}</ul>{more}</main></body></html>"""
ROWS = "<li>Linje</li>" * 40


def _rules(page, name: str, rows: str = ROWS, more: str = "") -> list[str]:
    page.set_content(PAGE.format(rows=rows, more=more))
    return [rule for rule, _places in sound.look(page, name).violations]


def test_what_is_not_sound_is_found(browser, monkeypatch) -> None:
    monkeypatch.delenv("SAMSPIL_TEST_AXE", raising=False)
    page = browser.new_page(viewport={"width": 400, "height": 600})
    faint = ROWS + '<li><span style="color: #bbb">Svag</span></li>' + ROWS
    hidden = '<li hidden style="color: #bbb">Skjult</li><li style="color: #bbb">Svag</li>'
    assert _rules(page, "sund") == []
    assert _rules(page, "svag", faint) == ["color-contrast"]
    assert _rules(page, "svag efter skjult", hidden) == ["color-contrast"]
    # What words and width can break is found again; colours are those that were judged before.
    assert _rules(page, "sund", faint) == []
    assert _rules(page, "sund", more="<input>") == ["label"]
    assert _rules(page, "sund", more="<nav>1</nav><nav>2</nav>") == ["landmark-unique"]
    monkeypatch.setenv("SAMSPIL_TEST_AXE", "whole")
    assert _rules(page, "sund", faint) == ["color-contrast"]
    wide = '<p style="width: 500px">Bred</p><h1>To</h1>'
    page.set_content(PAGE.format(rows=ROWS, more=wide))
    seen = sound.look(page, "sund")
    assert (seen.wide > 400, seen.headings) == (True, 2)
    page.close()
