"""Start-up of the room of programmes."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class ProgrammesConfig(AppConfig):
    """Collects what rooms above do with an edition: their ``followers`` and ``doors`` modules."""

    name = "samspil.programmes"

    def ready(self) -> None:
        """Read these modules of every installed room."""
        autodiscover_modules("followers", "doors")
