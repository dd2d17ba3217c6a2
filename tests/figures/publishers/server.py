"""A small local server that answers as Statistics Denmark and Uddannelsesstatistik do.

Forms, errors and oddities are the publishers'; every figure is made by a rule and belongs to years
that have not been, so that none can be taken for a real municipality's. Run it by hand with
``python tests/figures/publishers/server.py 8190``.
"""

import contextlib
import csv
import hashlib
import itertools
import json
import math
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
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


@dataclass
class Fault:
    """Something that goes wrong with answers to a path, so many times."""

    path: str
    kind: str
    times: int = 1
    after: str = "0"


@dataclass
class Settings:
    """How the server behaves; a test changes it while the server runs."""

    key: str = ""
    limit: int = 1_000_000
    stated_limit: int | None = None
    first_page: str = "zero_is_one"
    largest_page: int = 100_000
    delay: float = 0.0
    updated: str = "2094-02-01T08:00:00"
    faults: list[Fault] = field(default_factory=list)
    asked: list[tuple[str, dict]] = field(default_factory=list)

    def fault(self, path: str) -> Fault | None:
        for fault in self.faults:
            if fault.path in path and fault.times > 0:
                fault.times -= 1
                return fault
        return None


class Refusal(Exception):  # noqa: N818 - an answer, not an error of ours
    """An answer other than 200."""

    def __init__(self, status: int, content: str, **headers: str) -> None:
        self.status, self.content, self.headers = status, content, headers
        super().__init__(content)


def _refuse(code: str, message: str, status: int = 400) -> None:
    raise Refusal(status, json.dumps({"errorTypeCode": code, "message": message}))


def tableinfo(body: dict, settings: Settings) -> str:
    table = _known_table(body)
    return json.dumps(
        {
            "id": table.id,
            "text": table.text,
            "description": table.text,
            "unit": table.unit,
            "suppressedDataValue": "0",
            "updated": settings.updated,
            "active": True,
            "contacts": [{"name": "Navn", "phone": "+45 00000000", "mail": "navn@example.org"}],
            "documentation": {"id": "0", "url": "https://example.org/"},
            "footnote": None,
            "variables": [
                {
                    "id": name,
                    "text": name.lower(),
                    "elimination": name not in table.needed and name != "Tid",
                    "time": name == "Tid",
                    "values": [{"id": k, "text": v} for k, v in members.items()],
                }
                for name, members in table.variables.items()
            ],
        },
        ensure_ascii=False,
    )


def _known_table(body: dict) -> Table:
    table = TABLES.get(str(body.get("table", "")).upper())
    if table is None:
        _refuse("EXTRACT-NOTFOUND", f"Tabellen findes ikke: {body.get('table')}")
    return table


def data(body: dict, settings: Settings) -> str:
    table = _known_table(body)
    if body.get("format") != "CSV":
        _refuse("REQUEST-MISSING", "Format not found or not valid.")
    chosen = {one["code"]: one["values"] for one in body.get("variables", [])}
    for name, codes in chosen.items():
        if name not in table.variables:
            _refuse("EXTRACT-NOTFOUND", f"Kan ikke finde variabel: {name}")
        for code in codes:
            if code not in table.variables[name]:
                _refuse("EXTRACT-NOTFOUND", f"Kan ikke finde værdi: {code} ({name})")
    for name in table.needed:
        if name not in chosen:
            _refuse("EXTRACT-NOTALLOWED", f"Variablen skal vælges: {name}")
    cells = math.prod(len(codes) for codes in chosen.values()) * (len(chosen) + 1)
    if cells > settings.limit:
        _refuse("REQUEST-LIMIT", f"Der er for mange celler: {cells}")
    names = [name for name in table.variables if name in chosen]
    lines = [";".join([*(name.upper() for name in names), "INDHOLD"])]
    for members in itertools.product(*(chosen[name] for name in names)):
        picked = dict(zip(names, members, strict=True))
        lines.append(";".join([*members, table.figure(picked)]))
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


def skema(body: dict, _settings: Settings) -> str:
    cube = _known_cube(body)
    if "detalje" in body:
        if body["detalje"] not in cube.dimensions:
            raise Refusal(400, f"Detaljen {body['detalje']} kunne ikke findes")
        return json.dumps([{"name": m} for m in cube.dimensions[body["detalje"]]])
    return json.dumps(
        {
            "detaljer": [{"name": k, "count": len(v)} for k, v in cube.dimensions.items()],
            "nøgletal": [f"[Measures].[{name}]" for name in cube.measures],
            "rapporter": [],
        },
        ensure_ascii=False,
    )


def _known_cube(body: dict) -> Cube:
    name = "/".join(str(body.get(part, "")) for part in ("område", "emne", "underemne"))
    if name not in CUBES:
        raise Refusal(400, f"{name} kunne ikke findes")
    return CUBES[name]


def statistik(body: dict, settings: Settings) -> str:
    cube = _known_cube(body)
    filters = body.get("filtre", {})
    for name in (*body["detaljering"], *filters):
        if name not in cube.dimensions:
            raise Refusal(400, f"Detaljeringen {name} kunne ikke findes")
    for measure in body["nøgletal"]:
        if _bare(measure) not in cube.measures:
            raise Refusal(400, f"Nøgletallet {measure} kunne ikke findes")
    for name, members in filters.items():
        for member in members:
            if member not in cube.dimensions[name]:
                raise Refusal(400, f"Filteret {member} kunne ikke findes")
    lines = list(cube_lines(cube, body["detaljering"], body["nøgletal"], filters))
    return json.dumps(_page(lines, body, settings), ensure_ascii=False)


def _bare(measure: str) -> str:
    return measure.removeprefix("[Measures].[").removesuffix("]")


def cube_lines(
    cube: Cube, detail: list[str], measures: list[str], filters: Mapping[str, list[str]]
) -> Iterator[dict[str, str]]:
    """One line for each combination, but for those with too few behind: they are left out."""
    lists = [filters.get(name) or cube.dimensions[name] for name in detail]
    for members in itertools.product(*lists):
        chosen = dict(zip(detail, members, strict=True))
        if _is_elsewhere(chosen) or portion("few", *members) < 0.01:
            continue
        line = {f"{k}.[{k.split('].[')[1]}": v for k, v in chosen.items()}
        spread = {name: portion(name, *members) for name in measures}
        when = next((v for k, v in chosen.items() if k in TIMES), "")
        yield line | {_bare(n): cube.measures[_bare(n)](spread[n], when) for n in measures}


def _is_elsewhere(chosen: Mapping[str, str]) -> bool:
    """Whether a school stands beside a municipality it does not lie in."""
    town = chosen.get("[Institution].[Beliggenhedskommune]")
    for name in ("[Institution].[Institutionsnummer]", "[Institution].[Afdelingsnummer]"):
        if town is not None and name in chosen and SCHOOLS[chosen[name]] != town:
            return True
    return False


def _page(lines: list[dict[str, str]], body: dict, settings: Settings) -> list[dict[str, str]]:
    size = min(int(body.get("side_størrelse", 100_000)), settings.largest_page)
    side = int(body.get("side", 1))
    if settings.first_page == "all_at_once":
        return lines
    if settings.first_page != "from_zero":
        if side == 0 and settings.first_page == "zero_is_empty":
            return []
        if side == 0 and settings.first_page == "zero_is_refused":
            raise Refusal(400, "side skal være mindst 1")
        side = max(side, 1) - 1
    return lines[side * size : (side + 1) * size]


PATHS = {
    "/v1/tableinfo": (tableinfo, False),
    "/v1/data": (data, False),
    "/Api/v1/skema": (skema, True),
    "/Api/v1/statistik": (statistik, True),
}


class Handler(BaseHTTPRequestHandler):
    """Answers one question."""

    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        settings: Settings = self.server.settings
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        try:
            body = json.loads(content)
            settings.asked.append((self.path, body))
            self._answer(self.path, body, settings)
        except Refusal as refusal:
            self._send(refusal.status, refusal.content, refusal.headers)

    def _answer(self, path: str, body: dict, settings: Settings) -> None:
        if path not in PATHS:
            _refuse("REQUEST-NOTFOUND", "Unknown function", 404)
        make, needs_key = PATHS[path]
        if needs_key and self.headers.get("Authorization") != f"Bearer {settings.key}":
            # Some servers send back what they were sent.
            raise Refusal(401, f"Invalid key: {self.headers.get('Authorization')}")
        fault = settings.fault(path)
        if fault is not None and fault.kind == "too_many":
            raise Refusal(429, "Too many requests", **{"Retry-After": fault.after})
        if fault is not None and fault.kind == "broken":
            raise Refusal(500, "<html>Internal Server Error</html>")
        text = make(body, settings)
        if path.endswith(("data", "statistik")):
            time.sleep(settings.delay)
        if fault is not None and fault.kind == "cut":
            self._cut(text)
        elif fault is not None and fault.kind == "half":
            self._send(200, text[: len(text) // 2])
        else:
            self._send(200, text)

    def _send(self, status: int, text: str, headers: Mapping[str, str] | None = None) -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def _cut(self, text: str) -> None:
        """Promise the whole answer, send half of it and hang up."""
        content = text.encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content[: len(content) // 2])
        self.wfile.flush()
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()

    def finish(self) -> None:
        # The connection may have been cut on purpose.
        with contextlib.suppress(OSError, ValueError):
            super().finish()

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Both publishers on one port of this machine."""

    daemon_threads = True

    def __init__(self, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.settings = Settings()

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is no error."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def environment(self) -> dict[str, str]:
        """What points the commands here."""
        return {
            "SAMSPIL_STATBANK_URL": f"{self.address}/v1",
            "SAMSPIL_UDDANNELSESSTATISTIK_URL": f"{self.address}/Api/v1",
        }

    def start(self) -> "Server":
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self


if __name__ == "__main__":
    server = Server(int(sys.argv[1]) if len(sys.argv) > 1 else 8190)
    server.settings.key = sys.argv[2] if len(sys.argv) > 2 else ""
    print("\n".join(f"export {k}={v}" for k, v in server.environment.items()))  # noqa: T201
    server.serve_forever()
