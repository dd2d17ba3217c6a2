"""An edition's parts, complaints and changes in words, for those who write it and those in it."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.components.numbers import kroner
from samspil.definitions import Text
from samspil.programmes import words
from samspil.programmes.complaints import Complaint
from samspil.programmes.differences import Difference
from samspil.programmes.edition_parts import Mode, Strength

NAMES: dict[str, Promise] = {
    "id": gettext_lazy("navn i adressen"),
    "title": gettext_lazy("titel"),
    "summary": gettext_lazy("kort fortalt"),
    "invited_by": gettext_lazy("inviteret af"),
    "invited_on": gettext_lazy("dato for invitationen"),
    "invited_when": gettext_lazy("hvornår der inviteres"),
    "audience": gettext_lazy("målgruppe"),
    "selection": gettext_lazy("hvem der inviteres"),
    "selection_basis": gettext_lazy("hvordan kommunerne er valgt"),
    "sectors": gettext_lazy("partnerskaber"),
    "about": gettext_lazy("indhold"),
    "ages": gettext_lazy("alder"),
    "youngest": gettext_lazy("fra"),
    "oldest": gettext_lazy("til"),
    "team": gettext_lazy("hold"),
    "minimum": gettext_lazy("mindste antal"),
    "included": gettext_lazy("antal med i prisen"),
    "maximum": gettext_lazy("største antal"),
    "chief_required": gettext_lazy("chefen skal være med"),
    "shared_chief": gettext_lazy("én chef kan stå i begge hold"),
    "levels": gettext_lazy("niveauer, der skal være med"),
    "names_until": gettext_lazy("sidste dag for navne"),
    "composition": gettext_lazy("hvem der kan være med"),
    "same_people": gettext_lazy("de samme personer"),
    "prices": gettext_lazy("pris"),
    "vat_basis": gettext_lazy("moms"),
    "partnership": gettext_lazy("partnerskab"),
    "partnership_bundle": gettext_lazy("begge partnerskaber"),
    "extra_participant": gettext_lazy("ekstra deltager"),
    "pre_analysis": gettext_lazy("foranalyse"),
    "pre_analysis_bundle": gettext_lazy("foranalyse på begge områder"),
    "covers": gettext_lazy("hvad prisen dækker"),
    "process_support": gettext_lazy("processtøtte"),
    "capacity": gettext_lazy("flest kommuner"),
    "registration_url": gettext_lazy("adresse for tilmelding"),
    "deadline": gettext_lazy("frist for tilmelding"),
    "at": gettext_lazy("tidspunkt"),
    "time_assumed": gettext_lazy("kun dagen er oplyst"),
    "window": gettext_lazy("forløb"),
    "first": gettext_lazy("første dag"),
    "last": gettext_lazy("sidste dag"),
    "text": gettext_lazy("ordene"),
    "dates_tentative": gettext_lazy("foreløbige datoer"),
    "network_days": gettext_lazy("netværksdag"),
    "date": gettext_lazy("dato"),
    "starts": gettext_lazy("begynder"),
    "ends": gettext_lazy("slutter"),
    "mode": gettext_lazy("form"),
    "place": gettext_lazy("hvor"),
    "theme": gettext_lazy("tema"),
    "held": gettext_lazy("hvordan dagen var"),
    "steering_date": gettext_lazy("styregruppemøde"),
    "steering": gettext_lazy("styregruppe"),
    "representatives": gettext_lazy("repræsentanter"),
    "per_sector": gettext_lazy("egen repræsentant og stemme for hvert område"),
    "purpose": gettext_lazy("formål"),
    "background": gettext_lazy("baggrund"),
    "purposes": gettext_lazy("formål"),
    "principles": gettext_lazy("principper"),
    "success_criteria": gettext_lazy("succeskriterier"),
    "obligations": gettext_lazy("forpligtelser"),
    "strength": gettext_lazy("hvor fast det er"),
    "terms": gettext_lazy("øvrige vilkår"),
    "reuse": gettext_lazy("genbrug"),
    "after_registration": gettext_lazy("efter tilmeldingen"),
    "networks": gettext_lazy("netværk og sparring"),
    "themes": gettext_lazy("temaer"),
    "contact_roles": gettext_lazy("hvem man kan spørge"),
    "assumptions": gettext_lazy("læst af os"),
    "sources": gettext_lazy("kilder"),
    "author": gettext_lazy("skrevet af"),
    "checked_by": gettext_lazy("gennemlæst af"),
    "name": gettext_lazy("navn"),
    "dated": gettext_lazy("dateret"),
    "quote": gettext_lazy("ordret"),
    "source": gettext_lazy("kilde"),
    "daycare": gettext_lazy("dagtilbud"),
    "school": gettext_lazy("skole"),
    "status": gettext_lazy("status"),
    "da": gettext_lazy("dansk"),
    "en": gettext_lazy("engelsk"),
}

_COMPLAINTS: dict[str, Promise] = {
    "missing": gettext_lazy("Mangler. Udfyld det."),
    "empty": gettext_lazy("Er tomt. Skriv noget."),
    "unknown": gettext_lazy("Den nøgle kendes ikke. Ret eller fjern den."),
    "unknown_meant": gettext_lazy("Den nøgle kendes ikke. Mente I %(meant)s?"),
    "text": gettext_lazy("Skal være tekst i anførselstegn."),
    "yes_or_no": gettext_lazy("Skal være true eller false."),
    "whole_number": gettext_lazy("Skal være et helt tal."),
    "amount": gettext_lazy("Skal være et beløb i kroner, højst to decimaler, for eksempel 60000."),
    "list": gettext_lazy("Skal være en liste i [kantede parenteser]."),
    "table": gettext_lazy("Skal være en gruppe med egne nøgler."),
    "too_small": gettext_lazy("Skal være mindst %(ge)s."),
    "too_large": gettext_lazy("Er for stort."),
    "too_few": gettext_lazy("Skal have mindst én."),
    "choice": gettext_lazy("Skal være en af %(expected)s."),
    "date": gettext_lazy("Skal være en dato som 2027-03-15, ved klokkeslæt 2027-03-15T12:00:00."),
    "clock": gettext_lazy("Skal være et klokkeslæt som 09:30:00."),
    "wrong": gettext_lazy("Kan ikke bruges, som det står."),
    "source_twice": gettext_lazy("Kilden %(id)s står to gange."),
    "source_lacking": gettext_lazy(
        "Der er ingen kilde, der hedder %(source)s. Tilføj den under kilder."
    ),
    "numbered": gettext_lazy("Dagene skal være nummereret 1, 2, 3 og så videre."),
    "in_time": gettext_lazy("Hver dag skal ligge efter den foregående."),
    "before_first_day": gettext_lazy("Skal ligge før den første netværksdag."),
    "steering_before": gettext_lazy("Styregruppemødet skal ligge før dag %(number)s."),
    "sector_twice": gettext_lazy("Det samme område står to gange."),
    "price_each_sector": gettext_lazy("Hvert partnerskab skal have én pris, og kun de, der er."),
    "sector_of_another": gettext_lazy("Her er et område, som udgaven ikke har."),
    "sector_lacking": gettext_lazy("Udgaven har intet partnerskab for %(sector)s."),
    "limits": gettext_lazy(
        "Mindste antal, antal med i prisen og største antal skal stå i stigende rækkefølge."
    ),
    "window_backwards": gettext_lazy("Skal ikke ligge før den første dag."),
    "offset": gettext_lazy("Skriv dansk klokkeslæt uden tidszone, for eksempel 12:00:00."),
    "wrong_id": gettext_lazy(
        "Skriv 1 til 40 små bogstaver a-z, tal og enkelte bindestreger, for eksempel 2027-28."
    ),
    "id_taken": gettext_lazy("Der er allerede en udgave med det navn. Vælg et andet."),
    "historical": gettext_lazy("Skal være open. En historisk udgave kan læses og kopieres."),
    "team_missing": gettext_lazy("Hvor der er pris, skal holdets regler være oplyst."),
    "bundle_of_one": gettext_lazy("En samlet pris kræver, at der er mindst to at samle."),
    "bundle_dearer": gettext_lazy("Den samlede pris er højere end at købe hver for sig."),
    "twice": gettext_lazy("Id'et %(id)s står to gange i listen."),
    "sector_in_use": gettext_lazy(
        "Der er kommuner tilmeldt i %(sector)s, så det partnerskab kan ikke fjernes."
    ),
    "days_promised": gettext_lazy(
        "De tilmeldte er lovet %(promised)s dage. Tøm datoen i stedet for at fjerne dagen."
    ),
    "example_for_ever": gettext_lazy("Et eksempel bliver ved at være et eksempel, og omvendt."),
    "too_large_file": gettext_lazy("Filen er for stor. Den må højst fylde 500 kB."),
    "not_toml": gettext_lazy("Filen kan ikke læses som TOML i UTF-8 (%(parser)s)."),
    "unreadable": gettext_lazy("Filen kan ikke læses."),
}

_VALUES: dict[tuple[str, str], Promise] = {
    ("selection", "open"): gettext_lazy("alle kommuner"),
    ("selection", "targeted"): gettext_lazy("udvalgte kommuner"),
    ("vat_basis", "exclusive"): gettext_lazy("uden moms"),
    ("vat_basis", "unspecified"): gettext_lazy("ikke oplyst"),
    ("levels", "administration"): gettext_lazy("forvaltningsniveau"),
    ("levels", "institution"): gettext_lazy("institutionsniveau"),
}

_AMOUNTS = frozenset(
    {"partnership", "partnership_bundle", "extra_participant", "pre_analysis"}
    | {"pre_analysis_bundle"}
)


def complaint(found: Complaint) -> str:
    """Return what must be put right, as a sentence without its place."""
    code = "unknown_meant" if found.code == "unknown" and "meant" in found.about else found.code
    about = {
        name: words.sector(text) if name == "sector" else text for name, text in found.about.items()
    }
    with suppress(KeyError):
        return str(_COMPLAINTS[code]) % about
    return str(_COMPLAINTS["wrong"])


def place(key: str) -> str:
    """Return where in an edition a key is, in words: ``Netværksdag 2, dato``."""
    # A key counts from 0, a reader from 1.
    parts = [
        (name, int(index) + 1 if index else None)
        for name, index in re.findall(r"([^.\[\]]+)(?:\[(\d+)\])?", key)
    ]
    named = [f"{_name(name)} {number}" if number else _name(name) for name, number in parts]
    return _first_large(", ".join(named))


def difference(one: Difference) -> str:
    """Return a change as a sentence: what it is, how it was, how it is now."""
    values = {"what": _what(one.path), "before": _value(one, one.before), "after": ""}
    values["after"] = _value(one, one.after)
    if one.before is None:
        return _("%(what)s: nu “%(after)s”") % values
    if one.after is None:
        return _("%(what)s: ikke længere “%(before)s”") % values
    return _("%(what)s: før “%(before)s”, nu “%(after)s”") % values


def _what(path: tuple[str, ...]) -> str:
    """Return what a path is about; a statement by its list, a numbered day by its number."""
    named: list[str] = []
    for place_in_path, name in enumerate(path):
        if name.isdecimal() and named:
            named[-1] = f"{named[-1]} {name}"
        elif name in NAMES:
            named.append(_name(name))
        elif place_in_path == 0:
            named.append(name)
    return _first_large(", ".join(named))


def _name(name: str) -> str:
    return str(NAMES.get(name, name))


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _value(one: Difference, value: Any) -> str:  # noqa: ANN401 - any JSON
    """Return a value as it is read: amounts with kr., dates in words, words in one language."""
    if value is None:
        return ""
    if isinstance(value, Mapping):
        return words.localised(Text(da=value.get("da") or "-", en=value.get("en") or "-"))
    if isinstance(value, list):
        return ", ".join(_value(one, part) for part in value)
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    return _text(one.path, str(value))


def _text(path: tuple[str, ...], text: str) -> str:
    """Return one value as it is read, by the key it stands under; as it is if there is no way."""
    name = path[-1]
    if (name, text) in _VALUES:
        return str(_VALUES[name, text])
    if name in _AMOUNTS or (len(path) > 1 and path[-2] in _AMOUNTS):
        return kroner(Decimal(text))
    with suppress(ValueError):
        return _READ.get(name, _as_day)(text)
    return text


def _as_day(text: str) -> str:
    return words.short_day(dt.date.fromisoformat(text))


def _as_moment(text: str) -> str:
    return words.moment(dt.datetime.fromisoformat(text))


def _as_clock(text: str) -> str:
    return dt.time.fromisoformat(text).strftime("%H.%M")


_READ: dict[str, Callable[[str], str]] = {
    "mode": lambda text: str(words.MODES[Mode(text)]),
    "strength": lambda text: str(words.STRENGTHS[Strength(text)]),
    "at": _as_moment,
    "names_until": _as_moment,
    "starts": _as_clock,
    "ends": _as_clock,
}
"""How a value is read that is no date."""
