"""What does a slide cost beside a bare one, and can all municipalities' decks be made in a minute?

Prepares a data folder of its own, then measures in this process: a bare python-pptx slide with
one native chart (title, chart, saved), and our decks from the figures to the bytes, taken in
turn. Then makes all municipalities' figures-only decks as the background job does, once for each
sector and language, and notes the greatest memory used after 10 decks and after all. Prints JSON;
exits with 1 where a promise is not kept.

    uv run python benchmarks/deck.py [--rounds 15]
"""

import argparse
import io
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

MOST_RATIO, MOST_SECONDS, MOST_GROWTH = 1.5, 60.0, 1.25
CODES = ("101", "147", "265", "370", "461", "615", "657", "751", "851")
SLIDES = 17


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder)
        found = {"slide": slides(rounds), **everything()}
    print(json.dumps(found, indent=2))
    kept = found["slide"]["ratio"] <= MOST_RATIO and all(
        row["seconds"] <= MOST_SECONDS and row["growth"] <= MOST_GROWTH for row in found["all"]
    )
    sys.exit(not kept)


def prepare(folder: str) -> None:
    """Set up Django on a folder with the starter figures."""
    for name in [name for name in os.environ if name.startswith("SAMSPIL_")]:
        del os.environ[name]
    os.environ |= {"SAMSPIL_DATA": folder, "DJANGO_SETTINGS_MODULE": "samspil.web.settings"}
    command = [sys.executable, "-m", "samspil.cli", "deck", "--municipality", "615"]
    out = str(Path(folder) / "first.pptx")
    subprocess.run(
        [*command, "--sector", "school", "--out", out], check=True, stdout=subprocess.DEVNULL
    )
    import django

    django.setup()


def slides(rounds: int) -> dict[str, float]:
    """Milliseconds a slide, ours from the figures on and bare, in turn; medians and their ratio."""
    from django.utils import translation

    from samspil.screening import decks

    bare_times, our_times = [], []
    with translation.override("da"):
        for number in range(rounds + 2):
            bare_times.append(timed(bare))
            code = CODES[number % len(CODES)]
            our_times.append(
                timed(lambda code=code: decks.for_municipality(code=code, sector="school"))
            )
    # The first rounds load modules, the template, the figures.
    bare_ms, our_ms = (
        1000 * statistics.median(times[2:]) / SLIDES for times in (bare_times, our_times)
    )
    return {
        "bare_ms": round(bare_ms, 2),
        "ours_ms": round(our_ms, 2),
        "ratio": round(our_ms / bare_ms, 2),
        "promised": MOST_RATIO,
    }


def timed(act) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def bare() -> bytes:
    """As many slides as a deck of ours has, each with a title and a native chart."""
    from pptx import Presentation
    from pptx.chart.data import CategoryChartData
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Emu

    presentation = Presentation()
    box = (Emu(600_000), Emu(1_600_000), Emu(7_900_000), Emu(4_500_000))
    for number in range(SLIDES):
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text = f"Slide {number}"
        data = CategoryChartData()
        data.categories = [f"Kommune {place}" for place in range(11)]
        data.add_series("Tal", [place / 3 for place in range(11)])
        slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box, data)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def everything() -> dict[str, object]:
    """All municipalities' decks as the job makes them: seconds, memory after 10 and after all."""
    from samspil.screening.decks import everybody

    rows, first = [], None
    for language in ("da", "en"):
        for sector in ("school", "daycare"):
            began, memory = time.perf_counter(), Memory()
            made = everybody.pack(wanted=everybody.Wanted(sector, language), report=memory.note)
            seconds = time.perf_counter() - began
            after_ten, after_all = memory.peaks[10], memory.peaks[-1]
            # Peaks only grow: beside the very first ten decks the whole must not have grown.
            first = first or after_ten
            rows.append(
                {
                    "sector": sector,
                    "language": language,
                    "decks": len(memory.peaks) - 1,
                    "seconds": round(seconds, 1),
                    "peak_mb_after_10": round(after_ten),
                    "peak_mb_after_all": round(after_all),
                    "growth": round(after_all / first, 2),
                    "file_mb": round(made.stat().st_size / 1e6, 1),
                }
            )
    return {"all": rows}


class Memory:
    """The peaks of memory after none, one, two … decks."""

    def __init__(self) -> None:
        self.peaks: list[float] = []

    def note(self, _done: int, _of: int, _name: str) -> None:
        self.peaks.append(peak())


def peak() -> float:
    """The greatest memory this process has used, in megabytes."""
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return used / (1024 * 1024 if sys.platform == "darwin" else 1024)


if __name__ == "__main__":
    main()
