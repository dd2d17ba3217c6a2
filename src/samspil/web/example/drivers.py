"""The driver diagram of the process in Fabelborg."""

from collections.abc import Sequence

from samspil.development import services as development
from samspil.people.viewer import Viewer

type Tree = Sequence[tuple[str, int | None, Tree]]

# Text, lever of a primary driver, and what hangs on it.
_TREE: Tree = (
    (
        "To voksne planlægger timen sammen",
        2,
        (
            (
                "Fast tid til fælles planlægning hver uge",
                None,
                (
                    ("En halv time onsdag, mens klassen har idræt", None, ()),
                    ("Skabelon på én side: hvem gør hvad i timen?", None, ()),
                ),
            ),
            (
                "Roller i timen er aftalt på forhånd",
                None,
                (("Den ene underviser, den anden går til dem, der går i stå", None, ()),),
            ),
        ),
    ),
    (
        "PPR er med, før det er svært",
        7,
        (
            (
                "PPR er på skolen på faste dage",
                None,
                (("Åben dør hver anden tirsdag", None, ()),),
            ),
        ),
    ),
    (
        "Klasserummet kan deles",
        2,
        (
            (
                "Der er et sted at gå hen og komme tilbage fra",
                None,
                (("Mindre gruppe i biblioteket, tyve minutter ad gangen", None, ()),),
            ),
        ),
    ),
)


def draw(*, chief: Viewer, process: int, first_test: int) -> None:
    """Draw the diagram, and say which idea the first test tries."""
    found: dict[str, int] = {}
    _hang(chief, process, _TREE, None, found)
    shared = found["Fast tid til fælles planlægning hver uge"]
    development.link_driver(
        actor=chief, node=shared, under=found["PPR er med, før det er svært"], seen=1
    )
    development.try_idea(
        actor=chief,
        test=first_test,
        idea=found["Den ene underviser, den anden går til dem, der går i stå"],
    )


def _hang(
    chief: Viewer, process: int, tree: Tree, under: int | None, found: dict[str, int]
) -> None:
    for text, lever, below in tree:
        change = development.add_driver(
            actor=chief,
            process=process,
            text=text,
            key=f"eksempel-{len(found)}",
            under=under,
        )
        found[text] = change.node
        if lever is not None:
            development.rename_driver(actor=chief, node=change.node, text=text, lever=lever, seen=1)
        _hang(chief, process, below, change.node, found)
