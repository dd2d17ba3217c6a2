"""A letter of invitation as plain values. No Django."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Letter:
    """The words of a letter."""

    subject: str
    body: str


@dataclass(frozen=True)
class Recipient:
    """Whom a letter is to, as far as its words need it."""

    municipality: str
    title: str
    name: str = ""
