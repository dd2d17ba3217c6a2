"""``samspil check``: what is right, what is not, and what to do about it."""

import argparse
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from samspil.cli import up
from samspil.cli.words import NOT_AVAILABLE, Stop, choose
from samspil.web.configuration import Configuration


@dataclass(frozen=True)
class Finding:
    """One thing looked at: ``ok`` or not, and in the latter case what would help."""

    what: str
    ok: bool
    advice: str = ""


def run(_options: argparse.Namespace) -> dict[str, Any]:
    """Look at configuration, definitions and database; ends with 3 if something must be done."""
    configuration = up.configuration()
    findings = [*_configuration(configuration), *_definitions(), *_database(configuration)]
    rows = [{"what": f.what, "ok": f.ok, "advice": f.advice} for f in findings]
    answer = {"ok": all(finding.ok for finding in findings), "findings": rows}
    if not answer["ok"]:
        import json
        import sys

        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        wrong = "; ".join(f"{f.what}: {f.advice}" for f in findings if not f.ok)
        raise Stop(NOT_AVAILABLE, wrong, wrong)
    return answer


def _configuration(configuration: Configuration) -> Iterator[Finding]:
    secret = os.environ.get("SAMSPIL_SECRET_KEY", "")
    yield Finding(
        "SAMSPIL_SECRET_KEY",
        len(secret) >= 32 or not secret,
        choose("brug mindst 32 tegn", "use at least 32 characters"),
    )
    # Only whoever runs it for others has set a secret; on one's own machine nobody writes.
    yield Finding(
        "SAMSPIL_CONTACT",
        "@" in configuration.contact or not secret,
        choose("sæt den mailadresse, folk skal skrive til", "set the address people write to"),
    )
    folder = configuration.data
    writable = os.access(folder if folder.exists() else folder.parent, os.W_OK)
    yield Finding(
        choose("datamappen", "the data folder"),
        writable,
        choose(f"gør {folder} skrivbar", f"make {folder} writable"),
    )


def _definitions() -> Iterator[Finding]:
    from samspil.definitions import DefinitionError
    from samspil.figures.comparisons import load_comparisons, load_selections
    from samspil.figures.indicators import load_indicators
    from samspil.figures.school_rules import family_rules, school_figures
    from samspil.figures.variation_rules import load_variation_cases, load_variation_rules
    from samspil.programmes.editions import load_editions
    from samspil.screening.instrument import load_instruments

    loaders: dict[str, Callable[[], object]] = {
        "indicators": load_indicators,
        "comparisons": load_comparisons,
        "selections": load_selections,
        "school_figures": school_figures,
        "families": family_rules,
        "variation": load_variation_rules,
        "variation_cases": load_variation_cases,
        "editions": load_editions,
        "instruments": load_instruments,
    }
    for name, loader in loaders.items():
        try:
            loader()
        except DefinitionError as error:
            yield Finding(name, ok=False, advice=str(error))
        else:
            yield Finding(name, ok=True)


def _database(configuration: Configuration) -> Iterator[Finding]:
    what = choose("databasen", "the database")
    if not configuration.database_url and not (configuration.data / "samspil.sqlite3").exists():
        yield Finding(what, ok=True, advice=choose("laves ved første start", "made at first start"))
        return
    up.set_up_django()
    up.require_database()
    from samspil.web import installation

    yield Finding(
        what,
        installation.is_prepared(demo=False),
        choose("kør samspil up eller samspil serve", "run samspil up or samspil serve"),
    )
