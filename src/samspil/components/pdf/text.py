"""Text that any PDF can show: what the package's own fonts hold, nothing hidden."""

import unicodedata

# Ranges that Libertinus Serif or its companion hold whole; tests/components/test_pdf.py tries each.
SHOWN = (
    range(0x20, 0x7F),  # Latin
    range(0xA0, 0x500),  # Latin with signs, Greek, Cyrillic
    range(0x1E00, 0x2041),  # more Latin and Greek, dashes, quotation marks
    range(0x2044, 0x2053),
    range(0x2054, 0x211F),  # small and raised figures, currencies
    range(0x2190, 0x2400),  # arrows and signs of mathematics
)
_ALLOWED = frozenset(code for shown in SHOWN for code in shown)
_BREAKS = {"\r\n": "\n", "\r": "\n", "\u2028": "\n", "\u2029": "\n"}
_JOINERS = "\u00ad\u200b\u200c\u200d"


def shown(text: str) -> str:
    """Return the text as it can be set: breaks of line kept, a question mark for the rest.

    Marks that turn the direction of reading or cannot be seen are left out: a letter says what it
    seems to say.
    """
    for old, new in _BREAKS.items():
        text = text.replace(old, new)
    return "".join(map(_letter, unicodedata.normalize("NFC", text)))


def _letter(letter: str) -> str:
    if letter == "\n" or letter in _JOINERS:
        return letter
    if letter == "\t":
        return " "
    kind = unicodedata.category(letter)
    if kind in {"Cc", "Cf", "Cs"}:
        return ""
    return letter if ord(letter) in _ALLOWED and kind != "Cn" else "?"
