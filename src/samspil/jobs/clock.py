"""What happens by the clock, with nobody asking: reminders, and whatever else falls due.

A room writes it in its ``work.py``, which is read at start-up:

    @regularly("programmes.reminders")
    def remind(now: datetime) -> int: ...

Each is called about once a minute by every worker, and by ``samspil tick`` from cron. It must
therefore be cheap when nothing is due, safe to repeat, and safe while another process does the
same; what it sends has a key. It returns how many things it did.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import datetime

from django.conf import settings
from django.db import close_old_connections, connections
from django.utils import timezone, translation

type Chore = Callable[[datetime], int]

MINUTE = 60.0
"""Seconds between two ticks of a worker."""

_CHORES: dict[str, Chore] = {}
_log = logging.getLogger("samspil.jobs")


class ChoreTakenError(Exception):
    """Two rooms call what they do by the clock the same."""


def regularly(name: str) -> Callable[[Chore], Chore]:
    """Register a function to be called by the clock; raises ChoreTakenError."""

    def register(chore: Chore) -> Chore:
        if name in _CHORES and _CHORES[name] is not chore:
            raise ChoreTakenError(name)
        _CHORES[name] = chore
        return chore

    return register


def tick(*, now: datetime | None = None) -> Mapping[str, int | None]:
    """Do what is due; returns how many things each chore did, None for one that failed.

    A chore that fails is noted in the log and keeps no other from being done.
    """
    moment = now or timezone.now()
    done: dict[str, int | None] = {}
    with translation.override(settings.LANGUAGE_CODE):
        for name, chore in sorted(_CHORES.items()):
            try:
                done[name] = chore(moment)
            except Exception:
                _log.exception("what the clock asks for failed", extra={"chore": name})
                done[name] = None
    return done


def start_ticking(*, pause: float = MINUTE) -> threading.Event:
    """Tick in a thread beside this one until the event returned is set, or the process ends."""
    stop = threading.Event()
    threading.Thread(target=_keep_ticking, args=(stop, pause), name="clock", daemon=True).start()
    return stop


def _keep_ticking(stop: threading.Event, pause: float) -> None:
    while not stop.wait(pause):
        close_old_connections()
        tick()
        # The thread's own connections; between two ticks none is needed.
        connections.close_all()
