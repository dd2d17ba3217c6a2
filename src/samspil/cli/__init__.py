"""The command line; names and shapes of its answers are promises (see docs/guide).

This file and ``words`` must be readable to an old Python, so that it can say it is too old: no
annotation here is evaluated, and nothing newer than Python 3.6 is used.
"""

import sys

from samspil.cli.words import REFUSED, choose, say


def main(arguments: "list[str] | None" = None) -> int:
    """Run one command and return its exit code: 0 done, 1 refused, 2 wrong usage, 3 unavailable."""
    if sys.version_info < (3, 12):  # noqa: UP036 - a wheel can be run by hand on an older Python
        say("Samspil kræver Python 3.12 eller nyere.", "Samspil needs Python 3.12 or newer.")
        return 3
    from samspil.cli.running import run

    return run(arguments)


__all__ = ["REFUSED", "choose", "main"]

if __name__ == "__main__":
    sys.exit(main())
