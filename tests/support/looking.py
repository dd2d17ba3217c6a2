"""What axe finds on a page, without judging the same colours again on every page.

Contrast is most of axe's work, and the product has few pairs of text and ground. So a page on which
every pair has been judged sound before in this run is not judged by colour again, and on others
only four of the places where each new pair stands; all other rules are run on every page.
"""

from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

_BY_COLOUR = ("color-contrast", "link-in-text-block")
_PAIRS = Path(__file__).with_suffix(".js").read_text()
_RUN = """async (options) => {
  axe.configure({ rules: [{ id: "color-contrast", selector: "[data-unjudged]" }] });
  const found = await axe.run(options);
  for (const one of document.querySelectorAll("[data-unjudged]")) {
    one.removeAttribute("data-unjudged");
  }
  return found.violations.map((one) => [
    one.id, one.nodes.slice(0, 4).map((node) => node.html.slice(0, 160)),
  ]);
}"""


class Eyes:
    """Looks at pages, and remembers which pairs of text and ground were found sound."""

    def __init__(self) -> None:
        self.sound: set[str] = set()

    def complaints(self, page: Page) -> list[tuple[str, list[str]]]:
        """Return each rule that is broken on the page, with up to four places where it is."""
        pairs = set(page.evaluate(_PAIRS, list(self.sound)))
        options: dict[str, Any] = {"resultTypes": ["violations"]}
        if pairs <= self.sound:
            options["rules"] = {rule: {"enabled": False} for rule in _BY_COLOUR}
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate(_RUN, options)
        if not found:
            self.sound |= pairs
        return found
