"""Words of this room. About figures no word of cause is used, in either language (tested)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspil.definitions import Text
from samspil.evaluation.criteria import Evidence
from samspil.evaluation.models import Verdict
from samspil.figures.indicators import BottomLine

SECTORS: Mapping[str, Promise] = {"school": _("Skole"), "daycare": _("Dagtilbud")}

VERDICTS: Mapping[str, Promise] = {
    Verdict.MET: _("Opfyldt"),
    Verdict.PARTLY: _("Delvist opfyldt"),
    Verdict.NOT_YET: _("Ikke opfyldt endnu"),
    Verdict.CANNOT_TELL: _("Kan ikke vurderes"),
}

LINES: Mapping[BottomLine, Promise] = {
    BottomLine.CHILD: _("Det enkelte barns tarv"),
    BottomLine.ALL_CHILDREN: _("Alle børns læring, trivsel og udvikling"),
    BottomLine.ECONOMY: _("Økonomien"),
}

EVIDENCE: Mapping[Evidence, Promise] = {
    Evidence.PRE_ANALYSIS: _("Foranalyse"),
    Evidence.CHALLENGE_PICTURE: _("Udfordringsbillede"),
    Evidence.PROCESS: _("Lokal proces"),
    Evidence.TESTS: _("Prøver"),
    Evidence.ECONOMY_LEVERS: _("Tildelingsmodellen (greb 6)"),
    Evidence.GROUP: _("Sparringsgruppe"),
    Evidence.ATTENDANCE: _("Fremmøde"),
    Evidence.TALKS: _("Oplæg"),
    Evidence.BROUGHT: _("Taget med til netværksdagene"),
    Evidence.TAKEN_HOME: _("Taget med hjem"),
    Evidence.SPARRING: _("Sparring"),
    Evidence.KNOWLEDGE: _("Udgivne erfaringer"),
}

SOURCES: Mapping[Evidence, Promise] = {
    Evidence.PRE_ANALYSIS: _("fra foranalysen"),
    Evidence.CHALLENGE_PICTURE: _("fra offentlige tal og foranalysen"),
    Evidence.PROCESS: _("fra det lokale spor"),
    Evidence.TESTS: _("fra det lokale spor"),
    Evidence.ECONOMY_LEVERS: _("fra det lokale spor"),
    Evidence.GROUP: _("fra netværket"),
    Evidence.ATTENDANCE: _("fra fremmødelisterne"),
    Evidence.TALKS: _("fra dagsordenerne"),
    Evidence.BROUGHT: _("fra møderne"),
    Evidence.TAKEN_HOME: _("fra møderne"),
    Evidence.SPARRING: _("fra sparringen"),
    Evidence.KNOWLEDGE: _("fra vidensportalen"),
}

NOT_CONCLUDED: Promise = _(
    "Tallene viser, hvordan det så ud før og efter. De kan ikke sige, om partnerskabet har betydet "
    "noget for dem: meget andet er sket i de samme år, og der er ingen kommuner at holde op imod, "
    "som lignede jer i alt andet end at være med."
)

NO_GOOD_WAY: Promise = _(
    "Færre eller flere børn i specialtilbud er hverken godt eller dårligt i sig selv. For nogle "
    "børn er et specialtilbud det rigtige. Læs tallet sammen med mellemformer, støtte og trivsel."
)

NOT_JUDGED_BY_US: Promise = _(
    "Samspil siger aldrig, at et kriterium er opfyldt. Her ligger det, systemet ved, og I vurderer "
    "selv."
)


def say(text: Text) -> str:
    """Return a text of a definition in the reader's language."""
    return text.in_language(get_language() or "da")
