"""Asking a publisher over the network: time limits, retries with back-off, no key in any message.

What may pass (429, 5xx, a lost connection, half an answer) is asked again; a refusal is not.
"""

import functools
import json
import logging
import os
import random
import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from django.utils import timezone
from django.utils.translation import gettext as _

from samspil import __version__
from samspil.figures.fetching.errors import (
    BrokenAnswerError,
    FetchError,
    KeyRefusedError,
    RefusedError,
    TooLargeError,
    UnreachableError,
)
from samspil.figures.fetching.secret import Secret

if TYPE_CHECKING:
    import ssl

    import httpx

Checked = Callable[[bytes], object]

TRIES = 6
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 60.0
PATIENCE = 300.0
"""Seconds one answer may take from its first byte to its last."""
LARGEST = 256 * 1024 * 1024

_log = logging.getLogger("samspil.figures.fetching")


class _Passing(Exception):  # noqa: N818 - worth another try
    """Something that may be over in a moment; ``after`` is how long we are asked to wait."""

    def __init__(self, reason: str, after: float | None = None) -> None:
        self.reason, self.after = reason, after
        super().__init__(reason)


class Client:
    """One publisher's address and key. Use it as a context manager."""

    def __init__(
        self,
        address: str,
        *,
        key: Secret | None = None,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        import httpx

        self._address, self._key = address, key
        self._sleep, self._chance = sleep, chance
        self._tries = _tries()
        self._http = httpx.Client(
            timeout=httpx.Timeout(60.0, connect=15.0),
            headers={"User-Agent": f"samspil/{__version__}", "Accept": "*/*"},
            verify=_trusted(),
            # A key must not travel to wherever an answer points.
            follow_redirects=False,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._http.close()

    def ask(self, path: str, body: Mapping[str, Any], checked: Checked | None = None) -> bytes:
        """Return the answer to a POST, after as many tries as it takes.

        ``checked`` raises BrokenAnswerError for an answer that is not whole. Raises
        UnreachableError, KeyRefusedError, TooLargeError or RefusedError.
        """
        content = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        for attempt in range(1, self._tries + 1):
            try:
                answer = self._once(path, content)
                if checked is not None:
                    _whole(answer, checked)
            except _Passing as trouble:
                if attempt == self._tries:
                    raise self._given_up(trouble) from None
                self._wait(attempt, trouble)
            else:
                return answer
        raise AssertionError  # pragma: no cover - the loop returns or raises

    def _once(self, path: str, content: bytes) -> bytes:
        import httpx

        headers = {"Content-Type": "application/json"}
        if self._key is not None:
            headers["Authorization"] = f"Bearer {self._key.reveal()}"
        try:
            with self._http.stream(
                "POST", f"{self._address}/{path}", content=content, headers=headers
            ) as answer:
                read = _read(answer)
        except httpx.TransportError as error:
            raise _Passing(type(error).__name__) from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise FetchError(self._covered(str(error))) from None
        if answer.status_code == 200:
            return read
        raise self._refusal(answer.status_code, answer.headers.get("Retry-After"), read)

    def _refusal(self, status: int, after: str | None, content: bytes) -> Exception:
        """Return what a status other than 200 means."""
        if status == 429 or status >= 500:
            return _Passing(f"HTTP {status}", _seconds(after))
        if status in {401, 403}:
            return KeyRefusedError(_key_words(self._key))
        text = self._covered(content[:2000].decode("utf-8", errors="replace")).strip()
        code, said = _reason(text)
        message = _("%(host)s afviste spørgsmålet (%(status)s): %(text)s") % {
            "host": _host(self._address),
            "status": f"{status} {code}".strip(),
            "text": said[:300] or _("uden begrundelse"),
        }
        kind = TooLargeError if code == "REQUEST-LIMIT" or status == 413 else RefusedError
        return kind(message, status=status, code=code, text=said)

    def _wait(self, attempt: int, trouble: _Passing) -> None:
        """Wait as asked, or longer each time, by chance so that many clients don't come at once."""
        longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2**attempt)
        pause = longest * (0.5 + 0.5 * self._chance())
        if trouble.after is not None:
            pause = min(LONGEST_PAUSE, max(trouble.after, 0.0)) + 0.1 * self._chance()
        _log.info("asking again", extra={"reason": trouble.reason, "pause": round(pause, 1)})
        self._sleep(pause)

    def _given_up(self, trouble: _Passing) -> UnreachableError:
        message = _(
            "%(host)s svarer ikke, som det skal (%(reason)s efter %(tries)s forsøg). "
            "Prøv igen senere; det, der allerede er hentet, er gemt."
        )
        what = {
            "host": _host(self._address),
            "reason": self._covered(trouble.reason),
            "tries": self._tries,
        }
        return UnreachableError(message % what)

    def _covered(self, text: str) -> str:
        return self._key.hidden_in(text) if self._key is not None else text


@functools.cache
def _trusted() -> "ssl.SSLContext":
    """Return whom we trust: read once, since it takes longer than many an answer."""
    import httpx

    return httpx.create_ssl_context()


def _read(answer: "httpx.Response") -> bytes:
    """Read an answer to its end; one that drips or never ends is given up."""
    ends = time.monotonic() + PATIENCE
    pieces, size = [], 0
    for piece in answer.iter_bytes():
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise FetchError(_("Svaret er større, end Samspil vil læse på én gang."))
        if time.monotonic() > ends:
            raise _Passing(_("svaret tog for lang tid"))
    return b"".join(pieces)


def _whole(answer: bytes, checked: Checked) -> None:
    try:
        checked(answer)
    except BrokenAnswerError as error:
        raise _Passing(str(error)) from None


def _reason(text: str) -> tuple[str, str]:
    """Return the publisher's kind of error and its words; the words alone where it has no kinds."""
    try:
        said = json.loads(text)
    except ValueError:
        return "", text
    if isinstance(said, dict):
        words = said.get("message") or said.get("title") or said.get("detail") or ""
        return str(said.get("errorTypeCode") or ""), str(words)
    return "", said if isinstance(said, str) else text


def _seconds(after: str | None) -> float | None:
    """Return a Retry-After in seconds, which may be written as a moment."""
    if not after:
        return None
    try:
        return float(after)
    except ValueError:
        pass
    try:
        return (parsedate_to_datetime(after) - timezone.now()).total_seconds()
    except (ValueError, TypeError):
        return None


def _key_words(key: Secret | None) -> str:
    if key is None:
        return _("Udgiveren kræver en nøgle.")
    return _(
        "Udgiveren tager ikke imod nøglen, der ender på %(last)s. Den kan være udløbet eller "
        "trukket tilbage: hent en ny hos udgiveren, og gem den under hentning af tal."
    ) % {"last": key.last_four}


def _host(address: str) -> str:
    return address.split("://", 1)[-1].split("/", 1)[0].rsplit("@", 1)[-1]


def _tries() -> int:
    stated = os.environ.get("SAMSPIL_FETCH_TRIES", "")
    return max(1, int(stated)) if stated.isdigit() else TRIES
