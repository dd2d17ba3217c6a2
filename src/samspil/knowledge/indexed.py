"""The texts of a case that it is found by."""

from samspil.development import selectors as development
from samspil.knowledge import prose
from samspil.knowledge.models import Case


def texts(case: Case) -> tuple[str, str, str]:
    """Return what stands in its title, its summary and its body, in both languages.

    What was tried, the names of the levers and of the municipality count as body.
    """
    tried = (
        text
        for trial in case.trials
        for text in (trial["question"], trial["prediction"], trial["happened"])
    )
    names = development.lever_names("da")
    levers = (names[one.lever] for one in case.levers.all())
    place = case.municipality.name if case.municipality else ""
    body = (prose.plain(case.body), prose.plain(case.body_en), *tried, *levers, place)
    return (
        f"{case.title} {case.title_en}",
        f"{case.summary} {case.summary_en}",
        " ".join(body),
    )
