"""Start-up of the room of figures."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class FiguresConfig(AppConfig):
    """Collects what each room's ``timeline`` module wants marked in charts over time."""

    name = "samspil.figures"

    def ready(self) -> None:
        """Read the ``timeline`` module of every installed room."""
        autodiscover_modules("timeline")
