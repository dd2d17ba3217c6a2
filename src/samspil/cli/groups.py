"""Forming groups from a file. Needs no data folder and no framework, so it starts fast."""

import argparse
import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NoReturn

from samspil.cli import jsonfile
from samspil.cli.words import USAGE, Stop, refuse, say

if TYPE_CHECKING:
    from samspil.methods.grouping import Complaint, Grouping, InfeasibleError

SHOWN = 20  # complaints; more would scroll the first ones away

# By the method's code: what is wrong, and what would be right. Filled with its params.
DANISH: Mapping[str, tuple[str, str]] = {
    "not_an_object": ("er ikke et objekt", 'giv {{"members": …, "cost": …, "sizes": …}}'),
    "unknown_key": ("kendes ikke", "fjern den, eller ret stavemåden"),
    "members_missing": ("er ikke en liste", 'giv [{{"id": …, "name": …}}, …]'),
    "member_without_id": ("har intet id", 'giv {{"id": …}} med en tekst eller et helt tal'),
    "duplicate_id": ("har samme id {id!r} som members[{first}]", "giv hver sit eget id"),
    "too_few_members": ("rummer {count}", "giv mindst 2 deltagere"),
    "wrong_rows": ("har ikke én række for hver deltager", "giv {members} rækker"),
    "wrong_columns": ("har ikke ét tal for hver deltager", "giv {members} tal"),
    "not_a_number": ("er ikke et tal", "giv prisen for, at de to er i samme gruppe"),
    "asymmetric": ("er {one:g}, men cost[{column}][{row}] er {other:g}", "giv det samme tal"),
    "bad_sizes": ("kan ikke bruges", 'giv {{"min": …, "max": …}}, hele tal med 1 ≤ min ≤ max'),
    "impossible_count": ("passer ikke med deltagere og størrelser", "giv et andet antal grupper"),
    "impossible_sizes": ("passer ikke med {members} deltagere", "giv andre størrelser"),
    "bad_count": ("kan ikke bruges", "giv et helt tal fra 1 og op, eller udelad det"),
    "not_lists": ("er ikke en liste af id'er", "giv lister med deltageres id'er"),
    "unknown_id": ("nævner {id!r}, som ikke er deltager", "nævn kun deltagere"),
    "bad_wish": ("nævner for få eller nogen to gange", "nævn mindst {least}, hver én gang"),
    "twice": ("nævner {id!r}, som også er i en tidligere gruppe", "nævn hver én gang"),
    "too_many_groups": ("har flere grupper end størrelser", "giv dem i størrelsernes rækkefølge"),
    "bad_choice": ("er ikke en af mulighederne", "giv en af dem, der står i vejledningen"),
}


def groups(options: argparse.Namespace) -> dict[str, Any]:
    """Answer the best groups for the question in a file (``-`` is standard input)."""
    name = jsonfile.name_of(options.file)
    if not (math.isfinite(options.seconds) and options.seconds > 0):
        raise Stop(
            USAGE, "--seconds skal være et tal over 0.", "--seconds must be a number above 0."
        )
    if options.seed < 0:
        raise Stop(USAGE, "--seed skal være 0 eller mere.", "--seed must be 0 or more.")
    question = jsonfile.read(options.file)
    from samspil.methods import grouping

    try:
        problem = grouping.parse_problem(question)
        _note_namesakes(name, question["members"])
        found = grouping.solve(problem, seconds=options.seconds, seed=options.seed)
    except grouping.InvalidProblemError as error:
        _refuse_complaints(name, error.complaints)
    except grouping.InfeasibleError as error:
        _refuse_wishes(name, error)
    except grouping.UndecidedError:
        refuse(
            f"{name}: tiden slap op, før vi vidste, om ønskerne kan opfyldes; giv flere --seconds.",
            f"{name}: time ran out before it was clear whether the wishes can be met; "
            "give more --seconds.",
        )
    return _answer(found)


def _note_namesakes(name: str, members: list[dict[str, object]]) -> None:
    """Say which names several members share: allowed, but easily mistaken for each other."""
    named: dict[str, list[str]] = {}
    for index, member in enumerate(members):
        words = " ".join(str(member.get("name") or "").split())
        named.setdefault(words.casefold(), []).append(f"members[{index}]")
    shared = [places for words, places in named.items() if words and len(places) > 1]
    for places in shared[:SHOWN]:
        listed = ", ".join(places)
        say(
            f"{name}: {listed} har samme navn; svaret kender dem på deres id.",
            f"{name}: {listed} have the same name; the answer tells them apart by id.",
        )


def _refuse_complaints(name: str, complaints: "tuple[Complaint, ...]") -> NoReturn:
    """Say everything that is wrong, each with its place and what would be right."""
    for complaint in complaints[:SHOWN]:
        where = f"{name}: {complaint.path}" if complaint.path else name
        say(
            f"{where} {danish(complaint)}.",
            f"{where} {complaint.what}; {complaint.remedy}.",
        )
    count = len(complaints)
    refuse(f"{name}: {count} fejl.", f"{name}: {count} error{'s'[: count != 1]}.")


def danish(complaint: "Complaint") -> str:
    """Return a complaint in Danish; one with an unknown code stays as the method put it."""
    words = DANISH.get(complaint.code)
    if words is None:
        return f"{complaint.what}; {complaint.remedy}"
    params: dict[str, Any] = dict(complaint.params)
    what, remedy = (text.format_map(params) for text in words)
    return f"{what}; {_better_remedy(complaint.code, params) or remedy}"


def _better_remedy(code: str, params: Mapping[str, Any]) -> str:
    """Return the numbers that would be right, where the method has worked them out."""
    if code == "impossible_sizes" and "near_min" in params:
        near = f'{{"min": {params["near_min"]}, "max": {params["near_max"]}}}'
        return f"tillad for eksempel {near}"
    if code == "impossible_sizes" and "least" in params:
        return f"størrelserne giver plads til {params['least']} til {params['most']}"
    if code == "impossible_count" and "least" in params:
        return f"bed om {params['least']} til {params['most']} grupper"
    if code == "impossible_count" and "sizes" in params:
        return f"udelad antallet, eller giv {params['sizes']}"
    if code == "bad_choice":
        return f"giv en af {', '.join(params['choices'])}"
    return ""


def _refuse_wishes(name: str, error: "InfeasibleError") -> NoReturn:
    """Say which wishes contradict each other."""
    if not error.wishes:
        refuse(
            f"{name}: sizes passer ikke med antallet af deltagere; giv andre størrelser.",
            f"{name}: sizes do not fit the number of members; give other sizes.",
        )
    listed = ", ".join(wish.path for wish in error.wishes)
    refuse(
        f"{name}: disse ønsker kan ikke opfyldes på én gang med de størrelser: {listed}; "
        "opgiv et af dem.",
        f"{name}: these wishes cannot all be met with these sizes: {listed}; give up one of them.",
    )


def _answer(found: "Grouping") -> dict[str, Any]:
    """Return the answer in the shape that the command has promised."""
    answer: dict[str, Any] = {
        "groups": [list(group) for group in found.groups],
        "cost": found.cost,
        "bound": found.bound,
        "gap": found.gap,
        "proved": found.proved,
        "worst_group": asdict(found.worst_group),
        "seconds": found.seconds,
        "seed": found.seed,
        "inputs": found.inputs,
    }
    return answer if found.moves is None else answer | {"moves": found.moves}
