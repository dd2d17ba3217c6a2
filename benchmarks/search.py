"""How long does a search take among some thousands of made-up texts?

Works on the current database (``--data`` or SAMSPIL_DATA, SAMSPIL_DATABASE_URL) in a transaction
that is taken back, so nothing is left. Prints JSON: milliseconds for the query alone and for the
page's whole answer, for a stranger and for somebody with roles.

    uv run python benchmarks/search.py [--texts 5000] [--data DIR]
"""

import argparse
import itertools
import json
import os
import random
import statistics
import time

QUERIES = (
    "mellemformer",
    "tildelingsmodel",
    "skoleudvikling",
    "hvem bestemmer om specialklasse",
    "fravær i udskolingen",
    "co-teaching",
    "forældresamarbejde om trivsel",
    "PPR ventetid",
    "børn",
    "flodhest",
)
FIRST = ("skole", "elev", "lærer", "trivsel", "fravær", "klasse", "forældre", "børn", "ledelse")
LATER = ("mellemform", "tilbud", "visitation", "budget", "praksis", "stue", "tildelingsmodel")
BEFORE = ("kommune", "undervisnings", "indskolings", "dagtilbuds", "social", "special", "sprog")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--data")
    options = parser.parse_args()
    if options.data:
        os.environ["SAMSPIL_DATA"] = options.data
    from samspil.cli.database import ready

    ready()
    from django.db import connection, transaction

    from samspil.people.roles import Role
    from samspil.people.viewer import ANYBODY, Grant, Viewer

    member = Viewer(grants=(Grant(Role.CHIEF, "101"), Grant(Role.FACILITATOR)))
    with transaction.atomic():
        began = time.perf_counter()
        fill(options.texts)
        answer = {
            "database": connection.vendor,
            "texts": options.texts,
            "seconds_to_index": round(time.perf_counter() - began, 1),
            "stranger": measure(ANYBODY, options.rounds),
            "member": measure(member, options.rounds),
        }
        transaction.set_rollback(True)
    print(json.dumps(answer, indent=2))


def vocabulary() -> list[str]:
    """Return simple words and compounds, the common ones first."""
    compounds = [f"{before}{word}" for before in BEFORE for word in (*FIRST, *LATER)]
    return [*FIRST, *LATER, *compounds, *(f"ord{number}" for number in range(2000))]


def fill(count: int) -> None:
    """Make texts of words as common and rare as in real ones, half of them public."""
    from django.utils import timezone

    from samspil.knowledge import services
    from samspil.knowledge.models import Case

    chance, words = random.Random(1), vocabulary()
    # As in any language, the n-th commonest word is about 1/n as common as the first.
    weights = list(itertools.accumulate(1 / (place + 5) for place in range(len(words))))

    def text(length: int) -> str:
        return " ".join(chance.choices(words, cum_weights=weights, k=length))

    Case.objects.bulk_create(
        Case(
            title=text(6),
            summary=text(25),
            body=text(250),
            scope="public" if number % 2 else "kl",
            status="published",
            published_at=timezone.now(),
        )
        for number in range(count)
    )
    services.refresh_index()


def measure(viewer: object, rounds: int) -> dict[str, float]:
    """Return median and 95th percentile in milliseconds over all queries, warm."""
    from samspil.knowledge import selectors

    taken = []
    for number in range(rounds + 1):
        for query in QUERIES:
            began = time.perf_counter()
            selectors.search(viewer, query, 10)
            if number:
                taken.append(1000 * (time.perf_counter() - began))
    return {
        "median_ms": round(statistics.median(taken), 1),
        "p95_ms": round(statistics.quantiles(taken, n=20)[-1], 1),
    }


if __name__ == "__main__":
    main()
