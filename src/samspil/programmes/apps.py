"""Start-up of the room of programmes."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ProgrammesConfig(AppConfig):
    """Collects what rooms above do when an edition changes: their ``followers`` modules."""

    name = "samspil.programmes"

    def ready(self) -> None:
        """Read the ``followers`` module of every installed room."""
        autodiscover_modules("followers")
