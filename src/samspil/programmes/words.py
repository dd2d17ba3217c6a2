"""How this room puts things in words: prices, deadlines, problems, reasons."""

import datetime as dt
from decimal import Decimal

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from samspil.components import numbers
from samspil.definitions import Text
from samspil.methods import pricing
from samspil.programmes.checks import Problem
from samspil.programmes.edition_parts import Deadline, Mode, NetworkDay, Strength
from samspil.programmes.editions import Edition
from samspil.programmes.selectors.editions import Closed

SECTORS: dict[str, Promise] = {
    "daycare": gettext_lazy("dagtilbud"),
    "school": gettext_lazy("skole"),
}
MODES: dict[Mode, Promise] = {
    Mode.PHYSICAL: gettext_lazy("fysisk"),
    Mode.VIRTUAL: gettext_lazy("virtuelt"),
    Mode.NOT_STATED: gettext_lazy("ikke oplyst"),
}
STRENGTHS: dict[Strength, Promise] = {
    Strength.BINDING: gettext_lazy("Det binder jer"),
    Strength.STRESSED: gettext_lazy("Det lægges der vægt på"),
    Strength.ADVISED: gettext_lazy("Det anbefales"),
}
LEVELS: dict[str, Promise] = {
    "administration": gettext_lazy("forvaltningen"),
    "institution": gettext_lazy("en skole eller institution"),
}
AREAS: dict[str, Promise] = {
    "ppr": gettext_lazy("PPR"),
    "family": gettext_lazy("Familieafdelingen"),
    "health": gettext_lazy("Sundhedsplejen"),
    "leisure": gettext_lazy("Fritid og klubber"),
    "special": gettext_lazy("Specialtilbud"),
    "youth": gettext_lazy("Ungeindsatsen"),
    "economy": gettext_lazy("Økonomiafdelingen"),
    "other": gettext_lazy("Andre; skriv hvem i bemærkningerne"),
}
CONTACTS: dict[str, Promise] = {
    "content": gettext_lazy("Om indholdet"),
    "practical": gettext_lazy("Om det praktiske"),
}
_ITEMS: dict[str, Promise] = {
    "partnership": gettext_lazy("Partnerskab, %(sector)s"),
    "extra_participant": gettext_lazy("Ekstra deltager, %(sector)s"),
    "pre_analysis": gettext_lazy("Foranalyse, %(sector)s"),
    "process_support": gettext_lazy("Processuel bistand, efter aftale"),
}
_PROBLEMS: dict[str, Promise] = {
    "no_partnership": gettext_lazy("Vælg mindst ét partnerskab."),
    "no_price": gettext_lazy("Der er ikke oplyst nogen pris, så ingen kan tilmeldes."),
    "unknown_sector": gettext_lazy("Der er intet partnerskab for %(sector)s i denne udgave."),
    "duplicate_sector": gettext_lazy("%(sector)s står to gange."),
    "unknown_sector_pre_analysis": gettext_lazy(
        "Der er ingen foranalyse for %(sector)s i denne udgave."
    ),
    "duplicate_sector_pre_analysis": gettext_lazy("Foranalysen for %(sector)s står to gange."),
    "negative_participants": gettext_lazy("Skriv mindst %(about)s deltagere i %(sector)s."),
    "too_few_participants": gettext_lazy("Skriv mindst %(about)s deltagere i %(sector)s."),
    "too_many_participants": gettext_lazy(
        "Der er plads til højst %(about)s deltagere i %(sector)s."
    ),
    "chief_missing": gettext_lazy(
        "Skriv navn og mailadresse på den chef, der skal med i holdet for %(sector)s."
    ),
    "more_people_than_places": gettext_lazy(
        "I har navngivet %(about)s i holdet for %(sector)s. Sæt antallet op, eller fjern nogen."
    ),
    "level_missing": gettext_lazy(
        "Holdet for %(sector)s skal have mindst én fra %(level)s. Skriv, hvor hver person arbejder."
    ),
    "bound_already": gettext_lazy("Kommunen er bindende tilmeldt med et andet hold."),
    "no_chief_to_say_yes": gettext_lazy("Sæt kryds ved den chef, der sagde ja."),
    "unknown_contact": gettext_lazy("Der er ingen kontakt, der hedder %(about)s."),
    "unknown_area": gettext_lazy("Der er intet område, der hedder %(about)s."),
    "no_process_support": gettext_lazy("Denne udgave tilbyder ikke processuel bistand."),
    "person_missing": gettext_lazy("Skriv navn og mailadresse på den, der har titlen %(about)s."),
    "name_missing": gettext_lazy("Skriv navnet på den, der har mailadressen %(about)s."),
    "address_missing": gettext_lazy(
        "Skriv en mailadresse til %(about)s, så vi kan fortælle, hvad der er gemt og hvorfor."
    ),
    "address_wrong": gettext_lazy(
        "%(about)s er ikke en mailadresse. Skriv den som navn@kommune.dk."
    ),
    "same_address_twice": gettext_lazy("%(about)s står to gange i holdet for %(sector)s."),
    "one_address_two_names": gettext_lazy("%(about)s står med to forskellige navne."),
    "too_long": gettext_lazy("Skriv højst %(about)s tegn."),
    "cpr": gettext_lazy(
        "Her står noget, der ligner et CPR-nummer. Fjern det, så gemmer vi resten."
    ),
}


def localised(text: Text | None) -> str:
    """Return a definition's words in the reader's language."""
    return "" if text is None else text.in_language(get_language() or "da")


def sector(name: str) -> str:
    """Return a sector as it stands in a sentence; an unknown one as it is."""
    return str(SECTORS.get(name, name))


def item(line: str) -> str:
    """Return an item of an order, such as ``extra_participant:school``, in words."""
    kind, _colon, name = line.partition(":")
    if name == pricing.BUNDLE:
        return (
            _("Begge partnerskaber") if kind == "partnership" else _("Foranalyse på begge områder")
        )
    return str(_ITEMS[kind]) % {"sector": sector(name)}


def problem(found: Problem) -> str:
    """Return what must be put right, as a sentence."""
    level = LEVELS.get(found.about, found.about)
    values = {"sector": sector(found.sector), "about": found.about, "level": level}
    text = str(_PROBLEMS[found.code]) % values
    # An address keeps its small letters, even first in a sentence.
    is_address = found.about and text.startswith(found.about)
    return text if is_address else text[:1].upper() + text[1:]


def closed(edition: Edition, reason: Closed) -> str:
    """Return why no team can be registered."""
    if reason is Closed.BY_ORGANISER:
        return _("Arrangøren har lukket for tilmelding. Har I spørgsmål, så skriv til arrangøren.")
    if reason is Closed.DEADLINE_PASSED and edition.deadline is not None:
        return _(
            "Fristen for tilmelding var %(deadline)s. Derfor kan I ikke tilmelde jer længere."
        ) % {"deadline": deadline(edition.deadline)}
    if edition.deadline is not None:
        return _("Partnerskabet er afsluttet. Fristen for tilmelding var %(deadline)s.") % {
            "deadline": deadline(edition.deadline)
        }
    return _(
        "Partnerskabet er afsluttet. Det blev udbudt i %(when)s; der er ikke oplyst nogen frist."
    ) % {"when": _lower_first(localised(edition.invited_when))}


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def deadline(last: Deadline) -> str:
    """Return the deadline with weekday and Danish clock; an assumed end of the day as the day."""
    return day(last.at.date()) if last.time_assumed else moment(last.at)


def moment(at: dt.datetime) -> str:
    """Return a moment on the Danish clock with its weekday."""
    # Translators: Django's date format; the clock is the Danish one.
    return date_format(timezone.localtime(at), _(r"l \d\e\n j. F Y \k\l. H.i"))


def day(date: dt.date) -> str:
    """Return a day with its weekday."""
    # Translators: Django's date format.
    return date_format(date, _(r"l \d\e\n j. F Y"))


def short_day(date: dt.date | None) -> str:
    """Return a day without its weekday; what is not known is said not to be."""
    # Translators: Django's date format.
    return _("ikke oplyst") if date is None else date_format(date, _(r"j. F Y"))


def times(network_day: NetworkDay) -> str:
    """Return from when to when a day lasts."""
    if network_day.starts is None or network_day.ends is None:
        return _("ikke oplyst")
    # Translators: Django's time format.
    form = _(r"H.i")
    return f"{time_format(network_day.starts, form)}–{time_format(network_day.ends, form)}"


def vat(basis: str, decided: str = "") -> str:
    """Return what the prices say of VAT; ``decided`` where an organiser has said it since."""
    said = basis if basis != "unspecified" else decided
    if said == "exclusive":
        return _("Priserne er uden moms.")
    if said == "inclusive":
        return _("Priserne er med moms.")
    if said == "exempt":
        return _("Der betales ikke moms.")
    return _(
        "Det er ikke oplyst, om priserne er med eller uden moms. Arrangøren afklarer det, før der "
        "faktureres."
    )


def hours(edition: Edition) -> str:
    """Return how much time taking part asks of people, in one or two sentences."""
    count = len(edition.network_days)
    if not count:
        return ""
    total = _hours_in_all(edition)
    days = ngettext("%(count)s netværksdag", "%(count)s netværksdage", count) % {"count": count}
    text = _("Regn med %(days)s for hver deltager") % {"days": days}
    if total is not None:
        text += _(", i alt %(hours)s timer") % {"hours": numbers.number(total, 0)}
    text += "."
    if edition.steering is not None and edition.steering.per_sector:
        text += " " + _(
            "Jeres repræsentant for hvert område deltager desuden i et kort styregruppemøde før "
            "hver dag."
        )
    elif edition.steering is not None:
        text += " " + _(
            "Jeres repræsentant deltager desuden i et kort styregruppemøde før hver dag."
        )
    return text + " " + _("Tiden til jeres egen udviklingsproces bestemmer I selv.")


def _hours_in_all(edition: Edition) -> Decimal | None:
    """Return the hours of all days together, rounded; None where one of them was not stated."""
    seconds = 0
    for one in edition.network_days:
        if one.starts is None or one.ends is None:
            return None
        start, end = one.starts, one.ends
        seconds += (end.hour - start.hour) * 3600 + (end.minute - start.minute) * 60
    return Decimal(seconds) / 3600
