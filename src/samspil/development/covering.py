"""Which sectors a process takes up, asked wherever sparring meets processes."""

from samspil.development.models import Process


def sectors_of(process: Process) -> tuple[str, ...]:
    """Return the sectors a process takes up."""
    return (process.sector,)
