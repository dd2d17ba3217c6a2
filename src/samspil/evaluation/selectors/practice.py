"""What was tried at home, and what came of it: also what did not go as people expected."""

from collections import Counter
from collections.abc import Iterable, Sequence

from samspil.development import selectors as development
from samspil.development.selectors import ProcessView
from samspil.evaluation.selectors.rows import Practice, Tried

DECISIONS = ("adopt", "adapt", "abandon")
COMPARED = ("as_predicted", "partly", "not")


def practice_of(processes: Sequence[ProcessView], ambition: str = "") -> Practice:
    """Return what was tried in some processes, the concluded tests in order of place and number.

    ``ambition`` is the political one behind a single process, in the municipality's own words.
    """
    tried = tuple(_tried(processes))
    decided = Counter(one.decision for one in tried)
    compared = Counter(one.compared for one in tried)
    one = processes[0] if len(processes) == 1 else None
    return Practice(
        planned=sum(view.row.planned for view in processes),
        doing=sum(view.row.doing for view in processes),
        concluded=len(tried),
        predicted=sum(bool(test.prediction) for view in processes for test in view.tests),
        decided=tuple((development.decision_name(code), decided[code]) for code in DECISIONS),
        compared=tuple((development.compared_name(code), compared[code]) for code in COMPARED),
        tried=tried,
        ambition=ambition,
        aim=one.aim.what if one else "",
        process=one.row.id if one else None,
    )


def _tried(processes: Sequence[ProcessView]) -> Iterable[Tried]:
    for view in processes:
        for test in view.tests:
            if test.status == "concluded":
                yield Tried(
                    id=test.id,
                    process=view.row.id,
                    number=test.number,
                    municipality=view.row.municipality,
                    question=test.question,
                    prediction=test.prediction,
                    what_happened=test.what_happened,
                    compared=test.compared,
                    compared_name=test.compared_name,
                    decision=test.decision,
                    decision_name=test.decision_name,
                )
