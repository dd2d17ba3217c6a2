"""Three measures of Fabelborg's process, by a written list; nobody counted anything.

The outcome only varies by chance, for the first test has just begun; the work itself has moved.
"""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from samspil.development import selectors, services
from samspil.development.values import MeasurePlan, Stated
from samspil.people.viewer import Viewer

OUTCOME = MeasurePlan(
    name="Afbrudte dansktimer",
    counted="dansktimer om ugen, der blev afbrudt mindst én gang",
    kind="outcome",
    shape="count",
    unit="timer",
    of_people=False,
    direction="lower",
    target=Decimal(3),
    definition="Læreren sætter en streg, når undervisningen standses for hele klassen.",
    collects="Læreren",
)
WORK = MeasurePlan(
    name="Timer med to voksne",
    counted="dansktimer med to voksne til stede hele timen",
    of="alle dansktimer i 2. klasse den uge",
    kind="process",
    of_people=False,
    direction="higher",
    target=Decimal(80),
    definition="Talt af skemaet fredag; vikarer tæller med, praktikanter gør ikke.",
    collects="Skolelederen",
    source="pasted",
)
BALANCE = MeasurePlan(
    name="Lærernes mødetid",
    counted="minutter til møder om klassen, alle lærere tilsammen",
    kind="balancing",
    shape="other",
    unit="minutter",
    of_people=False,
    direction="lower",
    definition="Talt af kalenderen; både aftalte møder og dem, der kom til.",
    collects="Teamkoordinatoren",
)
INTERRUPTED = (6, 5, 7, 6, 4, 6, 8, 5, 6, 7, 5, 6, 7, 6, 5, 6)
WITH_TWO = (5, 4, 6, 3, 5, 7, 4, 5, 4, 3, 6, 7, 6, 7, 6, 7, 6, 7)
LESSONS = 10
MINUTES = (150, 135, 165, 140, 155, 150, 130, 160, 145, 150, 170, 140, 155, 145)


def follow(chief: Viewer, *, edition: str, municipality: str, first_day: date) -> None:
    """Begin three measures of the process, with a point for each of the last weeks."""
    process = selectors.process_for(
        viewer=chief, edition=edition, code=municipality, sector="school"
    )
    if process is None:
        return
    counts: list[Numbers] = [(None, Decimal(yes), Decimal(LESSONS)) for yes in WITH_TWO]
    outcome = _begun(chief, process.row.id, OUTCOME, _values(INTERRUPTED), first_day)
    _begun(chief, process.row.id, WORK, counts, first_day)
    _begun(chief, process.row.id, BALANCE, _values(MINUTES), first_day)
    tests = [test.id for test in process.tests]
    services.watch_tests(actor=chief, measure=outcome, tests=tests)


type Numbers = tuple[Decimal | None, Decimal | None, Decimal | None]


def _values(values: tuple[int, ...]) -> list[Numbers]:
    return [(Decimal(value), None, None) for value in values]


def _begun(
    chief: Viewer, process: int, plan: MeasurePlan, numbers: list[Numbers], first_day: date
) -> int:
    """Begin a measure with its points, one a week, the last in the week before the first day."""
    measure = services.begin_measure(actor=chief, process=process, plan=plan)
    first = first_day - timedelta(weeks=len(numbers))
    services.paste_points(
        actor=chief,
        measure=measure.pk,
        points=[
            Stated(first + timedelta(weeks=place), *each) for place, each in enumerate(numbers)
        ],
        now=datetime.combine(first_day, time(12), UTC),
    )
    return measure.pk
