"""What the stand-in publishes: tables and cubes with the publishers' own names and codes.

Every figure is made by a rule and belongs to years that have not been, so that none can be taken
for a real municipality's.
"""

import csv
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).parents[3] / "src" / "samspil"
YEARS = tuple(str(year) for year in range(2090, 2094))
BREAK = "2092"
SCHOOL_YEARS = ("2090/2091", "2091/2092", "2092/2093")


def _rows(*path: str) -> list[dict[str, str]]:
    with SOURCE.joinpath(*path).open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


PLACES = {row["code"]: row["name"] for row in _rows("places", "starter", "municipalities.csv")}
CODES = {name: code for code, name in PLACES.items()}
SCHOOLS = {
    row["institution_number"]: PLACES[row["municipality_code"]]
    for row in _rows("places", "starter", "schools.csv")[:60]
    if row["municipality_code"] in PLACES
}
AREAS = {
    "000": "Hele landet",
    "084": "Region Hovedstaden",
    "085": "Region Sjælland",
    **PLACES,
    "411": "Christiansø",
}


def portion(*coordinates: str) -> float:
    """A number from 0 to 1 that belongs to these coordinates."""
    digest = hashlib.sha256("|".join(coordinates).encode()).digest()
    return int.from_bytes(digest[:6], "big") / 2**48


@dataclass(frozen=True)
class Table:
    """A table of Statistics Denmark: variables with their members, and what a figure looks like."""

    id: str
    text: str
    unit: str
    variables: Mapping[str, Mapping[str, str]]
    needed: frozenset[str] = frozenset()
    low: float = 0
    high: float = 5000
    decimals: int = 0

    @property
    def area(self) -> str:
        return next(iter(self.variables))

    def figure(self, chosen: Mapping[str, str]) -> str:
        spread = portion(self.id, *(f"{k}={v}" for k, v in sorted(chosen.items())))
        if spread < 0.002:
            return ".."
        return f"{self.low + spread * (self.high - self.low):.{self.decimals}f}".replace(".", ",")


def _table(name, text, unit, area, more, times=YEARS, areas=AREAS, **rest):
    variables = {area: areas, **more, "Tid": {t: t for t in times}}
    return Table(name, text, unit, variables, **rest)


AGES = {"IALT": "Alder i alt", **{str(age): f"{age} år" for age in range(126)}}
QUARTERS = tuple(f"{year}K{quarter}" for year in YEARS for quarter in (1, 2, 3, 4))
MUNICIPALITIES = {"000": "Hele landet", **PLACES}
TABLES = {
    table.id: table
    for table in (
        _table("FOLK1A", "Befolkningen den 1. i kvartalet", "Antal", "OMRÅDE", {
            "KØN": {"TOT": "I alt", "1": "Mænd", "2": "Kvinder"},
            "ALDER": AGES,
            "CIVILSTAND": {"TOT": "I alt", "U": "Ugift", "G": "Gift/separeret",
                           "E": "Enke/enkemand", "F": "Fraskilt"},
        }, QUARTERS, high=900),
        _table("UND2", "Børn der er modtaget underretninger om", "Antal", "ADMKOM", {
            "UNDERRET": {"0": "I alt", "1": "1 underretning", "2": "2 underretninger"},
            "ALDER1": {"00": "I alt", "0": "0 år", "17": "17 år", "U0": "Ufødt"},
            "KON": {"0": "I alt", "D": "Drenge", "P": "Piger"},
        }, high=900, areas=MUNICIPALITIES),
        _table("KVOTIEN", "Klassekvotienter i grundskolen", "Kvotienter", "OMRÅDE", {
            "KLASSE": {"0000": "I alt", "1100": "Børnehaveklasse", "1101": "1. klasse"},
            "SKTPE": {"ANTALSUM": "I alt", "ANTAL1012": "Folkeskoler",
                      "ANTAL1013": "Frie grundskoler"},
        }, needed=frozenset({"KLASSE", "SKTPE"}), low=15, high=26, decimals=1),
        _table("IFOR12P", "Personer i Lavindkomst familier", "Pct.", "KOMMUNEDK", {
            "INDKN": {"50": "50 procent af medianindkomsten",
                      "60": "60 procent af medianindkomsten"},
        }, needed=frozenset({"INDKN"}), high=30, decimals=1, areas=MUNICIPALITIES),
        _table("LABY07", "Relativ fattigdom (andel af befolkningen)", "Pct.", "KOMGRP", {
            "ALDER": {"IALT": "Alder i alt", "0117": "0-17 år", "1829": "18-29 år"},
        }, areas={"000": "Hele landet", "1": "Hovedstadskommuner", "2": "Storbykommuner",
                  **PLACES}, high=12, decimals=1),
        _table("INDKP101", "Personer efter område, enhed, køn og indkomst", "-", "OMRÅDE", {
            "ENHED": {"101": "Personer med indkomsttypen (antal)",
                      "116": "Gennemsnit for alle personer (kr.)"},
            "KOEN": {"MOK": "Mænd og kvinder i alt", "M": "Mænd", "K": "Kvinder"},
            "INDKOMSTTYPE": {"100": "1 Disponibel indkomst (2+30-31-32-35)",
                             "110": "3 Erhvervsindkomst (4+5+6)"},
        }, needed=frozenset({"ENHED", "INDKOMSTTYPE"}), low=180_000, high=400_000),
        _table("RES88", "Årstakster i børnepasning", "Kr.", "OMRÅDE", {
            "INSTITUTION": {"F03": "Vuggestue (0-2 år)", "F50": "Børnehave (3-5 år)",
                            "F55": "Skolefritidsordninger (6-9 år)"},
        }, needed=frozenset({"INSTITUTION"}), low=10_000, high=50_000, areas=MUNICIPALITIES),
        _table("BOERN5", "Indskrevne børn i fritidsordninger", "Antal", "AMT", {
            "PASKAT": {"PTOT": "Pasningstilbud i alt", "63": "SFO", "62": "Fritidshjem"},
            "EJERFORM": {"TOTA": "Ejerform i alt", "74": "Kommunal"},
            "ALDER1": {"IALT": "Alder i alt", "6": "6 år", "7": "7 år"},
        }, areas=MUNICIPALITIES),
        _table("FOLK1E", "Befolkningen den 1. i kvartalet efter herkomst", "Antal", "OMRÅDE", {
            "KØN": {"TOT": "I alt", "1": "Mænd", "2": "Kvinder"},
            "ALDER": AGES,
            "HERKOMST": {"TOT": "I alt", "1": "Personer med dansk oprindelse",
                         "24": "Indvandrere fra vestlige lande",
                         "25": "Indvandrere fra ikke-vestlige lande",
                         "34": "Efterkommere fra vestlige lande",
                         "35": "Efterkommere fra ikke-vestlige lande"},
        }, QUARTERS, high=900),
        _table("ARE207", "Areal", "Km2", "OMRÅDE", {}, low=10, high=1500, decimals=2),
        _table("BOERN61", "Fuldtidsomregnet pædagogisk personale i kommunale SFO", "Antal", "AMT", {
            "STILKAT": {"STOT": "Stillingskategori i alt",
                        "86": "Pædagog, omsorgsassistent", "87": "Pædagogmedhjælper"},
        }, areas=MUNICIPALITIES, high=400, decimals=1),
    )
}  # fmt: skip

TIMES = {"[Skoleår].[Skoleår]", "[Tid].[Skoleår]", "[År].[År]"}
TOWNS = (*PLACES.values(), "Christiansø", "<uoplyst>")
BANDS = ("Indskoling", "Mellemtrin", "Udskoling", "10. klasse mv.", "<uoplyst>")


@dataclass(frozen=True)
class Cube:
    """A cube of Uddannelsesstatistik: dimensions with members, measures with their writing."""

    dimensions: Mapping[str, tuple[str, ...]]
    measures: Mapping[str, Callable[[float, str], str]]


def percent(spread: float, _when: str) -> str:
    return f"{60 + 40 * spread:.1f} %".replace(".", ",")


def small(spread: float, _when: str) -> str:
    return f"{2 + 8 * spread:.1f}".replace(".", ",")


def count(spread: float, _when: str) -> str:
    return f"{int(200 + 9800 * spread):,}".replace(",", ".")


def before(spread: float, when: str) -> str:
    return small(spread, when) if when < BREAK else ""


def after(spread: float, when: str) -> str:
    """A nought stands where there is no such offer."""
    if when < BREAK:
        return ""
    return "0" if spread < 0.03 else small(spread, when)


_INSTITUTION = {
    "[Institution].[Beliggenhedskommune]": TOWNS,
    "[Institution].[Institutionsnummer]": tuple(SCHOOLS),
    "[Institution].[Afdelingsnummer]": tuple(SCHOOLS),
    "[Institution].[Institutionstype]": ("Folkeskoler", "Specialskoler for børn"),
}
_YEAR = {"[Skoleår].[Skoleår]": SCHOOL_YEARS}
CUBES = {
    "GS/ELEV/ELEVEX": Cube(
        {
            **_INSTITUTION, **_YEAR,
            "[Klassetrin].[Skoletrin]": BANDS,
            "[Klassetrin].[Klassetrin]": ("0. klasse", "1. klasse", "5. klasse", "9. klasse"),
        },
        {"Antal elever": count, "Inklusionsgrad": percent,
         "Andel der modtager seg specialundervisning": small},
    ),
    "GS/ELEVFRAV/FRAVAAR": Cube(
        {**_INSTITUTION, "[Tid].[Skoleår]": SCHOOL_YEARS, "[Klassetrin].[Skoletrin]": BANDS},
        {"Gennemsnitligt fravær per skoleår": percent, "Over 10 procent": percent},
    ),
    "GS/TRIV/TRIVIND": Cube(
        {
            **_INSTITUTION, **_YEAR,
            "[Klassetrin].[Skoletrin]": BANDS,
            "[Trivselsindikator].[Trivselsindikator]": (
                "Faglig trivsel", "Generel trivsel", "Ro og orden", "Social trivsel",
                "Støtte og inspiration"),
        },
        {"Indikatorsvar": small, "Antal Indikatorsvar": count},
    ),
    "GS/KARA/KARAGNS": Cube(
        {**_INSTITUTION, **_YEAR, "[Bopælskommune].[Bopælskommune]": TOWNS},
        {"Gennemsnit - Obl. prøver": small, "Gennemsnit i bundne prøver": small},
    ),
    "GS/KARA/KARADM": Cube(
        {**_INSTITUTION, **_YEAR, "[Bopælskommune].[Bopælskommune]": TOWNS},
        {"Andel elever med mindst 2 i dansk og matematik": percent},
    ),
    "GS/OVER/OVERSKO": Cube(
        {**{k: v for k, v in _INSTITUTION.items() if "nummer]" not in k or "Afd" in k}, **_YEAR},
        {"Elevtal": count, "Klassekvotient": small, "Samlet elevfravær": percent,
         "Karaktergennemsnit": small, "Kompetencedækning": percent, "SocRef Forskel": small},
    ),
    "GS/PROFMOD/PROFMOD": Cube(
        {"[Bopælskommune].[Kommune]": TOWNS, "[År].[År]": YEARS},
        {"Komp: Med mindst en ungdomsuddannelsekompetence": percent},
    ),
    "DAG/DAG/Normering": Cube(
        {"[Kommune].[Navn]": tuple(PLACES.values()),
         "[Pasningstilbud].[Pasningstilbud]": ("Dagpleje", "0-2 år", "3-5 år"),
         "[År].[År]": YEARS},
        {"Normering kommune til og med 2022": before, "Normering kommune fra 2023": after},
    ),
    "DAG/DAG/Brn": Cube(
        {"[Kommune].[Navn]": tuple(PLACES.values()),
         "[Pasningstilbud].[Pasningstilbud]": ("Dagpleje", "0-2 år", "3-5 år"),
         "[År].[År]": YEARS},
        {"Børn ved nedslag (antal)": count, "Helårsbørn": count},
    ),
    "DAG/DAG/Pers": Cube(
        {"[Kommune].[Navn]": tuple(PLACES.values()),
         "[Uddannelsessammensætning].[Uddannelsessammensætning]": (
             "Pædagog", "Pædagogisk assistent", "Ingen pædagogisk uddannelse"),
         "[Dagtilbudstype].[Dagtilbudstype]": ("Daginstitution", "Dagpleje"),
         "[År].[År]": YEARS},
        {"Personale uddannelse (andel)": percent},
    ),
}  # fmt: skip
