"""What in a series is more than chance, from a file. Needs no data folder, so it starts fast."""

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NoReturn

from samspil.cli import jsonfile
from samspil.cli.words import refuse, say

if TYPE_CHECKING:
    from samspil.methods.variation import InvalidSeriesError, Phase, Problem, Rules

SHOWN = 20  # problems; more would scroll the first ones away

REBASE = '{{"t": …, "reason": …, "by": …}}'
BASELINE = '{{"from": …, "to": …, "reason": …, "by": …}}'

# By the method's code: what is wrong, and what would be right. Filled with its params.
DANISH: Mapping[str, tuple[str, str]] = {
    "not_an_object": (
        "er ikke et objekt",
        'skriv {{"points": [{{"t": "2026-01", "value": 5.3}}], "direction": "lower"}}',
    ),
    "unknown_key": ("kendes ikke", "brug {known}"),
    "points_missing": ("er ikke en liste", 'skriv [{{"t": "2026-01", "value": 5.3}}, …]'),
    "not_a_point": (
        "er ikke et punkt",
        'skriv {{"t": "2026-01", "value": 5.3}}; en måling, der mangler, er "value": null',
    ),
    "not_a_number": (
        "er {given}, ikke et tal",
        "skriv et tal som 5.3, eller null, hvis det mangler",
    ),
    "not_finite": (
        "er {given}, ikke et tal",
        "skriv et tal som 5.3, eller null, hvis det mangler",
    ),
    "too_large": ("er for stort", "skriv det i tusinder eller millioner; højst 1000000000000000"),
    "ambiguous_number": (
        "er {given}, som kan betyde to tal",
        'skriv et tal uden anførselstegn, eller brug komma: "1,234" eller "1234"',
    ),
    "no_time": ("er ikke et tidspunkt", "skriv en kort tekst som 2026-01 eller et helt tal"),
    "no_such_time": ("er {given}, som ikke findes i kalenderen", "skriv et tidspunkt som 2026-01"),
    "same_time": ("er {given} ligesom {first}", "giv hvert punkt sit eget tidspunkt"),
    "other_form": ("er {given}, skrevet anderledes end de andre", "skriv det som {example}"),
    "out_of_order": (
        "er {given}, men står efter {after} ({place})",
        "skriv punkterne i tidens rækkefølge, ældste først",
    ),
    "not_a_direction": ("er {given}", "skriv higher, lower eller neutral"),
    "rebase_not_a_list": ("er ikke en liste", f"skriv [{REBASE}, …]"),
    "not_a_rebase": (
        "er ikke et objekt",
        f"skriv {REBASE}; en fase skal have dato, grund og person",
    ),
    "not_a_baseline": (
        "er ikke et objekt",
        f"skriv {BASELINE}; en basisperiode skal have datoer, grund og person",
    ),
    "reason_missing": ("mangler", "skriv, hvorfor linjerne lægges om"),
    "person_missing": ("mangler", "skriv, hvem der har besluttet det"),
    "no_point_then": ("er {given}, hvor der ikke er noget punkt", "skriv et af punkternes t"),
    "empty_phase": (
        "er {given}, og så bliver en fase tom",
        "vælg et tidspunkt med målinger både før og fra det",
    ),
    "same_rebase": ("begynder samme sted som {first}", "skriv hver fase én gang"),
    "baseline_backwards": ("slutter, før den begynder", "byt om på from og to"),
    "baseline_across_phases": ("ligger i flere faser", "læg den inden for én fase"),
    "baseline_too_short": ("rummer {count} målinger", "tag mindst {least} med"),
    "gap": ("er en måling, der mangler", "punktet er udeladt"),
    "text_read_as_number": ("er teksten {given}", "den er læst som tallet {number}"),
}
ENGLISH: Mapping[str, tuple[str, str]] = {
    "not_an_object": (
        "is not an object",
        'give {{"points": [{{"t": "2026-01", "value": 5.3}}], "direction": "lower"}}',
    ),
    "unknown_key": ("is unknown", "use {known}"),
    "points_missing": ("is not a list", 'give [{{"t": "2026-01", "value": 5.3}}, …]'),
    "not_a_point": (
        "is not a point",
        'give {{"t": "2026-01", "value": 5.3}}; a measurement that is missing is "value": null',
    ),
    "not_a_number": (
        "is {given}, not a number",
        "give a number as 5.3, or null where it is missing",
    ),
    "not_finite": (
        "is {given}, not a number",
        "give a number as 5.3, or null where it is missing",
    ),
    "too_large": ("is too large", "give it in thousands or millions; at most 1000000000000000"),
    "ambiguous_number": (
        "is {given}, which can mean two numbers",
        'give a number without quotes, or a decimal comma: "1,234" or "1234"',
    ),
    "no_time": ("is not a time", "give a short text as 2026-01 or a whole number"),
    "no_such_time": ("is {given}, which no calendar has", "give a time as 2026-01"),
    "same_time": ("is {given}, as is {first}", "give every point a time of its own"),
    "other_form": ("is {given}, written unlike the others", "write it as {example}"),
    "out_of_order": (
        "is {given}, but stands after {after} ({place})",
        "give the points in order of time, oldest first",
    ),
    "not_a_direction": ("is {given}", "give higher, lower or neutral"),
    "rebase_not_a_list": ("is not a list", f"give [{REBASE}, …]"),
    "not_a_rebase": ("is not an object", f"give {REBASE}; a phase needs date, reason and person"),
    "not_a_baseline": (
        "is not an object",
        f"give {BASELINE}; a baseline needs dates, reason and person",
    ),
    "reason_missing": ("is missing", "say why the lines are moved"),
    "person_missing": ("is missing", "say who decided it"),
    "no_point_then": ("is {given}, where there is no point", "give the t of one of the points"),
    "empty_phase": (
        "is {given}, which leaves a phase empty",
        "choose a time with measurements both before and from it",
    ),
    "same_rebase": ("begins where {first} does", "give every phase once"),
    "baseline_backwards": ("ends before it begins", "exchange from and to"),
    "baseline_across_phases": ("lies in several phases", "keep it within one phase"),
    "baseline_too_short": ("holds {count} measurements", "take at least {least}"),
    "gap": ("is a measurement that is missing", "the point is left out"),
    "text_read_as_number": ("is the text {given}", "it is read as the number {number}"),
}  # fmt: skip


def spc(options: argparse.Namespace) -> dict[str, Any]:
    """Answer the chart of the series in a file (``-`` is standard input)."""
    name = jsonfile.name_of(options.file)
    stated = jsonfile.read(options.file)
    from samspil.figures.variation_rules import current_rules
    from samspil.methods import variation

    rules = current_rules()
    try:
        question, notes = variation.parse_question(stated, rules)
    except variation.InvalidSeriesError as error:
        _refuse(name, error)
    _tell(name, notes)
    chart = variation.draw(question, rules)
    _tell_of_few(name, chart.now, rules)
    return chart.as_json()


def sentence(problem: "Problem", words: Mapping[str, tuple[str, str]]) -> str:
    """Return what is wrong and what would be right, in the language of ``words``."""
    params = {
        key: ", ".join(value) if isinstance(value, tuple) else value
        for key, value in problem.params.items()
    }
    what, right = (text.format_map(params) for text in words[problem.code])
    return f"{what}; {right}"


def _tell(name: str, problems: "tuple[Problem, ...]") -> None:
    """Say each of the first few, with its place."""
    for problem in problems[:SHOWN]:
        where = f"{name}: {problem.path}" if problem.path else name
        say(f"{where} {sentence(problem, DANISH)}.", f"{where} {sentence(problem, ENGLISH)}.")
    if more := len(problems[SHOWN:]):
        say(f"{name}: og {more} mere af den slags.", f"{name}: and {more} more of the kind.")


def _refuse(name: str, error: "InvalidSeriesError") -> NoReturn:
    """Say everything that is wrong, and end."""
    for problem in error.problems[:SHOWN]:
        _tell(name, (problem,))
    count = len(error.problems)
    refuse(f"{name}: {count} fejl.", f"{name}: {count} error{'s'[: count != 1]}.")


def _tell_of_few(name: str, phase: "Phase", rules: "Rules") -> None:
    """Say what so few points cannot tell, so that nobody reads limits into them."""
    count = phase.count
    one = count == 1
    if phase.chart == "too_few_points":
        say(
            f"{name}: for få punkter: {count} måling{'' if one else 'er'} siger intet om "
            f"tilfældighed; {rules.run_from} giver en serie, {rules.xmr_from} grænser.",
            f"{name}: too few points: {count} measurement{'' if one else 's'} say"
            f"{'s' if one else ''} nothing of chance; {rules.run_from} make a run chart, "
            f"{rules.xmr_from} give limits.",
        )
    elif phase.chart == "run":
        say(
            f"{name}: linjerne hviler på færre end {rules.xmr_from} målinger, så der er ingen "
            "grænser: kun forskydning og tendens kan ses.",
            f"{name}: the lines rest on fewer than {rules.xmr_from} measurements, so there are no "
            "limits: only shift and trend can be seen.",
        )
