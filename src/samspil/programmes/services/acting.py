"""Who acts: every act that is written down has a person behind it."""

from samspil.people import services as people
from samspil.people.viewer import Viewer


def known(actor: Viewer) -> int:
    """Return who acts; roles without a person behind them write nothing (NotAllowedError)."""
    if actor.user_id is None:
        raise people.NotAllowedError
    return actor.user_id
