"""Start-up of the room of letters."""

from django.apps import AppConfig


class LettersConfig(AppConfig):
    """Offers to tell people when their long work is finished, and of their roles."""

    name = "samspil.letters"

    def ready(self) -> None:
        """Ask the rooms below to call when work is finished or a role changes."""
        from samspil.jobs import registry
        from samspil.letters.notices import tell_about_role, tell_that_work_is_finished
        from samspil.people.notices import when_role_changes

        registry.when_finished(tell_that_work_is_finished)
        when_role_changes(tell_about_role)
