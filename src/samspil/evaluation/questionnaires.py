"""What participants are asked at the start and at the end of an edition: reviewed data."""

from collections.abc import Mapping
from importlib.resources import files

from samspil.definitions import Definition, load
from samspil.surveys.questionnaires import Questionnaire

START, END = "evaluation-start", "evaluation-end"
MOMENTS: Mapping[str, str] = {"start": START, "end": END}


def load_surveys() -> Mapping[str, Definition[Questionnaire]]:
    """Return both questionnaires by id; raises DefinitionError naming file and key."""
    return load(files("samspil.evaluation") / "definitions" / "surveys", Questionnaire)


def subject_of(edition: str) -> str:
    """Return what the questions are about, as the room of surveys names it."""
    return f"evaluation:{edition}"
