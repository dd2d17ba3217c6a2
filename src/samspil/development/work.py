"""What this room does by the clock."""

import datetime as dt

from samspil.development import services
from samspil.jobs.clock import regularly


@regularly("development.sparring")
def write_sparring_letters(now: dt.datetime) -> int:
    """Tell people once a working day what is new about sparring."""
    return services.write_letters(now=now)
