"""The commands and their options. Each command is imported when it is run, so all start fast."""

import argparse
import importlib
from typing import Any

from samspil import __version__
from samspil.cli.words import choose


class _Help(argparse.HelpFormatter):
    """Help in one language: argparse itself speaks English only."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: Any = None) -> None:  # noqa: ANN401
        """Begin with the word in the language of the shell."""
        # An empty prefix asks for the bare words, for the parsers of the commands.
        words = choose("brug: ", "usage: ") if prefix is None else prefix
        super().add_usage(usage, actions, groups, words)


class _Parser(argparse.ArgumentParser):
    """A parser whose headings and help are in the language of the shell."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        super().__init__(formatter_class=_Help, add_help=False, **options)
        self._positionals.title = choose("angives", "arguments")
        self._optionals.title = choose("valg", "options")
        self.add_argument("-h", "--help", action="help", help=choose("vis hjælp", "show help"))


def build() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = _Parser(
        prog="samspil",
        description=choose(
            "Fra data til forandring i praksis.", "From figures to changed practice."
        ),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"samspil {__version__}",
        help=choose("vis versionen", "show the version"),
    )
    commands = parser.add_subparsers(
        dest="command", required=True, metavar=choose("kommando", "command")
    )
    _installation(commands)
    _figures(commands)
    _computing(commands)
    _programme(commands)
    return parser


def _add(
    commands: Any,  # noqa: ANN401 - argparse keeps its type to itself
    name: str,
    module: str,
    danish: str,
    english: str,
    *,
    data: bool = True,
) -> argparse.ArgumentParser:
    """Add a command that runs ``module.run`` of this room."""
    text = choose(danish, english)
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=lambda options: _run(module, options))
    command.add_argument(
        "--format",
        choices=["json", "text"],
        help=choose("json på én linje eller til at læse", "JSON on one line, or to read"),
    )
    if data:
        command.add_argument(
            "--data", metavar="DIR", help=choose("hvor filerne ligger", "where files live")
        )
    return command


def _run(module: str, options: argparse.Namespace) -> Any:  # noqa: ANN401 - any JSON
    name, _dot, function = module.partition(":")
    return getattr(importlib.import_module(f"samspil.cli.{name}"), function)(options)


def _installation(commands: Any) -> None:  # noqa: ANN401
    up = _add(commands, "up", "up:run", "Start Samspil her.", "Start Samspil here.")
    up.add_argument("--port", type=int, default=8000)
    up.add_argument("--no-demo", action="store_true", help=choose("uden eksempel", "no example"))
    serve = _add(commands, "serve", "up:serve", "Kør i drift.", "Run in production.")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--host", default="127.0.0.1")
    _add(commands, "check", "check:run", "Efterse opsætningen.", "Check the installation.")
    _add(
        commands,
        "tick",
        "clock:run",
        "Gør, hvad klokken kræver (til cron).",
        "Do what is due (for cron).",
    )
    admin = _add(commands, "admin", "admin:run", "Udnævn en programejer.", "Name an owner.")
    admin.add_argument("email")


def _figures(commands: Any) -> None:  # noqa: ANN401
    load = _add(commands, "load", "figures:load", "Indlæs tal.", "Import figures.")
    load.add_argument("files", nargs="+", metavar="FILE")
    load.add_argument("--table", default="", help="FOLK1A, GS/ELEV/ELEVEX")
    fetch = _add(commands, "fetch", "fetch:fetch", "Hent tal fra en udgiver.", "Fetch figures.")
    fetch.add_argument("publisher", choices=["statbank", "uddannelsesstatistik"])
    fetch.add_argument(
        "--indicator",
        action="append",
        metavar="ID",
        help=choose("kun denne; kan gentages", "only this one; may be repeated"),
    )
    peers = _add(commands, "peers", "figures:peers", "Kommuner, der ligner.", "Peers.")
    peers.add_argument("code")
    peers.add_argument("--k", type=int, default=10)
    peers.add_argument("--sector", choices=["school", "daycare"], default="school")
    peers.add_argument(
        "--weights", default="equal", metavar="equal|learned:INDICATOR|kl|group:NUMBER"
    )
    expected = _add(
        commands, "expected", "figures:expected", "Forventede værdier.", "Expected values."
    )
    expected.add_argument("indicator")
    expected.add_argument("--period")
    potential = _add(commands, "potential", "figures:potential", "Potentiale.", "Potential.")
    potential.add_argument("--selection")


def _computing(commands: Any) -> None:  # noqa: ANN401
    quote = _add(
        commands, "quote", "compute:quote", "Hvad koster det?", "What is the price?", data=False
    )
    quote.add_argument("file", metavar="FILE")
    groups = _add(commands, "groups", "groups:groups", "Dan grupper.", "Form groups.", data=False)
    groups.add_argument("file", metavar="FILE")
    groups.add_argument("--seconds", type=float, default=10)
    groups.add_argument("--seed", type=int, default=1)
    spc = _add(
        commands,
        "spc",
        "spc:spc",
        "Er udsvinget mere end tilfældigt?",
        "Is it more than chance?",
        data=False,
    )
    spc.add_argument("file", metavar="FILE")


def _programme(commands: Any) -> None:  # noqa: ANN401
    deck = _add(commands, "deck", "programme:deck", "Foranalysens slides.", "The deck.")
    deck.add_argument("--municipality", required=True)
    deck.add_argument("--sector", choices=["school", "daycare"], required=True)
    deck.add_argument("--screening", type=int)
    deck.add_argument("--language", choices=["da", "en"], default="da")
    deck.add_argument("--out", required=True)
    out = _add(
        commands,
        "edition-export",
        "editions:export",
        "Skriv en udgave som definitionsfil.",
        "Write an edition as a definition file.",
    )
    out.add_argument("edition", metavar="ID")
    out.add_argument("--version", help=choose("som den var da", "as it was then"))
    out.add_argument("--out", required=True, metavar="FILE.toml")
    take_in = _add(
        commands,
        "edition-import",
        "editions:take_in",
        "Tag en definitionsfil ind som kladde.",
        "Take a definition file in as a draft.",
    )
    take_in.add_argument("file", metavar="FILE.toml")
    search = _add(commands, "search", "search:search", "Søg i viden.", "Search the portal.")
    search.add_argument("queries", nargs="+")
    search.add_argument("--limit", type=int, default=10)
