"""Start-up of the room of letters."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Offers to tell people when their long work is finished."""

    name = "samspil.letters"

    def ready(self) -> None:
        """Ask the room below to call when work is finished."""
        from samspil.jobs import registry
        from samspil.letters.notices import tell_that_work_is_finished

        registry.when_finished(tell_that_work_is_finished)
