"""What figures must be shown beside each other, and what must never share a chart."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from samspil.definitions import Definition, DefinitionError

if TYPE_CHECKING:
    from samspil.figures.indicators import Indicator


def check_beside(indicators: Mapping[str, "Definition[Indicator]"]) -> None:
    """Raise DefinitionError naming the first definition whose ``beside`` points nowhere."""
    for definition in indicators.values():
        for wanted in definition.content.beside:
            _require_another("beside", wanted, definition, indicators)


def check_never_with(indicators: Mapping[str, "Definition[Indicator]"]) -> None:
    """Raise DefinitionError naming the first ``never_with`` that points nowhere or one way only."""
    for definition in indicators.values():
        for wanted in definition.content.never_with:
            _require_another("never_with", wanted, definition, indicators)
            if definition.id not in indicators[wanted].content.never_with:
                problem = ("never_with", f"{wanted} must say never with {definition.id} too")
                raise DefinitionError(definition.path, (problem,))


def _require_another(
    key: str,
    wanted: str,
    definition: "Definition[Indicator]",
    indicators: Mapping[str, "Definition[Indicator]"],
) -> None:
    if wanted == definition.id or wanted not in indicators:
        problem = (key, f"there is no other indicator called {wanted}")
        raise DefinitionError(definition.path, (problem,))
