"""Start-up of the room of long work."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Collects the kinds of work that the rooms can do."""

    name = "samspil.jobs"

    def ready(self) -> None:
        """Read the ``work`` module of every installed room."""
        autodiscover_modules("work")
