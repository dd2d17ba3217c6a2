"""What a piece of work sees of itself while it runs."""

import time
from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from samspil.jobs.models import Job

PAUSE = 0.5
"""Seconds between two writes: often enough to watch, seldom enough to leave the database alone."""


class TakenOverError(Exception):
    """Another worker has taken the work up; this one must stop and change nothing more."""


class Progress:
    """Reports how far the work is. ``arguments`` and ``key`` say what was asked for."""

    def __init__(self, job: Job) -> None:
        self.job_id: int = job.pk
        self.key: str = job.key
        self.arguments: Mapping[str, Any] = job.arguments
        self.attempt: int = job.attempts
        self._claim = job.claim
        self._next_write = 0.0

    def step(self, done: int, total: int, message: str = "") -> None:
        """Say that ``done`` of ``total`` steps are done; cheap enough to call at each of them.

        Raises TakenOverError when another worker has taken the work up.
        """
        now = time.monotonic()
        if now < self._next_write and done < total:
            return
        self._next_write = now + PAUSE
        changed = Job.objects.filter(pk=self.job_id, claim=self._claim, status="running").update(
            done=max(0, min(done, total)),
            total=max(0, total),
            message=message[:300],
            seen_at=timezone.now(),
        )
        if not changed:
            raise TakenOverError
