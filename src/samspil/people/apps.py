"""Start-up of the room of people."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PeopleConfig(AppConfig):
    """Collects what each room's ``events`` module says about the audit trail."""

    name = "samspil.people"

    def ready(self) -> None:
        """Read the ``events`` module of every installed room."""
        autodiscover_modules("events")
