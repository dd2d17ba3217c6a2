"""Colours and type of a template: what stands for ours, so that a chart can be read on it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from samspil.components.slides.base import Native

_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_LEAST_CONTRAST: Final = 3.0
"""What large text and graphics need against their ground (WCAG 2.2)."""

_TYPEFACES: Final = {
    # Width and height of a line against Arial's; measured on a page of Danish text.
    "arial": (1.0, 1.0), "helvetica": (1.0, 1.0), "helvetica neue": (1.0, 1.04),
    "liberation sans": (1.0, 1.0), "calibri": (0.91, 1.03), "calibri light": (0.91, 1.03),
    "carlito": (0.91, 1.03), "aptos": (1.0, 1.09), "aptos display": (0.98, 1.09),
    "segoe ui": (1.02, 1.13), "tahoma": (1.0, 1.03), "verdana": (1.19, 1.04),
    "georgia": (1.06, 1.0), "times new roman": (0.9, 1.0), "cambria": (0.97, 1.0),
    "garamond": (0.86, 0.98), "trebuchet ms": (1.0, 1.0), "century gothic": (1.12, 1.05),
    "open sans": (1.06, 1.16), "roboto": (1.0, 1.02), "lato": (0.99, 1.02),
    "gill sans mt": (0.95, 1.0), "franklin gothic book": (0.96, 1.0), "corbel": (0.94, 1.04),
}  # fmt: skip
_UNKNOWN: Final = (1.15, 1.15)
"""Broad enough for most: rather a size smaller than a line too many."""


@dataclass(frozen=True, slots=True)
class Theme:
    """What stands for our colours, and how the type is set against Arial."""

    colours: dict[str, str]
    stretch: tuple[float, float]
    typeface: str
    accent: str
    remarks: tuple[str, ...]


def theme_of(theme: Native, master: Native) -> Theme:
    """Return what is used of a theme; both are XML elements."""
    mapped = _mapped(theme, master)
    ground, ink, accent = (mapped.get(name, "") for name in ("bg1", "tx1", "accent1"))
    dark = _light(ground or "FFFFFF") < _light(ink or "000000")
    pale = _contrast(accent or "000000", ground or "FFFFFF") < _LEAST_CONTRAST
    typeface = _typeface(theme)
    remarks = [
        *(["dark"] if dark else []),
        *(["pale"] if pale else []),
        *([] if typeface.lower() in _TYPEFACES else ["typeface"]),
    ]
    return Theme(
        colours=_colours(dark=dark, pale=pale),
        stretch=_never_narrow(_TYPEFACES.get(typeface.lower(), _UNKNOWN)),
        typeface=typeface,
        accent=accent,
        remarks=tuple(remarks),
    )


def _never_narrow(stretch: tuple[float, float]) -> tuple[float, float]:
    """Return no less than Arial's: where the typeface is missing, a broader one takes its place."""
    return max(stretch[0], 1.0), max(stretch[1], 1.0)


def _colours(*, dark: bool, pale: bool) -> dict[str, str]:
    """Return what stands for our colours: the template's accent, and shades of its ink.

    No other accent of the template is used: nobody knows what it would say beside the first.
    """
    grey, light, thin, quiet = (
        ("50000", "70000", "85000", "35000") if not dark else ("70000", "45000", "30000", "85000")
    )
    return {
        "accent1": '<a:schemeClr val="tx1"/>' if pale else '<a:schemeClr val="accent1"/>',
        "accent2": _shade(grey, dark=dark),
        "accent3": _shade(light, dark=dark),
        "accent6": _shade(thin, dark=dark),
        "tx2": _shade(quiet, dark=dark),
        "bg2": _shade("92000" if not dark else "20000", dark=dark),
    }


def _shade(share: str, *, dark: bool) -> str:
    """Return the ink made lighter by so much; on a dark ground the light ink made darker."""
    if dark:
        return f'<a:schemeClr val="tx1"><a:lumMod val="{share}"/></a:schemeClr>'
    rest = 100_000 - int(share)
    return f'<a:schemeClr val="tx1"><a:lumMod val="{rest}"/><a:lumOff val="{share}"/></a:schemeClr>'


def _mapped(theme: Native, master: Native) -> dict[str, str]:
    """Return colours as slides name them, in six hexadecimal digits."""
    scheme = theme.find(f".//{_A}clrScheme")
    colours = {}
    for node in scheme if scheme is not None else ():
        inner = node[0] if len(node) else None
        value = inner.get("lastClr") or inner.get("val") if inner is not None else ""
        if value and re.fullmatch(r"[0-9A-Fa-f]{6}", value):
            colours[node.tag.removeprefix(_A)] = value.upper()
    mapping = master.find("{*}clrMap")
    names = dict(mapping.attrib) if mapping is not None else {"bg1": "lt1", "tx1": "dk1"}
    return colours | {name: colours[to] for name, to in names.items() if to in colours}


def _typeface(theme: Native) -> str:
    """Return the typeface of running text."""
    latin = theme.find(f".//{_A}fontScheme/{_A}minorFont/{_A}latin")
    return str(latin.get("typeface") or "") if latin is not None else ""


def _light(colour: str) -> float:
    """Return the relative luminance of a colour (WCAG 2.2)."""
    shares = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    return sum(one * weight for one, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_light(one), _light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
