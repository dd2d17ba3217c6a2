"""What in a text seems to be about one child: pointed at before it is handed in, never refused.

A text tells of practice. What makes a child known is rarely a number: it is a name, an age beside
a class, a diagnosis in a small place. This finds the usual wordings and misses others, so it asks
people to look again; it decides nothing.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

MOST = 8
"""Passages pointed at; whoever has more needs to read the whole text again anyway."""
AROUND = 30
"""Letters shown on either side of what was found."""

_SPACES = re.compile(r"\s+")
_ONE = r"(?:dreng|pige|elev|barn|drengen|pigen|eleven|barnet|boy|girl|pupil|child)"
_NAME = r"[A-ZÆØÅ][a-zæøåéü]{1,20}"
_CLASS = r"\b[0-9]\s?\.\s?[a-fxyz]\b"
_AGE = r"\b(?:[1-9]|1[0-9])(?:\s?-?\s?årig|\s?-?\s?års?|\s+år(?:\s+gammel)?|[\s-]years?[\s-]old)\b"
_KIN = r"(?:mor|far|mors|fars|storebror|storesøster|lillebror|lillesøster|plejefamilie|diagnose)"
_DIAGNOSES = r"(?:ADHD|ADD|autisme|Asperger|Tourettes?|Downs?|angst|OCD|epilepsi|autism|anxiety)"

# Words that open sentences and are no names, though they are followed by what names are.
_NO_NAMES = frozenset(
    {"Barnet", "Barn", "Børnene", "Børnenes", "Eleven", "Elevens", "Eleverne", "Elevernes",
     "Skolen", "Skolens", "Klassen", "Klassens", "Drengen", "Pigen", "Dagtilbuddet", "Gruppen",
     "Børnehaven", "Vuggestuen", "Kommunen", "Læreren", "Lærerens", "Pædagogen", "Pædagogens",
     "Familien", "Familiens", "Holdet", "Alle", "Hver", "Hvert", "Og", "Men", "Når", "Hvis", "Det",
     "Den", "De", "Her", "Der", "Vi", "For", "Med", "Som", "Hun", "Han"}
)  # fmt: skip


class Why(StrEnum):
    """What the wording tells too much of."""

    AGE = "age"
    NAME = "name"
    DIAGNOSIS = "diagnosis"


@dataclass(frozen=True)
class Passage:
    """Words that seem to be about one child, with what stands around them, and why."""

    before: str
    words: str
    after: str
    why: Why


_PATTERNS: tuple[tuple[Why, re.Pattern[str]], ...] = (
    (Why.AGE, re.compile(rf"\b{_ONE}\b[^.!?\n]{{0,25}}?(?:{_AGE}|{_CLASS})", re.IGNORECASE)),
    (Why.AGE, re.compile(rf"{_AGE}\s+{_ONE}\b", re.IGNORECASE)),
    (
        Why.NAME,
        re.compile(rf"\b(?:[Dd]rengen|[Pp]igen|[Bb]arnet|[Ee]leven),?\s+(?P<name>{_NAME})\b"),
    ),
    (
        Why.NAME,
        re.compile(
            rf"\b(?:hedder|hed|kalder(?:\s+(?:ham|hende|drengen|pigen|barnet))?|ved\s+navn"
            rf"|mor\s+til|far\s+til|forældre\s+til|named|called)\s+(?P<name>{_NAME})\b"
        ),
    ),
    (Why.NAME, re.compile(rf"\b(?P<name>{_NAME})s\s+{_KIN}\b")),
    (Why.NAME, re.compile(rf"\b(?P<name>{_NAME})\s+(?:fra|i|på)\s+[0-9]\s?\.\s?[a-fA-F]\b")),
    (
        Why.DIAGNOSIS,
        re.compile(
            rf"\b(?:en|et|den|det|a|the)\s+(?:\w+\s+)?{_ONE}\s+(?:med|with)\s+{_DIAGNOSES}\b"
        ),
    ),
)


def about_a_child(text: str, *, known: Collection[str] = ()) -> tuple[Passage, ...]:
    """Return what seems to be about one child, in the order of the text, at most ``MOST``.

    ``known`` are names that are no child's, such as the municipality's.
    """
    found: dict[tuple[int, int], Why] = {}
    for why, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            name = match.groupdict().get("name", "")
            if name in _NO_NAMES or name in known or name.removesuffix("s") in known:
                continue
            found.setdefault(match.span(), why)
    kept = _apart(sorted(found))
    return tuple(_passage(text, span, found[span]) for span in kept[:MOST])


def _apart(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out what lies in, or overlaps with, what was found before it."""
    kept: list[tuple[int, int]] = []
    for span in spans:
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _passage(text: str, span: tuple[int, int], why: Why) -> Passage:
    begin, end = span
    before, after = text[max(0, begin - AROUND) : begin], text[end : end + AROUND]
    cut_before, cut_after = begin > AROUND, end + AROUND < len(text)
    return Passage(
        before=("… " if cut_before else "") + _SPACES.sub(" ", before),
        words=_SPACES.sub(" ", text[begin:end]),
        after=_SPACES.sub(" ", after) + (" …" if cut_after else ""),
        why=why,
    )
