"""What is said of a template before anybody uses it. Codes, not words: pages have the words."""

from __future__ import annotations

from dataclasses import dataclass


class TemplateRefusedError(Exception):
    """The file cannot be a template; ``code`` is damaged, no_layouts, format, linked or large."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class LayoutReport:
    """One of our six kinds of slide in the template.

    ``layout`` is the template's own layout, empty where ours was added. ``found`` are our names
    of places with the template's; ``added`` are our names of places that were added.
    """

    kind: str
    layout: str
    found: tuple[tuple[str, str], ...]
    added: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """What was found. ``page`` is width and height in points; ``remarks`` are codes.

    Remarks: ``old_format`` (4:3), ``slides`` (there were slides, and they are left out),
    ``pale`` (the accent colour is too pale for text), ``typeface`` (of unknown width),
    ``dark`` (light type on a dark ground).
    """

    layouts: tuple[LayoutReport, ...]
    page: tuple[float, float]
    typeface: str
    accent: str
    remarks: tuple[str, ...]

    @property
    def own_layouts(self) -> int:
        """How many of the six kinds stand on a layout of the template."""
        return sum(bool(one.layout) for one in self.layouts)
