"""What the portal does by the clock."""

from datetime import datetime

from samspil.jobs.clock import regularly
from samspil.knowledge import services


@regularly("knowledge.search_misses")
def forget_misses(now: datetime) -> int:
    """Forget words that were looked for in vain long ago."""
    return services.forget_misses(now=now)
