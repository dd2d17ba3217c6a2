"""The background worker, which first takes up what a dead one left behind."""

from argparse import ArgumentParser
from typing import Any

from django_tasks_db.management.commands import db_worker

from samspil.jobs import clock, services


class Command(db_worker.Command):
    """Runs background work of every queue."""

    help = "Run background work, beginning with what was left undone"
    # Checking everything takes longer than starting; ``samspil check`` does it when asked.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the worker's arguments, with our defaults."""
        super().add_arguments(parser)
        parser.set_defaults(queue_name="*", reload=False, startup_delay=False)

    def handle(self, **options: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Take up, then work until stopped; a worker that stays also minds the clock."""
        services.take_up_again()
        if not options.get("batch"):
            clock.start_ticking()
        super().handle(**options)
