"""Reading all pages of an answer, whether the first page is called 0 or 1.

It is not settled which. A server may serve the first page for both, give nothing for 0, refuse it,
or serve everything at once; none of these may lose or double a row.
"""

from collections.abc import Callable, Mapping
from itertools import count

from django.utils.translation import gettext as _

from samspil.figures.fetching.errors import FetchError, RefusedError

Line = Mapping[str, str]
MOST_PAGES = 10_000


def all_lines(ask: Callable[[int], list[Line]], size: int) -> list[Line]:
    """Return every line, asking for pages of ``size`` until one is short or empty.

    Raises RefusedError, or FetchError where pages overlap: then lines may be missing as well.
    """
    lines: list[Line] = []
    seen: set[frozenset[tuple[str, str]]] = set()
    for page in count():
        found = _page(ask, page)
        new = [line for line in found if frozenset(line.items()) not in seen]
        if not new and page > 0:
            # Page 1 may be page 0 once more; anything later that is not new is the end.
            if page == 1 and len(lines) >= size:
                continue
            break
        if len(new) != len(found):
            raise FetchError(_("Udgiverens sider overlapper, så rækker kan mangle. Prøv igen."))
        lines += new
        seen |= {frozenset(line.items()) for line in new}
        if lines and len(found) < size:
            break
        if page > MOST_PAGES:
            raise FetchError(_("Udgiveren bliver ved med at sende sider."))
    return lines


def _page(ask: Callable[[int], list[Line]], page: int) -> list[Line]:
    try:
        return ask(page)
    except RefusedError:
        if page == 0:
            return []
        raise
