"""What Fabelborg has written around its process: from the committee to a Monday, in invented words.

Two schools of the example have a name here and nowhere else; neither exists.
"""

from dataclasses import replace
from datetime import date

from samspil.development import selectors, services
from samspil.development.values import Conflict, LocalOrganisation, Scope, SharedVision
from samspil.people.viewer import Viewer

PASSAGES = {
    "ambition": (
        "Alle børn i Fabelborg skal høre til et fællesskab, hvor de lærer noget og bliver savnet, "
        "når de mangler. Den rette hjælp skal være tæt på og komme i tide."
    ),
    "politicians": (
        "Udvalget følger ambitionen to gange om året: hvad er prøvet, hvad sagde børn og voksne, "
        "og passer budgettet til det, vi beder om?"
    ),
    "chief": (
        "Skolechefen spørger til praksis på hvert ledermøde og lader penge følge de mellemformer, "
        "der er beskrevet."
    ),
    "leader": (
        "Skolelederen sætter tid af til, at to voksne planlægger sammen, og er selv med i klassen "
        "en time om ugen."
    ),
    "staff": "Teamet deler sine timer, så to voksne er sammen om det, der er svært.",
    "monday": "På mandag spørger vi ved frokosten: hvem kom ikke med i fællesskabet i dag?",
}
CONFLICTS = (
    Conflict(
        one="at et barn får ro i en lille gruppe",
        other="at det samme barn hører til i sin klasse",
        level="leader",
        owner="Skolelederen",
        handling="Gruppen er for en aftalt tid, og klassen har en plan for, hvordan barnet er med.",
    ),
    Conflict(
        one="at hjælpen følger det enkelte barn",
        other="at pengene bliver i den almene skole",
        level="politicians",
        owner="Børne- og ungeudvalget",
    ),
)
VISIONS = (
    SharedVision(
        text="Der er plads til, at børn er forskellige, uden at nogen skal rejse langt for det.",
        criteria=(
            (
                "Hver skole har mindst én mellemform, som medarbejderne kan forklare",
                "Tre medarbejdere på hver skole fortæller det samme, når man spørger",
            ),
            (
                "Elever siger, at der er nogen, der opdager, hvis de er uden for",
                "Klassens egen samtale i oktober og april",
            ),
        ),
        agreed_by="Skolechefen, skolelederne og PPR",
    ),
    SharedVision(
        unit_name="Skolen ved Fabelåen",
        text="Timerne i indskolingen begynder roligt, også efter frikvarteret.",
        criteria=(("Højst tre afbrudte timer om ugen i 2. klasse", "Lærerens streger på tavlen"),),
        agreed_by="Indskolingsteamet og skolebestyrelsen",
    ),
)
ORGANISATION = LocalOrganisation(
    lead="Konsulenten for almen praksis",
    group="Tre skoleledere, en pædagogisk leder, en PPR-psykolog og en lærer fra indskolingen",
    meets="En time hver anden onsdag",
    areas={"ppr": "takes_part", "leisure": "takes_part", "health": "asked", "family": "later"},
)
FIGURES = ("wellbeing_mean_of_five", "absence_over_10pct")
SCOPE = Scope(themes=("mellemformer", "ledelse", "undervisning"))


def tell(*, chief: Viewer, process: int, first_day: date) -> None:
    """Write the frame of the process by the ordinary services."""
    services.write_ambition(actor=chief, process=process, passages=PASSAGES)
    for conflict in CONFLICTS:
        services.name_conflict(actor=chief, process=process, conflict=conflict)
    for vision in VISIONS:
        agreed = replace(vision, agreed_on=first_day)
        services.write_vision(actor=chief, process=process, vision=agreed)
    services.organise(actor=chief, process=process, organisation=ORGANISATION)
    services.set_scope(actor=chief, process=process, scope=SCOPE)
    _start_from(chief, process)
    _sharpen(chief, process)


def _start_from(chief: Viewer, process: int) -> None:
    """Start from findings of the pre-analysis and two of the example's made-up figures."""
    view = selectors.process(viewer=chief, process=process)
    assert view is not None
    choices = selectors.starting_choices(viewer=chief, row=view.row)
    services.choose_starting_point(
        actor=chief,
        process=process,
        findings=[one.id for one in choices.findings[:2]],
        figures=[one for one, _words in choices.figures if one.indicator in FIGURES],
    )


def _sharpen(chief: Viewer, process: int) -> None:
    """Make the aim clearer after the first talks; the earlier wording stays to read."""
    view = selectors.process(viewer=chief, process=process)
    assert view is not None
    how_much = f"{view.aim.how_much}, og alle i indskolingen kan forklare den"
    services.change_aim(actor=chief, process=process, aim=replace(view.aim, how_much=how_much))
