"""Whether the page one stands on is sound: what axe finds, how wide it is, how many headings.

All of axe takes about half a second of a processor, so nothing is judged twice that cannot differ:

- Contrast is judged on two of each kind of text. Text is of one kind when its element and every one
  around it have the same class, colours, size, weight and place: rows of a table, tiles of a map.
- A page looked at before in this run, in another language or width, is judged by the rules that
  words or width can break (names, languages, forms, the keyboard), not by those of its markup and
  colours, which are the same. ``SAMSPIL_TEST_AXE=whole`` judges by every rule each time.
"""

import os
from dataclasses import dataclass

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

_AGAIN = {
    "tags": [
        "cat.language", "cat.text-alternatives", "cat.name-role-value", "cat.forms", "cat.keyboard",
    ],
    "rules": [
        "aria-command-name", "aria-dialog-name", "aria-input-field-name", "aria-meter-name",
        "aria-progressbar-name", "aria-tab-name", "aria-toggle-field-name", "aria-tooltip-name",
        "aria-treeitem-name", "heading-order", "landmark-unique", "table-duplicate-name",
    ],
}  # fmt: skip
_LOOK = """async (again) => {
  const kinds = new Map(), known = new Map(), shown = new Map();
  const kind = (one) => {
    if (!one || one === document.documentElement) return 0;
    if (known.has(one)) return known.get(one);
    const style = getComputedStyle(one);
    const key = [
      kind(one.parentElement), one.tagName, one.getAttribute("class"), one.matches(":disabled"),
      style.color, style.backgroundColor, style.backgroundImage, style.opacity, style.position,
      style.fontSize, style.fontWeight,
    ].join("|");
    if (!kinds.has(key)) kinds.set(key, kinds.size + 1);
    known.set(one, kinds.get(key));
    return known.get(one);
  };
  const says = (one) =>
    one.matches("input, select, textarea") ||
    [...one.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  const options = { resultTypes: ["violations"] };
  const marked = [];
  if (again) {
    const tagged = axe.getRules(again.tags).filter((one) => !one.tags.includes("experimental"));
    options.runOnly = { type: "rule", values: [...tagged.map((one) => one.ruleId), ...again.rules] };
  } else {
    for (const one of document.body.querySelectorAll("*")) {
      const seen = { opacityProperty: true, visibilityProperty: true };
      if (!says(one) || !one.checkVisibility(seen)) continue;
      const times = (shown.get(kind(one)) || 0) + 1;
      shown.set(kind(one), times);
      if (times <= 2) marked.push(one);
    }
    for (const one of marked) one.setAttribute("data-of-a-kind", "");
    axe.configure({ rules: [{ id: "color-contrast", selector: "[data-of-a-kind]" }] });
  }
  const found = await axe.run(document, options);
  for (const one of marked) one.removeAttribute("data-of-a-kind");
  return {
    violations: found.violations.map((one) => [
      one.id, one.nodes.slice(0, 4).map((node) => node.html.slice(0, 160)),
    ]),
    wide: document.documentElement.scrollWidth,
    headings: document.querySelectorAll("h1").length,
  };
}"""
_looked_at: set[str] = set()


@dataclass(frozen=True)
class Seen:
    """What was seen of a page: rules broken with where, its width in px, how many h1 it has."""

    violations: list[tuple[str, list[str]]]
    wide: int
    headings: int


def look(page: Page, name: str) -> Seen:
    """Look at a page; ``name`` is the same for the same page in other languages and widths."""
    whole = name not in _looked_at or os.environ.get("SAMSPIL_TEST_AXE") == "whole"
    _looked_at.add(name)
    page.evaluate(AXE_SCRIPT)
    return Seen(**page.evaluate(_LOOK, None if whole else _AGAIN))
