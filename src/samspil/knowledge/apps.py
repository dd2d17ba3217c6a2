"""Start-up of the knowledge portal."""

from django.apps import AppConfig


class KnowledgeConfig(AppConfig):
    """Fills the place that the local arena holds for what comes of a process."""

    name = "samspil.knowledge"

    def ready(self) -> None:
        """Offer to write a case on the page of a process, and keep the files under texts."""
        from samspil.development import offers
        from samspil.knowledge import keeping  # noqa: F401
        from samspil.knowledge.offer import write_a_case

        offers.register(write_a_case)
