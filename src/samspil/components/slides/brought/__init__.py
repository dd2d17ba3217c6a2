"""Templates that somebody has brought: what is found in one, and decks built on it.

``read(content)`` gives a base to render on, and a report of what was found and what was added.
"""

from samspil.components.slides.brought.reading import Brought, read
from samspil.components.slides.brought.report import LayoutReport, Report, TemplateRefusedError

__all__ = ["Brought", "LayoutReport", "Report", "TemplateRefusedError", "read"]
