"""Start-up of the local arena."""

from django.apps import AppConfig


class DevelopmentConfig(AppConfig):
    """Fills the place that the screening holds for what comes of a finding."""

    name = "samspil.development"

    def ready(self) -> None:
        """Offer to begin a process from a finding."""
        from samspil.development.findings import begin_from
        from samspil.screening import offers

        offers.register(begin_from)
