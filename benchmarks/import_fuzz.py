"""What becomes of damaged files of figures? None may crash, none may be taken in by half.

Prints JSON: how many files were refused, published or changed nothing, by format; the crashes and
partial imports (there should be none); and the slowest in milliseconds. Small files of every format
are damaged in ways that happen: bytes changed, lost or put in, lines lost, doubled or moved, fields
swapped, numbers rewritten. `--files N` says how many (2000), `--seed N` which. With SAMSPIL_SAMPLES
naming a folder, the files in it are damaged as well.
"""

import argparse
import io
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

DEFINITION = """
author = "Prøve"
checked_by = ""
date = 2026-11-22
next_review = 2027-11-22
unit = "%(unit)s"
decimals = 1
direction = "neutral"
kind = "condition"
levers = []
bottom_lines = []
levels = ["municipality"]
sector = "school"
period = "%(period)s"
availability = "not_fetched"
source = "dst_folk1a"
name = { da = "Prøve", en = "Trial" }
short = { da = "Prøve", en = "Trial" }
why = { da = "Prøve", en = "Trial" }
numerator = { da = "Prøve", en = "Trial" }
lag = { da = "Prøve", en = "Trial" }
caution = { da = "Prøve", en = "Trial" }
note = { da = "Prøve", en = "Trial" }
obtain = { da = "Prøve", en = "Trial" }
table = { da = "Prøve", en = "Trial" }
interpretation = { da = "Prøve", en = "Trial" }
%(more)s
"""
PERSONS = """
[[queries]]
[queries.value]
api = "statbank"
table = "PROEVE1"
area = "OMRÅDE"
[queries.value.fixed]
ALDER = [{ code = "6", label = "6 år" }, { code = "7", label = "7 år" }]
"""
SHARE = """
denominator = { da = "Prøve", en = "Trial" }
breakdowns = [{ code = "indskoling", label = { da = "Indskoling", en = "Lower" } }]
[[queries]]
[queries.value]
api = "uddannelsesstatistik"
cube = "GS/PROEVE/PROEVE"
measure = "Andel"
area = "[Institution].[Beliggenhedskommune]"
time = "[Tid].[Skoleår]"
[queries.value.parts]
variable = "[Klassetrin].[Skoletrin]"
members = [{ code = "Indskoling", breakdown = "indskoling" }]
"""
SHEET = (("Elever pr. klasse",), ("Kommune", 2023, 2024), ("Horsens", 21.5, "22,5"))
PLACES = ("Horsens", "Aarhus", "Københavns Kommune", "Christiansø", "Hele landet", "<uoplyst>")
CODES = ("615", "751", "101", "411", "000")


def definitions() -> dict[str, str]:
    """The files of two indicators of the trial's own, by id."""
    persons = {"unit": "persons", "period": "january_first", "more": PERSONS}
    share = {"unit": "percent", "period": "school_year", "more": SHARE}
    return {"trial_persons": DEFINITION % persons, "trial_share": DEFINITION % share}


def define(folder: Path) -> None:
    """Put them beside the real ones."""
    from samspil.figures import indicators

    shutil.copytree(files("samspil.figures") / "definitions", folder / "definitions")
    for name, text in definitions().items():
        (folder / "definitions" / "indicators" / f"{name}.toml").write_text(text)
    indicators.files = lambda _package: folder
    indicators.load_indicators.cache_clear()


def originals() -> dict[str, bytes]:
    """A small whole file of every format."""
    starter = (files("samspil.figures") / "starter" / "observations.csv").read_bytes()
    ages = [f"{code};{age};2024;{n * 7}" for n, code in enumerate(CODES, 1) for age in (6, 7, 8)]
    statbank = "\ufeff" + "\r\n".join(["OMRÅDE;ALDER;TID;INDHOLD", *ages])
    wide = [f"{place};{n},5;{n}.{n}00,25" for n, place in enumerate(PLACES, 1)]
    key = [f"{place};{n}00;{n},2;M" for n, place in enumerate(PLACES[:4], 1)]
    return {
        "tidy": starter[: starter.index(b"\n", 3000) + 1],
        "statbank-csv": statbank.encode(),
        "statbank-bulk": "\r\n".join(statbank.split("\r\n")[:-2]).encode(),
        "statbank-jsonstat": jsonstat(),
        "uddannelsesstatistik-json": cube(),
        "noegletal-csv": "\n".join(
            ["De Kommunale Nøgletal;;;", ";Kom.nr;2023;2024", "Elever pr. klasse;;;", *key]
        ).encode("latin-1"),
        "csv": "\n".join(["Elever pr. klasse", "Kommune;2023;2024", *wide]).encode(),
        "xlsx": workbook(
            [["Elever pr. klasse"], ["Kommune", 2023, 2024], ["Horsens", 21.5, "22,5"]]
        ),
    }


def jsonstat() -> bytes:
    """A table by area, age and year."""
    dimensions = {"OMRÅDE": CODES, "ALDER": ("6", "7"), "Tid": ("2024",)}
    described = {
        name: {"category": {"index": {code: n for n, code in enumerate(codes)}}}
        for name, codes in dimensions.items()
    }
    frame = {"id": list(dimensions), "size": [len(codes) for codes in dimensions.values()]}
    body = {"label": "Prøve", "dimension": described | frame, "value": list(range(10))}
    return json.dumps({"dataset": body}, ensure_ascii=False, indent=1).encode()


def cube() -> bytes:
    """A list of objects by municipality, band and school year."""
    entries = [
        {
            "[Institution].[Beliggenhedskommune].[Beliggenhedskommune]": place,
            "[Klassetrin].[Skoletrin].[Skoletrin]": band,
            "[Tid].[Skoleår].[Skoleår]": "2024/2025",
            "Andel": f"{n},7 %",
        }
        for n, place in enumerate(PLACES)
        for band in ("Indskoling", "Udskoling")
    ]
    return json.dumps(entries, ensure_ascii=False, indent=1).encode()


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    """A sheet of these rows."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def tell_columns() -> None:
    """Say what the columns are of those files that no query describes."""
    from samspil.figures.models import ColumnMapping
    from samspil.figures.readers import mapping, recognise

    whole = originals()
    for name in ("noegletal-csv", "csv", "xlsx"):
        raw = recognise.read(whole[name])
        columns = mapping.Columns(
            area=raw.variables[0],
            time=raw.variables[-1],
            figures=(mapping.MappedFigure(measure=raw.measures[0], indicator="class_size"),),
            source="dst_kvotien",
        )
        ColumnMapping.objects.create(
            fingerprint=mapping.fingerprint(raw),
            form=raw.form,
            columns=[],
            content=columns.model_dump(mode="json"),
        )


PIECES = (b"", b"\n", b'"', b",", b";", b"\x00", b"\xff", b"-", b"9999", b"..", b"1.000", b"NaN",
          b"<uoplyst>", b"{", b"]", b"null", b"\xc3\xa6", b"=1+1", b"1e309")  # fmt: skip


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Return the content with one to three things wrong with it."""
    if content.startswith(b"PK") and chance.random() < 0.7:
        return _other_sheet(chance)
    for _time in range(chance.choice((1, 1, 1, 2, 3))):
        content = chance.choice(WAYS)(content, chance)
    return content


def _bytes(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(PIECES) + content[at + chance.randint(0, 30) :]


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _digits(content: bytes, chance: random.Random) -> bytes:
    found = [at for at, byte in enumerate(content) if byte in b"0123456789"]
    changed = bytearray(content)
    for at in chance.sample(found, min(3, len(found))):
        changed[at] = chance.choice(b"0123456789.,-x")
    return bytes(changed)


def _lines(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    way = chance.randrange(3)
    if way == 0:
        lines[one], lines[other] = lines[other], lines[one]
    elif way == 1:
        lines.insert(other, lines[one])
    else:
        del lines[one]
    return b"\n".join(lines)


def _fields(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    at = chance.randrange(len(lines))
    mark = b";" if b";" in lines[at] else b","
    fields = lines[at].split(mark)
    chance.shuffle(fields)
    lines[at] = mark.join(fields)
    return b"\n".join(lines)


WAYS = (_bytes, _bytes, _cut, _digits, _digits, _lines, _lines, _fields)
CELLS = ("Horsens", "Horsense", 2023, "2024", 21.5, "22,5", "..", "", None, True, "x", -1, "1.000")


def _other_sheet(chance: random.Random) -> bytes:
    """A whole workbook with other cells than it should have."""
    rows = [list(row) for row in SHEET]
    for _time in range(chance.randint(1, 4)):
        row = chance.choice(rows)
        row[chance.randrange(len(row))] = chance.choice(CELLS)
    return workbook(rows)


def standing() -> tuple[int, int, int, int]:
    """Enough of the database to see any change of figures."""
    from samspil.figures.models import Observation, Vintage
    from samspil.people.models import AuditEvent

    current = Observation.objects.filter(superseded_by=None)
    return (
        Observation.objects.count(),
        current.count(),
        Vintage.objects.count(),
        AuditEvent.objects.count(),
    )


def take_in(content: bytes, before: tuple[int, int, int, int]) -> str:
    """Import and undo; returns refused, published or unchanged, or raises AssertionError."""
    from django.db import transaction

    from samspil.figures import services
    from samspil.people.viewer import ANYBODY

    with transaction.atomic():
        try:
            done = services.import_file(actor=ANYBODY, name="skadet", content=content)
        except services.FiguresRefusedError as error:
            done, complaints = None, error.complaints
        after = standing()
        transaction.set_rollback(True)
    if done is None:
        assert complaints, "refused without a reason"
        assert after == before, "refused, and yet something changed"
        return "refused"
    is_new = done.vintage is not None
    wanted = (before[0] + done.new + done.changed, before[1] + done.new, before[2] + is_new)
    assert after[:3] == wanted, f"{done.new} new and {done.changed} changed, but {after}"
    return "published" if is_new else "unchanged"


def run(count: int, seed: int, more: dict[str, bytes]) -> dict[str, object]:
    """Damage and import ``count`` files; returns what became of them."""
    chance = random.Random(seed)
    whole = originals() | more
    before = standing()
    outcomes: dict[str, Counter[str]] = {name: Counter() for name in whole}
    intact = {name: take_in(content, before) for name, content in whole.items()}
    crashes, partial, slowest = [], [], 0.0
    for number in range(count):
        name = list(whole)[number % len(whole)]
        content = damaged(whole[name], chance)
        begun = time.perf_counter()
        try:
            outcomes[name][take_in(content, before)] += 1
        except AssertionError as error:
            partial.append({"file": number, "format": name, "why": str(error)})
        except Exception as error:
            crashes.append({"file": number, "format": name, "error": repr(error)[:300]})
        slowest = max(slowest, time.perf_counter() - begun)
    return {
        "files": count,
        "seed": seed,
        "intact": intact,
        "formats": {name: dict(counts) for name, counts in outcomes.items()},
        "crashes": crashes,
        "partial": partial,
        "slowest_ms": round(1000 * slowest, 1),
    }


def main() -> int:
    """Prepare a database of its own, run, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="samspil-fuzz-"))
    os.environ |= {"SAMSPIL_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "samspil.web.settings"}
    import django

    django.setup()
    from django.core.management import call_command

    from samspil.figures import services
    from samspil.people.viewer import ANYBODY

    try:
        call_command("migrate", verbosity=0)
        services.load_starter(actor=ANYBODY)
        define(folder)
        tell_columns()
        samples = os.environ.get("SAMSPIL_SAMPLES")
        more = {one.name: one.read_bytes() for one in Path(samples).iterdir()} if samples else {}
        begun = time.perf_counter()
        found = run(options.files, options.seed, more)
        print(json.dumps(found | {"seconds": round(time.perf_counter() - begun, 1)}, indent=1))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return 1 if found["crashes"] or found["partial"] else 0


if __name__ == "__main__":
    sys.exit(main())
