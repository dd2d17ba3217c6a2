"""How fast are real pages, as a ratio to a bare Django view in the same run?

Starts Samspil in a folder of its own, warms it up, then asks each address in turn from four
threads, signed in as the example's programme owner (the potential is not public). Municipalities
are asked for in turn, so that no page is only ever read from a cache. Prints JSON: requests per
second, median and 95th percentile in milliseconds, and the ratio of medians to the bare view
(``/sundhed/``, which asks the database nothing but a greeting).

    uv run python benchmarks/pages.py [--seconds 5]
"""

import argparse
import itertools
import json
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener, urlopen

CODES = (101, 147, 219, 265, 306, 370, 461, 550, 615, 630, 657, 707, 751, 760, 791, 851)
PAGES = {
    "bare": ("/sundhed/",),
    "municipality": tuple(f"/kommuner/{code}/" for code in CODES),
    "municipality_daycare": tuple(f"/kommuner/{code}/?omraade=daycare" for code in CODES),
    "schools": tuple(f"/kommuner/{code}/skoler/" for code in CODES),
    "school": ("/skoler/615015/", "/skoler/101001/", "/skoler/751035/"),
    "municipalities": ("/kommuner/",),
    "indicator": (
        "/indikatorer/absence_total/",
        "/indikatorer/staff_ratio_0_2/",
        "/indikatorer/exam_mean_grade9/",
    ),
    "indicators": ("/indikatorer/",),
    "compare": ("/sammenlign/?indikator=absence_total&kommune=615&kommune=630&gruppe=ligner-615",),
    "sheet": tuple(f"/kommuner/{code}/papir/" for code in CODES),
    "sheet_pdf": tuple(f"/kommuner/{code}/papir.pdf" for code in CODES),
    "api_docs": ("/api/",),
    "potential": ("/potentiale/",),
    "partnerships": ("/partnerskaber/",),
}
THREADS = 4
OWNER = "Programejeren"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=5)
    seconds = parser.parse_args().seconds
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "samspil.cli", "up", "--port", str(port), "--data", folder]
        server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        base = f"http://127.0.0.1:{port}"
        try:
            wait_for(base + "/sundhed/")
            print(json.dumps(measure(base, seconds), indent=2))
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()


def wait_for(address: str) -> None:
    ends = time.monotonic() + 120
    while time.monotonic() < ends:
        try:
            urlopen(address, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("Samspil did not start")


def sign_in(base: str) -> OpenerDirector:
    """Return something that opens pages as the example's programme owner."""
    opener = build_opener(HTTPCookieProcessor(CookieJar()))
    page = opener.open(f"{base}/konto/login/").read().decode()
    form = page[page.index('action="/eksempel/log-ind/"') :]
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)
    card = form[form.index(f"<h3>{OWNER}</h3>") :]
    person = re.search(r'name="person" value="(\d+)"', card)
    if token is None or person is None:
        raise SystemExit("the sign-in page has no example people")
    answer = {"csrfmiddlewaretoken": token[1], "person": person[1]}
    opener.open(f"{base}/eksempel/log-ind/", urlencode(answer).encode()).close()
    return opener


def measure(base: str, seconds: float) -> dict[str, dict[str, float]]:
    """Ask the pages in turn, one kind at a time, twice: the first round only warms up."""
    opener = sign_in(base)
    for paths in PAGES.values():
        for path in paths:
            opener.open(base + path).read()
        ask(opener, [base + path for path in paths], 0.5)
    found = {
        name: ask(opener, [base + path for path in paths], seconds) for name, paths in PAGES.items()
    }
    bare = statistics.median(found["bare"])
    return {
        name: {
            "requests_per_second": round(len(times) / seconds, 1),
            "median_ms": round(1000 * statistics.median(times), 1),
            "p95_ms": round(1000 * statistics.quantiles(times, n=20)[-1], 1),
            "median_ratio_to_bare": round(statistics.median(times) / bare, 2),
        }
        for name, times in found.items()
    }


def ask(opener: OpenerDirector, addresses: list[str], seconds: float) -> list[float]:
    times: list[float] = []
    ends = time.monotonic() + seconds
    turns = itertools.cycle(addresses)

    def work() -> None:
        while time.monotonic() < ends:
            address = next(turns)
            began = time.perf_counter()
            with opener.open(address) as answer:
                answer.read()
            times.append(time.perf_counter() - began)

    threads = [threading.Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


if __name__ == "__main__":
    main()
