"""What is wrong with a measurement in words, and what would be right."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_NUMBER = _("Skriv et tal, fx 1.234,5 eller 12,5 %.")

COMPLAINTS: Mapping[str, Promise] = {
    "future": _("Tiden er ikke begyndt endnu. Skriv en tid, der er begyndt."),
    "too_early": _("Skriv en tid efter 1990."),
    "too_large": _("Tallet er for stort. Skriv det i tusinder eller millioner."),
    "missing": _("Skriv et tal, eller skriv tæller og nævner."),
    "both": _("Skriv både tæller og nævner, eller ingen af dem."),
    "nobody": _("Nævneren skal være over 0. Blev der ikke målt, så lad feltet stå tomt."),
    "more_than_all": _("Tælleren skal være fra 0 til nævneren."),
    "whole": _("Når I tæller personer, er tæller og nævner hele tal."),
    "twice": _("Skriv enten tallet eller tæller og nævner, ikke begge dele."),
    "no_share": _("En andel i procent ligger fra 0 til 100."),
    "no_count": _("Et antal er et helt tal, 0 eller derover."),
    "no_number": _NUMBER,
    "few_words": _("Lad feltet stå tomt. Vi gemmer ikke »få«, for en linje kan kun tegnes af tal."),
    "same_time": _("Hver tid én gang."),
    "too_many": _("Der er flere målepunkter, end én måling kan rumme. Slå dem sammen til uger."),
    "has_points": _("Det kan ikke ændres, når der er målepunkter. Begynd en ny måling i stedet."),
    "unknown": _("Vælg et af svarene."),
    "no_point": _("Vælg en tid, hvor der er et målepunkt."),
    "first_point": _("Vælg en tid efter det første målepunkt: der skal være noget før fasen."),
    "read_elsewhere": _("Tallene læses af de offentlige tal og rettes dér."),
    "cpr": _("Her står noget, der ligner et CPR-nummer. Fjern det."),
    "text_twice": _("I har allerede en måling med det navn. Giv den et andet."),
}


def words(code: str) -> str:
    """Return what would be right."""
    return str(COMPLAINTS.get(code, _NUMBER))
