"""Commands on figures."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from samspil.cli.database import ready
from samspil.cli.words import choose, refuse, say


def load(options: argparse.Namespace) -> dict[str, Any]:
    """Import figures; a file is published whole or refused whole."""
    ready(options)
    return {"files": [_load_one(Path(name), options.table) for name in options.files]}


def _load_one(file: Path, table: str) -> dict[str, Any]:
    from samspil.figures import services
    from samspil.people.viewer import ANYBODY

    try:
        content = file.read_bytes()
    except OSError as error:
        refuse(
            f"{file} kan ikke læses: {error.strerror}.", f"{file} cannot be read: {error.strerror}."
        )
    try:
        done = services.import_file(actor=ANYBODY, name=file.name, content=content, table=table)
    except services.FiguresRefusedError as error:
        for complaint in error.complaints[:20]:
            where = f"{file}:{complaint.line}" + (
                f" {complaint.column}" if complaint.column else ""
            )
            found = choose(f"fandt “{complaint.found}”, ", f"found “{complaint.found}”, ")
            say(
                f"{where}: {found if complaint.found else ''}ventede {complaint.expected}",
                f"{where}: {found if complaint.found else ''}expected {complaint.expected}",
            )
        more = len(error.complaints)
        refuse(
            f"{file}: {more} fejl; intet er ændret.", f"{file}: {more} errors; nothing was changed."
        )
    counts = {"read": done.read, "new": done.new, "changed": done.changed, "refused": 0}
    return {
        "file": str(file),
        "vintage": done.vintage,
        **counts,
        "format": done.form,
        "tables": list(done.tables),
        "indicators": list(done.indicators),
        "left_out": [asdict(remark) for remark in done.left_out],
    }


def peers(options: argparse.Namespace) -> dict[str, Any]:
    """Answer which municipalities are alike on conditions."""
    ready(options)
    from samspil.figures import peer_choice, selectors
    from samspil.figures.selectors.comparison import NoSuchMunicipalityError
    from samspil.places import selectors as places

    if options.k < 1 or options.k > 97:
        refuse("--k skal være mellem 1 og 97.", "--k must be between 1 and 97.")
    chosen = peer_choice.from_text(options.weights, options.k)
    if chosen is None:
        refuse(
            f"--weights {options.weights} kendes ikke; brug equal, learned:INDICATOR, kl eller "
            "group:NUMMER.",
            f"--weights {options.weights} is unknown; use equal, learned:INDICATOR, kl or "
            "group:NUMBER.",
        )
    try:
        found = selectors.peers_of(
            code=options.code, sector=options.sector, k=options.k, choice=chosen
        )
    except NoSuchMunicipalityError:
        refuse(
            f"Ingen kommune har koden {options.code}; brug for eksempel 615.",
            f"No municipality has the code {options.code}; use for example 615.",
        )
    except selectors.ChoiceRefusedError as error:
        _refuse_choice(error.reason, options.sector)
    names = places.names()
    return {
        "municipality": found.own,
        "k": found.k,
        "conditions": [asdict(condition) for condition in found.conditions],
        "peers": [
            {
                "code": peer.code,
                "name": names[peer.code],
                "distance": peer.distance,
                "differs_most": [asdict(difference) for difference in peer.differs_most],
                "far": peer.far,
                "mutual": peer.mutual,
            }
            for peer in found.peers
        ],
        "far": found.far,
        "stability": found.stability,
        "inputs": found.inputs,
    }


def _refuse_choice(reason: str, sector: str) -> NoReturn:
    """Say why a choice of peers cannot be had."""
    from samspil.figures import selectors

    known = ", ".join(selectors.learnable(sector=sector))
    words = {
        "no_such_result": (f"Vægte kan læres af {known}.", f"Learn weights from {known}."),
        "nothing_to_learn": (
            f"Vilkårene forklarer ikke resultatet, så det lærer ingen vægte; brug {known}.",
            f"Conditions do not explain this result, so it teaches no weights; use {known}.",
        ),
        "no_kl_list": (
            "KL's sammenligningsgrupper er ikke indlæst for området endnu.",
            "KL's comparison groups have not been brought for this area yet.",
        ),
        "not_in_kl_list": (
            "Kommunen står ikke i KL's sammenligningsgrupper.",
            "The municipality is not in KL's comparison groups.",
        ),
        "nobody_else": ("Gruppen har ingen andre.", "The group holds nobody else."),
    }
    group = ("Ingen fælles gruppe har det nummer.", "No shared group has that number.")
    refuse(*words.get(reason, group))


def expected(options: argparse.Namespace) -> dict[str, Any]:
    """Answer a result against what conditions let one expect."""
    ready(options)
    from samspil.figures import selectors, snapshot
    from samspil.figures.comparisons import load_comparisons

    sectors = {
        name: sector
        for sector, definition in load_comparisons().items()
        for name in definition.content.results
    }
    if options.indicator not in sectors:
        known = ", ".join(sectors)
        refuse(
            f"{options.indicator} har ingen forventet værdi; det har {known}.",
            f"{options.indicator} has no expected value; these have: {known}.",
        )
    newest = snapshot.current().latest(options.indicator)
    if options.period not in (None, newest):
        refuse(f"Forventede værdier findes for {newest}.", f"Expected values exist for {newest}.")
    found = selectors.expected_values(
        indicator=options.indicator, sector=sectors[options.indicator]
    )
    return {
        "indicator": found.indicator,
        "period": newest,
        "explained": found.explained,
        "method": found.method,
        "rows": [
            {
                "code": row.code,
                "actual": row.actual,
                "expected": row.expected,
                "difference": row.difference,
                "low": row.low,
                "high": row.high,
                "class": row.standing,
            }
            for row in found.rows
        ],
        "inputs": found.inputs,
    }


def potential(options: argparse.Namespace) -> dict[str, Any]:
    """Answer the selection of municipalities, in order of code."""
    ready(options)
    from samspil.figures import selectors
    from samspil.figures.comparisons import load_selections
    from samspil.figures.selectors.potential import CURRENT_SELECTION

    chosen = options.selection or CURRENT_SELECTION
    if chosen not in load_selections():
        known = ", ".join(load_selections())
        refuse(f"Udvælgelsen {chosen} findes ikke; brug {known}.", f"Use one of: {known}.")
    found = selectors.selection_result(selection=chosen)
    return {
        "selection": found.selection,
        "rows": selectors.selection_rows(found),
        "inputs": found.inputs,
        "version": load_selections()[chosen].version,
    }
