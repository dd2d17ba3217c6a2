"""Start-up of the room of people."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    """Collects what rooms say about the audit trail, and about how long things are kept."""

    name = "samspil.people"

    def ready(self) -> None:
        """Read the ``events`` and ``keeping`` modules of every installed room."""
        autodiscover_modules("events")
        autodiscover_modules("keeping")
        import_module("samspil.people.keeping.sweeping")
