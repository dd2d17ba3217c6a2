"""Background work on letters. Arguments are numbers only: they lie in the database in the clear."""

from django.tasks import task


@task
def send_letter(letter_id: int) -> None:
    """Send a letter that waits; safe to repeat."""
    from samspil.letters import services

    services.send(letter_id=letter_id)
