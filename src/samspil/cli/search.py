"""``samspil search``: the portal's search, as a stranger would be answered."""

import argparse
from typing import Any

from samspil.cli.database import ready
from samspil.cli.words import refuse

MOST = 100


def search(options: argparse.Namespace) -> dict[str, Any]:
    """Answer each query with public texts, best first."""
    if not 1 <= options.limit <= MOST:
        refuse(f"--limit skal være mellem 1 og {MOST}.", f"--limit must be between 1 and {MOST}.")
    ready(options)
    from django.urls import reverse

    from samspil.knowledge import selectors
    from samspil.people.viewer import ANYBODY

    return {
        "results": [
            {
                "query": query,
                "hits": [
                    {
                        "title": hit.row.title,
                        "kind": hit.row.kind,
                        "path": reverse("knowledge:case", args=[hit.row.id, hit.row.slug]),
                        "score": hit.score,
                    }
                    for hit in selectors.search(ANYBODY, query, options.limit)
                ],
            }
            for query in options.queries
        ]
    }
