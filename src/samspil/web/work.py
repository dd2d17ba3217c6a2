"""What the whole house does by the clock."""

from datetime import datetime

from samspil.jobs.clock import regularly
from samspil.people.keeping import sweeping


@regularly("people.keeping")
def keep(now: datetime) -> int:
    """Remove once a day what has been kept long enough."""
    return sweeping.sweep_daily(now)
