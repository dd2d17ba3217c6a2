"""``samspil fetch``: figures over the network, with a bar where somebody watches."""

import argparse
import sys
import time
from typing import TYPE_CHECKING, Any

from samspil.cli.database import ready
from samspil.cli.words import NOT_AVAILABLE, REFUSED, Stop, refuse, say

if TYPE_CHECKING:
    from samspil.figures.services import Fetched

WIDTH = 30
PAUSE = 0.1


def fetch(options: argparse.Namespace) -> dict[str, Any]:
    """Fetch what the indicators need from one publisher, and publish it whole or not at all."""
    ready(options)
    from samspil.figures import services
    from samspil.figures.fetching.errors import FetchError, MisfitError
    from samspil.people.viewer import ANYBODY

    only = tuple(dict.fromkeys(options.indicator or ()))
    _refuse_unknown(options.publisher, only)
    watcher = Watcher()
    try:
        done = services.fetch(
            actor=ANYBODY, publisher=options.publisher, only=only, report=watcher.step
        )
    except FetchError as error:
        watcher.end()
        code = REFUSED if isinstance(error, MisfitError) else NOT_AVAILABLE
        raise Stop(code, str(error), str(error)) from None
    watcher.end()
    for one in done.left_out:
        say(
            f"{one.indicator} blev ikke hentet: {one.reason}",
            f"{one.indicator} was not fetched: {one.reason}",
        )
    return answer(done)


def answer(done: "Fetched") -> dict[str, Any]:
    """Return what was done, in the shape a script rests on."""
    return {
        "publisher": done.publisher,
        "vintage": done.published.vintage,
        "read": done.published.read,
        "new": done.published.new,
        "changed": done.published.changed,
        "indicators": list(done.indicators),
        "refused": [{"indicator": one.indicator, "reason": one.reason} for one in done.left_out],
    }


def _refuse_unknown(publisher: str, only: tuple[str, ...]) -> None:
    from samspil.figures.fetching import plan
    from samspil.figures.indicators import load_indicators

    indicators = load_indicators()
    for name in only:
        if name not in indicators:
            refuse(f"{name} er ingen indikator.", f"{name} is no indicator.")
        if not plan.wanted(indicators, publisher, (name,)):
            there = sorted({one.indicator for one in plan.wanted(indicators, publisher)})
            refuse(
                f"{name} hentes ikke fra {publisher}; det gør {', '.join(there)}.",
                f"{name} is not fetched from {publisher}; these are: {', '.join(there)}.",
            )


class Watcher:
    """Shows how far a fetch is: a bar on a terminal, a line for each table elsewhere."""

    def __init__(self) -> None:
        self._on_terminal = sys.stderr.isatty()
        self._next, self._said = 0.0, ""

    def step(self, done: int, total: int, message: str) -> None:
        """Show that ``done`` of ``total`` questions are answered."""
        if self._on_terminal:
            self._draw(done, total, message)
        elif message and message != self._said:
            self._said = message
            say(f"Henter {message}", f"Fetching {message}")

    def _draw(self, done: int, total: int, message: str) -> None:
        now = time.monotonic()
        if now < self._next and done < total:
            return
        self._next = now + PAUSE
        full = WIDTH * done // total if total else 0
        line = f"[{'█' * full}{'·' * (WIDTH - full)}] {done}/{total} {message[:40]}"
        sys.stderr.write(f"\r\x1b[K{line}")
        sys.stderr.flush()

    def end(self) -> None:
        """Leave the terminal with an empty line, for whatever is said next."""
        if self._on_terminal:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
