"""Words for what a process and a test of change are and came to."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from samspil.development.models import (
    AMBITION,
    Area,
    Audience,
    Compared,
    Decision,
    Involved,
    Level,
    Rhythm,
    TestOfChange,
    Used,
    Wanted,
)

SECTORS: Mapping[str, Promise] = {"school": _("Skole"), "daycare": _("Dagtilbud")}

STATUSES: Mapping[str, Promise] = {
    TestOfChange.Status.PLANNED: _("Planlagt"),
    TestOfChange.Status.DOING: _("I gang"),
    TestOfChange.Status.CONCLUDED: _("Afsluttet"),
}

COMPARED: Mapping[str, Promise] = {
    Compared.AS_PREDICTED: _("Som vi ventede"),
    Compared.PARTLY: _("Delvist som vi ventede"),
    Compared.NOT: _("Ikke som vi ventede"),
}

DECISIONS: Mapping[str, Promise] = {
    Decision.ADOPT: _("Vi gør det til praksis"),
    Decision.ADAPT: _("Vi justerer og prøver igen"),
    Decision.ABANDON: _("Vi lader det ligge"),
}

type Parts = Mapping[str, Promise]
"""Fields of a process or test that can go along with a question, and what each is called."""

AIM_PARTS: Parts = {
    "what": _("Vi vil ændre"),
    "how_much": _("Så meget"),
    "for_whom": _("For"),
}
TEST_PARTS: Parts = {
    "question": _("Vi prøver"),
    "prediction": _("Vi ventede"),
    "what_happened": _("Det skete"),
}

WANTED: Mapping[str, Promise] = {
    Wanted.VIEW: _("Et blik udefra"),
    Wanted.EXAMPLE: _("Et eksempel"),
    Wanted.VISIT: _("Et besøg"),
    Wanted.CALL: _("En halv time i telefonen"),
}

AUDIENCES: Mapping[str, Promise] = {
    Audience.GROUP: _("Vores sparringsgruppe"),
    Audience.EVERYBODY: _("Alle i partnerskabet"),
    Audience.ADOPTED: _("Dem, der har gjort noget lignende til praksis"),
}

WHY_ASKED: Mapping[str, Promise] = {
    Audience.GROUP: _("I er spurgt, fordi I er i sparringsgruppe sammen."),
    Audience.EVERYBODY: _("Alle i partnerskabet er spurgt."),
    Audience.ADOPTED: _(
        "I er spurgt, fordi I har prøvet noget på samme greb og gjort det til praksis. Kommunen "
        "får først at vide, at I er spurgt, hvis I svarer."
    ),
}

USED: Mapping[str, Promise] = {
    Used.YES: _("Brugt"),
    Used.PARTLY: _("Delvist brugt"),
    Used.NOT_YET: _("Ikke endnu"),
}

RHYTHMS: Mapping[str, Promise] = {
    Rhythm.DAILY: _("Højst ét brev om dagen"),
    Rhythm.WEEKLY: _("Højst ét brev om ugen"),
    Rhythm.NEVER: _("Ingen breve"),
}

JOINT: Promise = _("Skole og dagtilbud sammen")

LEVELS: Mapping[str, Promise] = {
    Level.POLITICIANS: _("Politikerne"),
    Level.CHIEF: _("Chefen"),
    Level.LEADER: _("Lederen af skolen eller dagtilbuddet"),
    Level.STAFF: _("Medarbejderne"),
    Level.MONDAY: _("Hvad gør vi på mandag?"),
}

AREAS: Mapping[str, Promise] = {
    Area.PPR: _("PPR"),
    Area.FAMILY: _("Familieafdelingen"),
    Area.HEALTH: _("Sundhedsplejen"),
    Area.LEISURE: _("Fritid og SFO"),
    Area.CULTURE: _("Kultur og foreninger"),
    Area.FINANCE: _("Økonomi"),
    Area.SOCIAL: _("Socialområdet"),
    Area.JOBS: _("Jobcentret"),
    Area.YOUTH: _("Ungeindsatsen"),
    Area.HR: _("Personale og ledelsesudvikling"),
}

INVOLVED: Mapping[str, Promise] = {
    Involved.TAKES_PART: _("Er med"),
    Involved.ASKED: _("Er spurgt"),
    Involved.LATER: _("Senere"),
}

PASSAGES: Mapping[str, Promise] = {AMBITION: _("Ambitionen"), **LEVELS}

PASSAGE_HELP: Mapping[str, Promise] = {
    AMBITION: _(
        "Hvad vil I politisk, med jeres egne ord? Gerne så kort, at en medarbejder kan gengive det."
    ),
    Level.POLITICIANS: _("Hvad beslutter udvalget, hvad følger det, og hvor ofte ser det på det?"),
    Level.CHIEF: _(
        "Hvad prioriterer chefen, hvad spørger chefen til, og hvad siger chefen nej til?"
    ),
    Level.LEADER: _(
        "Hvad gør lederen af den enkelte skole eller det enkelte dagtilbud anderledes?"
    ),
    Level.STAFF: _("Hvad betyder det i klassen og på stuen? Skriv ikke om enkelte børn."),
    Level.MONDAY: _("Én ting, som nogen gør anderledes allerede på mandag."),
}


def no_prediction() -> str:
    """Say, in the language of the house, that a test began without a prediction."""
    with override("da"):
        return gettext("Ingen forudsigelse blev skrevet, før vi gik i gang.")
