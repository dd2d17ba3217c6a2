"""A small local server that answers as Statistics Denmark and Uddannelsesstatistik do.

Forms, errors and oddities are the publishers'; every figure is made by a rule and belongs to years
that have not been, so that none can be taken for a real municipality's. Run it by hand with
``python tests/figures/publishers/server.py 8190``.
"""

import contextlib
import itertools
import json
import math
import socket
import struct
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

# Tests load this file by its path, so its neighbour is found by path too.
sys.path.insert(0, str(Path(__file__).parent))
from publishers_tables import (
    CODES,
    CUBES,
    PLACES,
    SCHOOL_YEARS,
    SCHOOLS,
    TABLES,
    TIMES,
    TOWNS,
    YEARS,
    Cube,
    Table,
    portion,
)

__all__ = ["CODES", "PLACES", "SCHOOL_YEARS", "TOWNS", "YEARS", "Server"]


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
        # Asked to stop, it stops at once: every test has one of its own.
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self


if __name__ == "__main__":
    server = Server(int(sys.argv[1]) if len(sys.argv) > 1 else 8190)
    server.settings.key = sys.argv[2] if len(sys.argv) > 2 else ""
    print("\n".join(f"export {k}={v}" for k, v in server.environment.items()))  # noqa: T201
    server.serve_forever()
