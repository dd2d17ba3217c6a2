"""Pricing an order from a file. Needs no data folder and no framework, so it starts fast."""

import argparse
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

from samspil.cli import jsonfile
from samspil.cli.words import refuse, say

if TYPE_CHECKING:
    from samspil.methods.pricing import OrderError, PriceRules, Problem

KEYS = ("edition", "partnerships", "pre_analyses")
SHOWN = 20  # problems; more would scroll the first ones away

# By the method's code: what is wrong, and what would be right. Filled with the edition's limits.
DANISH: Mapping[str, tuple[str, str]] = {
    "not_an_object": ("er ikke et objekt", 'skriv {{"sector": "school", "participants": 5}}'),
    "not_a_list": ("er ikke en liste", "skriv en liste, eller udelad den"),
    "not_a_sector": ("er ikke et område", "skriv et af {sectors}"),
    "not_a_number": ("er ikke et helt tal", "skriv {fewest}"),
    "unknown_sector": ("har intet sådant område i denne udgave", "skriv et af {sectors}"),
    "no_analysis": ("har ingen sådan foranalyse i denne udgave", "{analyses}"),
    "duplicate_sector": ("står to gange", "skriv hvert område én gang"),
    "no_partnership": ("er tom", "skriv mindst ét af {sectors}; en foranalyse er et tilvalg"),
    "negative_participants": ("er under nul", "skriv {range}"),
    "too_few_participants": ("er for få", "skriv {range}"),
    "too_many_participants": ("er for mange", "skriv {range}"),
}


def quote(options: argparse.Namespace) -> dict[str, Any]:
    """Answer what the order in a file costs (``-`` is standard input)."""
    name = jsonfile.name_of(options.file)
    stated = jsonfile.read(options.file)
    from samspil.methods import pricing

    if not isinstance(stated, dict):
        example = (
            '{"edition": "2022-23", "partnerships": [{"sector": "school", "participants": 5}]}'
        )
        refuse(f"{name}: skriv et objekt som {example}.", f"{name}: give an object as {example}.")
    _refuse_unknown_keys(name, stated)
    edition, rules = _rules(name, stated.get("edition"))
    try:
        price = pricing.quote(rules, pricing.parse_order(stated))
    except pricing.OrderError as error:
        _refuse_order(name, error, rules)
    return {"edition": edition} | price.as_json()


def _refuse_unknown_keys(name: str, stated: Mapping[str, object]) -> None:
    """Refuse a misspelt key, which would make the order cheaper without a word."""
    unknown = [key for key in stated if key not in KEYS]
    if unknown:
        known = ", ".join(KEYS)
        refuse(
            f"{name}: {unknown[0]}: kendes ikke; brug {known}.",
            f"{name}: {unknown[0]}: unknown; use {known}.",
        )


def _rules(name: str, edition: object) -> "tuple[str, PriceRules]":
    """Return an edition's prices, or refuse saying which editions have any."""
    from samspil.programmes.editions import EXAMPLE, as_example, load_editions

    editions = {key: found.content for key, found in load_editions().items()}
    # The example borrows the rules of 2022-23; its dates do not matter to a price.
    editions[EXAMPLE] = as_example(editions["2022-23"], date(2026, 1, 1))
    priced = {key: rules for key, one in editions.items() if (rules := one.price_rules())}
    known = ", ".join(priced)
    if not isinstance(edition, str) or edition not in editions:
        refuse(f"{name}: edition: skriv en af {known}.", f"{name}: edition: give one of {known}.")
    if edition not in priced:
        refuse(
            f"{name}: edition: {edition} oplyser ingen priser; brug {known}.",
            f"{name}: edition: {edition} states no prices; use {known}.",
        )
    return edition, priced[edition]


def _refuse_order(name: str, error: "OrderError", rules: "PriceRules") -> NoReturn:
    """Say everything that is wrong, each with its place and what would be right."""
    for problem in error.problems[:SHOWN]:
        words = problem.code.replace("_", " ")
        say(
            f"{name}: {problem.path}: {danish(problem, rules)}.",
            f"{name}: {problem.path}: {words}; give {problem.right}.",
        )
    count = len(error.problems)
    refuse(f"{name}: {count} fejl.", f"{name}: {count} error{'s'[: count != 1]}.")


def danish(problem: "Problem", rules: "PriceRules") -> str:
    """Return a problem in Danish, with what would be right under these rules."""
    code = problem.code
    if code == "unknown_sector" and problem.path.startswith("pre_analyses"):
        code = "no_analysis"
    analyses = ", ".join(rules.pre_analysis or {})
    what, right = DANISH[code]
    return f"{what}; " + right.format(
        sectors=", ".join(rules.partnership),
        analyses=f"skriv et af {analyses}" if analyses else "udelad den",
        fewest=f"et tal som {rules.included}",
        range=f"et tal fra {rules.minimum} til {rules.ceiling}",
    )
