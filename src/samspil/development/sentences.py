"""Words for what a process and a test of change are and came to."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samspil.development.models import (
    Audience,
    Compared,
    Decision,
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
